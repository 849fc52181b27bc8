import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.keys.keeper import KeyExposed, KeyFault, KeyMissing, KeyUnreadable, KeyWrong, load, sealed_check


def test_the_first_start_makes_a_file_that_its_owner_alone_reads(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "consultbot.key"
    load(path, None)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_the_next_start_opens_what_the_first_one_sealed(tmp_path: Path) -> None:
    path = tmp_path / "consultbot.key"
    first = load(path, None)
    second = load(path, sealed_check(first))

    assert second.open(first.seal(b"answer")) == b"answer"
    assert second.fingerprint("42") == first.fingerprint("42")


def test_a_missing_file_is_not_made_again_where_a_database_was_sealed(tmp_path: Path) -> None:
    path = tmp_path / "consultbot.key"
    check = sealed_check(load(path, None))
    path.unlink()

    with pytest.raises(KeyMissing) as caught:
        load(path, check)
    assert not path.exists()
    assert str(path) in caught.value.zh
    assert str(path) in caught.value.en


def test_a_foreign_key_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "consultbot.key"
    foreign = sealed_check(load(tmp_path / "foreign.key", None))
    load(path, None)
    before = path.read_bytes()

    with pytest.raises(KeyWrong):
        load(path, foreign)
    assert path.read_bytes() == before


def test_a_key_whose_index_alone_is_foreign_is_wrong_too(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.key", tmp_path / "theirs.key"
    check = sealed_check(load(ours, None))
    load(theirs, None)
    mixed = ours.read_text().splitlines()
    mixed[1] = theirs.read_text().splitlines()[1]
    ours.write_text("\n".join(mixed))

    with pytest.raises(KeyWrong):
        load(ours, check)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_file_that_others_can_read_is_refused_with_the_command_that_mends_it(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "consultbot.key"
    load(path, None)
    path.chmod(mode)

    with pytest.raises(KeyExposed) as caught:
        load(path, None)
    assert f"chmod 600 {path}" in caught.value.zh
    assert f"chmod 600 {path}" in caught.value.en


@pytest.mark.parametrize("content", ["", "{}", '{"index": "c2hvcnQ=", "seals": ["planted"]}'])
def test_a_damaged_file_is_refused_without_quoting_it(tmp_path: Path, content: str) -> None:
    path = tmp_path / "consultbot.key"
    path.write_text(content)
    path.chmod(0o600)

    with pytest.raises(KeyUnreadable) as caught:
        load(path, None)
    assert "planted" not in caught.value.zh + caught.value.en
    assert caught.value.__suppress_context__
    assert path.read_text() == content


def test_a_place_where_no_file_can_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(KeyFault, match="can't be made"):
        load(tmp_path / "file" / "consultbot.key", None)


def test_a_directory_in_its_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFault, match="can't be read"):
        load(tmp_path, None)


def test_starts_at_the_same_moment_agree_on_one_key(tmp_path: Path) -> None:
    path = tmp_path / "consultbot.key"
    with ThreadPoolExecutor(8) as threads:
        ciphers = list(threads.map(lambda _: load(path, None), range(16)))

    assert len({cipher.fingerprint("42") for cipher in ciphers}) == 1
    assert list(tmp_path.iterdir()) == [path]

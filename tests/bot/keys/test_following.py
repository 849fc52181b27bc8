"""A process follows its key file: a new key is taken up, a removed one opens nothing, damage changes nothing."""

from pathlib import Path

import pytest

from bot.keys import keeper as keys
from bot.keys import key_file
from bot.keys.cipher import KeyRing, KeyRingCipher
from bot.keys.keeper import KeyFileCipher
from dialogs.engine.cipher import SealBroken


def test_a_process_takes_up_a_new_key_before_it_seals_and_when_something_does_not_open(path: Path) -> None:
    process = keys.load(path, None)
    reader = KeyFileCipher.of(path)
    old = KeyRingCipher(key_file.read(path))
    ring = key_file.read(path).with_another()
    key_file.replace(path, ring)

    sealed = process.seal(b"answer")
    assert KeyRingCipher(ring.newest()).open(sealed) == b"answer"
    assert reader.open(sealed) == b"answer"
    assert process.open(old.seal(b"before")) == b"before"


def test_a_key_that_was_removed_opens_nothing_any_more(path: Path) -> None:
    process = keys.load(path, None)
    before = process.seal(b"answer")
    key_file.replace(path, key_file.read(path).with_another().newest())
    process.seal(b"another")

    with pytest.raises(SealBroken):
        process.open(before)


def test_what_nobody_sealed_does_not_open_however_often_the_file_is_looked_at(path: Path) -> None:
    with pytest.raises(SealBroken):
        keys.load(path, None).open(b"forged")


@pytest.mark.parametrize("content", [b"{", KeyRing.new().model_dump_json().encode(), b""])
def test_a_damaged_key_file_leaves_the_keys_as_they_are(path: Path, content: bytes) -> None:
    process = keys.load(path, None)
    before = process.seal(b"answer")
    path.write_bytes(content)

    assert process.open(process.seal(b"another")) == b"another"
    assert process.open(before) == b"answer"


def test_a_key_file_that_is_gone_or_anothers_leaves_the_keys_as_they_are(path: Path, tmp_path: Path) -> None:
    process = keys.load(path, None)
    before = process.seal(b"answer")
    key_file.make(tmp_path / "foreign.key")
    (tmp_path / "foreign.key").replace(path)
    assert process.open(process.seal(b"another")) == b"another"
    path.unlink()

    assert process.open(process.seal(b"third")) == b"third"
    assert process.open(before) == b"answer"

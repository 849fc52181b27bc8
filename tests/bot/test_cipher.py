import pytest
from pydantic import JsonValue

from bot.cipher import FernetCipher, KeyRing
from dialogs.engine.cipher import SealBroken, open_json, open_text, seal_json, seal_text


def test_what_is_sealed_opens_again_and_does_not_show_its_text(cipher: FernetCipher) -> None:
    sealed = cipher.seal("李雷 13800000000".encode())

    assert "李雷".encode() not in sealed
    assert b"13800000000" not in sealed
    assert cipher.open(sealed).decode() == "李雷 13800000000"


def test_two_seals_of_one_text_differ_so_equal_answers_do_not_show(cipher: FernetCipher) -> None:
    assert cipher.seal(b"4") != cipher.seal(b"4")


def test_a_seal_with_one_byte_changed_is_broken(cipher: FernetCipher) -> None:
    sealed = bytearray(cipher.seal(b"answer"))
    sealed[20] ^= 1

    with pytest.raises(SealBroken):
        cipher.open(bytes(sealed))


def test_a_foreign_key_opens_nothing(cipher: FernetCipher) -> None:
    with pytest.raises(SealBroken):
        FernetCipher(KeyRing.new()).open(cipher.seal(b"answer"))


def test_during_a_rotation_old_seals_open_and_new_ones_use_the_new_key(key_ring: KeyRing) -> None:
    newer = KeyRing.new()
    rotating = FernetCipher(KeyRing(index=key_ring.index, seals=(*newer.seals, *key_ring.seals)))
    rotated = FernetCipher(KeyRing(index=key_ring.index, seals=newer.seals))
    before = FernetCipher(key_ring)

    assert rotating.open(before.seal(b"answer")) == b"answer"
    assert rotated.open(rotating.seal(b"answer")) == b"answer"
    assert rotated.fingerprint("42") == before.fingerprint("42")


def test_a_fingerprint_is_32_bytes_the_same_for_ever_and_different_under_another_key(
    cipher: FernetCipher,
) -> None:
    assert len(cipher.fingerprint("telegram:42")) == 32
    assert cipher.fingerprint("telegram:42") == cipher.fingerprint("telegram:42")
    assert cipher.fingerprint("telegram:42") != cipher.fingerprint("telegram:43")
    assert cipher.fingerprint("telegram:42") != FernetCipher(KeyRing.new()).fingerprint("telegram:42")


def test_a_forged_token_with_a_lone_surrogate_has_a_fingerprint_too(cipher: FernetCipher) -> None:
    assert cipher.fingerprint("\ud800") != cipher.fingerprint("?")


def test_words_and_json_come_back_as_they_went_in(cipher: FernetCipher) -> None:
    state: JsonValue = {"answers": {"6.1.1.2-1": 3, "备注": None}, "path": ["6.1.1.2-1"]}

    assert open_text(cipher, seal_text(cipher, "议事规则")) == "议事规则"
    assert open_json(cipher, seal_json(cipher, state)) == state


def test_printing_a_key_ring_shows_no_key(key_ring: KeyRing) -> None:
    shown = repr(key_ring) + str(key_ring) + key_ring.model_dump_json()

    assert key_ring.index.get_secret_value() not in shown
    assert key_ring.seals[0].get_secret_value() not in shown

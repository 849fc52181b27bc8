import base64

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import JsonValue

from bot.keys.cipher import KeyRing, KeyRingCipher
from dialogs.engine.cipher import SealBroken, open_json, open_text, seal_json, seal_text


def test_what_is_sealed_opens_again_and_does_not_show_its_text(cipher: KeyRingCipher) -> None:
    sealed = cipher.seal("李雷 13800000000".encode())

    assert "李雷".encode() not in sealed
    assert b"13800000000" not in sealed
    assert cipher.open(sealed).decode() == "李雷 13800000000"


def test_two_seals_of_one_text_differ_so_equal_answers_do_not_show(cipher: KeyRingCipher) -> None:
    assert cipher.seal(b"4") != cipher.seal(b"4")


def test_a_seal_with_one_byte_changed_is_broken(cipher: KeyRingCipher) -> None:
    sealed = bytearray(cipher.seal(b"answer"))
    sealed[20] ^= 1

    with pytest.raises(SealBroken):
        cipher.open(bytes(sealed))


def test_a_foreign_key_opens_nothing(cipher: KeyRingCipher) -> None:
    with pytest.raises(SealBroken):
        KeyRingCipher(KeyRing.new()).open(cipher.seal(b"answer"))


def test_during_a_rotation_old_seals_open_and_new_ones_use_the_new_key(key_ring: KeyRing) -> None:
    newer = KeyRing.new()
    rotating = KeyRingCipher(KeyRing(index=key_ring.index, seals=(*newer.seals, *key_ring.seals)))
    rotated = KeyRingCipher(KeyRing(index=key_ring.index, seals=newer.seals))
    before = KeyRingCipher(key_ring)

    assert rotating.open(before.seal(b"answer")) == b"answer"
    assert rotated.open(rotating.seal(b"answer")) == b"answer"
    assert rotated.fingerprint("42") == before.fingerprint("42")


def test_a_fingerprint_is_32_bytes_the_same_for_ever_and_different_under_another_key(
    cipher: KeyRingCipher,
) -> None:
    assert len(cipher.fingerprint("telegram:42")) == 32
    assert cipher.fingerprint("telegram:42") == cipher.fingerprint("telegram:42")
    assert cipher.fingerprint("telegram:42") != cipher.fingerprint("telegram:43")
    assert cipher.fingerprint("telegram:42") != KeyRingCipher(KeyRing.new()).fingerprint("telegram:42")


def test_a_forged_token_with_a_lone_surrogate_has_a_fingerprint_too(cipher: KeyRingCipher) -> None:
    assert cipher.fingerprint("\ud800") != cipher.fingerprint("?")


def test_words_and_json_come_back_as_they_went_in(cipher: KeyRingCipher) -> None:
    state: JsonValue = {"answers": {"6.1.1.2-1": 3, "备注": None}, "path": ["6.1.1.2-1"]}

    assert open_text(cipher, seal_text(cipher, "议事规则")) == "议事规则"
    assert open_json(cipher, seal_json(cipher, state)) == state


def test_printing_a_key_ring_shows_no_key(key_ring: KeyRing) -> None:
    shown = repr(key_ring) + str(key_ring) + key_ring.model_dump_json()

    assert key_ring.index.get_secret_value() not in shown
    assert key_ring.seals[0].get_secret_value() not in shown


@pytest.mark.parametrize("cut", [b"", b"\x01", b"\x01short", b"\x01" + bytes(12), b"gAAAAA", b"\x02other"])
def test_what_is_cut_off_or_of_another_kind_is_broken(cipher: KeyRingCipher, cut: bytes) -> None:
    with pytest.raises(SealBroken):
        cipher.open(cut)
    with pytest.raises(SealBroken):
        cipher.renewed(cut)


def test_values_of_earlier_versions_open_and_are_sealed_anew_by_a_rotation(key_ring: KeyRing) -> None:
    cipher = KeyRingCipher(key_ring)
    earlier = Fernet(key_ring.seals[0].get_secret_value()).encrypt(b"answer")
    renewed = cipher.renewed(earlier)

    assert cipher.open(earlier) == b"answer"
    assert renewed is not None
    assert cipher.open(renewed) == b"answer"
    assert cipher.renewed(renewed) is None


def test_a_key_seals_by_a_key_derived_from_it_and_not_by_itself(key_ring: KeyRing) -> None:
    key = base64.urlsafe_b64decode(key_ring.seals[0].get_secret_value())
    sealed = KeyRingCipher(key_ring).seal(b"answer")

    with pytest.raises(InvalidTag):
        AESGCM(key).decrypt(sealed[1:13], sealed[13:], sealed[:1])

"""What is sealed comes back as it went in."""

import pytest
from pydantic import JsonValue

from bot.keys.cipher import KeyRingCipher
from dialogs.engine.cipher import SealBroken, open_json, open_text, seal_json, seal_text


def test_words_come_back(cipher: KeyRingCipher) -> None:
    assert open_text(cipher, seal_text(cipher, "议事规则")) == "议事规则"


@pytest.mark.parametrize("value", [None, 3, "备注", {"answers": {"6.1.1.2-1": 3}, "path": []}])
def test_json_comes_back(cipher: KeyRingCipher, value: JsonValue) -> None:
    assert open_json(cipher, seal_json(cipher, value)) == value


def test_what_nobody_sealed_does_not_open(cipher: KeyRingCipher) -> None:
    with pytest.raises(SealBroken):
        open_json(cipher, b"{}")

"""QR codes, read back module by module."""

from io import BytesIO

import pytest
import segno
from matplotlib.image import imread

from bot.drawing import draw
from bot.drawing.qr import QUIET_ZONE, qr_png
from dialogs.engine.cards import Code

LINK = "https://t.me/consult_bot?start=AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-"


def modules(png: bytes, scale: int) -> list[list[int]]:
    """Give the modules with the quiet zone, 1 dark, by the pixel in the middle of each."""
    pixels = imread(BytesIO(png), format="png")
    pixels = pixels if pixels.ndim == 2 else pixels[..., 0]
    return [[int(value < 0.5) for value in row[scale // 2 :: scale]] for row in pixels[scale // 2 :: scale]]


@pytest.mark.parametrize("scale", [3, 10])
def test_every_module_is_where_it_belongs_with_white_around(scale: int) -> None:
    expected = [list(row) for row in segno.make_qr(LINK, error="m").matrix_iter(border=QUIET_ZONE)]
    read = modules(qr_png(LINK, scale), scale)
    assert read == expected
    assert not any(map(any, read[:QUIET_ZONE]))


def test_a_code_survives_damage_of_a_sixth_of_it() -> None:
    assert segno.make_qr(LINK, error="m").error in {"M", "Q", "H"}


async def test_a_code_on_a_card_is_large_enough_to_be_shown_on_a_phone() -> None:
    height, width = imread(BytesIO(await draw(Code(link=LINK, alternative="-"), "en")), format="png").shape[:2]
    assert width == height
    assert 600 < width < 1000


def test_a_link_that_no_code_can_hold_is_refused() -> None:
    with pytest.raises(segno.DataOverflowError):
        qr_png("https://example.org/" + "x" * 3000)

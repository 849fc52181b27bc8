"""Radar charts: what they show, and that they can be read."""

import subprocess
import sys
from datetime import UTC
from io import BytesIO
from itertools import combinations

import pytest
from matplotlib.image import imread

from bot.catalogues import reader
from bot.drawing import draw
from bot.drawing.charts.labels import WIDTH, arranged
from bot.drawing.charts.legend import THIN
from bot.drawing.charts.lettering import drawable
from bot.drawing.charts.radar import _runs, _Sheet
from dialogs.assessment.wording import clause_text
from dialogs.engine.cards import Radar, Series
from dialogs.engine.text import _
from standard.library import load_library

LIBRARY = load_library()
NAMES = {
    "zh_CN": [clause_text(LIBRARY, clause).zh for clause in LIBRARY.capabilities],
    "en": [clause_text(LIBRARY, clause).en for clause in LIBRARY.capabilities],
}
MINE = (62.5, 48, 71, 55, 66.7, 80, 33.3, 20, 12.5, 41, 58, 75, 25)


def radar(names: list[str], *series: tuple[str, tuple[float | None, ...]], title: str = "协商能力") -> Radar:
    return Radar(
        title=title,
        axes=tuple(names),
        series=tuple(Series(name=name, values=values) for name, values in series),
        alternative="-",
    )


def notes(chart: Radar) -> str:
    return " ".join(_Sheet(chart, reader("en", UTC)).notes)


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
async def test_a_chart_is_a_png_as_wide_as_a_phone_shows_sharply(locale: str) -> None:
    png = await draw(radar(NAMES[locale], ("我", MINE), ("本组织（n = 12）", MINE[::-1])), locale)
    height, width, _channels = imread(BytesIO(png), format="png").shape
    assert (width, height) == (1080, max(1080, height))
    assert height < 1400


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.parametrize("axes", [13, 9, 5, 3, 2, 1])
@pytest.mark.parametrize("numbered", [True, False])
def test_names_of_axes_stay_large_inside_the_sheet_and_apart(locale: str, axes: int, numbered: bool) -> None:
    names = [name if numbered else name.partition(" ")[2] for name in NAMES[locale][:axes]]
    ring = arranged(names)
    assert ring.size >= (24 if numbered else 28)
    assert [label for label in ring.labels if label.left < -WIDTH / 2 or label.left + label.width > WIDTH / 2] == []
    assert [pair for pair in combinations(ring.labels, 2) if pair[0].touches(pair[1])] == []
    assert all(label.reach() > ring.radius for label in ring.labels)
    assert "…" not in "".join(line for label in ring.labels for line in label.lines)


def test_names_that_are_far_too_long_are_cut_rather_than_written_over_each_other() -> None:
    ring = arranged(["Cooperation among government departments, enterprises, the public and social organisations"] * 13)
    assert all(label.lines[-1].endswith("…") for label in ring.labels)
    assert [pair for pair in combinations(ring.labels, 2) if pair[0].touches(pair[1])] == []


def test_a_line_is_interrupted_where_there_is_no_figure_and_closed_where_there_is_none_missing() -> None:
    assert list(_runs((10, 20, 30))) == [[0, 1, 2, 0]]
    assert list(_runs((10, None, 30, 40))) == [[2, 3, 0]]
    assert list(_runs((None, 20, None, 40))) == [[1], [3]]
    assert list(_runs((None, None))) == []


def test_a_gap_is_named_with_its_series() -> None:
    chart = radar(["Policy", "Law", "Trade"], ("Internal", (10, None, None)), ("Outside", (None, None, None)))
    assert notes(chart) == "Internal, no figure: Law and Trade Outside: no figures yet"


def test_with_one_series_a_gap_needs_no_name_of_a_series_and_without_gaps_there_is_no_note() -> None:
    assert notes(radar(["Policy", "Law", "Trade"], ("Mine", (10, 20, None)))) == "No figure: Trade"
    assert notes(radar(["Policy", "Law", "Trade"], ("Mine", (10, 20, 0)))) == ""


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_targets_are_the_thin_line_and_profiles_differ_in_colour_dashes_and_mark(locale: str) -> None:
    words = reader(locale, UTC)
    chart = radar(["a", "b", "c"], ("1", (1, 2, 3)), (words.say(_("Target")), (4, 5, 6)), ("2", (7, 8, 9)))
    first, target, second = _Sheet(chart, words).styles
    assert target is THIN
    assert first.colour != second.colour
    assert first.dashes != second.dashes
    assert first.shape != second.shape


@pytest.mark.parametrize("value", [0, 100, None])
async def test_extreme_values_and_any_text_are_drawn_without_complaint(value: float | None) -> None:
    names = ["$x^2$", "😀 \ue000 \U00013000", "العربية", "a\nb", "", "\u202eRTL", "机制" * 40]
    png = await draw(radar(names, ("我", (value,) * 7), title="_{^$\\" * 30), "zh_CN")
    assert png.startswith(b"\x89PNG")


async def test_a_chart_without_axes_or_series_is_still_a_picture() -> None:
    assert (await draw(radar([]), "en")).startswith(b"\x89PNG")
    assert (await draw(radar(NAMES["en"]), "en")).startswith(b"\x89PNG")


async def test_the_same_chart_is_drawn_once() -> None:
    chart = radar(["Policy", "Law", "Trade"], ("Mine", (10, 20, 30)))
    assert await draw(chart, "en") is await draw(chart.model_copy(), "en")
    assert await draw(chart, "en") != await draw(chart, "zh_CN")


async def test_a_series_that_does_not_have_a_value_for_every_axis_is_refused() -> None:
    with pytest.raises(ValueError, match="one value"):
        await draw(radar(["Policy", "Law"], ("Mine", (10,))), "en")


def test_what_no_font_can_draw_is_shown_as_a_box_and_what_has_no_shape_is_left_out() -> None:
    assert drawable("机制\U00013000 \u202ea\u200b\ufe0f\n b") == "机制□ a b"


def test_matplotlib_is_imported_only_when_a_chart_is_drawn_and_writes_nothing_into_the_home_directory() -> None:
    code = (
        "import sys, os, pathlib, bot.drawing; assert 'matplotlib' not in sys.modules;"
        "import bot.drawing.charts.radar; assert 'matplotlib.pyplot' not in sys.modules;"
        "folder = pathlib.Path(os.environ['MPLCONFIGDIR']);"
        "import matplotlib; assert pathlib.Path(matplotlib.get_cachedir()) == folder; print(folder)"
    )
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    gone = subprocess.run(["/usr/bin/test", "-e", run.stdout.strip()], check=False)
    assert gone.returncode == 1

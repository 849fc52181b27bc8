"""A reader keeps how things read, so that they are not said anew, and never more of them than there is room for."""

from datetime import UTC

from babel.support import NullTranslations

from dialogs.engine.cards import Paragraph
from dialogs.engine.text import MOST_KEPT, Reader


def reader() -> Reader:
    return Reader("en", UTC, NullTranslations())


def test_what_was_kept_is_known_again_by_the_very_thing_and_not_by_one_that_is_equal() -> None:
    english, thing, equal = reader(), Paragraph(text="a"), Paragraph(text="a")
    english.keep(thing, Paragraph(text="said"))

    assert english.known(thing) == Paragraph(text="said")
    assert english.known(equal) is None


def test_a_reader_that_is_full_begins_anew_with_what_comes_then() -> None:
    english, things = reader(), [Paragraph(text=str(number)) for number in range(MOST_KEPT + 1)]
    for thing in things[:-1]:
        english.keep(thing, thing)
    assert all(english.known(thing) is thing for thing in things[:-1])

    english.keep(things[-1], things[-1])
    assert [thing.text for thing in things if english.known(thing) is thing] == [str(MOST_KEPT)]

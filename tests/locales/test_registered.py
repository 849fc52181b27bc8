"""Whatever is registered can be read in every language."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from pydantic import BaseModel

from bot.catalogues import languages
from bot.house import registry_of
from dialogs.engine.forms import Form, Step
from dialogs.engine.registry import Command
from dialogs.engine.text import Message
from dialogs.people.roles import ROLE_NAMES
from standard.library import library
from tests.catalogues import has_translation, read


def messages(found: object) -> Iterator[Message]:
    """Give every sentence inside commands, forms with their steps, cards and options, however deep."""
    match found:
        case Message():
            yield found
            yield from messages(tuple(found.values.values()))
        case Form():
            yield from messages((found.title, found.submit, found.steps(found.example)))
        case tuple() | list():
            for one in found:
                yield from messages(one)
        case Step() if callable(found.prompt):
            yield from messages(found.prompt({}))
            yield from _inside(found)
        case BaseModel():
            yield from messages(tuple(getattr(found, name) for name in type(found).model_fields))
        case _ if is_dataclass(found):
            yield from _inside(found)


def _inside(found: object) -> Iterator[Message]:
    assert is_dataclass(found)
    for field in fields(found):
        yield from messages(getattr(found, field.name))


def test_everything_registered_has_its_words_in_every_catalogue() -> None:
    registry = registry_of(library())
    said = list(messages([*registry.commands.values(), *registry.forms.values(), *ROLE_NAMES.values()]))
    catalogues = {locale: read(locale) for locale in languages()}
    missing = {
        (locale, message.text)
        for locale, catalogue in catalogues.items()
        for message in said
        if (entry := catalogue.get(message.text)) is None or not has_translation(entry.string)
    }

    assert len(said) > len(registry.commands) + len(registry.forms)
    assert missing == set()


def test_what_names_something_registered_is_marked_for_translation() -> None:
    registry = registry_of(library())
    unmarked = [found.name for found in registry.commands.values() if isinstance(found.description, str)]
    unmarked += [form.name for form in registry.forms.values() if isinstance(form.title, str)]
    unmarked += [form.name for form in registry.forms.values() if isinstance(form.submit, str)]

    assert unmarked == []


def test_sentences_are_found_however_deep_they_lie() -> None:
    async def run(turn: object, argument: str) -> None: ...

    inner = Message(text="inner")
    command = Command(name="x", roles=frozenset(), description=Message(text="outer {x}", values={"x": inner}), run=run)

    assert [message.text for message in messages([(command,)])] == ["outer {x}", "inner"]

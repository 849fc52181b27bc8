"""Bring the catalogues up to date with the code: ``uv run python -m tests.catalogues [--merge FOLDER]``.

Every sentence marked with ``_()`` or ``n_()`` in ``bot/``, ``dialogs/`` and ``standard/`` gets its entry, in
the order of the files, and entries that no code says any more are dropped. English entries are filled from
the code; new ones in Chinese, or in another language that has a folder, are left empty, which the
tests refuse until somebody has written them.

``--merge FOLDER`` fills empty Chinese entries from the fragments ``FOLDER/*.po``. An entry that has its
translation keeps it, and what a fragment says otherwise is printed.
"""

import ast
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SOURCES = ("bot", "dialogs", "standard")
OURS = ("zh_CN", "en")
"""The languages that the project itself keeps complete."""

KEYWORDS = {"_": 1, "n_": 2}
"""How many of the first arguments are the message: a singular, or a singular and a plural."""

HEADER = "# Translations of consultbot. Update them by: uv run python -m tests.catalogues"
CREATED = datetime(2025, 1, 1, tzinfo=UTC)
"""Fixed, so that an update without news changes nothing."""

MessageId = str | tuple[str, str]
Translation = str | list[str] | tuple[str, ...] | None


@dataclass(frozen=True)
class Marked:
    """One marked sentence; ``id`` is none where the code marks something that is not a literal.

    ``values`` are the names that the call gives values for; none when it hands on a mapping.
    """

    place: str
    line: int
    id: MessageId | None
    values: frozenset[str] | None


def path_of(locale: str, root: Path = ROOT) -> Path:
    """Where the catalogue of a locale lies."""
    return root / "locales" / locale / "LC_MESSAGES" / "consultbot.po"


def marked(root: Path = ROOT) -> Iterator[Marked]:
    """Find every marked sentence, by file and then by line."""
    for folder in SOURCES:
        for path in sorted((root / folder).rglob("*.py")):
            yield from _marked_in(path.read_text("utf-8"), path.relative_to(root).as_posix())


def _marked_in(source: str, place: str) -> Iterator[Marked]:
    if "_(" not in source:
        return
    calls = [
        node
        for node in ast.walk(ast.parse(source, place))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS
    ]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        yield Marked(place, call.lineno, _message_id(call), _values(call))


def _message_id(call: ast.Call) -> MessageId | None:
    assert isinstance(call.func, ast.Name)
    wanted = KEYWORDS[call.func.id]
    words = [
        argument.value
        for argument in call.args[:wanted]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    if len(words) < wanted:
        return None
    return words[0] if wanted == 1 else (words[0], words[1])


def _values(call: ast.Call) -> frozenset[str] | None:
    assert isinstance(call.func, ast.Name)
    names = [keyword.arg for keyword in call.keywords]
    if None in names:
        return None
    counted = {"count"} if call.func.id == "n_" else set()
    return frozenset(name for name in names if name) | counted


def extracted(root: Path = ROOT) -> Catalog:
    """Give the template: every marked sentence with the files that say it, and no translation.

    gettext keeps one entry for a sentence; it has plural forms when any place asks for them.
    """
    template = _empty(None)
    for found in marked(root):
        if found.id is not None:
            template.add(found.id, locations=[(found.place, found.line)])
    return template


def read(locale: str, root: Path = ROOT) -> Catalog:
    """Read one catalogue; an empty one when there is none yet."""
    path = path_of(locale, root)
    if not path.exists():
        return _empty(locale)
    with path.open("rb") as source:
        return read_po(source, locale=locale)


def updated(template: Catalog, former: Catalog, locale: str) -> Catalog:
    """Give the template's entries with the translations that the former catalogue has for them."""
    catalogue = _empty(locale)
    for message in template:
        if not message.id:
            continue
        entry = catalogue.add(message.id, locations=message.locations)
        old = former.get(message.id)
        if old is not None and bool(old.pluralizable) == bool(message.pluralizable):
            entry.string = old.string
            entry.flags |= old.flags
            entry.user_comments = old.user_comments
        if locale == "en" and not has_translation(entry.string):
            entry.string = message.id
    return catalogue


def has_translation(string: Translation) -> bool:
    """Whether an entry is translated, in all its forms."""
    return bool(string) and (isinstance(string, str) or all(string or ()))


def merged(catalogue: Catalog, fragment: Catalog, name: str) -> Iterator[str]:
    """Fill the catalogue's empty entries from a fragment; yields what does not fit, a line each."""
    for message in fragment:
        if not message.id or not has_translation(message.string):
            continue
        entry = catalogue.get(message.id)
        if entry is None:
            yield f"{name}: no code says {message.id!r}"
        elif bool(entry.pluralizable) != bool(message.pluralizable):
            yield f"{name}: plural here, not in the code, or the other way round: {message.id!r}"
        elif not has_translation(entry.string):
            entry.string = message.string
        elif forms(entry.string) != forms(message.string):
            yield f"{name}: {message.id!r} is {forms(entry.string)}, here {forms(message.string)}"


def forms(string: Translation) -> tuple[str, ...]:
    """Give all forms of a sentence: one, or its plural forms."""
    return (string,) if isinstance(string, str) else tuple(string or ())


def write(catalogue: Catalog, path: Path) -> None:
    """Write one catalogue, without line numbers: they would change with every edit of the code."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, catalogue, width=110, include_lineno=False, ignore_obsolete=True)


def _empty(locale: str | None) -> Catalog:
    return Catalog(
        locale=locale,
        header_comment=HEADER,
        project="consultbot",
        version="1",
        msgid_bugs_address="consultbot",
        last_translator="consultbot",
        language_team="consultbot",
        creation_date=CREATED,
        revision_date=CREATED,
        fuzzy=False,
    )


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Update the catalogues; the exit status is 1 while any sentence is without its translation."""
    parser = ArgumentParser(prog="python -m tests.catalogues", description=__doc__)
    parser.add_argument("--merge", type=Path, metavar="FOLDER", help="fill Chinese entries from FOLDER/*.po")
    options = parser.parse_args(arguments)
    template = extracted(root)
    catalogues = {locale: updated(template, read(locale, root), locale) for locale in locales(root)}
    for path in sorted(options.merge.glob("*.po")) if options.merge else ():
        with path.open("rb") as source:
            fragment = read_po(source, locale="zh_CN")
        for line in merged(catalogues["zh_CN"], fragment, path.name):
            sys.stdout.write(f"{line}\n")
    for locale, catalogue in catalogues.items():
        write(catalogue, path_of(locale, root))
    return max([*(_summary(locale, each) for locale, each in catalogues.items()), _unreadable(root)])


def locales(root: Path = ROOT) -> tuple[str, ...]:
    """Give the languages that have a folder, Chinese and English first."""
    others = {path.parent.name for path in (root / "locales").glob("*/LC_MESSAGES")} - {*OURS}
    return (*OURS, *sorted(others))


def _summary(locale: str, catalogue: Catalog) -> int:
    entries = [message for message in catalogue if message.id]
    missing = [message for message in entries if not has_translation(message.string)]
    for message in missing:
        sys.stdout.write(f"{message.locations[0][0]}: not yet in {locale}: {message.id!r}\n")
    sys.stdout.write(f"{len(entries)} sentences, {len(missing)} missing in {locale}\n")
    return 1 if missing else 0


def _unreadable(root: Path) -> int:
    unreadable = [found for found in marked(root) if found.id is None]
    for found in unreadable:
        sys.stdout.write(f"{found.place}:{found.line}: marked, but not a literal sentence\n")
    return 1 if unreadable else 0


if __name__ == "__main__":
    sys.exit(main())

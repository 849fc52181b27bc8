"""YAML files as plain text values that remember the line on which each of them stands.

Every scalar is read as text (``7.1`` and ``no`` stay what was written); the models give it its type.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Generic, TypeVar

import yaml
from pydantic import ValidationError

from standard.faults import Fault
from standard.models import Record

Value = str | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]
R = TypeVar("R", bound=Record)

DEEPEST = 12
"""Deeper nesting than any model has: an alias that contains itself."""

_NAMES = ("code", "number", "key", "clause", "capability")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C one where PyYAML was built with libyaml


class UnreadableFileError(Exception):
    """A file that cannot be read as a document; carries its one fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True)
class Document:
    """One file: its name inside the data folder, its value, and the marked nodes that the value came from."""

    name: str
    value: Value
    node: yaml.Node

    def line(self, path: Path) -> int:
        """Give the line, from 1, of the value at the path, or of the nearest value above it."""
        node = self.node
        for step in path:
            below = _below(node, step)
            if below is None:
                break
            node = below
        return int(node.start_mark.line) + 1

    def fault(self, path: Path, message: str) -> Fault:
        """Name the line and the place: ``6.1.1.2-1.levels.2.zh`` for ``(0, "levels", 2, "zh")``."""
        return Fault(self.name, self.line(path), self._place(path), message)

    def _place(self, path: Path) -> str:
        value: Value | None = self.value
        steps: list[str] = []
        for step in path:
            value = _within(value, step)
            steps.append(_name(value) or str(step) if isinstance(step, int) else step)
        return ".".join(steps)


@dataclass(frozen=True)
class Placed(Generic[R]):
    """A record together with the place where it is written."""

    record: R
    document: Document
    path: Path

    def fault(self, message: str, *below: str | int) -> Fault:
        """Name the record's place, or that of a field below it."""
        return self.document.fault((*self.path, *below), message)


def read(folder: Traversable, name: str) -> Document:
    """Read ``folder/name`` (``items/6.1.1.yaml``). Raises UnreadableFileError."""
    try:
        text = folder.joinpath(*name.split("/")).read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_LOADER)
    except FileNotFoundError as error:
        raise UnreadableFileError(Fault(name, 0, "", "is missing")) from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(Fault(name, 0, "", "is not written in UTF-8")) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise UnreadableFileError(Fault(name, line, "", f"is not YAML: {error.problem}")) from error
    except yaml.YAMLError as error:
        raise UnreadableFileError(Fault(name, 0, "", f"is not YAML: {error}")) from error
    if node is None:
        raise UnreadableFileError(Fault(name, 0, "", "is empty"))
    return Document(name, _value(name, node, 0), node)


def records(document: Document, model: type[R], *path: str | int) -> Iterator[Placed[R] | Fault]:
    """Give each record of the list at the path, or each fault in it."""
    value = _at(document.value, path)
    if not isinstance(value, list):
        yield document.fault(path, "is not a list")
        return
    for index in range(len(value)):
        yield from record(document, model, *path, index)


def record(document: Document, model: type[R], *path: str | int) -> Iterator[Placed[R] | Fault]:
    """Give the one record at the path, or each fault in it."""
    try:
        yield Placed(model.model_validate(_at(document.value, path)), document, path)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_context=False):
            yield document.fault((*path, *each["loc"]), each["msg"])


def _value(name: str, node: yaml.Node, depth: int) -> Value:
    if depth > DEEPEST:
        raise _unreadable(name, node, "is nested too deep")
    if isinstance(node, yaml.SequenceNode):
        return [_value(name, below, depth + 1) for below in node.value]
    if isinstance(node, yaml.MappingNode):
        return _mapping(name, node, depth)
    return str(node.value)


def _mapping(name: str, node: yaml.MappingNode, depth: int) -> Value:
    found: dict[str, Value] = {}
    for key, below in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _unreadable(name, key, "a key is not a word")
        if key.value in found:
            raise _unreadable(name, key, f"the key {key.value!r} stands here twice")
        found[key.value] = _value(name, below, depth + 1)
    return found


def _unreadable(name: str, node: yaml.Node, message: str) -> UnreadableFileError:
    return UnreadableFileError(Fault(name, int(node.start_mark.line) + 1, "", message))


def _at(value: Value | None, path: Path) -> Value | None:
    for step in path:
        value = _within(value, step)
    return value


def _within(value: Value | None, step: str | int) -> Value | None:
    if isinstance(value, dict):
        return value.get(str(step))
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _below(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((below for key, below in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]  # type: ignore[no-any-return]  # PyYAML's stubs leave a node's value untyped
    return None


def _name(value: Value | None) -> str | None:
    if not isinstance(value, dict):
        return None
    return next((name for key in _NAMES if isinstance(name := value.get(key), str) and name), None)

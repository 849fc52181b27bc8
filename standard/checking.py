"""What must hold between the records of a standard, once each of them has its shape."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from standard.clauses import as_printed, digest, leaves, order
from standard.documents import Placed
from standard.drafting import Draft
from standard.faults import Fault
from standard.models import Affair, Binding, Clause, Edition, Item, Record, SupportMeasure

R = TypeVar("R", bound=Record)

FEWEST_ITEMS = 3
"""At least so many items a capability."""


def check(draft: Draft) -> Iterator[Fault]:
    """Give every fault between the records.

    Nothing is said to be missing from a family that is broken: it may well be the faulty record.
    """
    yield from _in_order(draft.clauses, lambda clause: clause.number)
    yield from _in_order(draft.items, lambda item: item.code)
    yield from _in_order(draft.support, lambda measure: measure.code)
    yield from _in_order(draft.affairs, lambda affair: affair.clause)
    yield from _once(draft.tags, lambda tag: tag.key)
    yield from _once(draft.glossary, lambda term: term.key)
    yield from _levels(draft.items)
    yield from _subkinds(draft.affairs)
    if "clauses" not in draft.broken:
        yield from _against_clauses(draft)


def _against_clauses(draft: Draft) -> Iterator[Fault]:
    clauses = {each.record.number: each.record for each in draft.clauses}
    capabilities = {each.number: each for each in leaves(clauses.values())}
    yield from _parents(draft.clauses, clauses)
    yield from _bindings(draft.clauses, capabilities)
    yield from _printed(draft.edition, clauses)
    yield from _phrases(draft, clauses)
    yield from _references(draft, clauses, capabilities)
    if "items" not in draft.broken:
        yield from _item_counts(draft, capabilities)
    yield from _coverage(draft, clauses, capabilities)


def _in_order(placed: Sequence[Placed[R]], key: Callable[[R], str]) -> Iterator[Fault]:
    last = ""
    for each in placed:
        number = key(each.record)
        if number == last:
            yield each.fault("stands here a second time")
        elif order(number) < order(last):
            yield each.fault(f"stands after {last}, out of order")
        last = number


def _once(placed: Sequence[Placed[R]], key: Callable[[R], str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for each in placed:
        if key(each.record) in seen:
            yield each.fault("stands here a second time")
        seen.add(key(each.record))


def _levels(items: Sequence[Placed[Item]]) -> Iterator[Fault]:
    for each in items:
        for language in ("zh", "en"):
            said = [words.in_language(language) for words in each.record.levels]
            for level, text in enumerate(said):
                if said.index(text) < level:
                    why = f"says the same as level {said.index(text)}"
                    yield each.fault(why, "levels", level, language)


def _subkinds(affairs: Sequence[Placed[Affair]]) -> Iterator[Fault]:
    for each in affairs:
        for key in each.record.exercises:
            if key not in each.record.subkinds:
                yield each.fault("is not one of the sub-kinds", "exercises", key)


def _parents(placed: Sequence[Placed[Clause]], clauses: dict[str, Clause]) -> Iterator[Fault]:
    for each in placed:
        above = each.record.parent
        if above and above not in clauses:
            yield each.fault(f"stands under {above}, which is not there")


def _bindings(placed: Sequence[Placed[Clause]], capabilities: dict[str, Clause]) -> Iterator[Fault]:
    for each in placed:
        if each.record.number in capabilities and each.record.binding not in {Binding.SHALL, Binding.SHOULD}:
            yield each.fault("is a capability, but none of its sentences binds by 应 or 宜", "text")


def _printed(edition: Placed[Edition] | None, clauses: dict[str, Clause]) -> Iterator[Fault]:
    if edition is None:
        return
    for chapter, expected in edition.record.printed.items():
        found = digest(as_printed(clauses.values(), chapter))
        if found != expected:
            why = f"chapter {chapter} does not read as printed: its text has the digest {found}"
            yield edition.fault(why, "printed", chapter)


def _phrases(draft: Draft, clauses: dict[str, Clause]) -> Iterator[Fault]:
    placed: list[tuple[Placed[Item] | Placed[SupportMeasure], str]] = [
        *((item, item.record.capability) for item in draft.items),
        *((measure, measure.record.clause) for measure in draft.support),
    ]
    for each, number in placed:
        clause = clauses.get(number)
        if clause is None:
            yield each.fault(f"there is no clause {number}", "code")
        elif each.record.phrase not in "".join(sentence.zh for sentence in clause.text):
            yield each.fault(f"{each.record.phrase} does not occur in clause {number}", "phrase")


def _references(draft: Draft, clauses: dict[str, Clause], capabilities: dict[str, Clause]) -> Iterator[Fault]:
    for affair in draft.affairs:
        if not _stands(affair.record.clause, "5", clauses):
            yield affair.fault(f"there is no clause {affair.record.clause} in chapter 5", "clause")
        for number in {*affair.record.capabilities, *sum(affair.record.exercises.values(), ())}:
            if number not in capabilities:
                yield affair.fault(f"there is no capability {number}")
    for tag in draft.tags:
        if tag.record.capability not in capabilities:
            yield tag.fault(f"there is no capability {tag.record.capability}", "capability")
    for remedy in draft.remedies:
        if remedy.record.capability not in capabilities:
            yield remedy.fault(f"there is no capability {remedy.record.capability}", "capability")
        if not _stands(remedy.record.support, "7", clauses):
            yield remedy.fault(f"there is no clause {remedy.record.support} in chapter 7", "support")


def _stands(number: str, chapter: str, clauses: dict[str, Clause]) -> bool:
    return number in clauses and number.startswith(f"{chapter}.")


def _coverage(draft: Draft, clauses: dict[str, Clause], capabilities: dict[str, Clause]) -> Iterator[Fault]:
    measures = [each.number for each in leaves(clauses.values(), "7")]
    kinds = [each.number for each in leaves(clauses.values(), "5")]
    due = (
        ("affairs", "kind of consultation", kinds, {each.record.clause for each in draft.affairs}),
        ("support", "measure", measures, {each.record.clause for each in draft.support}),
        ("remedies", "remedy", list(capabilities), {each.record.capability for each in draft.remedies}),
    )
    for family, noun, numbers, covered in due:
        for number in numbers:
            if family not in draft.broken and number not in covered:
                yield Fault(f"{family}.yaml", 0, number, f"has no {noun}")


def _item_counts(draft: Draft, capabilities: dict[str, Clause]) -> Iterator[Fault]:
    items = Counter(each.record.capability for each in draft.items)
    pulses = Counter(each.record.capability for each in draft.items if each.record.pulse)
    for number in capabilities:
        if items[number] < FEWEST_ITEMS:
            why = f"has {items[number]} items, and needs at least {FEWEST_ITEMS}"
            yield Fault("items", 0, number, why)
        if items[number] and pulses[number] != 1:
            yield Fault("items", 0, number, f"has {pulses[number]} pulse items, and needs exactly one")

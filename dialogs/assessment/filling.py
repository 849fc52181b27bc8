"""Between what the form keeps and what a response holds."""

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict, JsonValue

from dialogs.assessment.responses import Given
from dialogs.assessment.selection import FormKind
from dialogs.engine.forms import Kept

FORM: Final = "assessment"
COMMENT: Final = "note"
EVIDENCE: Final = "files"


class AssessmentArguments(BaseModel):
    """What the form is opened with. ``items`` are the codes that are asked, in the standard's order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    round: int
    kind: FormKind
    items: tuple[str, ...]
    version: str


class Assessment(BaseModel):
    """The answers, by item code; comments and evidence under ``<code>/note`` and ``<code>/files``."""

    answers: dict[str, JsonValue]


def given_by(answers: Mapping[str, JsonValue]) -> dict[str, Given]:
    """Turn the form's answers into a response's, by item."""
    return {
        key: Given(
            answer="" if value is None else str(value),
            comment=_comment(answers.get(f"{key}/{COMMENT}")),
            evidence=_evidence(answers.get(f"{key}/{EVIDENCE}")),
        )
        for key, value in answers.items()
        if "/" not in key
    }


def filled_in(given: Mapping[str, Given]) -> dict[str, JsonValue]:
    """Turn a response's answers into the form's, for it to be revised."""
    filled: dict[str, JsonValue] = {}
    for item, one in given.items():
        filled[item] = one.answer or None
        if one.comment:
            filled[f"{item}/{COMMENT}"] = one.comment
        if one.evidence:
            filled[f"{item}/{EVIDENCE}"] = [piece.model_dump(mode="json") for piece in one.evidence]
    return filled


def _comment(value: JsonValue) -> str | None:
    return value if isinstance(value, str) and value else None


def _evidence(value: JsonValue) -> tuple[Kept, ...]:
    return tuple(Kept.model_validate(one) for one in value) if isinstance(value, list) else ()

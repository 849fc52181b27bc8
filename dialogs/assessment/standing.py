"""Where a person and their organisation stand in a round: all the figures that the result's cards show."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from dialogs.assessment.patterns import count_answers
from dialogs.assessment.responses import Response, count_responses, find_response, read_codes
from dialogs.assessment.rounds import NAMED, Round
from dialogs.engine.work import Work
from dialogs.people import records as people
from standard.answers import AnswerSet, Perspective, Sheet
from standard.library import Library
from standard.models import Stage
from standard.organisation import OrganisationResult, Settings, organisation_result
from standard.scoring import respondent_scores
from standard.tally import RespondentScore


@dataclass(frozen=True, kw_only=True)
class Own:
    """What one person's own answers say by themselves."""

    response: Response
    scores: Mapping[str, RespondentScore]
    result: OrganisationResult


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A round's figures, over ``respondents`` responses, and the reader's own where they have answered."""

    round: Round
    respondents: int
    result: OrganisationResult
    own: Own | None


async def read_standing(library: Library, work: Work, round_: Round, person: int | None) -> Standing:
    """Compute where a round stands now, and a person in it."""
    settings = await read_settings(work, round_)
    answers = await count_answers(library, work, round_)
    return Standing(
        round=round_,
        respondents=await count_responses(work, round_),
        result=organisation_result(library, answers, settings),
        own=None if person is None else await _own(library, work, round_, person, settings),
    )


async def read_settings(work: Work, round_: Round) -> Settings:
    """Give what decides a round's figures beside the answers: the organisation's stage, small numbers."""
    found = await work.transaction.execute(
        select(people.organisation.c.stage).where(people.organisation.c.id == round_.organisation)
    )
    stage = found.scalar_one_or_none()
    return Settings(
        stage=None if stage is None else Stage(stage),
        min_group=None if round_.kind == NAMED else round_.min_group,
    )


async def _own(library: Library, work: Work, round_: Round, person: int, settings: Settings) -> Own | None:
    response = await find_response(work, round_, person)
    if response is None:
        return None
    codes = await read_codes(work, response)
    known = {item: said for item, said in codes.items() if item in library.items}
    alone = AnswerSet.of(library, [Sheet("own", Perspective.SELF, known)])
    return Own(
        response=response,
        scores=respondent_scores(library, known),
        result=organisation_result(library, alone, Settings(stage=settings.stage)),
    )

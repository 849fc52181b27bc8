"""What every part of a consultation's record is: immutable, and nothing more than is said of it."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of the record."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

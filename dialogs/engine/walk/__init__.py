"""One step of a form, pure and synchronous: what was said, where the person stands, what they are shown next."""

from dialogs.engine.walk.migrating import migrated
from dialogs.engine.walk.stepping import Outcome, begin, step
from dialogs.engine.walk.submitting import answers_of

__all__ = ["Outcome", "answers_of", "begin", "migrated", "step"]

"""The consent: versioned, and asked before anything personal is kept.

Raise ``CONSENT_VERSION`` whenever the meaning of these sentences changes: whoever joins an organisation is then asked
for the new one, also those who agreed to a former one; ``/privacy`` shows the sentences and which were agreed to.
"""

from typing import Final

from dialogs.engine.cards import Block, Bullets, Note, Paragraph
from dialogs.engine.text import _

CONSENT_VERSION: Final = 2


def before_joining() -> tuple[Block, ...]:
    """What a person agrees to, as it is put to them."""
    return (Paragraph(text=_("Before we begin, please read what is kept about you:")), *consent_blocks())


def consent_blocks() -> tuple[Block, ...]:
    """What a person agrees to, in plain words."""
    return (
        Bullets(
            lines=(
                _(
                    "For the assessment: your name, your answers, comments and files are kept, to assess and improve "
                    "your organisation. Its administrators see them in a named round."
                ),
                _(
                    "For consultations that you take part in: your attendance, what you say under your name, your "
                    "positions in polls, your action items and what you answer to the minutes are kept with the "
                    "consultation. Its facilitators see what bears your name; the minutes go to those who took part, "
                    "and may be published. Of an opinion given without a name, nothing tells that it is yours."
                ),
                _(
                    "Names, words and files are kept encrypted; whoever runs this installation holds the key, and "
                    "could read them."
                ),
                _(
                    "In Telegram, messages pass through servers outside mainland China. If you do not "
                    "agree to that, use the web chat instead."
                ),
                _("Never send anything that is a state or work secret."),
                _("/privacy shows what is kept, and lets you take it with you or erase it at any time."),
            )
        ),
        Note(text=_("Consent, version {version}.", version=CONSENT_VERSION)),
    )

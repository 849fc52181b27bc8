"""The consent: versioned, and asked before anything personal is kept.

Raise ``CONSENT_VERSION`` whenever the meaning of these sentences changes: everybody is then asked again.
"""

from typing import Final

from dialogs.engine.cards import Block, Bullets, Note, Paragraph
from dialogs.engine.text import _

CONSENT_VERSION: Final = 1


def before_joining() -> tuple[Block, ...]:
    """What a person agrees to, as it is put to them."""
    return (Paragraph(text=_("Before we begin, please read what is kept about you:")), *consent_blocks())


def consent_blocks() -> tuple[Block, ...]:
    """What a person agrees to, in plain words."""
    return (
        Bullets(
            lines=(
                _(
                    "Your name, your answers, comments and files are kept encrypted, to assess and "
                    "improve your organisation. Its administrators see them in a named round; whoever runs this "
                    "installation holds the key, and could."
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

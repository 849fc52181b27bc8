"""The template of each kind of consultation: what its record asks for, its usual agenda, lead times, quorum.

The kinds' templates are data (``data/templates.yaml``); an organisation may set lead times, quorum, majority,
signature and agenda otherwise (:mod:`.own`), and sees and changes that in its settings (:mod:`.views`).
"""

from dialogs.meeting.templates.kinds import Template, Whom, templates
from dialogs.meeting.templates.own import OwnTemplate, read_template

__all__ = ["OwnTemplate", "Template", "Whom", "read_template", "templates"]

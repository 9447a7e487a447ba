"""What may not happen in production: demonstration lines that nobody has tried. Pure."""

from cms.publishing.snapshot import LiveContent
from partners.documents import HelplineDocument
from partners.freshness import Checks, freshness_of
from partners.serving import helplines


def is_untried(document: HelplineDocument, checks: Checks) -> bool:
    """Whether it was shipped as an example and no check of it was recorded."""
    return document.is_demonstration and freshness_of(document, checks).checked_on is None


def untried_sentence(live: LiveContent) -> str:
    """Why a production server must not start with what is live; '' where it may."""
    untried = [d.label() for d in helplines(live) if is_untried(d, live.view.checks)]
    if not untried:
        return ""
    return (
        f"{len(untried)} demonstration helplines are live whose numbers nobody has tried, such as "
        f"“{untried[0]}”: try them and record the checks, take them down, or set DEMO=1."
    )

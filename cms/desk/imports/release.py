"""From an applied import on to a release."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cms.errors import Refused

MOST_LINKED = 50
"""An address holds no more keys."""


def adding_to_a_release(keys: Sequence[str]) -> str:
    """The page on which these objects are added to a release."""
    if len(keys) > MOST_LINKED:
        raise Refused(_("It changed too many objects for one step. Choose them in their list."))
    return f"{reverse('admin:release_add')}?{urlencode([('key', key) for key in keys])}"

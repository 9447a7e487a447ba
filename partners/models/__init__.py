"""Partner organisations, their helplines with channels, and numbers never to be shown again."""

from partners.models.channels import Channel
from partners.models.helplines import Helpline
from partners.models.partners import Partner
from partners.models.reports import LineReport
from partners.models.retired_numbers import RetiredNumber

__all__ = ["Channel", "Helpline", "LineReport", "Partner", "RetiredNumber"]

"""Partners, helplines and their channels as files."""

from cms.desk.exchange.resource import content_file
from partners.models import Channel, Helpline, Partner

PARTNERS = content_file(Partner)
HELPLINES = content_file(Helpline, left_out=("is_demonstration",))
CHANNELS = content_file(Channel, owner="helpline", known_by=("helpline", "key"))

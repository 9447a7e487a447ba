"""Partners, helplines and their channels as files."""

from cms.desk.exchange.resource import ContentResource
from partners.models import Channel, Helpline, Partner


class PartnerResource(ContentResource):
    class Meta:
        model = Partner


class HelplineResource(ContentResource):
    class Meta:
        model = Helpline
        left_out = ("is_demonstration",)


class ChannelResource(ContentResource):
    owner = "helpline"

    class Meta:
        model = Channel
        import_id_fields = ("helpline", "key")

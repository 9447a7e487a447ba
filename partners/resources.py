"""Partners, helplines and their channels as files."""

from cms.desk.exchange.resource import ContentResource
from partners.models import Channel, Helpline, Partner


class PartnerResource(ContentResource):
    class Meta:
        model = Partner
        names = (
            "key",
            "name",
            "summary",
            "website",
            "countries",
            "languages",
            "topics",
            "logo",
            "contact",
            "agreement_from",
            "agreement_until",
        )


class HelplineResource(ContentResource):
    class Meta:
        model = Helpline
        names = (
            "key",
            "kind",
            "partner",
            "name",
            "what_to_expect",
            "if_no_answer",
            "cost",
            "usual_wait",
            "countries",
            "languages",
            "topics",
            "audience",
            "min_age",
            "max_age",
            "rank",
            "is_priority",
            "source",
            "grade",
            "check_due",
            "check_note",
        )


class ChannelResource(ContentResource):
    owner = "helpline"

    class Meta:
        model = Channel
        names = (
            "helpline",
            "key",
            "position",
            "kind",
            "dial",
            "keyword",
            "extension",
            "note",
            "languages",
            "hours_status",
            "zone",
            "weekly",
            "monthly",
            "dated",
        )
        import_id_fields = ("helpline", "key")

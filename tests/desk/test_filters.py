"""Addresses of the desk's lists that ask for what cannot be."""

from contextlib import suppress
from typing import Any

import pytest
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.sites import site
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import reverse

IMPOSSIBLE = (
    "id__range=1",
    "id=99999999999999999999",
    "id__in=a,b",
    "id__nonsense=1",
    "pk__year=1",
    "id__exact=%00",
    "id__regex=(",
    "p=99999999",
    "o=99.-99",
)
OF_FIELDS = {
    "partners.helpline": ("countries__range=1", "check_due__year=99999", "check_due=soon"),
    "partners.partner": ("agreement_until__year=99999", "agreement_until__range=1,2,3"),
    "campaigns.video": ("permission_until__year=0", "seconds=99999999999999999999"),
    "interventions.term": ("review_on__week_day=x", "text__range=1"),
}


# Each request by itself, as a worker answers it: an error ends what PostgreSQL has in common.
@pytest.mark.django_db(transaction=True)
def test_every_list_answers_what_cannot_be_asked(cast: Any, client: Client) -> None:
    cast.editor.is_superuser = True
    cast.editor.save()
    client.force_login(cast.editor)
    for model in site._registry:
        label = model._meta.label_lower
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for query in (*IMPOSSIBLE, *OF_FIELDS.get(label, ())):
            response = client.get(f"{address}?{query}", follow=True)
            assert response.status_code in (200, 400), f"{label}?{query}"


NONSENSE = {"range": "1", "year": "99999", "in": "\x00", "isnull": "x"}


@pytest.mark.slow
@pytest.mark.django_db
def test_no_lookup_of_any_column_of_any_list_fails(cast: Any) -> None:
    """The list itself, without its page: some hundred of them."""
    asked = 0
    for (_model, model_admin), name in (
        (listed, field.name)
        for listed in site._registry.items()
        for field in listed[0]._meta.get_fields()
    ):
        for lookup, value in NONSENSE.items():
            key = f"{name}__{lookup}"
            request = RequestFactory().get("/", {key: value})
            request.user = cast.admin
            if not model_admin.lookup_allowed(key, value, request):
                continue
            asked += 1
            with suppress(IncorrectLookupParameters, SuspiciousOperation), transaction.atomic():
                list(model_admin.get_changelist_instance(request).result_list)
    assert asked > 500


@pytest.mark.django_db
def test_the_log_opens_in_a_spreadsheet_with_its_letters(cast: Any, client: Client) -> None:
    client.force_login(cast.auditor)
    content = client.get(reverse("admin:log_export")).getvalue()
    assert content.startswith("\ufeffentry,at,by".encode())

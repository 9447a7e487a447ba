"""Content to work on, and clients signed in as the standing cast."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.sites import site
from django.test import Client, RequestFactory
from django.urls import reverse

from cms.desk.merging.seen import seen_now
from cms.library.models import Topic
from cms.publishing import catalog
from cms.publishing.changes import record_change
from cms.translations.marks import mark_all
from guides.models import Guide, GuideSection

SignedIn = Callable[[Any], Client]


@pytest.fixture
def signed_in() -> SignedIn:
    """A browser of the person's own, already signed in."""

    def sign_in(person: Any) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def guide(cast: Any) -> Guide:
    """A guide of one section, translated into Vietnamese and marked as right."""
    thing = Guide.objects.create(
        key="helping",
        slug="helping",
        title_en="Helping a friend",
        title_vi="Giúp một người bạn",
        summary_en="What to say.",
        summary_vi="Nên nói gì.",
    )
    GuideSection.objects.create(
        guide=thing,
        key="listen",
        heading_en="Listen",
        heading_vi="Lắng nghe",
        body_en="<p>Take time.</p>",
        body_vi="<p>Hãy dành thời gian.</p>",
    )
    record_change(thing.object_key, by=cast.editor2)
    mark_all(thing.object_key, by=cast.editor2)
    return thing


@pytest.fixture
def topic(cast: Any) -> Topic:
    thing = Topic.objects.create(key="sleep", name_en="Sleep", name_vi="Giấc ngủ")
    record_change(thing.object_key, by=cast.editor2)
    mark_all(thing.object_key, by=cast.editor2)
    return thing


def change_address(thing: Any) -> str:
    opts = thing._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[thing.pk])


def form_data(thing: Any, person: Any) -> dict[str, Any]:
    """What the person's browser would send if they pressed Save without touching anything."""
    request = RequestFactory().get(change_address(thing))
    request.user = person
    model_admin: Any = site.get_model_admin(type(thing))
    form = model_admin.get_form(request, thing, change=True)(instance=thing)
    formsets, _inlines = model_admin._create_formsets(request, thing, change=True)
    data = {"seen": str(seen_now(form, formsets)), **_values(form)}
    for formset in formsets:
        data |= _values(formset.management_form)
        for part in formset.initial_forms:
            data |= _values(part)
    return data


def _values(form: Any) -> dict[str, Any]:
    values = {form.add_prefix(name): form[name].value() for name in form.fields}
    return {
        name: value for name, value in values.items() if value is not None and value is not False
    }


@pytest.fixture
def public(live_server: Any) -> Callable[[str], str]:
    """What the public gets at an address, from a worker that has just read the log."""

    def read(address: str) -> str:
        catalog.catalog().refresh()
        response = Client().get(address)
        return response.content.decode() if response.status_code == 200 else ""

    return read

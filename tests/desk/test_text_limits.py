"""Every text that staff can type: it has a limit, holds up nobody, and keeps no hidden character.

What takes long is measured by the time that the thread worked: a busy machine makes none of it
longer.
"""

import gc
from collections.abc import Iterator
from itertools import cycle
from time import thread_time
from typing import Any

import pytest
from django import forms
from django.contrib.admin.sites import site
from django.test import Client, RequestFactory
from django.urls import reverse

from campaigns.models import Campaign, CampaignItem, CampaignMarket, Video, VideoCaption
from cms.library.models import EditorialRule, Image, Topic
from guides.models import Guide
from interventions.models import Example, Intervention, Term, TermList, WordClass
from partners.models import RetiredNumber
from public.middleware import CONTROL
from tests.desk.conftest import SignedIn, change_address, form_data
from tests.desk.test_lists import MAKERS

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.anywhere]

LENGTH = 60_000
MOST = 0.2
"""Seconds of work that a text may cost a request, beside what the request costs anyway."""
SHAPES = (
    *(".x", " ", "a ", "a", "1 ", "1,", "(", "(2019 ", "&", "?!", "\n", "\u202e", "😀", "e\u0301"),
    *(
        "<",
        "<a ",
        "<p>",
        "<ul><li>",
        '<a href="',
        "<!--",
        "<![",
        "<?",
        "<![CDATA[",
        "</ul>",
        "<table><tr><td>",
    ),
    *(
        "[",
        "(a|b)",
        "a;",
        "~a;",
        "a*",
        "2026-12-24 closed; ",
        "Dec 24-26 closed; ",
        "vi ",
        "00:00 ",
    ),
    *("00:00.000 --> 00:01.000\na\n\n", "http://a.", "@", "-", "-->", "\ufeff", "a|", " | "),
)
HASHED = {"password1", "password2"}
"""Never stored as typed, and made short before anything that takes long."""


def long_texts() -> list[str]:
    return [shape * (LENGTH // len(shape)) for shape in SHAPES]


def text_fields(form: Any) -> dict[str, forms.CharField]:
    return {
        name: field
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField) and not isinstance(field, forms.JSONField)
    }


def forms_of_models(user: Any) -> Iterator[Any]:
    """The form of every model of the desk, and of every part that hangs on one."""
    request = RequestFactory().get("/admin/")
    request.user = user
    for admin in site._registry.values():
        yield admin.get_form(request)
        yield from (i.get_formset(request).form for i in admin.get_inline_instances(request))


def other_forms(base: Any = forms.BaseForm) -> Iterator[Any]:
    """Every form that a module of ours declares, whatever it is for."""
    for form in base.__subclasses__():
        if not form.__module__.startswith(("django", "allauth")):
            yield form
        yield from other_forms(form)


def test_every_text_field_refuses_a_long_text_at_once_and_in_one_sentence(cast: Any) -> None:
    texts, troubles = long_texts(), set()
    for form in (*forms_of_models(cast.admin), *other_forms()):
        for name, field in text_fields(form).items():
            for text in texts:
                started = thread_time()
                said = refusals(field, text)
                if thread_time() - started > MOST:
                    troubles.add(f"{form.__name__} {name} takes long for {text[:9]!a}")
                is_too_long = name not in HASHED and len(text.strip()) > (field.max_length or 0)
                if is_too_long and not (said and all(len(sentence) < 200 for sentence in said)):
                    troubles.add(f"{form.__name__} {name} says {said} of {text[:9]!a}")
    assert sorted(troubles) == []


def refusals(field: forms.CharField, text: str) -> list[str]:
    try:
        field.clean(text)
    except forms.ValidationError as error:
        return error.messages
    return []


@pytest.fixture
def things(cast: Any) -> list[Any]:
    """One of everything that has a form, with parts."""
    things = {name: make(1) for name, make in MAKERS.items()}
    Image.objects.update(digest="a")
    things["library_image"].refresh_from_db()
    topic = Topic.objects.get()
    video = Video.objects.get()
    VideoCaption.objects.create(
        video=video, language="vi", source="WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n"
    )
    campaign = Campaign.objects.get()
    CampaignMarket.objects.create(campaign=campaign, country="VN")
    CampaignItem.objects.create(campaign=campaign, kind="guide", guide=Guide.objects.get())
    terms = TermList.objects.create(key="sleep-en", topic=topic, locale="en")
    return [
        *things.values(),
        terms,
        Term.objects.create(term_list=terms, text="awake at night"),
        WordClass.objects.create(name="night", locale="en", words="night; evening"),
        Example.objects.create(query="awake at night", locale="en", expected_topic=topic),
        Intervention.objects.create(key="x", topic=topic, response="info", heading_en="Rest"),
        RetiredNumber.objects.create(country="KR", dial="1393", reason="Another number"),
        EditorialRule.objects.create(
            code="E1", locale="en", level="blocks", pattern="xyz", better="y", flagged="xyz"
        ),
    ]


def typed(thing: Any, person: Any) -> tuple[dict[str, Any], list[str]]:
    """What a browser would send, and under which names a person could type any text."""
    data = form_data(thing, person)
    request = RequestFactory().get("/")
    request.user = person
    admin: Any = site.get_model_admin(type(thing))
    form = admin.get_form(request, thing, change=True)(instance=thing)
    formsets, _inlines = admin._create_formsets(request, thing, change=True)
    shown = [form, *(part for formset in formsets for part in formset.initial_forms)]
    names = [each.add_prefix(name) for each in shown for name in text_fields(each)]
    return data, names


def work(browser: Client, address: str, data: dict[str, Any]) -> tuple[float, Any]:
    """Seconds that this thread worked for the answer, and the answer."""
    gc.disable()
    started = thread_time()
    try:
        answer = browser.post(address, data)
        return thread_time() - started, answer
    finally:
        gc.enable()


def test_a_form_full_of_long_texts_is_answered_almost_as_soon(
    cast: Any, things: list[Any], signed_in: SignedIn
) -> None:
    browser, shapes = signed_in(cast.admin), cycle(long_texts())
    for thing in things:
        address = change_address(thing)
        data, names = typed(thing, cast.admin)
        # Those of other languages are like the column of the source.
        names = [name for name in names if not name.endswith(("_vi", "_ind", "_ar"))]
        usual, _answer = work(browser, address, {**data, names[0]: "x" * 900})
        took, answer = work(browser, address, data | dict(zip(names, shapes, strict=False)))
        assert answer.status_code == 200
        assert took < usual + MOST, thing


def test_no_hidden_character_is_stored(cast: Any, things: list[Any], signed_in: SignedIn) -> None:
    browser = signed_in(cast.admin)
    for thing in things:
        data, names = typed(thing, cast.admin)
        hidden = {name: f"{data.get(name) or ''}\x00\x0b\x1f\ufffe" for name in names}
        answer = browser.post(change_address(thing), data | hidden)
        assert answer.status_code == 302, answer.context["errors"]
        stored = [
            str(value) for value in type(thing).objects.filter(pk=thing.pk).values()[0].values()
        ]
        assert not [text for text in stored if CONTROL.search(text)]


SEARCHED = [
    *(f"{m._meta.app_label}_{m._meta.model_name}_changelist" for m in site._registry),
    *("log", "release_list", "translations"),
]


def test_a_long_search_is_refused_in_one_sentence_or_finds_nothing(
    cast: Any, things: list[Any], signed_in: SignedIn
) -> None:
    browser = signed_in(cast.admin)
    for name in SEARCHED:
        for typed_words in ("a " * 2_000, "a " * 60, "%" * 4_000):
            gc.disable()
            started = thread_time()
            answer = browser.get(reverse(f"admin:{name}"), {"q": typed_words})
            took = thread_time() - started
            gc.enable()
            assert answer.status_code == 200, name
            assert took < 5 * MOST, name


def test_what_is_too_much_to_paste_is_left_to_the_editor(cast: Any, signed_in: SignedIn) -> None:
    address, browser = reverse("admin:library_pasted"), signed_in(cast.editor)
    assert browser.post(address, {"html": "<b>x</b>" * 100_000}).status_code == 413
    assert browser.post(address, {"html": "<b>x</b>"}).content == b"<strong>x</strong>"

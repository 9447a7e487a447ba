"""Role x every address of the desk x GET and POST: equal to the table that was reviewed.

`access.txt` beside this file has a row for each address and a column for each role: what a GET
and a POST answer. To review a change: run this test, read what it says, and edit the table.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from cms.desk.imports.models import FileImport
from cms.desk.preview.models import PreviewLink
from cms.desk.signin.urls import OPEN
from cms.library.models import EditorialRule, Topic
from cms.publishing.block import block
from cms.publishing.check import record_check
from cms.publishing.compose import add_item, start_release
from cms.publishing.models import Edition, Entry, Proposal, Release
from cms.publishing.propose import propose_switch
from cms.publishing.submit import submit
from cms.publishing.urgent import publish_urgently
from cms.translations.models import Assignment
from cms.urls import urlpatterns
from guides.models import Guide
from interventions.models import Example, Intervention, Term, TermList
from partners.models import Channel, Helpline, RetiredNumber
from tests.desk.conftest import SignedIn
from tests.desk.test_lists import MAKERS

TABLE = Path(__file__).with_name("access.txt")
ROLES = ("nobody", "editor", "translator", "reviewer", "auditor", "administrator", "superuser")

OPEN_PAGES = sorted(OPEN - {"mfa_edit_webauthn", "mfa_remove_webauthn"})
"""Those two name a key that somebody has."""

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.anywhere]


@pytest.fixture
def helpline(cast: Any) -> Any:
    line = Helpline.objects.create(
        key="line", name_en="A line", grade="A", check_due=timezone.localdate() + timedelta(days=30)
    )
    Channel.objects.create(helpline=line, key="phone", kind="phone", dial="111")
    return line


@pytest.fixture
def people(cast: Any) -> dict[str, Client]:
    """A browser for each role. None of them had a part in what is on the desk."""
    Assignment.objects.create(user=cast.translator, language="vi")
    names = {
        "editor": cast.editor2,
        "translator": cast.translator,
        "reviewer": cast.reviewer2,
        "auditor": cast.auditor,
        "administrator": User.objects.create_user("settings", is_staff=True),
        "superuser": cast.admin,
    }
    names["administrator"].groups.add(Group.objects.get(name="Administrator"))
    browsers = {"nobody": Client()}
    for role, person in names.items():
        browsers[role] = Client()
        browsers[role].force_login(person)
    return browsers


@pytest.fixture
def arguments(cast: Any, guide: Guide, helpline: Any, publish: Any) -> dict[str, tuple[Any, ...]]:
    """For each address that takes any: the arguments that name something that is there."""
    published = publish(guide, helpline)
    Topic.objects.create(key="sleep", name_en="Sleep")
    RetiredNumber.objects.create(country="KR", dial="1393", reason="Another number since 2024")
    for make in MAKERS.values():
        make(1)
    topic = Topic.objects.get(key="sleep")
    terms = TermList.objects.create(key="sleep-en", topic=topic, locale="en")
    Term.objects.create(term_list=terms, text="awake at night")
    Example.objects.create(query="awake at night", locale="en", expected_topic=topic)
    Intervention.objects.create(key="sleep", topic=topic, response="info", heading_en="Rest")
    FileImport.objects.create(kind_name="terms", name="terms.csv", state="staged", by=cast.editor)
    EditorialRule.objects.create(code="E1", locale="en", level="blocks", pattern="x", better="y")
    urgent = publish_urgently(helpline.object_key, by=cast.reviewer, reason="A wrong number")
    blocked = block(f"{helpline.object_key}#phone", by=cast.editor, reason="A wrong number")
    proposal = propose_switch("VN", is_on=False, by=cast.reviewer, reason="A test")
    draft = start_release(title="Draft", by=cast.editor)
    item = add_item(draft, guide.object_key, by=cast.editor)
    waiting = start_release(title="Waiting", by=cast.editor)
    add_item(waiting, guide.object_key, by=cast.editor)
    submit(waiting, by=cast.editor)
    link = PreviewLink.objects.create(
        scope=guide.object_key,
        note="The clinic",
        made_by=cast.editor,
        expires_at=timezone.now() + timedelta(days=1),
    )
    whole = dict.fromkeys(RELEASE_ADDRESSES, (draft.pk,))
    return whole | {
        "release_change_item": (draft.pk, item.pk),
        "release_remove_item": (draft.pk, item.pk),
        "release_review": (waiting.pk,),
        "release_take_back": (waiting.pk,),
        "entry": (published.number,),
        "entry_undo": (published.number,),
        "entry_confirm": (urgent.number,),
        "block": (helpline.object_key,),
        "block_done": (blocked.number,),
        "lift": (f"{helpline.object_key}#phone",),
        "proposal_decide": (proposal.pk,),
        "urgent": (helpline.object_key,),
        "check": (helpline.object_key,),
        "erase": (Edition.objects.get(key=guide.object_key).pk,),
        "preview": (guide.object_key,),
        "preview_page": (guide.object_key, "en/guides/helping/"),
        "preview_share": (guide.object_key,),
        "preview_revoke": (link.pk,),
        "translations_out": ("vi",),
        "view_on_site": (1, 1),
        "app_list": ("guides",),
    }


RELEASE_ADDRESSES = (
    "release",
    "release_changes",
    "release_say",
    "release_change_days",
    "release_describe",
    "release_add_item",
    "release_submit",
    "release_close",
)


def addresses(arguments: dict[str, tuple[Any, ...]]) -> Iterator[tuple[str, str]]:
    """Every address of the admin that has a name, by that name."""
    for model, model_admin in admin.site._registry.items():
        first = model._default_manager.values_list("pk", flat=True).first() or 1
        for pattern in model_admin.get_urls():
            if pattern.name:
                given = {
                    name: "sample.csv" if name == "which" else first
                    for name in pattern.pattern.converters
                }
                yield pattern.name, reverse(f"admin:{pattern.name}", kwargs=given)
    for own in admin.site.get_urls():
        if isinstance(own, URLPattern) and own.name and own.name not in ("login", "logout"):
            yield own.name, reverse(f"admin:{own.name}", args=arguments.get(own.name, ()))
    for shell in urlpatterns:
        if isinstance(shell, URLPattern) and shell.name in arguments:
            yield shell.name, reverse(shell.name, args=arguments[shell.name])


def test_every_address_below_admin_is_in_the_table() -> None:
    outside = [u for u in urlpatterns if str(u.pattern).startswith("admin/")]
    named = {u.name for u in outside if isinstance(u, URLPattern) and u.name}
    assert named <= {line.split()[0] for line in TABLE.read_text().splitlines()}


def read_whole(response: Any) -> None:
    """A file that nobody reads would hold its seat at the door for good."""
    if response.streaming:
        response.getvalue()


def answers(browser: Client, address: str) -> str:
    """What a GET and a POST answer: `in` stands for being sent to sign in."""
    found = []
    for method in (browser.get, browser.post):
        response = method(address)
        read_whole(response)
        is_sign_in = response.status_code == 302 and "/login/" in response.headers["Location"]
        found.append("in" if is_sign_in else str(response.status_code))
    return "/".join(found)


@pytest.fixture
def actual(
    people: dict[str, Client],
    arguments: dict[str, tuple[Any, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> list[str]:
    # What a page says is read by other tests.
    monkeypatch.setattr(TemplateResponse, "rendered_content", "")
    lines = []
    for name, address in sorted(addresses(arguments)):
        cells = [answers(people[role], address) for role in ROLES]
        lines.append("".join([f"{name:38}", *(f"{cell:>15}" for cell in cells)]).rstrip())
    return lines


def test_access_is_as_reviewed(actual: list[str]) -> None:
    head = "".join([f"{'address':38}", *(f"{role:>15}" for role in ROLES)])
    assert TABLE.read_text().splitlines() == [head, *actual]


def state() -> list[Any]:
    """What a request that only looks must leave as it is."""
    return [
        Entry.objects.count(),
        *Release.objects.order_by("pk").values_list("state", "title", "confirmed_at"),
        *Proposal.objects.order_by("pk").values_list("state"),
        *PreviewLink.objects.values_list("revoked_by"),
        *FileImport.objects.values_list("state"),
        *(model._default_manager.count() for model in admin.site._registry),
    ]


@pytest.mark.parametrize("role", ["nobody", "superuser"])
def test_head_answers_as_get_and_options_opens_no_more(
    people: dict[str, Client], arguments: dict[str, tuple[Any, ...]], role: str
) -> None:
    """Neither needs a token, so neither may do anything: what only POST does is refused."""
    browser, troubles = people[role], []
    own = [(name, reverse(name)) for name in OPEN_PAGES]
    before = state()
    for name, address in (*addresses(arguments), *own):
        asked, headed = browser.get(address), browser.head(address)
        optioned = browser.options(address)
        for response in (asked, headed, optioned):
            read_whole(response)
        if headed.status_code != asked.status_code:
            troubles.append(f"{name}: HEAD {headed.status_code}, GET {asked.status_code}")
        # A page of the sign-in library says 200 and which methods it has.
        says_nothing = optioned.headers.get("Content-Length") == "0"
        if optioned.status_code not in (asked.status_code, 405) and not says_nothing:
            troubles.append(f"{name}: OPTIONS {optioned.status_code}, GET {asked.status_code}")
    assert troubles == []
    assert state() == before


def test_what_may_not_be_seen_answers_like_what_does_not_exist(
    cast: Any, helpline: Any, signed_in: SignedIn
) -> None:
    today = timezone.localdate()
    record_check(
        helpline.object_key,
        by=cast.editor,
        how="called",
        checked_on=today,
        due_on=today + timedelta(days=90),
    )
    browser = signed_in(cast.translator)
    hidden = browser.get(reverse("admin:entry", args=[1]))
    unknown = browser.get(reverse("admin:entry", args=[999]))
    assert (hidden.status_code, hidden.content) == (unknown.status_code, unknown.content)
    assert hidden.status_code == 404

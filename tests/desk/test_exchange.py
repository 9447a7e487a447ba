"""Content by file, on the screens: looked at, then imported exactly so; refused in sentences."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from cms.publishing.bodies import Item
from cms.publishing.changes import authors_since, last_change
from cms.publishing.displaced import Displaced
from cms.publishing.models import Change, Entry
from guides.models import Guide
from tests.desk.conftest import SignedIn

IMPORT, EXPORT = "admin:guides_guide_import", "admin:guides_guide_export"
CHANGED = "key,title_en,title_id\nhelping,Being there,Menemani\n"


def upload(browser: Client, content: str | bytes, what: str = "guide") -> Any:
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile("guides.csv", data)
    return browser.post(reverse(IMPORT), {"what": what, "file": file}, follow=True)


def apply(browser: Client, looked_at: Any, **said: str) -> Any:
    address = reverse("admin:desk_fileimport_apply", args=[looked_at.context["it"].pk])
    return browser.post(address, said, follow=True)


def export(browser: Client, what: str = "guide", suffix: str = "csv", query: str = "") -> bytes:
    answer = browser.post(f"{reverse(EXPORT)}{query}", {"what": what, "format": suffix})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_what_is_shown_is_what_is_imported_and_nothing_of_it_is_live(
    cast: Any, guide: Guide, publish: Any, signed_in: SignedIn
) -> None:
    publish(guide)
    entries, changes = Entry.objects.count(), Change.objects.latest("id").pk
    browser = signed_in(cast.editor)

    looked_at = upload(browser, CHANGED)

    (row,) = looked_at.context["preview"].page
    assert row.changes == [
        ("title_en", "Helping a friend", "Being there"),
        ("title_id", "", "Menemani"),
    ]
    assert "<ins>Being there</ins>" in looked_at.content.decode()
    assert Guide.objects.get().title_en == "Helping a friend"  # type: ignore[attr-defined]

    done = apply(browser, looked_at)

    stored: Any = Guide.objects.get()
    assert (stored.title_en, stored.title_ind) == ("Being there", "Menemani")
    assert authors_since(
        guide.object_key, Displaced(Item(guide.object_key, "", through=changes))
    ) == [cast.editor]
    assert Entry.objects.count() == entries
    assert "Applied. Nothing of it is live" in done.content.decode()
    address = reverse("admin:desk_fileimport_release", args=[looked_at.context["it"].pk])
    released = browser.post(address)
    assert released.headers["Location"] == f"{reverse('admin:release_add')}?key=guide%3Ahelping"
    history = browser.get(reverse("admin:guides_guide_history", args=[stored.pk]))
    assert "Changed by an imported file." in history.content.decode()


def test_a_preview_is_not_carried_out_after_somebody_else_saved(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.editor)
    looked_at = upload(browser, CHANGED)
    Guide.objects.update(title_en="Meanwhile")
    assert "nothing was applied" in apply(browser, looked_at).content.decode()
    assert Guide.objects.get().title_en == "Meanwhile"  # type: ignore[attr-defined]


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx"])
@pytest.mark.parametrize("what", ["guide", "guidesection"])
def test_what_was_exported_and_comes_back_changes_nothing(
    cast: Any, guide: Guide, signed_in: SignedIn, what: str, suffix: str
) -> None:
    Guide.objects.update(title_en="=1+1", title_vi="'=1", summary_en="-", sign_off=" _x0041_\n#")
    browser = signed_in(cast.editor)
    before = last_change(guide.object_key)
    exported = export(browser, what, suffix)
    if what == "guide" and suffix != "xlsx":
        assert b"'=1+1" in exported
    looked_at = upload(browser, exported, what)
    assert looked_at.context["it"].count("unchanged") == 1
    assert "nothing to apply" in looked_at.content.decode()
    assert last_change(guide.object_key) == before


def test_an_export_holds_what_the_list_shows_under_its_filters(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    Guide.objects.create(key="other", slug="other", title_en="Other", audience="teens")
    browser = signed_in(cast.editor)
    some = export(browser, query="?audience__exact=teens").decode()
    assert "other" in some
    assert "helping" not in some
    sections = export(browser, "guidesection", query="?audience__exact=teens").decode()
    assert len(sections.splitlines()) == 1


def test_an_export_asks_no_more_for_more_rows(
    cast: Any, guide: Guide, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        Guide.objects.create(key=f"g{number}", slug=f"g{number}", title_en="G")
    browser = signed_in(cast.auditor)
    with django_assert_max_num_queries(12):
        assert len(export(browser).decode().splitlines()) == 22


def xlsx(*rows: tuple[Any, ...]) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        CHANGED.replace(",", ";").encode(),
        f"sep=;\r\n{CHANGED.replace(',', ';')}".encode(),
        CHANGED.replace(",", "\t").encode("utf-16"),
        b"\xef\xbb\xbf"
        + CHANGED.upper()
        .replace("HELPING,BEING THERE,MENEMANI", "helping,Being there,Menemani")
        .encode(),
        xlsx(("key", "title_en", "title_id"), ("helping", "Being there", "Menemani")),
    ],
    ids=["semicolons", "sep", "utf-16", "capitals", "xlsx"],
)
def test_a_strange_file_is_read_rightly(
    cast: Any, guide: Guide, signed_in: SignedIn, content: bytes
) -> None:
    apply(browser := signed_in(cast.editor), upload(browser, content))
    stored: Any = Guide.objects.get()
    assert (stored.title_en, stored.title_ind) == ("Being there", "Menemani")


NASTY: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(500), "PNG, not a table"),
    "damaged workbook": (xlsx(("key",))[:200], "damaged"),
    "wide workbook": (xlsx(("key",) * 17_000), "There are too many cells"),
    "wrong header": (b"name,titel\nx,y\n", "There is no such column"),
    "no key": (b"title_en\nx\n", "The first line has to name this column"),
    "open quote": (b'key,title_en\nhelping,"never\n', "This cell never ends"),
    "bad byte": ("key,title_en\nhelping,é".encode() + b"\xe9\n", "encoding"),
    "control character": (b"key,title_en\nhelping,a\x00b\n", "U+0000"),
    "too long": (f"key,title_en\nhelping,{'x' * 200}\n".encode(), "at most 120 characters"),
    "no day": (b"key,review_due\nhelping,soon\n", "Write it like 2026-12-31"),
    "an older export": (b"key,title_en,revision\nhelping,New,9999999999\n", "In conflict (1)"),
    "too many rows": (b"key\n" + b"k\n" * 1_001, "more than 1000 rows"),
}  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
def test_what_can_not_be_imported_is_refused_in_a_sentence(
    cast: Any, guide: Guide, signed_in: SignedIn, name: str
) -> None:
    content, sentence = NASTY[name]
    answer = upload(signed_in(cast.editor), content)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert "Traceback" not in answer.content.decode()
    assert Guide.objects.get().title_en == "Helping a friend"  # type: ignore[attr-defined]


def test_one_wrong_row_of_a_hundred_keeps_all_out(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    good = "".join(f"g{n},g{n},G,What.\n" for n in range(100))
    wrong = f"key,slug,title_en,summary_en\n{good}bad key,bad,Bad,What.\n"
    said = upload(signed_in(cast.editor), wrong).content.decode()
    assert "Line 102, column key, “bad key”" in said
    assert Guide.objects.count() == 1


@pytest.mark.parametrize(
    ("person", "may_import", "may_export"),
    [
        ("editor", True, True),
        ("reviewer", False, True),
        ("auditor", False, True),
        ("translator", False, False),
    ],
)
def test_only_who_has_the_right_sees_the_buttons_and_gets_through(
    cast: Any,
    guide: Guide,
    signed_in: SignedIn,
    person: str,
    may_import: bool,
    may_export: bool,
) -> None:
    looked_at = upload(signed_in(cast.editor), CHANGED)
    browser = signed_in(getattr(cast, person))
    page = browser.get(reverse("admin:guides_guide_changelist")).content.decode()
    assert (reverse(IMPORT) in page) is may_import
    assert (reverse(EXPORT) in page) is may_export
    assert (upload(browser, CHANGED).status_code == 200) is may_import
    assert (browser.get(reverse(EXPORT)).status_code == 200) is may_export
    assert (apply(browser, looked_at).status_code == 200) is may_import
    assert (Guide.objects.get().title_en == "Being there") is may_import  # type: ignore[attr-defined]

"""The standing cast at the desk, and a few terms that are live."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.library.models import Topic
from interventions.models import Term, TermList
from tests.cast import Cast, Publish

HEADER = "term,locale,topic,match,options,exceptions"
SignedIn = Callable[[Any], Client]
Upload = Callable[..., Any]


@pytest.fixture
def signed_in() -> SignedIn:
    """A browser of the person's own, already signed in."""

    def sign_in(person: Any) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return Topic.objects.create(key="suicide", name_en="Suicide", priority=1, response="crisis")


@pytest.fixture
def english(topic: Topic) -> TermList:
    english = TermList.objects.create(key="suicide-en", topic=topic, locale="en")
    Term.objects.create(term_list=english, text="suicide", exceptions="suicide squad")
    Term.objects.create(term_list=english, text="kill myself")
    return english


@pytest.fixture
def live(english: TermList, topic: Topic, publish: Publish) -> TermList:
    publish(topic, english)
    return english


@pytest.fixture
def upload(cast: Cast, signed_in: SignedIn) -> Upload:
    """Uploads a file as the editor and follows to what is shown."""

    def send(content: str | bytes, *, by: Any = None, kind: str = "term", **data: Any) -> Any:
        raw = content.encode() if isinstance(content, str) else content
        file = SimpleUploadedFile("my terms.csv", raw)
        browser = signed_in(by or cast.editor)
        address = reverse(f"admin:interventions_{kind}_import")
        return browser.post(address, {"file": file, **data}, follow=True)

    return send

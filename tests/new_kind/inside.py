"""Run by the test beside it, with the new kind installed: the whole way of one recipe."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from cms.errors import NotAllowed, Refused
from cms.library.models import Topic
from cms.publishing.catalog import Catalog
from cms.publishing.compose import add_item, start_release
from cms.publishing.submit import submit
from tests.cast import Cast, Publish, approve_as_shown


@pytest.fixture
def recipe(db: None) -> Any:
    recipe = apps.get_model("recipes", "Recipe").objects.create(
        key="soup", slug="soup", title_en="Soup for three", title_vi="Canh cho ba người",
        summary_en="A pot to share.", summary_vi="Một nồi canh chung.",
    )  # fmt: skip
    recipe.sections.create(
        heading_en="Together",
        heading_vi="Cùng nhau",
        body_en="<p onclick=x>Cook.</p><script>x</script>",
        body_vi="<p>Nấu.</p>",
    )
    return recipe


def test_it_is_edited_by_editors_in_an_admin_of_its_own(recipe: Any, cast: Cast) -> None:
    client = Client()
    for person, status in ((cast.editor, 200), (cast.translator, 403)):
        client.force_login(person)
        assert client.get("/admin/recipes/recipe/add/").status_code == status
    client.force_login(cast.editor)
    assert "Soup for three" in client.get("/admin/recipes/recipe/").content.decode()


def test_it_is_live_only_after_review_and_in_the_languages_that_were_read(
    recipe: Any, cast: Cast, catalog: Catalog, client: Client, publish: Publish
) -> None:
    assert client.get("/en/recipes/soup/").status_code == 404
    release = start_release(title="Soup", by=cast.editor)
    add_item(release, "recipe:soup", by=cast.editor)
    submit(release, by=cast.editor)
    with pytest.raises(NotAllowed):
        approve_as_shown(release, by=cast.editor)
    approve_as_shown(release, by=cast.reviewer, languages=("en",))
    catalog.refresh()

    page = client.get("/en/recipes/soup/").content.decode()
    assert "Soup for three" in page
    assert "<p>Cook.</p>" in page
    assert "onclick" not in page
    assert "Canh cho ba người" not in client.get("/vi/recipes/soup/").content.decode()


def test_the_checks_of_every_kind_hold_for_it(recipe: Any, publish: Publish) -> None:
    grave = Topic.objects.create(key="eating_disorder", name_en="E", is_grave=True)
    recipe.topics.add(grave)
    recipe.sections.update(body_en="<p>Only 300 kcal.</p>")
    with pytest.raises(Refused, match="300 kcal"):
        publish(recipe)

"""The desk's list of terms beside Django's own: `python -m bench.term_list [ROWS]`."""

from bench.stage import FOLDER, cpu_of, prepare_empty, row  # isort: split

import statistics
import sys
from functools import partial

from django.contrib import admin
from django.contrib.admin import AdminSite
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from bench.content import person
from bench.term_rows import import_by_hand, make_topics, write_file
from interventions.models import Term

ROWS, ROUNDS = 100_000, 15
QUERIES = ("", "?q=happy", "?is_active__exact=1", "?p=3")


class StockAdmin(admin.ModelAdmin):
    """The same columns and filters, and nothing else of ours."""

    list_display = [
        *("text", "term_list", "match", "response", "is_active"),
        *("changed_by", "changed_at"),
    ]
    list_filter = ["term_list__topic", "term_list__locale", "match", "response", "is_active"]
    list_select_related = ["term_list__topic", "changed_by"]
    list_per_page = 50
    search_fields = ["folded"]


STOCK = StockAdmin(Term, AdminSite("stock"))
OURS = admin.site.get_model_admin(Term)


def show(model_admin: object, query: str) -> None:
    request = RequestFactory().get(f"/admin/interventions/term/{query}", HTTP_HOST="localhost")
    request.user = get_user_model()._default_manager.get(username="editor")
    request.csp_nonce = "nonce"
    model_admin.changelist_view(request).render()


def main(rows: int) -> None:
    prepare_empty()
    make_topics()
    file = FOLDER / "terms.csv"
    write_file(file, rows)
    import_by_hand(file)
    Term.objects.update(changed_by=person("editor", "Editor"))
    for query in QUERIES:
        found = {"stock": [], "ours": []}
        for _round in range(ROUNDS):
            found["stock"].append(cpu_of(partial(show, STOCK, query)))
            found["ours"].append(cpu_of(partial(show, OURS, query)))
        stock, ours = (statistics.median(times) * 1000 for times in found.values())
        with CaptureQueriesContext(connection) as asked:
            show(OURS, query)
        # Who is signed in, and what they may: the same three on every page of any admin.
        own = [found for found in asked if "auth_" not in found["sql"].partition("WHERE")[0]]
        row(f"list of {rows} {query}, CPU ms of stock and ours", f"{stock:.1f}, {ours:.1f}")
        row("ours / stock", f"{ours / stock:.2f}", "<= 1.2")
        row("queries: all, and beside who is signed in", f"{len(asked)}, {len(own)}", "<= 6")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)

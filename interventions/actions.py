"""What staff do to many terms at once; each change of a list is recorded with its author."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.errors import Refused
from cms.translations.changing import note_change
from interventions.models import Term, TermList
from interventions.word_classes import locales_served

MOST_NAMED = 5


def note_list_changes(
    lists: QuerySet[TermList], *, by: User | None, fields: Collection[str]
) -> None:
    """Says that the lists were changed, and by whom where that is known."""
    for term_list in lists:
        note_change(term_list.object_key, by=by, fields=fields)


def note_class_changes(tags: Collection[str], *, by: User | None, name: str = "") -> list[TermList]:
    """Says of the lists that name a class, or any, of these languages that they changed."""
    named = TermList.objects.filter(
        Q(terms__text__contains=f"{{{name}") | Q(terms__exceptions__contains=f"{{{name}")
    ).distinct()
    served = [row for row in named if any(locales_served(tag, [row.locale]) for tag in tags)]
    chosen = TermList.objects.filter(pk__in=[row.pk for row in served])
    note_list_changes(chosen, by=by, fields={"classes"})
    return served


@transaction.atomic
def set_active(terms: QuerySet[Term], *, is_active: bool, by: User) -> list[int]:
    """Activates or retires terms; returns the ids of those that were not so already."""
    chosen = list(
        terms.filter(is_active=not is_active).order_by("pk").values_list("pk", "term_list_id")
    )
    pks = [pk for pk, _list in chosen]
    _update(pks, is_active=is_active, by=by)
    changed = TermList.objects.filter(pk__in={term_list for _pk, term_list in chosen})
    note_list_changes(changed, by=by, fields={"is_active"})
    return pks


@transaction.atomic
def move(terms: QuerySet[Term], to: TermList, *, by: User) -> list[int]:
    """Moves terms to another list; raises Refused where that has one of them already."""
    chosen = list(terms.exclude(term_list=to).order_by("pk"))
    _refuse_wrong_kind(chosen, to)
    _refuse_twins(chosen, to)
    pks = [term.pk for term in chosen]
    left = {term.term_list_id for term in chosen}
    _update(pks, term_list=to, by=by)
    note_list_changes(
        TermList.objects.filter(pk__in={*left, to.pk} if pks else ()), by=by, fields={"terms"}
    )
    return pks


def _update(pks: list[int], *, by: User, **values: Any) -> None:
    for start in range(0, len(pks), 500):
        Term.objects.filter(pk__in=pks[start : start + 500]).update(
            changed_by=by, changed_at=timezone.now(), **values
        )


def _refuse_wrong_kind(terms: list[Term], to: TermList) -> None:
    is_general = to.topic_id is None
    wrong = [term.text for term in terms if (term.match == Term.Match.ALLOW) != is_general]
    if wrong:
        raise Refused(
            _("Allow rows, and only they, are in general lists: %(names)s.")
            % {"names": _named(wrong)}
        )


def _refuse_twins(terms: list[Term], to: TermList) -> None:
    there = set(to.terms.values_list("match", "folded"))
    twins = []
    for term in terms:
        if (term.match, term.folded) in there:
            twins.append(term.text)
        there.add((term.match, term.folded))
    if twins:
        raise Refused(
            _("%(list)s would have these twice: %(names)s. Retire one of each first.")
            % {"list": to.key, "names": _named(twins)}
        )


def _named(texts: list[str]) -> str:
    names = ", ".join(f"“{text}”" for text in texts[:MOST_NAMED])
    return f"{names}, …" if len(texts) > MOST_NAMED else names

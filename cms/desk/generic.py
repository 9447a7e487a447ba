"""Django's classes that are generic for the type checker and plain at run time."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin import ModelAdmin, StackedInline, TabularInline
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Field
from django.forms import ModelForm
from django.forms.models import BaseInlineFormSet

from cms.desk.filtering import CalmChangeList

if TYPE_CHECKING:
    _StockAdmin = ModelAdmin[Any]
    AnyStackedInline = StackedInline[Any, Any]
    AnyTabularInline = TabularInline[Any, Any]
    AnyBaseAdmin = BaseModelAdmin[Any]
    AnyModelForm = ModelForm[Any]
    AnyField = Field[Any, Any]
    AnyInlineFormSet = BaseInlineFormSet[Any, Any, Any]
else:
    _StockAdmin = ModelAdmin
    AnyStackedInline, AnyTabularInline = StackedInline, TabularInline
    AnyBaseAdmin, AnyModelForm, AnyField = BaseModelAdmin, ModelForm, Field
    AnyInlineFormSet = BaseInlineFormSet


class AnyModelAdmin(_StockAdmin):
    """What every admin of ours extends: an impossible filter leads to the list without it."""

    def get_changelist(self, request: Any, **options: Any) -> type[ChangeList]:
        return CalmChangeList

"""Django's classes that are generic for the type checker and plain at run time."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin import ModelAdmin, StackedInline, TabularInline
from django.contrib.admin.options import BaseModelAdmin
from django.db.models import Field
from django.forms import ModelForm

if TYPE_CHECKING:
    AnyModelAdmin = ModelAdmin[Any]
    AnyStackedInline = StackedInline[Any, Any]
    AnyTabularInline = TabularInline[Any, Any]
    AnyBaseAdmin = BaseModelAdmin[Any]
    AnyModelForm = ModelForm[Any]
    AnyField = Field[Any, Any]
else:
    AnyModelAdmin = ModelAdmin
    AnyStackedInline, AnyTabularInline = StackedInline, TabularInline
    AnyBaseAdmin, AnyModelForm, AnyField = BaseModelAdmin, ModelForm, Field

"""The screen on which a person chooses the time zone of the desk."""

from zoneinfo import available_timezones

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.desk.screens import draw
from cms.desk.zones import Preference, is_time_zone, zone_of


class PreferenceForm(forms.Form):
    zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        max_length=64,
        validators=[is_time_zone],
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
        help_text=gettext_lazy("Start typing a city: Asia/Ho_Chi_Minh, Europe/London …"),
    )


def preferences(request: HttpRequest) -> HttpResponse:
    form = PreferenceForm(request.POST or None, initial={"zone": zone_of(request.user).key})
    if request.method == "POST" and form.is_valid():
        Preference.objects.update_or_create(user=request.user, defaults=form.cleaned_data)
        messages.success(request, _("Stored. Times are shown in that zone from now on."))
        return HttpResponseRedirect(reverse("admin:index"))
    return draw(
        request,
        "preferences.html",
        _("Preferences"),
        form=form,
        zones=sorted(available_timezones()),
    )

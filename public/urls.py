"""Addresses of the shell, below a language."""

from django.urls import path

from public import home, statements, topics
from public.countries import countries
from public.crawlers import feed
from public.search.views import search

urlpatterns = [
    path("", home.home, name="home"),
    path("feed.xml", feed, name="feed"),
    path("search/", search, name="search"),
    path("help/countries/", countries, name="countries"),
    path("help/countries/for/", countries, {"page": ""}, name="countries_for"),
    path("help/countries/for/<path:page>", countries, name="countries_for"),
    path("topics/", topics.topic_list, name="topics"),
    path("topics/<slug:slug>/", topics.topic_detail, name="topic"),
    path("for/<slug:audience>/", topics.audience_detail, name="audience"),
    path("safety-plan/", statements.safety_plan, name="safety_plan"),
    path("grounding/", statements.grounding, name="grounding"),
    path("about/us/", statements.us, name="us"),
    path("about/policy/", statements.policy, name="policy"),
    path("about/privacy/", statements.privacy, name="privacy"),
    path("about/accessibility/", statements.accessibility, name="accessibility"),
]

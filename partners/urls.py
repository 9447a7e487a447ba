"""Addresses of partners and of help, below a language."""

from django.urls import path

from partners import views

app_name = "partners"
urlpatterns = [
    path("help/", views.help_index, name="help"),
    path("help/feedback/", views.feedback, name="feedback"),
    path("help/thanks/", views.thanks, name="thanks"),
    path("help/thanks/<slug:mark>/", views.thanks, name="thanks"),
    path("help/<str:country>/card/", views.help_card, name="card"),
    path("help/<str:country>/only/<str:chosen>/", views.help_chosen, name="help_chosen"),
    path("help/<str:country>/", views.help_country, name="help_country"),
    path("partners/", views.partner_list, name="list"),
    path("partners/<slug:slug>/", views.partner_detail, name="detail"),
]

"""Signing in: who is let in, how often one may guess, and the second factor."""

from collections.abc import Iterator
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse

pytestmark = pytest.mark.django_db

PASSWORD = "plain old tests only"
HOME = "10.0.0.1"


@pytest.fixture
def linh() -> User:
    return User.objects.create_superuser("linh", password=PASSWORD)


@pytest.fixture
def budi() -> User:
    return User.objects.create_superuser("budi", password=PASSWORD)


@pytest.fixture
def two_factors_wanted() -> Iterator[None]:
    with override_settings(REQUIRE_SECOND_FACTOR=True):
        yield


def sign_in(name: str, password: str, address: str = HOME) -> bool:
    """Whether a fresh visitor gets in; the headers are what a proxy nobody trusts might add."""
    client = Client(REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR="203.0.113.9")
    client.post(reverse("account_login"), {"login": name, "password": password})
    return "_auth_user_id" in client.session


def guess(name: str, times: int = 10) -> None:
    for _try in range(times):
        assert not sign_in(name, "wrong")


def test_the_right_password_signs_in(linh: User) -> None:
    assert sign_in("linh", PASSWORD)


def test_after_ten_wrong_tries_even_the_right_password_waits(linh: User) -> None:
    guess("linh")
    assert not sign_in("linh", PASSWORD)


def test_spelling_a_name_in_capitals_gives_no_more_tries(linh: User) -> None:
    guess("linh", 5)
    guess("LINH", 5)
    assert not sign_in("linh", PASSWORD)


def test_guessing_at_one_account_leaves_a_colleague_at_the_same_address_alone(
    linh: User, budi: User
) -> None:
    guess("linh")
    assert sign_in("budi", PASSWORD)


def test_guessing_from_elsewhere_does_not_lock_the_owner_out(linh: User) -> None:
    guess("linh")
    assert sign_in("linh", PASSWORD, address="10.0.0.2")


def test_an_unknown_name_is_answered_like_a_known_one(linh: User) -> None:
    client = Client()
    answers = [
        client.post(reverse("account_login"), {"login": name, "password": "wrong"})
        for name in ("linh", "nobody")
    ]
    errors = [answer.context["form"].non_field_errors() for answer in answers]
    assert errors[0]
    assert errors[0] == errors[1]


def test_nobody_can_make_themselves_an_account() -> None:
    answer = Client().post(
        reverse("account_signup"),
        {"username": "new", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert answer.status_code == 404
    assert not User.objects.filter(username="new").exists()


@pytest.mark.parametrize(
    "name",
    [
        *("account_email", "account_email_verification_sent", "account_set_password"),
        *("account_reset_password_done", "socialaccount_connections", "socialaccount_signup"),
        *("socialaccount_login_error", "socialaccount_login_cancelled"),
    ],
)
def test_pages_that_nobody_needs_are_closed(linh: User, name: str) -> None:
    client = Client()
    assert client.get(reverse(name)).status_code == 404
    client.force_login(linh)
    assert client.get(reverse(name)).status_code == 404


def test_a_forgotten_password_is_no_matter_of_mail(linh: User) -> None:
    """No mail server is needed, so no page may promise a mail."""
    page = Client().get(reverse("account_reset_password")).content.decode()
    assert "administrator" in page
    assert "<form" not in page


def test_the_form_of_the_admin_itself_is_not_used(linh: User) -> None:
    client = Client()
    answer = client.post("/admin/login/", {"username": "linh", "password": PASSWORD})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("two_factors_wanted")
def test_without_a_second_factor_staff_see_only_where_to_set_one_up(linh: User) -> None:
    client = Client()
    client.force_login(linh)
    assert client.get("/admin/").headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200


@pytest.mark.usefixtures("two_factors_wanted")
def test_with_a_second_factor_staff_pages_open(linh: User) -> None:
    Authenticator.objects.create(user=linh, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client = Client()
    client.force_login(linh)
    assert client.get("/admin/").status_code == 200


def test_a_password_alone_does_not_sign_in_who_has_a_second_factor(linh: User) -> None:
    Authenticator.objects.create(user=linh, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert not sign_in("linh", PASSWORD)


@pytest.mark.usefixtures("two_factors_wanted")
def test_who_lost_their_second_factor_is_asked_to_set_up_another(linh: User) -> None:
    Authenticator.objects.create(user=linh, type=Authenticator.Type.TOTP, data={"secret": "x"})
    call_command("forget_second_factor", "linh", stdout=StringIO())
    client = Client()
    client.force_login(linh)
    assert client.get("/admin/").headers["Location"] == reverse("mfa_index")


def test_the_second_factor_of_nobody_is_not_forgotten() -> None:
    with pytest.raises(CommandError, match="Nobody is called lin"):
        call_command("forget_second_factor", "lin")


def test_where_none_is_asked_for_staff_pages_open_without_a_second_factor(linh: User) -> None:
    client = Client()
    client.force_login(linh)
    assert client.get("/admin/").status_code == 200

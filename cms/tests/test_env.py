from pathlib import Path

import pytest

from cms import env


def test_a_missing_value_ends_the_process_with_one_plain_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(SystemExit) as stop:
        env.secret_key(debug=False)
    assert stop.value.code == "SECRET_KEY is not set: give it a value in the environment."


def test_a_short_secret_key_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hunter2")
    with pytest.raises(env.EnvironmentProblem, match="too short") as stop:
        env.secret_key(debug=False)
    assert "hunter2" not in str(stop.value)


def test_debugging_needs_no_secret_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    assert env.secret_key(debug=True)


def test_the_demonstration_keeps_a_key_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = tmp_path / "secret-key"
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(env.EnvironmentProblem, match="not set"):
        env.secret_key(debug=False, kept=kept)
    kept.write_text("k" * 60 + "\n")
    assert env.secret_key(debug=False, kept=kept) == "k" * 60


@pytest.mark.parametrize(
    ("written", "meant"), [("1", True), ("yes", True), ("On", True), ("0", False), ("", False)]
)
def test_a_flag_is_read_in_the_usual_spellings(
    monkeypatch: pytest.MonkeyPatch, written: str, *, meant: bool
) -> None:
    monkeypatch.setenv("DEBUG", written)
    assert env.flag("DEBUG", default=not meant) is meant


def test_a_flag_that_is_neither_yes_nor_no_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "maybe")
    with pytest.raises(env.EnvironmentProblem, match=r"DEBUG is “maybe”: it must be 1 or 0\."):
        env.flag("DEBUG")


@pytest.mark.parametrize("written", ["two", "0", "-1", "1.5"])
def test_a_number_that_is_not_whole_or_too_small_is_refused(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("WORKERS", written)
    with pytest.raises(env.EnvironmentProblem, match="whole number from 1"):
        env.whole_number("WORKERS", 2, least=1)


def test_a_list_is_split_at_commas_and_trimmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", " a.example, ,b.example,")
    assert env.words("ALLOWED_HOSTS") == ["a.example", "b.example"]


def test_a_list_without_a_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", " , ")
    with pytest.raises(env.EnvironmentProblem, match="ALLOWED_HOSTS is empty"):
        env.words("ALLOWED_HOSTS")
    assert env.words("ALLOWED_HOSTS", "") == []


def test_a_folder_must_be_a_full_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLSPRING_DATA", "data")
    with pytest.raises(env.EnvironmentProblem, match="absolute"):
        env.folder("WELLSPRING_DATA", Path("/srv"))


def test_a_folder_must_not_be_a_file_nor_lie_in_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    for path in (file, file / "data"):
        monkeypatch.setenv("WELLSPRING_DATA", str(path))
        assert env.folder("WELLSPRING_DATA", tmp_path) == path
        file.touch()
        with pytest.raises(env.EnvironmentProblem, match=f"{file} is not a folder"):
            env.folder("WELLSPRING_DATA", tmp_path)
        file.unlink()


@pytest.mark.parametrize("address", ["0.0.0.0:80", "[::1]:8000", ":8000", "unix:/run/site.sock"])
def test_the_server_listens_where_it_can(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("BIND", f"127.0.0.1:8001, {address}")
    assert env.listening("BIND", "") == ["127.0.0.1:8001", address]


@pytest.mark.parametrize(
    "address", ["nonsense", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000", "a..b:80", "8000"]
)
def test_an_address_nobody_can_listen_on_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("BIND", address)
    with pytest.raises(env.EnvironmentProblem, match=f"BIND is “{address}”"):
        env.listening("BIND", "")


def test_origins_are_those_that_browsers_send(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_ORIGINS", "https://app.example, http://localhost:5173,")
    assert env.origins("API_ORIGINS") == {"https://app.example", "http://localhost:5173"}
    monkeypatch.delenv("API_ORIGINS")
    assert env.origins("API_ORIGINS") == frozenset()


@pytest.mark.parametrize(
    "origin",
    ["*", "null", "app.example", "https://app.example/", "https://App.example", "http://a.example"],
)
def test_what_no_browser_sends_as_an_origin_is_refused(
    monkeypatch: pytest.MonkeyPatch, origin: str
) -> None:
    monkeypatch.setenv("API_ORIGINS", f"https://good.example,{origin}")
    with pytest.raises(env.EnvironmentProblem, match="API_ORIGINS is “"):
        env.origins("API_ORIGINS")


@pytest.mark.parametrize(("written", "is_good"), [("CF-IPCountry", True), ("X Y:", False)])
def test_a_header_has_a_name_that_can_be(
    monkeypatch: pytest.MonkeyPatch, written: str, *, is_good: bool
) -> None:
    monkeypatch.setenv("COUNTRY_HEADER", written)
    if is_good:
        assert env.header("COUNTRY_HEADER") == written
    else:
        with pytest.raises(env.EnvironmentProblem, match="the name of a header"):
            env.header("COUNTRY_HEADER")


@pytest.mark.parametrize(
    "address", ["mysql://me:hunter2@host/name", "postgres://me:hunter2@host:port/name"]
)
def test_a_wrong_address_is_refused_without_repeating_its_password(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(env.EnvironmentProblem, match="DATABASE_URL") as stop:
        env.url("DATABASE_URL", "", schemes=frozenset({"postgres"}))
    assert "hunter2" not in str(stop.value)

"""Numbers that belong in a helpline's record, and the many that are none."""

import pytest

from cms.library.editorial import plain
from partners.typed_numbers import typed_numbers

KNOWN = ["988", "111", "119", "112", "116 123", "741741", "85258", "1393", "911", "1767", "45645"]
NAMES = ["national mindline 1767", "Tổng đài 111"]


def found(text: str) -> list[str]:
    return list(typed_numbers(text, KNOWN, NAMES))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Phone 0800 123 4567 at any hour.", "0800 123 4567"),
        ("+44 20 7946 0958", "+44 20 7946 0958"),
        ("00 44 20 7946 0958", "00 44 20 7946 0958"),
        ("(02) 9123 4567", "(02) 9123 4567"),
        ("1-800-273-8255", "1-800-273-8255"),
        ("020 2045 1999", "020 2045 1999"),
        ("03-7956 8144", "03-7956 8144"),
        ("096.306.1414", "096.306.1414"),
        ("0912345678", "0912345678"),
        ("9152987821", "9152987821"),
        ("0120\u2011279\u2011338", "0120\u2011279\u2011338"),
        ("0120\u00a0279\u00a0338", "0120\u00a0279\u00a0338"),
        ("In 2021 it was 1900 6233.", "1900 6233"),
        ("٠٨٠٠ ١٢٣ ٤٥٦٧", "٠٨٠٠ ١٢٣ ٤٥٦٧"),
        ("０１２０－２７９－３３８", "０１２０－２７９－３３８"),
    ],
)
def test_a_run_of_digits_shaped_like_a_phone_number_is_found(text: str, number: str) -> None:
    assert found(text) == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Call 988 now.", "988"),
        ("You can call us on 111", "111"),
        ("dial 9-8-8", "9-8-8"),
        ("text HOME to 741741", "741741"),
        ("Texting SHOUT to 85258 is free", "85258"),
        ("call 116 123", "116 123"),
        ("The hotline 1393 is old", "1393"),
        ("Gọi 111 nhé", "111"),
        ("gọi tổng đài 111", "111"),
        ("nhắn tin tới 45645", "45645"),
        ("hubungi 119", "119"),
        ("telepon ke nomor 112", "112"),
        ("اتصل على ٩٨٨", "٩٨٨"),
        ("اتّصِل بالرقم 911", "911"),
    ],
)
def test_a_known_number_after_a_word_that_asks_to_use_it_is_found(text: str, number: str) -> None:
    assert found(text) == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Save 988 in your phone.", "988"),
        ("988 is there day and night.", "988"),
        ("Reach out to 988 today", "988"),
        ("You can contact 111 for free.", "111"),
        ("Try 116 123, it costs nothing", "116 123"),
        ("Samaritans (116 123) listen.", "116 123"),
        ("Get in touch with 1767 if you need to talk", "1767"),
        ("Emergency? 911!", "911"),
        ("Write to 741741 instead", "741741"),
        ("Simpan 119 di ponselmu.", "119"),
        ("119 siap mendengarkan.", "119"),
        ("Kamu bisa menghubungi 119 kapan saja", "119"),
        ("Menelepon 119 itu gratis", "119"),
        ("Layanan 119 buka 24 jam", "119"),
        ("Chat ke 119 ya", "119"),
        ("Lưu 111 vào máy: 111 luôn miễn phí", "111"),
        ("رقم ٩٨٨ مجاني", "٩٨٨"),
        ("8004673 is open", "8004673"),
    ],
)
def test_a_known_number_is_found_whatever_asks_to_use_it(text: str, number: str) -> None:
    assert number in list(typed_numbers(text, [*KNOWN, "800 4673"], NAMES))


@pytest.mark.parametrize(
    "text",
    [
        "988 pages, 111 ways and 119 orang",
        "111 người, 112 tahun",
        "In room 111 on page 988",
        "Over 911 of them, about 119 in all",
        "It costs $111 or €112.",
        "We work with national mindline 1767.",
        "tuyến 111, trang 112",
    ],
)
def test_a_known_number_that_counts_or_names_something_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_name_with_a_number_is_no_way_to_ask_for_a_call_unseen() -> None:
    assert found("Call national mindline 1767.") == ["1767"]


def test_a_number_that_is_known_and_shaped_like_one_is_found_once() -> None:
    assert list(typed_numbers("Call 0800 11 11", ["08001111"])) == ["0800 11 11"]


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>13</b>93</p>",
        "<p>Call <em>13</em><strong>93</strong> now</p>",
        "<p>They listen:</p><p>☎ 1393.</p><p>At night too.</p>",
        "<ul><li>1393</li></ul>",
    ],
)
def test_a_known_number_is_found_as_readers_see_it(html: str) -> None:
    assert found(plain(html)) == ["1393"]


def test_a_known_number_among_other_words_is_left_alone() -> None:
    assert found("Room 1393\n1393 people came\n111 of them") == []


@pytest.mark.parametrize(
    "text",
    [
        "In 2021 we met, and in 2022, 2023 and 2024.",
        "from 2019-2021",
        "10/10, 10/10/2025 and 2025-10-10",
        "25.12.2026",
        "World Day, 10 September 2026",
        "from 10 September 2003 to 10 September 2026",
        "10-12 October 2024",
        "12.5 % of 1,250 people",
        "٩٨٪",
        "100,000 people called",
        "1.250.000 người",
        "2 500 000 people",
        "In 2019 2 500 people came",
        "3.14159265",
        "population 1234567",
        "version 1.2.3.4",
        "24/7, 09:00-21:00",
        "Count 10 9 8 7 6 5 4 3 2 1",
        "5-4-3-2-1 and 4-7-8 breathing",
        "ages 13-17",
        "10 ký tự, 3 cân nhắc",
        "ISBN 978-0-14-312774-1",
        "doi 10.1016/j.jad.2019.112345",
        "https://example.org/2021/12345678",
        "me.20212022@example.org",
        "123456789012345678901",
        "between 1 and 10 000",
        "the 988 Suicide & Crisis Lifeline",
        "national mindline 1767",
        "We call it hope. 988 pages long.",
        "call 100 people",
        "Call in 2021, and 988,000 answered",
        "call 988.5 times",
        "room 111, line 112",
        "1 in 5, 2 trong 5",
        "covid-19 and 1767abc",
    ],
)
def test_a_number_that_is_no_phone_number_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_nothing_is_known_where_there_is_no_helpline() -> None:
    assert list(typed_numbers("Call 988", [])) == []


@pytest.mark.parametrize(
    "part",
    ["1 2 ", "call ", "100 ", "1.000", "しにたい", "a.b", "2019, ", "ISBN 1 ", "call 988 ", "1-"],
)
def test_no_repetition_makes_the_search_explode(part: str) -> None:
    numbers = len(found(part * 20_000))
    assert numbers == (20_000 if part == "call 988 " else 0)

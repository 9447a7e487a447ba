"""Numbers in the spellings of all countries: one number, one identity, one that can be dialled."""

from collections.abc import Iterator

import phonenumbers
import pytest
from phonenumbers import PhoneNumberFormat

from partners.dial import ChannelKind, href_of
from partners.digits import digits_of, plain_number
from partners.numbering import dialled, identities, in_plan, international, is_possible, offered

FULL_WIDTH = str.maketrans("0123456789+-()/", "０１２３４５６７８９＋－（）／")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

WRITTEN = [
    # country, as it is written there or on a leaflet, what a phone sends, how it is known
    ("AE", "800 4673", "8004673", "+9718004673"),
    ("AR", "0800 999 0091", "08009990091", "+548009990091"),
    ("AT", "0800/111 111", "0800111111", "+43800111111"),
    ("AU", "1800 33 4673", "1800334673", "+611800334673"),
    ("BD", "01779-554391", "01779554391", "+8801779554391"),
    ("BE", "0800 32 123", "080032123", "+3280032123"),
    ("BR", "(11) 3151-4109", "1131514109", "+551131514109"),
    ("CA", "1-800-668-6868", "18006686868", "+18006686868"),
    ("CH", "044 455 70 00", "0444557000", "+41444557000"),
    ("CN", "010-8295 1332", "01082951332", "+861082951332"),
    ("CZ", "224 213 425", "224213425", "+420224213425"),
    ("DE", "0800/1110111", "08001110111", "+498001110111"),
    ("DE", "0800 111 0 111", "08001110111", "+498001110111"),
    ("DK", "70 201 201", "70201201", "+4570201201"),
    ("EE", "655 8088", "6558088", "+3726558088"),
    ("EG", "02 2816 1622", "0228161622", "+20228161622"),
    ("ES", "914 590 050", "914590050", "+34914590050"),
    ("FI", "09 2525 0111", "0925250111", "+358925250111"),
    ("FR", "09 69 325 900", "0969325900", "+33969325900"),
    ("GB", "020 7946 0958", "02079460958", "+442079460958"),
    ("GB", "0800–068–4141", "08000684141", "+448000684141"),
    ("GR", "210 3242 242", "2103242242", "+302103242242"),
    ("HK", "2896 0000", "28960000", "+85228960000"),
    ("HU", "06 80 820 111", "0680820111", "+3680820111"),
    ("ID", "0811 3855 472", "08113855472", "+628113855472"),
    ("ID", "(021) 7256526", "0217256526", "+62217256526"),
    ("IE", "01 210 7906", "012107906", "+35312107906"),
    ("IL", "076-884-4400", "0768844400", "+972768844400"),
    ("IN", "9152987821", "9152987821", "+919152987821"),
    ("IN", "1-800-891-4416", "18008914416", "+9118008914416"),
    ("IT", "06 7720 8977", "0677208977", "+390677208977"),
    ("JP", "０１２０ー２７９ー３３８", "0120279338", "+81120279338"),
    ("KE", "0722 178177", "0722178177", "+254722178177"),
    ("KR", "02-2204-0114", "0222040114", "+82222040114"),
    ("LB", "01 341 941", "01341941", "+9611341941"),
    ("LK", "011 269 6666", "0112696666", "+94112696666"),
    ("MX", "55 5259 8121", "5552598121", "+525552598121"),
    ("MY", "03-7627 2929", "0376272929", "+60376272929"),
    ("NG", "0806 210 6493", "08062106493", "+2348062106493"),
    ("NL", "0900-0113", "09000113", "+319000113"),
    ("NO", "22 40 00 40", "22400040", "+4722400040"),
    ("NP", "01-5111500", "015111500", "+97715111500"),
    ("NZ", "0800 543 354", "0800543354", "+64800543354"),
    ("PH", "0917 899 8727", "09178998727", "+639178998727"),
    ("PK", "0311 7786264", "03117786264", "+923117786264"),
    ("PL", "800 70 2222", "800702222", "+48800702222"),
    ("PT", "213 544 545", "213544545", "+351213544545"),
    ("RU", "8 800 2000 122", "88002000122", "+78002000122"),
    ("SE", "08-702 16 80", "087021680", "+4687021680"),
    ("SG", "9151 1767", "91511767", "+6591511767"),
    ("TH", "02-113-6789", "021136789", "+6621136789"),
    ("TR", "0212 514 02 94", "02125140294", "+902125140294"),
    ("TW", "02 2935 2288", "0229352288", "+886229352288"),
    ("US", "(800) 273-8255", "8002738255", "+18002738255"),
    ("US", "1.888.375.7767", "18883757767", "+18883757767"),
    ("VN", "096 306 1414", "0963061414", "+84963061414"),
    ("ZA", "0800 567 567", "0800567567", "+27800567567"),
    ("GB", "٠٨٠٠ ٠٦٨ ٤١٤١", "08000684141", "+448000684141"),
]


@pytest.mark.parametrize(("country", "dial", "sent", "known_as"), WRITTEN)
def test_a_number_written_as_in_its_country_is_dialled_so(
    country: str, dial: str, sent: str, known_as: str
) -> None:
    assert dialled(dial, [country]) == sent
    assert offered(plain_number(dial), [country]) == ""
    assert identities(dial, [country]) == {known_as}


def test_the_table_is_of_more_than_forty_countries() -> None:
    assert len({country for country, *_rest in WRITTEN}) > 40


SPELT_ODDLY = [
    # country, as it is written, what a phone sends, what is offered instead
    ("GB", "+44 (0)20 7946 0958", "+442079460958", "+44 20 7946 0958"),
    ("GB", "0044 20 7946 0958", "+442079460958", "+44 20 7946 0958"),
    ("GB", "0044 (0) 20 7946 0958", "+442079460958", "+44 20 7946 0958"),
    ("GB", "44 20 7946 0958", "+442079460958", "+44 20 7946 0958"),
    ("GB", "+44 020 7946 0958", "+442079460958", "+44 20 7946 0958"),
    ("", "+44 (0)20 7946 0958", "+442079460958", "+44 20 7946 0958"),
    ("HU", "+36 (0)80 820 111", "+3680820111", "+36 80 820 111"),
    ("IT", "+39 (0)6 7720 8977", "+390677208977", ""),
    ("FR", "+33 (0)9 69 32 59 00", "+33969325900", "+33 9 69 32 59 00"),
    ("IN", "91-9820466726", "+919820466726", "+91 98204 66726"),
    ("ID", "62-811-3855-472", "+628113855472", "+62 811-3855-472"),
    ("SG", "65 9151 1767", "+6591511767", "+65 9151 1767"),
    ("US", "011 44 20 7946 0958", "+442079460958", "+44 20 7946 0958"),
]


@pytest.mark.parametrize(("country", "dial", "sent", "right"), SPELT_ODDLY)
def test_a_number_spelt_for_abroad_is_put_right(
    country: str, dial: str, sent: str, right: str
) -> None:
    countries = [country] if country else []
    assert dialled(dial, countries) == sent
    assert offered(dial, countries) == right
    assert href_of(ChannelKind.PHONE, dial, countries=countries) == f"tel:{sent}"
    link = f"https://wa.me/{sent[1:]}"
    assert href_of(ChannelKind.WHATSAPP, dial, countries=countries) == link


@pytest.mark.parametrize(
    "code", ["15", "111", "119", "988", "116123", "116 123", "741741", "*4141"]
)
def test_a_short_code_stays_the_text_it_is(code: str) -> None:
    for country in ("VN", "ID", "US", "GB", "DE", "JP"):
        assert in_plan(code, country) is None
        assert dialled(code, [country]) == code.replace(" ", "")
        assert offered(code, [country]) == ""
        assert identities(code, [country]) == {f"{country}:{digits_of(code)}"}


@pytest.mark.parametrize("dial", ["+44 116 123", "+65 1767", "+1 988", "+999 12345678", "+44 20"])
def test_a_short_code_has_no_international_form(dial: str) -> None:
    assert not is_possible(dial)


@pytest.mark.parametrize("dial", ["13 11 14", "+61 13 11 14", "0061 13 11 14"])
def test_a_short_number_of_a_plan_is_one_number_with_and_without_its_country(dial: str) -> None:
    assert "AU:131114" in identities(dial, ["AU"])


def test_a_number_is_certain_only_where_every_country_reads_it_alike() -> None:
    assert international("1-833-456-4566", ["CA", "US"]) == "18334564566"
    assert international("9151 1767", ["SG", "MY"]) == ""


def examples() -> Iterator[tuple[str, phonenumbers.PhoneNumber]]:
    kinds = phonenumbers.PhoneNumberType
    for country in sorted(phonenumbers.SUPPORTED_REGIONS):
        for kind in (kinds.FIXED_LINE, kinds.MOBILE, kinds.TOLL_FREE):
            number = phonenumbers.example_number_for_type(country, kind)
            if number and len(phonenumbers.national_significant_number(number)) > 6:
                yield country, number


def test_every_country_s_numbers_are_known_however_they_are_written() -> None:
    """An example of each plan, as the country writes it and as the world does."""
    seen = set()
    for country, number in examples():
        at_home = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
        abroad = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
        e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
        if in_plan(at_home, country) != number:
            continue  # A plan that does not read back what it writes.
        seen.add(country)
        spellings = [at_home, abroad, e164, at_home.translate(FULL_WIDTH), abroad.translate(ARABIC)]
        spellings += [
            at_home.replace("-", "–"),
            at_home.translate(PERSIAN),
            f"\u202a{abroad}\u202c",
        ]
        for written in spellings:
            assert identities(written, [country]) == {e164}, written
        for written in (abroad, e164, abroad.translate(FULL_WIDTH)):
            assert dialled(written, [country]) == e164, written
    assert len(seen) > 230


def test_a_zero_in_brackets_is_never_sent_after_a_calling_code() -> None:
    for country, number in examples():
        code, digits = number.country_code, phonenumbers.national_significant_number(number)
        if code != 39:  # Italy dials its zeros.
            e164 = f"+{code}{digits}"
            for written in (f"+{code} (0){digits}", f"00{code} (0) {digits}"):
                assert dialled(written, [country]) == e164, written

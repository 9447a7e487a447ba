import pytest

from cms.library.measures import amounts, bare_figures, words_per_sentence


@pytest.mark.parametrize(
    "text",
    [
        "only 400 calories a day",
        "20 mg in the evening",
        "she weighed 38kg",
        "38,5 kg",
        "a BMI of 15",
        "chỉ số BMI là 15",
        "uống 20 viên thuốc",
        "ăn 300 calo",
        "mặc quần cỡ 24",
        "nhịn ăn suốt 16 giờ",
        "celana ukuran 26",
        "minum 10 butir obat",
        "puasa selama 20 jam",
        "fasted for 16 hours",
        "٤٠٠ سعرة في اليوم",
        "وزنها ٣٨ كغ",
        "صام 20 ساعة",
        "مقاس 34",
        "calories: 800",
        "calories under 1200",
        "weight: 45",
        "her weight was only 45",
        "she weighed 38",
        "waist 24 inches",
        "a 24-inch waist",
        "60 cm waist",
        "waist: 60",
        "16/8 fasting",
        "16:8 intermittent fasting",
        "fasting 16/8",
        "eight hundred calories",
        "forty-five kilograms",
        "one hundred and ten kcal",
        "two pills",
        "tám trăm calo",
        "cân nặng: 45",
        "vòng eo 60 cm",
        "nhịn ăn 16/8",
        "delapan ratus kalori",
        "berat badan 45",
        "puasa 16/8",
        "وزنها ٤٥",
    ],
)
def test_a_number_with_a_unit_is_found(text: str) -> None:
    assert len(list(amounts(text))) == 1


def test_a_long_text_of_nothing_but_numbers_holds_no_amount() -> None:
    assert list(amounts("one hundred " * 3000)) == []


@pytest.mark.parametrize(
    "text",
    [
        "20 people came",
        "calories are not the point",
        "BMI is a poor measure",
        "Text size 12",
        "chữ cỡ 12",
        "ukuran huruf 12",
        "donate 20 pounds",
        "10 ký tự",
        "3 cân nhắc",
        "call 119, extension 8",
        "24 hours a day, 7 days a week",
        "open 3 hours",
        "kalori",
        "٣ أيام",
        "20 sinh viên",
        "version 4.20.1",
        "weight: 2019 figures",
        "weight 40% of what you hear",
        "calories, hundreds of them",
        "the waist is not a number",
        "one day of fasting",
        "24/7 fasting help",
        "a weight off one's shoulders",
        "vết thương nặng 2 ngày",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert list(amounts(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "45% of young people",
        "45 percent of young people",
        "1 in 4 people",
        "one in seven teenagers",
        "more than 700,000 people",
        "2 million people",
        "45 phần trăm",
        "cứ 4 người thì có một",
        "1 trong 4 người",
        "3 triệu người",
        "1 dari 4 remaja",
        "45 persen remaja",
        "٤٥٪ من الشباب",
        "واحد من كل أربعة",
        "In 2019, 45% of young people",
        "According to a survey, 45% of young people",
    ],
)
def test_a_figure_without_year_and_source_is_found(text: str) -> None:
    assert len(list(bare_figures(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "According to WHO, 45% of young people (2019)",
        "1 in 4 people (Health Survey, 2021)",
        "Theo khảo sát năm 2021, 45% thanh niên",
        "Menurut survei 2021, 45 persen remaja",
        "وفق منظمة الصحة العالمية عام 2021، واحد من كل أربعة",
        "Many young people",
        "Call 0808 801 0432 at any time",
        "Since 2019 the line is open",
        "open 24/7",
        "5 things you can do",
        "Gọi 1800.599.999",
    ],
)
def test_a_figure_that_can_be_checked_is_left_alone(text: str) -> None:
    assert list(bare_figures(text)) == []


def test_year_and_source_have_to_stand_in_the_same_paragraph() -> None:
    assert list(bare_figures("45% of people.\nSource: WHO 2019")) == ["45%"]


@pytest.mark.parametrize(
    ("text", "average"),
    [
        ("", 0),
        ("...", 0),
        ("One two three. Four five six!", 3),
        ("A heading\nOne two three four", 3),
        ("It's self-care, isn't it?", 4),
        ("Open at 3.30 every day.", 6),
        ("هل أنت بخير؟ نعم.", 2),
        ("“Are you well?” she asked.", 2.5),
    ],
)
def test_the_average_sentence_is_measured(text: str, average: float) -> None:
    assert words_per_sentence(text) == average

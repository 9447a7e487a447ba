"""Amounts, figures and long sentences in plain text, whatever rules there are.

Pure: text in, quotes out. Only spellings that can hardly mean anything else are looked for here;
what depends on a language's usage is an editorial rule.
"""

import re
from collections.abc import Iterator

WORDS_ARE_MARKED = frozenset({"en", "id", "ar"})
"""Languages that put spaces between words. Vietnamese puts them between syllables."""
LONGEST_AVERAGE = 20
"""Words in a sentence, on average."""

_NUMBER = r"(?<![\d.,])\d+(?:[.,٫]\d+)?"

# A dose, an energy or weight in international units, with their names in the four languages.
_UNITS = (
    r"mg|milligram(?:me)?s?|miligram|miligam|ملغ|ملجم|ملليغرام|"
    r"ml|millilit(?:re|er)s?|mililiter|مل|ملليلتر|"
    r"kg|kgs|kilograms?|kilogram|كغ|كجم|كيلوغرام(?:ا|ًا)?|كيلو|"
    r"k?cals?|kkal|calories?|kalori|calo|ca-lo|سعرات?|سعرة|kj|kilojoules?|"
    r"tablets?|pills?|viên\s+thuốc|butir\s+(?:obat|pil)|أقراص|قرص(?:ا|ًا)?|حب(?:ة|وب)"
)
_SPELT = (
    r"zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven"
    r"|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
    r"|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|ngàn"
    r"|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belas|puluh"
    r"|seratus|ratus|seribu|ribu"
)
_IS = r"[\s:=–-]{1,3}(?:(?:is|was|of|at|to|under|below|only|là|còn|adalah|cuma)\s+){0,2}"
_BODY = r"waist|hips?|thighs?|vòng\s+(?:eo|hông|đùi)|pinggang|pinggul|paha|خصر(?:ي|ها|ك)?"
_LENGTH = r"cm|centimet(?:re|er)s?|sentimeter|inch(?:es|i)?|in|سم"
_RHYTHM = r"(?!24\s?/\s?7)\d{1,2}\s?[/:]\s?\d{1,2}"
_FASTING = r"fasting|nhịn\s+ăn|puasa|(?:ال)?صيام"
# Where an amount or a figure may begin, so that most letters are passed over at once: at a digit or
# the start of a word, and in Arabic within one.
_HERE = r"(?:(?<!\w)(?=\w)|(?=[\dمو]))"
_AMOUNT = re.compile(
    rf"{_HERE}(?:{_NUMBER}[\s-]?(?:{_UNITS})\b"
    rf"|\b(?:(?:{_SPELT})[\s-]+(?:and\s+)?){{1,8}}+(?:{_UNITS})\b"
    rf"|\b(?:calories|kcal|kalori|calo)\b{_IS}\d{{3,4}}(?!\d)"
    rf"|\b(?:weigh(?:t|s|ed|ing)?|cân\s+nặng|nặng|berat(?:\s+badan)?|وزن(?:ي|ها|ك)?)\b{_IS}\d{{2,3}}"
    r"(?![\d%٪])"
    rf"|\b(?:{_BODY})\b{_IS}\d{{2,3}}(?!\d)"
    rf"|{_NUMBER}[\s-]?(?:{_LENGTH})\s+(?:{_BODY})\b"
    rf"|(?<![\d/:]){_RHYTHM}\s+(?:intermittent\s+)?(?:{_FASTING})\b"
    rf"|\b(?:{_FASTING})\s+{_RHYTHM}(?![\d/:])"
    r"|(?:\bBMI\b|مؤشر\s+كتلة\s+الجسم)\W{0,3}(?:\w{1,6}\W{1,3})?\d+(?:[.,٫]\d+)?"
    r"|\b(?:dress\s+size|(?:quần|áo|váy)\s+(?:cỡ|size)|(?:cỡ|size)\s+(?:quần|áo|váy)"
    r"|(?:baju|celana|gaun|rok|jeans)\s+ukuran|ukuran\s+(?:baju|celana|gaun|rok|jeans)|مقاس)\s+\d+"
    r"|\b(?:fast(?:ed|ing)?|nhịn\s+ăn|puasa|(?:ال)?صيام|صام|صائم)\s+(?:\w+\s+){0,2}?"
    r"\d+\s?(?:h|hours?|giờ|tiếng|jam|ساع(?:ة|ات))\b)",
    re.IGNORECASE,
)

_FIGURE = re.compile(
    rf"{_HERE}(?:{_NUMBER}\s?(?:%|٪|per\s?cent\b|persen\b|phần\s+trăm\b|(?:بال|في\s+ال)م(?:ئ|ائ)ة)"
    r"|\b(?:one|\d+)\s+(?:in|out\s+of)\s+(?:every\s+)?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b(?!\s*[:.]\d)"
    r"|\b(?:satu|\d+)\s+dari\s+(?:setiap\s+)?\d+\s+\w"
    r"|\bcứ\s+\d+\s+người\b|\b\d+\s+trong\s+(?:số\s+)?\d+\s+\w"
    r"|واحد(?:ا|ًا)?\s+من\s+كل"
    r"|(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?![\d.,]*\d)"
    rf"|{_NUMBER}\s+(?:thousand|million|billion|nghìn|ngàn|triệu|tỷ|ribu|juta|miliar"
    r"|ألف|آلاف|مليون|ملايين|مليار)\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20|١٩|٢٠)\d\d(?!\d)")
_SOURCE = re.compile(
    r"\b(?:according\s+to|source|survey|study|studies|report|census|WHO|UNICEF"
    r"|theo|nguồn|khảo\s+sát|nghiên\s+cứu|báo\s+cáo"
    r"|menurut|sumber|survei|studi|penelitian|laporan)\b"
    r"|وفق|بحسب|المصدر|دراسة|تقرير|استطلاع|منظمة"
    r"|\((?=[^)]{0,80}\d{4})[^)]{0,80}[^\W\d]{2}[^)]{0,80}\)",
    re.IGNORECASE,
)
# Possessive, and begun only where a run begins: a text of nothing but dots takes no longer.
_SENTENCE_END = re.compile(r"(?<![.!?…؟۔])[.!?…؟۔]++(?=[\s\"'”’»)]|$)|\n")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def amounts(text: str) -> Iterator[tuple[int, str]]:
    """Numbers with a unit (a dose, a weight, an energy, a size, hours of fasting), with offsets."""
    for match in _AMOUNT.finditer(text):
        yield match.start(), match[0]


def bare_figures(text: str) -> Iterator[str]:
    """Precise figures in paragraphs that do not give both their year and their source."""
    for line in text.splitlines():
        if not (_YEAR.search(line) and _SOURCE.search(line)):
            yield from (match[0] for match in _FIGURE.finditer(line))


def words_per_sentence(text: str) -> float:
    """The average length of the sentences; 0 for a text without words."""
    counts = [len(_WORD.findall(sentence)) for sentence in _SENTENCE_END.split(text)]
    counts = [count for count in counts if count]
    return sum(counts) / len(counts) if counts else 0.0

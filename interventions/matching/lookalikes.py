"""Characters written in place of a Latin letter: leet, and other scripts. Kept by hand."""

# Digits and symbols that always read as the letter.
LEET = {
    "0": "o",
    "1": "i",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "8": "b",
    "9": "g",
    "@": "a",
    "$": "s",
}

# Symbols that are punctuation far more often: only a second reading takes them for letters.
SECOND_LEET = {
    "!": "i",
    "|": "i",
    "¡": "i",
    "+": "t",
    "(": "c",
    "¢": "c",
    "€": "e",
    "£": "l",
    "¥": "y",
    "×": "x",
    "§": "s",
}

# Greek capitals whose small letter looks like another Latin one: ΜΥ reads as MY, but μυ as uu.
SECOND_CAPITALS = {"Η": "h", "Μ": "m", "Ν": "n", "Υ": "y"}

# Small letters and capitals look alike in one row: а and А are read by their folded form. Cyrillic,
# Greek, Armenian and Cherokee, then letters of phonetic alphabets that NFKC leaves as they are.
LOOKALIKES = {
    "a": "аαɑᎪӕ",
    "b": "вьβᏏᏴɓ",
    "c": "сϲᏟҫɔ",
    "d": "ԁժδᎠᏧɖ",
    "e": "еєεҽеᎬɛǝэ",
    "f": "քϝғʄ",
    "g": "ցԍɡᏀɢ",
    "h": "нһհꮒᎻᏂҺ",
    "i": "іιɩᎥї",
    "j": "јյϳᎫ",
    "k": "кκҡқҝᏦ",
    "l": "ӏլᏞʟλ",
    "m": "мᎷ",
    "n": "ոпηռɴиπ",
    "o": "оοօσςөѳ",
    "p": "рρᏢþ",
    "q": "ԛզϙ",
    "r": "гᎡᏒꭇя",
    "s": "ѕտᏚᏕꜱ",
    "t": "тτᎢᏆҭ",
    "u": "սυμʋцմ",
    "v": "ѵνᏙʌ",
    "w": "ԝωաᎳᏔшщѡ",
    "x": "хχҳ",
    "y": "уγүұӯᎩᎽʏҮ",
    "z": "ᏃζƵ",
}

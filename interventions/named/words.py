"""What people write beside a name when they mean the line: `samaritans number`, `call 988`.

By language: nouns that leave no doubt, verbs that stand before the name, and things that a line
has. All but the English ones await native review.
"""

from typing import NamedTuple


class Beside(NamedTuple):
    """Words of one language: alternatives of the terms' notation, with | between."""

    nouns: str
    """Said of a help line and of little else: they make any name clear."""
    verbs: str
    """Stand before a name or a number."""
    things: str
    """Others have them, too, so they are no help with a name that is an ordinary word."""


BESIDE = {
    "en": Beside(
        "helpline|help line|hotline|crisis line|support line",
        "call|calling|dial|text|texting|ring|contact|phone number for|number for|"
        "telephone number for|number of|chat with|how to call|how to contact",
        "number|phone number|telephone|telephone number|contact number|chat|live chat|"
        "online chat|webchat|contact|email|whatsapp",
    ),
    "vi": Beside(
        "tổng đài|đường dây nóng|đường dây|hotline|số tổng đài|số hotline",
        "gọi|gọi số|liên hệ|nhắn tin|gọi cho|số điện thoại",
        "số điện thoại|chat|zalo|facebook|website",
    ),
    "id": Beside(
        "hotline|layanan konseling|call center|nomor hotline",
        "hubungi|telepon|telpon|telp|nelpon|chat|kontak|nomor|nomer|cara hubungi",
        "nomor|nomer|nomor telepon|no telp|telepon|telpon|kontak|wa|whatsapp",
    ),
    "ms": Beside(
        "talian|talian hayat|hotline|talian bantuan",
        "hubungi|telefon|call|nombor",
        "nombor|nombor telefon|telefon|whatsapp",
    ),
    "ar": Beside(
        "خط مساعدة|خط المساعدة|خط ساخن|الخط الساخن",
        "اتصل|اتصال|الاتصال|رقم|تواصل مع|رقم هاتف",
        "رقم|رقم هاتف|رقم تلفون|واتساب",
    ),
    "es": Beside(
        "línea de ayuda|teléfono de ayuda|línea de crisis",
        "llamar|llamar al|marcar|número de|teléfono de",
        "número|número de teléfono|teléfono|chat",
    ),
    "fr": Beside(
        "ligne d'écoute|ligne d'aide",
        "appeler|appeler le|contacter|numéro de",
        "numéro|numéro de téléphone|téléphone|tchat|chat",
    ),
    "de": Beside(
        "hilfetelefon|hotline|krisentelefon",
        "anrufen bei|nummer von|telefonnummer",
        "nummer|telefonnummer|telefon|chat|anrufen",
    ),
    "pt": Beside(
        "linha de ajuda|telefone de ajuda",
        "ligar|ligar para|ligue|número do|telefone do|disque",
        "número|número de telefone|telefone|chat|ligar",
    ),
    "ja": Beside("相談窓口|ホットライン|電話|電話番号|相談", "", "番号|チャット"),
    "ko": Beside("상담전화|핫라인|전화|전화번호|상담", "", "번호|채팅"),
    "zh": Beside(
        "热线|熱線|求助热线|求助熱線|电话|電話|电话号码|電話號碼", "打|拨打|撥打", "号码|號碼"
    ),
    "th": Beside("สายด่วน|เบอร์โทร", "โทร|โทรหา|เบอร์", "เบอร์|เบอร์โทร|โทร|แชท"),
    "fil": Beside("hotline|helpline", "tawag|tumawag sa|tawagan", "numero"),
    "hi": Beside("हेल्पलाइन|हेल्पलाइन नंबर", "कॉल", "नंबर|फोन नंबर"),
}

GENERIC = frozenset(
    """
    a an the and for of to find national international worldwide world
    help helpline hotline line crisis suicide prevention mental health emotional support
    eating disorder disorders text chat phone call number
    association foundation centre center group service charity
    talian layanan duong day nong tong dai
    """.split()  # noqa: SIM905  So many words are read better so.
)
"""Names made of nothing else belong to no line in particular| at the ends of others they go."""

OTHER_NAMES = {
    "AE": ("uae", "dubai"),
    "AU": ("aus",),
    "GB": ("uk", "britain", "england", "scotland", "wales"),
    "KR": ("korea",),
    "NZ": ("nz", "aotearoa"),
    "US": ("usa", "america"),
}
"""What people call a country beside its own name."""

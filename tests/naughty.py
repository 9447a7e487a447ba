"""Texts that programs stumble over, after the well-known lists of such strings."""

NAUGHTY = (
    # Nothing, and what looks like it.
    "", " ", "\t\n", "\xa0", "\u200b", "\ufeff", "\u2060\u2060", "\x00", "a\x00b",
    "\x7f\x80\x9f",
    # What other programs mean something by.
    "null", "undefined", "None", "NaN", "Infinity", "-0", "1e999", "0x10", "true", "[]", "{}",
    "--", "../../../../etc/passwd", "..%2f..%2f", "%2e%2e/", "C:\\Windows", "file:///etc/passwd",
    "//", "\\", "' OR '1'='1", "\"; DROP TABLE entry;--", "1;SELECT pg_sleep(9)",
    "') UNION SELECT 1--", "%' --", "NEAR(a b)", "\"unclosed", "a* OR b", "-a +b", "col:a",
    "{a b} : c", "^a", "AND", "NOT NOT", "{{ 7 * 7 }}", "{% debug %}", "${jndi:ldap://x}",
    "%s%s%n", "{0.__class__}", "__proto__", "%d", "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>", "javascript:alert(1)", "&lt;", "]]>", "<!--",
    "<?xml version='1.0'?>", "\r\nSet-Cookie: a=b", "a\r\n\r\nb", "\x1b[31mred", "=1+1", "%00",
    "%ff", "%u0041", "%", "%zz", "+", "?", "#", "a?b=c&d=e#f", ";", "&&", "|", "`id`", "$(id)",
    # Scripts, directions, compositions, and what falls apart when its case is changed.
    "tự tử", "tự tử", "İstanbul", "ß", "ŉ", "ﬃ", "Ω", "Å", "가", "ｶﾞ", "انتحار",
    "مرحبا \u200f hello", "\u202egnirts", "\u2066\u2069", "שלום", "ไทย", "हिन्दी", "文字化け",
    "𠜎𠜱", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "👩\u200d👩\u200d👧\u200d👦", "🏳️\u200d🌈", "🇻🇳🇻", "\U000e0041",
    # Halves of characters, what is none, and the ends of the ranges.
    "\ud800", "\udfffa", "\udc80\ud800", "�", "\ufffe\uffff", "\U0010ffff", "\x01\x02\x1f",
    # Much.
    'a' * 5_000, '🖤' * 3_000, '\u0301' * 4_000, ' ' * 9_000, '((((' * 800, 'su' * 2_000,
)  # fmt: skip

from io import BytesIO

from babel.messages.extract import DEFAULT_KEYWORDS

from public.extraction import template_texts

TEMPLATE = """
<p title="{% trans "Find 'help' now" %}">it's here {% translate "Leave" context "button" %}
{# Translators: a warm tone #}
{% blocktranslate count n=2 %}{{ n }} line{% plural %}{{ n }} lines{% endblocktranslate %}
{% blocktranslate trimmed %}
  Đường dây
  mở cửa
{% endblocktranslate %}
"""


def test_every_way_of_marking_a_text_in_a_template_is_found() -> None:
    found = template_texts(BytesIO(TEMPLATE.encode()), DEFAULT_KEYWORDS, ["Translators:"], {})
    assert [(text, notes) for _line, _call, text, notes in found] == [
        ("Find 'help' now", []),
        (("button", "Leave"), []),
        (("%(n)s line", "%(n)s lines"), ["Translators: a warm tone"]),
        ("Đường dây mở cửa", []),
    ]

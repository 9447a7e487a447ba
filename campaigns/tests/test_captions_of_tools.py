"""Caption files as the tools of creators write them: what is read, and what is said to be lost."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from campaigns import webvtt
from campaigns.tests.conftest import MakeVideo
from tests.desk.conftest import change_address, form_data

INPUTS = Path(__file__).parent / "inputs"
HEADER = "lines of the header"


def said(source: str) -> list[str]:
    return [cue.text for cue in webvtt.parse(source)]


@pytest.mark.parametrize(
    ("name", "texts", "dropped"),
    [
        ("cue_id_NOTEBOOK.vtt", ["first", "second"], ["names of captions (NOTEBOOK-1)"]),
        ("less_than.vtt", ["I <3 you all"], []),
        ("no_blank_line.vtt", ["One", "Two"], []),
        ("yt_header.vtt", ["Hello there"], [f"{HEADER} (Kind: captions, Language: en)"]),
        (
            "yt_space_line.vtt",
            ["hello there"],
            ["places on the picture", "markup (<00:00>, <c>)"],
        ),
    ],
)
def test_an_input_is_read_whole(name: str, texts: list[str], dropped: list[str]) -> None:
    captions = webvtt.read((INPUTS / name).read_text(encoding="utf-8"))
    assert [cue.text for cue in captions.cues] == texts
    assert list(captions.dropped) == dropped


# Tool, its file, what is said, what is left out.
TOOLS = {
    "YouTube, made by machine": (
        (
            "WEBVTT\nKind: captions\nLanguage: vi\n\n"
            "00:00:00.160 --> 00:00:02.149 align:start position:0%\n \n"
            "xin<00:00:00.480><c> chào</c>\n\n"
            "00:00:02.149 --> 00:00:02.159 align:start position:0%\nxin chào\n \n\n"
            "00:00:02.159 --> 00:00:04.000 align:start position:0%\nxin chào\ncác<c> bạn</c>\n"
        ),
        ["xin chào", "xin chào", "xin chào\ncác bạn"],
        [
            f"{HEADER} (Kind: captions, Language: vi)",
            "places on the picture",
            "markup (<00:00>, <c>)",
        ],
    ),
    "Vimeo": (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nHello\n\n2\n00:00:02.000 --> 00:00:03.000\nB",
        ["Hello", "B"],
        [],
    ),
    "an HLS segment": (
        (
            "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n"
            "00:00:01.000 --> 00:00:02.000 line:90%\nHello\n"
        ),
        ["Hello"],
        [
            f"{HEADER} (X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:0)",
            "places on the picture",
        ],
    ),
    "Microsoft Teams": (
        (
            'WEBVTT\n\nNOTE duration:"00:01:00"\n\n'
            "6f1c-1/12-0\n00:00:01.000 --> 00:00:02.000\n<v Mai>Hello</v>\n"
        ),
        ["Hello"],
        ["comments", "names of captions (6f1c-1/12-0)", "markup (<v>)"],
    ),
    "Zoom": (
        (
            "WEBVTT\r\n\r\n1\r\n00:00:01.000 --> 00:00:02.000\r\nMai: Hello\r\n\r\n"
            "2\r\n00:00:02.000 --> 00:00:03.000\r\nAn: Hi\r\n"
        ),
        ["Mai: Hello", "An: Hi"],
        [],
    ),
    "Whisper": (
        "WEBVTT\n\n00:00.000 --> 00:02.000\n Hello there.\n\n00:02.000 --> 00:04.000\n Bye.\n\n",
        ["Hello there.", "Bye."],
        [],
    ),
    "Subtitle Edit": (
        (
            "WEBVTT - Small steps\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n"
            "00:00:01.000 --> 00:00:02.000 region:a\n<c.yellow>Hello</c>\n"
        ),
        ["Hello"],
        ["styles and regions", "places on the picture", "markup (<c>)"],
    ),
    "Premiere (SubRip)": (
        (
            "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\nHello\r\n\r\n"
            "2\r\n00:00:02,000 --> 00:00:03,500\r\n<i>Bye</i>\r\n"
        ),
        ["Hello", "Bye"],
        ["markup (<i>)"],
    ),
    "Aegisub (SubRip)": (
        (
            "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Hello\n\n"
            '2\n00:00:02,000 --> 00:00:03,000\n<font color="#ff0">Bye</font>\n'
        ),
        ["Hello", "Bye"],
        ["markup (<font>, {\\an8})"],
    ),
    "CapCut (SubRip without empty lines)": (
        "1\n00:00:01,000 --> 00:00:02,000\nHello\n2\n00:00:02,000 --> 00:00:03,000\nBye\n",
        ["Hello", "Bye"],
        [],
    ),
    "a stream with its map below the header": (
        "WEBVTT\n\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000\n\n00:01.000 --> 00:02.000\nHello\n",
        ["Hello"],
        [f"{HEADER} (X-TIMESTAMP-MAP=LOCAL:00:00:00.000)"],
    ),
    "SubRip with dots": ("1\n00:00:01.000 --> 00:00:02.000\nHello\n", ["Hello"], []),
    "an old SubRip file with places": (
        "1\n00:00:01,000 --> 00:00:02,000 X1:10 X2:200 Y1:10 Y2:50\nHello\n",
        ["Hello"],
        ["places on the picture"],
    ),
    "an editor that leaves spaces": (
        "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nHello\n \n2\n00:02.000 --> 00:03.000\nBye\n",
        ["Hello", "Bye"],
        [],
    ),
    "a hand that counts down": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n3\n2\n00:02.000 --> 00:03.000\n1\n",
        ["3\n2", "1"],
        [],
    ),
    "no empty line below the header": (
        "WEBVTT\nLanguage: en\n00:01.000 --> 00:02.000\nHello\n",
        ["Hello"],
        ["names of captions (Language: en)"],
    ),
}


@pytest.mark.parametrize(("source", "texts", "dropped"), TOOLS.values(), ids=TOOLS)
def test_the_file_of_a_tool_is_read_and_what_is_lost_is_told(
    source: str, texts: list[str], dropped: list[str]
) -> None:
    captions = webvtt.read(source)
    assert [cue.text for cue in captions.cues] == texts
    assert list(captions.dropped) == dropped
    assert webvtt.read(webvtt.render(captions.cues)).dropped == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I <3 you", "I <3 you"),
        ("one<br>two<BR />three", "one\ntwo\nthree"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<_<", "<_<"),
        ("a <b", "a <b"),
        ("<b>bold</b> <i.loud>x</i>", "bold x"),
        ("<v.first.loud Mai>Hi", "Hi"),
        ("<lang en>Hi</lang>", "Hi"),
        ("one<00:00:01.500> two", "one two"),
        ("Tom &amp; Ana &lt;3", "Tom & Ana <3"),
        ("<script>alert(1)</script>", "alert(1)"),
    ],
)
def test_only_markup_is_taken_out_of_words(text: str, left: str) -> None:
    assert said(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}\n") == [left]


def test_saving_says_what_of_the_file_is_not_kept(
    cast: Any, make_video: MakeVideo, client: Client
) -> None:
    made = make_video()
    client.force_login(cast.editor)
    data = form_data(made, cast.editor)
    data["captions-0-source"] = (INPUTS / "yt_space_line.vtt").read_text()
    response = client.post(change_address(made), data, follow=True)
    assert next(map(str, response.context["messages"])) == (
        "The captions in “vi” were saved without: places on the picture; markup (<00:00>, <c>)."
    )
    assert made.captions.get().source.endswith("\nhello there\n")


@pytest.mark.parametrize(
    "source",
    [
        "0:00:01.000,0:00:02.000\nA caption of YouTube's own format\n",
        "[Script Info]\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,A\n",
        "<?xml version='1.0'?><tt><body><p begin='1s'>A</p></body></tt>",
        "[00:01.00]A line of a song\n",
    ],
)
def test_another_format_is_refused_with_those_that_are_read(source: str) -> None:
    with pytest.raises(webvtt.CaptionProblem, match=r"Save them as WebVTT \(\.vtt\) or SubRip"):
        webvtt.read(source)

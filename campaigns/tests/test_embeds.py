import pytest

from campaigns.embeds import FRAME_SOURCES, Embed, UnknownPlatform, embed_of

YOUTUBE = Embed("YouTube", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ")
VIMEO = Embed("Vimeo", "https://player.vimeo.com/video/76979871?dnt=1")
TIKTOK = Embed("TikTok", "https://www.tiktok.com/player/v1/6718335390845095173")


@pytest.mark.parametrize(
    ("link", "embed"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=10s", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?si=abc", YOUTUBE),
        ("https://m.youtube.com/shorts/dQw4w9WgXcQ", YOUTUBE),
        (" https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ ", YOUTUBE),
        ("https://vimeo.com/76979871", VIMEO),
        ("https://player.vimeo.com/video/76979871?h=1", VIMEO),
        ("https://www.tiktok.com/@scout2015/video/6718335390845095173", TIKTOK),
        ("https://www.tiktok.com/embed/v2/6718335390845095173", TIKTOK),
    ],
)
def test_a_link_leads_to_the_quietest_frame_of_its_platform(link: str, embed: Embed) -> None:
    assert embed_of(link) == embed
    assert embed.address.startswith(FRAME_SOURCES)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "http://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/channel/UC123",
        "https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example/https://youtu.be/dQw4w9WgXcQ",
        "https://user@youtu.be/dQw4w9WgXcQ",
        'https://youtu.be/dQw4w9WgXcQ?"><script>',
        "javascript:alert(1)//youtu.be/dQw4w9WgXcQ",
    ],
)
def test_any_other_address_is_refused(link: str) -> None:
    with pytest.raises(UnknownPlatform, match="YouTube, Vimeo or TikTok"):
        embed_of(link)

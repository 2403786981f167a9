"""What kind of article it is, where headline, address or categories tell (pure)."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from watchers.model import ArticleKind

_LIVE = re.compile(
    r"^(?:live(?:\s+updates?|\s+blog)?\s*[:：|–-]|as it happened)"
    r"|\b(?:live updates?|live blog|liveblog)\b"
    r"|[:–|-]\s*(?:live|as it happened)\s*$"
    r"|^\[?(?:en direct|direct|минута в минуту|実況|直播|생중계)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"^\W{0,2}(?:opinions?|op-?ed|editorial|column|commentary|comment|analysis and opinion|"
    r"viewpoint|letters?|"
    r"사설|칼럼|기고|오피니언|社説|コラム|社论|社論|评论|評論|tribune|éditorial|kommentar|meinung|мнение|رأي)\s*[\])】:：|-]"
    r"|[|:]\s*(?:opinion|editorial|comment)\s*$",
    re.IGNORECASE,
)
_ROUNDUP = re.compile(
    r"^\W{0,2}(?:(?:morning|evening|daily|weekly|news)\s+(?:briefing|brief|digest|roundup|wrap)|"
    r"briefing|roundup|summary of (?:major|external|domestic) news|main points of|"
    r"what you need to know|factbox|timeline|top (?:stories|news|headlines)|headlines|"
    r"yonhap news summary|today'?s (?:headlines|papers|newspapers)|"
    r"(?:major )?newspapers'? headlines|schedule of)\b"
    r"|\b(?:news summary|headlines from|news roundup|in brief)\b",
    re.IGNORECASE,
)
_GALLERY = re.compile(
    r"^\W{0,2}(?:in pictures|in photos|photos?|pictures|gallery|slideshow|"
    r"photo (?:gallery|essay|news)|video|watch|"
    r"포토|사진|영상|写真|動画|图集|组图|圖輯|en images|фото|видео|صور)\s*[\])】:：|–-]"
    r"|[|:–-]\s*in (?:pictures|photos)\s*$|\bphoto gallery\b",
    re.IGNORECASE,
)
_TITLES = (
    (ArticleKind.LIVE, _LIVE),
    (ArticleKind.OPINION, _OPINION),
    (ArticleKind.GALLERY, _GALLERY),
    (ArticleKind.ROUNDUP, _ROUNDUP),
)
_PARTS = {
    **dict.fromkeys(("live", "liveblog", "live-updates", "live-news", "direct"), ArticleKind.LIVE),
    **dict.fromkeys(
        (
            "opinion",
            "opinions",
            "op-ed",
            "oped",
            "editorial",
            "editorials",
            "commentary",
            "columns",
        ),
        ArticleKind.OPINION,
    ),
    **dict.fromkeys(("column", "columnists", "letters", "comment", "voices"), ArticleKind.OPINION),
    **dict.fromkeys(("commentisfree", "blogs", "debats", "meinung"), ArticleKind.OPINION),
    **dict.fromkeys(
        ("gallery", "galleries", "photos", "pictures", "in-pictures", "photo", "slideshow"),
        ArticleKind.GALLERY,
    ),
    **dict.fromkeys(("briefing", "briefings", "roundup", "newsletters"), ArticleKind.ROUNDUP),
}
_CATEGORIES = {
    **dict.fromkeys(
        ("opinion", "op-ed", "editorial", "commentary", "columns"), ArticleKind.OPINION
    ),
    **dict.fromkeys(
        ("사설", "칼럼", "오피니언", "社説", "meinung", "tribunes"), ArticleKind.OPINION
    ),
    **dict.fromkeys(("live", "live blog", "liveblog"), ArticleKind.LIVE),
    **dict.fromkeys(("gallery", "photos", "photo gallery", "in pictures"), ArticleKind.GALLERY),
}


def tell_kind(title: str, url: str, categories: Iterable[str] = ()) -> ArticleKind:
    """The kind that the headline tells, else its address, else its categories; else news."""
    for kind, pattern in _TITLES:
        if pattern.search(title):
            return kind
    parts = urlsplit(url).path.lower().split("/")[1:-1] if url else []
    told = [_PARTS[each] for each in parts[:3] if each in _PARTS]
    told += [_CATEGORIES[each.lower()] for each in categories if each.lower() in _CATEGORIES]
    return told[0] if told else ArticleKind.NEWS

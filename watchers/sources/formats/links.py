"""Links as a reader would follow them: absolute, http, without blanks."""

import re
from urllib.parse import urljoin, urlsplit

_LONGEST = 2048
_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[^\s]*)?$")


def absolute(link: str, base: str) -> str:
    """The link resolved against its base; empty for what is no web address at all."""
    if _PLAIN.match(link) and len(link) <= _LONGEST:
        return link
    link = "".join(link.split()) if "\n" in link or "\t" in link else link.strip()
    if not link or len(link) > _LONGEST:
        return ""
    try:
        joined = link if "://" in link[:12] else urljoin(base, link)
        parts = urlsplit(joined)
        is_web = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return ""
    return joined.replace(" ", "%20") if is_web else ""

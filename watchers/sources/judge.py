"""What a response means: blocked, gone, a login page, a challenge (pure)."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from watchers.sources import failures

_CODES = {
    401: failures.UNAUTHORISED,
    402: failures.LOGIN,
    403: failures.FORBIDDEN,
    404: failures.NOT_FOUND,
    407: failures.PROXY,
    410: failures.GONE,
    429: failures.RATE_LIMITED,
    451: failures.FORBIDDEN,
}
_PERMANENT = frozenset({failures.GONE})
_CHALLENGE = re.compile(
    rb"cf-chl|cf_chl|challenge-platform|_Incapsula_Resource|Incapsula incident|"
    rb"captcha-delivery\.com|datadome|sucuri_cloudproxy|ddos-guard|<title>Just a moment|"
    rb"Attention Required! \| Cloudflare|px-captcha|g-recaptcha|h-captcha",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"(?:^|[/._-])(?:log-?in|sign-?in|sso|auth|oauth2?|consent|account|accounts|paywall|register)"
    r"(?:[/._?-]|$)",
    re.IGNORECASE,
)


def judge_status(status: int) -> tuple[str, bool]:
    """The failure code of an error status, and whether asking again later is of no use."""
    code = _CODES.get(status)
    if code is None:
        code = failures.SERVER_ERROR if status >= 500 else failures.HTTP_ERROR
    return code, code in _PERMANENT


def looks_like_challenge(status: int, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether a robot check stands where the document should be."""
    if headers.get("cf-mitigated", "").lower() == "challenge":
        return True
    is_suspect = status in {401, 403, 405, 429, 503} or looks_like_html(body)
    return is_suspect and _CHALLENGE.search(body[:65536]) is not None


def looks_like_login(asked_url: str, landed_url: str, body: bytes) -> bool:
    """Whether a redirect led from a document to a page that wants someone to sign in."""
    asked, landed = urlsplit(asked_url), urlsplit(landed_url)
    if (asked.netloc, asked.path) == (landed.netloc, landed.path) or not looks_like_html(body):
        return False
    return bool(
        _LOGIN.search(f"{landed.netloc}{landed.path}")
        and not _LOGIN.search(f"{asked.netloc}{asked.path}")
    )


def looks_like_html(body: bytes) -> bool:
    """Whether a document begins as a web page does."""
    head = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html", b"<head")) or (
        b"<html" in head and b"<rss" not in head and b"<feed" not in head
    )

"""Addresses as keys: two spellings of one page's address have one canonical form (pure).

The key is for comparing only; what is fetched or shown is the address as the feed gave it.
"""

import re
from functools import cache, lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from publicsuffixlist import PublicSuffixList

_LONGEST = 2048
_PREFIXES = re.compile(r"^(?:www\d?|m|mobile|amp|edition|wap)\.(?=[^.]+\.[^.]+)")
_TRACKERS_WORDS = """
fbclid gclid dclid gbraid wbraid msclkid yclid ysclid twclid ttclid igshid igsh mc_cid mc_eid
mkt_tok _hsenc _hsmi hsctatracking vero_id vero_conv _openstat oly_anon_id oly_enc_id wickedid
rb_clickid s_cid ml_subscriber ml_subscriber_hash guccounter guce_referrer guce_referrer_sig
__twitter_impression _ga _gl spm scm cmp cmpid cmpid1 ncid ocid icid ito smid smtyp sref
sr_share traffic_source traffic_medium maca xtor taid mbid cndid esrc ftag ftcamp nl_art ref_src
ref_url refsrc feature feedtype feedname outputtype at_medium at_campaign at_link_id
at_link_type at_link_origin at_format at_ptr_name at_bbc_team partner_id share_id sharetype
shareid sh campaign_id emc nlid regi_id segment_id te __source __twitter fb_action_ids
fb_action_types fb_source fb_ref gws_rd cx_testid soc_src soc_trk tsrc rss_id trk trkcampaign
pk_campaign pk_kwd piwik_campaign wt_mc wt.mc_id ncmp int_source int_medium int_campaign
ns_mchannel ns_source ns_campaign ns_linkname ns_fee cid_source rssfeed ceid
"""
_TRACKERS = frozenset(_TRACKERS_WORDS.split())
_TRACKER_PREFIXES = ("utm_", "at_", "pk_", "mtm_", "hsa_", "oly_", "ns_", "wt_", "itm_", "dm_i")
_AMBIGUOUS_WORDS = """
ref source src via from partner medium campaign s mod output amp
"""
_AMBIGUOUS = frozenset(_AMBIGUOUS_WORDS.split())
_CHANNELS = re.compile(
    r"^(?:rss\w*|feed\w*|atom|twitter\w*|tw|x|facebook\w*|fb|t\.co|newsletter\w*|email|mail|social\w*|"
    r"share\w*|home\w*|hp|top|whatsapp|telegram|reddit|linkedin|instagram|google\w*|apple\w*|"
    r"flipboard|dlvr\w*|ifttt|hootsuite|buffer|push|app|mobile|web|amp|1|true|20|31)$",
    re.IGNORECASE,
)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_AMP_TAIL = re.compile(r"(?:/amp|\.amp(?=\.html?$|$)|/amp\.html?)$", re.IGNORECASE)
_TRACKING_FRAGMENT = re.compile(
    r"^(?:(?:utm_|at_|xtor|ref|rss|intcmp|cmpid|link_id|sp=|:~:text|comments?$|respond$|top$|"
    r"ixzz|\.[A-Za-z0-9_-]{8,}$)|$)",
    re.IGNORECASE,
)
_AMP_CACHE = re.compile(r"^/(?:c|v|i)/(?:s/)?(?P<rest>[^/]+\..+)$")
_DEFAULT_PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=4096)
def canonical_url(url: str) -> str:
    """One form for all spellings of a page's address; empty for what is no web address."""
    try:
        parts = urlsplit(url.strip()[:_LONGEST])
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host:
        return ""
    unwrapped = _unwrap(host, parts.path, parts.query)
    if unwrapped:
        return canonical_url(unwrapped)
    suffix = f":{port}" if port and port not in _DEFAULT_PORTS.values() else ""
    query = _query(parts.query)
    fragment = "" if _TRACKING_FRAGMENT.match(parts.fragment) else f"#{parts.fragment}"
    return f"https://{_host(host)}{suffix}{_path(parts.path)}{query}{fragment}"


def url_path(canonical: str) -> str:
    """Path and query of a canonical address: what stays when a site moves to another host."""
    parts = urlsplit(canonical)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@lru_cache(maxsize=8192)
def registrable_domain(host: str) -> str:
    """The domain that someone registered, as `bbc.co.uk`; the host itself where there is none."""
    bare = host.lower().strip(".")
    if ":" in bare or bare.rpartition(".")[2].isdigit():
        return bare  # an address
    return str(_suffixes().privatesuffix(bare) or bare)


@lru_cache(maxsize=8192)
def domain_of(url: str) -> str:
    """The registrable domain of an address; empty for what is no address."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return ""
    return registrable_domain(host) if host else ""


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(only_icann=True)


def _host(host: str) -> str:
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host.lower()
    except UnicodeError:
        host = host.lower()
    bare = _PREFIXES.sub("", host)
    return _PREFIXES.sub("", bare)


def _path(path: str) -> str:
    quoted = quote(
        unquote(path, errors="surrogateescape"), safe="/:@!$&'()*+,;=~-._", errors="surrogateescape"
    )
    bare = _AMP_TAIL.sub("", _INDEX.sub("", re.sub(r"/{2,}", "/", quoted)))
    return bare.rstrip("/")


def _query(query: str) -> str:
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=None)
        if not _is_tracker(name.lower(), value)
    )
    return f"?{urlencode(kept, errors='surrogateescape')}" if kept else ""


def _is_tracker(name: str, value: str) -> bool:
    if name in _TRACKERS or name.startswith(_TRACKER_PREFIXES):
        return True
    return name in _AMBIGUOUS and bool(_CHANNELS.match(value))


def _unwrap(host: str, path: str, query: str) -> str:
    """The page behind a cache or redirector whose address carries the page's own."""
    if host.endswith(".cdn.ampproject.org") or (
        host.endswith("google.com") and path.startswith("/amp/")
    ):
        found = _AMP_CACHE.match(path.replace("/amp/", "/c/", 1) if "/amp/" in path[:5] else path)
        return f"https://{found['rest']}" if found else ""
    if (host.endswith("google.com") and path == "/url") or host == "l.facebook.com":
        wanted = dict(parse_qsl(query))
        target = wanted.get("url") or wanted.get("q") or wanted.get("u") or ""
        return target if target.startswith(("http://", "https://")) else ""
    return ""

"""Wire copies: texts that share most of their runs of five words."""

from hashlib import blake2b

from watchers.model import Article
from watchers.stories.terms import find_terms

RUN = 5
MAX_SHINGLES = 64
MIN_TERMS = 24
COPY_SHARE = 0.5


def shingle(article: Article) -> frozenset[int]:
    """The smallest hashes of the text's runs of five terms; empty where there is too little text.

    Keeping the smallest estimates likeness without keeping the text (Broder's MinHash).
    """
    terms = list(find_terms(f"{article.summary} {article.text}"[:20_000]))
    if len(terms) < MIN_TERMS:
        return frozenset()
    runs = {" ".join(terms[at : at + RUN]) for at in range(len(terms) - RUN + 1)}
    return frozenset(sorted(_hash(run) for run in runs)[:MAX_SHINGLES])


def are_copies(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two texts share half of their runs, as far as their smallest hashes tell."""
    smallest = sorted(one | other)[:MAX_SHINGLES]
    shared = sum(h in one and h in other for h in smallest)
    return bool(smallest) and shared >= COPY_SHARE * len(smallest)


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=8).digest())

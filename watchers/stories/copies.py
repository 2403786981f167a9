"""Wire copies: texts that share most of their runs of five words."""

from array import array
from collections.abc import Iterable
from itertools import islice
from zlib import crc32

from watchers.stories.terms import Terms

RUN = 5
MAX_SHINGLES = 64
MIN_TERMS = 24
COPY_SHARE = 0.5
PROBES = 6
"""Smallest runs under which a text is looked up: texts sharing half their runs share one of six
with a chance of 98 %."""


def shingle(terms: Terms) -> "array[int]":
    """The smallest hashes of the text's runs of five terms, rising; none where text is short.

    Keeping the smallest estimates likeness without keeping the text (Broder's MinHash).
    """
    body = terms.body
    if len(body) < MIN_TERMS:
        return array("I")
    return array("I", sorted(set(hash_runs(body, RUN)))[:MAX_SHINGLES])


def are_copies(one: "array[int]", other: "array[int]") -> bool:
    """Whether two texts share half of their runs, as far as their smallest hashes tell."""
    if not one or not other:
        return False
    ours, theirs = set(one), set(other)
    smallest = sorted(ours | theirs)[: min(len(ours), len(theirs))]
    shared = sum(run in ours and run in theirs for run in smallest)
    return shared >= COPY_SHARE * len(smallest)


def hash_runs(terms: list[str], length: int) -> Iterable[int]:
    """A hash of every run of so many terms."""
    runs = zip(*(islice(terms, at, None) for at in range(length)), strict=False)
    return (crc32(" ".join(run).encode("utf-8", "replace")) for run in runs)

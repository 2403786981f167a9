"""The remembered verdicts as bytes, so that a restart need not look every word up again."""

import json
import zlib
from collections.abc import Iterable, Mapping

from watchers.matching.vocabulary import Found, Likenesses, Vocabulary

VERSION = 1
_LARGEST_BYTES = 1 << 28


def dump(vocabulary: Vocabulary) -> bytes:
    """The words with their likest tokens, and the vocabulary they were judged by."""
    words = {word: _plain(found, vocabulary) for word, found in vocabulary.memo.items()}
    content = {"version": VERSION, "tokens": vocabulary.tokens, "words": words}
    return zlib.compress(json.dumps(content, ensure_ascii=True).encode("ascii"), 1)


def _plain(found: Found, vocabulary: Vocabulary) -> list[list[object]]:
    if not found:
        return []
    tokens = (vocabulary.tokens[token] for token in found.ids)
    return [list(parts) for parts in zip(tokens, found.costs, found.codes, strict=True)]


def load(data: bytes, vocabulary: Vocabulary) -> None:
    """Remember what was dumped, as far as it holds for this vocabulary; damage is left aside."""
    content = _read(data)
    if content is None:
        return
    old = frozenset(content["tokens"])
    for word, rows in content["words"].items():
        vocabulary.recall(word, _likenesses(rows, vocabulary))
    for token in vocabulary.tokens:
        if token not in old:
            vocabulary.unsettle(token)


def _read(data: bytes) -> Mapping[str, Mapping[str, list[list[object]]]] | None:
    try:
        content = json.loads(zlib.decompressobj().decompress(data, _LARGEST_BYTES))
    except (zlib.error, ValueError, UnicodeDecodeError):
        return None
    is_ours = isinstance(content, dict) and content.get("version") == VERSION
    return content if is_ours else None


def _likenesses(rows: Iterable[list[object]], vocabulary: Vocabulary) -> Likenesses:
    found: Likenesses = {}
    for token, cost, code in rows:
        known = vocabulary.ids.get(str(token))
        if known is not None:
            found[known] = (float(str(cost)), str(code))
    return found

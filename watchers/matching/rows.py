"""The remembered words by their forms, so that a new token can unsettle what it concerns."""

from array import array
from collections.abc import Iterable, Iterator

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from watchers.matching.likeness import edit_budget, is_flexible, sound_key
from watchers.matching.romanisation import CLASS_OF

_FARTHEST = 2


class Rows:
    """One row per form of a remembered word: the word, the form, hashes of form and sound."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._forms: list[str] = []
        self._classes = array("q")
        self._sounds = array("q")

    def add(self, word: str, forms: Iterable[str]) -> None:
        """Remember a word under all its forms."""
        for form in forms:
            self._words.append(word)
            self._forms.append(form)
            self._classes.append(hash(CLASS_OF.get(form, form)))
            self._sounds.append(hash(sound_key(form)) if is_flexible(form) else 0)

    def words_like(self, token: str) -> Iterator[str]:
        """Every remembered word whose verdict the token may change, and perhaps a few more."""
        if not self._words:
            return
        rows = set(
            np.flatnonzero(np.array(self._classes) == hash(CLASS_OF.get(token, token))).tolist()
        )
        if is_flexible(token):
            rows.update(np.flatnonzero(np.array(self._sounds) == hash(sound_key(token))).tolist())
            rows.update(self._rows_near(token))
        for row in rows:
            yield self._words[row]

    def _rows_near(self, token: str) -> list[int]:
        budget = max(edit_budget(len(token)), edit_budget(len(token) + 1))
        distances = process.cdist(
            [token], self._forms, scorer=OSA.distance, score_cutoff=budget, dtype=np.uint8
        )
        near: list[int] = np.flatnonzero(distances[0] <= budget).tolist()
        return near

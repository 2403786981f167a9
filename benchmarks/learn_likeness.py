"""Learns the weights of `watchers/stories/likeness.py` on the tuning halves, and prints them.

Repeat with: python -m benchmarks.learn_likeness
"""

from collections.abc import Iterator

import numpy as np

from benchmarks.story_sets import LabelledSet, is_tuning, read_set
from watchers.model import Story
from watchers.stories.cluster import Cluster
from watchers.stories.likeness import TRAITS, read_traits
from watchers.stories.member import read_member
from watchers.stories.rarity import Rarity

SETS = ("ecbplus_dev titles", "ecbplus_dev text", "uci_headlines_dev titles")
RIVALS = 12
STEPS = 4000


def main() -> None:
    """Print the weights in the order of the traits, and the bias."""
    weights, bias = learn()
    for trait, weight in zip(TRAITS, weights, strict=True):
        print(f"{trait:14} {weight:8.3f}")
    print(f"WEIGHTS = ({', '.join(f'{w:.3f}' for w in weights)})\nBIAS = {bias:.3f}")


def learn() -> tuple[np.ndarray, float]:
    """Weights and bias of a logistic regression in which every set counts the same."""
    rows, answers, shares = [], [], []
    for name in SETS:
        pairs = list(true_and_rival_pairs(read_set(name)))
        rows += [traits for traits, _ in pairs]
        answers += [answer for _, answer in pairs]
        shares += [1 / len(pairs)] * len(pairs)
    x, y, share = np.array(rows), np.array(answers, float), np.array(shares) / len(SETS)
    mean, spread = x.mean(0), x.std(0) + 1e-9
    weights, bias = _descend((x - mean) / spread, y, share)
    return weights / spread, bias - float((weights * mean / spread).sum())


def true_and_rival_pairs(labelled: LabelledSet) -> Iterator[tuple[tuple[float, ...], bool]]:
    """Traits of every tuning article with its true story so far and with the likest others."""
    rarity, stories = Rarity(), {}
    for article, truth in zip(labelled.articles, labelled.truth, strict=True):
        member = read_member(article, frozenset(), rarity)
        if is_tuning(truth):
            for story in _rivals(member, stories) | ({truth} & stories.keys()):
                yield read_traits(member, stories[story]), story == truth
        if truth not in stories:
            stories[truth] = Cluster(_story(len(stories), article))
        stories[truth].add(member)


def _rivals(member, stories) -> set[str]:
    alike = sorted(((c.likeness(member.vector), key) for key, c in stories.items()), reverse=True)
    return {key for likeness, key in alike[:RIVALS] if likeness > 0.02}


def _story(number, article) -> Story:
    at = article.first_seen_at
    return Story(id=number, title=article.title, revision=1, first_seen_at=at, updated_at=at)


def _descend(x, y, share) -> tuple[np.ndarray, float]:
    """Plain gradient descent on the log loss with a small ridge."""
    weights, bias = np.zeros(x.shape[1]), 0.0
    for _ in range(STEPS):
        fault = (1 / (1 + np.exp(-(x @ weights + bias))) - y) * share
        weights -= 0.5 * (x.T @ fault + 1e-3 * weights)
        bias -= 0.5 * float(fault.sum())
    return weights, bias


if __name__ == "__main__":
    main()

"""Learns the weights of `watchers/stories/likeness.py` on the tuning halves, and prints them.

Repeat with: python -m benchmarks.learn_likeness
"""

from collections.abc import Iterator

import numpy as np

from benchmarks.story_sets import (
    LabelledSet,
    is_tuning,
    read_month,
    read_month_in_traffic,
    read_set,
)
from watchers.model import Story
from watchers.stories.candidates import Candidates
from watchers.stories.cluster import Cluster
from watchers.stories.likeness import TRAITS, read_traits
from watchers.stories.member import read_member
from watchers.stories.rarity import Rarity

SETS = {
    "ecbplus_dev titles": 1.0,
    "ecbplus_dev text": 2.0,
    "uci_headlines_dev titles": 0.5,
    "meantime_xling_dev text": 0.5,
    "own month": 1.0,
    "own month in traffic": 1.0,
}
"""How much a set counts: most articles bring a text, and the UCI stories are loosely drawn."""
STEPS = 4000
TRAFFIC = 4000


def main() -> None:
    """Print the weights in the order of the traits, and the bias."""
    weights, bias = learn()
    for trait, weight in zip(TRAITS, weights, strict=True):
        print(f"{trait:14} {weight:8.3f}")
    print(f"WEIGHTS = ({', '.join(f'{w:.3f}' for w in weights)})\nBIAS = {bias:.3f}")


def learn() -> tuple[np.ndarray, float]:
    """Weights and bias of a logistic regression over all sets."""
    rows, answers, shares = [], [], []
    for labelled, weight in _weighted_sets():
        pairs = list(true_and_rival_pairs(labelled))
        rows += [traits for traits, _ in pairs]
        answers += [answer for _, answer in pairs]
        shares += [weight / len(pairs)] * len(pairs)
    x, y, share = np.array(rows), np.array(answers, float), np.array(shares) / sum(SETS.values())
    mean, spread = x.mean(0), x.std(0) + 1e-9
    weights, bias = _descend((x - mean) / spread, y, share)
    return weights / spread, bias - float((weights * mean / spread).sum())


def _weighted_sets() -> Iterator[tuple[LabelledSet, float]]:
    for name, weight in SETS.items():
        if name == "own month":
            yield read_month(), weight
        elif name == "own month in traffic":
            yield read_month_in_traffic(TRAFFIC), weight
        else:
            yield read_set(name), weight


def true_and_rival_pairs(labelled: LabelledSet) -> Iterator[tuple[tuple[float, ...], bool]]:
    """Traits of every tuning article with its true story so far and with the likest others."""
    rarity, stories, candidates = Rarity(), {}, Candidates()
    for article, truth in zip(labelled.articles, labelled.truth, strict=True):
        member = read_member(article, frozenset(), rarity)
        if is_tuning(truth):
            for story in _rivals(member, stories, candidates) | ({truth} & stories.keys()):
                traits = read_traits(member, stories[story], candidates.rivals)
                yield traits, story == truth
        if truth not in stories:
            stories[truth] = Cluster(_story(len(stories), article))
        stories[truth].add(member)
        candidates.add(member, stories[truth].story.id)


def _rivals(member, stories, candidates) -> set[str]:
    clusters = {cluster.story.id: cluster for cluster in stories.values()}
    names = {cluster.story.id: key for key, cluster in stories.items()}
    return {names[one.story_id] for one in candidates.find(member, clusters)}


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

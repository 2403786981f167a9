"""Which watches does this text name: index, scoring, evidence, confusables, role (pure)."""

from watchers.matching.advice import check_watch
from watchers.matching.matcher import THRESHOLDS, Explanation, Matcher, is_counted

__all__ = ["THRESHOLDS", "Explanation", "Matcher", "check_watch", "is_counted"]

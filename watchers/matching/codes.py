"""Every code that matching gives, with the names of its parameters; the words are the catalogue's.

Points are what the score lost (positive numbers), rounded to whole points.

Reasons of a score:
    match-exact          the alias stands there as it was given
    match-romanised      another romanisation of the same sound: alias_word, text_word, points
    match-sound          spelt differently, sounds alike: alias_word, text_word, points
    match-typo           differs by some letters: alias_word, text_word, points
    match-script         the same name in another alphabet: alias_word, text_word, points
    match-ending         a case ending or plural: alias_word, text_word, points
    match-joined         written as one word: points
    match-order          family and given name in the other order: points
    match-skipped        other names or initials in between: count, points
    match-shortened      without its legal form (Inc., Ltd): points
    match-adjective      the adjective of the place (Romanian for Romania): points
    match-lower-case     written in small letters: points
    match-particle       Korean particle or other syllables behind the name: rest
    match-acronym        the acronym in capitals, nothing else to go by: points
    match-long-form      the acronym, and its long form stands in the article: name
    match-context        a word of its context stands near: word
    match-family-name    the family name, after the full name: name
    match-role           stands for the person at that time: role
    match-near           all words of the topic near each other: words
    match-sentence-start a common word that begins a sentence: word, points
    match-two-characters a name of two characters may be part of another word: points
    role-title           subject: it stands in the headline
    role-lead            subject: it stands in the first sentences
    role-often           subject: several sentences name it: count
    role-mentioned       named, and the article is about something else
    role-owner           only somebody or something of theirs: word
    role-background      only in the closing reminders
    role-source          only as the source of a report: word

Refusals (the mention was weighed and does not count):
    refused-line         it stands in a caption, credit line, note or share line: line
    refused-confusable   a name that it is easily taken for fits better: name
    refused-longer-name  it is part of a longer name: name
    refused-extended     a capitalised word lengthens the name: word, points
    refused-institution  the name of something called after them: word, points
    refused-given-name   another given name stands before the family name: word, points
    refused-capitals     an acronym in a line of capitals
    refused-context      none of the words that it needs stands near
    refused-common-word  an ordinary word in small letters: word, points
    refused-single-typo  a single short word must be spelt exactly: alias_word, text_word
    refused-inside-word  it is only part of a longer word: word
    refused-date         the role was not theirs at that time: role
    refused-excluded     a word that excludes it stands in the article: word
    refused-other-person another person of that family name is meant: name
    refused-score        too unlike in all: score

Answers to a new watch (`check_watch`); those beginning with `refuse-` must not be accepted:
    refuse-empty         no letter or digit in it: alias
    refuse-one-letter    one letter: alias
    refuse-digits        only digits: alias
    refuse-too-long      longer than a name can be: alias, length, limit
    refuse-common        so common that it would match everything: alias
    advise-short         short: matches only in capitals or exactly: alias
    advise-acronym       an acronym: give context words: alias
    advise-family-name   a family name alone: give the full name: alias
    advise-common-words  made of ordinary words: needs context: alias
    advise-mixed-scripts letters of several alphabets in one word: alias
    advise-confusable-same  an alias is also a confusable and will never match: alias
"""

from watchers.model import Param, Reason

PARAMS: dict[str, tuple[str, ...]] = {
    "match-exact": (),
    "match-romanised": ("alias_word", "text_word", "points"),
    "match-sound": ("alias_word", "text_word", "points"),
    "match-typo": ("alias_word", "text_word", "points"),
    "match-script": ("alias_word", "text_word", "points"),
    "match-ending": ("alias_word", "text_word", "points"),
    "match-joined": ("points",),
    "match-order": ("points",),
    "match-skipped": ("count", "points"),
    "match-shortened": ("points",),
    "match-adjective": ("points",),
    "match-lower-case": ("points",),
    "match-particle": ("rest",),
    "match-acronym": ("points",),
    "match-long-form": ("name",),
    "match-context": ("word",),
    "match-family-name": ("name",),
    "match-role": ("role",),
    "match-near": ("words",),
    "match-sentence-start": ("word", "points"),
    "match-two-characters": ("points",),
    "role-title": (),
    "role-lead": (),
    "role-often": ("count",),
    "role-mentioned": (),
    "role-owner": ("word",),
    "role-background": (),
    "role-source": ("word",),
    "refused-line": ("line",),
    "refused-confusable": ("name",),
    "refused-longer-name": ("name",),
    "refused-extended": ("word", "points"),
    "refused-institution": ("word", "points"),
    "refused-given-name": ("word", "points"),
    "refused-capitals": (),
    "refused-context": (),
    "refused-common-word": ("word", "points"),
    "refused-single-typo": ("alias_word", "text_word"),
    "refused-inside-word": ("word",),
    "refused-date": ("role",),
    "refused-excluded": ("word",),
    "refused-other-person": ("name",),
    "refused-score": ("score",),
    "refuse-empty": ("alias",),
    "refuse-one-letter": ("alias",),
    "refuse-digits": ("alias",),
    "refuse-too-long": ("alias", "length", "limit"),
    "refuse-common": ("alias",),
    "advise-short": ("alias",),
    "advise-acronym": ("alias",),
    "advise-family-name": ("alias",),
    "advise-common-words": ("alias",),
    "advise-mixed-scripts": ("alias",),
    "advise-confusable-same": ("alias",),
}
"""Each code's parameters; a test holds the code that gives them against this table."""


def reason(code: str, **params: Param) -> Reason:
    """The reason of that code."""
    return Reason(code=code, params=params)

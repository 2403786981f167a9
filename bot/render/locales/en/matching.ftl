# Why a mention counts or not (watchers/matching/codes.py).

reason-match-exact = stands there exactly so
reason-match-romanised = “{ $text_word }” is another romanisation of “{ $alias_word }” (−{ $points })
reason-match-sound = “{ $text_word }” sounds like “{ $alias_word }” (−{ $points })
reason-match-typo = “{ $text_word }” differs by some letters from “{ $alias_word }” (−{ $points })
reason-match-script = “{ $text_word }” is “{ $alias_word }” in another alphabet (−{ $points })
reason-match-ending = “{ $text_word }” is a form of “{ $alias_word }” (−{ $points })
reason-match-joined = written as one word (−{ $points })
reason-match-order = family and given name in the other order (−{ $points })
reason-match-skipped = { $count ->
    [one] 1 word stands in between
   *[other] { $count } words stand in between
} (−{ $points })
reason-match-shortened = without its legal form (−{ $points })
reason-match-adjective = the adjective of the place (−{ $points })
reason-match-lower-case = written in small letters (−{ $points })
reason-match-particle = with “{ $rest }” behind the name
reason-match-acronym = the acronym in capitals, with nothing else to go by (−{ $points })
reason-match-long-form = the acronym, with “{ $name }” in the article
reason-match-context = “{ $word }” stands near it
reason-match-family-name = the family name alone, after “{ $name }” in full
reason-match-role = “{ $role }” stands for them at that time
reason-match-near = all words near each other: { $words }
reason-match-sentence-start = “{ $word }” is a common word that begins a sentence (−{ $points })
reason-match-two-characters = a name of two characters may be part of another word (−{ $points })
reason-role-title = subject: it stands in the headline
reason-role-lead = subject: it stands in the first sentences
reason-role-often = subject: { $count } sentences name it
reason-role-mentioned = named, but the article is about something else
reason-role-owner = only something of theirs: “{ $word }”
reason-role-background = only in the closing background
reason-role-source = only as the source of a report: “{ $word }”
reason-refused-line = it stands in a { $line ->
    [caption] caption
    [credit] credit line
    [editors_note] editor’s note
    [share] share line
   *[other] { $line }
}
reason-refused-confusable = “{ $name }” fits better
reason-refused-longer-name = part of the longer name “{ $name }”
reason-refused-extended = “{ $word }” lengthens the name (−{ $points })
reason-refused-institution = “{ $word }” makes it the name of something else (−{ $points })
reason-refused-given-name = another given name stands there: “{ $word }” (−{ $points })
reason-refused-capitals = an acronym in a line of capitals
reason-refused-context = none of its context words stands near
reason-refused-common-word = “{ $word }” is an ordinary word here (−{ $points })
reason-refused-single-typo = a single short word must be spelt exactly: “{ $text_word }”, not “{ $alias_word }”
reason-refused-inside-word = only part of the word “{ $word }”
reason-refused-date = “{ $role }” was not theirs at that time
reason-refused-excluded = “{ $word }” excludes the article
reason-refused-other-person = “{ $name }” is meant
reason-refused-score = too unlike in all (score { $score })
reason-refuse-empty = “{ $alias }” has no letter or digit. Write a name or words.
reason-refuse-one-letter = “{ $alias }” is only one letter: it would match everything. Write the whole name.
reason-refuse-digits = “{ $alias }” is only digits. Add a word to it.
reason-refuse-too-long = “{ $alias }” has { $length } characters; a name can have { $limit }. Shorten it.
reason-refuse-common = “{ $alias }” is so common that it would match everything. Add a word to it.
reason-advise-short = “{ $alias }” is short: it matches only exactly or in capitals.
reason-advise-acronym = “{ $alias }” is an acronym: under Adjust, give words that must stand near it.
reason-advise-family-name = “{ $alias }” is a family name alone: the full name finds better.
reason-advise-common-words = “{ $alias }” is made of ordinary words: try it strictly, or give context words.
reason-advise-mixed-scripts = “{ $alias }” mixes letters of several alphabets.
reason-advise-confusable-same = “{ $alias }” is both a spelling and a name it is not: it will never match.

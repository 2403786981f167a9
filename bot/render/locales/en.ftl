# What Watchfloor says, in English. Message ids are codes; ko.ftl holds the same ids.

## Cards

alert-sample = Sample: this is how an alert looks here.
alert-updated = Updated { $at }
alert-origin = rests on { $origin }
alert-outlets = { $count ->
    [one] +1 outlet
   *[other] +{ $count } outlets
}
alert-state-media = { $count ->
    [one] 1 state outlet
   *[other] { $count } state outlets
}
alert-why = { $watch } · { $role } · “{ $text }” in the { $field } · { $score }
alert-more-watches = { $count ->
    [one] and 1 more watch
   *[other] and { $count } more watches
}
outlet-unknown = unknown outlet
watch-gone = a watch that was removed

button-why = Why
button-story = Story
button-following = Following
button-help = Help
button-snooze = Snooze 24 h

role-subject = subject
role-mentioned = mentioned
role-background = background
role-source = as a source
field-title = headline
field-summary = summary
field-text = text
tier-urgent = urgent
tier-normal = normal

## Why

why-watch = **{ $watch }** · { $role } · score { $score }
why-evidence = found by the alias “{ $alias }” in the { $field } · { $score }
why-refused = refused “{ $text }”: { $reason }
why-tier = This story is **{ $tier }**.

## Digest

digest-title = Digest
digest-heading = { $count ->
    [one] 1 story
   *[other] { $count } stories
} from { $since } to { $until }.
digest-empty = Nothing from { $since } to { $until }.
digest-page = Page { $number } of { $of }
digest-more = and { $count } more
digest-held = { $count ->
    [one] 1 story was held back; see /digest with what: held.
   *[other] { $count } stories were held back; see /digest with what: held.
}
digest-unhealthy = { $count ->
    [one] 1 source is not well: { $names }
   *[other] { $count } sources are not well: { $names }
}
digest-open = Open a story…

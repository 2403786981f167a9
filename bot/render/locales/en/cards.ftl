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
why-tier = Tier: **{ $tier }**

## Digest

digest-title = Digest
digest-heading = { $count ->
    [one] 1 story
   *[other] { $count } stories
} from { $since } to { $until }.
digest-until = { $count ->
    [one] 1 story
   *[other] { $count } stories
} up to { $until }.
digest-empty = Nothing from { $since } to { $until }.
digest-page = Page { $number } of { $of }
digest-more = and { $count } more
reason-digest-held = { $count ->
    [one] 1 story was held back for this digest.
   *[other] { $count } stories were held back for this digest.
}
digest-unhealthy = { $count ->
    [one] 1 source is not well: { $names }
   *[other] { $count } sources are not well: { $names }
}
digest-open = Open a story…

## Notices

reason-source-blocked = The host of **{ $source }** turns us away: { $why } It is not circumvented; look for another feed of the same publisher.
reason-coverage-lost = **{ $watch }**: { $down } of the { $total } sources that have told of it are down. News may be missed until they answer again.
reason-digest-after-outage = I was down for { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
}. What came meanwhile stands here instead of ringing one by one.
reason-source-failing = The source **{ $source }** has not answered for a while: { $why } It is tried again and again; you hear when it is well.
reason-source-stopped = The source **{ $source }** is not read any more: { $why } Someone with Manage Server can remove it or add its new address.
reason-source-silent = The source **{ $source }** answers, but has brought nothing new for much longer than usual.
reason-source-healed = The source **{ $source }** is well again.
reason-place-suspended = I can no longer post in { $channel }: Discord refuses it (code { $code }). What is followed there is kept. Give me View Channel, Send Messages and Embed Links there, then use any command in that channel.

## Why a story is told, and when (watchers/alerts/codes.py)

reason-outlet = { $outlet } reports it too
reason-number = the number is now { $now }, before { $before }
reason-date = the date is now { $now }, before { $before }
reason-place = the place is now { $now }
reason-correction = { $outlet } corrected its report
reason-retraction = { $outlet } withdrew its report
reason-copy = { $outlet } repeats what was known
reason-tier-corroborated = { $origins } independent reports in { $outlets ->
    [one] 1 outlet
   *[other] { $outlets } outlets
}
reason-tier-single-origin = { $outlets ->
    [one] one report of one outlet so far
   *[other] { $outlets } outlets, all resting on { $origin }
}
reason-tier-state-media-only = reported by state media only ({ $outlets ->
    [one] 1 outlet
   *[other] { $outlets } outlets
})
reason-tier-wire-urgent = marked urgent by { $outlet }
reason-tier-not-subject = not its subject ({ $role })
reason-tier-weak-evidence = weak evidence (score { $score })
reason-tier-not-fresh = published { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
} before it was seen
reason-tier-undated = the article has no date
reason-tier-date-ahead = dated { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
} ahead
reason-tier-retrospective = looks back: “{ $text }”
reason-tier-not-news = not a news report ({ $kind })
reason-tier-minor-source = { $outlet } is a minor source
reason-tier-unverified = not confirmed: “{ $text }”
reason-alert-new-story = a new story
reason-alert-urgent = a new story, urgent
reason-alert-rise = it has become urgent
reason-alert-correction = corrected by { $outlet }
reason-alert-retraction = withdrawn by { $outlet }
reason-alert-same-event = part of an event you were told of
reason-update-story = there is something new in the story
reason-digest-catch-up = { $missed ->
    [one] This digest makes good 1 that was missed during an outage.
   *[other] This digest makes good { $missed } that were missed during an outage.
}
reason-digest-release = { $count ->
    [one] 1 story was held during quiet hours.
   *[other] { $count } stories were held during quiet hours.
}
reason-held-quiet = held for the quiet hours
reason-held-budget = held: the budget of { $budget } alerts a day was spent
reason-held-old = held: the article is { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
} old
reason-burst = **{ $watch }**: { $stories } stories in { $hours } h, usual { $usual } (sampled over { $sampled_days } days, { $outlets } outlets)
reason-silence-quiet = **{ $watch }**: nothing for { $days } days; the usual gap is { $usual_days }. The sources are well.
reason-silence-broken = **{ $watch }**: nothing for { $days } days; the usual gap is { $usual_days }. { $broken } of { $sources } sources are broken.
reason-phase-announced = announced: “{ $text }”
reason-phase-under-way = under way: “{ $text }”
reason-phase-postponed = postponed: “{ $text }”
reason-phase-cancelled = cancelled: “{ $text }”
reason-phase-ended = ended: “{ $text }”

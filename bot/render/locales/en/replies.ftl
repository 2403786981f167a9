# What commands answer.

## /follow

follow-title = Follow { $name } in { $place }?
follow-nearest = Did you mean: { $names }?
backtest-empty = The archive is still empty: nothing can be tried yet.
backtest-found = { $articles ->
    [one] 1 stored article matches
   *[other] { $articles } stored articles match
} of { $searched }, from { $since } to { $until }.
backtest-told = That is { $stories ->
    [one] 1 story
   *[other] { $stories } stories
} → { $alerts ->
    [one] 1 alert
   *[other] { $alerts } alerts
}, about { $weekly } a week.
backtest-near = Nearly, but not:
followed = ✅ Following **{ $name }** in { $place }. { $count ->
    [one] You will hear of new stories; what was published before does not alert.
   *[other] { $count } watches; you will hear of new stories, what was published before does not alert.
}
follow-cancelled = Nothing is followed and nothing was saved.

## /following

following-title = { $count ->
    [one] 1 watch is followed
   *[other] { $count } watches are followed
}
following-none = Nothing is followed here yet. Try /follow with a name.
following-paused = ⏸️ paused
following-open = Change one…
removed = **{ $name }** is not followed any more.
restored = **{ $name }** is followed again, as before.
copied = **{ $name }** is followed in { $place } too.
moved = **{ $name }** is now followed in { $place }.
alive = Last checked { $at }, { $well } of { $count } sources well.
alive-not-yet = No source was checked yet; there are { $count }.
sample-sent = A sample alert is on its way to { $place }.

## Story, search, sources, trend, calendar

story-span = { $count ->
    [one] 1 article
   *[other] { $count } articles
} · first seen { $since } · last change { $until }
story-earlier = and { $count } earlier
story-state-media = state media
search-title = “{ $query }”
sources-title = { $count ->
    [one] 1 source
   *[other] { $count } sources
}
source-added = ✅ **{ $name }** is read from now on ({ $count ->
    [one] 1 entry
   *[other] { $count } entries
}). Its first poll is a baseline: only what comes after it alerts.
source-checked = **{ $name }** answers well ({ $count ->
    [one] 1 entry
   *[other] { $count } entries
}).
source-removed = **{ $name }** is not read for you any more.
source-back = **{ $name }** is read again.
source-found = Feeds found on that page:
explain-matches = { $count ->
    [one] 1 watch matches
   *[other] { $count } watches match
} “{ $title }”
explain-no-match = No watch matches “{ $title }”
explain-counts = counts from the strictness { $level }

## Feedback

praised = Thank you. Your vote is kept, without your name in public.
cause-question = What was wrong with “{ $title }”?
cause-wrong-person = Wrong person or thing
cause-old-news = Old news
cause-not-important = Not important
cause-duplicate = I knew it already
cause-kept = Thank you, that is kept.
mend-needs-manager = Someone with Manage Channels here can make this change.
mended = ✅ Changed.
unmended = Everything is as before.
snoozed = Quiet on this until { $until }. The digest still tells it.
reason-mend-confusable = I propose: “{ $name }” is a name that { $watch } is not.
reason-mend-balanced = I propose to match { $watch } less widely: balanced.
reason-mend-strict = I propose to match { $watch } strictly.
reason-mend-both = I propose: of { $watch } only what is urgent right away, the rest once a day.
reason-mend-once-a-day = I propose: { $watch } only once a day.

## /settings

settings-title = Settings of this server
settings-title-person = Settings of your direct messages
settings-zone = Time zone: **{ $zone }**
settings-digest = Digest: **{ $times }**, { $days }
settings-quiet = Quiet hours: **{ $quiet }** · urgent alerts break them: { $breaks }
settings-budget = Most alerts a day: **{ $budget }**
settings-role = Role pinged for urgent alerts: { $role }
settings-language = Language of my words: **{ $language }**
settings-style = Alerts: **{ $style }** · pictures: { $images } · published in announcement channels: { $crossposts }
settings-never = none
settings-role-choose = Role to ping for urgent alerts (none by default)

## /help, /status, /privacy

help-title = Watchfloor watches the news for you
help-follow = **/follow** a name, a watchlist or words of your own; you see what it would have brought before you decide
help-digest = **/digest** tells the stories of the last day, each once
help-following = **/following** lists what is followed; pause, change or remove it there
help-more = **/explain** shows why a text matches or not
help-rest = Also: /news search, story and sources · /source · /settings · /status · /privacy. Right-click a message → Apps: follow its story, explain an alert, or say that it is not a match.
status-title = Status
status-sources = Sources: { $count }, failing: { $failing }
status-read = Articles in the last 24 hours: { $articles }
status-followed = Watches followed here: { $count }
status-outbox = Messages in the last 24 hours: { $sent } · waiting: { $waiting } · parked: { $parked }
status-up = Up since { $at } · version { $version }
privacy-title = Privacy
privacy-kept = **Kept:** the ids of this server, of channels and people that follow something; what they follow and their settings; votes on alerts; articles of public news for 90 days unless the operator set another span.
privacy-not-kept = **Never kept:** your messages, names of members, what you search or explain.
privacy-gone = **Gone:** when I am removed from a server, everything of it is deleted after 30 days; invited again before that, it is all back.
privacy-yours = **Yours:** /settings exports everything as a file, and deletes everything at once.

## Sample

sample-name = Ulchi Freedom Shield
sample-headline = { $name } begins on Monday, defence ministry says
sample-summary = This is an invented report. A real alert quotes the publisher's own summary here, at most 300 characters of it.

## The day before

event-exercise = exercise
event-summit = summit
event-visit = visit
event-plenum = plenum
event-parade = parade
event-launch = launch
reason-eve = Tomorrow: **{ $watch }** ({ $kind }), { $first } to { $last }, by { $publishers ->
    [one] 1 publisher
   *[other] { $publishers } publishers
}. “{ $sentence }”
reason-page-closed-to-robots = The site asks programs not to read that page.

## Data

exported = Everything kept of you here: watches, what is followed, settings and votes as JSON, sources as OPML for any reader.
import-counts = This file would add { $watches ->
    [one] 1 watch
   *[other] { $watches } watches
} and follow { $follows ->
    [one] 1 watch in its place
   *[other] { $follows } watches in their places
}. Nothing is changed before Apply.
import-watch = the watch **{ $name }**
import-follow = follow **{ $name }** in { $place }
import-settings = the settings of the file take the place of these
import-nothing = The file holds nothing that is not here already.
imported = ✅ Added { $watches ->
    [one] 1 watch
   *[other] { $watches } watches
}; { $follows } followed.
deleted = Everything kept of you here is deleted: watches, what was followed, settings, votes.

## On joining a server

greet-title = Hello! I watch the news for you.
greet-how = Choose what to watch, where to tell it, and your time zone; then press Start.
greet-packs = Watchlists: **{ $names }**
greet-channel = Alerts go to { $channel }
greet-zone = Time zone: **{ $zone }** (a guess; please confirm)
greet-choose-packs = Watchlists…
greet-choose-channel = Channel for alerts…
greeted = ✅ { $count ->
    [one] 1 watch is
   *[other] { $count } watches are
} followed in { $place }: urgent news right away, the rest once a day at 08:00 ({ $zone }). Everything can be changed with /following and /settings.

## Trend and calendar

trend-title = Stories per day: { $names }
trend-axis = stories
trend-days = day (UTC)
trend-baseline = usual: { $usual } a day
trend-words = **{ $name }**: { $count ->
    [one] 1 story
   *[other] { $count } stories
} in { $days ->
    [one] 1 day
   *[other] { $days } days
}, { $usual } a day; most on { $day }: { $most }.
trend-span = Sampled since { $since }: { $articles } articles in the archive.
calendar-title = Calendar
calendar-entry = **{ $days }** · { $watch } ({ $kind }) · { $until }
calendar-agree = { $count ->
    [one] 1 publisher
   *[other] { $count } publishers agree
}
calendar-other = { $count ->
    [one] 1 says { $days }
   *[other] { $count } say { $days }
}
calendar-in = { $days ->
    [one] tomorrow
   *[other] in { $days } days
}
calendar-runs = under way
calendar-over = over
calendar-more = and { $count } more in the file
phase-announced = announced
phase-under-way = under way
phase-postponed = postponed
phase-cancelled = cancelled
phase-ended = ended

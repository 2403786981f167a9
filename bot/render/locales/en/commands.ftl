# Commands, options and choices, as Discord lists them: at most 100 characters each.

command-follow = Follow a person, an exercise, a watchlist or words of your own
command-following = What is followed here: change, pause or remove it
command-digest = The stories of a period, each once
command-news = Search and read the news archive
command-news-search = Articles that hold all of these words
command-news-story = Who reported a story, when, and on whose word
command-news-trend = A chart of stories per day
command-news-calendar = Dates of exercises and events that the news tells
command-news-sources = The sources that are read, and how well they are
command-explain = Does this text or article match, and why
command-source = Add, check or remove news sources
command-source-add = Add a feed, a sitemap or a Telegram channel
command-source-check = What is known of a source, and what it says right now
command-source-remove = Remove a source that was added here
command-settings = Time zone, digest hours, quiet hours, language, your data
command-help = How to begin
command-status = How it goes: sources, messages, version
command-privacy = What is kept, for how long, and how to delete it

option-follow-what = A watch, a watchlist, or words of your own
option-follow-channel = Where alerts go; by default this channel
option-follow-when = When to tell; by default the urgent right away, the rest once a day
option-follow-articles-in = Only articles in these languages, such as: en, ko
option-digest-what = A watch or watchlist; by default what is followed here
option-digest-since = How far back; by default 24 hours
option-digest-public = Show it to everyone here
option-explain = A headline, a sentence, or a link to an article
option-settings-zone = Your time zone, by city
option-search-query = Words; "words in quotes" stand side by side
option-story = A story, a link to one of its articles, or words of its headline
option-source-url = The address of the feed, or of the page that has one
option-source = A source by its name
option-trend-watch = The watch to chart
option-trend-compare = Another watch to compare it with
option-trend-period = How far back; by default 30 days
option-calendar-watch = Only dates of this watch

choice-when-right-away = right away
choice-when-once-a-day = once a day
choice-when-both = both: the urgent right away, the rest once a day
choice-since-24-hours = 24 hours
choice-since-3-days = 3 days
choice-since-7-days = 7 days
choice-since-30-days = 30 days
choice-since-90-days = 90 days
choice-pack = { $name } (watchlist of { $count })
choice-own = New: “{ $typed }”

menu-follow = Follow this story
menu-explain = Explain this alert
menu-deny = Not a match

## Buttons

button-why = Why
button-story = Story
button-following = Following
button-help = Help
button-snooze = Snooze 24 h
button-follow = Follow
button-adjust = Adjust
button-cancel = Cancel
button-remove = Remove
button-undo = Undo
button-pause = Pause
button-resume = Resume
button-words = Words
button-sample = Sample alert
button-move = Move
button-copy = Copy
button-list = Back to the list
button-back = Back
button-next = Next
button-older = Older
button-mend = Make this change
button-set-clock = Zone and digest
button-set-quiet = Quiet hours and budget
button-set-style = Language and style
button-export = Export
button-import = Import
button-apply = Apply
button-delete = Delete everything
button-zone = Time zone
button-preview = Preview
button-start = Start

## Fields of forms: at most 45 characters each

adjust-title = { $name }
field-mode = When
field-strictness = How strictly to match
field-aliases = Spellings, one on each line
field-confusables = Names it is not, one on each line
field-context = Words that must stand near an acronym
field-excluded = Words that exclude an article
field-move = Move to another channel…
field-copy = Copy to another channel…
field-sources = Only from these sources
field-zone = Time zone (a city will do)
field-times = Digest at (such as 08:00, 18:00)
field-days = Digest on
field-quiet-from = Quiet from (such as 22:00; empty: never)
field-quiet-until = Quiet until (such as 07:00)
field-breaks = May urgent alerts break the quiet?
field-budget = Most alerts a day (empty: no limit)
field-language = Language of my words
field-style = How alerts look
field-images = Show pictures of articles?
field-crossposts = Publish in announcement channels?
field-server-name = Type the server's name to delete all
field-import-file = The file that Export gave (.json)

## Values

yes = yes
no = no
mode-right-away = right away
mode-once-a-day = once a day
mode-both = urgent right away, the rest once a day
mode-right-away-at = right away
mode-once-a-day-at = once a day at { $times } ({ $zone })
mode-both-at = urgent right away, the rest once a day at { $times } ({ $zone })
strictness-strict = strict
strictness-balanced = balanced
strictness-wide = wide
languages-all = all languages
days-every-day = every day
days-weekdays = Monday to Friday
days-mondays = Mondays
style-card = card
style-compact = compact
style-forum = one thread or forum post a story
language-own = the server's own
language-en = English
language-ko = 한국어
place-person = your direct messages
place-suspended = ⚠️ Discord refuses this place (code { $code })

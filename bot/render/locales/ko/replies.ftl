# 명령에 대한 답.

## /follow

follow-title = { $place }에서 { $name }을(를) 구독할까요?
follow-nearest = 혹시 이것인가요: { $names }
backtest-empty = 보관함이 아직 비어 있어 시험해 볼 수 없습니다.
backtest-found = { $since }부터 { $until }까지 저장된 기사 { $searched }건 중 { $articles }건이 해당됩니다.
backtest-told = 소식 { $stories }건 → 알림 { $alerts }건, 일주일에 약 { $weekly }건.
backtest-near = 비슷하지만 해당되지 않음:
followed = ✅ { $place }에서 **{ $name }** 구독 시작(감시 대상 { $count }개). 새 소식부터 알리며, 이미 나온 기사는 알리지 않습니다.
follow-cancelled = 구독하지 않았고 아무것도 저장하지 않았습니다.

## /following

following-title = 구독 중인 감시 대상 { $count }개
following-none = 아직 구독 중인 것이 없습니다. /follow 에 이름을 적어 보세요.
following-paused = ⏸️ 멈춤
following-open = 하나 바꾸기…
removed = **{ $name }** 구독을 끝냈습니다.
restored = **{ $name }** 구독을 그대로 되살렸습니다.
copied = { $place }에서도 **{ $name }**을(를) 구독합니다.
moved = 이제 { $place }에서 **{ $name }**을(를) 구독합니다.
alive = 마지막 확인 { $at }, 출처 { $count }곳 중 { $well }곳 정상.
alive-not-yet = 아직 확인한 출처가 없습니다. 출처는 { $count }곳입니다.
sample-sent = 견본 알림을 { $place }(으)로 보냅니다.

## Story, search, sources, trend, calendar

story-span = 기사 { $count }건 · 처음 { $since } · 마지막 변화 { $until }
story-earlier = 그 이전 { $count }건
story-state-media = 관영 매체
search-title = “{ $query }”
sources-title = 출처 { $count }곳
source-added = ✅ 이제부터 **{ $name }**을(를) 읽습니다(항목 { $count }건). 첫 확인은 기준이 되며, 그 뒤에 나온 것만 알립니다.
source-checked = **{ $name }** 정상 응답(항목 { $count }건).
source-removed = 이제 **{ $name }**을(를) 읽지 않습니다.
source-back = 다시 **{ $name }**을(를) 읽습니다.
source-found = 그 페이지에서 찾은 피드:
explain-matches = “{ $title }”에 해당하는 감시 대상 { $count }개
explain-no-match = “{ $title }”에 해당하는 감시 대상이 없습니다
explain-counts = 엄격도 ‘{ $level }’부터 해당

## Feedback

praised = 고맙습니다. 의견을 저장했으며 이름은 공개되지 않습니다.
cause-question = “{ $title }”에 어떤 문제가 있나요?
cause-wrong-person = 다른 사람이나 대상
cause-old-news = 지난 소식
cause-not-important = 중요하지 않음
cause-duplicate = 이미 아는 소식
cause-kept = 고맙습니다. 저장했습니다.
mend-needs-manager = 이 변경은 이곳의 채널 관리 권한이 있는 사람이 할 수 있습니다.
mended = ✅ 변경했습니다.
unmended = 모두 이전대로 되돌렸습니다.
snoozed = { $until }까지 이 소식을 알리지 않습니다. 모아 보기에는 나옵니다.
reason-mend-confusable = 제안: “{ $name }”은(는) { $watch }이(가) 아닌 이름으로 둡니다.
reason-mend-balanced = 제안: { $watch }을(를) 덜 넓게(보통) 봅니다.
reason-mend-strict = 제안: { $watch }을(를) 엄격하게 봅니다.
reason-mend-both = 제안: { $watch }은(는) 긴급만 즉시, 나머지는 하루 한 번.
reason-mend-once-a-day = 제안: { $watch }은(는) 하루 한 번만.

## /settings

settings-title = 이 서버의 설정
settings-title-person = 개인 메시지 설정
settings-zone = 시간대: **{ $zone }**
settings-digest = 모아 보기: **{ $times }**, { $days }
settings-quiet = 방해 금지: **{ $quiet }** · 긴급 알림은 예외: { $breaks }
settings-budget = 하루 최대 알림: **{ $budget }**
settings-role = 긴급 알림 때 호출할 역할: { $role }
settings-language = 제가 쓰는 언어: **{ $language }**
settings-style = 알림: **{ $style }** · 사진: { $images } · 공지 채널 게시: { $crossposts }
settings-never = 없음
settings-role-choose = 긴급 알림 때 호출할 역할 (기본은 없음)

## /help, /status, /privacy

help-title = Watchfloor가 뉴스를 대신 지켜봅니다
help-follow = **/follow** 이름, 감시 목록, 직접 적은 말 구독; 결정하기 전에 어떤 소식이 왔을지 보여 줍니다
help-digest = **/digest** 지난 하루의 소식을 한 번씩만 모아 보기
help-following = **/following** 구독 목록; 멈춤, 변경, 삭제
help-more = **/explain** 글이 왜 해당되거나 해당되지 않는지 설명
help-rest = 그 밖에: /news search, story, sources · /source · /settings · /status · /privacy. 메시지를 오른쪽 클릭 → 앱: 소식 구독, 알림 설명, 해당 없음.
status-title = 상태
status-sources = 출처: { $count }곳, 실패: { $failing }곳
status-read = 지난 24시간 기사: { $articles }건
status-followed = 여기서 구독 중: { $count }개
status-outbox = 지난 24시간 메시지: { $sent }건 · 대기: { $waiting }건 · 보류: { $parked }건
status-up = 시작 { $at } · 버전 { $version }
privacy-title = 개인정보
privacy-kept = **보관:** 서버, 채널, 구독자의 id; 구독과 설정; 알림에 대한 의견; 공개 뉴스 기사(운영자가 달리 정하지 않으면 90일).
privacy-not-kept = **보관하지 않음:** 여러분의 메시지, 구성원 이름, 검색하거나 설명을 요청한 내용.
privacy-gone = **삭제:** 서버에서 내보내면 30일 뒤에 그 서버의 모든 것을 지웁니다. 그 전에 다시 초대하면 그대로 돌아옵니다.
privacy-yours = **권리:** /settings 에서 모두 파일로 내보내거나 한 번에 지울 수 있습니다.

## Sample

sample-name = 을지 자유의 방패
sample-headline = { $name } 월요일 시작, 국방부 발표
sample-summary = 지어낸 보도입니다. 실제 알림에는 언론사의 요약이 최대 300자까지 인용됩니다.

## The day before

event-exercise = 훈련
event-summit = 정상회담
event-visit = 방문
event-plenum = 전원회의
event-parade = 열병식
event-launch = 발사
reason-eve = 내일: **{ $watch }**({ $kind }), { $first }부터 { $last }까지, 언론사 { $publishers }곳. “{ $sentence }”
reason-page-closed-to-robots = 사이트가 프로그램의 접근을 원하지 않는 페이지입니다.

## Data

exported = 여기에 보관된 모든 것: 감시 대상, 구독, 설정, 의견은 JSON으로, 출처는 OPML로 드립니다.
import-counts = 이 파일은 감시 대상 { $watches }개를 추가하고 { $follows }개를 구독합니다. ‘적용’을 누르기 전에는 아무것도 바뀌지 않습니다.
import-watch = 감시 대상 **{ $name }**
import-follow = { $place }에서 **{ $name }** 구독
import-settings = 파일의 설정으로 바꿈
import-nothing = 파일에 새로운 것이 없습니다.
imported = ✅ 감시 대상 { $watches }개 추가, { $follows }개 구독.
deleted = 여기에 보관된 모든 것을 지웠습니다: 감시 대상, 구독, 설정, 의견.

## On joining a server

greet-title = 안녕하세요! 뉴스를 대신 지켜봅니다.
greet-how = 무엇을 지켜볼지, 어디에 알릴지, 시간대를 고른 뒤 ‘시작’을 누르세요.
greet-packs = 감시 목록: **{ $names }**
greet-channel = 알림을 보낼 곳: { $channel }
greet-zone = 시간대: **{ $zone }** (추측이니 확인해 주세요)
greet-choose-packs = 감시 목록…
greet-choose-channel = 알림 채널…
greeted = ✅ { $place }에서 감시 대상 { $count }개 구독 시작: 긴급은 즉시, 나머지는 하루 한 번 08:00({ $zone }). /following 과 /settings 에서 모두 바꿀 수 있습니다.

## Trend and calendar

trend-title = 하루 소식 수: { $names }
trend-axis = 소식
trend-days = 날짜 (UTC)
trend-baseline = 평소 하루 { $usual }건
trend-words = **{ $name }**: { $days }일 동안 { $count }건, 하루 { $usual }건; 가장 많은 날 { $day }: { $most }건.
trend-span = { $since }부터 표본: 보관된 기사 { $articles }건.
calendar-title = 일정
calendar-entry = **{ $days }** · { $watch }({ $kind }) · { $until }
calendar-agree = 언론사 { $count }곳 일치
calendar-other = { $count }곳은 { $days }
calendar-in = { $days }일 뒤
calendar-runs = 진행 중
calendar-over = 끝남
calendar-more = 그 밖에 { $count }건은 파일에
phase-announced = 발표됨
phase-under-way = 진행 중
phase-postponed = 연기됨
phase-cancelled = 취소됨
phase-ended = 종료됨

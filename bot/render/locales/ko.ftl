# Watchfloor가 하는 말, 한국어. 메시지 id는 en.ftl과 같다.

## Cards

alert-sample = 견본: 이곳에 알림이 이렇게 표시됩니다.
alert-updated = 갱신 { $at }
alert-origin = { $origin } 보도에 근거
alert-outlets = 외 { $count }개 매체
alert-state-media = 관영 매체 { $count }곳
alert-why = { $watch } · { $role } · { $field }의 “{ $text }” · { $score }
alert-more-watches = 그 밖의 감시 대상 { $count }개
outlet-unknown = 알 수 없는 매체
watch-gone = 삭제된 감시 대상

button-why = 이유
button-story = 기사 흐름
button-following = 받는 소식
button-help = 도움말
button-snooze = 24시간 멈춤

role-subject = 주제
role-mentioned = 언급
role-background = 배경
role-source = 출처로 언급
field-title = 제목
field-summary = 요약
field-text = 본문
tier-urgent = 긴급
tier-normal = 보통

## Why

why-watch = **{ $watch }** · { $role } · 점수 { $score }
why-evidence = { $field }에서 별칭 “{ $alias }”(으)로 찾음 · { $score }
why-refused = “{ $text }” 제외: { $reason }
why-tier = 이 소식의 등급: **{ $tier }**.

## Digest

digest-title = 모아 보기
digest-heading = { $since }부터 { $until }까지 소식 { $count }건.
digest-empty = { $since }부터 { $until }까지 소식이 없습니다.
digest-page = { $of }쪽 중 { $number }쪽
digest-more = 외 { $count }건
digest-held = 보류된 소식 { $count }건: /digest 에서 what: held 로 볼 수 있습니다.
digest-unhealthy = 상태가 좋지 않은 출처 { $count }곳: { $names }
digest-open = 소식 열기…

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
why-tier = 등급: **{ $tier }**

## Digest

digest-title = 모아 보기
digest-heading = { $since }부터 { $until }까지 소식 { $count }건.
digest-until = { $until }까지 소식 { $count }건.
digest-empty = { $since }부터 { $until }까지 소식이 없습니다.
digest-page = { $of }쪽 중 { $number }쪽
digest-more = 외 { $count }건
reason-digest-held = 이 요약까지 보류된 소식 { $count }건이 있습니다.
digest-unhealthy = 상태가 좋지 않은 출처 { $count }곳: { $names }
digest-open = 소식 열기…

## Notices

reason-source-blocked = **{ $source }** 호스트가 접근을 막고 있습니다: { $why } 우회하지 않으니 같은 언론사의 다른 피드를 찾아 주세요.
reason-coverage-lost = **{ $watch }**: 이 대상을 보도해 온 출처 { $total }곳 중 { $down }곳이 멈췄습니다. 회복될 때까지 소식을 놓칠 수 있습니다.
reason-digest-after-outage = { $hours }시간 동안 중단되었습니다. 그동안의 소식은 하나씩 알리는 대신 여기에 모았습니다.
reason-source-failing = 출처 **{ $source }**이(가) 한동안 응답하지 않습니다: { $why } 계속 다시 시도하며, 회복되면 알려 드립니다.
reason-source-stopped = 출처 **{ $source }**을(를) 더 이상 읽지 않습니다: { $why } 서버 관리 권한이 있으면 지우거나 새 주소를 추가할 수 있습니다.
reason-source-silent = 출처 **{ $source }**은(는) 응답하지만 평소보다 훨씬 오래 새 소식이 없습니다.
reason-source-healed = 출처 **{ $source }**이(가) 회복되었습니다.
reason-place-suspended = { $channel }에 더 이상 글을 올릴 수 없습니다: Discord가 거부했습니다(코드 { $code }). 그곳의 설정은 그대로 둡니다. 채널 보기, 메시지 보내기, 링크 임베드 권한을 주신 뒤 그 채널에서 아무 명령이나 사용해 주세요.

## Why a story is told, and when (watchers/alerts/codes.py)

reason-outlet = { $outlet }도 보도
reason-number = 수치가 { $before }에서 { $now }(으)로 바뀜
reason-date = 날짜가 { $before }에서 { $now }(으)로 바뀜
reason-place = 장소가 { $now }(으)로 바뀜
reason-correction = { $outlet }이(가) 보도를 정정함
reason-retraction = { $outlet }이(가) 보도를 철회함
reason-copy = { $outlet }이(가) 알려진 내용을 되풀이함
reason-tier-corroborated = 매체 { $outlets }곳의 독립된 보도 { $origins }건
reason-tier-single-origin = { $outlets ->
    [one] 아직 매체 한 곳의 보도뿐
   *[other] 매체 { $outlets }곳, 모두 { $origin } 보도에 근거
}
reason-tier-state-media-only = 관영 매체({ $outlets }곳)만 보도
reason-tier-wire-urgent = { $outlet } 긴급 표시
reason-tier-not-subject = 기사의 주제가 아님({ $role ->
    [mentioned] 언급
    [background] 배경
    [source] 출처
   *[other] { $role }
})
reason-tier-weak-evidence = 근거가 약함(점수 { $score })
reason-tier-not-fresh = 확인보다 { $hours }시간 먼저 발행됨
reason-tier-undated = 날짜가 없는 기사
reason-tier-date-ahead = 날짜가 { $hours }시간 앞서 있음
reason-tier-retrospective = 과거를 돌아보는 기사: “{ $text }”
reason-tier-not-news = 보도 기사가 아님({ $kind ->
    [opinion] 의견
    [live] 실시간 중계
    [roundup] 모음 기사
    [gallery] 사진 모음
   *[other] { $kind }
})
reason-tier-minor-source = { $outlet }: 비중이 작은 출처
reason-tier-unverified = 확인되지 않음: “{ $text }”
reason-alert-new-story = 새 소식
reason-alert-urgent = 새 소식, 긴급
reason-alert-rise = 긴급으로 올라감
reason-alert-correction = { $outlet }이(가) 정정함
reason-alert-retraction = { $outlet }이(가) 철회함
reason-alert-same-event = 이미 알린 사건의 일부
reason-update-story = 소식에 새 내용이 있음
reason-digest-catch-up = 중단으로 놓친 모아 보기 { $missed }회분을 함께 담았습니다.
reason-digest-release = 방해 금지 시간에 소식 { $count }건이 보류되었습니다.
reason-held-quiet = 방해 금지 시간이라 보류
reason-held-budget = 하루 알림 한도 { $budget }건을 다 써서 보류
reason-held-old = { $hours }시간 지난 기사라 보류
reason-burst = **{ $watch }**: { $hours }시간 동안 소식 { $stories }건, 평소 { $usual }건({ $sampled_days }일 표본, 매체 { $outlets }곳)
reason-silence-quiet = **{ $watch }**: { $days }일째 소식 없음, 평소 간격 { $usual_days }일. 출처는 정상입니다.
reason-silence-broken = **{ $watch }**: { $days }일째 소식 없음, 평소 간격 { $usual_days }일. 출처 { $sources }곳 중 { $broken }곳이 고장입니다.
reason-phase-announced = 발표됨: “{ $text }”
reason-phase-under-way = 진행 중: “{ $text }”
reason-phase-postponed = 연기됨: “{ $text }”
reason-phase-cancelled = 취소됨: “{ $text }”
reason-phase-ended = 종료됨: “{ $text }”

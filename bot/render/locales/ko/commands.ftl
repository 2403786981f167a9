# 명령, 옵션, 선택지: Discord에 표시되며 각각 100자 이하.

command-follow = 인물, 훈련, 감시 목록, 또는 직접 적은 말을 구독
command-following = 여기서 구독 중인 것: 변경, 멈춤, 삭제
command-digest = 기간별 소식을 한 번씩만 모아 보기
command-news = 뉴스 보관함 검색과 읽기
command-news-search = 이 낱말이 모두 들어간 기사
command-news-story = 누가, 언제, 누구의 말을 근거로 보도했는지
command-news-trend = 날짜별 소식 수 그래프
command-news-calendar = 뉴스에 나온 훈련과 행사의 날짜
command-news-sources = 읽고 있는 출처와 그 상태
command-explain = 이 글이나 기사가 해당되는지와 그 이유
command-source = 뉴스 출처 추가, 확인, 삭제
command-source-add = 피드, 사이트맵, 텔레그램 채널 추가
command-source-check = 출처에 대해 아는 것과 지금 내용
command-source-remove = 여기서 추가한 출처 삭제
command-settings = 시간대, 모아 보기 시각, 방해 금지, 언어, 데이터
command-help = 시작하는 방법
command-status = 상태: 출처, 메시지, 버전
command-privacy = 무엇을 얼마나 보관하고 어떻게 지우는지

option-follow-what = 감시 대상, 감시 목록, 또는 직접 적은 말
option-follow-channel = 알림을 보낼 곳; 기본은 이 채널
option-follow-when = 알릴 때; 기본은 긴급은 즉시, 나머지는 하루 한 번
option-follow-articles-in = 이 언어의 기사만 (예: en, ko)
option-digest-what = 감시 대상이나 목록; 기본은 여기서 구독 중인 것
option-digest-since = 기간; 기본은 24시간
option-digest-public = 모두에게 보이기
option-explain = 제목, 문장, 또는 기사 링크
option-settings-zone = 시간대 (도시 이름)
option-search-query = 낱말; "따옴표" 안의 말은 붙어 있어야 함
option-story = 소식, 기사 링크, 또는 제목의 낱말
option-source-url = 피드 주소, 또는 피드가 있는 페이지 주소
option-source = 출처 이름
option-trend-watch = 그래프로 볼 감시 대상
option-trend-compare = 비교할 다른 감시 대상
option-trend-period = 기간; 기본은 30일
option-calendar-watch = 이 감시 대상의 날짜만

choice-when-right-away = 즉시
choice-when-once-a-day = 하루 한 번
choice-when-both = 둘 다: 긴급은 즉시, 나머지는 하루 한 번
choice-since-24-hours = 24시간
choice-since-3-days = 3일
choice-since-7-days = 7일
choice-since-30-days = 30일
choice-since-90-days = 90일
choice-pack = { $name } (감시 목록, { $count }개)
choice-own = 새로 만들기: “{ $typed }”

menu-follow = 이 소식 구독
menu-explain = 이 알림 설명
menu-deny = 해당 없음

## Buttons

button-why = 이유
button-story = 기사 흐름
button-following = 구독 목록
button-help = 도움말
button-snooze = 24시간 멈춤
button-follow = 구독
button-adjust = 조정
button-cancel = 취소
button-remove = 삭제
button-undo = 되돌리기
button-pause = 멈춤
button-resume = 다시 시작
button-words = 낱말
button-sample = 견본 알림
button-move = 옮기기
button-copy = 복사
button-list = 목록으로
button-back = 이전
button-next = 다음
button-older = 더 오래된 것
button-mend = 이렇게 변경
button-set-clock = 시간대와 모아 보기
button-set-quiet = 방해 금지와 한도
button-set-style = 언어와 모양
button-export = 내보내기
button-import = 가져오기
button-apply = 적용
button-delete = 모두 삭제
button-zone = 시간대
button-preview = 미리 보기
button-start = 시작

## Fields of forms

adjust-title = { $name }
field-mode = 알릴 때
field-strictness = 얼마나 엄격하게 볼지
field-aliases = 표기, 한 줄에 하나씩
field-confusables = 다른 이름(제외), 한 줄에 하나씩
field-context = 약어 가까이에 있어야 할 말
field-excluded = 있으면 기사를 제외할 말
field-move = 다른 채널로 옮기기…
field-copy = 다른 채널에 복사…
field-sources = 이 출처만
field-zone = 시간대 (도시 이름도 가능)
field-times = 모아 보기 시각 (예: 08:00, 18:00)
field-days = 모아 보기 요일
field-quiet-from = 방해 금지 시작 (예: 22:00; 비우면 없음)
field-quiet-until = 방해 금지 끝 (예: 07:00)
field-breaks = 긴급 알림은 방해 금지에도 보낼까요?
field-budget = 하루 최대 알림 수 (비우면 제한 없음)
field-language = 제가 쓸 언어
field-style = 알림 모양
field-images = 기사 사진을 보일까요?
field-crossposts = 공지 채널에 게시할까요?
field-server-name = 모두 지우려면 서버 이름을 입력
field-import-file = 내보내기로 받은 파일 (.json)

## Values

yes = 예
no = 아니요
mode-right-away = 즉시
mode-once-a-day = 하루 한 번
mode-both = 긴급은 즉시, 나머지는 하루 한 번
mode-right-away-at = 즉시
mode-once-a-day-at = 하루 한 번 { $times } ({ $zone })
mode-both-at = 긴급은 즉시, 나머지는 하루 한 번 { $times } ({ $zone })
strictness-strict = 엄격
strictness-balanced = 보통
strictness-wide = 넓게
languages-all = 모든 언어
days-every-day = 매일
days-weekdays = 월요일부터 금요일
days-mondays = 월요일
style-card = 카드
style-compact = 간단히
style-forum = 소식마다 스레드나 포럼 글
language-own = 서버 언어
language-en = English
language-ko = 한국어
place-person = 개인 메시지
place-suspended = ⚠️ Discord가 이곳을 거부합니다(코드 { $code })

# 언급이 왜 해당되거나 해당되지 않는지 (watchers/matching/codes.py).

reason-match-exact = 그대로 적혀 있음
reason-match-romanised = “{ $text_word }”: “{ $alias_word }”의 다른 로마자 표기 (−{ $points })
reason-match-sound = “{ $text_word }”: “{ $alias_word }”와(과) 소리가 비슷함 (−{ $points })
reason-match-typo = “{ $text_word }”: “{ $alias_word }”와(과) 몇 글자가 다름 (−{ $points })
reason-match-script = “{ $text_word }”: 다른 문자로 쓴 “{ $alias_word }” (−{ $points })
reason-match-ending = “{ $text_word }”: “{ $alias_word }”의 변화형 (−{ $points })
reason-match-joined = 붙여 씀 (−{ $points })
reason-match-order = 성과 이름의 순서가 바뀜 (−{ $points })
reason-match-skipped = 사이에 낱말 { $count }개 (−{ $points })
reason-match-shortened = 법인 형태를 뺌 (−{ $points })
reason-match-adjective = 나라·지역 이름의 형용사형 (−{ $points })
reason-match-lower-case = 소문자로 씀 (−{ $points })
reason-match-particle = 이름 뒤에 “{ $rest }”
reason-match-acronym = 대문자 약어뿐, 다른 근거 없음 (−{ $points })
reason-match-long-form = 약어이며 기사에 “{ $name }”이(가) 있음
reason-match-context = 가까이에 “{ $word }”
reason-match-family-name = “{ $name }” 전체 이름 뒤에 성만 나옴
reason-match-role = 그때 “{ $role }”은(는) 이 사람을 뜻함
reason-match-near = 모든 낱말이 가까이 있음: { $words }
reason-match-sentence-start = 문장 첫머리의 흔한 낱말 “{ $word }” (−{ $points })
reason-match-two-characters = 두 글자 이름은 다른 낱말의 일부일 수 있음 (−{ $points })
reason-role-title = 주제: 제목에 있음
reason-role-lead = 주제: 첫 문장들에 있음
reason-role-often = 주제: { $count }개 문장에 나옴
reason-role-mentioned = 언급되지만 기사의 주제는 다름
reason-role-owner = 그에게 속한 것일 뿐: “{ $word }”
reason-role-background = 끝의 배경 설명에만 있음
reason-role-source = 보도의 출처로만 나옴: “{ $word }”
reason-refused-line = { $line ->
    [caption] 사진 설명
    [credit] 출처 표시
    [editors_note] 편집자 주
    [share] 공유 문구
   *[other] { $line }
}에 있음
reason-refused-confusable = “{ $name }”이(가) 더 잘 맞음
reason-refused-longer-name = 더 긴 이름 “{ $name }”의 일부
reason-refused-extended = “{ $word }”이(가) 이름에 이어짐 (−{ $points })
reason-refused-institution = “{ $word }” 때문에 다른 것의 이름 (−{ $points })
reason-refused-given-name = 다른 이름이 있음: “{ $word }” (−{ $points })
reason-refused-capitals = 대문자만 쓴 줄의 약어
reason-refused-context = 필요한 말이 가까이에 없음
reason-refused-common-word = 여기서 “{ $word }”은(는) 보통 낱말 (−{ $points })
reason-refused-single-typo = 짧은 낱말 하나는 정확해야 함: “{ $alias_word }”이(가) 아닌 “{ $text_word }”
reason-refused-inside-word = 낱말 “{ $word }”의 일부일 뿐
reason-refused-date = 그때 “{ $role }”은(는) 다른 사람이었음
reason-refused-excluded = “{ $word }” 때문에 기사 제외
reason-refused-other-person = “{ $name }”을(를) 뜻함
reason-refused-score = 전체적으로 너무 다름 (점수 { $score })
reason-refuse-empty = “{ $alias }”에는 글자나 숫자가 없습니다. 이름이나 낱말을 적어 주세요.
reason-refuse-one-letter = “{ $alias }”은(는) 한 글자라 모든 것에 해당됩니다. 전체 이름을 적어 주세요.
reason-refuse-digits = “{ $alias }”은(는) 숫자뿐입니다. 낱말을 덧붙여 주세요.
reason-refuse-too-long = “{ $alias }”은(는) { $length }자입니다. { $limit }자까지 가능하니 줄여 주세요.
reason-refuse-common = “{ $alias }”은(는) 너무 흔해서 모든 것에 해당됩니다. 낱말을 덧붙여 주세요.
reason-advise-short = “{ $alias }”은(는) 짧아서 정확하거나 대문자일 때만 해당됩니다.
reason-advise-acronym = “{ $alias }”은(는) 약어입니다. ‘조정’에서 가까이에 있어야 할 말을 적어 주세요.
reason-advise-family-name = “{ $alias }”은(는) 성뿐입니다. 전체 이름이 더 정확합니다.
reason-advise-common-words = “{ $alias }”은(는) 흔한 낱말로 되어 있습니다. 엄격하게 하거나 문맥 낱말을 적어 주세요.
reason-advise-mixed-scripts = “{ $alias }”에는 여러 문자가 섞여 있습니다.
reason-advise-confusable-same = “{ $alias }”은(는) 표기이면서 제외 이름이라 절대 해당되지 않습니다.

"""The words of this beat in Korean, Chinese and Japanese, by which headlines meet across languages.

Each line: an English word, then what it is called elsewhere. A word that another contains stands
before it, and the longer one wins.
"""

import re
from collections.abc import Mapping

from watchers.stories.terms import stem

GENERIC = frozenset({"korea", "kim", "japan", "china", "russia", "america", "fire", "military"})
"""What half the beat is about joins nothing by itself."""

_WORDS = """
korea 북한 북 한국 조선 朝鲜 朝鮮 韩国 韓国 北朝鮮
kim 김정은 金正恩 キム 金与正 金與正 金正恩総書記
yo 김여정 金与正 金與正
putin 푸틴 普京 蒲亭 プーチン
trump 트럼프 特朗普 川普 トランプ
biden 바이든 拜登 バイデン
kishida 기시다 岸田
xi 시진핑 习近平 習近平
zelensky 젤렌스키 泽连斯基 ゼレンスキー
japan 일본 도쿄 日本 东京
china 중국 베이징 中国 北京
russia 러시아 모스크바 俄罗斯 俄 ロシア
ukraine 우크라 우크라이나 乌克兰 烏克蘭 ウクライナ
america 미국 미 美国 美 米国 アメリカ
taiwan 대만 台湾 台灣
philippine 필리핀 菲律宾 菲律賓 フィリピン
israel 이스라엘 以色列 イスラエル
iran 이란 伊朗 イラン
missile 미사일 导弹 飛彈 ミサイル
ballistic 탄도 弹道 彈道 弾道
cruise 순항 巡航
hypersonic 극초음속 高超音速 極超音速
satellite 위성 卫星 衛星 人工衛星
rocket 로켓 방사포 火箭 火箭炮 ロケット
nuclear 핵 核
test 시험 试验 試驗 実験
fire 발사 发射 發射 発射
launch 발사 发射 發射 発射 打ち上げ
artillery 포병 포탄 사격 炮兵 炮击 砲兵
tank 탱크 전차 坦克 戦車
destroyer 구축함 驱逐舰 驅逐艦 駆逐艦
submarine 잠수함 潜艇 潛艇 潜水艦
shipyard 조선소 造船厂 造船所
warship 군함 함정 军舰 軍艦 艦艇
aircraft 군용기 항공기 军机 軍機 航空機
bomber 폭격기 轰炸机 轟炸機 爆撃機
drone 무인기 드론 无人机 無人機 ドローン
paratrooper 항공육전병 공수 낙하 空降兵 伞兵 空挺
drill 훈련 연습 演习 演習 军演 軍演 訓練
exercise 훈련 연습 演习 演習 军演 軍演
freedom 자유의 自由
shield 방패 护盾 シールド
joint 연합 합동 联合 聯合 合同
inspect 시찰 점검 지도 참관 视察 視察
visit 방문 访问 訪問
factory 공장 工厂 工場
munition 군수 军工 軍需
greenhouse 온실 温室
daughter 딸 女儿 女兒 娘
farm 농장 온실 农场 農場
parade 열병식 阅兵 閱兵 パレード
summit 정상회담 정상회의 峰会 峰會 首脑会 首脳会談
talk 회담 협상 会谈 會談 会談
contact 접촉 接触 接觸
reject 거부 拒绝 拒絕 拒否
veto 거부권 否决 否決 拒否権
sanction 제재 制裁
panel 패널 专家小组 專家小組 パネル
un 유엔 안보리 联合国 聯合國 国連
envoy 특사 대사 特使 大使
congratulate 축전 축하 祝贺 祝賀
message 축전 친서 贺电 親書
election 대선 선거 총선 大选 选举 選舉 選挙
party 당 전원회의 党 全会
war 전쟁 战争 戰爭 戦争
condemn 규탄 비난 谴责 譴責 非難
threat 위협 威胁 威脅 脅威
protest 항의 抗议 抗議
troop 병력 파병 군 士兵 部队 部隊
border 국경 접경 边境 邊境 国境
strike 공격 공습 袭击 襲擊 空襲 攻撃
attack 공격 테러 袭击 攻击 攻撃
kill 사망 숨져 死亡 丧生 死者
dead 사망 숨져 死亡 丧生 死者
earthquake 지진 地震
magnitude 규모 级 級 マグニチュード
tsunami 쓰나미 해일 海啸 海嘯 津波
flood 홍수 폭우 洪水 洪灾 豪雨
typhoon 태풍 台风 颱風 台風
quake 지진 地震
rate 금리 利率 金利
bank 은행 银行 銀行
negative 마이너스 负 マイナス
hike 인상 加息 利上げ
growth 성장률 增长 成長
doctor 의사 의대 医生 醫生 医師
medical 의대 의료 医学 醫學 医療
seat 정원 名额 定員
quota 정원 名额 定員
balloon 풍선 气球 氣球 風船
trash 오물 垃圾 ごみ
hacker 해커 해킹 黑客 駭客 ハッカー
crypto 가상화폐 암호화폐 加密货币 仮想通貨
defector 탈북 脱北
prisoner 포로 战俘 捕虜
treaty 조약 条约 條約 条約
alliance 동맹 同盟
coast 동해 서해 해상 海域 近海 沖
sea 동해 서해 해상 海域 近海 日本海
end 종료 끝 结束 結束 終了
start 시작 开始 開始
""".strip()

_ELSEWHERE: dict[str, tuple[str, ...]] = {}
for _line in _WORDS.splitlines():
    _english, *_others = _line.split()
    for _other in _others:
        _ELSEWHERE[_other] = (*_ELSEWHERE.get(_other, ()), stem(_english))
VOCABULARY = frozenset(term for terms in _ELSEWHERE.values() for term in terms)
GENERIC_TERMS = frozenset(stem(word) for word in GENERIC)
_TO_ENGLISH: Mapping[str, tuple[str, ...]] = _ELSEWHERE
_FIND = re.compile("|".join(sorted(map(re.escape, _ELSEWHERE), key=len, reverse=True)))


def find_shared_words(text: str, terms: frozenset[str]) -> frozenset[str]:
    """The beat's words in a text, as English terms; `terms` are the text's own."""
    told = {term for found in _FIND.findall(text) for term in _TO_ENGLISH[found]}
    return frozenset(told | (terms & VOCABULARY))

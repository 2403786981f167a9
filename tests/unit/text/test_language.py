"""Which language a text is in."""

import pytest

from watchers.text.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kim calls for North Korea to boost missile production", "en"),
        ("Der nordkoreanische Machthaber besucht eine Fabrik", "de"),
        ("Le dirigeant nord-coréen appelle à produire davantage de missiles", "fr"),
        ("El líder norcoreano pide aumentar la producción de misiles", "es"),
        ("김정은 미사일 생산 확대 지시", "ko"),
        ("金正恩视察军工厂", "zh"),
        ("北朝鮮、ミサイル発射", "ja"),
        ("Ким Чен Ын призвал увеличить производство", "ru"),
        ("Кім Чен Ин закликав збільшити виробництво ракет", "uk"),
        ("كيم جونغ أون يدعو إلى زيادة إنتاج الصواريخ", "ar"),
        ("کیم جونگ اون خواستار افزایش تولید موشک شد", "fa"),
        ("UFS 훈련", "ko"),
        ("UFS", ""),
        ("123 456", ""),
        ("", ""),
    ],
)
def test_language_is_told(text: str, language: str) -> None:
    """By script where it tells, by letters else, empty where there is too little."""
    assert guess_language(text) == language

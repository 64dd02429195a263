import pytest

from briefreader.text.language import recognise

SENTENCES = {
    "en": "The harbour board met on Tuesday and decided that the second pier should close until the survey is done.",
    "fr": "Le conseil du port s'est réuni mardi et a décidé que la deuxième jetée serait fermée pendant les relevés.",
    "de": "Der Hafenrat trat am Dienstag zusammen und beschloss, die zweite Mole bis zum Sommer zu schließen.",
    "es": "La junta del puerto se reunió el martes y decidió cerrar el segundo muelle hasta que termine el estudio.",
    "ru": "Совет порта собрался во вторник и решил закрыть второй причал до окончания обследования летом.",
    "uk": "Рада порту зібралася у вівторок і вирішила закрити другий причал до завершення обстеження влітку.",
    "ar": "اجتمع مجلس الميناء يوم الثلاثاء وقرر إغلاق الرصيف الثاني حتى تنتهي أعمال المسح التي تبدأ في الصيف المقبل",
    "zh": "港务委员会星期二开会，决定在测量完成之前关闭第二码头。"
    "委员会还要求各方在夏季之前提交关于航道、照明和费用的意见，并在秋季再次开会。",
}  # fmt: skip


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_enough(language: str) -> None:
    assert recognise(SENTENCES[language]) == language


def test_capitals_and_addresses_do_not_mislead() -> None:
    assert recognise(SENTENCES["en"].upper()) == "en"
    assert recognise(SENTENCES["de"] + " https://example.org/the/harbour/board/and/the/pier " * 10) == "de"


@pytest.mark.parametrize("text", ["", "Quay", "12 34 56 " * 40, "!?" * 200])
def test_too_little_to_tell(text: str) -> None:
    assert recognise(text) == ""


def test_a_long_text_is_judged_by_parts_of_it() -> None:
    assert recognise((SENTENCES["fr"] + " ") * 400) == "fr"

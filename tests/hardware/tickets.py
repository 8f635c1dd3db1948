"""Tickets of nobody in particular, in six languages, with the longest names of departments."""

from hardware.printer.layout import TicketContent

ADDRESS = "https://dmed.example/q/A7f3Kq9ZxW2mB5tY8uN1cE4rT6"


def ticket(language: str, department: str | None = None) -> TicketContent:
    """A ticket in `language`, for its own department unless another is given."""
    hospital, caption, own, facts, notice, help_line = _WORDS[language]
    return TicketContent(
        hospital=hospital,
        caption=caption,
        number="K-047",
        department=department or own,
        facts=facts,
        notice=notice,
        qr=f"{ADDRESS}?lang={language}",
        help_line=help_line,
        footer="2026-03-05 09:07",
    )


_WORDS: dict[str, tuple[str, str, str, tuple[tuple[str, str], ...], str | None, str]] = {
    "uz-Latn": (
        "Toshkent shahar 1-son klinik shifoxonasi",
        "Navbat raqamingiz",
        "Otolaringologiya (quloq, tomoq, burun)",
        (("Xona", "2-qavat, 214"), ("Oldingizda", "3 kishi"), ("Kutish", "15–25 daqiqa")),
        None,
        "Oʻzingizni yomon his qilsangiz, hamshirani chaqiring",
    ),
    "uz-Cyrl": (
        "Тошкент шаҳар 1-сон клиник шифохонаси",
        "Навбат рақамингиз",
        "Юқумли касалликлар бўлими",
        (
            ("Хона", "2-қават, 214"),
            ("Шифокор", "Абдураҳмонова Гулчеҳра Худойбердиевна"),
            ("Олдингизда", "3 киши"),
        ),
        "Шошилинч: сизни навбатсиз чақиришади",
        "Ўзингизни ёмон ҳис қилсангиз, ҳамширани чақиринг",
    ),
    "ru": (
        "Республиканский специализированный научно-практический медицинский центр терапии",
        "Ваш номер в очереди",
        "Инфекционные болезни",
        (("Кабинет", "2 этаж, 214"), ("Примерное ожидание", "15–25 минут")),
        "Срочно: вас вызовут вне очереди",
        "Стало хуже? Скажите медсестре",
    ),
    "kaa": (
        "Nókis qalalıq emlewxanası",
        "Sizdiń nomerińiz",
        "Juqpalı kesellikler bólimi",
        (("Bólme", "2-qabat, 214"), ("Aldıńızda", "3 adam")),
        None,
        "Ózińizdi jaman sezseńiz, medbiykeni shaqırıń",
    ),
    "en": (
        "City Clinical Hospital No. 1",
        "Your number in the queue",
        "Ear, nose and throat",
        (("Room", "Floor 2, 214"), ("Ahead of you", "3 people"), ("Wait", "15–25 minutes")),
        "Urgent: you will be called first",
        "Feeling worse? Tell a nurse",
    ),
    "kk": (
        "Алматы қалалық №1 клиникалық ауруханасы",
        "Сіздің кезек нөміріңіз",
        "Қан тамырлары хирургиясы",
        (("Бөлме", "2-қабат, 214"), ("Алдыңызда", "3 адам"), ("Күту уақыты", "15–25 минут")),
        None,
        "Өзіңізді нашар сезінсеңіз, медбикені шақырыңыз",
    ),
}

LANGUAGES = tuple(_WORDS)
LONGEST_DEPARTMENTS = (
    "Юқумли касалликлар бўлими",
    "Инфекционные болезни",
    "Қан тамырлары хирургиясы",
    "Otolaringologiya (quloq, tomoq, burun)",
    "Реконструктивно-восстановительная микрохирургия и трансплантология",
    "Рентгенэндоваскулярнаяхирургияоднимсловом",
)

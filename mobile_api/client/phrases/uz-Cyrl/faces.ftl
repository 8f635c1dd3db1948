### Made from the Latin catalogue, never edited: python -m mobile_api.cyrillic
### What transliteration gets wrong stands in overrides.json beside this file.

# What fronts say when the domain of faces refuses something.
error-face-selfies-unavailable = Юздан танишни бу ерда телефондан ёқиб бўлмайди. Уни шифохонадаги киоскда ёқинг.
error-face-selfies-unclear = Суратлар етарлича аниқ чиқмади. Ёруғроқ жойда қайтадан суратга тушинг ёки киоскда уриниб кўринг.
error-face-selfie-task-over = Вақт тугади. Қайтадан бошланг ва янги суратлар олинг.
error-face-for-adults-only = 18 ёшгача бўлганларнинг юзи сақланмайди. Бошқа ҳаммаси очиқ.

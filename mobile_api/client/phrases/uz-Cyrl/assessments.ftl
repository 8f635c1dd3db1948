### Made from the Latin catalogue, never edited: python -m mobile_api.cyrillic
### What transliteration gets wrong stands in overrides.json beside this file.

# What fronts say when the domain of assessments refuses something.
error-not-a-department = Рўйхатда бундай бўлим йўқ.
error-not-in-chats = Аломатларни чатда эмас, саҳифамизда ёки иловада ёзинг.

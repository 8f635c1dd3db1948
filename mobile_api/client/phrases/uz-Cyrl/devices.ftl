### Made from the Latin catalogue, never edited: python -m mobile_api.cyrillic
### What transliteration gets wrong stands in overrides.json beside this file.

# What fronts say when a device is let in.
error-wrong-enrolment-code = Код мос келмади. Қурилмалар саҳифасида янги код олинг ва қайта киритинг.

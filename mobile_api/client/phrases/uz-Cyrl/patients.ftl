### Made from the Latin catalogue, never edited: python -m mobile_api.cyrillic
### What transliteration gets wrong stands in overrides.json beside this file.

# What fronts say when the domain of patients refuses something.
error-no-such-person = Бу одам топилмади. Рўйхатдаги одамни танланг ёки регистратурага мурожаат қилинг.

### Made from the Latin catalogue, never edited: python -m mobile_api.cyrillic
### What transliteration gets wrong stands in overrides.json beside this file.

# Har qanday qism rad etishi mumkin boʻlgan holatlar uchun soʻzlar.
error-internal = Ҳозир бўлмади. Илтимос, қайта уриниб кўринг.
error-invalid-request = Киритганингизни текшириб, қайта уриниб кўринг.
error-not-authenticated = Илтимос, яна бир марта киринг.
error-not-allowed = Бу ерда буни қилиб бўлмайди. Қабулхона ёрдам беради.
error-not-found = Топилмади. Балки шу орада ўзгартирилгандир.
error-request-too-large = Юбориш учун жуда катта. Илтимос, кичикроғини танланг.
error-idempotency-mismatch = Илтимос, бошидан қайта уриниб кўринг.
error-too-many-attempts = Қисқа вақт ичида жуда кўп уринилди. Бироз кутинг.
error-unavailable = Ҳозир жавоб йўқ. Бир оздан кейин қайта уриниб кўринг.
error-device-not-enrolled = Бу қурилма энди рўйхатда йўқ. Қабулхона ёрдам беради.
error-no-such-department = Бу шифохонада бундай бўлим йўқ. Бошқасини танланг.

### Made from the Latin catalogue, never edited: python -m mobile_api.cyrillic
### What transliteration gets wrong stands in overrides.json beside this file.

# What fronts say when the domain of appointments refuses something.
error-no-such-service = Бу хизмат энди бу ерда йўқ. Бошқасини танланг.
error-not-a-time = Бу вақтга ёзилиб бўлмайди. Бошқа вақтни танланг.
error-time-taken = Бу вақтни ҳозиргина бошқа одам олди. Бошқа вақтни танланг.
error-booked-elsewhere = Бу вақтда бошқа қабул бор. Бошқа вақтни танланг.
error-too-many-appointments = Бу ерга етарлича ёзилгансиз. Аввал биттасини бекор қилинг ёки регистратурага мурожаат қилинг.
error-too-many-moves = Бу қабул бир неча марта кўчирилган. Регистратура ёрдам беради.
error-too-many-late-cancellations = Илтимос, регистратурада ёки телефон орқали ёзилинг: бир неча қабул охирги дақиқада бекор қилинган.
error-offer-over = Бу вақт кейинги одамга таклиф қилинди. Рўйхатдаги ўрнингиз сақланади.
error-already-on-waitlist = Сиз бу рўйхатда аллақачон борсиз.
error-link-over = Бу ҳавола энди ишламайди. Ҳозирги ҳолатни кўриш учун қабулларингизни очинг.
error-pass-over = Бу коднинг вақти тугади. Иловани қайта очиб, янги кодни кўрсатинг.
error-already-rated = Раҳмат, бу қабул ҳақида фикрингизни айтгансиз.
error-not-seen-yet = Фикрингизни қабул бўлиб ўтгандан кейин айтишингиз мумкин.
error-no-such-appointment = Бу қабул топилмади. Қабулларингизни очинг ёки регистратурага мурожаат қилинг.
error-appointment-closed = Бу қабулни энди ўзгартириб бўлмайди. Регистратура ёрдам беради.
error-no-such-counter = Бу код бизнинг пештахтамизники эмас. Уни регистратурада кўрсатинг.

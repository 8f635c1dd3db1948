### Made from the Latin catalogue, never edited: python -m mobile_api.cyrillic
### What transliteration gets wrong stands in overrides.json beside this file.


# Face ID at the kiosk.

button-face = Юзим билан
button-face-confirm = Юзим билан тасдиқлаш
button-face-again = Яна бир марта қараш
button-face-other = Бошқа йўл билан
button-face-next-time = Кейинги сафар юзимдан танинг
button-face-agree = Розиман
button-face-decline = Ҳозир эмас
button-face-forget = Энди юзимдан таниманг
face-title = Камерага қаранг
face-hint = Сурат сақланмайди
face-look-here = Экран қаршисида туринг
face-one-person = Камерага бир киши қарасин
face-closer = Бироз яқинроқ келинг
face-back = Бироз орқароқ туринг
face-centre = Ўртароққа туринг
face-more-light = Юзингизга ёруғлик тушсин
face-less-light = Ёруғлик кучли: бошқа томонга бурилинг
face-hold-still = Бир лаҳза қимирламанг
face-look-straight = Камерага тўғри қаранг
face-wait = Жуда яхши, қараб туринг
face-turn-left = Бошингизни чапга буринг
face-turn-right = Бошингизни ўнгга буринг
face-turn-back = Яхши. Энди яна камерага қаранг
face-missed-nobody = Камера сизни кўрмади. Экран қаршисида туринг.
face-missed-unclear = Тасвир аниқ чиқмади. Ёруғроқ жойда, яқинроқ туринг.
face-missed-several = Кадрда бир неча киши бор эди. Олдинда бир киши турсин.
face-missed-not-turned = Бошни кўрсатилган томонга буринг, кейин яна камерага қаранг.
face-missed-not-sure = Ҳали ишонч ҳосил қилмадик. Яна бир қаранг ёки бошқа йўлни танланг.
face-missed-no-camera = Камера ҳозир ишламаяпти. Бошқа йўлни танланг.
face-other-way = Келинг, бошқа йўл билан давом этамиз
face-digits-title = ЖШШИР рақамингизнинг охирги 4 та рақами
face-digits-hint = Сизни бошқа одам билан адаштирмаслик учун
face-offer-title = Кейинги сафар юзингиздан танийликми?
face-offer-hint = Бу сизнинг ихтиёрингизда. Бусиз ҳам ҳамма хизмат очиқ.
face-offer-active = Бу ерда сизни юзингиздан таниймиз
face-enrolled-title = Қабулхонада ҳужжатингизни кўрсатинг
face-enrolled-hint = Бир соат ичида шу тўртта рақамни айтинг. Шундан кейин киоск сизни танийди.
face-slip-caption = Киоск сизни таниши учун
face-slip-valid = Амал қилади
face-slip-until = { $time } гача
face-slip-then = У ерда шу рақамларни айтинг. Шундан кейин киоск сизни танийди.
face-slip-printing = Рақамлар чоп этиляпти…
face-slip-printed = Рақамлар қоғозда ҳам бор: пастдан олинг
face-slip-remember = Рақамларни эслаб қолинг ёки суратга олинг
face-forgotten = Тайёр: юзингиз тавсифи ўчирилди
error-face-digits = Рақамлар мос келмади. Қайта теринг ёки бошқа йўлни танланг.
error-face-consent-missing = Аввал розилик беринг, кейин камерага қаранг
error-face-for-adults-only = 18 ёшгача бўлганларнинг юзи сақланмайди. Бошқа ҳаммаси очиқ.
error-face-model-unknown = Юздан таниш ҳозир ишламаяпти. Бошқа йўлни танланг.
error-face-proposal-over = Вақт тугади. Камерага яна қаранг ёки рақамингизни теринг.

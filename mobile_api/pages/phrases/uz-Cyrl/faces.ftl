### Made from the Latin catalogue, never edited: python -m mobile_api.cyrillic
### What transliteration gets wrong stands in overrides.json beside this file.


# Face ID, for the counter and the office.

nav-faces = Юздан таниш
faces-title = Юздан таниш
faces-hint = Киоскда рози бўлганлар ҳужжати кўрилгунча шу ерда туради.
faces-none = Ҳеч ким кутмаяпти.
faces-pinfl = ЖШШИР охири: { $digits }
faces-no-pinfl = Картада ЖШШИР йўқ
faces-how = Ҳужжатга ва одамга қаранг, киоскда чиққан тўртта рақамни сўранг.
faces-code = Киоскдаги тўртта рақам
faces-check = Ҳужжат кўрилди
faces-refuse = Бошқа одам
faces-until = { $time } гача кутади
faces-reviews = Икки картада бир хил юз
faces-reviews-hint = Эгизаклар ўхшаш бўлади. Аввал иккала картани кўринг; қарор қилингунча янги юз танилмайди.
faces-open-record = Картани очиш
faces-two-people = Икки киши
faces-same-person = Битта одам
faces-notice-face-not-checked = Рақамлар мос келмади ёки кутиш вақти тугади.
faces-notice-face-review-over = Бу ҳақда аллақачон қарор қилинган.
faces-notice-too-many-attempts = Беш марта бошқа код киритилди. Одам киоскда қайтадан бошласин.
faces-notice-checked = Тайёр: киоск энди бу одамни танийди.
faces-notice-review = Ҳужжат кўрилди. Шу юз бошқа картада ҳам бор: қарорни ИТ-ҳамшира қилади.
faces-notice-refused = Ёзув ўчирилди.
faces-notice-decided = Қарор қилинди.
faces-notice-reported = Раҳмат, ҳисобга олинди.
faces-report = Нимадир бошқача бўлдими?
faces-report-hint = Исмсиз айтинг. Фақат саналади.
faces-alarm-wrong-person = Бошқа одам деб таниди
faces-alarm-picture-accepted = Суратни одам деб қабул қилди
faces-alarm-often-not-recognised = Кўпинча танимайди
faces-figures = Рақамлар
faces-desk = Кутаётганлар
faces-figures-hint = Охирги { $days } кунда одамлар қандай танилди. Исмлар сақланмайди.
faces-days = { $days } кун
faces-not-calibrated = Созланмаган: чегаралар бошқа жойда, бошқа одамларда ўлчанган.
faces-calibrated = Шу ердаги одамларда созланган.
faces-enrolled = Бу ерда ишлатилаётган тавсифлар
faces-tries = Солиштирилган қарашлар
faces-recognised = Танилди
faces-identified = Одамлар қандай танилди
faces-bypassed = Нега юздан эмас
faces-alarms = Ходимлар хабар қилгани
faces-way-face-number = Юз ва терилган ЖШШИР
faces-way-face-search = Юз ва ЖШШИРнинг охирги 4 рақами
faces-way-phone-digits = ЖШШИР ва телефоннинг охирги 4 рақами
faces-way-app-qr = Илованинг QR-коди
faces-way-card = Ҳужжат ва телефоннинг охирги 4 рақами
faces-way-number-only = Фақат ЖШШИР, тасдиқсиз
faces-way-none = Рақамсиз
faces-bypass-not-offered = Бу ерда юздан таниш йўқ
faces-bypass-chose-other = Бошқа йўлни танлади
faces-bypass-not-recognised = Танилмади
faces-bypass-no-picture = Аниқ тасвир олинмади
faces-bypass-not-live = Бош буриш ёки жонлилик
faces-bypass-too-many = Уринишлар кўп бўлди
faces-bypass-offline = Алоқа йўқ эди

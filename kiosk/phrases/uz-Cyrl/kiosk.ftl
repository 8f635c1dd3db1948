### Made from the Latin catalogue, never edited: python -m mobile_api.cyrillic
### What transliteration gets wrong stands in overrides.json beside this file.


## Always there

app-name = Dmed
button-continue = Давом этиш
button-back = Орқага
button-nurse = Ҳамширани чақириш
button-no-number = ЖШШИР рақамим йўқ
button-skip = Тасдиқламасдан давом этиш
button-something-else = Бошқа масала
button-find-department = Бўлимни топиш
button-print = Чипта олиш
button-reception = Қабулхонага чипта олиш
button-retry = Қайта уриниш
button-finish = Тугатиш
button-stay = Давом этаман
button-language = Тил
button-contrast = Ёрқин ранглар
button-larger-text = Катта ҳарфлар
button-erase = Ўчириш
button-clear = Ҳаммасини ўчириш
button-check-in = Келдим
button-strike = Бу менда йўқ
button-unstrike = Қайтариш
busy = Бир оз кутинг…
offline-banner = Ҳозир алоқа йўқ. Ёзганларингиз сақланиб туради.
greeting = Ассалому алайкум, { $name }

## At the first start: for staff

enrol-title = Киоскни улаш
enrol-hint = Ходим учун: бошқарув саҳифасида “Киоск ва таблолар” бўлимида код олинг ва 8 та рақамини шу ерда теринг
enrol-not-kept = Калитни сақлаб бўлмади. Дискни текшириб, тугмани яна босинг.

## Welcome

attract-title = Хуш келибсиз
attract-what = Навбатга ёзилиш ва шифокорга йўл
attract-time = 1–2 дақиқа вақтингизни олади
scan-hint = Иловангиз борми? Ундаги QR-кодни сканерга тутинг
scan-hint-document = ID-карта орқасини ёки иловадаги QR-кодни сканерга тутинг
attract-hint = Тилни танланг

## For whom

for-whom-title = Ким учун келдингиз?
for-whom-hint = Шифокор кимни кўриши керак?
for-whom-self = Ўзим учун
for-whom-child = Болам учун
for-whom-other = Яқиним учун

## The number

pinfl-title = ЖШШИР рақамингизни теринг
pinfl-title-child = Боланинг ЖШШИР рақамини теринг
pinfl-title-other = Яқинингизнинг ЖШШИР рақамини теринг
pinfl-hint = ID-картанинг орқа томонидаги ёки паспортдаги 14 та рақам
pinfl-hint-child = Боланинг ID-картаси ёки туғилганлик гувоҳномасидаги 14 та рақам
pinfl-hint-other = ID-картанинг орқа томонидаги ёки паспортдаги 14 та рақам
pinfl-left = Яна { $left } та рақам
pinfl-fault-incomplete = Яна { $left } та рақам теринг
pinfl-fault-not-digits = Фақат рақамларни теринг
pinfl-fault-first-digit = Биринчи рақам 1 дан 6 гача бўлади. Ҳужжатга қараб, қайта теринг.
pinfl-fault-birth-date = 2–7-рақамлар туғилган сана: кун, ой, йил. Ҳужжатга қараб, қайта теринг.
pinfl-fault-check-digit = Рақамлардан бири бошқача. Ҳужжат билан солиштириб, қайта теринг.

## The last four digits of the phone

confirm-title = Телефон рақамингизнинг охирги 4 та рақами
confirm-title-child = Боланинг картасидаги телефон рақамининг охирги 4 та рақами
confirm-title-other = Яқинингиз телефон рақамининг охирги 4 та рақами
confirm-hint = Шунда бугунги қабулингизни кўрсатамиз. Телефонни билмасангиз, тасдиқламасдан давом этинг.

## Today's appointments

appointments-title = Бугунги қабулингиз
appointments-hint = Келган қабулингизни танланг
appointment-time = Соат { $time }
appointment-doctor = Шифокор: { $doctor }
appointment-status-booked = Сизни кутяпмиз
appointment-status-arrived = Келганингиз белгиланган
appointment-status-fulfilled = Қабул бўлиб ўтган
appointment-status-cancelled = Қабул бекор қилинган
appointment-status-noshow = Вақти ўтиб кетган

## The complaint

complaint-title = Сизни нима безовта қиляпти?
complaint-title-child = Болани нима безовта қиляпти?
complaint-title-other = Яқинингизни нима безовта қиляпти?
complaint-hint = Ўз сўзларингиз билан ёзинг: қаери оғрияпти, қачондан бери
complaint-example = Масалан: уч кундан бери бошим оғрияпти
complaint-left = Яна { $left } та белги сиғади
keep-text-label = Шифокор шу сўзларни ўқиши мумкин
keep-text-hint = Белгиламасангиз, ёзганларингиз сақланмайди

## The one question

question-title = Яна битта савол
question-hint = Энг тўғри келадиган жавобни танланг

## Where to go

result-title = Сиз учун бўлим
result-hint = Бу ташхис эмас. Ташхисни шифокор қўяди.
result-place = { $floor }-қават, { $room }-хона
result-floor = { $floor }-қават
result-findings = Сиз айтган белгилар
result-findings-hint = Сизда йўқ белгини босиб, олиб ташланг
result-no-findings = Белги қолмади
result-reception-title = Сизга қабулхонада ёрдам беришади
result-reception-hint = Қабулхонада қайси шифокорга боришни айтишади
urgency-emergency = Ҳозир ёрдам керак
urgency-today = Бугун шифокорга кўрининг
urgency-planned = Шошилинч эмас: яқин кунларда шифокорга кўрининг
urgency-self-care = Шошилинч эмас. Хоҳласангиз, шифокор билан маслаҳатлашинг

## The ticket: on the screen

ticket-title = Чиптангиз тайёр
ticket-hint = Рақамингиз таблода чиқишини кутинг
ticket-printing = Чипта чоп этиляпти…
ticket-printed = Чиптани пастдан олинг
ticket-no-paper = Қоғоз тугади, ходимга хабар берилди. Рақамни эслаб қолинг ёки QR-кодни телефонда очинг.
ticket-no-printer = Чипта чоп этилмайди. Рақамни эслаб қолинг ёки QR-кодни телефонда очинг.

## The ticket: on the screen and on paper

ticket-caption = Навбат рақами
ticket-department = Бўлим
ticket-place = Қаерда
ticket-wait = Кутиш
ticket-wait-range = { $from }–{ $to } дақиқа
ticket-wait-minutes = { $minutes } дақиқагача
ticket-wait-now = Тез орада чақирамиз
ticket-ahead = Сиздан олдин
ticket-ahead-count = { $count } киши
ticket-ahead-nobody = Ҳеч ким йўқ
ticket-doctor = Шифокор
ticket-issued = Берилган вақти
ticket-notice-emergency = Шошилинч: навбатсиз чақириласиз
ticket-notice-unknown = Сизни ходим биринчи бўлиб кўради
ticket-qr = QR-код: навбатингизни телефонда кузатинг
ticket-help = Аҳволингиз ёмонлашса, дарҳол ходимга айтинг. Тез ёрдам: { $phone }

## Help is coming

nurse-title = Шу ерда ўтириб туринг
nurse-hint = Ёлғиз қолманг, ёнингиздагилардан ёрдам сўранг
nurse-why = Ёзганларингизни шифокор дарҳол кўриши керак
nurse-stay-seated = Ўтиринг. Турманг ва ўзингиз юриб кетманг.
nurse-coming = Ҳамшира чақирилди, олдингизга келади
nurse-calling = Ҳамширани чақиряпмиз…
nurse-ambulance = Тез ёрдам: { $phone }
nurse-not-reached = Ҳамширага хабар етмади. Қабулхонага мурожаат қилинг ёки { $phone } га қўнғироқ қилинг.
nurse-ticket = Навбат рақамингиз: { $number }

## The server is away

trouble-title = Ҳозир алоқа йўқ
trouble-hint = Қурилма ўзи қайта уриняпти. Кутишни истамасангиз, қабулхонага мурожаат қилинг.
trouble-kept = Ёзганларингиз ўчмайди
trouble-not-reached = Хабар навбатчи ходимга етмади. Қабулхонага боринг ёки { $phone } га қўнғироқ қилинг.
out-of-order-title = Қурилма ҳозир ишламаяпти
out-of-order-hint = Илтимос, қабулхонага мурожаат қилинг

## Nobody touches

idle-title = Шу ердамисиз?
idle-hint = { $seconds } сониядан кейин ҳаммаси ўчирилади

## Keyboard

keyboard-space = Бўш жой
keyboard-erase = Ўчириш
keyboard-shift = Катта ҳарф
keyboard-letters = АБВ
keyboard-numbers = 123
keyboard-script = Ёзув
keyboard-newline = Янги қатор

## What stands in the way, and what to do

error-internal = Ҳозир амалга ошмади. Қайта уриниб кўринг ёки қабулхонага мурожаат қилинг.
error-invalid-request = Ёзганларингизни текшириб, қайта уриниб кўринг
error-unavailable = Бир оз кутиб, қайта уриниб кўринг
error-api-unreachable = Ҳозир алоқа йўқ. Бир оздан кейин қайта уриниб кўринг.
error-api-incomprehensible = Қурилма ҳозир ишламаяпти. Қабулхонага мурожаат қилинг.
error-device-not-enrolled = Қурилма ҳозир ишламаяпти. Қабулхонага мурожаат қилинг.
error-not-authenticated = Қурилма ҳозир ишламаяпти. Қабулхонага мурожаат қилинг.
error-not-allowed = Бу ерда бунинг иложи йўқ. Қабулхонага мурожаат қилинг.
error-not-found = Маълумот топилмади. Қабулхонага мурожаат қилинг.
error-idempotency-mismatch = Қайта уриниб кўринг
error-too-many-attempts = { $minutes } дақиқадан кейин қайта уриниб кўринг. Ҳозир тасдиқламасдан давом этишингиз ёки қабулхонага боришингиз мумкин.
error-too-many-numbers = { $minutes } дақиқадан кейин қайта уриниб кўринг ёки қабулхонага чипта олинг.
error-wrong-enrolment-code = Код мос келмади ёки 10 дақиқа ўтди. Саҳифада янги код олинг.
error-too-many-codes = Жуда кўп уриниш. { $minutes } дақиқадан кейин қайта теринг.
error-pass-over = Бу коднинг вақти тугаган. Иловада янги код очинг ёки рақамингизни теринг.
error-foreign-code = Бу иловадаги келиш коди эмас. Иловада кодни очинг ёки рақамингизни теринг.
error-document-unreadable = Ҳужжат ҳали ўқилмади. «<<<» белгилари бор томонини яна бир марта сканерга тутинг ёки рақамни теринг.
error-document-expired = Бу ҳужжатнинг муддати тугаган. Рақамни ўзингиз теринг ёки қабулхонага мурожаат қилинг.
error-document-no-number = Бу ҳужжатда ЖШШИР йўқ. Уни ўзингиз теринг ёки қабулхонага мурожаат қилинг.
error-not-confirmed = Рақамлар мос келмади. Қайта теринг ёки тасдиқламасдан давом этинг.
error-confirmation-needed = Аввал телефон рақамининг охирги 4 та рақамини теринг
error-visit-expired = Вақт тугади. Рақамингизни қайта теринг.
error-birth-date-in-future = Туғилган санани ҳужжат билан солиштириб, қайта теринг
error-no-such-appointment = Бугун бундай қабул топилмади. Шикоятингизни ёзинг ёки қабулхонага мурожаат қилинг.
error-appointment-closed = Бу қабул энди очиқ эмас. Бошқа масалани танланг ёки қабулхонага мурожаат қилинг.
error-complaint-empty = Нима безовта қилаётганини бир-икки сўз билан ёзинг
error-no-such-assessment = Бўлимни қайтадан топамиз. Тугмани яна бир марта босинг.
error-no-such-department = Бу бўлим бизда йўқ. Қабулхонага чипта олинг.
error-already-waiting = Сиз бу навбатда турибсиз. Аввалги чиптангиз ўз кучида. Чипта йўқолган бўлса, қабулхонага мурожаат қилинг.
error-already-waiting-number = Сиз бу навбатда турибсиз, рақамингиз { $number }. Чипта йўқолган бўлса, қабулхонага мурожаат қилинг.
error-no-such-ticket = Бундай чипта топилмади. Қабулхонага мурожаат қилинг.

## window

nurse-ask-title = Ёнингиздагилардан ёрдам сўранг
nurse-ask-hint = Ҳамширани чақириб беришларини айтинг
nurse-not-reached-seated = Ҳамширага хабар етмади. Ёнингиздагилар қабулхонага айтсин ёки { $phone } га қўнғироқ қилсин.

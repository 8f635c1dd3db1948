### Kiosk, Uzbek in Latin script. The Cyrillic catalogue is made from this one:
### python -m mobile_api.cyrillic

## Always there

app-name = Dmed
button-continue = Davom etish
button-back = Orqaga
button-nurse = Hamshirani chaqirish
button-no-number = JSHSHIR raqamim yoʻq
button-skip = Tasdiqlamasdan davom etish
button-something-else = Boshqa masala
button-find-department = Boʻlimni topish
button-print = Chipta olish
button-reception = Qabulxonaga chipta olish
button-retry = Qayta urinish
button-finish = Tugatish
button-stay = Davom etaman
button-language = Til
button-contrast = Yorqin ranglar
button-larger-text = Katta harflar
button-erase = Oʻchirish
button-clear = Hammasini oʻchirish
button-check-in = Keldim
button-strike = Bu menda yoʻq
button-unstrike = Qaytarish
busy = Bir oz kuting…
offline-banner = Hozir aloqa yoʻq. Yozganlaringiz saqlanib turadi.
greeting = Assalomu alaykum, { $name }

## At the first start: for staff

enrol-title = Kioskni ulash
enrol-hint = Xodim uchun: boshqaruv sahifasida “Kiosk va tablolar” boʻlimida kod oling va 8 ta raqamini shu yerda tering
enrol-not-kept = Kalitni saqlab boʻlmadi. Diskni tekshirib, tugmani yana bosing.

## Welcome

attract-title = Xush kelibsiz
attract-what = Navbatga yozilish va shifokorga yoʻl
attract-time = 1–2 daqiqa vaqtingizni oladi
scan-hint = Ilovangiz bormi? Undagi QR-kodni skanerga tuting
scan-hint-document = ID-karta orqasini yoki ilovadagi QR-kodni skanerga tuting
attract-hint = Tilni tanlang

## For whom

for-whom-title = Kim uchun keldingiz?
for-whom-hint = Shifokor kimni koʻrishi kerak?
for-whom-self = Oʻzim uchun
for-whom-child = Bolam uchun
for-whom-other = Yaqinim uchun

## The number

pinfl-title = JSHSHIR raqamingizni tering
pinfl-title-child = Bolaning JSHSHIR raqamini tering
pinfl-title-other = Yaqiningizning JSHSHIR raqamini tering
pinfl-hint = ID-kartaning orqa tomonidagi yoki pasportdagi 14 ta raqam
pinfl-hint-child = Bolaning ID-kartasi yoki tugʻilganlik guvohnomasidagi 14 ta raqam
pinfl-hint-other = ID-kartaning orqa tomonidagi yoki pasportdagi 14 ta raqam
pinfl-left = Yana { $left } ta raqam
pinfl-fault-incomplete = Yana { $left } ta raqam tering
pinfl-fault-not-digits = Faqat raqamlarni tering
pinfl-fault-first-digit = Birinchi raqam 1 dan 6 gacha boʻladi. Hujjatga qarab, qayta tering.
pinfl-fault-birth-date = 2–7-raqamlar tugʻilgan sana: kun, oy, yil. Hujjatga qarab, qayta tering.
pinfl-fault-check-digit = Raqamlardan biri boshqacha. Hujjat bilan solishtirib, qayta tering.

## The last four digits of the phone

confirm-title = Telefon raqamingizning oxirgi 4 ta raqami
confirm-title-child = Bolaning kartasidagi telefon raqamining oxirgi 4 ta raqami
confirm-title-other = Yaqiningiz telefon raqamining oxirgi 4 ta raqami
confirm-hint = Shunda bugungi qabulingizni koʻrsatamiz. Telefonni bilmasangiz, tasdiqlamasdan davom eting.

## Today's appointments

appointments-title = Bugungi qabulingiz
appointments-hint = Kelgan qabulingizni tanlang
appointment-time = Soat { $time }
appointment-doctor = Shifokor: { $doctor }
appointment-status-booked = Sizni kutyapmiz
appointment-status-arrived = Kelganingiz belgilangan
appointment-status-fulfilled = Qabul boʻlib oʻtgan
appointment-status-cancelled = Qabul bekor qilingan
appointment-status-noshow = Vaqti oʻtib ketgan

## The complaint

complaint-title = Sizni nima bezovta qilyapti?
complaint-title-child = Bolani nima bezovta qilyapti?
complaint-title-other = Yaqiningizni nima bezovta qilyapti?
complaint-hint = Oʻz soʻzlaringiz bilan yozing: qayeri ogʻriyapti, qachondan beri
complaint-example = Masalan: uch kundan beri boshim ogʻriyapti
complaint-left = Yana { $left } ta belgi sigʻadi
keep-text-label = Shifokor shu soʻzlarni oʻqishi mumkin
keep-text-hint = Belgilamasangiz, yozganlaringiz saqlanmaydi

## The one question

question-title = Yana bitta savol
question-hint = Eng toʻgʻri keladigan javobni tanlang

## Where to go

result-title = Siz uchun boʻlim
result-hint = Bu tashxis emas. Tashxisni shifokor qoʻyadi.
result-place = { $floor }-qavat, { $room }-xona
result-floor = { $floor }-qavat
result-findings = Siz aytgan belgilar
result-findings-hint = Sizda yoʻq belgini bosib, olib tashlang
result-no-findings = Belgi qolmadi
result-reception-title = Sizga qabulxonada yordam berishadi
result-reception-hint = Qabulxonada qaysi shifokorga borishni aytishadi
urgency-emergency = Hozir yordam kerak
urgency-today = Bugun shifokorga koʻrining
urgency-planned = Shoshilinch emas: yaqin kunlarda shifokorga koʻrining
urgency-self-care = Shoshilinch emas. Xohlasangiz, shifokor bilan maslahatlashing

## The ticket: on the screen

ticket-title = Chiptangiz tayyor
ticket-hint = Raqamingiz tabloda chiqishini kuting
ticket-printing = Chipta chop etilyapti…
ticket-printed = Chiptani pastdan oling
ticket-no-paper = Qogʻoz tugadi, xodimga xabar berildi. Raqamni eslab qoling yoki QR-kodni telefonda oching.
ticket-no-printer = Chipta chop etilmaydi. Raqamni eslab qoling yoki QR-kodni telefonda oching.

## The ticket: on the screen and on paper

ticket-caption = Navbat raqami
ticket-department = Boʻlim
ticket-place = Qayerda
ticket-wait = Kutish
ticket-wait-range = { $from }–{ $to } daqiqa
ticket-wait-minutes = { $minutes } daqiqagacha
ticket-wait-now = Tez orada chaqiramiz
ticket-ahead = Sizdan oldin
ticket-ahead-count = { $count } kishi
ticket-ahead-nobody = Hech kim yoʻq
ticket-doctor = Shifokor
ticket-issued = Berilgan vaqti
ticket-notice-emergency = Shoshilinch: navbatsiz chaqirilasiz
ticket-notice-unknown = Sizni xodim birinchi boʻlib koʻradi
ticket-qr = QR-kod: navbatingizni telefonda kuzating
ticket-help = Ahvolingiz yomonlashsa, darhol xodimga ayting. Tez yordam: { $phone }

## Help is coming

nurse-title = Shu yerda oʻtirib turing
nurse-hint = Yolgʻiz qolmang, yoningizdagilardan yordam soʻrang
nurse-why = Yozganlaringizni shifokor darhol koʻrishi kerak
nurse-stay-seated = Oʻtiring. Turmang va oʻzingiz yurib ketmang.
nurse-coming = Hamshira chaqirildi, oldingizga keladi
nurse-calling = Hamshirani chaqiryapmiz…
nurse-ambulance = Tez yordam: { $phone }
nurse-not-reached = Hamshiraga xabar yetmadi. Qabulxonaga murojaat qiling yoki { $phone } ga qoʻngʻiroq qiling.
nurse-ticket = Navbat raqamingiz: { $number }

## The server is away

trouble-title = Hozir aloqa yoʻq
trouble-hint = Qurilma oʻzi qayta urinyapti. Kutishni istamasangiz, qabulxonaga murojaat qiling.
trouble-kept = Yozganlaringiz oʻchmaydi
trouble-not-reached = Xabar navbatchi xodimga yetmadi. Qabulxonaga boring yoki { $phone } ga qoʻngʻiroq qiling.
out-of-order-title = Qurilma hozir ishlamayapti
out-of-order-hint = Iltimos, qabulxonaga murojaat qiling

## Nobody touches

idle-title = Shu yerdamisiz?
idle-hint = { $seconds } soniyadan keyin hammasi oʻchiriladi

## Keyboard

keyboard-space = Boʻsh joy
keyboard-erase = Oʻchirish
keyboard-shift = Katta harf
keyboard-letters = ABC
keyboard-numbers = 123
keyboard-script = Yozuv
keyboard-newline = Yangi qator

## What stands in the way, and what to do

error-internal = Hozir amalga oshmadi. Qayta urinib koʻring yoki qabulxonaga murojaat qiling.
error-invalid-request = Yozganlaringizni tekshirib, qayta urinib koʻring
error-unavailable = Bir oz kutib, qayta urinib koʻring
error-api-unreachable = Hozir aloqa yoʻq. Bir ozdan keyin qayta urinib koʻring.
error-api-incomprehensible = Qurilma hozir ishlamayapti. Qabulxonaga murojaat qiling.
error-device-not-enrolled = Qurilma hozir ishlamayapti. Qabulxonaga murojaat qiling.
error-not-authenticated = Qurilma hozir ishlamayapti. Qabulxonaga murojaat qiling.
error-not-allowed = Bu yerda buning iloji yoʻq. Qabulxonaga murojaat qiling.
error-not-found = Maʼlumot topilmadi. Qabulxonaga murojaat qiling.
error-idempotency-mismatch = Qayta urinib koʻring
error-too-many-attempts = { $minutes } daqiqadan keyin qayta urinib koʻring. Hozir tasdiqlamasdan davom etishingiz yoki qabulxonaga borishingiz mumkin.
error-too-many-numbers = { $minutes } daqiqadan keyin qayta urinib koʻring yoki qabulxonaga chipta oling.
error-wrong-enrolment-code = Kod mos kelmadi yoki 10 daqiqa oʻtdi. Sahifada yangi kod oling.
error-too-many-codes = Juda koʻp urinish. { $minutes } daqiqadan keyin qayta tering.
error-pass-over = Bu kodning vaqti tugagan. Ilovada yangi kod oching yoki raqamingizni tering.
error-foreign-code = Bu ilovadagi kelish kodi emas. Ilovada kodni oching yoki raqamingizni tering.
error-document-unreadable = Hujjat hali oʻqilmadi. «<<<» belgilari bor tomonini yana bir marta skanerga tuting yoki raqamni tering.
error-document-expired = Bu hujjatning muddati tugagan. Raqamni oʻzingiz tering yoki qabulxonaga murojaat qiling.
error-document-no-number = Bu hujjatda JSHSHIR yoʻq. Uni oʻzingiz tering yoki qabulxonaga murojaat qiling.
error-not-confirmed = Raqamlar mos kelmadi. Qayta tering yoki tasdiqlamasdan davom eting.
error-confirmation-needed = Avval telefon raqamining oxirgi 4 ta raqamini tering
error-visit-expired = Vaqt tugadi. Raqamingizni qayta tering.
error-birth-date-in-future = Tugʻilgan sanani hujjat bilan solishtirib, qayta tering
error-no-such-appointment = Bugun bunday qabul topilmadi. Shikoyatingizni yozing yoki qabulxonaga murojaat qiling.
error-appointment-closed = Bu qabul endi ochiq emas. Boshqa masalani tanlang yoki qabulxonaga murojaat qiling.
error-complaint-empty = Nima bezovta qilayotganini bir-ikki soʻz bilan yozing
error-no-such-assessment = Boʻlimni qaytadan topamiz. Tugmani yana bir marta bosing.
error-no-such-department = Bu boʻlim bizda yoʻq. Qabulxonaga chipta oling.
error-already-waiting = Siz bu navbatda turibsiz. Avvalgi chiptangiz oʻz kuchida. Chipta yoʻqolgan boʻlsa, qabulxonaga murojaat qiling.
error-already-waiting-number = Siz bu navbatda turibsiz, raqamingiz { $number }. Chipta yoʻqolgan boʻlsa, qabulxonaga murojaat qiling.
error-no-such-ticket = Bunday chipta topilmadi. Qabulxonaga murojaat qiling.

## window

nurse-ask-title = Yoningizdagilardan yordam soʻrang
nurse-ask-hint = Hamshirani chaqirib berishlarini ayting
nurse-not-reached-seated = Hamshiraga xabar yetmadi. Yoningizdagilar qabulxonaga aytsin yoki { $phone } ga qoʻngʻiroq qilsin.

### Pages in a browser, Uzbek in Latin script. The Cyrillic catalogue is made from this one.

## Everywhere

skip-to-content = Asosiy qismga oʻtish
navigation = Sahifalar
nav-rooms = Xonalar
nav-devices = Qurilmalar
nav-messages = Xabarlar
sign-out = Chiqish
connection-lost = Aloqa uzildi. Roʻyxat eskirgan boʻlishi mumkin, qayta ulanmoqdamiz…
action-failed = Amal bajarilmadi. Aloqani tekshirib, yana bir marta bosing.
room = { $room }-xona
floor = { $floor }-qavat
minutes-ago = { $minutes ->
    [0] hozirgina
   *[other] { $minutes } daqiqa oldin
}

## Sign-in

login-title = Tizimga kirish
login-for-staff = Bu sahifa shifoxona xodimlari uchun.
login-login = Login
login-password = Parol
login-enter = Kirish
login-wrong = Login yoki parol notoʻgʻri. Harflarni tekshirib, qayta kiriting.
login-locked = Xato urinishlar koʻp boʻldi. { $minutes } daqiqadan keyin yana kiring.
login-expired = Bu kompyuterdan uzoq vaqt foydalanilmadi, shuning uchun siz tizimdan chiqarildingiz. Qayta kirmaguningizcha chaqiruvlar bu yerda koʻrinmaydi.
login-forgotten = Parolni unutdingizmi? Administratorga murojaat qiling.

## Choice of a room

rooms-title = Qaysi xonada ishlaysiz?
rooms-hint = Bemorlar siz tanlagan xonaga chaqiriladi.
rooms-none = Sizga hali boʻlim biriktirilmagan. Administratorga murojaat qiling.
rooms-open = Ochish
room-label = Xona raqami

## Console of a room

console-now = Hozirgi bemor
console-in-room = Xonaga chaqirilgan
console-room-free = Xona boʻsh
console-press-next = Keyingi bemorni chaqirish uchun pastdagi tugmani bosing
console-called = { $number } { $room }-xonaga chaqirildi
console-called-at = Soat { $time } da chaqirilgan
console-next = Keyingisini chaqirish
console-closes = { $number } qabuli tugatiladi
console-call = Chaqirish
console-recall = Qayta chaqirish
console-no-answer = Kelmadi
console-done = Qabul tugadi
console-waiting = Navbatda
console-missed = Chaqirilgan, lekin kelmagan
console-elsewhere = Boshqa chaqirilganlar
console-nobody = Navbatda hech kim yoʻq
count-waiting = { $count } kishi
count-longest = eng koʻpi { $minutes } daqiqa kutdi
waited = { $minutes } daqiqa

priority-emergency = Shoshilinch
priority-unknown = Holati nomaʼlum
priority-today = Bugun koʻrilsin
priority-booked = Yozilgan
priority-planned = Rejali
why-emergency = Navbatsiz: holati shoshilinch boʻlishi mumkin
why-unknown = Navbatsiz: holatining shoshilinchligi hali nomaʼlum
why-today = Oldinroq: bugun koʻrilishi kerak
why-booked = Oldinroq: shu vaqtga yozilgan
why-planned = Navbat boʻyicha

notice-nobody_waiting = Navbatda hech kim qolmadi.
notice-no_such_ticket = Bunday chipta yoʻq.
notice-ticket_not_called = Bu chipta holati oʻzgargan: boshqa xodim uni yopgan yoki chaqirgan. Roʻyxat yangilandi.
notice-ticket_not_waiting = Bu bemor allaqachon chaqirilgan. Roʻyxat yangilandi.
notice-idempotency_mismatch = Sahifa eskirgan edi. Roʻyxat yangilandi, yana bir marta bosing.

## Alarms

alarm-red-flag = Xavfli belgi
alarm-red-flag-unknown = turi nomaʼlum, bemorni darhol koʻring
alarm-nurse-call = Bemor hamshirani chaqirmoqda
alarm-out-of-paper = Printerda qogʻoz tugadi
alarm-device-fault = Qurilma ishlamayapti
alarm-acknowledge = Men boraman
alarm-sound = Ovoz

## Devices

devices-title = Qurilmalar
devices-none = Hali birorta qurilma ulanmagan.
device-never-seen = Hali aloqaga chiqmagan
device-silent-since = Javob bermayapti. Oxirgi aloqa: { $time }
device-seen-at = Ishlayapti. Oxirgi aloqa: { $time }
part-printer = Printer
part-camera = Kamera
part-scanner = Skaner
state-ready = Tayyor
state-low = Eʼtibor kerak
state-needs-person = Xodim kelishi kerak
state-absent = Ulanmagan
state-unknown = Nomaʼlum
printer-low = Qogʻoz oz qoldi
printer-needs-person = Qogʻoz soling yoki qopqogʻini yoping

## Board in the hall

board-title = Navbat tablosi
board-now = Hozir chaqirilmoqda
board-before = Avval chaqirilganlar
board-room = xona
board-nobody = Hozircha hech kim chaqirilmadi
board-no-connection = Aloqa yoʻq. Raqamingizni qabulxonadan soʻrang
board-help = Raqamingiz chiqsa, koʻrsatilgan xonaga boring.

## One's own ticket

ticket-number = Sizning raqamingiz:
ticket-next = Keyingisi siz
ticket-ahead = Sizdan oldin { $count } kishi
ticket-wait = Taxminan { $earliest }–{ $latest } daqiqa
ticket-wait-up-to = Taxminan { $latest } daqiqagacha
ticket-called = Sizni chaqirishmoqda
ticket-go = { $floor }-qavat, { $room }-xonaga kiring
ticket-no-answer = Siz chaqirildingiz, lekin kelmadingiz
ticket-no-answer-hint = Xona oldiga borib, xodimga chiptangizni koʻrsating.
ticket-done = Qabul tugadi
ticket-done-hint = Sogʻ boʻling!
ticket-void = Bu chipta endi amal qilmaydi
ticket-void-hint = Qabulxonadan yoki kioskdan yangi chipta oling.
ticket-short-waiting = kutmoqdasiz
ticket-short-called = sizni chaqirishmoqda
ticket-short-no-answer = kelmadingiz
ticket-short-done = qabul tugadi
ticket-short-void = amal qilmaydi
ticket-department = Boʻlim
ticket-room = Xona
ticket-floor = Qavat
ticket-updates = Bu sahifa oʻzi yangilanadi.
ticket-help = Savolingiz boʻlsa yoki ahvolingiz ogʻirlashsa, darhol hamshiraga ayting.
ticket-connection-lost = Aloqa yoʻq. Tabloga qarab turing.

## When something goes wrong

error-ticket-title = Bunday chipta topilmadi
error-ticket-text = Chiptadagi QR kodni yana bir marta skanerlang yoki qabulxonadan soʻrang.
error-not-found-title = Bunday sahifa yoʻq
error-not-found-text = Manzilni tekshiring.
error-forbidden-title = Bu sahifa sizga ochiq emas
error-forbidden-text = Sahifani yangilab, qayta urinib koʻring. Yordam bermasa, administratorga murojaat qiling.
error-too-many-title = Juda koʻp urinish
error-too-many-text = Bir necha daqiqadan keyin yana urinib koʻring.
error-unavailable-title = Hozir javob yoʻq
error-unavailable-text = Bir ozdan keyin sahifani yangilang. Shoshilinch boʻlsa, qabulxonaga boring.
error-broken-title = Bizda xatolik yuz berdi
error-broken-text = Bir ozdan keyin sahifani yangilang. Shoshilinch boʻlsa, qabulxonaga boring.
error-back = Bosh sahifaga

## Messages that did not arrive

letters-title = Yetib bormagan xabarlar
letters-hint = Ular hech qanday yoʻl bilan yetib bormadi. Odamga telefon qilib ayting yoki sabab bartaraf boʻlgach qayta yuboring.
letters-changed = Bu xabar bilan hamkasbingiz shugʻullanib boʻldi. Roʻyxat yangilandi.
letters-none = Barcha xabarlar yetib borgan.
letters-older = Oldingilari
letters-late = { $count ->
    [one] { $count } ta xabar 10 daqiqadan beri kutmoqda
   *[other] { $count } ta xabar 10 daqiqadan beri kutmoqda
}
letter-attempts = { $count ->
    [one] { $count } marta urinildi
   *[other] { $count } marta urinildi
}
letter-kind-transactional = Bildirishnoma
letter-kind-offer = Vaqt taklifi
letter-kind-reminder = Eslatma
letter-kind-bulk = Taklif
letter-channel-push = Ilova bildirishnomasi
letter-channel-telegram = Telegram
letter-channel-sms = SMS
letter-why-not-set-up = Xizmat sozlanmagan yoki parolimizni qabul qilmayapti. Administratorga ayting.
letter-why-unreachable = Xizmat uzoq vaqt javob bermadi.
letter-why-refused = Xizmat bu xabarni qabul qilmadi: raqam yoki qurilma endi yoʻq boʻlishi mumkin.
letter-why-unreadable = Xabarni oʻqib boʻlmaydi: kaliti yoʻq. Administratorga ayting.
letter-not-again = Qayta yuborib boʻlmaydi: juda kech boʻladi yoki aytadigan odam qolmagan.
letter-retry = Qayta yuborish
letter-close = Hal qilindi

## The page behind a one-tap link in a message

visit-title = Sizning qabulingiz
visit-open = Iltimos, kelasizmi yoki yoʻqmi, ayting.
visit-confirmed = Rahmat. Sizni kutamiz.
visit-cancelled = Bu qabul bekor qilingan. Kelish shart emas.
visit-pending = Shifokor boʻlmaydi. Iltimos, boshqa vaqtni tanlang.
visit-over = Bu qabul vaqti oʻtgan.
visit-open-offer = Bu vaqt boʻshadi.
visit-confirmed-offer = Bu vaqt sizniki. Sizni kutamiz.
visit-cancelled-offer = Siz bu vaqtdan voz kechdingiz. Roʻyxatdagi oʻrningiz saqlanadi.
visit-over-offer = Bu vaqt keyingi odamga taklif qilindi. Roʻyxatdagi oʻrningiz saqlanadi.
visit-until = Siz uchun { $time } gacha saqlanadi.
visit-do-confirm = Kelaman
visit-do-cancel = Qabulni bekor qilish
visit-do-move = Boshqa vaqtni tanlash
visit-do-accept = Bu vaqtni olaman
visit-do-decline = Menga kerak emas
visit-fault-appointment-closed = Bu qabulni endi oʻzgartirib boʻlmaydi. Registratura yordam beradi.
visit-fault-booked-elsewhere = Bu vaqtda boshqa qabul bor. Boshqa vaqtni tanlang.
visit-fault-not-a-time = Bu vaqtga yozilib boʻlmaydi. Boshqa vaqtni tanlang.
visit-fault-offer-over = Bu vaqt keyingi odamga taklif qilindi.
visit-fault-time-taken = Bu vaqtni hozirgina boshqa odam oldi. Boshqa vaqtni tanlang.
visit-fault-too-many-moves = Bu qabul bir necha marta koʻchirilgan. Registratura yordam beradi.

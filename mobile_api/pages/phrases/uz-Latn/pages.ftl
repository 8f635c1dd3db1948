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

## Registraturadagi bemorlar

nav-patients = Bemorlar
patients-title = Bemorlar
desk-title = Yozilmagan bemor keldimi?
desk-hint = Bemorni toping, soʻng vaqtga yozing yoki bugungi navbatga raqam bering.
patients-search = Qidiruv
patients-duplicates = Takror boʻlishi mumkin
patients-merges = Birlashtirilganlar
patients-import = Roʻyxat yuklash
patients-by = Nima boʻyicha
patients-by-name = Ism
patients-by-phone = Telefon
patients-by-pinfl = JSHSHIR
patients-typed = Bemor aytgani
patients-find = Topish
patients-watched = Har bir qidiruv va ochilgan yozuv sizning nomingiz bilan jurnalga yoziladi.
patients-desk-only = Bemorlarni registratura va IT-hamshira qidiradi.
patients-nobody = Hech kim topilmadi. Yozilishini tekshiring yoki telefon yoki raqam boʻyicha qidiring.
patients-register = Yangi bemorni roʻyxatga olish
patients-register-other = Bular orasida yoʻq: yangi bemorni roʻyxatga olish
register-title = Yangi bemor
register-hint = JSHSHIR boʻlsa, tugʻilgan sana va jins undan olinadi.
register-do = Roʻyxatga olish
register-known = Bu JSHSHIR roʻyxatda bor
register-pinfl-hint = 14 ta raqam. Chaqaloq yoki chet ellikda boʻlmasa, boʻsh qoldiring va tugʻilgan sanani kiriting.
register-names-hint = Lotin yoki kirill yozuvida. Ikkinchisi oʻzi hosil qilinadi.
register-phone-hint = +998 90 123-45-67
register-document-hint = Oʻzbekiston hujjati: AD1234567 yoki I-TN 0123456. Chet el pasporti kiritilmaydi.
field-sex = Jinsi
sex-female = Ayol
sex-male = Erkak
patients-more = Bunday odamlar koʻproq. Familiyasini qoʻshing.
patients-nameless = Ismi nomaʼlum
patients-born = Tugʻilgan yili { $year }
patients-number-ends = JSHSHIR oxiri { $digits }
patients-no-number = JSHSHIR raqami yoʻq
patients-deceased = Vafot etgan
patients-book = Yozish yoki raqam berish
patients-open = Ochish
patients-record = Yozuv
patients-birth-date = Tugʻilgan sana
patients-name-family-name = Familiya
patients-name-given-name = Ism
patients-name-patronymic = Otasining ismi
patients-name-family-name-cyrillic = Familiya kirillchada
patients-name-given-name-cyrillic = Ism kirillchada
patients-name-patronymic-cyrillic = Otasining ismi kirillchada
patients-phone = Telefon
patients-primary = asosiy
patients-verified = tasdiqlangan
patients-document-id-card = ID-karta
patients-document-passport = Pasport
patients-document-birth-certificate = Tugʻilganlik guvohnomasi
patients-typed-in-app = ilovada kiritilgan
patients-insured = Sugʻurtalangan
patients-yes = ha
patients-no = yoʻq
patients-merged-records = Shu yozuvga qoʻshilganlar
patients-correct-names = Ismni toʻgʻrilash
patients-names-hint = Boʻsh qoldirilgan yozuv boshqasidan taklif qilinadi.
patients-save = Saqlash
patients-add-phone = Telefon qoʻshish
patients-end-phone = { $phone } raqamini olib tashlash
patients-record-death = Vafotni qayd etish
patients-death-hint = Xabarlar va qabulga yozilish toʻxtaydi. Tarix qoladi. Boʻsh sana adashib yozilganni qaytaradi.
patients-death-date = Vafot sanasi
patients-next-page = Keyingi sahifa
patients-back = Roʻyxatga qaytish
patients-notice-registered = Bemor roʻyxatga olindi.
patients-notice-saved = Saqlandi.
patients-notice-decided = Qaroringiz saqlandi.
patients-notice-already-merged = Hamkasbingiz bu yozuvlarni oʻzgartirgan. Roʻyxat yangilandi.
patients-notice-file-too-large = Fayl juda katta. Uni boʻling.
patients-notice-invalid-name = Ismni faqat harflar bilan yozing.
patients-notice-invalid-phone = Bu Oʻzbekiston telefon raqami emas.
patients-notice-merge-other-way = JSHSHIR bor yozuvni qoldiring.
patients-notice-nothing-to-search = Kamida ikki harfli ism, toʻliq telefon raqami yoki toʻgʻri JSHSHIR yozing.
patients-notice-number-kept = Bu yozuvda JSHSHIR bor.
patients-notice-number-taken = Bu JSHSHIR boshqa yozuvda turibdi. Ular takror boʻlishi mumkin.
patients-notice-two-numbers = Ikkala yozuvda JSHSHIR bor va ular har xil: bu ikki odam.
patients-notice-wrong-date = Bunday sana boʻlishi mumkin emas.
duplicates-hint = Bir odamga tegishli boʻlishi mumkin boʻlgan ikki yozuv. Siz hal qilasiz.
duplicates-none = Hal qilinadigan narsa yoʻq.
duplicates-reason-document = bir xil hujjat
duplicates-reason-phone = bir xil telefon
duplicates-reason-birth-date = bir xil tugʻilgan sana
duplicates-reason-name = oʻxshash ism
duplicates-compare = Solishtirish
duplicates-one-or-two = Bir odammi yoki ikki?
duplicates-careful = Egizaklar, otalar va oʻgʻillar bu yerda oʻxshash. Shubha boʻlsa, bemordan soʻrang.
duplicates-keep = Bir odam: shu yozuv qolsin
duplicates-two-people = Bular ikki odam
merges-hint = Birlashtirishni istalgan vaqtda bekor qilish mumkin. Hech narsa yoʻqolmaydi.
merges-none = Hali hech narsa birlashtirilmagan.
merges-took-in = Qoʻshilgan yozuv: { $name }
merges-undone = Bekor qilingan
merges-undo = Birlashtirishni bekor qilish
import-hint = Jadvalingizdan CSV fayl. Avval tekshiriladi; siz yuklamaguningizcha hech narsa yozilmaydi.
import-other-file = Bu siz tekshirgan fayl emas. Hozir shu fayl tekshirildi; natijaga qarang.
import-done = Hamma yuklandi.
import-faulty = Hech narsa yuklanmadi: faylni toʻgʻrilash kerak.
import-good = Fayl joyida. Hali hech narsa yozilmadi.
import-fault-count = { $count ->
    [one] { $count } ta joyni toʻgʻrilash kerak
   *[other] { $count } ta joyni toʻgʻrilash kerak
}
import-line = Qator
import-column = Ustun
import-what = Nimani toʻgʻrilash kerak
import-lines = Fayldagi odamlar
import-added = Yangi
import-completed = Maʼlum, toʻldirildi
import-unchanged = Maʼlum, oʻzgarmadi
import-choose = Fayl
import-again = Oʻsha faylni yana tanlang
import-bring-in = Hammani yuklash
import-check = Tekshirish
import-columns = Fayl ustunlari
import-column-pinfl = JSHSHIR
import-column-family-name = Familiya
import-column-given-name = Ism
import-column-patronymic = Otasining ismi
import-column-birth-date = Tugʻilgan sana
import-column-sex = Jinsi
import-column-phone = Telefon
import-column-second-phone = Ikkinchi telefon
import-column-language = Til
import-column-document-kind = Hujjat turi
import-column-document-number = Hujjat raqami
import-column-insured = Sugʻurtalangan
import-column-insured-until = Sugʻurta muddati
import-rule-unreadable = Bu CSV fayl emas. Jadvalni CSV qilib saqlang.
import-rule-empty = Faylda hech kim yoʻq.
import-rule-too-many-lines = Faylda 100 000 dan koʻp qator bor. Uni boʻling.
import-rule-unknown-column = Bunday ustun nomaʼlum.
import-rule-column-twice = Bu ustun ikki marta turibdi.
import-rule-column-missing = Bu ustun yoʻq.
import-rule-quotes = Bu qatorda yoki yuqorida qoʻshtirnoq yopilmagan.
import-rule-cells = Qatordagi kataklar soni birinchi qatordagidan farq qiladi.
import-rule-needed = Bu yer boʻsh, lekin kerak.
import-rule-pinfl = Bu toʻgʻri JSHSHIR emas.
import-rule-rounded = Jadval raqamni yaxlitlagan. Ustunni matn qiling.
import-rule-name = Bu ism emas.
import-rule-date = Bu sana emas. 31.12.1990 yoki 1990-12-31 deb yozing.
import-rule-future = Bu sana kelajakda.
import-rule-against-number = JSHSHIR boʻyicha tugʻilgan sana boshqa.
import-rule-sex = Erkak yoki ayol deb yozing.
import-rule-phone = Bu Oʻzbekiston telefon raqami emas.
import-rule-language = Bunday til nomaʼlum.
import-rule-document = Hujjat turi yoki raqami toʻgʻri emas.
import-rule-yes-or-no = Ha yoki yoʻq deb yozing.
import-rule-twice = Bu JSHSHIR yuqoridagi qatorda turibdi.

## When something goes wrong

error-ticket-title = Bunday chipta topilmadi
error-ticket-text = Chiptadagi QR kodni yana bir marta skanerlang yoki qabulxonadan soʻrang.
error-link-title = Havola endi ishlamaydi
error-link-text = Qabul oʻzgargan boʻlishi mumkin. Eng yangi xabarni oching yoki qabulxonadan soʻrang.
error-not-found-title = Bunday sahifa yoʻq
error-not-found-text = Manzilni tekshiring.
error-forbidden-title = Bu sahifa sizga ochiq emas
error-forbidden-text = Uni faqat ishi shu boʻlganlar ocha oladi. Sizga ham kerak boʻlsa, administratorga ayting.
error-form-title = Sahifa juda uzoq ochiq turgan
error-form-text = Sahifani yangilab, qayta urinib koʻring. Yordam bermasa, administratorga murojaat qiling.
error-identity-title = Kirish yakunlanmadi
error-identity-text = Ilovaga qayting va qaytadan boshlang. Boʻlmasa, telefon raqamingiz bilan kiring.
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
visit-cancel-sure = Vaqtingiz boshqaga taklif qilinadi.
visit-cancel-yes = Ha, bekor qilish
visit-do-move = Boshqa vaqtni tanlash
visit-do-accept = Bu vaqtni olaman
visit-do-decline = Menga kerak emas
visit-fault-appointment-closed = Bu qabulni endi oʻzgartirib boʻlmaydi. Registratura yordam beradi.
visit-fault-booked-elsewhere = Bu vaqtda boshqa qabul bor. Boshqa vaqtni tanlang.
visit-fault-not-a-time = Bu vaqtga yozilib boʻlmaydi. Boshqa vaqtni tanlang.
visit-fault-offer-over = Bu vaqt keyingi odamga taklif qilindi.
visit-fault-time-taken = Bu vaqtni hozirgina boshqa odam oldi. Boshqa vaqtni tanlang.
visit-fault-too-many-moves = Bu qabul bir necha marta koʻchirilgan. Registratura yordam beradi.

## The page on which a visit is chosen and booked

book-title = Qabulga yozilish
book-begin-title = Qabulga yozilish
book-begin-text = Shifokor va vaqtni tanlaysiz, keyin tasdiqlaysiz. Havola bir marta ishlaydi.
book-begin = Boshlash
book-inside-title = Qabulga yozilish
book-inside-text = Bu sahifani Telegramdagi botimizdan oching.
book-over-title = Havola eskirgan
book-over-text = Chatga qayting va «Qabulga yozilish» tugmasini yana bosing.
book-not-linked-title = Chat hali bogʻlanmagan
book-not-linked-text = Chatga qayting va raqamingizni yuboring.
book-link-title = JSHSHIR raqamingizni kiriting
book-link-text = 14 raqam, pasport yoki { "ID" }-kartada yozilgan. Telegramga yuborilmaydi.
book-pinfl = JSHSHIR
book-go-on = Davom etish
book-person-title = Kim uchun?
book-person-self = Oʻzim uchun
book-person-child = Farzandim uchun
book-person-trusted = Ishongan odam uchun
book-hospital-title = Qaysi shifoxona?
book-department-title = Qaysi boʻlim?
book-service-title = Nima uchun?
book-plain-visit = Shifokor koʻrigi
book-doctor-title = Qaysi shifokor?
book-any-doctor = Farqi yoʻq
book-next-free = Eng yaqin: { $date }, { $time }
book-day-title = Qaysi kun?
book-time-title = Qaysi vaqt?
book-closest-title = Boshqa boʻsh vaqtlar
book-nothing-free = Yaqin kunlarda boʻsh vaqt yoʻq. Qabulxonaga qoʻngʻiroq qiling yoki boshqasini tanlang.
book-confirm-title = Hammasi toʻgʻrimi?
book-do = Yozilish
book-other-time = Boshqa vaqt
book-held = Bu vaqt siz uchun 5 daqiqa saqlanadi.
book-done-title = Siz qabulga yozildingiz
book-done-text = Chatga xabar yuboramiz va qabul oldidan eslatamiz.
book-close = Chatga qaytish
book-back = Orqaga
book-fault-other = Hozir bajarib boʻlmadi. Qayta urining yoki qabulxonaga murojaat qiling.
book-fault-invalid-request = Raqamni tekshiring va yana kiriting.
book-fault-child-needs-parent = 16 yoshgacha boʻlgan bolani ota-onasi yozadi.
book-fault-already-linked = Bu chat boshqa odamga bogʻlangan. Qabulxonaga murojaat qiling.
book-fault-too-many-attempts = Juda koʻp urinish. Birozdan keyin qayta urining.
book-fault-too-many-appointments = Bu yerda qabullar yetarli. Avval birini bekor qiling yoki qabulxonaga murojaat qiling.
book-fault-too-many-late-cancellations = Iltimos, qabulxonada yoki telefon orqali yoziling.

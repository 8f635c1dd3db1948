start-greeting = Assalomu alaykum! Tilni tanlang.
start-chosen =
    Endi oʻzbek tilida gaplashamiz.

    Bu yerda qabulga yozilish, vaqtni oʻzgartirish yoki bekor qilish mumkin. Qabul oldidan eslatamiz.

    Iltimos, bu yerga kasallik belgilari yoki tahlil natijalarini yozmang.
    Tez yordam: 103. Sogʻliqni saqlash vazirligi: 1003.
help =
    { "/visits" } – mening qabullarim
    { "/book" } – qabulga yozilish
    { "/queue" } – navbatdagi oʻrnim
    { "/settings" } – eslatmalar va sozlamalar
    { "/language" } – til

    Hayot xavf ostida boʻlsa, 103 ga qoʻngʻiroq qiling. Kasallik belgilarini bu yerga yozmang: ularni shifoxonadagi kioskda yoki qabulxonada ayting.
symptoms-elsewhere =
    Bu yerda yozilgan soʻzlarni oʻqimayman va saqlamayman.

    Hayot xavf ostida boʻlsa yoki ahvol ogʻir boʻlsa, hozir 103 ga qoʻngʻiroq qiling.
    Kasallik belgilarini shifoxonadagi kioskda yoki qabulxonada ayting. Qabullaringiz: { "/visits" }
link-how = Qabullaringizni koʻrish uchun telefon raqamingizni pastdagi tugma bilan yuboring. Yoki ilovadagi bir martalik kodni yozing.
link-agree = Raqam yoki kodni yuborsangiz, shunga rozi boʻlasiz:
link-consent = Qabullarim sanasi, vaqti va joyini Telegramda olishga roziman. Shikoyatlar, natijalar va dorilar u yerda hech qachon yozilmaydi. Telegram xabarlarni Oʻzbekistondan tashqarida saqlaydi. Rozilikni istalgan vaqtda qaytarib olishim mumkin.
link-share = 📱 Raqamimni yuborish
link-done = Tayyor, bu chat sizga bogʻlandi.
visits-some = Qabullaringiz:
visits-none = Bu yerda qabulingiz koʻrinmayapti. Qabulxonada yoki telefon orqali yozilgan boʻlsangiz, «Qabulga yozilish» tugmasini bosing va JSHSHIR raqamingizni bir marta kiriting: shundan keyin u shu yerda koʻrinadi.
visits-all = Barcha qabullar
visit-when-where =
    { $date }, soat { $time }
    { $hospital }
    { $floor }-qavat, { $room }-xona
visit-is-booked = Kelishingizni tasdiqlang.
visit-is-confirmed = Tasdiqlandi. Sizni kutamiz.
visit-is-pending = Bu vaqtda qabul boʻlmaydi. Iltimos, boshqa vaqtni tanlang.
visit-is-cancelled = Bu qabul bekor qilingan. Kelish shart emas.
visit-is-over = Bu qabulni endi oʻzgartirib boʻlmaydi.
visit-confirm = ✅ Kelaman
visit-move = 🗓 Boshqa vaqt
visit-cancel = ✖️ Bekor qilish
visit-cancel-ask = Bu qabul bekor qilinsinmi?
visit-cancel-yes = Ha, bekor qilinsin
visit-cancel-no = Yoʻq, qolsin
visit-changed = Bu tugma eskirgan. Qabul hozir shunday:
button-old = Bu tugma eskirgan.
move-choose-day = Qaysi kunga? Nuqta: boʻsh vaqt yoʻq.
move-no-day = Bu kunlarda boʻsh vaqt yoʻq.
move-choose-time = { $date }. Qaysi vaqtga?
move-any = Boshqa shifokorlar ham
move-same = Faqat oʻz shifokorim
move-other-day = Boshqa kun
move-other = Boshqa vaqt
move-ask = Yangi vaqt: { $date }, soat { $time }. Koʻchirilsinmi?
move-yes = Ha, koʻchirilsin
move-done = Qabul koʻchirildi.
offer-accept = ✅ Bu vaqtni olaman
offer-decline = Kerak emas
offer-declined = Mayli. Roʻyxatdagi oʻrningiz saqlanadi.
book = ➕ Qabulga yozilish
book-how = Shifokor va vaqt bizning sahifamizda tanlanadi: bu maʼlumot Telegramga tushmaydi. Havola bir marta va 10 daqiqa ishlaydi.
book-open = Sahifani ochish
book-browser = Brauzerda ochish
queue = 📍 Navbatdagi oʻrnim
queue-none = Bugun navbat raqamingiz yoʻq. Kioskda yoki qabulxonada raqam oling: u shu yerda oʻzi koʻrinadi. Raqam olgan boʻlsangiz, lekin koʻrinmasa: { "/book" } orqali JSHSHIR raqamingizni bir marta kiriting.
queue-number = Navbat raqamingiz: { $number }
queue-ahead = Sizdan oldin { $count } kishi
queue-next = Keyingisi siz
queue-wait = Taxminan { $earliest }–{ $latest } daqiqa
queue-wait-up-to = Taxminan { $latest } daqiqagacha
queue-where = { $floor }-qavat, { $room }-xona
queue-floor = { $floor }-qavat
queue-live = Bu xabar oʻzi yangilanadi. Tabloga ham qarab turing.
queue-called = ❗️ { $number }: sizni chaqirishmoqda!
queue-no-answer = { $number }: chaqirildingiz, lekin kelmadingiz. Xona oldiga borib, xodimga chiptangizni koʻrsating.
queue-done = { $number }: qabul tugadi. Sogʻ boʻling!
queue-void = { $number }: bu chipta endi amal qilmaydi. Qabulxonadan soʻrang.
settings-reminders-on = Qabul oldidan eslatmalar yoqilgan.
settings-reminders-off = Eslatmalar oʻchirilgan. Qabul bekor boʻlsa yoki vaqti oʻzgarsa, baribir aytamiz.
settings-turn-on = 🔔 Eslatmalarni yoqish
settings-turn-off = 🔕 Eslatmalarni oʻchirish
settings-language = 🌐 Til
settings-unlink = Bu chatni uzish
unlink-ask = Bu chat uzilsinmi? Qabullaringiz oʻz kuchida qoladi, lekin bu yerda koʻrinmaydi va eslatmalar kelmaydi.
unlink-yes = Ha, uzilsin
unlink-no = Yoʻq
unlink-done = Chat uzildi. Bu yerda siz haqingizda hech narsa saqlanmaydi. Qaytish uchun: { "/start" }
menu-visits = Mening qabullarim
menu-book = Qabulga yozilish
menu-queue = Navbatdagi oʻrnim
menu-settings = Eslatmalar va sozlamalar
menu-language = Til
menu-help = Yordam, 103
error-unknown = Hozir bajarib boʻlmadi. Birozdan keyin qayta urining yoki qabulxonaga murojaat qiling. Shoshilinch boʻlsa: 103.
error-too-many-attempts = Juda koʻp urinish. Birozdan keyin qayta urining.

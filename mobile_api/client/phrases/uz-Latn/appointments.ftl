# What fronts say when the domain of appointments refuses something.
error-no-such-service = Bu xizmat endi bu yerda yoʻq. Boshqasini tanlang.
error-not-a-time = Bu vaqtga yozilib boʻlmaydi. Boshqa vaqtni tanlang.
error-time-taken = Bu vaqtni hozirgina boshqa odam oldi. Boshqa vaqtni tanlang.
error-booked-elsewhere = Bu vaqtda boshqa qabul bor. Boshqa vaqtni tanlang.
error-too-many-appointments = Bu yerga yetarlicha yozilgansiz. Avval bittasini bekor qiling yoki registraturaga murojaat qiling.
error-too-many-moves = Bu qabul bir necha marta koʻchirilgan. Registratura yordam beradi.
error-too-many-late-cancellations = Iltimos, registraturada yoki telefon orqali yoziling: bir necha qabul oxirgi daqiqada bekor qilingan.
error-offer-over = Bu vaqt keyingi odamga taklif qilindi. Roʻyxatdagi oʻrningiz saqlanadi.
error-already-on-waitlist = Siz bu roʻyxatda allaqachon borsiz.
error-link-over = Bu havola endi ishlamaydi. Hozirgi holatni koʻrish uchun qabullaringizni oching.
error-pass-over = Bu kodning vaqti tugadi. Ilovani qayta ochib, yangi kodni koʻrsating.
error-already-rated = Rahmat, bu qabul haqida fikringizni aytgansiz.
error-not-seen-yet = Fikringizni qabul boʻlib oʻtgandan keyin aytishingiz mumkin.
error-no-such-appointment = Bu qabul topilmadi. Qabullaringizni oching yoki registraturaga murojaat qiling.
error-appointment-closed = Bu qabulni endi oʻzgartirib boʻlmaydi. Registratura yordam beradi.
error-no-such-counter = Bu kod bizning peshtaxtamizniki emas. Uni registraturada koʻrsating.

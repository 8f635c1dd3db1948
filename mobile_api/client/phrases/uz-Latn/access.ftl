# What fronts say when signing in is refused.
error-invalid-phone = Telefon raqamini tekshiring. +998 dan keyin 9 ta raqam boʻladi, masalan, 90 123 45 67.
error-wrong-code = Kod mos kelmadi. Xabardagi kod bilan solishtirib, qaytadan kiriting.
error-code-not-valid = Bu kodning muddati tugagan. Yangi kod soʻrang.
error-session-ended = Siz bu telefonda hisobingizdan chiqarilgansiz. Iltimos, qaytadan kiring.
error-step-up-needed = Maʼlumotlaringizni himoya qilish uchun oʻzingiz ekaningizni yana bir bor tasdiqlang.
error-no-phone = Bu hisobda hali tasdiqlangan telefon raqami yoʻq. Avval raqamingizni qoʻshing.
error-phone-taken = Bu raqam boshqa hisobga bogʻlangan. Shu raqam bilan kiring yoki boshqa raqamni tanlang.
error-no-such-device = Bu telefonda hisobdan allaqachon chiqilgan.
error-chat-not-linked = Bu suhbat hali hisobingizga ulanmagan. Avval uni ulang.
error-wrong-link-code = Bu havolaning muddati tugagan. Ilovada yangisini oling.
error-foreign-contact = Iltimos, pastdagi tugma orqali oʻz raqamingizni yuboring.
error-contact-not-accepted = Bu raqamni bu yerda ulab boʻlmaydi. Iltimos, registraturaga murojaat qiling.
error-identity-service-missing = Bu yerda bunday kirish usuli yoʻq. Telefon raqamingiz bilan kiring.
error-identity-not-confirmed = Kimligingizni tasdiqlab boʻlmadi. Qayta urinib koʻring yoki hujjatingiz bilan registraturaga murojaat qiling.
error-too-young = 16 yoshga toʻlmagan bolalar ota-onasining hisobidan foydalanadi. Ota yoki ona bolani ilovada qoʻshishi mumkin.
error-other-person-proven = Bu hisob boshqa odamga tegishli. Oʻz telefon raqamingiz bilan kiring.

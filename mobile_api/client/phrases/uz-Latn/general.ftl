# Har qanday qism rad etishi mumkin boʻlgan holatlar uchun soʻzlar.
error-internal = Hozir boʻlmadi. Iltimos, qayta urinib koʻring.
error-invalid-request = Kiritganingizni tekshirib, qayta urinib koʻring.
error-not-authenticated = Iltimos, yana bir marta kiring.
error-not-allowed = Bu yerda buni qilib boʻlmaydi. Qabulxona yordam beradi.
error-not-found = Topilmadi. Balki shu orada oʻzgartirilgandir.
error-request-too-large = Yuborish uchun juda katta. Iltimos, kichikrogʻini tanlang.
error-idempotency-mismatch = Iltimos, boshidan qayta urinib koʻring.
error-too-many-attempts = Qisqa vaqt ichida juda koʻp urinildi. Biroz kuting.
error-unavailable = Hozir javob yoʻq. Bir ozdan keyin qayta urinib koʻring.
error-device-not-enrolled = Bu qurilma endi roʻyxatda yoʻq. Qabulxona yordam beradi.
error-no-such-department = Bu shifoxonada bunday boʻlim yoʻq. Boshqasini tanlang.

### Messages on phones and in chats, Uzbek (Latin).

where = { $floor }-qavat, { $room }-xona.

code-sms = Kirish kodingiz: { $code }. { $until } gacha amal qiladi. Uni hech kimga, hatto xodimlarga ham aytmang.

booked-title = Siz qabulga yozildingiz
booked-text = { $date }, soat { $time }. { $hospital }.
booked-sms = Qabulga yozildingiz: { $date }, { $time }. { $hospital }.

moved-title = Qabul vaqti oʻzgardi
moved-text = Yangi vaqt: { $date }, soat { $time }. { $hospital }.
moved-sms = Qabul vaqti oʻzgardi: { $date }, { $time }. { $hospital }.

cancelled-title = Qabul bekor qilindi
cancelled-text = { $date }, soat { $time }. { $hospital }. Kelishingiz shart emas.
cancelled-sms = Qabul bekor qilindi: { $date }, { $time }. { $hospital }.

reminder-title = Qabulingizni eslatamiz
reminder-text = { $date }, soat { $time }. { $hospital }. Iltimos, kelishingizni tasdiqlang.
reminder-sms = Qabulingiz: { $date }, { $time }. { $hospital }.

reminder-soon-title = Qabulingiz yaqin
reminder-soon-text = Bugun soat { $time }. { $hospital }.
reminder-soon-sms = Qabulingiz bugun soat { $time }. { $hospital }.

doctor-away-title = Qabulni boshqa vaqtga oʻtkazish kerak
doctor-away-text = { $date }, soat { $time }: shifokor boʻlmaydi. { $hospital } boshqa vaqt tanlashingizni soʻraydi.
doctor-away-sms = { $date }, { $time } dagi qabul boʻlmaydi. Boshqa vaqt tanlang. { $hospital }.

takes-place-title = Qabul boʻladi
takes-place-text = { $date }, soat { $time }: shifokor qabul qiladi. Vaqtingiz saqlangan. { $hospital }.
takes-place-sms = Qabulingiz boʻladi: { $date }, { $time }. { $hospital }.

waitlist-offer-title = Ertaroq vaqt boʻshadi
waitlist-offer-text = { $date }, soat { $time }. { $hospital }. Siz uchun { $until } gacha saqlanadi.
waitlist-offer-sms = Siz uchun boʻsh vaqt: { $date }, { $time }. { $until } gacha saqlanadi. { $hospital }.

queue-turn-near-title = Navbatingiz yaqin
queue-turn-near-text = { $number } raqami: iltimos, yaqinroq keling. { $hospital }.
queue-turn-near-sms = { $number } raqami: navbatingiz yaqin. { $hospital }.

result-ready-title = Sizga yangi hujjat bor
result-ready-text = { $hospital } sizga yangi hujjat tayyorladi. Uni ilovada oching.
result-ready-sms = Sizga yangi hujjat bor. { $hospital }.

rate-visit-title = Qabul qanday oʻtdi?
rate-visit-text = { $hospital } sizni qanday qabul qilishganini bilmoqchi.
rate-visit-sms = Sizni qanday qabul qilishdi? { $hospital }.

trust-invitation-title = Sizga ishonishdi
trust-invitation-text = Kimdir { $hospital } ga qatnashda yordamingizni soʻrayapti. Kimligini ilovada koʻring.
trust-invitation-sms = Kimdir { $hospital } ga qatnashda yordamingizni soʻrayapti. Kimligini ilovada koʻring.

child-grown-title = Farzandingiz 16 yoshga toʻldi
child-grown-text = Endi qabullari va hujjatlarini kim koʻrishini farzandingiz oʻzi hal qiladi.
child-grown-sms = Farzandingiz 16 yoshga toʻldi: qabul va hujjatlarini kim koʻrishini endi oʻzi hal qiladi.

visit-invitation-title = Taklif
visit-invitation-text = { $hospital } sizni qabulga taklif qiladi. Oʻzingizga qulay vaqtni tanlang.
visit-invitation-sms = { $hospital } sizni qabulga taklif qiladi. Qulay vaqtni tanlang.

# no native speaker has read this

### Kiosk, Kazakh.

## Always there

app-name = Dmed
button-continue = Жалғастыру
button-back = Артқа
button-nurse = Мейіргерді шақыру
button-no-number = JSHSHIR нөмірім жоқ
button-skip = Растамай жалғастыру
button-something-else = Басқа мәселе
button-find-department = Бөлімшені табу
button-print = Талон алу
button-reception = Тіркеу бөліміне талон алу
button-retry = Қайта көру
button-finish = Аяқтау
button-stay = Мен осындамын
button-language = Тіл
button-contrast = Айқын түстер
button-larger-text = Ірі әріптер
button-erase = Өшіру
button-clear = Бәрін өшіру
button-check-in = Келдім
button-strike = Менде бұл жоқ
button-unstrike = Қайтару
busy = Сәл күте тұрыңыз…
offline-banner = Қазір байланыс жоқ. Жазғаныңыз сақталып тұр.
greeting = Сәлеметсіз бе, { $name }

## At the first start: for staff

enrol-title = Киоскіні қосу
enrol-hint = Қызметкерге: басқару бетіндегі «Киоскілер мен таблолар» бөлімінен код алып, оның 8 цифрын осында теріңіз
enrol-not-kept = Кілт сақталмады. Дискіні тексеріп, түймені қайта басыңыз.

## Welcome

attract-title = Қош келдіңіз
attract-what = Кезекке жазылу және дәрігерге жол
attract-time = 1–2 минут алады
scan-hint = Қосымшаңыз бар ма? Ондағы QR-кодты сканерге ұстаңыз
scan-hint-document = ID-картаның артын немесе қосымшадағы QR-кодты сканерге ұстаңыз
attract-hint = Тілді таңдаңыз

## For whom

for-whom-title = Кім үшін келдіңіз?
for-whom-hint = Дәрігер кімді қарауы керек?
for-whom-self = Өзім үшін
for-whom-child = Балам үшін
for-whom-other = Жақыным үшін

## The number

pinfl-title = JSHSHIR нөміріңізді теріңіз
pinfl-title-child = Баланың JSHSHIR нөмірін теріңіз
pinfl-title-other = Жақыныңыздың JSHSHIR нөмірін теріңіз
pinfl-hint = ID-картаның артындағы немесе паспорттағы 14 сан
pinfl-hint-child = Баланың ID-картасындағы немесе туу туралы куәлігіндегі 14 сан
pinfl-hint-other = ID-картаның артындағы немесе паспорттағы 14 сан
pinfl-left = Тағы { $left } сан
pinfl-fault-incomplete = Тағы { $left } сан теріңіз
pinfl-fault-not-digits = Тек сандарды теріңіз
pinfl-fault-first-digit = Бірінші сан 1-ден 6-ға дейін болады. Құжатқа қарап, қайта теріңіз.
pinfl-fault-birth-date = 2–7-сандар — туған күн: күні, айы, жылы. Құжатқа қарап, қайта теріңіз.
pinfl-fault-check-digit = Сандардың бірі басқаша. Құжатпен салыстырып, қайта теріңіз.

## The last four digits of the phone

confirm-title = Телефоныңыздың соңғы 4 саны
confirm-title-child = Баланың картасындағы телефонның соңғы 4 саны
confirm-title-other = Жақыныңыздың телефонының соңғы 4 саны
confirm-hint = Сонда бүгінгі қабылдауыңызды көрсетеміз. Телефонды білмесеңіз, растамай жалғастырыңыз.

## Today's appointments

appointments-title = Бүгінгі қабылдауыңыз
appointments-hint = Қай қабылдауға келгеніңізді таңдаңыз
appointment-time = Сағат { $time }
appointment-doctor = Дәрігер: { $doctor }
appointment-status-booked = Сізді күтіп отырмыз
appointment-status-arrived = Келгеніңіз белгіленді
appointment-status-fulfilled = Қабылдау өтті
appointment-status-cancelled = Қабылдау тоқтатылды
appointment-status-noshow = Уақыты өтіп кетті

## The complaint

complaint-title = Сізді не мазалайды?
complaint-title-child = Баланы не мазалайды?
complaint-title-other = Жақыныңызды не мазалайды?
complaint-hint = Өз сөзіңізбен жазыңыз: қай жері ауырады, қашаннан бері
complaint-example = Мысалы: үш күннен бері басым ауырады
complaint-left = Тағы { $left } таңба сыяды
keep-text-label = Дәрігер осы сөздерді оқи алады
keep-text-hint = Белгілемесеңіз, жазғаныңыз сақталмайды

## The one question

question-title = Тағы бір сұрақ
question-hint = Ең дұрыс келетін жауапты таңдаңыз

## Where to go

result-title = Сіздің бөлімшеңіз
result-hint = Бұл диагноз емес. Диагнозды дәрігер қояды.
result-place = { $floor }-қабат, { $room }-бөлме
result-floor = { $floor }-қабат
result-findings = Сіз айтқан белгілер
result-findings-hint = Сізде жоқ белгіні басып, алып тастаңыз
result-no-findings = Белгі қалмады
result-reception-title = Сізге тіркеу бөлімінде көмектеседі
result-reception-hint = Қай дәрігерге бару керегін сонда айтады
urgency-emergency = Көмек қазір керек
urgency-today = Бүгін дәрігерге көрініңіз
urgency-planned = Шұғыл емес: жақын күндері дәрігерге көрініңіз
urgency-self-care = Шұғыл емес. Қаласаңыз, дәрігермен кеңесіңіз

## The ticket: on the screen

ticket-title = Талоныңыз дайын
ticket-hint = Нөміріңіз таблоға шыққанша күтіңіз
ticket-printing = Талон басылып жатыр…
ticket-printed = Талонды төменнен алыңыз
ticket-no-paper = Қағаз бітті, қызметкерге хабар берілді. Нөмірді есте сақтаңыз немесе QR-кодты телефонда ашыңыз.
ticket-no-printer = Қағаз талон болмайды. Нөмірді есте сақтаңыз немесе QR-кодты телефонда ашыңыз.

## The ticket: on the screen and on paper

ticket-caption = Кезек нөмірі
ticket-department = Бөлімше
ticket-place = Қайда
ticket-wait = Күту
ticket-wait-range = { $from }–{ $to } минут
ticket-wait-minutes = { $minutes } минутқа дейін
ticket-wait-now = Жақында шақырамыз
ticket-ahead = Сіздің алдыңызда
ticket-ahead-count = { $count } адам
ticket-ahead-nobody = Ешкім жоқ
ticket-doctor = Дәрігер
ticket-issued = Берілген уақыты
ticket-notice-emergency = Шұғыл: кезексіз шақыртыласыз
ticket-notice-unknown = Сізді қызметкер бірінші болып қарайды
ticket-qr = QR-код: кезегіңізді телефоннан бақылаңыз
ticket-help = Жағдайыңыз нашарласа, бірден қызметкерге айтыңыз. Жедел жәрдем: { $phone }

## Help is coming

nurse-title = Осы жерде отыра тұрыңыз
nurse-hint = Жалғыз қалмаңыз, жаныңыздағылардан көмек сұраңыз
nurse-why = Жазғаныңызды дәрігер бірден көруі керек
nurse-stay-seated = Отырыңыз. Тұрмаңыз және өзіңіз жүріп кетпеңіз.
nurse-coming = Мейіргер шақырылды, қасыңызға келеді
nurse-calling = Мейіргерді шақырып жатырмыз…
nurse-ambulance = Жедел жәрдем: { $phone }
nurse-not-reached = Хабар мейіргерге жетпеді. Тіркеу бөліміне барыңыз немесе { $phone } нөміріне қоңырау шалыңыз.
nurse-ticket = Кезек нөміріңіз: { $number }

## The server is away

trouble-title = Қазір байланыс жоқ
trouble-hint = Құрылғы өзі қайта көріп жатыр. Күткіңіз келмесе, тіркеу бөліміне барыңыз.
trouble-kept = Жазғаныңыз өшпейді
trouble-not-reached = Хабар кезекшіге жетпеді. Тіркеу бөліміне барыңыз немесе { $phone } нөміріне қоңырау шалыңыз.
out-of-order-title = Құрылғы қазір жұмыс істемейді
out-of-order-hint = Тіркеу бөліміне барыңыз

## Nobody touches

idle-title = Осындасыз ба?
idle-hint = { $seconds } секундтан кейін бәрі өшіріледі

## Keyboard

keyboard-space = Бос орын
keyboard-erase = Өшіру
keyboard-shift = Бас әріп
keyboard-letters = АБВ
keyboard-numbers = 123
keyboard-script = Жазу
keyboard-newline = Жаңа жол

## What stands in the way, and what to do

error-internal = Қазір мүмкін болмады. Қайта көріңіз немесе тіркеу бөліміне барыңыз.
error-invalid-request = Жазғаныңызды тексеріп, қайта көріңіз
error-unavailable = Сәл күтіп, қайта көріңіз
error-api-unreachable = Қазір байланыс жоқ. Сәлден кейін қайта көріңіз.
error-api-incomprehensible = Құрылғы қазір жұмыс істемейді. Тіркеу бөліміне барыңыз.
error-device-not-enrolled = Құрылғы қазір жұмыс істемейді. Тіркеу бөліміне барыңыз.
error-not-authenticated = Құрылғы қазір жұмыс істемейді. Тіркеу бөліміне барыңыз.
error-not-allowed = Мұны осы жерде істеуге болмайды. Тіркеу бөліміне барыңыз.
error-not-found = Мәлімет табылмады. Тіркеу бөліміне барыңыз.
error-idempotency-mismatch = Қайта көріңіз
error-too-many-attempts = { $minutes } минуттан кейін қайта көріңіз. Қазір растамай жалғастыруға немесе тіркеу бөліміне баруға болады.
error-too-many-numbers = { $minutes } минуттан кейін қайта көріңіз немесе тіркеу бөліміне талон алыңыз.
error-wrong-enrolment-code = Код сәйкес келмеді немесе 10 минут өтті. Беттен жаңа код алыңыз.
error-too-many-codes = Тым көп әрекет. { $minutes } минуттан кейін қайта теріңіз.
error-pass-over = Бұл кодтың уақыты өтті. Қосымшада жаңа код ашыңыз немесе нөміріңізді теріңіз.
error-foreign-code = Бұл қосымшадағы келу коды емес. Қосымшада кодты ашыңыз немесе нөміріңізді теріңіз.
error-document-unreadable = Құжат әлі оқылмады. «<<<» белгілері бар жағын сканерге тағы бір рет ұстаңыз немесе нөмірді теріңіз.
error-document-expired = Бұл құжаттың мерзімі өткен. Нөмірді өзіңіз теріңіз немесе тіркеу бөліміне барыңыз.
error-document-no-number = Бұл құжатта JSHSHIR жоқ. Оны өзіңіз теріңіз немесе тіркеу бөліміне барыңыз.
error-not-confirmed = Сандар сәйкес келмеді. Қайта теріңіз немесе растамай жалғастырыңыз.
error-confirmation-needed = Алдымен телефонның соңғы 4 санын теріңіз
error-visit-expired = Уақыт бітті. Нөміріңізді қайта теріңіз.
error-birth-date-in-future = Туған күнді құжатпен салыстырып, қайта теріңіз
error-no-such-appointment = Бүгін мұндай қабылдау табылмады. Не мазалайтынын жазыңыз немесе тіркеу бөліміне барыңыз.
error-appointment-closed = Бұл қабылдау енді ашық емес. «Басқа мәселе» дегенді таңдаңыз немесе тіркеу бөліміне барыңыз.
error-complaint-empty = Не мазалайтынын бір-екі сөзбен жазыңыз
error-no-such-assessment = Бөлімшені қайтадан табамыз. Түймені тағы бір рет басыңыз.
error-no-such-department = Бізде бұл бөлімше жоқ. Тіркеу бөліміне талон алыңыз.
error-already-waiting = Сіз осы кезекте тұрсыз, алғашқы талоныңыз жарамды. Ол жоғалса, тіркеу бөліміне барыңыз.
error-already-waiting-number = Сіз осы кезекте тұрсыз, нөміріңіз { $number }. Талон жоғалса, тіркеу бөліміне барыңыз.
error-no-such-ticket = Мұндай талон табылмады. Тіркеу бөліміне барыңыз.

## window

nurse-ask-title = Жаныңыздағылардан көмек сұраңыз
nurse-ask-hint = Мейіргерді шақырып беруін айтыңыз
nurse-not-reached-seated = Хабар мейіргерге жетпеді. Жаныңыздағылар тіркеу бөліміне айтсын немесе { $phone } нөміріне қоңырау шалсын.

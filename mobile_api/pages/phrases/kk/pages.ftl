# no native speaker has read this

### Pages in a browser, Kazakh.

## Everywhere

skip-to-content = Негізгі бөлікке өту
navigation = Беттер
nav-rooms = Кабинеттер
nav-devices = Құрылғылар
nav-messages = Хабарлар
sign-out = Шығу
connection-lost = Байланыс үзілді. Тізім ескірген болуы мүмкін, қайта қосылып жатырмыз…
action-failed = Орындалмады. Байланысты тексеріп, тағы бір рет басыңыз.
room = { $room }-кабинет
floor = { $floor }-қабат
minutes-ago = { $minutes ->
    [0] жаңа ғана
   *[other] { $minutes } минут бұрын
}

## Sign-in

login-title = Жүйеге кіру
login-for-staff = Бұл бет аурухана қызметкерлеріне арналған.
login-login = Логин
login-password = Құпиясөз
login-enter = Кіру
login-wrong = Логин немесе құпиясөз қате. Тексеріп, қайта енгізіңіз.
login-locked = Қате әрекет тым көп болды. { $minutes } минуттан кейін қайта кіріңіз.
login-expired = Бұл компьютер ұзақ уақыт пайдаланылмады, сондықтан сіз жүйеден шығарылдыңыз. Қайта кірмейінше шақырулар мұнда көрінбейді.
login-forgotten = Құпиясөзді ұмыттыңыз ба? Әкімшіге хабарласыңыз.

## Choice of a room

rooms-title = Қай кабинетте жұмыс істейсіз?
rooms-hint = Пациенттер сіз таңдаған кабинетке шақырылады.
rooms-none = Сізге әлі бөлімше бекітілмеген. Әкімшіге хабарласыңыз.
rooms-open = Ашу
room-label = Кабинет нөмірі

## Console of a room

console-now = Қазіргі пациент
console-in-room = Кабинетке шақырылды
console-room-free = Кабинет бос
console-press-next = Келесі пациентті шақыру үшін төмендегі түймені басыңыз
console-called = { $number } { $room }-кабинетке шақырылды
console-called-at = Сағат { $time } шақырылды
console-next = Келесіні шақыру
console-closes = { $number } қабылдауы аяқталады
console-call = Шақыру
console-recall = Қайта шақыру
console-no-answer = Келмеді
console-done = Қабылдау аяқталды
console-waiting = Кезекте
console-missed = Шақырылған, бірақ келмеген
console-elsewhere = Басқа шақырылғандар
console-nobody = Кезекте ешкім жоқ
count-waiting = { $count } адам
count-longest = ең ұзағы { $minutes } минут күтті
waited = { $minutes } минут

priority-emergency = Шұғыл
priority-unknown = Шұғылдығы белгісіз
priority-today = Бүгін қаралсын
priority-booked = Жазылған
priority-planned = Жоспарлы
why-emergency = Кезексіз: жағдайы шұғыл болуы мүмкін
why-unknown = Кезексіз: қаншалықты шұғыл екені әлі белгісіз
why-today = Ертерек: бүгін қаралуы керек
why-booked = Ертерек: осы уақытқа жазылған
why-planned = Кезек бойынша

notice-nobody_waiting = Кезекте ешкім қалмады.
notice-no_such_ticket = Мұндай талон жоқ.
notice-ticket_not_called = Талонның күйі өзгерді: оны басқа қызметкер жапқан немесе шақырған. Тізім жаңартылды.
notice-ticket_not_waiting = Бұл пациент шақырылып қойған. Тізім жаңартылды.
notice-idempotency_mismatch = Бет ескірген еді. Тізім жаңартылды, тағы бір рет басыңыз.

## Alarms

alarm-red-flag = Қауіпті белгі
alarm-red-flag-unknown = түрі белгісіз, пациентті дереу қараңыз
alarm-nurse-call = Пациент мейіргерді шақырып тұр
alarm-out-of-paper = Принтерде қағаз бітті
alarm-device-fault = Құрылғы жұмыс істемей тұр
alarm-acknowledge = Мен барамын
alarm-sound = Дыбыс

## Devices

devices-title = Құрылғылар
devices-none = Әзірге бірде-бір құрылғы қосылмаған.
device-never-seen = Әлі байланысқа шықпаған
device-silent-since = Жауап бермейді. Соңғы байланыс: { $time }
device-seen-at = Жұмыс істеп тұр. Соңғы байланыс: { $time }
part-printer = Принтер
part-camera = Камера
part-scanner = Сканер
state-ready = Дайын
state-low = Назар аудару керек
state-needs-person = Қызметкер келуі керек
state-absent = Қосылмаған
state-unknown = Белгісіз
printer-low = Қағаз аз қалды
printer-needs-person = Қағаз салыңыз немесе қақпағын жабыңыз

## Board in the hall

board-title = Кезек таблосы
board-now = Қазір шақырылуда
board-before = Бұрын шақырылғандар
board-room = кабинет
board-nobody = Әзірге ешкім шақырылған жоқ
board-no-connection = Байланыс жоқ. Нөміріңізді тіркеу бөлімінен сұраңыз
board-help = Нөміріңіз шыққанда, көрсетілген кабинетке барыңыз.

## One's own ticket

ticket-number = Сіздің нөміріңіз:
ticket-next = Келесі сіз
ticket-ahead = Сіздің алдыңызда { $count } адам
ticket-wait = Шамамен { $earliest }–{ $latest } минут
ticket-wait-up-to = Шамамен { $latest } минутқа дейін
ticket-called = Сізді шақырып жатыр
ticket-go = { $floor }-қабат, { $room }-кабинетке кіріңіз
ticket-no-answer = Сізді шақырды, бірақ келмедіңіз
ticket-no-answer-hint = Кабинет алдына барып, қызметкерге талоныңызды көрсетіңіз.
ticket-done = Қабылдау аяқталды
ticket-done-hint = Сау болыңыз!
ticket-void = Бұл талон енді жарамсыз
ticket-void-hint = Тіркеу бөлімінен немесе киосктен жаңа талон алыңыз.
ticket-short-waiting = күтудесіз
ticket-short-called = сізді шақырып жатыр
ticket-short-no-answer = келмедіңіз
ticket-short-done = қабылдау аяқталды
ticket-short-void = жарамсыз
ticket-department = Бөлімше
ticket-room = Кабинет
ticket-floor = Қабат
ticket-updates = Бұл бет өзі жаңарады.
ticket-help = Сұрағыңыз болса немесе жағдайыңыз нашарласа, дереу мейіргерге айтыңыз.
ticket-connection-lost = Байланыс жоқ. Таблоға қарап тұрыңыз.

## When something goes wrong

error-ticket-title = Мұндай талон табылмады
error-ticket-text = Талондағы QR-кодты тағы бір рет сканерлеңіз немесе тіркеу бөлімінен сұраңыз.
error-not-found-title = Мұндай бет жоқ
error-not-found-text = Мекенжайды тексеріңіз.
error-forbidden-title = Бұл бет сізге ашық емес
error-forbidden-text = Бетті жаңартып, қайталап көріңіз. Көмектеспесе, әкімшіге хабарласыңыз.
error-too-many-title = Әрекет тым көп
error-too-many-text = Бірнеше минуттан кейін қайталап көріңіз.
error-unavailable-title = Қазір жауап жоқ
error-unavailable-text = Біраздан кейін бетті жаңартыңыз. Шұғыл болса, тіркеу бөліміне барыңыз.
error-broken-title = Бізде қате болды
error-broken-text = Біраздан кейін бетті жаңартыңыз. Шұғыл болса, тіркеу бөліміне барыңыз.
error-back = Басты бетке

## Messages that did not arrive

letters-title = Жетпеген хабарлар
letters-hint = Олар ешқандай жолмен жетпеді. Адамға телефон соғып айтыңыз немесе себебі жойылған соң қайта жіберіңіз.
letters-changed = Бұл хабармен әріптесіңіз айналысып қойды. Тізім жаңартылды.
letters-none = Барлығы жеткізілді.
letters-older = Бұрынғылары
letters-late = { $count ->
    [one] { $count } хабар 10 минуттан астам күтіп тұр
   *[other] { $count } хабар 10 минуттан астам күтіп тұр
}
letter-attempts = { $count ->
    [one] { $count } рет әрекет жасалды
   *[other] { $count } рет әрекет жасалды
}
letter-kind-transactional = Хабарлама
letter-kind-offer = Уақыт ұсынысы
letter-kind-reminder = Еске салу
letter-kind-bulk = Шақыру
letter-channel-push = Қосымшадағы хабарлама
letter-channel-telegram = Телеграм
letter-channel-sms = СМС
letter-why-not-set-up = Қызмет бапталмаған немесе құпиясөзімізді қабылдамайды. Әкімшіге айтыңыз.
letter-why-unreachable = Қызмет ұзақ уақыт жауап бермеді.
letter-why-refused = Қызмет бұл хабарды қабылдамады: нөмір немесе құрылғы енді жоқ болуы мүмкін.
letter-why-unreadable = Хабарды оқу мүмкін емес: кілті жоқ. Әкімшіге айтыңыз.
letter-not-again = Қайта жіберуге болмайды: тым кеш болады немесе айтатын адам қалмады.
letter-retry = Қайта жіберу
letter-close = Шешілді

## The page behind a one-tap link in a message

visit-title = Сіздің қабылдауыңыз
visit-open = Келетініңізді айтыңызшы.
visit-confirmed = Рақмет. Сізді күтеміз.
visit-cancelled = Бұл қабылдау тоқтатылды. Келу қажет емес.
visit-pending = Дәрігер болмайды. Басқа уақытты таңдаңыз.
visit-over = Бұл қабылдау уақыты өтті.
visit-open-offer = Бұл уақыт босады.
visit-confirmed-offer = Бұл уақыт сіздікі. Сізді күтеміз.
visit-cancelled-offer = Сіз бұл уақыттан бас тарттыңыз. Тізімдегі орныңыз сақталады.
visit-over-offer = Бұл уақыт келесі адамға ұсынылды. Тізімдегі орныңыз сақталады.
visit-until = Сіз үшін { $time } дейін сақталады.
visit-do-confirm = Келемін
visit-do-cancel = Қабылдаудан бас тарту
visit-do-move = Басқа уақытты таңдау
visit-do-accept = Бұл уақытты аламын
visit-do-decline = Маған қажет емес
visit-fault-appointment-closed = Бұл қабылдауды енді өзгертуге болмайды. Тіркеу бөлімі көмектеседі.
visit-fault-booked-elsewhere = Бұл уақытта басқа қабылдау бар. Басқа уақытты таңдаңыз.
visit-fault-not-a-time = Бұл уақытқа жазылуға болмайды. Басқа уақытты таңдаңыз.
visit-fault-offer-over = Бұл уақыт келесі адамға ұсынылды.
visit-fault-time-taken = Бұл уақытты жаңа ғана басқа адам алды. Басқа уақытты таңдаңыз.
visit-fault-too-many-moves = Бұл қабылдау бірнеше рет ауыстырылған. Тіркеу бөлімі көмектеседі.

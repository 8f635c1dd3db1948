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

## Тіркеу бөліміндегі науқастар

nav-patients = Науқастар
patients-title = Науқастар
desk-title = Жазылмаған науқас келді ме?
desk-hint = Науқасты табыңыз, содан кейін уақытқа жазыңыз немесе бүгінгі кезекке нөмір беріңіз.
patients-search = Іздеу
patients-duplicates = Қайталанған болуы мүмкін
patients-merges = Біріктірілгендер
patients-import = Тізім жүктеу
patients-by = Не бойынша
patients-by-name = Аты
patients-by-phone = Телефон
patients-by-pinfl = ЖСН
patients-typed = Науқас айтқаны
patients-find = Табу
patients-watched = Әр іздеу және ашылған жазба сіздің атыңызбен журналға жазылады.
patients-desk-only = Науқастарды тіркеу бөлімі мен АТ-мейіргер іздейді.
patients-nobody = Ешкім табылмады. Жазылуын тексеріңіз немесе телефон не нөмір бойынша іздеңіз.
patients-register = Жаңа науқасты тіркеу
patients-register-other = Бұлардың арасында жоқ: жаңа науқасты тіркеу
register-title = Жаңа науқас
register-hint = ЖСН болса, туған күні мен жынысы содан алынады.
register-do = Тіркеу
register-known = Бұл ЖСН тіркелген
register-pinfl-hint = 14 цифр. Нәрестеде немесе шетелдікте болмаса, бос қалдырып, туған күнін енгізіңіз.
register-names-hint = Латын немесе кирилл әріптерімен. Екіншісі өзі жасалады.
register-phone-hint = +998 90 123-45-67
register-document-hint = Өзбекстан құжаты: AD1234567 немесе I-TN 0123456. Шетел паспорты енгізілмейді.
field-sex = Жынысы
sex-female = Әйел
sex-male = Ер
patients-more = Мұндай адамдар көбірек. Тегін қосыңыз.
patients-nameless = Аты белгісіз
patients-born = Туған жылы { $year }
patients-number-ends = ЖСН соңы { $digits }
patients-no-number = ЖСН жоқ
patients-deceased = Қайтыс болған
patients-book = Жазу немесе нөмір беру
patients-open = Ашу
patients-record = Жазба
patients-birth-date = Туған күні
patients-name-family-name = Тегі
patients-name-given-name = Аты
patients-name-patronymic = Әкесінің аты
patients-name-family-name-cyrillic = Тегі кириллицада
patients-name-given-name-cyrillic = Аты кириллицада
patients-name-patronymic-cyrillic = Әкесінің аты кириллицада
patients-phone = Телефон
patients-primary = негізгі
patients-verified = расталған
patients-document-id-card = ЖК-карта
patients-document-passport = Паспорт
patients-document-birth-certificate = Туу туралы куәлік
patients-typed-in-app = қосымшада енгізілген
patients-insured = Сақтандырылған
patients-yes = иә
patients-no = жоқ
patients-merged-records = Осы жазбаға қосылғандар
patients-correct-names = Атын түзету
patients-names-hint = Бос қалдырылған жазу екіншісінен ұсынылады.
patients-save = Сақтау
patients-add-phone = Телефон қосу
patients-end-phone = { $phone } нөмірін алып тастау
patients-record-death = Қайтыс болғанын белгілеу
patients-death-hint = Хабарламалар мен қабылдауға жазылу тоқтайды. Тарих қалады. Бос күн қателесіп жазылғанды қайтарады.
patients-death-date = Қайтыс болған күні
patients-next-page = Келесі бет
patients-back = Тізімге қайту
patients-notice-registered = Науқас тіркелді.
patients-notice-saved = Сақталды.
patients-notice-decided = Шешіміңіз сақталды.
patients-notice-already-merged = Әріптесіңіз бұл жазбаларды өзгерткен. Тізім жаңарды.
patients-notice-file-too-large = Файл тым үлкен. Оны бөліңіз.
patients-notice-invalid-name = Атты тек әріппен жазыңыз.
patients-notice-invalid-phone = Бұл Өзбекстан телефон нөмірі емес.
patients-notice-merge-other-way = ЖСН бар жазбаны қалдырыңыз.
patients-notice-nothing-to-search = Кемінде екі әріпті ат, толық телефон нөмірін немесе дұрыс ЖСН жазыңыз.
patients-notice-number-kept = Бұл жазбада ЖСН бар.
patients-notice-number-taken = Бұл ЖСН басқа жазбада тұр. Олар қайталанған болуы мүмкін.
patients-notice-two-numbers = Екі жазбада да ЖСН бар және олар әртүрлі: бұл екі адам.
patients-notice-wrong-date = Мұндай күн болуы мүмкін емес.
duplicates-hint = Бір адамдікі болуы мүмкін екі жазба. Сіз шешесіз.
duplicates-none = Шешетін ештеңе жоқ.
duplicates-reason-document = бір құжат
duplicates-reason-phone = бір телефон
duplicates-reason-birth-date = бір туған күн
duplicates-reason-name = ұқсас ат
duplicates-compare = Салыстыру
duplicates-one-or-two = Бір адам ба, екеу ме?
duplicates-careful = Егіздер, әкелер мен ұлдар мұнда ұқсас. Күмән болса, науқастан сұраңыз.
duplicates-keep = Бір адам: осы жазба қалсын
duplicates-two-people = Бұл екі адам
merges-hint = Біріктіруді кез келген уақытта болдырмауға болады. Ештеңе жоғалмайды.
merges-none = Әлі ештеңе біріктірілмеген.
merges-took-in = Қосылған жазба: { $name }
merges-undone = Болдырылмаған
merges-undo = Біріктіруді болдырмау
import-hint = Кестеңізден CSV файл. Алдымен тексеріледі; сіз жүктемейінше ештеңе жазылмайды.
import-other-file = Бұл сіз тексерген файл емес. Қазір осы файл тексерілді; нәтижені қараңыз.
import-done = Барлығы жүктелді.
import-faulty = Ештеңе жүктелмеді: файлды түзету керек.
import-good = Файл дұрыс. Әлі ештеңе жазылмады.
import-fault-count = { $count ->
    [one] { $count } жерді түзету керек
   *[other] { $count } жерді түзету керек
}
import-line = Жол
import-column = Баған
import-what = Нені түзету керек
import-lines = Файлдағы адамдар
import-added = Жаңа
import-completed = Белгілі, толықтырылды
import-unchanged = Белгілі, өзгермеді
import-choose = Файл
import-again = Сол файлды қайта таңдаңыз
import-bring-in = Барлығын жүктеу
import-check = Тексеру
import-columns = Файл бағандары
import-column-pinfl = ЖСН
import-column-family-name = Тегі
import-column-given-name = Аты
import-column-patronymic = Әкесінің аты
import-column-birth-date = Туған күні
import-column-sex = Жынысы
import-column-phone = Телефон
import-column-second-phone = Екінші телефон
import-column-language = Тіл
import-column-document-kind = Құжат түрі
import-column-document-number = Құжат нөмірі
import-column-insured = Сақтандырылған
import-column-insured-until = Сақтандыру мерзімі
import-rule-unreadable = Бұл CSV файл емес. Кестені CSV етіп сақтаңыз.
import-rule-empty = Файлда ешкім жоқ.
import-rule-too-many-lines = Файлда 100 000 жолдан көп. Оны бөліңіз.
import-rule-unknown-column = Мұндай баған белгісіз.
import-rule-column-twice = Бұл баған екі рет тұр.
import-rule-column-missing = Бұл баған жоқ.
import-rule-quotes = Бұл жолда немесе жоғарыда тырнақша жабылмаған.
import-rule-cells = Жолдағы ұяшықтар саны бірінші жолдағыдан басқа.
import-rule-needed = Мұнда бос, ал дерек керек.
import-rule-pinfl = Бұл дұрыс ЖСН емес.
import-rule-rounded = Кесте нөмірді дөңгелектеген. Бағанды мәтін етіңіз.
import-rule-name = Бұл ат емес.
import-rule-date = Бұл күн емес. 31.12.1990 немесе 1990-12-31 деп жазыңыз.
import-rule-future = Бұл күн болашақта.
import-rule-against-number = ЖСН бойынша туған күн басқа.
import-rule-sex = Ер немесе әйел деп жазыңыз.
import-rule-phone = Бұл Өзбекстан телефон нөмірі емес.
import-rule-language = Мұндай тіл белгісіз.
import-rule-document = Құжат түрі немесе нөмірі дұрыс емес.
import-rule-yes-or-no = Иә немесе жоқ деп жазыңыз.
import-rule-twice = Бұл ЖСН жоғарыдағы жолда тұр.

## When something goes wrong

error-ticket-title = Мұндай талон табылмады
error-ticket-text = Талондағы QR-кодты тағы бір рет сканерлеңіз немесе тіркеу бөлімінен сұраңыз.
error-link-title = Сілтеме енді жарамсыз
error-link-text = Қабылдау содан бері өзгерген болуы мүмкін. Ең жаңа хабарды ашыңыз немесе тіркеу бөлімінен сұраңыз.
error-not-found-title = Мұндай бет жоқ
error-not-found-text = Мекенжайды тексеріңіз.
error-forbidden-title = Бұл бет сізге ашық емес
error-forbidden-text = Оны тек жұмысы сол адамдар ашады. Сізге де қажет болса, әкімшіге айтыңыз.
error-form-title = Бет тым ұзақ ашық тұрған
error-form-text = Бетті жаңартып, қайталап көріңіз. Көмектеспесе, әкімшіге хабарласыңыз.
error-identity-title = Кіру аяқталмады
error-identity-text = Қолданбаға оралып, қайта бастаңыз. Болмаса, телефон нөміріңізбен кіріңіз.
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
visit-cancel-sure = Уақытыңыз басқаға ұсынылады.
visit-cancel-yes = Иә, болдырмау
visit-do-move = Басқа уақытты таңдау
visit-do-accept = Бұл уақытты аламын
visit-do-decline = Маған қажет емес
visit-fault-appointment-closed = Бұл қабылдауды енді өзгертуге болмайды. Тіркеу бөлімі көмектеседі.
visit-fault-booked-elsewhere = Бұл уақытта басқа қабылдау бар. Басқа уақытты таңдаңыз.
visit-fault-not-a-time = Бұл уақытқа жазылуға болмайды. Басқа уақытты таңдаңыз.
visit-fault-offer-over = Бұл уақыт келесі адамға ұсынылды.
visit-fault-time-taken = Бұл уақытты жаңа ғана басқа адам алды. Басқа уақытты таңдаңыз.
visit-fault-too-many-moves = Бұл қабылдау бірнеше рет ауыстырылған. Тіркеу бөлімі көмектеседі.

## The page on which a visit is chosen and booked

book-title = Қабылдауға жазылу
book-begin-title = Қабылдауға жазылу
book-begin-text = Дәрігер мен уақытты таңдап, растайсыз. Сілтеме бір рет жұмыс істейді.
book-begin = Бастау
book-inside-title = Қабылдауға жазылу
book-inside-text = Бұл бетті Telegram-дағы ботымыздан ашыңыз.
book-over-title = Сілтеме ескірген
book-over-text = Чатқа оралып, «Қабылдауға жазылу» түймесін қайта басыңыз.
book-not-linked-title = Чат әлі қосылмаған
book-not-linked-text = Чатқа оралып, нөміріңізді жіберіңіз.
book-link-title = JSHSHIR нөміріңізді енгізіңіз
book-link-text = 14 цифр, паспортта немесе ID-картада жазылған. Telegram-ға жіберілмейді.
book-pinfl = JSHSHIR
book-go-on = Жалғастыру
book-person-title = Кім үшін?
book-person-self = Өзім үшін
book-person-child = Балам үшін
book-person-trusted = Маған сенген адам үшін
book-hospital-title = Қай аурухана?
book-department-title = Қай бөлім?
book-service-title = Қандай қызмет?
book-plain-visit = Дәрігер қабылдауы
book-doctor-title = Қай дәрігер?
book-any-doctor = Кез келген дәрігер
book-next-free = Ең жақын: { $date }, { $time }
book-day-title = Қай күн?
book-time-title = Қай уақыт?
book-closest-title = Басқа бос уақыт
book-nothing-free = Жақын күндері бос уақыт жоқ. Тіркеу бөліміне қоңырау шалыңыз немесе басқасын таңдаңыз.
book-confirm-title = Бәрі дұрыс па?
book-do = Жазылу
book-other-time = Басқа уақыт
book-held = Бұл уақыт сіз үшін 5 минут сақталады.
book-done-title = Қабылдауға жазылдыңыз
book-done-text = Чатқа хабар жібереміз, қабылдау алдында еске саламыз.
book-close = Чатқа оралу
book-back = Артқа
book-fault-other = Қазір болмады. Қайталап көріңіз немесе тіркеу бөліміне барыңыз.
book-fault-invalid-request = Нөмірді тексеріп, қайта енгізіңіз.
book-fault-child-needs-parent = 16 жасқа дейінгі баланы ата-анасы жазады.
book-fault-already-linked = Бұл чат басқа адамға тиесілі. Тіркеу бөліміне барыңыз.
book-fault-too-many-attempts = Тым көп әрекет. Кейінірек көріңіз.
book-fault-too-many-appointments = Мұнда жазылулар жеткілікті. Алдымен біреуінен бас тартыңыз немесе тіркеу бөліміне барыңыз.
book-fault-too-many-late-cancellations = Тіркеу бөлімінде немесе телефонмен жазылыңыз.

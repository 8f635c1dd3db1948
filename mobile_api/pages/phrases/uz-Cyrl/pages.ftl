### Made from the Latin catalogue, never edited: python -m mobile_api.cyrillic
### What transliteration gets wrong stands in overrides.json beside this file.


## Everywhere

skip-to-content = Асосий қисмга ўтиш
navigation = Саҳифалар
nav-rooms = Хоналар
nav-devices = Қурилмалар
nav-messages = Хабарлар
sign-out = Чиқиш
connection-lost = Алоқа узилди. Рўйхат эскирган бўлиши мумкин, қайта уланмоқдамиз…
action-failed = Амал бажарилмади. Алоқани текшириб, яна бир марта босинг.
room = { $room }-хона
floor = { $floor }-қават
minutes-ago =
    { $minutes ->
        [0] ҳозиргина
       *[other] { $minutes } дақиқа олдин
    }

## Sign-in

login-title = Тизимга кириш
login-for-staff = Бу саҳифа шифохона ходимлари учун.
login-login = Логин
login-password = Пароль
login-enter = Кириш
login-wrong = Логин ёки пароль нотўғри. Ҳарфларни текшириб, қайта киритинг.
login-locked = Хато уринишлар кўп бўлди. { $minutes } дақиқадан кейин яна киринг.
login-expired = Бу компьютердан узоқ вақт фойдаланилмади, шунинг учун сиз тизимдан чиқарилдингиз. Қайта кирмагунингизча чақирувлар бу ерда кўринмайди.
login-forgotten = Паролни унутдингизми? Администраторга мурожаат қилинг.

## Choice of a room

rooms-title = Қайси хонада ишлайсиз?
rooms-hint = Беморлар сиз танлаган хонага чақирилади.
rooms-none = Сизга ҳали бўлим бириктирилмаган. Администраторга мурожаат қилинг.
rooms-open = Очиш
room-label = Хона рақами

## Console of a room

console-now = Ҳозирги бемор
console-in-room = Хонага чақирилган
console-room-free = Хона бўш
console-press-next = Кейинги беморни чақириш учун пастдаги тугмани босинг
console-called = { $number } { $room }-хонага чақирилди
console-called-at = Соат { $time } да чақирилган
console-next = Кейингисини чақириш
console-closes = { $number } қабули тугатилади
console-call = Чақириш
console-recall = Қайта чақириш
console-no-answer = Келмади
console-done = Қабул тугади
console-waiting = Навбатда
console-missed = Чақирилган, лекин келмаган
console-elsewhere = Бошқа чақирилганлар
console-nobody = Навбатда ҳеч ким йўқ
count-waiting = { $count } киши
count-longest = энг кўпи { $minutes } дақиқа кутди
waited = { $minutes } дақиқа
priority-emergency = Шошилинч
priority-unknown = Ҳолати номаълум
priority-today = Бугун кўрилсин
priority-booked = Ёзилган
priority-planned = Режали
why-emergency = Навбатсиз: ҳолати шошилинч бўлиши мумкин
why-unknown = Навбатсиз: ҳолатининг шошилинчлиги ҳали номаълум
why-today = Олдинроқ: бугун кўрилиши керак
why-booked = Олдинроқ: шу вақтга ёзилган
why-planned = Навбат бўйича
notice-nobody_waiting = Навбатда ҳеч ким қолмади.
notice-no_such_ticket = Бундай чипта йўқ.
notice-ticket_not_called = Бу чипта ҳолати ўзгарган: бошқа ходим уни ёпган ёки чақирган. Рўйхат янгиланди.
notice-ticket_not_waiting = Бу бемор аллақачон чақирилган. Рўйхат янгиланди.
notice-idempotency_mismatch = Саҳифа эскирган эди. Рўйхат янгиланди, яна бир марта босинг.

## Alarms

alarm-red-flag = Хавфли белги
alarm-red-flag-unknown = тури номаълум, беморни дарҳол кўринг
alarm-nurse-call = Бемор ҳамширани чақирмоқда
alarm-out-of-paper = Принтерда қоғоз тугади
alarm-device-fault = Қурилма ишламаяпти
alarm-acknowledge = Мен бораман
alarm-sound = Овоз

## Devices

devices-title = Қурилмалар
devices-none = Ҳали бирорта қурилма уланмаган.
device-never-seen = Ҳали алоқага чиқмаган
device-silent-since = Жавоб бермаяпти. Охирги алоқа: { $time }
device-seen-at = Ишлаяпти. Охирги алоқа: { $time }
part-printer = Принтер
part-camera = Камера
part-scanner = Сканер
state-ready = Тайёр
state-low = Эътибор керак
state-needs-person = Ходим келиши керак
state-absent = Уланмаган
state-unknown = Номаълум
printer-low = Қоғоз оз қолди
printer-needs-person = Қоғоз солинг ёки қопқоғини ёпинг

## Board in the hall

board-title = Навбат таблоси
board-now = Ҳозир чақирилмоқда
board-before = Аввал чақирилганлар
board-room = хона
board-nobody = Ҳозирча ҳеч ким чақирилмади
board-no-connection = Алоқа йўқ. Рақамингизни қабулхонадан сўранг
board-help = Рақамингиз чиқса, кўрсатилган хонага боринг.

## One's own ticket

ticket-number = Сизнинг рақамингиз:
ticket-next = Кейингиси сиз
ticket-ahead = Сиздан олдин { $count } киши
ticket-wait = Тахминан { $earliest }–{ $latest } дақиқа
ticket-wait-up-to = Тахминан { $latest } дақиқагача
ticket-called = Сизни чақиришмоқда
ticket-go = { $floor }-қават, { $room }-хонага киринг
ticket-no-answer = Сиз чақирилдингиз, лекин келмадингиз
ticket-no-answer-hint = Хона олдига бориб, ходимга чиптангизни кўрсатинг.
ticket-done = Қабул тугади
ticket-done-hint = Соғ бўлинг!
ticket-void = Бу чипта энди амал қилмайди
ticket-void-hint = Қабулхонадан ёки киоскдан янги чипта олинг.
ticket-short-waiting = кутмоқдасиз
ticket-short-called = сизни чақиришмоқда
ticket-short-no-answer = келмадингиз
ticket-short-done = қабул тугади
ticket-short-void = амал қилмайди
ticket-department = Бўлим
ticket-room = Хона
ticket-floor = Қават
ticket-updates = Бу саҳифа ўзи янгиланади.
ticket-help = Саволингиз бўлса ёки аҳволингиз оғирлашса, дарҳол ҳамширага айтинг.
ticket-connection-lost = Алоқа йўқ. Таблога қараб туринг.

## Registraturadagi bemorlar

nav-patients = Беморлар
patients-title = Беморлар
desk-title = Ёзилмаган бемор келдими?
desk-hint = Беморни топинг, сўнг вақтга ёзинг ёки бугунги навбатга рақам беринг.
patients-search = Қидирув
patients-duplicates = Такрор бўлиши мумкин
patients-merges = Бирлаштирилганлар
patients-import = Рўйхат юклаш
patients-by = Нима бўйича
patients-by-name = Исм
patients-by-phone = Телефон
patients-by-pinfl = ЖШШИР
patients-typed = Бемор айтгани
patients-find = Топиш
patients-watched = Ҳар бир қидирув ва очилган ёзув сизнинг номингиз билан журналга ёзилади.
patients-desk-only = Беморларни регистратура ва ИТ-ҳамшира қидиради.
patients-nobody = Ҳеч ким топилмади. Ёзилишини текширинг ёки телефон ёки рақам бўйича қидиринг.
patients-register = Янги беморни рўйхатга олиш
patients-register-other = Булар орасида йўқ: янги беморни рўйхатга олиш
register-title = Янги бемор
register-hint = ЖШШИР бўлса, туғилган сана ва жинс ундан олинади.
register-do = Рўйхатга олиш
register-known = Бу ЖШШИР рўйхатда бор
register-pinfl-hint = 14 та рақам. Чақалоқ ёки чет элликда бўлмаса, бўш қолдиринг ва туғилган санани киритинг.
register-names-hint = Лотин ёки кирилл ёзувида. Иккинчиси ўзи ҳосил қилинади.
register-phone-hint = +998 90 123-45-67
register-document-hint = Ўзбекистон ҳужжати: AD1234567 ёки I-TN 0123456. Чет эл паспорти киритилмайди.
field-sex = Жинси
sex-female = Аёл
sex-male = Эркак
patients-more = Бундай одамлар кўпроқ. Фамилиясини қўшинг.
patients-nameless = Исми номаълум
patients-born = Туғилган йили { $year }
patients-number-ends = ЖШШИР охири { $digits }
patients-no-number = ЖШШИР рақами йўқ
patients-deceased = Вафот этган
patients-book = Ёзиш ёки рақам бериш
patients-open = Очиш
patients-record = Ёзув
patients-birth-date = Туғилган сана
patients-name-family-name = Фамилия
patients-name-given-name = Исм
patients-name-patronymic = Отасининг исми
patients-name-family-name-cyrillic = Фамилия кириллчада
patients-name-given-name-cyrillic = Исм кириллчада
patients-name-patronymic-cyrillic = Отасининг исми кириллчада
patients-phone = Телефон
patients-primary = асосий
patients-verified = тасдиқланган
patients-document-id-card = ID-карта
patients-document-passport = Паспорт
patients-document-birth-certificate = Туғилганлик гувоҳномаси
patients-typed-in-app = иловада киритилган
patients-insured = Суғурталанган
patients-yes = ҳа
patients-no = йўқ
patients-merged-records = Шу ёзувга қўшилганлар
patients-correct-names = Исмни тўғрилаш
patients-names-hint = Бўш қолдирилган ёзув бошқасидан таклиф қилинади.
patients-save = Сақлаш
patients-add-phone = Телефон қўшиш
patients-end-phone = { $phone } рақамини олиб ташлаш
patients-record-death = Вафотни қайд этиш
patients-death-hint = Хабарлар ва қабулга ёзилиш тўхтайди. Тарих қолади. Бўш сана адашиб ёзилганни қайтаради.
patients-death-date = Вафот санаси
patients-next-page = Кейинги саҳифа
patients-back = Рўйхатга қайтиш
patients-notice-registered = Бемор рўйхатга олинди.
patients-notice-saved = Сақланди.
patients-notice-decided = Қарорингиз сақланди.
patients-notice-already-merged = Ҳамкасбингиз бу ёзувларни ўзгартирган. Рўйхат янгиланди.
patients-notice-file-too-large = Файл жуда катта. Уни бўлинг.
patients-notice-invalid-name = Исмни фақат ҳарфлар билан ёзинг.
patients-notice-invalid-phone = Бу Ўзбекистон телефон рақами эмас.
patients-notice-merge-other-way = ЖШШИР бор ёзувни қолдиринг.
patients-notice-nothing-to-search = Камида икки ҳарфли исм, тўлиқ телефон рақами ёки тўғри ЖШШИР ёзинг.
patients-notice-number-kept = Бу ёзувда ЖШШИР бор.
patients-notice-number-taken = Бу ЖШШИР бошқа ёзувда турибди. Улар такрор бўлиши мумкин.
patients-notice-two-numbers = Иккала ёзувда ЖШШИР бор ва улар ҳар хил: бу икки одам.
patients-notice-wrong-date = Бундай сана бўлиши мумкин эмас.
duplicates-hint = Бир одамга тегишли бўлиши мумкин бўлган икки ёзув. Сиз ҳал қиласиз.
duplicates-none = Ҳал қилинадиган нарса йўқ.
duplicates-reason-document = бир хил ҳужжат
duplicates-reason-phone = бир хил телефон
duplicates-reason-birth-date = бир хил туғилган сана
duplicates-reason-name = ўхшаш исм
duplicates-compare = Солиштириш
duplicates-one-or-two = Бир одамми ёки икки?
duplicates-careful = Эгизаклар, оталар ва ўғиллар бу ерда ўхшаш. Шубҳа бўлса, бемордан сўранг.
duplicates-keep = Бир одам: шу ёзув қолсин
duplicates-two-people = Булар икки одам
merges-hint = Бирлаштиришни исталган вақтда бекор қилиш мумкин. Ҳеч нарса йўқолмайди.
merges-none = Ҳали ҳеч нарса бирлаштирилмаган.
merges-took-in = Қўшилган ёзув: { $name }
merges-undone = Бекор қилинган
merges-undo = Бирлаштиришни бекор қилиш
import-hint = Жадвалингиздан CSV файл. Аввал текширилади; сиз юкламагунингизча ҳеч нарса ёзилмайди.
import-other-file = Бу сиз текширган файл эмас. Ҳозир шу файл текширилди; натижага қаранг.
import-done = Ҳамма юкланди.
import-faulty = Ҳеч нарса юкланмади: файлни тўғрилаш керак.
import-good = Файл жойида. Ҳали ҳеч нарса ёзилмади.
import-fault-count =
    { $count ->
        [one] { $count } та жойни тўғрилаш керак
       *[other] { $count } та жойни тўғрилаш керак
    }
import-line = Қатор
import-column = Устун
import-what = Нимани тўғрилаш керак
import-lines = Файлдаги одамлар
import-added = Янги
import-completed = Маълум, тўлдирилди
import-unchanged = Маълум, ўзгармади
import-choose = Файл
import-again = Ўша файлни яна танланг
import-bring-in = Ҳаммани юклаш
import-check = Текшириш
import-columns = Файл устунлари
import-column-pinfl = ЖШШИР
import-column-family-name = Фамилия
import-column-given-name = Исм
import-column-patronymic = Отасининг исми
import-column-birth-date = Туғилган сана
import-column-sex = Жинси
import-column-phone = Телефон
import-column-second-phone = Иккинчи телефон
import-column-language = Тил
import-column-document-kind = Ҳужжат тури
import-column-document-number = Ҳужжат рақами
import-column-insured = Суғурталанган
import-column-insured-until = Суғурта муддати
import-rule-unreadable = Бу CSV файл эмас. Жадвални CSV қилиб сақланг.
import-rule-empty = Файлда ҳеч ким йўқ.
import-rule-too-many-lines = Файлда 100 000 дан кўп қатор бор. Уни бўлинг.
import-rule-unknown-column = Бундай устун номаълум.
import-rule-column-twice = Бу устун икки марта турибди.
import-rule-column-missing = Бу устун йўқ.
import-rule-quotes = Бу қаторда ёки юқорида қўштирноқ ёпилмаган.
import-rule-cells = Қатордаги катаклар сони биринчи қатордагидан фарқ қилади.
import-rule-needed = Бу ер бўш, лекин керак.
import-rule-pinfl = Бу тўғри ЖШШИР эмас.
import-rule-rounded = Жадвал рақамни яхлитлаган. Устунни матн қилинг.
import-rule-name = Бу исм эмас.
import-rule-date = Бу сана эмас. 31.12.1990 ёки 1990-12-31 деб ёзинг.
import-rule-future = Бу сана келажакда.
import-rule-against-number = ЖШШИР бўйича туғилган сана бошқа.
import-rule-sex = Эркак ёки аёл деб ёзинг.
import-rule-phone = Бу Ўзбекистон телефон рақами эмас.
import-rule-language = Бундай тил номаълум.
import-rule-document = Ҳужжат тури ёки рақами тўғри эмас.
import-rule-yes-or-no = Ҳа ёки йўқ деб ёзинг.
import-rule-twice = Бу ЖШШИР юқоридаги қаторда турибди.

## When something goes wrong

error-ticket-title = Бундай чипта топилмади
error-ticket-text = Чиптадаги QR кодни яна бир марта сканерланг ёки қабулхонадан сўранг.
error-link-title = Ҳавола энди ишламайди
error-link-text = Қабул ўзгарган бўлиши мумкин. Энг янги хабарни очинг ёки қабулхонадан сўранг.
error-not-found-title = Бундай саҳифа йўқ
error-not-found-text = Манзилни текширинг.
error-forbidden-title = Бу саҳифа сизга очиқ эмас
error-forbidden-text = Уни фақат иши шу бўлганлар оча олади. Сизга ҳам керак бўлса, администраторга айтинг.
error-form-title = Саҳифа жуда узоқ очиқ турган
error-form-text = Саҳифани янгилаб, қайта уриниб кўринг. Ёрдам бермаса, администраторга мурожаат қилинг.
error-identity-title = Кириш якунланмади
error-identity-text = Иловага қайтинг ва қайтадан бошланг. Бўлмаса, телефон рақамингиз билан киринг.
error-too-many-title = Жуда кўп уриниш
error-too-many-text = Бир неча дақиқадан кейин яна уриниб кўринг.
error-unavailable-title = Ҳозир жавоб йўқ
error-unavailable-text = Бир оздан кейин саҳифани янгиланг. Шошилинч бўлса, қабулхонага боринг.
error-broken-title = Бизда хатолик юз берди
error-broken-text = Бир оздан кейин саҳифани янгиланг. Шошилинч бўлса, қабулхонага боринг.
error-back = Бош саҳифага

## Messages that did not arrive

letters-title = Етиб бормаган хабарлар
letters-hint = Улар ҳеч қандай йўл билан етиб бормади. Одамга телефон қилиб айтинг ёки сабаб бартараф бўлгач қайта юборинг.
letters-changed = Бу хабар билан ҳамкасбингиз шуғулланиб бўлди. Рўйхат янгиланди.
letters-none = Барча хабарлар етиб борган.
letters-older = Олдингилари
letters-late =
    { $count ->
        [one] { $count } та хабар 10 дақиқадан бери кутмоқда
       *[other] { $count } та хабар 10 дақиқадан бери кутмоқда
    }
letter-attempts =
    { $count ->
        [one] { $count } марта уринилди
       *[other] { $count } марта уринилди
    }
letter-kind-transactional = Билдиришнома
letter-kind-offer = Вақт таклифи
letter-kind-reminder = Эслатма
letter-kind-bulk = Таклиф
letter-channel-push = Илова билдиришномаси
letter-channel-telegram = Telegram
letter-channel-sms = SMS
letter-why-not-set-up = Хизмат созланмаган ёки паролимизни қабул қилмаяпти. Администраторга айтинг.
letter-why-unreachable = Хизмат узоқ вақт жавоб бермади.
letter-why-refused = Хизмат бу хабарни қабул қилмади: рақам ёки қурилма энди йўқ бўлиши мумкин.
letter-why-unreadable = Хабарни ўқиб бўлмайди: калити йўқ. Администраторга айтинг.
letter-not-again = Қайта юбориб бўлмайди: жуда кеч бўлади ёки айтадиган одам қолмаган.
letter-retry = Қайта юбориш
letter-close = Ҳал қилинди

## The page behind a one-tap link in a message

visit-title = Сизнинг қабулингиз
visit-open = Илтимос, келасизми ёки йўқми, айтинг.
visit-confirmed = Раҳмат. Сизни кутамиз.
visit-cancelled = Бу қабул бекор қилинган. Келиш шарт эмас.
visit-pending = Шифокор бўлмайди. Илтимос, бошқа вақтни танланг.
visit-over = Бу қабул вақти ўтган.
visit-open-offer = Бу вақт бўшади.
visit-confirmed-offer = Бу вақт сизники. Сизни кутамиз.
visit-cancelled-offer = Сиз бу вақтдан воз кечдингиз. Рўйхатдаги ўрнингиз сақланади.
visit-over-offer = Бу вақт кейинги одамга таклиф қилинди. Рўйхатдаги ўрнингиз сақланади.
visit-until = Сиз учун { $time } гача сақланади.
visit-do-confirm = Келаман
visit-do-cancel = Қабулни бекор қилиш
visit-cancel-sure = Вақтингиз бошқага таклиф қилинади.
visit-cancel-yes = Ҳа, бекор қилиш
visit-do-move = Бошқа вақтни танлаш
visit-do-accept = Бу вақтни оламан
visit-do-decline = Менга керак эмас
visit-fault-appointment-closed = Бу қабулни энди ўзгартириб бўлмайди. Регистратура ёрдам беради.
visit-fault-booked-elsewhere = Бу вақтда бошқа қабул бор. Бошқа вақтни танланг.
visit-fault-not-a-time = Бу вақтга ёзилиб бўлмайди. Бошқа вақтни танланг.
visit-fault-offer-over = Бу вақт кейинги одамга таклиф қилинди.
visit-fault-time-taken = Бу вақтни ҳозиргина бошқа одам олди. Бошқа вақтни танланг.
visit-fault-too-many-moves = Бу қабул бир неча марта кўчирилган. Регистратура ёрдам беради.

## The page on which a visit is chosen and booked

book-title = Қабулга ёзилиш
book-begin-title = Қабулга ёзилиш
book-begin-text = Шифокор ва вақтни танлайсиз, кейин тасдиқлайсиз. Ҳавола бир марта ишлайди.
book-begin = Бошлаш
book-inside-title = Қабулга ёзилиш
book-inside-text = Бу саҳифани Телеграмдаги ботимиздан очинг.
book-over-title = Ҳавола эскирган
book-over-text = Чатга қайтинг ва «Қабулга ёзилиш» тугмасини яна босинг.
book-not-linked-title = Чат ҳали боғланмаган
book-not-linked-text = Чатга қайтинг ва рақамингизни юборинг.
book-link-title = ЖШШИР рақамингизни киритинг
book-link-text = 14 рақам, паспорт ёки { "ID" }-картада ёзилган. Телеграмга юборилмайди.
book-pinfl = ЖШШИР
book-go-on = Давом этиш
book-person-title = Ким учун?
book-person-self = Ўзим учун
book-person-child = Фарзандим учун
book-person-trusted = Ишонган одам учун
book-hospital-title = Қайси шифохона?
book-department-title = Қайси бўлим?
book-service-title = Нима учун?
book-plain-visit = Шифокор кўриги
book-doctor-title = Қайси шифокор?
book-any-doctor = Фарқи йўқ
book-next-free = Энг яқин: { $date }, { $time }
book-day-title = Қайси кун?
book-time-title = Қайси вақт?
book-closest-title = Бошқа бўш вақтлар
book-nothing-free = Яқин кунларда бўш вақт йўқ. Қабулхонага қўнғироқ қилинг ёки бошқасини танланг.
book-confirm-title = Ҳаммаси тўғрими?
book-do = Ёзилиш
book-other-time = Бошқа вақт
book-held = Бу вақт сиз учун 5 дақиқа сақланади.
book-done-title = Сиз қабулга ёзилдингиз
book-done-text = Чатга хабар юборамиз ва қабул олдидан эслатамиз.
book-close = Чатга қайтиш
book-back = Орқага
book-fault-other = Ҳозир бажариб бўлмади. Қайта урининг ёки қабулхонага мурожаат қилинг.
book-fault-invalid-request = Рақамни текширинг ва яна киритинг.
book-fault-child-needs-parent = 16 ёшгача бўлган болани ота-онаси ёзади.
book-fault-already-linked = Бу чат бошқа одамга боғланган. Қабулхонага мурожаат қилинг.
book-fault-too-many-attempts = Жуда кўп уриниш. Бироздан кейин қайта урининг.
book-fault-too-many-appointments = Бу ерда қабуллар етарли. Аввал бирини бекор қилинг ёки қабулхонага мурожаат қилинг.
book-fault-too-many-late-cancellations = Илтимос, қабулхонада ёки телефон орқали ёзилинг.

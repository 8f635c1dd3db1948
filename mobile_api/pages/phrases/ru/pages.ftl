### Pages in a browser, Russian.

## Everywhere

skip-to-content = Перейти к содержанию
navigation = Страницы
nav-rooms = Кабинеты
nav-devices = Устройства
nav-messages = Сообщения
sign-out = Выйти
connection-lost = Связь прервалась. Список мог устареть, подключаемся снова…
action-failed = Не получилось. Проверьте связь и нажмите ещё раз.
room = Кабинет { $room }
floor = { $floor } этаж
minutes-ago = { $minutes ->
    [0] только что
    [one] { $minutes } минуту назад
    [few] { $minutes } минуты назад
   *[other] { $minutes } минут назад
}

## Sign-in

login-title = Вход
login-for-staff = Эта страница для сотрудников больницы.
login-login = Логин
login-password = Пароль
login-enter = Войти
login-wrong = Логин или пароль неверны. Проверьте и введите ещё раз.
login-locked = Слишком много неверных попыток. Попробуйте через { $minutes } мин.
login-expired = Этим компьютером долго не пользовались, поэтому вы вышли из системы. Пока вы не войдёте снова, вызовы здесь не видны.
login-forgotten = Забыли пароль? Обратитесь к администратору.

## Choice of a room

rooms-title = В каком кабинете вы работаете?
rooms-hint = Пациентов будут вызывать в выбранный кабинет.
rooms-none = За вами пока не закреплено отделение. Обратитесь к администратору.
rooms-open = Открыть
room-label = Номер кабинета

## Console of a room

console-now = Текущий пациент
console-in-room = Вызван в кабинет
console-room-free = Кабинет свободен
console-press-next = Чтобы вызвать следующего, нажмите кнопку ниже
console-called = { $number } вызван в кабинет { $room }
console-called-at = Вызван в { $time }
console-next = Вызвать следующего
console-closes = Приём { $number } будет завершён
console-call = Вызвать
console-recall = Вызвать ещё раз
console-no-answer = Не пришёл
console-done = Приём окончен
console-waiting = В очереди
console-missed = Вызваны, но не пришли
console-elsewhere = Другие вызванные
console-nobody = В очереди никого нет
count-waiting = { $count } чел.
count-longest = дольше всех ждут { $minutes } мин
waited = { $minutes } мин

priority-emergency = Срочно
priority-unknown = Срочность неясна
priority-today = Принять сегодня
priority-booked = По записи
priority-planned = Планово
why-emergency = Без очереди: состояние может быть неотложным
why-unknown = Без очереди: пока неизвестно, насколько это срочно
why-today = Раньше: нужно принять сегодня
why-booked = Раньше: записан на это время
why-planned = По очереди

notice-nobody_waiting = В очереди никого не осталось.
notice-no_such_ticket = Такого талона нет.
notice-ticket_not_called = Состояние талона изменилось: его закрыл или вызвал другой сотрудник. Список обновлён.
notice-ticket_not_waiting = Этого пациента уже вызвали. Список обновлён.
notice-idempotency_mismatch = Страница устарела. Список обновлён, нажмите ещё раз.

## Alarms

alarm-red-flag = Опасный признак
alarm-red-flag-unknown = вид неизвестен, осмотрите пациента немедленно
alarm-nurse-call = Пациент зовёт медсестру
alarm-out-of-paper = В принтере закончилась бумага
alarm-device-fault = Устройство не работает
alarm-acknowledge = Я иду
alarm-sound = Звук

## Devices

devices-title = Устройства
devices-none = Пока не подключено ни одного устройства.
device-never-seen = Ещё не выходило на связь
device-silent-since = Не отвечает. Последняя связь: { $time }
device-seen-at = Работает. Последняя связь: { $time }
part-printer = Принтер
part-camera = Камера
part-scanner = Сканер
state-ready = Готов к работе
state-low = Требует внимания
state-needs-person = Нужен сотрудник
state-absent = Не подключено
state-unknown = Неизвестно
printer-low = Бумага заканчивается
printer-needs-person = Вставьте бумагу или закройте крышку

## Board in the hall

board-title = Табло очереди
board-now = Сейчас вызывают
board-before = Вызваны раньше
board-room = кабинет
board-nobody = Пока никого не вызвали
board-no-connection = Нет связи. Спросите о своём номере в регистратуре
board-help = Когда появится ваш номер, идите в указанный кабинет.

## One's own ticket

ticket-number = Ваш номер:
ticket-next = Вы следующий
ticket-ahead = { $count ->
    [one] Перед вами { $count } человек
    [few] Перед вами { $count } человека
   *[other] Перед вами { $count } человек
}
ticket-wait = Примерно { $earliest }–{ $latest } минут
ticket-wait-up-to = Примерно до { $latest } минут
ticket-called = Вас вызывают
ticket-go = { $floor } этаж, пройдите в кабинет { $room }
ticket-no-answer = Вас вызывали, но вы не подошли
ticket-no-answer-hint = Подойдите к кабинету и покажите талон сотруднику.
ticket-done = Приём окончен
ticket-done-hint = Будьте здоровы!
ticket-void = Этот талон больше не действует
ticket-void-hint = Возьмите новый талон в регистратуре или в киоске.
ticket-short-waiting = ожидание
ticket-short-called = вас вызывают
ticket-short-no-answer = вы не подошли
ticket-short-done = приём окончен
ticket-short-void = не действует
ticket-department = Отделение
ticket-room = Кабинет
ticket-floor = Этаж
ticket-updates = Страница обновляется сама.
ticket-help = Если есть вопросы или вам стало хуже, сразу скажите медсестре.
ticket-connection-lost = Нет связи. Следите за табло.

## Пациенты в регистратуре

nav-patients = Пациенты
patients-title = Пациенты
desk-title = Пришёл пациент без записи?
desk-hint = Найдите пациента, затем запишите на время или выдайте номер на сегодня.
patients-search = Поиск
patients-duplicates = Возможные двойники
patients-merges = Объединённые записи
patients-import = Загрузить список
patients-by = Искать по
patients-by-name = Имени
patients-by-phone = Телефону
patients-by-pinfl = ПИНФЛ
patients-typed = Что говорит пациент
patients-find = Найти
patients-watched = Каждый поиск и каждая открытая запись заносятся в журнал с вашим именем.
patients-desk-only = Пациентов ищут в регистратуре и ИТ-медсестра.
patients-nobody = Никто не найден. Проверьте написание или ищите по телефону или номеру.
patients-register = Зарегистрировать нового пациента
patients-register-other = Среди них нет: зарегистрировать нового пациента
register-title = Новый пациент
register-hint = Если есть ПИНФЛ, дата рождения и пол берутся из него.
register-do = Зарегистрировать
register-known = Этот ПИНФЛ уже зарегистрирован
register-pinfl-hint = 14 цифр. Нет ПИНФЛ (новорождённый, иностранец) – оставьте пустым и укажите дату рождения.
register-names-hint = Латиницей или кириллицей. Второе написание подставится само.
register-phone-hint = +998 90 123-45-67
register-document-hint = Документ Узбекистана: AD1234567 или I-TN 0123456. Иностранный паспорт не вводится.
field-sex = Пол
sex-female = Женский
sex-male = Мужской
patients-more = Похожих людей больше. Добавьте фамилию.
patients-nameless = Имя неизвестно
patients-born = Год рождения { $year }
patients-number-ends = ПИНФЛ оканчивается на { $digits }
patients-no-number = Без ПИНФЛ
patients-deceased = Умер
patients-book = Записать или выдать номер
patients-open = Открыть
patients-record = Запись
patients-birth-date = Дата рождения
patients-name-family-name = Фамилия
patients-name-given-name = Имя
patients-name-patronymic = Отчество
patients-name-family-name-cyrillic = Фамилия кириллицей
patients-name-given-name-cyrillic = Имя кириллицей
patients-name-patronymic-cyrillic = Отчество кириллицей
patients-phone = Телефон
patients-primary = основной
patients-verified = подтверждён
patients-document-id-card = ID-карта
patients-document-passport = Паспорт
patients-document-birth-certificate = Свидетельство о рождении
patients-typed-in-app = введено в приложении
patients-insured = Застрахован
patients-yes = да
patients-no = нет
patients-merged-records = Объединено с этой записью
patients-correct-names = Исправить имя
patients-names-hint = Если одно написание оставить пустым, оно будет подсказано по другому.
patients-save = Сохранить
patients-add-phone = Добавить телефон
patients-end-phone = Убрать телефон { $phone }
patients-record-death = Отметить смерть
patients-death-hint = Сообщения и запись на приём прекращаются. История остаётся. Пустая дата исправляет ошибку.
patients-death-date = Дата смерти
patients-next-page = Следующая страница
patients-back = Назад к списку
patients-notice-registered = Пациент зарегистрирован.
patients-notice-saved = Сохранено.
patients-notice-decided = Ваше решение сохранено.
patients-notice-already-merged = Коллега изменил эти записи. Список обновлён.
patients-notice-file-too-large = Файл слишком большой. Разделите его.
patients-notice-invalid-name = Напишите имя только буквами.
patients-notice-invalid-phone = Это не номер телефона Узбекистана.
patients-notice-merge-other-way = Оставьте запись с ПИНФЛ.
patients-notice-nothing-to-search = Введите имя хотя бы из двух букв, полный номер телефона или верный ПИНФЛ.
patients-notice-number-kept = В этой записи уже есть ПИНФЛ.
patients-notice-number-taken = Этот ПИНФЛ стоит в другой записи. Возможно, это двойники.
patients-notice-two-numbers = В обеих записях есть ПИНФЛ, и они разные: это два человека.
patients-notice-wrong-date = Такой даты быть не может.
duplicates-hint = Две записи, которые могут принадлежать одному человеку. Решаете вы.
duplicates-none = Решать нечего.
duplicates-reason-document = тот же документ
duplicates-reason-phone = тот же телефон
duplicates-reason-birth-date = та же дата рождения
duplicates-reason-name = похожее имя
duplicates-compare = Сравнить
duplicates-one-or-two = Один человек или два?
duplicates-careful = Близнецы, отцы и сыновья здесь похожи. Если сомневаетесь, спросите пациента.
duplicates-keep = Один человек: оставить эту запись
duplicates-two-people = Это два человека
merges-hint = Объединение можно отменить в любое время. Ничего не теряется.
merges-none = Пока ничего не объединяли.
merges-took-in = Присоединена запись: { $name }
merges-undone = Отменено
merges-undo = Отменить объединение
import-hint = Файл CSV из вашей таблицы. Сначала он проверяется; ничего не записывается, пока вы его не загрузите.
import-other-file = Это другой файл, не тот, который вы проверили. Сейчас проверен он; посмотрите результат.
import-done = Все загружены.
import-faulty = Ничего не загружено: файл нужно исправить.
import-good = Файл в порядке. Пока ничего не записано.
import-fault-count = { $count ->
    [one] Нужно исправить { $count } место
    [few] Нужно исправить { $count } места
   *[other] Нужно исправить { $count } мест
}
import-line = Строка
import-column = Столбец
import-what = Что исправить
import-lines = Людей в файле
import-added = Новых
import-completed = Известны, дополнены
import-unchanged = Известны, без изменений
import-choose = Файл
import-again = Выберите тот же файл ещё раз
import-bring-in = Загрузить всех
import-check = Проверить
import-columns = Столбцы файла
import-column-pinfl = ПИНФЛ
import-column-family-name = Фамилия
import-column-given-name = Имя
import-column-patronymic = Отчество
import-column-birth-date = Дата рождения
import-column-sex = Пол
import-column-phone = Телефон
import-column-second-phone = Второй телефон
import-column-language = Язык
import-column-document-kind = Вид документа
import-column-document-number = Номер документа
import-column-insured = Застрахован
import-column-insured-until = Застрахован до
import-rule-unreadable = Это не файл CSV. Сохраните таблицу в формате CSV.
import-rule-empty = В файле никого нет.
import-rule-too-many-lines = В файле больше 100 000 строк. Разделите его.
import-rule-unknown-column = Такой столбец неизвестен.
import-rule-column-twice = Этот столбец стоит дважды.
import-rule-column-missing = Этого столбца нет.
import-rule-quotes = В этой строке или выше не закрыта кавычка.
import-rule-cells = В строке больше или меньше ячеек, чем в первой.
import-rule-needed = Здесь пусто, а данные нужны.
import-rule-pinfl = Это не верный ПИНФЛ.
import-rule-rounded = Таблица округлила номер. Сделайте столбец текстовым.
import-rule-name = Это не имя.
import-rule-date = Это не дата. Пишите 31.12.1990 или 1990-12-31.
import-rule-future = Эта дата в будущем.
import-rule-against-number = По ПИНФЛ дата рождения другая.
import-rule-sex = Пишите «мужской» или «женский».
import-rule-phone = Это не номер телефона Узбекистана.
import-rule-language = Такой язык неизвестен.
import-rule-document = Вид или номер документа неверен.
import-rule-yes-or-no = Пишите «да» или «нет».
import-rule-twice = Этот ПИНФЛ уже стоит в строке выше.

## When something goes wrong

error-ticket-title = Такой талон не найден
error-ticket-text = Отсканируйте QR-код на талоне ещё раз или спросите в регистратуре.
error-link-title = Ссылка больше не действует
error-link-text = Возможно, визит с тех пор изменили. Откройте самое новое сообщение или спросите в регистратуре.
error-not-found-title = Такой страницы нет
error-not-found-text = Проверьте адрес.
error-forbidden-title = Эта страница вам недоступна
error-forbidden-text = Её открывают только те, кому она нужна по работе. Если нужна и вам, обратитесь к администратору.
error-form-title = Страница была открыта слишком долго
error-form-text = Обновите страницу и попробуйте снова. Если не помогло, обратитесь к администратору.
error-identity-title = Вход не завершён
error-identity-text = Вернитесь в приложение и начните ещё раз. Если не получится, войдите по номеру телефона.
error-too-many-title = Слишком много попыток
error-too-many-text = Попробуйте ещё раз через несколько минут.
error-unavailable-title = Сейчас нет ответа
error-unavailable-text = Обновите страницу немного позже. Если срочно, подойдите в регистратуру.
error-broken-title = У нас произошла ошибка
error-broken-text = Обновите страницу немного позже. Если срочно, подойдите в регистратуру.
error-back = На главную

## Messages that did not arrive

letters-title = Недоставленные сообщения
letters-hint = Они не дошли ни одним путём. Позвоните человеку или отправьте снова, когда причина устранена.
letters-changed = Этим сообщением уже занялся коллега. Список обновлён.
letters-none = Всё доставлено.
letters-older = Более ранние
letters-late = { $count ->
    [one] { $count } сообщение ждёт больше 10 минут
    [few] { $count } сообщения ждут больше 10 минут
   *[other] { $count } сообщений ждут больше 10 минут
}
letter-attempts = { $count ->
    [one] { $count } попытка
    [few] { $count } попытки
   *[other] { $count } попыток
}
letter-kind-transactional = Уведомление
letter-kind-offer = Предложение времени
letter-kind-reminder = Напоминание
letter-kind-bulk = Приглашение
letter-channel-push = Уведомление в приложении
letter-channel-telegram = Телеграм
letter-channel-sms = СМС
letter-why-not-set-up = Служба не настроена или не принимает наш пароль. Обратитесь к администратору.
letter-why-unreachable = Служба долго не отвечала.
letter-why-refused = Служба не приняла это сообщение: номера или устройства, возможно, больше нет.
letter-why-unreadable = Сообщение нельзя прочитать: нет ключа. Обратитесь к администратору.
letter-not-again = Отправить снова нельзя: будет слишком поздно, или сообщать больше некому.
letter-retry = Отправить снова
letter-close = Улажено

## The page behind a one-tap link in a message

visit-title = Ваш визит
visit-open = Пожалуйста, скажите, придёте ли вы.
visit-confirmed = Спасибо. Мы вас ждём.
visit-cancelled = Этот визит отменён. Приходить не нужно.
visit-pending = Врача не будет. Пожалуйста, выберите другое время.
visit-over = Этот визит уже прошёл.
visit-open-offer = Это время освободилось.
visit-confirmed-offer = Это время ваше. Мы вас ждём.
visit-cancelled-offer = Вы отказались от этого времени. Ваше место в списке сохраняется.
visit-over-offer = Это время предложили следующему. Ваше место в списке сохраняется.
visit-until = Оно держится для вас до { $time }.
visit-do-confirm = Я приду
visit-do-cancel = Отменить визит
visit-cancel-sure = Это время предложат другому.
visit-cancel-yes = Да, отменить
visit-do-move = Выбрать другое время
visit-do-accept = Взять это время
visit-do-decline = Мне не нужно
visit-fault-appointment-closed = Этот визит уже нельзя изменить. Поможет регистратура.
visit-fault-booked-elsewhere = На это время уже есть другой визит. Выберите другое время.
visit-fault-not-a-time = На это время записаться нельзя. Выберите другое.
visit-fault-offer-over = Это время предложили следующему.
visit-fault-time-taken = Это время только что заняли. Выберите другое.
visit-fault-too-many-moves = Этот визит уже несколько раз переносили. Поможет регистратура.

## The page on which a visit is chosen and booked

book-title = Запись на приём
book-begin-title = Запись на приём
book-begin-text = Вы выберете врача и время, затем подтвердите. Ссылка работает один раз.
book-begin = Начать
book-inside-title = Запись на приём
book-inside-text = Откройте эту страницу из нашего бота в Telegram.
book-over-title = Ссылка устарела
book-over-text = Вернитесь в чат и снова нажмите «Записаться на приём».
book-not-linked-title = Чат ещё не подключён
book-not-linked-text = Вернитесь в чат и отправьте свой номер.
book-link-title = Введите ваш ПИНФЛ
book-link-text = 14 цифр, указаны в паспорте или ID-карте. В Telegram не передаётся.
book-pinfl = ПИНФЛ
book-go-on = Дальше
book-person-title = Для кого?
book-person-self = Для себя
book-person-child = Для ребёнка
book-person-trusted = Для доверившего мне
book-hospital-title = Какая больница?
book-department-title = Какое отделение?
book-service-title = Какая услуга?
book-plain-visit = Приём врача
book-doctor-title = Какой врач?
book-any-doctor = Любой врач
book-next-free = Ближайшее: { $date }, { $time }
book-day-title = Какой день?
book-time-title = Какое время?
book-closest-title = Другое свободное время
book-nothing-free = В ближайшие дни свободного времени нет. Позвоните в регистратуру или выберите другое.
book-confirm-title = Всё верно?
book-do = Записаться
book-other-time = Другое время
book-held = Это время держим для вас 5 минут.
book-done-title = Вы записаны на приём
book-done-text = Мы напишем в чат и напомним перед приёмом.
book-close = Вернуться в чат
book-back = Назад
book-fault-other = Сейчас не получилось. Попробуйте ещё раз или обратитесь в регистратуру.
book-fault-invalid-request = Проверьте номер и введите ещё раз.
book-fault-child-needs-parent = Ребёнка до 16 лет записывают родители.
book-fault-already-linked = Этот чат связан с другим человеком. Обратитесь в регистратуру.
book-fault-too-many-attempts = Слишком много попыток. Попробуйте позже.
book-fault-too-many-appointments = Записей здесь уже достаточно. Сначала отмените одну или обратитесь в регистратуру.
book-fault-too-many-late-cancellations = Пожалуйста, запишитесь в регистратуре или по телефону.

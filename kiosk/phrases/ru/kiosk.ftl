### Kiosk, Russian.

## Always there

app-name = Dmed
button-continue = Продолжить
button-back = Назад
button-nurse = Позвать медсестру
button-no-number = У меня нет ПИНФЛ
button-skip = Продолжить без подтверждения
button-something-else = Другой вопрос
button-find-department = Найти отделение
button-print = Получить талон
button-reception = Талон в регистратуру
button-retry = Попробовать ещё раз
button-finish = Закончить
button-stay = Я здесь
button-language = Язык
button-contrast = Яркие цвета
button-larger-text = Крупные буквы
button-erase = Стереть
button-clear = Стереть всё
button-check-in = Отметить приход
button-strike = У меня этого нет
button-unstrike = Вернуть
busy = Одну минуту…
offline-banner = Сейчас нет связи. То, что вы ввели, сохраняется.
greeting = Здравствуйте, { $name }

## At the first start: for staff

enrol-title = Подключение киоска
enrol-hint = Для персонала: возьмите код на странице управления «Киоски и табло» и наберите здесь его 8 цифр
enrol-not-kept = Ключ не сохранился. Проверьте диск и нажмите ещё раз.

## Welcome

attract-title = Добро пожаловать
attract-what = Запись в очередь и путь к врачу
attract-time = Займёт 1–2 минуты
scan-hint = Есть приложение? Поднесите его QR-код к сканеру
scan-hint-document = Поднесите к сканеру оборот ID-карты или QR-код приложения
attract-hint = Выберите язык

## For whom

for-whom-title = Для кого визит?
for-whom-hint = Кого должен осмотреть врач?
for-whom-self = Для меня
for-whom-child = Для моего ребёнка
for-whom-other = Для близкого человека

## The number

pinfl-title = Введите ваш ПИНФЛ
pinfl-title-child = Введите ПИНФЛ ребёнка
pinfl-title-other = Введите ПИНФЛ близкого человека
pinfl-hint = 14 цифр на обороте ID-карты или в паспорте
pinfl-hint-child = 14 цифр в ID-карте или свидетельстве о рождении ребёнка
pinfl-hint-other = 14 цифр на обороте ID-карты или в паспорте
pinfl-left = { $left ->
    [one] Ещё { $left } цифра
    [few] Ещё { $left } цифры
   *[other] Ещё { $left } цифр
}
pinfl-fault-incomplete = { $left ->
    [one] Введите ещё { $left } цифру
    [few] Введите ещё { $left } цифры
   *[other] Введите ещё { $left } цифр
}
pinfl-fault-not-digits = Введите только цифры
pinfl-fault-first-digit = Первая цифра — от 1 до 6. Посмотрите в документ и введите ещё раз.
pinfl-fault-birth-date = Цифры со 2-й по 7-ю — дата рождения: день, месяц, год. Посмотрите в документ и введите ещё раз.
pinfl-fault-check-digit = Одна из цифр другая. Сверьте с документом и введите ещё раз.

## The last four digits of the phone

confirm-title = Последние 4 цифры вашего телефона
confirm-title-child = Последние 4 цифры телефона из карты ребёнка
confirm-title-other = Последние 4 цифры телефона близкого человека
confirm-hint = Тогда мы покажем сегодняшний приём. Если не знаете телефон, продолжите без подтверждения.

## Today's appointments

appointments-title = Ваш приём сегодня
appointments-hint = Выберите приём, на который вы пришли
appointment-time = В { $time }
appointment-doctor = Врач: { $doctor }
appointment-status-booked = Мы вас ждём
appointment-status-arrived = Ваш приход отмечен
appointment-status-fulfilled = Приём состоялся
appointment-status-cancelled = Приём отменён
appointment-status-noshow = Время приёма прошло

## The complaint

complaint-title = Что вас беспокоит?
complaint-title-child = Что беспокоит ребёнка?
complaint-title-other = Что беспокоит близкого человека?
complaint-hint = Напишите своими словами: где болит и с каких пор
complaint-example = Например: три дня болит голова
complaint-left = { $left ->
    [one] Поместится ещё { $left } знак
    [few] Поместится ещё { $left } знака
   *[other] Поместится ещё { $left } знаков
}
keep-text-label = Врач может прочитать эти слова
keep-text-hint = Без этой отметки написанное не сохраняется

## The one question

question-title = Ещё один вопрос
question-hint = Выберите самый подходящий ответ

## Where to go

result-title = Ваше отделение
result-hint = Это не диагноз. Диагноз ставит врач.
result-place = { $floor }-й этаж, кабинет { $room }
result-floor = { $floor }-й этаж
result-findings = Что вы рассказали
result-findings-hint = Если чего-то у вас нет, нажмите и уберите
result-no-findings = Ничего не осталось
result-reception-title = Вам помогут в регистратуре
result-reception-hint = Там подскажут, к какому врачу идти
urgency-emergency = Помощь нужна сейчас
urgency-today = Покажитесь врачу сегодня
urgency-planned = Не срочно: покажитесь врачу в ближайшие дни
urgency-self-care = Не срочно. При желании посоветуйтесь с врачом

## The ticket: on the screen

ticket-title = Ваш талон готов
ticket-hint = Ждите, когда ваш номер появится на табло
ticket-printing = Талон печатается…
ticket-printed = Возьмите талон внизу
ticket-no-paper = Закончилась бумага, сотрудник уже знает. Запомните номер или откройте QR-код в телефоне.
ticket-no-printer = Бумажного талона не будет. Запомните номер или откройте QR-код в телефоне.

## The ticket: on the screen and on paper

ticket-caption = Номер в очереди
ticket-department = Отделение
ticket-place = Где
ticket-wait = Ожидание
ticket-wait-range = { $from }–{ $to } мин.
ticket-wait-minutes = до { $minutes } мин.
ticket-wait-now = Скоро позовём
ticket-ahead = Перед вами
ticket-ahead-count = { $count } чел.
ticket-ahead-nobody = Никого
ticket-doctor = Врач
ticket-issued = Выдан
ticket-notice-emergency = Срочно: вас позовут без очереди
ticket-notice-unknown = Сотрудник примет вас первым
ticket-qr = QR-код: следите за очередью в телефоне
ticket-help = Если станет хуже, сразу скажите сотруднику. Скорая помощь: { $phone }

## Help is coming

nurse-title = Пожалуйста, сидите здесь
nurse-hint = Не оставайтесь одни: попросите помощи у людей рядом
nurse-why = То, что вы написали, нужно показать врачу сразу
nurse-stay-seated = Сядьте. Не вставайте и не уходите сами.
nurse-coming = Медсестру позвали, она подойдёт к вам
nurse-calling = Зовём медсестру…
nurse-ambulance = Скорая помощь: { $phone }
nurse-not-reached = Сообщение до медсестры не дошло. Обратитесь в регистратуру или позвоните { $phone }.
nurse-ticket = Ваш номер в очереди: { $number }

## The server is away

trouble-title = Сейчас нет связи
trouble-hint = Киоск сам пробует ещё раз. Если не хотите ждать, обратитесь в регистратуру.
trouble-kept = То, что вы ввели, не пропадёт
trouble-not-reached = Сообщение до дежурного не дошло. Обратитесь в регистратуру или позвоните { $phone }.
out-of-order-title = Киоск сейчас не работает
out-of-order-hint = Пожалуйста, обратитесь в регистратуру

## Nobody touches

idle-title = Вы ещё здесь?
idle-hint = { $seconds ->
    [one] Через { $seconds } секунду всё будет стёрто
    [few] Через { $seconds } секунды всё будет стёрто
   *[other] Через { $seconds } секунд всё будет стёрто
}

## Keyboard

keyboard-space = Пробел
keyboard-erase = Стереть
keyboard-shift = Большая буква
keyboard-letters = АБВ
keyboard-numbers = 123
keyboard-script = Алфавит
keyboard-newline = Новая строка

## What stands in the way, and what to do

error-internal = Сейчас не получилось. Попробуйте ещё раз или обратитесь в регистратуру.
error-invalid-request = Проверьте введённое и попробуйте ещё раз
error-unavailable = Подождите немного и попробуйте ещё раз
error-api-unreachable = Сейчас нет связи. Попробуйте ещё раз немного позже.
error-api-incomprehensible = Киоск сейчас не работает. Обратитесь в регистратуру.
error-device-not-enrolled = Киоск сейчас не работает. Обратитесь в регистратуру.
error-not-authenticated = Киоск сейчас не работает. Обратитесь в регистратуру.
error-not-allowed = Здесь это сделать нельзя. Обратитесь в регистратуру.
error-not-found = Ничего не нашлось. Обратитесь в регистратуру.
error-idempotency-mismatch = Попробуйте ещё раз
error-too-many-attempts = { $minutes ->
    [one] Попробуйте снова через { $minutes } минуту. Сейчас можно продолжить без подтверждения или обратиться в регистратуру.
    [few] Попробуйте снова через { $minutes } минуты. Сейчас можно продолжить без подтверждения или обратиться в регистратуру.
   *[other] Попробуйте снова через { $minutes } минут. Сейчас можно продолжить без подтверждения или обратиться в регистратуру.
}
error-too-many-numbers = { $minutes ->
    [one] Попробуйте снова через { $minutes } минуту или возьмите талон в регистратуру.
    [few] Попробуйте снова через { $minutes } минуты или возьмите талон в регистратуру.
   *[other] Попробуйте снова через { $minutes } минут или возьмите талон в регистратуру.
}
error-wrong-enrolment-code = Код не подошёл или прошло 10 минут. Возьмите на странице новый.
error-too-many-codes = { $minutes ->
    [one] Слишком много попыток. Наберите снова через { $minutes } минуту.
    [few] Слишком много попыток. Наберите снова через { $minutes } минуты.
   *[other] Слишком много попыток. Наберите снова через { $minutes } минут.
}
error-pass-over = Время этого кода истекло. Откройте в приложении новый или наберите свой номер.
error-foreign-code = Это не код прихода из приложения. Откройте его в приложении или наберите свой номер.
error-document-unreadable = Документ пока не прочитан. Ещё раз поднесите его стороной со знаками «<<<» или наберите номер.
error-document-expired = Срок этого документа истёк. Наберите номер сами или обратитесь в регистратуру.
error-document-no-number = В этом документе нет ПИНФЛ. Наберите его сами или обратитесь в регистратуру.
error-not-confirmed = Цифры не подошли. Введите ещё раз или продолжите без подтверждения.
error-confirmation-needed = Сначала введите последние 4 цифры телефона
error-visit-expired = Время вышло. Введите номер ещё раз.
error-birth-date-in-future = Сверьте дату рождения с документом и введите ещё раз
error-no-such-appointment = Сегодня такого приёма нет. Напишите, что беспокоит, или обратитесь в регистратуру.
error-appointment-closed = Этот приём уже закрыт. Выберите «Другой вопрос» или обратитесь в регистратуру.
error-complaint-empty = Напишите одним-двумя словами, что беспокоит
error-no-such-assessment = Мы найдём отделение заново. Нажмите кнопку ещё раз.
error-no-such-department = В этой больнице нет такого отделения. Возьмите талон в регистратуру.
error-already-waiting = Вы уже в этой очереди, ваш первый талон действует. Если он потерялся, обратитесь в регистратуру.
error-already-waiting-number = Вы уже в этой очереди, ваш номер { $number }. Если талон потерялся, обратитесь в регистратуру.
error-no-such-ticket = Такого талона нет. Обратитесь в регистратуру.

## window

nurse-ask-title = Попросите помощи у людей рядом
nurse-ask-hint = Скажите, чтобы они позвали медсестру
nurse-not-reached-seated = Сообщение до медсестры не дошло. Пусть люди рядом сообщат в регистратуру или позвонят { $phone }.

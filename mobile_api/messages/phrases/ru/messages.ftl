### Messages on phones and in chats, Russian.

where = Этаж { $floor }, кабинет { $room }.

code-sms = { $code } — код для входа, действует до { $until }. Не говорите его никому, даже сотрудникам.

booked-title = Вы записаны на приём
booked-text = { $date }, { $time }. { $hospital }.
booked-sms = Вы записаны: { $date }, { $time }. { $hospital }.

moved-title = Время приёма изменилось
moved-text = Новое время: { $date }, { $time }. { $hospital }.
moved-sms = Новое время приёма: { $date }, { $time }. { $hospital }.

cancelled-title = Приём отменён
cancelled-text = { $date }, { $time }. { $hospital }. Приходить не нужно.
cancelled-sms = Приём отменён: { $date }, { $time }. { $hospital }.

reminder-title = Напоминаем о приёме
reminder-text = { $date }, { $time }. { $hospital }. Пожалуйста, подтвердите, что придёте.
reminder-sms = Ваш приём: { $date }, { $time }. { $hospital }.

reminder-soon-title = Скоро ваш приём
reminder-soon-text = Сегодня в { $time }. { $hospital }.
reminder-soon-sms = Ваш приём сегодня в { $time }. { $hospital }.

doctor-away-title = Приём нужно перенести
doctor-away-text = { $date }, { $time }: врача не будет. { $hospital } просит вас выбрать другое время.
doctor-away-sms = Приём { $date }, { $time } не состоится. Выберите другое время. { $hospital }.

takes-place-title = Приём состоится
takes-place-text = { $date }, { $time }: врач будет на месте. Ваше время сохранено. { $hospital }.
takes-place-sms = Приём состоится: { $date }, { $time }. { $hospital }.

waitlist-offer-title = Освободилось более раннее время
waitlist-offer-text = { $date }, { $time }. { $hospital }. Держим для вас до { $until }.
waitlist-offer-sms = Свободно для вас: { $date }, { $time }, до { $until }. { $hospital }.

queue-turn-near-title = Скоро ваша очередь
queue-turn-near-text = Номер { $number }: пожалуйста, подойдите ближе. { $hospital }.
queue-turn-near-sms = Номер { $number }: скоро ваша очередь. { $hospital }.

result-ready-title = У вас новый документ
result-ready-text = { $hospital }: для вас готов новый документ. Откройте его в приложении.
result-ready-sms = У вас новый документ. { $hospital }.

rate-visit-title = Как прошёл приём?
rate-visit-text = { $hospital } хочет знать, как вас приняли.
rate-visit-sms = Как вас приняли? { $hospital }.

trust-invitation-title = Вам доверяют
trust-invitation-text = Вас просят помогать с визитами ({ $hospital }). Откройте приложение, чтобы узнать кто.
trust-invitation-sms = Вас просят помогать с визитами ({ $hospital }). Кто — в приложении.

child-grown-title = Вашему ребёнку 16 лет
child-grown-text = Теперь ребёнок сам решает, кто видит его записи и документы.
child-grown-sms = Ребёнку 16 лет: теперь он сам решает, кто видит его записи и документы.

visit-invitation-title = Приглашение
visit-invitation-text = { $hospital } приглашает вас на приём. Выберите удобное время.
visit-invitation-sms = { $hospital } приглашает вас на приём. Выберите время.

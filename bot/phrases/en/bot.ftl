start-greeting = Hello! Choose your language.
start-chosen =
    From now on we speak English.

    Here you can book a visit, move it or cancel it. We remind you before it.

    Please do not write symptoms or test results here.
    Ambulance: 103. Ministry of Health: 1003.
help =
    { "/visits" } – my visits
    { "/book" } – book a visit
    { "/queue" } – my place in the queue
    { "/settings" } – reminders and settings
    { "/language" } – language

    If life is in danger, call 103. Please do not write symptoms here: tell them at the hospital kiosk or at reception.
symptoms-elsewhere =
    I do not read or keep what is written here.

    If life is in danger, or somebody is very ill, call 103 now.
    Tell symptoms at the hospital kiosk or at reception. Your visits: { "/visits" }
link-how = To see your visits, share your own phone number with the button below. Or type the one-time code that the app shows.
link-agree = By sending the number or the code you agree to this:
link-consent = I agree to be told date, time and place of my appointments in Telegram. Complaints, results and drugs are never written there. Telegram stores messages outside Uzbekistan. I may withdraw this at any time.
link-share = 📱 Share my number
link-done = Done: this chat is connected to you.
visits-some = Your visits:
visits-none = I see no visits of yours. If you booked at reception or by phone, press “Book a visit” and type your PINFL once: the visit is then shown here.
visits-all = All visits
visit-when-where =
    { $date }, { $time }
    { $hospital }
    Floor { $floor }, room { $room }
visit-is-booked = Please say that you will come.
visit-is-confirmed = Confirmed. We expect you.
visit-is-pending = There will be no visit at this time. Please choose another time.
visit-is-cancelled = This visit is cancelled. You do not need to come.
visit-is-over = This visit can no longer be changed.
visit-confirm = ✅ I will come
visit-move = 🗓 Another time
visit-cancel = ✖️ Cancel
visit-cancel-ask = Cancel this visit?
visit-cancel-yes = Yes, cancel it
visit-cancel-no = No, keep it
visit-changed = That button is out of date. The visit now stands like this:
button-old = That button is out of date.
move-choose-day = Which day? A dot: nothing free.
move-no-day = Nothing is free on these days.
move-choose-time = { $date }. At what time?
move-any = Other doctors too
move-same = My own doctor only
move-other-day = Another day
move-other = Another time
move-ask = Move it to { $date }, { $time }?
move-yes = Yes, move it
move-done = The visit was moved.
offer-accept = ✅ I take this time
offer-decline = No, thank you
offer-declined = All right. You keep your place in the list.
book = ➕ Book a visit
book-how = You choose the doctor and the time on our own page, so that it does not enter Telegram. The link works once, for 10 minutes.
book-open = Open the page
book-browser = Open in the browser
queue = 📍 My place in the queue
queue-none = You have no queue number today. Take one at the kiosk or at reception: it will be shown here by itself. You have a number, but it is not here? Type your PINFL once by way of { "/book" }.
queue-number = Your queue number: { $number }
queue-ahead = { $count ->
    [one] { $count } person before you
   *[other] { $count } people before you
}
queue-next = You are next
queue-wait = About { $earliest }–{ $latest } minutes
queue-wait-up-to = Up to about { $latest } minutes
queue-where = Floor { $floor }, room { $room }
queue-floor = Floor { $floor }
queue-live = This message is kept up to date. Watch the board as well.
queue-called = ❗️ { $number }: you are called!
queue-no-answer = { $number }: you were called and did not come. Go to the room and show your ticket to the staff.
queue-done = { $number }: the visit is over. Be well!
queue-void = { $number }: this ticket no longer counts. Ask at reception.
settings-reminders-on = Reminders before visits are on.
settings-reminders-off = Reminders are off. We still tell you when a visit is cancelled or moved.
settings-turn-on = 🔔 Turn reminders on
settings-turn-off = 🔕 Turn reminders off
settings-language = 🌐 Language
settings-unlink = Disconnect this chat
unlink-ask = Disconnect this chat? Your visits stay booked, but you will not see them here or get reminders here.
unlink-yes = Yes, disconnect
unlink-no = No
unlink-done = Disconnected. Nothing about you is kept here. To come back: { "/start" }
menu-visits = My visits
menu-book = Book a visit
menu-queue = My place in the queue
menu-settings = Reminders and settings
menu-language = Language
menu-help = Help, 103
error-unknown = That did not work just now. Try again in a little while, or ask at reception. In an emergency: 103.
error-too-many-attempts = Too many attempts. Try again in a little while.

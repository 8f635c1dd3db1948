### Pages in a browser, English.

## Everywhere

skip-to-content = Skip to the content
navigation = Pages
nav-rooms = Rooms
nav-devices = Devices
nav-messages = Messages
sign-out = Sign out
connection-lost = Connection lost. This list may be out of date, reconnecting…
action-failed = That did not work. Check the connection and press again.
room = Room { $room }
floor = Floor { $floor }
minutes-ago = { $minutes ->
    [0] just now
    [one] { $minutes } minute ago
   *[other] { $minutes } minutes ago
}

## Sign-in

login-title = Sign in
login-for-staff = This page is for the hospital's staff.
login-login = Login
login-password = Password
login-enter = Sign in
login-wrong = The login or the password is wrong. Check them and try again.
login-locked = Too many wrong attempts. Try again in { $minutes } min.
login-expired = Nobody used this computer for a long time, so you were signed out. Alarms are not shown here until you sign in again.
login-forgotten = Forgotten your password? Ask your administrator.

## Choice of a room

rooms-title = Which room do you work in?
rooms-hint = Patients are called to the room that you choose.
rooms-none = You do not belong to a department yet. Ask your administrator.
rooms-open = Open
room-label = Room number

## Console of a room

console-now = Current patient
console-in-room = Called to this room
console-room-free = The room is free
console-press-next = Press the button below to call the next patient
console-called = { $number } called to room { $room }
console-called-at = Called at { $time }
console-next = Call next
console-closes = { $number } will be marked as done
console-call = Call
console-recall = Call again
console-no-answer = Did not come
console-done = Done
console-waiting = Waiting
console-missed = Called, did not come
console-elsewhere = Also called
console-nobody = Nobody is waiting
count-waiting = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
count-longest = longest wait { $minutes } min
waited = { $minutes } min

priority-emergency = Emergency
priority-unknown = Urgency unknown
priority-today = See today
priority-booked = Booked
priority-planned = Planned
why-emergency = Goes first: may be an emergency
why-unknown = Goes first: nobody knows yet how urgent it is
why-today = Goes earlier: must be seen today
why-booked = Goes earlier: booked for this time
why-planned = In turn

notice-nobody_waiting = Nobody is waiting any more.
notice-no_such_ticket = There is no such ticket.
notice-ticket_not_called = This ticket has changed: a colleague has closed or called it. The list is up to date now.
notice-ticket_not_waiting = This patient has already been called. The list is up to date now.
notice-idempotency_mismatch = The page was out of date. The list is up to date now, press again.

## Alarms

alarm-red-flag = Danger sign
alarm-red-flag-unknown = kind unknown, see the patient at once
alarm-nurse-call = A patient is calling a nurse
alarm-out-of-paper = The printer is out of paper
alarm-device-fault = A device is not working
alarm-acknowledge = I am going
alarm-sound = Sound

## Devices

devices-title = Devices
devices-none = No device is connected yet.
device-never-seen = Has never been in touch
device-silent-since = Not answering. Last contact: { $time }
device-seen-at = Working. Last contact: { $time }
part-printer = Printer
part-camera = Camera
part-scanner = Scanner
state-ready = Ready
state-low = Needs attention
state-needs-person = Needs a person
state-absent = Not connected
state-unknown = Unknown
printer-low = Paper is running low
printer-needs-person = Put in paper or close the lid

## Board in the hall

board-title = Queue board
board-now = Now calling
board-before = Called before
board-room = room
board-nobody = Nobody has been called yet
board-no-connection = No connection. Ask at reception about your number
board-help = When your number appears, go to the room shown.

## One's own ticket

ticket-number = Your number:
ticket-next = You are next
ticket-ahead = { $count ->
    [one] { $count } person before you
   *[other] { $count } people before you
}
ticket-wait = About { $earliest }–{ $latest } minutes
ticket-wait-up-to = Up to about { $latest } minutes
ticket-called = It is your turn
ticket-go = Floor { $floor }, go to room { $room }
ticket-no-answer = You were called but did not come
ticket-no-answer-hint = Go to the room and show your ticket to the staff.
ticket-done = Your visit is over
ticket-done-hint = We wish you good health!
ticket-void = This ticket is no longer valid
ticket-void-hint = Take a new ticket at reception or at the kiosk.
ticket-short-waiting = waiting
ticket-short-called = your turn
ticket-short-no-answer = did not come
ticket-short-done = visit over
ticket-short-void = not valid
ticket-department = Department
ticket-room = Room
ticket-floor = Floor
ticket-updates = This page updates by itself.
ticket-help = If you have a question or feel worse, tell a nurse at once.
ticket-connection-lost = No connection. Please watch the board.

## Patients at the desk

nav-patients = Patients
patients-title = Patients
desk-title = A patient without a booking?
desk-hint = Find the person, then book a time or give a number for today.
patients-search = Search
patients-duplicates = Possible duplicates
patients-merges = Merged records
patients-import = Bring in a list
patients-by = Look for
patients-by-name = Name
patients-by-phone = Phone
patients-by-pinfl = PINFL
patients-typed = What the patient says
patients-find = Find
patients-watched = Every search and every record that is opened is written down with your name.
patients-desk-only = Patients are looked up at reception and by the IT nurse.
patients-nobody = Nobody was found. Check the spelling, or try the phone or the number.
patients-register = Register a new patient
patients-register-other = Not among these: register a new patient
register-title = New patient
register-hint = With a PINFL, the date of birth and the sex are taken from it.
register-do = Register
register-known = This PINFL is registered already
register-pinfl-hint = 14 digits. None (a newborn, a foreigner)? Leave it empty and give the date of birth.
register-names-hint = In Latin or Cyrillic letters. The other spelling is made from it.
register-phone-hint = +998 90 123-45-67
register-document-hint = A document of Uzbekistan: AD1234567 or I-TN 0123456. A foreign passport is not entered.
field-sex = Sex
sex-female = Female
sex-male = Male
patients-more = There are more people like this. Add a family name.
patients-nameless = No name known
patients-born = Born { $year }
patients-number-ends = PINFL ends with { $digits }
patients-no-number = No PINFL
patients-deceased = Deceased
patients-book = Book or give a number
patients-open = Open
patients-record = Record
patients-birth-date = Date of birth
patients-name-family-name = Family name
patients-name-given-name = Given name
patients-name-patronymic = Patronymic
patients-name-family-name-cyrillic = Family name in Cyrillic
patients-name-given-name-cyrillic = Given name in Cyrillic
patients-name-patronymic-cyrillic = Patronymic in Cyrillic
patients-phone = Phone
patients-primary = main
patients-verified = verified
patients-document-id-card = ID card
patients-document-passport = Passport
patients-document-birth-certificate = Birth certificate
patients-typed-in-app = typed in the app
patients-insured = Insured
patients-yes = yes
patients-no = no
patients-merged-records = Records merged into this one
patients-correct-names = Correct the name
patients-names-hint = A script that you leave empty is suggested from the other one.
patients-save = Save
patients-add-phone = Add a phone
patients-end-phone = Take away the phone { $phone }
patients-record-death = Record a death
patients-death-hint = Messages and bookings stop. The history stays. An empty date takes a mistake back.
patients-death-date = Date of death
patients-next-page = Next page
patients-back = Back to the list
patients-notice-registered = The patient is registered.
patients-notice-saved = Saved.
patients-notice-decided = Your decision was saved.
patients-notice-already-merged = A colleague has changed these records. The list is up to date now.
patients-notice-file-too-large = The file is too large. Divide it.
patients-notice-invalid-name = Please write names in letters only.
patients-notice-invalid-phone = This is not a phone number of Uzbekistan.
patients-notice-merge-other-way = Keep the record with the PINFL.
patients-notice-nothing-to-search = Type a name of two letters or more, a whole phone number, or a valid PINFL.
patients-notice-number-kept = This record has a PINFL already.
patients-notice-number-taken = Another record has this PINFL. They may be duplicates.
patients-notice-two-numbers = Both records have a PINFL, and they differ: these are two people.
patients-notice-wrong-date = This date cannot be right.
duplicates-hint = Two records that may belong to one person. You decide.
duplicates-none = There is nothing to decide.
duplicates-reason-document = same document
duplicates-reason-phone = same phone
duplicates-reason-birth-date = same date of birth
duplicates-reason-name = similar name
duplicates-compare = Compare
duplicates-one-or-two = One person or two?
duplicates-careful = Twins and fathers with sons look alike here. When in doubt, ask the patient.
duplicates-keep = One person: keep this record
duplicates-two-people = They are two people
merges-hint = A merge can be undone at any time. Nothing is lost.
merges-none = Nothing was merged yet.
merges-took-in = Took in the record of { $name }
merges-undone = Undone
merges-undo = Undo the merge
import-hint = A CSV file from your spreadsheet. First it is checked; nothing is written until you bring it in.
import-other-file = This is another file than the one you checked. It was checked now; look at the result.
import-done = Everybody was brought in.
import-faulty = Nothing was brought in: the file needs corrections.
import-good = The file is in order. Nothing has been written yet.
import-fault-count = { $count ->
    [one] { $count } place to correct
   *[other] { $count } places to correct
}
import-line = Line
import-column = Column
import-what = What to correct
import-lines = People in the file
import-added = New
import-completed = Known, something added
import-unchanged = Known, unchanged
import-choose = File
import-again = Choose the same file again
import-bring-in = Bring everybody in
import-check = Check
import-columns = Columns of the file
import-column-pinfl = PINFL
import-column-family-name = Family name
import-column-given-name = Given name
import-column-patronymic = Patronymic
import-column-birth-date = Date of birth
import-column-sex = Sex
import-column-phone = Phone
import-column-second-phone = Second phone
import-column-language = Language
import-column-document-kind = Kind of document
import-column-document-number = Number of document
import-column-insured = Insured
import-column-insured-until = Insured until
import-rule-unreadable = This is not a CSV file. Save it from your spreadsheet as CSV.
import-rule-empty = The file has nobody in it.
import-rule-too-many-lines = The file has more than 100,000 lines. Divide it.
import-rule-unknown-column = Nobody knows this column.
import-rule-column-twice = This column stands twice.
import-rule-column-missing = This column is missing.
import-rule-quotes = A quotation mark is missing on this line or before it.
import-rule-cells = The line has more or fewer cells than the first line.
import-rule-needed = Nothing stands here, and it is needed.
import-rule-pinfl = This is not a valid PINFL.
import-rule-rounded = The spreadsheet has rounded the number. Format the column as text.
import-rule-name = This is not a name.
import-rule-date = This is not a date. Write 31.12.1990 or 1990-12-31.
import-rule-future = This date lies in the future.
import-rule-against-number = The PINFL says another date of birth.
import-rule-sex = Write male or female.
import-rule-phone = This is not a phone number of Uzbekistan.
import-rule-language = Nobody knows this language.
import-rule-document = Kind or number of the document is not right.
import-rule-yes-or-no = Write yes or no.
import-rule-twice = This PINFL stands on an earlier line.

## When something goes wrong

error-ticket-title = There is no such ticket
error-ticket-text = Scan the QR code on your ticket again, or ask at reception.
error-link-title = This link has run out
error-link-text = The visit may have been changed since. Open the newest message, or ask at reception.
error-not-found-title = There is no such page
error-not-found-text = Please check the address.
error-forbidden-title = This page is not open to you
error-forbidden-text = Only those whose work it is may open it. If it is yours, ask your administrator.
error-form-title = This page was open for too long
error-form-text = Reload the page and try again. If that does not help, ask your administrator.
error-identity-title = Signing in was not finished
error-identity-text = Go back to the app and begin once more. If that does not help, sign in with your phone number.
error-too-many-title = Too many attempts
error-too-many-text = Try again in a few minutes.
error-unavailable-title = No answer just now
error-unavailable-text = Reload the page a little later. If it is urgent, go to reception.
error-broken-title = Something went wrong on our side
error-broken-text = Reload the page a little later. If it is urgent, go to reception.
error-back = To the main page

## Messages that did not arrive

letters-title = Messages that did not arrive
letters-hint = They went over no channel. Tell the person by phone, or try again once the cause is gone.
letters-changed = A colleague has already dealt with this message. The list is up to date now.
letters-none = Everything was delivered.
letters-older = Older
letters-late = { $count ->
    [one] { $count } message has been waiting for more than 10 minutes
   *[other] { $count } messages have been waiting for more than 10 minutes
}
letter-attempts = { $count ->
    [one] { $count } attempt
   *[other] { $count } attempts
}
letter-kind-transactional = Notice
letter-kind-offer = Offer of a time
letter-kind-reminder = Reminder
letter-kind-bulk = Invitation
letter-channel-push = App notification
letter-channel-telegram = Telegram
letter-channel-sms = SMS
letter-why-not-set-up = The service is not set up or refuses our password. Ask your administrator.
letter-why-unreachable = The service did not answer for a long time.
letter-why-refused = The service refused this message: the number or device may no longer exist.
letter-why-unreadable = The message cannot be read: its key is missing. Ask your administrator.
letter-not-again = It cannot be sent again: it would come too late, or nobody is left to tell.
letter-retry = Try again
letter-close = Dealt with

## The page behind a one-tap link in a message

visit-title = Your visit
visit-open = Please say whether you will come.
visit-confirmed = Thank you. We expect you.
visit-cancelled = This visit is cancelled. You need not come.
visit-pending = The doctor will be away. Please choose another time.
visit-over = This visit is over.
visit-open-offer = This time has become free.
visit-confirmed-offer = This time is yours. We expect you.
visit-cancelled-offer = You have let this time go. You keep your place in the list.
visit-over-offer = This time went to the next person. You keep your place in the list.
visit-until = It is kept for you until { $time }.
visit-do-confirm = I will come
visit-do-cancel = Cancel the visit
visit-cancel-sure = The time goes to somebody else.
visit-cancel-yes = Yes, cancel it
visit-do-move = Choose another time
visit-do-accept = Take this time
visit-do-decline = I do not need it
visit-fault-appointment-closed = This visit can no longer be changed. Reception can help.
visit-fault-booked-elsewhere = There is another visit at this time. Choose another time.
visit-fault-not-a-time = This time cannot be booked. Choose another one.
visit-fault-offer-over = This time was given to the next person.
visit-fault-time-taken = Somebody has just taken this time. Choose another one.
visit-fault-too-many-moves = This visit was moved several times already. Reception can help.

## The page on which a visit is chosen and booked

book-title = Book a visit
book-begin-title = Book a visit
book-begin-text = You choose a doctor and a time, then confirm. The link works once.
book-begin = Begin
book-inside-title = Book a visit
book-inside-text = Open this page from our bot in Telegram.
book-over-title = This link has run out
book-over-text = Go back to the chat and press “Book a visit” once more.
book-not-linked-title = This chat is not connected yet
book-not-linked-text = Go back to the chat and share your number.
book-link-title = Type your PINFL
book-link-text = 14 digits, written in the passport or ID card. It is not sent to Telegram.
book-pinfl = PINFL
book-go-on = Go on
book-person-title = For whom?
book-person-self = For myself
book-person-child = For my child
book-person-trusted = For who trusts me
book-hospital-title = Which hospital?
book-department-title = Which department?
book-service-title = For what?
book-plain-visit = A visit to the doctor
book-doctor-title = Which doctor?
book-any-doctor = Any doctor
book-next-free = Next: { $date }, { $time }
book-day-title = Which day?
book-time-title = What time?
book-closest-title = Other free times
book-nothing-free = Nothing is free in the coming days. Call reception, or choose something else.
book-confirm-title = Is this right?
book-do = Book it
book-other-time = Another time
book-held = This time is kept for you for 5 minutes.
book-done-title = You are booked
book-done-text = We write to the chat, and remind you before the visit.
book-close = Back to the chat
book-back = Back
book-fault-other = That did not work. Try again, or ask at reception.
book-fault-invalid-request = Check the number and type it again.
book-fault-child-needs-parent = Children under 16 are booked by a parent.
book-fault-already-linked = This chat belongs to another person. Ask at reception.
book-fault-too-many-attempts = Too many attempts. Try again later.
book-fault-too-many-appointments = There are enough visits booked here. Cancel one first, or ask at reception.
book-fault-too-many-late-cancellations = Please book at reception or by phone.

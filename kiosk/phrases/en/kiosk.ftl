### Kiosk, English.

## Always there

app-name = Dmed
button-continue = Continue
button-back = Back
button-nurse = Call a nurse
button-no-number = I have no PINFL number
button-skip = Go on without confirming
button-something-else = Something else
button-find-department = Find the department
button-print = Get a ticket
button-reception = Get a ticket for reception
button-retry = Try again
button-finish = Finish
button-stay = I am still here
button-language = Language
button-contrast = Strong colours
button-larger-text = Larger letters
button-erase = Delete
button-clear = Delete all
button-check-in = I am here
button-strike = I do not have this
button-unstrike = Put it back
busy = One moment…
offline-banner = No connection just now. What you typed is kept.
greeting = Hello, { $name }

## At the first start: for staff

enrol-title = Connect this kiosk
enrol-hint = For staff: get a code on the administration page “Kiosks and boards” and type its 8 digits here
enrol-not-kept = The key could not be stored. Check the disk and press again.

## Welcome

attract-title = Welcome
attract-what = Join the queue and find your doctor
attract-time = It takes 1–2 minutes
scan-hint = Have you the app? Hold its QR code to the scanner
scan-hint-document = Hold the back of your ID card or the app’s QR code to the scanner
attract-hint = Choose your language

## For whom

for-whom-title = Who is the visit for?
for-whom-hint = Whom should the doctor see?
for-whom-self = For me
for-whom-child = For my child
for-whom-other = For somebody I care for

## The number

pinfl-title = Type your PINFL number
pinfl-title-child = Type the child’s PINFL number
pinfl-title-other = Type the PINFL number of the person you care for
pinfl-hint = The 14 digits on the back of the ID card, or in the passport
pinfl-hint-child = The 14 digits on the child’s ID card or birth certificate
pinfl-hint-other = The 14 digits on the back of the ID card, or in the passport
pinfl-left = { $left ->
    [one] { $left } more digit
   *[other] { $left } more digits
}
pinfl-fault-incomplete = { $left ->
    [one] Type { $left } more digit
   *[other] Type { $left } more digits
}
pinfl-fault-not-digits = Type digits only
pinfl-fault-first-digit = The first digit is 1 to 6. Look at the document and type it again.
pinfl-fault-birth-date = Digits 2 to 7 are the birth date: day, month, year. Look at the document and type them again.
pinfl-fault-check-digit = One digit is different. Compare with the document and type it again.

## The last four digits of the phone

confirm-title = The last 4 digits of your phone number
confirm-title-child = The last 4 digits of the phone number in the child’s record
confirm-title-other = The last 4 digits of that person’s phone number
confirm-hint = Then we can show today’s appointment. If you do not know the phone, go on without confirming.

## Today's appointments

appointments-title = Today’s appointment
appointments-hint = Choose the appointment you have come for
appointment-time = At { $time }
appointment-doctor = Doctor: { $doctor }
appointment-status-booked = We are expecting you
appointment-status-arrived = You are checked in
appointment-status-fulfilled = This appointment is over
appointment-status-cancelled = This appointment was cancelled
appointment-status-noshow = Its time has passed

## The complaint

complaint-title = What is troubling you?
complaint-title-child = What is troubling the child?
complaint-title-other = What is troubling the person you care for?
complaint-hint = In your own words: where it hurts, and since when
complaint-example = For example: my head has been aching for three days
complaint-left = { $left ->
    [one] Room for { $left } more character
   *[other] Room for { $left } more characters
}
keep-text-label = The doctor may read these words
keep-text-hint = Without this tick, what you typed is not stored

## The one question

question-title = One more question
question-hint = Choose the answer that fits best

## Where to go

result-title = Your department
result-hint = This is not a diagnosis. The doctor makes the diagnosis.
result-place = Floor { $floor }, room { $room }
result-floor = Floor { $floor }
result-findings = What you told us
result-findings-hint = Touch anything that is not so, to take it away
result-no-findings = Nothing is left
result-reception-title = Reception will help you
result-reception-hint = They will tell you which doctor to see
urgency-emergency = Help is needed now
urgency-today = See a doctor today
urgency-planned = Not urgent: see a doctor in the next days
urgency-self-care = Not urgent. If you like, ask a doctor for advice

## The ticket: on the screen

ticket-title = Your ticket is ready
ticket-hint = Wait until your number is shown on the board
ticket-printing = Your ticket is being printed…
ticket-printed = Take your ticket below
ticket-no-paper = The paper has run out, and staff have been told. Remember your number, or open the QR code on your phone.
ticket-no-printer = There is no paper ticket. Remember your number, or open the QR code on your phone.

## The ticket: on the screen and on paper

ticket-caption = Queue number
ticket-department = Department
ticket-place = Where
ticket-wait = Waiting time
ticket-wait-range = { $from }–{ $to } minutes
ticket-wait-minutes = { $minutes ->
    [one] up to { $minutes } minute
   *[other] up to { $minutes } minutes
}
ticket-wait-now = You will be called soon
ticket-ahead = Before you
ticket-ahead-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
ticket-ahead-nobody = Nobody
ticket-doctor = Doctor
ticket-issued = Issued
ticket-notice-emergency = Urgent: you are called ahead of the queue
ticket-notice-unknown = Staff will see you first
ticket-qr = QR code: follow your turn on your phone
ticket-help = If you feel worse, tell the staff at once. Ambulance: { $phone }

## Help is coming

nurse-title = Please stay seated here
nurse-hint = Do not stay alone: ask the people beside you to help
nurse-why = What you wrote should be looked at straight away
nurse-stay-seated = Sit down. Do not stand up or walk off by yourself.
nurse-coming = A nurse has been called and is coming to you
nurse-calling = Calling a nurse…
nurse-ambulance = Ambulance: { $phone }
nurse-not-reached = We could not reach the nurse. Go to reception or call { $phone }.
nurse-ticket = Your queue number: { $number }

## The server is away

trouble-title = No connection just now
trouble-hint = The kiosk keeps trying by itself. If you would rather not wait, go to reception.
trouble-kept = What you typed is kept
trouble-not-reached = We could not reach the desk. Go to reception or call { $phone }.
out-of-order-title = This kiosk is not working just now
out-of-order-hint = Please go to reception

## Nobody touches

idle-title = Are you still here?
idle-hint = { $seconds ->
    [one] Everything is deleted in { $seconds } second
   *[other] Everything is deleted in { $seconds } seconds
}

## Keyboard

keyboard-space = Space
keyboard-erase = Delete
keyboard-shift = Capital letter
keyboard-letters = ABC
keyboard-numbers = 123
keyboard-script = Alphabet
keyboard-newline = New line

## What stands in the way, and what to do

error-internal = That did not work just now. Try again, or go to reception.
error-invalid-request = Check what you typed and try again
error-unavailable = Wait a moment and try again
error-api-unreachable = No connection just now. Try again in a moment.
error-api-incomprehensible = This kiosk is not working just now. Please go to reception.
error-device-not-enrolled = This kiosk is not working just now. Please go to reception.
error-not-authenticated = This kiosk is not working just now. Please go to reception.
error-not-allowed = This cannot be done here. Please go to reception.
error-not-found = We found nothing. Please go to reception.
error-idempotency-mismatch = Please try again
error-too-many-attempts = { $minutes ->
    [one] Try again in { $minutes } minute. You can go on now without confirming, or go to reception.
   *[other] Try again in { $minutes } minutes. You can go on now without confirming, or go to reception.
}
error-too-many-numbers = { $minutes ->
    [one] Try again in { $minutes } minute, or get a ticket for reception.
   *[other] Try again in { $minutes } minutes, or get a ticket for reception.
}
error-wrong-enrolment-code = The code does not fit, or its 10 minutes are over. Get a new one on the page.
error-too-many-codes = { $minutes ->
    [one] Too many tries. Type it again in { $minutes } minute.
   *[other] Too many tries. Type it again in { $minutes } minutes.
}
error-pass-over = The time of this code is over. Open a fresh one in the app, or type your number.
error-foreign-code = This is not the app’s check-in code. Open it in the app, or type your number.
error-document-unreadable = The document was not read yet. Hold the side with the signs “<<<” to the scanner once more, or type the number.
error-document-expired = This document is out of date. Type the number yourself, or go to reception.
error-document-no-number = There is no PINFL number on this document. Type it yourself, or go to reception.
error-not-confirmed = The digits do not fit. Type them again, or go on without confirming.
error-confirmation-needed = First type the last 4 digits of the phone number
error-visit-expired = The time is up. Please type your number again.
error-birth-date-in-future = Compare the birth date with the document and type it again
error-no-such-appointment = There is no such appointment today. Tell us what troubles you, or go to reception.
error-appointment-closed = This appointment is no longer open. Choose “Something else”, or go to reception.
error-complaint-empty = Write in a word or two what is troubling you
error-no-such-assessment = We will look for the department again. Touch the button once more.
error-no-such-department = This hospital does not have that department. Get a ticket for reception.
error-already-waiting = You are already in this queue and your first ticket still counts. If you have lost it, go to reception.
error-already-waiting-number = You are already in this queue, your number is { $number }. If you have lost your ticket, go to reception.
error-no-such-ticket = There is no such ticket. Please go to reception.

## window

nurse-ask-title = Ask the people beside you for help
nurse-ask-hint = Tell them to fetch a nurse
nurse-not-reached-seated = We could not reach the nurse. Let the people beside you tell reception or call { $phone }.

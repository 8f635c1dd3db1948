# What fronts say when the domain of appointments refuses something.
error-no-such-service = This is not offered there any more. Choose something else.
error-not-a-time = This time cannot be booked. Choose another one.
error-time-taken = Somebody has just taken this time. Choose another one.
error-booked-elsewhere = There is another visit at this time. Choose another time.
error-too-many-appointments = There are enough visits booked here already. Cancel one first, or ask at reception.
error-too-many-moves = This visit was moved several times already. Reception can help.
error-too-many-late-cancellations = Please book at reception or by phone: several visits were cancelled at the last moment.
error-offer-over = This time was given to the next person. You keep your place in the list.
error-already-on-waitlist = You are on this list already.
error-link-over = This link is not valid any more. Open your visits to see how they stand now.
error-pass-over = This code has run out. Open the app again and show the fresh one.
error-already-rated = Thank you, you have told us about this visit already.
error-not-seen-yet = You can tell us about the visit once it has taken place.
error-no-such-appointment = This visit was not found. Open your visits, or ask at reception.
error-appointment-closed = This visit can no longer be changed. Reception can help.
error-no-such-counter = This code does not stand on one of our counters. Show it to somebody at reception.

### Messages on phones and in chats, English. Nothing about health.

where = Floor { $floor }, room { $room }.

code-sms = { $code } is your sign-in code, valid until { $until }. Give it to nobody, not even to staff.

booked-title = You are booked
booked-text = { $date }, { $time }. { $hospital }.
booked-sms = You are booked: { $date }, { $time }. { $hospital }.

moved-title = Your visit has a new time
moved-text = New time: { $date }, { $time }. { $hospital }.
moved-sms = Your visit has a new time: { $date }, { $time }. { $hospital }.

cancelled-title = Your visit was cancelled
cancelled-text = { $date }, { $time }. { $hospital }. You need not come.
cancelled-sms = Your visit was cancelled: { $date }, { $time }. { $hospital }.

reminder-title = Reminder of your visit
reminder-text = { $date }, { $time }. { $hospital }. Please confirm that you will come.
reminder-sms = Your visit: { $date }, { $time }. { $hospital }.

reminder-soon-title = Your visit is soon
reminder-soon-text = Today at { $time }. { $hospital }.
reminder-soon-sms = Your visit is today at { $time }. { $hospital }.

doctor-away-title = Your visit has to be moved
doctor-away-text = { $date }, { $time }: the doctor will be away. { $hospital } asks you to choose another time.
doctor-away-sms = Your visit on { $date }, { $time } cannot take place. Choose another time. { $hospital }.

takes-place-title = Your visit takes place
takes-place-text = { $date }, { $time }: the doctor will be there after all. Your time is kept. { $hospital }.
takes-place-sms = Your visit takes place after all: { $date }, { $time }. { $hospital }.

waitlist-offer-title = An earlier time is free
waitlist-offer-text = { $date }, { $time }. { $hospital }. It is kept for you until { $until }.
waitlist-offer-sms = Free for you: { $date }, { $time }, kept until { $until }. { $hospital }.

queue-turn-near-title = Your turn is near
queue-turn-near-text = Number { $number }: please come closer. { $hospital }.
queue-turn-near-sms = Number { $number }: your turn is near. { $hospital }.

result-ready-title = You have a new document
result-ready-text = { $hospital } has a new document for you. Open it in the app.
result-ready-sms = You have a new document. { $hospital }.

rate-visit-title = How was your visit?
rate-visit-text = { $hospital } would like to know how you were received.
rate-visit-sms = How were you received? { $hospital }.

trust-invitation-title = Somebody trusts you
trust-invitation-text = Somebody asks you to help with visits to { $hospital }. Open the app to see who.
trust-invitation-sms = Somebody asks you to help with visits to { $hospital }. Open the app to see who.

child-grown-title = Your child is 16
child-grown-text = From now on your child decides who may see visits and documents.
child-grown-sms = Your child is 16 and now decides who may see visits and documents.

visit-invitation-title = An invitation
visit-invitation-text = { $hospital } invites you for a visit. Choose a time that suits you.
visit-invitation-sms = { $hospital } invites you for a visit. Choose a time.

# no native speaker has read this
### Messages on phones and in chats, Karakalpak (Latin of 2016).

where = { $floor }-qabat, { $room }-xana.

code-sms = Kiriw kodıńız: { $code }. { $until } ge shekem jaramlı. Onı hesh kimge, hátte xızmetkerlerge de aytpań.

booked-title = Siz qabıllawǵa jazıldıńız
booked-text = { $date }, saat { $time }. { $hospital }.
booked-sms = Qabıllawǵa jazıldıńız: { $date }, { $time }. { $hospital }.

moved-title = Qabıllaw waqtı ózgerdi
moved-text = Jańa waqıt: { $date }, saat { $time }. { $hospital }.
moved-sms = Qabıllaw waqtı ózgerdi: { $date }, { $time }. { $hospital }.

cancelled-title = Qabıllaw biykar etildi
cancelled-text = { $date }, saat { $time }. { $hospital }. Keliwińiz shárt emes.
cancelled-sms = Qabıllaw biykar etildi: { $date }, { $time }. { $hospital }.

reminder-title = Qabıllawdı eske salamız
reminder-text = { $date }, saat { $time }. { $hospital }. Ótinish, keletuǵınıńızdı tastıyıqlań.
reminder-sms = Qabıllawıńız: { $date }, { $time }. { $hospital }.

reminder-soon-title = Qabıllawıńız jaqın
reminder-soon-text = Búgin saat { $time }. { $hospital }.
reminder-soon-sms = Qabıllawıńız búgin saat { $time }. { $hospital }.

doctor-away-title = Qabıllawdı basqa waqıtqa ótkeriw kerek
doctor-away-text = { $date }, saat { $time }: shıpaker bolmaydı. { $hospital } basqa waqıt tańlawıńızdı soraydı.
doctor-away-sms = { $date }, { $time } qabıllaw bolmaydı. Basqa waqıt tańlań. { $hospital }.

takes-place-title = Qabıllaw boladı
takes-place-text = { $date }, saat { $time }: shıpaker qabıllaydı. Waqtıńız saqlanǵan. { $hospital }.
takes-place-sms = Qabıllaw boladı: { $date }, { $time }. { $hospital }.

waitlist-offer-title = Ertelew waqıt bosadı
waitlist-offer-text = { $date }, saat { $time }. { $hospital }. Siz ushın { $until } ge shekem saqlanadı.
waitlist-offer-sms = Siz ushın bos waqıt: { $date }, { $time }. { $until } ge shekem saqlanadı. { $hospital }.

queue-turn-near-title = Náwbetińiz jaqın
queue-turn-near-text = { $number } nomeri: ótinish, jaqınıraq keliń. { $hospital }.
queue-turn-near-sms = { $number } nomeri: náwbetińiz jaqın. { $hospital }.

result-ready-title = Sizge jańa hújjet bar
result-ready-text = { $hospital } sizge jańa hújjet tayarladı. Onı qosımshada ashıń.
result-ready-sms = Sizge jańa hújjet bar. { $hospital }.

rate-visit-title = Qabıllaw qalay ótti?
rate-visit-text = { $hospital } sizdi qalay qabıllaǵanın bilgisi keledi.
rate-visit-sms = Sizdi qalay qabılladı? { $hospital }.

trust-invitation-title = Sizge isenim bildirildi
trust-invitation-text = Kimdir { $hospital } ge qatnawda járdemińizdi sorap atır. Kim ekenin qosımshada kóriń.
trust-invitation-sms = Kimdir { $hospital } ge qatnawda járdemińizdi sorap atır. Kim ekenin qosımshada kóriń.

child-grown-title = Balańız 16 jasqa toldı
child-grown-text = Endi qabıllawların hám hújjetlerin kim kóretuǵının balańız ózi sheshedi.
child-grown-sms = Balańız 16 jasqa toldı: hújjetlerin kim kóretuǵının endi ózi sheshedi.

visit-invitation-title = Usınıs
visit-invitation-text = { $hospital } sizdi qabıllawǵa shaqıradı. Ózińizge qolaylı waqıttı tańlań.
visit-invitation-sms = { $hospital } sizdi qabıllawǵa shaqıradı. Waqıt tańlań.

# no native speaker has read this

### Pages in a browser, Karakalpak (Latin alphabet of 2016).

## Everywhere

skip-to-content = Tiykarǵı bólimge ótiw
navigation = Betler
nav-rooms = Xanalar
nav-devices = Qurılmalar
nav-messages = Xabarlar
sign-out = Shıǵıw
connection-lost = Baylanıs úzildi. Dizim eskirgen bolıwı múmkin, qayta jalǵanıp atırmız…
action-failed = Orınlanbadı. Baylanıstı tekserip, jáne bir márte basıń.
room = { $room }-xana
floor = { $floor }-qabat
minutes-ago = { $minutes ->
    [0] házir ǵana
   *[other] { $minutes } minut aldın
}

## Sign-in

login-title = Sistemaǵa kiriw
login-for-staff = Bul bet emlewxana xızmetkerleri ushın.
login-login = Login
login-password = Parol
login-enter = Kiriw
login-wrong = Login yamasa parol qáte. Háriplerdi tekserip, qayta kiritiń.
login-locked = Qáte urınıslar kóp boldı. { $minutes } minuttan keyin jáne kiriń.
login-expired = Bul kompyuterden uzaq waqıt paydalanılmadı, sonlıqtan siz sistemadan shıǵarıldıńız. Qayta kirmegenshe shaqırıwlar bul jerde kórinbeydi.
login-forgotten = Paroldi umıttıńız ba? Administratorǵa múrájat etiń.

## Choice of a room

rooms-title = Qaysı xanada isleysiz?
rooms-hint = Nawqaslar siz tańlaǵan xanaǵa shaqırıladı.
rooms-none = Sizge ele bólim biriktirilmegen. Administratorǵa múrájat etiń.
rooms-open = Ashıw
room-label = Xana nomeri

## Console of a room

console-now = Házirgi nawqas
console-in-room = Xanaǵa shaqırılǵan
console-room-free = Xana bos
console-press-next = Keyingi nawqastı shaqırıw ushın tómendegi túymeni basıń
console-called = { $number } { $room }-xanaǵa shaqırıldı
console-called-at = Saat { $time } de shaqırılǵan
console-next = Keyingisin shaqırıw
console-closes = { $number } qabıllawı tamamlanadı
console-call = Shaqırıw
console-recall = Qayta shaqırıw
console-no-answer = Kelmedi
console-done = Qabıllaw tamamlandı
console-waiting = Náwbette
console-missed = Shaqırılǵan, biraq kelmegen
console-elsewhere = Basqa shaqırılǵanlar
console-nobody = Náwbette hesh kim joq
count-waiting = { $count } adam
count-longest = eń kóbi { $minutes } minut kútti
waited = { $minutes } minut

priority-emergency = Asıǵıs
priority-unknown = Jaǵdayı belgisiz
priority-today = Búgin kóriw kerek
priority-booked = Jazılǵan
priority-planned = Jobalı
why-emergency = Náwbetsiz: jaǵdayı asıǵıs bolıwı múmkin
why-unknown = Náwbetsiz: qanshelli asıǵıs ekeni ele belgisiz
why-today = Aldınıraq: búgin kóriw kerek
why-booked = Aldınıraq: usı waqıtqa jazılǵan
why-planned = Náwbet boyınsha

notice-nobody_waiting = Náwbette hesh kim qalmadı.
notice-no_such_ticket = Bunday talon joq.
notice-ticket_not_called = Talonnıń jaǵdayı ózgergen: onı basqa xızmetker japqan yamasa shaqırǵan. Dizim jańalandı.
notice-ticket_not_waiting = Bul nawqas álleqashan shaqırılǵan. Dizim jańalandı.
notice-idempotency_mismatch = Bet eskirgen edi. Dizim jańalandı, jáne bir márte basıń.

## Alarms

alarm-red-flag = Qáwipli belgi
alarm-red-flag-unknown = túri belgisiz, nawqastı dárhal kóriń
alarm-nurse-call = Nawqas miyirbiykeni shaqırıp atır
alarm-out-of-paper = Printerde qaǵaz tawsıldı
alarm-device-fault = Qurılma islemey atır
alarm-acknowledge = Men baraman
alarm-sound = Dawıs

## Devices

devices-title = Qurılmalar
devices-none = Ele birde qurılma jalǵanbaǵan.
device-never-seen = Ele baylanısqa shıqpaǵan
device-silent-since = Juwap bermey atır. Sońǵı baylanıs: { $time }
device-seen-at = Islep tur. Sońǵı baylanıs: { $time }
part-printer = Printer
part-camera = Kamera
part-scanner = Skaner
state-ready = Tayın
state-low = Itibar kerek
state-needs-person = Xızmetker keliwi kerek
state-absent = Jalǵanbaǵan
state-unknown = Belgisiz
printer-low = Qaǵaz az qaldı
printer-needs-person = Qaǵaz salıń yamasa qaqpaǵın jabıń

## Board in the hall

board-title = Náwbet tablosı
board-now = Házir shaqırılıp atır
board-before = Aldın shaqırılǵanlar
board-room = xana
board-nobody = Házirshe hesh kim shaqırılmadı
board-no-connection = Baylanıs joq. Nomerińizdi qabıllaw bóliminen sorań
board-help = Nomerińiz shıqsa, kórsetilgen xanaǵa barıń.

## One's own ticket

ticket-number = Sizdiń nomerińiz:
ticket-next = Keyingisi siz
ticket-ahead = Sizden aldın { $count } adam
ticket-wait = Shama menen { $earliest }–{ $latest } minut
ticket-wait-up-to = Shama menen { $latest } minutqa shekem
ticket-called = Sizdi shaqırıp atır
ticket-go = { $floor }-qabat, { $room }-xanaǵa kiriń
ticket-no-answer = Siz shaqırıldıńız, biraq kelmedińiz
ticket-no-answer-hint = Xana aldına barıp, xızmetkerge talonıńızdı kórsetiń.
ticket-done = Qabıllaw tamamlandı
ticket-done-hint = Salamat bolıń!
ticket-void = Bul talon endi ámel etpeydi
ticket-void-hint = Qabıllaw bóliminen yamasa kioskten jańa talon alıń.
ticket-short-waiting = kútip atırsız
ticket-short-called = sizdi shaqırıp atır
ticket-short-no-answer = kelmedińiz
ticket-short-done = qabıllaw tamamlandı
ticket-short-void = ámel etpeydi
ticket-department = Bólim
ticket-room = Xana
ticket-floor = Qabat
ticket-updates = Bul bet ózi jańalanadı.
ticket-help = Sorawıńız bolsa yamasa jaǵdayıńız awırlassa, dárhal miyirbiykege aytıń.
ticket-connection-lost = Baylanıs joq. Tabloǵa qarap turıń.

## When something goes wrong

error-ticket-title = Bunday talon tabılmadı
error-ticket-text = Talondaǵı QR kodtı jáne bir márte skanerleń yamasa qabıllaw bóliminen sorań.
error-not-found-title = Bunday bet joq
error-not-found-text = Adresti tekseriń.
error-forbidden-title = Bul bet sizge ashıq emes
error-forbidden-text = Betti jańalap, qayta urınıp kóriń. Járdem bermese, administratorǵa múrájat etiń.
error-too-many-title = Urınıslar júdá kóp
error-too-many-text = Bir neshe minuttan keyin jáne urınıp kóriń.
error-unavailable-title = Házir juwap joq
error-unavailable-text = Azdan keyin betti jańalań. Asıǵıs bolsa, qabıllaw bólimine barıń.
error-broken-title = Bizde qátelik júz berdi
error-broken-text = Azdan keyin betti jańalań. Asıǵıs bolsa, qabıllaw bólimine barıń.
error-back = Bas betke

## Messages that did not arrive

letters-title = Jetip barmaǵan xabarlar
letters-hint = Olar hesh qanday jol menen jetip barmadı. Adamǵa telefon etip aytıń yamasa sebep saplastırılǵannan keyin qayta jiberiń.
letters-changed = Bul xabar menen kásiplesińiz shuǵıllanıp boldı. Dizim jańalandı.
letters-none = Barlıq xabarlar jetip barǵan.
letters-older = Aldıńǵıları
letters-late = { $count ->
    [one] { $count } xabar 10 minuttan beri kútip tur
   *[other] { $count } xabar 10 minuttan beri kútip tur
}
letter-attempts = { $count ->
    [one] { $count } ret urınıldı
   *[other] { $count } ret urınıldı
}
letter-kind-transactional = Bildiriw
letter-kind-offer = Waqıt usınısı
letter-kind-reminder = Eskertiw
letter-kind-bulk = Shaqırıw
letter-channel-push = Qosımsha bildiriwi
letter-channel-telegram = Telegram
letter-channel-sms = SMS
letter-why-not-set-up = Xızmet sazlanbaǵan yamasa parolimizdi qabıl etpeydi. Administratorǵa aytıń.
letter-why-unreachable = Xızmet uzaq waqıt juwap bermedi.
letter-why-refused = Xızmet bul xabardı qabıl etpedi: nomer yamasa qurılma endi joq bolıwı múmkin.
letter-why-unreadable = Xabardı oqıp bolmaydı: gilti joq. Administratorǵa aytıń.
letter-not-again = Qayta jiberip bolmaydı: júdá kesh boladı yamasa aytatuǵın adam qalmaǵan.
letter-retry = Qayta jiberiw
letter-close = Sheshildi

## The page behind a one-tap link in a message

visit-title = Sizdiń qabılıńız
visit-open = Ótinish, kelesiz be yamasa joq pa, aytıń.
visit-confirmed = Raxmet. Sizdi kútemiz.
visit-cancelled = Bul qabıl biykar etilgen. Keliw shárt emes.
visit-pending = Shıpaker bolmaydı. Ótinish, basqa waqıttı tańlań.
visit-over = Bul qabıl waqtı ótken.
visit-open-offer = Bul waqıt bosadı.
visit-confirmed-offer = Bul waqıt sizdiki. Sizdi kútemiz.
visit-cancelled-offer = Siz bul waqıttan bas tarttıńız. Dizimdegi ornıńız saqlanadı.
visit-over-offer = Bul waqıt keyingi adamǵa usınıldı. Dizimdegi ornıńız saqlanadı.
visit-until = Siz ushın { $time } ge shekem saqlanadı.
visit-do-confirm = Kelemen
visit-do-cancel = Qabıldı biykar etiw
visit-do-move = Basqa waqıttı tańlaw
visit-do-accept = Bul waqıttı alaman
visit-do-decline = Maǵan kerek emes
visit-fault-appointment-closed = Bul qabıldı endi ózgertiwge bolmaydı. Registratura járdem beredi.
visit-fault-booked-elsewhere = Bul waqıtta basqa qabıl bar. Basqa waqıttı tańlań.
visit-fault-not-a-time = Bul waqıtqa jazılıwǵa bolmaydı. Basqa waqıttı tańlań.
visit-fault-offer-over = Bul waqıt keyingi adamǵa usınıldı.
visit-fault-time-taken = Bul waqıttı házir ǵana basqa adam aldı. Basqa waqıttı tańlań.
visit-fault-too-many-moves = Bul qabıl bir neshe ret kóshirilgen. Registratura járdem beredi.

# no native speaker has read this

### Kiosk, Karakalpak (Latin alphabet of 2016).

## Always there

app-name = Dmed
button-continue = Dawam etiw
button-back = Artqa
button-nurse = Miyirbiykeni shaqırıw
button-no-number = JSHSHIR nomerim joq
button-skip = Tastıyıqlamay dawam etiw
button-something-else = Basqa másele
button-find-department = Bólimdi tabıw
button-print = Talon alıw
button-reception = Qabıllaw bólimine talon alıw
button-retry = Qayta urınıw
button-finish = Tamamlaw
button-stay = Men usı jerdemen
button-language = Til
button-contrast = Anıq reńler
button-larger-text = Iri háripler
button-erase = Óshiriw
button-clear = Hámmesin óshiriw
button-check-in = Keldim
button-strike = Mende bul joq
button-unstrike = Qaytarıw
busy = Azmaz kútiń…
offline-banner = Házir baylanıs joq. Jazǵanlarıńız saqlanıp turadı.
greeting = Assalawma áleykum, { $name }

## At the first start: for staff

enrol-title = Kioskti jalǵaw
enrol-hint = Xızmetker ushın: basqarıw betindegi “Kiosk hám tablolar” bóliminde kod alıń hám 8 sanın usı jerde teriń
enrol-not-kept = Gilt saqlanbadı. Diskti tekserip, túymeni jáne basıń.

## Welcome

attract-title = Xosh kelipsiz
attract-what = Náwbetke jazılıw hám shıpakerge jol
attract-time = 1–2 minut aladı
scan-hint = Qosımshańız bar ma? Ondaǵı QR kodtı skanerge tutıń
scan-hint-document = ID-kartanıń arqasın yamasa qosımshadaǵı QR kodtı skanerge tutıń
attract-hint = Tildi tańlań

## For whom

for-whom-title = Kim ushın keldińiz?
for-whom-hint = Shıpaker kimdi kóriwi kerek?
for-whom-self = Ózim ushın
for-whom-child = Balam ushın
for-whom-other = Jaqınım ushın

## The number

pinfl-title = JSHSHIR nomerińizdi teriń
pinfl-title-child = Balanıń JSHSHIR nomerin teriń
pinfl-title-other = Jaqınıńızdıń JSHSHIR nomerin teriń
pinfl-hint = ID-kartanıń arqa tárepindegi yamasa pasporttaǵı 14 cifr
pinfl-hint-child = Balanıń ID-kartasındaǵı yamasa tuwılıw haqqında gúwalıǵındaǵı 14 cifr
pinfl-hint-other = ID-kartanıń arqa tárepindegi yamasa pasporttaǵı 14 cifr
pinfl-left = Jáne { $left } cifr
pinfl-fault-incomplete = Jáne { $left } cifr teriń
pinfl-fault-not-digits = Tek cifrlardı teriń
pinfl-fault-first-digit = Birinshi cifr 1 den 6 ǵa shekem boladı. Hújjetke qarap, qayta teriń.
pinfl-fault-birth-date = 2–7-cifrlar tuwılǵan sáne: kún, ay, jıl. Hújjetke qarap, qayta teriń.
pinfl-fault-check-digit = Cifrlardıń biri basqasha. Hújjet penen salıstırıp, qayta teriń.

## The last four digits of the phone

confirm-title = Telefonıńızdıń sońǵı 4 cifrı
confirm-title-child = Balanıń kartasındaǵı telefonnıń sońǵı 4 cifrı
confirm-title-other = Jaqınıńızdıń telefonınıń sońǵı 4 cifrı
confirm-hint = Sonda búgingi qabıllawıńızdı kórsetemiz. Telefondı bilmeseńiz, tastıyıqlamay dawam etiń.

## Today's appointments

appointments-title = Búgingi qabıllawıńız
appointments-hint = Qaysı qabıllawǵa kelgenińizdi tańlań
appointment-time = Saat { $time }
appointment-doctor = Shıpaker: { $doctor }
appointment-status-booked = Sizdi kútip atırmız
appointment-status-arrived = Kelgenińiz belgilendi
appointment-status-fulfilled = Qabıllaw bolıp ótti
appointment-status-cancelled = Qabıllaw biykar etildi
appointment-status-noshow = Waqtı ótip ketti

## The complaint

complaint-title = Sizdi ne mazalap atır?
complaint-title-child = Balanı ne mazalap atır?
complaint-title-other = Jaqınıńızdı ne mazalap atır?
complaint-hint = Óz sózlerińiz benen jazıń: qay jeri awıradı, qashannan beri
complaint-example = Mısalı: úsh kúnnen beri basım awıradı
complaint-left = Jáne { $left } belgi sıyadı
keep-text-label = Shıpaker usı sózlerdi oqıwı múmkin
keep-text-hint = Belgilemeseńiz, jazǵanlarıńız saqlanbaydı

## The one question

question-title = Jáne bir soraw
question-hint = Eń durıs keletuǵın juwaptı tańlań

## Where to go

result-title = Siz ushın bólim
result-hint = Bul diagnoz emes. Diagnozdı shıpaker qoyadı.
result-place = { $floor }-qabat, { $room }-xana
result-floor = { $floor }-qabat
result-findings = Siz aytqan belgiler
result-findings-hint = Sizde joq belgini basıp, alıp taslań
result-no-findings = Belgi qalmadı
result-reception-title = Sizge qabıllaw bóliminde járdem beredi
result-reception-hint = Qaysı shıpakerge barıwdı sol jerde aytadı
urgency-emergency = Járdem házir kerek
urgency-today = Búgin shıpakerge kóriniń
urgency-planned = Asıǵıs emes: jaqın kúnlerde shıpakerge kóriniń
urgency-self-care = Asıǵıs emes. Qáleseńiz, shıpaker menen másláhátlesiń

## The ticket: on the screen

ticket-title = Talonıńız tayar
ticket-hint = Nomerińiz tabloǵa shıqqansha kútiń
ticket-printing = Talon basıp shıǵarılıp atır…
ticket-printed = Talondı tómennen alıń
ticket-no-paper = Qaǵaz tawsıldı, xızmetkerge xabar berildi. Nomerdi yadta saqlań yamasa QR-kodtı telefonda ashıń.
ticket-no-printer = Qaǵaz talon bolmaydı. Nomerdi yadta saqlań yamasa QR-kodtı telefonda ashıń.

## The ticket: on the screen and on paper

ticket-caption = Náwbet nomeri
ticket-department = Bólim
ticket-place = Qayerde
ticket-wait = Kútiw
ticket-wait-range = { $from }–{ $to } minut
ticket-wait-minutes = { $minutes } minutqa shekem
ticket-wait-now = Jaqında shaqıramız
ticket-ahead = Sizden aldın
ticket-ahead-count = { $count } adam
ticket-ahead-nobody = Hesh kim joq
ticket-doctor = Shıpaker
ticket-issued = Berilgen waqtı
ticket-notice-emergency = Asıǵıs: náwbetsiz shaqırılasız
ticket-notice-unknown = Sizdi xızmetker birinshi bolıp kóredi
ticket-qr = QR-kod: náwbetińizdi telefonda baqlań
ticket-help = Jaǵdayıńız tómenlese, dárhal xızmetkerge aytıń. Tez járdem: { $phone }

## Help is coming

nurse-title = Usı jerde otırıp turıń
nurse-hint = Jalǵız qalmań, janıńızdaǵılardan járdem sorań
nurse-why = Jazǵanlarıńızdı shıpaker dárhal kóriwi kerek
nurse-stay-seated = Otırıń. Turmań hám ózińiz júrip ketpeń.
nurse-coming = Miyirbiyke shaqırıldı, aldıńızǵa keledi
nurse-calling = Miyirbiykeni shaqırıp atırmız…
nurse-ambulance = Tez járdem: { $phone }
nurse-not-reached = Xabar miyirbiykege jetpedi. Qabıllaw bólimine barıń yamasa { $phone } nomerine qońıraw etiń.
nurse-ticket = Náwbet nomerińiz: { $number }

## The server is away

trouble-title = Házir baylanıs joq
trouble-hint = Qurılma ózi qayta urınıp atır. Kútkińiz kelmese, qabıllaw bólimine barıń.
trouble-kept = Jazǵanlarıńız óshpeydi
trouble-not-reached = Xabar náwbetshige jetpedi. Qabıllaw bólimine barıń yamasa { $phone } nomerine qońıraw etiń.
out-of-order-title = Qurılma házir islemeydi
out-of-order-hint = Qabıllaw bólimine barıń

## Nobody touches

idle-title = Usı jerdesiz be?
idle-hint = { $seconds } sekundtan keyin hámmesi óshiriledi

## Keyboard

keyboard-space = Bos orın
keyboard-erase = Óshiriw
keyboard-shift = Bas hárip
keyboard-letters = ABC
keyboard-numbers = 123
keyboard-script = Jazıw
keyboard-newline = Jańa qatar

## What stands in the way, and what to do

error-internal = Házir múmkin bolmadı. Qayta urınıp kóriń yamasa qabıllaw bólimine barıń.
error-invalid-request = Jazǵanlarıńızdı tekserip, qayta urınıp kóriń
error-unavailable = Azmaz kútip, qayta urınıp kóriń
error-api-unreachable = Házir baylanıs joq. Azmazdan keyin qayta urınıp kóriń.
error-api-incomprehensible = Qurılma házir islemeydi. Qabıllaw bólimine barıń.
error-device-not-enrolled = Qurılma házir islemeydi. Qabıllaw bólimine barıń.
error-not-authenticated = Qurılma házir islemeydi. Qabıllaw bólimine barıń.
error-not-allowed = Bunı bul jerde islewge bolmaydı. Qabıllaw bólimine barıń.
error-not-found = Maǵlıwmat tabılmadı. Qabıllaw bólimine barıń.
error-idempotency-mismatch = Qayta urınıp kóriń
error-too-many-attempts = { $minutes } minuttan keyin qayta urınıp kóriń. Házir tastıyıqlamay dawam etiwge yamasa qabıllaw bólimine barıwǵa boladı.
error-too-many-numbers = { $minutes } minuttan keyin qayta urınıp kóriń yamasa qabıllaw bólimine talon alıń.
error-wrong-enrolment-code = Kod sáykes kelmedi yamasa 10 minut ótti. Bette jańa kod alıń.
error-too-many-codes = Júdá kóp urınıs. { $minutes } minuttan keyin qayta teriń.
error-pass-over = Bul kodtıń waqtı tamam bolǵan. Qosımshada jańa kod ashıń yamasa nomerińizdi teriń.
error-foreign-code = Bul qosımshadaǵı keliw kodı emes. Qosımshada kodtı ashıń yamasa nomerińizdi teriń.
error-document-unreadable = Hújjet ele oqılmadı. «<<<» belgileri bar tárepin skanerge jáne bir márte tutıń yamasa nomerdi teriń.
error-document-expired = Bul hújjettiń waqtı tamam bolǵan. Nomerdi ózińiz teriń yamasa qabıllaw bólimine barıń.
error-document-no-number = Bul hújjette JSHSHIR joq. Onı ózińiz teriń yamasa qabıllaw bólimine barıń.
error-not-confirmed = Cifrlar sáykes kelmedi. Qayta teriń yamasa tastıyıqlamay dawam etiń.
error-confirmation-needed = Aldın telefonnıń sońǵı 4 cifrın teriń
error-visit-expired = Waqıt pitti. Nomerińizdi qayta teriń.
error-birth-date-in-future = Tuwılǵan sáneni hújjet penen salıstırıp, qayta teriń
error-no-such-appointment = Búgin bunday qabıllaw tabılmadı. Ne mazalap atırǵanın jazıń yamasa qabıllaw bólimine barıń.
error-appointment-closed = Bul qabıllaw endi ashıq emes. «Basqa másele» degendi tańlań yamasa qabıllaw bólimine barıń.
error-complaint-empty = Ne mazalap atırǵanın bir-eki sóz benen jazıń
error-no-such-assessment = Bólimdi qaytadan tabamız. Túymeni jáne bir ret basıń.
error-no-such-department = Bizde bunday bólim joq. Qabıllaw bólimine talon alıń.
error-already-waiting = Siz bul náwbette tursız, aldıńǵı talonıńız óz kúshinde. Ol joǵalǵan bolsa, qabıllaw bólimine barıń.
error-already-waiting-number = Siz bul náwbette tursız, nomerińiz { $number }. Talon joǵalǵan bolsa, qabıllaw bólimine barıń.
error-no-such-ticket = Bunday talon tabılmadı. Qabıllaw bólimine barıń.

## window

nurse-ask-title = Janıńızdaǵılardan járdem sorań
nurse-ask-hint = Miyirbiykeni shaqırıp beriwin aytıń
nurse-not-reached-seated = Xabar miyirbiykege jetpedi. Janıńızdaǵılar qabıllaw bólimine aytsın yamasa { $phone } nomerine qońıraw etsin.

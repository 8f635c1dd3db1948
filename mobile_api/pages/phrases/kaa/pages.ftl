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

## Registraturadaǵı nawqaslar

nav-patients = Nawqaslar
patients-title = Nawqaslar
desk-title = Jazılmaǵan nawqas keldi me?
desk-hint = Nawqastı tabıń, soń waqıtqa jazıń yamasa búgingi náwbetke nomer beriń.
patients-search = Izlew
patients-duplicates = Tákirar bolıwı múmkin
patients-merges = Birlestirilgenler
patients-import = Dizim júklew
patients-by = Ne boyınsha
patients-by-name = Atı
patients-by-phone = Telefon
patients-by-pinfl = JSHSHIR
patients-typed = Nawqas aytqanı
patients-find = Tabıw
patients-watched = Hár bir izlew hám ashılǵan jazıw sizdiń atıńız benen jurnalǵa jazıladı.
patients-desk-only = Nawqaslardı registratura hám IT-miyirbiyke izleydi.
patients-nobody = Hesh kim tabılmadı. Jazılıwın tekseriń yamasa telefon yamasa nomer boyınsha izleń.
patients-register = Jańa nawqastı dizimge alıw
patients-register-other = Bular arasında joq: jańa nawqastı dizimge alıw
register-title = Jańa nawqas
register-hint = JSHSHIR bolsa, tuwılǵan sánesi hám jınısı sonnan alınadı.
register-do = Dizimge alıw
register-known = Bul JSHSHIR dizimde bar
register-pinfl-hint = 14 cifr. Náreste yamasa shet ellide bolmasa, bos qaldırıń hám tuwılǵan sánesin kiritiń.
register-names-hint = Latın yamasa kirill jazıwında. Ekinshisi ózi jasaladı.
register-phone-hint = +998 90 123-45-67
register-document-hint = Ózbekstan hújjeti: AD1234567 yamasa I-TN 0123456. Shet el pasportı kiritilmeydi.
field-sex = Jınısı
sex-female = Hayal
sex-male = Er
patients-more = Bunday adamlar kóbirek. Familiyasın qosıń.
patients-nameless = Atı belgisiz
patients-born = Tuwılǵan jılı { $year }
patients-number-ends = JSHSHIR aqırı { $digits }
patients-no-number = JSHSHIRsiz
patients-deceased = Qaytıs bolǵan
patients-book = Jazıw yamasa nomer beriw
patients-open = Ashıw
patients-record = Jazıw
patients-birth-date = Tuwılǵan sánesi
patients-name-family-name = Familiyası
patients-name-given-name = Atı
patients-name-patronymic = Ákesiniń atı
patients-name-family-name-cyrillic = Familiyası kirillshe
patients-name-given-name-cyrillic = Atı kirillshe
patients-name-patronymic-cyrillic = Ákesiniń atı kirillshe
patients-phone = Telefon
patients-primary = tiykarǵı
patients-verified = tastıyıqlanǵan
patients-document-id-card = ID-karta
patients-document-passport = Pasport
patients-document-birth-certificate = Tuwılǵanlıq guwalıǵı
patients-typed-in-app = qosımshada kirgizilgen
patients-insured = Qamsızlandırılǵan
patients-yes = awa
patients-no = yaq
patients-merged-records = Usı jazıwǵa qosılǵanlar
patients-correct-names = Attı dúzetiw
patients-names-hint = Bos qaldırılǵan jazıw basqasınan usınıladı.
patients-save = Saqlaw
patients-add-phone = Telefon qosıw
patients-end-phone = { $phone } nomerin alıp taslaw
patients-record-death = Qaytıs bolǵanın jazıw
patients-death-hint = Xabarlar hám qabıllawǵa jazılıw toqtaydı. Tariyx qaladı. Bos sáne adasıp jazılǵandı qaytaradı.
patients-death-date = Qaytıs bolǵan sánesi
patients-next-page = Keyingi bet
patients-back = Dizimge qaytıw
patients-notice-registered = Nawqas dizimge alındı.
patients-notice-saved = Saqlandı.
patients-notice-decided = Sheshimińiz saqlandı.
patients-notice-already-merged = Kásiplesińiz bul jazıwlardı ózgertken. Dizim jańalandı.
patients-notice-file-too-large = Fayl júdá úlken. Onı bóliń.
patients-notice-invalid-name = Attı tek háripler menen jazıń.
patients-notice-invalid-phone = Bul Ózbekstan telefon nomeri emes.
patients-notice-merge-other-way = JSHSHIR bar jazıwdı qaldırıń.
patients-notice-nothing-to-search = Keminde eki háripli at, tolıq telefon nomeri yamasa durıs JSHSHIR jazıń.
patients-notice-number-kept = Bul jazıwda JSHSHIR bar.
patients-notice-number-taken = Bul JSHSHIR basqa jazıwda tur. Olar tákirar bolıwı múmkin.
patients-notice-two-numbers = Eki jazıwda da JSHSHIR bar hám olar hár qıylı: bul eki adam.
patients-notice-wrong-date = Bunday sáne bolıwı múmkin emes.
duplicates-hint = Bir adamǵa tiyisli bolıwı múmkin eki jazıw. Siz sheshesiz.
duplicates-none = Sheshetuǵın nárse joq.
duplicates-reason-document = bir hújjet
duplicates-reason-phone = bir telefon
duplicates-reason-birth-date = bir tuwılǵan sáne
duplicates-reason-name = uqsas at
duplicates-compare = Salıstırıw
duplicates-one-or-two = Bir adam ba yamasa eki me?
duplicates-careful = Egizler, ákeler hám ullar bul jerde uqsas. Gúman bolsa, nawqastan sorań.
duplicates-keep = Bir adam: usı jazıw qalsın
duplicates-two-people = Bular eki adam
merges-hint = Birlestiriwdi qálegen waqıtta biykar etiw múmkin. Hesh nárse joǵalmaydı.
merges-none = Ele hesh nárse birlestirilmegen.
merges-took-in = Qosılǵan jazıw: { $name }
merges-undone = Biykar etilgen
merges-undo = Birlestiriwdi biykar etiw
import-hint = Kesteńizden CSV fayl. Aldın tekseriledi; siz júklemegenshe hesh nárse jazılmaydı.
import-other-file = Bul siz teksergen fayl emes. Házir usı fayl tekserildi; nátiyjege qarań.
import-done = Hámme júklendi.
import-faulty = Hesh nárse júklenbedi: fayldı dúzetiw kerek.
import-good = Fayl jayında. Ele hesh nárse jazılmadı.
import-fault-count = { $count ->
    [one] { $count } jerdi dúzetiw kerek
   *[other] { $count } jerdi dúzetiw kerek
}
import-line = Qatar
import-column = Baǵana
import-what = Neni dúzetiw kerek
import-lines = Fayldaǵı adamlar
import-added = Jańa
import-completed = Belgili, tolıqtırıldı
import-unchanged = Belgili, ózgermedi
import-choose = Fayl
import-again = Sol fayldı jáne tańlań
import-bring-in = Hámmeni júklew
import-check = Tekseriw
import-columns = Fayl baǵanaları
import-column-pinfl = JSHSHIR
import-column-family-name = Familiyası
import-column-given-name = Atı
import-column-patronymic = Ákesiniń atı
import-column-birth-date = Tuwılǵan sánesi
import-column-sex = Jınısı
import-column-phone = Telefon
import-column-second-phone = Ekinshi telefon
import-column-language = Til
import-column-document-kind = Hújjet túri
import-column-document-number = Hújjet nomeri
import-column-insured = Qamsızlandırılǵan
import-column-insured-until = Qamsızlandırıw múddeti
import-rule-unreadable = Bul CSV fayl emes. Kesteni CSV etip saqlań.
import-rule-empty = Faylda hesh kim joq.
import-rule-too-many-lines = Faylda 100 000 nan kóp qatar bar. Onı bóliń.
import-rule-unknown-column = Bunday baǵana belgisiz.
import-rule-column-twice = Bul baǵana eki márte tur.
import-rule-column-missing = Bul baǵana joq.
import-rule-quotes = Bul qatarda yamasa joqarıda tırnaqsha jabılmaǵan.
import-rule-cells = Qatardaǵı ketekler sanı birinshi qatardaǵıdan basqa.
import-rule-needed = Bul jer bos, biraq kerek.
import-rule-pinfl = Bul durıs JSHSHIR emes.
import-rule-rounded = Keste nomerdi jumalaqlaǵan. Baǵananı tekst etiń.
import-rule-name = Bul at emes.
import-rule-date = Bul sáne emes. 31.12.1990 yamasa 1990-12-31 dep jazıń.
import-rule-future = Bul sáne keleshekte.
import-rule-against-number = JSHSHIR boyınsha tuwılǵan sáne basqa.
import-rule-sex = Er yamasa hayal dep jazıń.
import-rule-phone = Bul Ózbekstan telefon nomeri emes.
import-rule-language = Bunday til belgisiz.
import-rule-document = Hújjet túri yamasa nomeri durıs emes.
import-rule-yes-or-no = Awa yamasa yaq dep jazıń.
import-rule-twice = Bul JSHSHIR joqarıdaǵı qatarda tur.

## When something goes wrong

error-ticket-title = Bunday talon tabılmadı
error-ticket-text = Talondaǵı QR kodtı jáne bir márte skanerleń yamasa qabıllaw bóliminen sorań.
error-link-title = Silteme endi islemeydi
error-link-text = Qabıllaw ózgergen bolıwı múmkin. Eń jańa xabardı ashıń yamasa qabıllaw bóliminen sorań.
error-not-found-title = Bunday bet joq
error-not-found-text = Adresti tekseriń.
error-forbidden-title = Bul bet sizge ashıq emes
error-forbidden-text = Onı tek jumısı sol bolǵanlar asha aladı. Sizge de kerek bolsa, administratorǵa aytıń.
error-form-title = Bet júdá uzaq ashıq turǵan
error-form-text = Betti jańalap, qayta urınıp kóriń. Járdem bermese, administratorǵa múrájat etiń.
error-identity-title = Kiriw juwmaqlanbadı
error-identity-text = Qosımshaǵa qaytıń hám qaytadan baslań. Bolmasa, telefon nomerińiz benen kiriń.
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
visit-cancel-sure = Waqtıńız basqaǵa usınıladı.
visit-cancel-yes = Awa, biykar etiw
visit-do-move = Basqa waqıttı tańlaw
visit-do-accept = Bul waqıttı alaman
visit-do-decline = Maǵan kerek emes
visit-fault-appointment-closed = Bul qabıldı endi ózgertiwge bolmaydı. Registratura járdem beredi.
visit-fault-booked-elsewhere = Bul waqıtta basqa qabıl bar. Basqa waqıttı tańlań.
visit-fault-not-a-time = Bul waqıtqa jazılıwǵa bolmaydı. Basqa waqıttı tańlań.
visit-fault-offer-over = Bul waqıt keyingi adamǵa usınıldı.
visit-fault-time-taken = Bul waqıttı házir ǵana basqa adam aldı. Basqa waqıttı tańlań.
visit-fault-too-many-moves = Bul qabıl bir neshe ret kóshirilgen. Registratura járdem beredi.

## The page on which a visit is chosen and booked

book-title = Qabıllawǵa jazılıw
book-begin-title = Qabıllawǵa jazılıw
book-begin-text = Shıpaker hám waqıttı tańlaysız, keyin tastıyıqlaysız. Silteme bir márte isleydi.
book-begin = Baslaw
book-inside-title = Qabıllawǵa jazılıw
book-inside-text = Bul betti Telegramdaǵı botımızdan ashıń.
book-over-title = Silteme eskirgen
book-over-text = Chatqa qaytıń hám «Qabıllawǵa jazılıw» túymesin jáne basıń.
book-not-linked-title = Chat ele baylanıspaǵan
book-not-linked-text = Chatqa qaytıń hám nomerińizdi jiberiń.
book-link-title = JSHSHIR nomerińizdi kiritiń
book-link-text = 14 cifr, pasportta yamasa ID-kartada jazılǵan. Telegramǵa jiberilmeydi.
book-pinfl = JSHSHIR
book-go-on = Dawam etiw
book-person-title = Kim ushın?
book-person-self = Ózim ushın
book-person-child = Balam ushın
book-person-trusted = Isengen adam ushın
book-hospital-title = Qaysı emlewxana?
book-department-title = Qaysı bólim?
book-service-title = Ne ushın?
book-plain-visit = Shıpaker kórigi
book-doctor-title = Qaysı shıpaker?
book-any-doctor = Parqı joq
book-next-free = Eń jaqın: { $date }, { $time }
book-day-title = Qaysı kún?
book-time-title = Qaysı waqıt?
book-closest-title = Basqa bos waqıtlar
book-nothing-free = Jaqın kúnlerde bos waqıt joq. Qabılxanaǵa qońıraw etiń yamasa basqasın tańlań.
book-confirm-title = Hámmesi durıs pa?
book-do = Jazılıw
book-other-time = Basqa waqıt
book-held = Bul waqıt siz ushın 5 minut saqlanadı.
book-done-title = Siz qabıllawǵa jazıldıńız
book-done-text = Chatqa xabar jiberemiz hám qabıllaw aldınan eskertemiz.
book-close = Chatqa qaytıw
book-back = Artqa
book-fault-other = Házir bolmadı. Qayta urınıń yamasa qabılxanaǵa barıń.
book-fault-invalid-request = Nomerdi tekseriń hám jáne kiritiń.
book-fault-child-needs-parent = 16 jasqa shekemgi balanı ata-anası jazadı.
book-fault-already-linked = Bul chat basqa adamǵa baylanısqan. Qabılxanaǵa barıń.
book-fault-too-many-attempts = Júdá kóp urınıs. Keyinirek urınıń.
book-fault-too-many-appointments = Bul jerde qabıllawlar jeterli. Aldın birewin biykar etiń yamasa qabılxanaǵa barıń.
book-fault-too-many-late-cancellations = Ótinish, qabılxanada yamasa telefon arqalı jazılıń.

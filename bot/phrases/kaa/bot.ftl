# no native speaker has read this
start-greeting = Assalawma áleykum! Tildi tańlań.
start-chosen =
    Endi qaraqalpaq tilinde sóylesemiz.

    Bul jerde qabıllawǵa jazılıw, waqıttı ózgertiw yamasa biykar etiw múmkin. Qabıllaw aldınan eskertemiz.

    Ótinish, bul jerge kesellik belgilerin yamasa analiz nátiyjelerin jazbań.
    Tez járdem: 103. Den sawlıqtı saqlaw ministrligi: 1003.
help =
    { "/visits" } – meniń qabıllawlarım
    { "/book" } – qabıllawǵa jazılıw
    { "/queue" } – náwbettegi ornım
    { "/settings" } – eskertiwler hám sazlawlar
    { "/language" } – til

    Ómirge qáwip bolsa, 103 ke qońıraw etiń. Kesellik belgilerin bul jerge jazbań: olardı emlewxanadaǵı kioskta yamasa qabılxanada aytıń.
symptoms-elsewhere =
    Bul jerde jazılǵan sózlerdi oqımayman hám saqlamayman.

    Ómirge qáwip bolsa yamasa jaǵday awır bolsa, házir 103 ke qońıraw etiń.
    Kesellik belgilerin emlewxanadaǵı kioskta yamasa qabılxanada aytıń. Qabıllawlarıńız: { "/visits" }
link-how = Qabıllawlarıńızdı kóriw ushın telefon nomerińizdi tómendegi túyme menen jiberiń. Yamasa qosımshadaǵı bir mártelik kodtı jazıń.
link-agree = Nomerdi yamasa kodtı jiberseńiz, usıǵan razı bolasız:
link-consent = Qabıllawlarımnıń sánesin, waqtın hám ornın Telegramda alıwǵa razıman. Shaǵımlar, nátiyjeler hám dáriler ol jerde hesh qashan jazılmaydı. Telegram xabarlardı Ózbekstannan tısta saqlaydı. Razılıqtı qálegen waqıtta qaytarıp alıwım múmkin.
link-share = 📱 Nomerimdi jiberiw
link-done = Tayar, bul chat sizge baylanıstırıldı.
visits-some = Qabıllawlarıńız:
visits-none = Bul jerde qabıllawıńız kórinbey atır. Qabılxanada yamasa telefon arqalı jazılǵan bolsańız, «Qabıllawǵa jazılıw» túymesin basıń hám JSHSHIR nomerińizdi bir márte kiritiń: sonnan keyin ol usı jerde kórinedi.
visits-all = Barlıq qabıllawlar
visit-when-where =
    { $date }, saat { $time }
    { $hospital }
    { $floor }-qabat, { $room }-xana
visit-is-booked = Keletuǵınıńızdı tastıyıqlań.
visit-is-confirmed = Tastıyıqlandı. Sizdi kútemiz.
visit-is-pending = Bul waqıtta qabıllaw bolmaydı. Ótinish, basqa waqıttı tańlań.
visit-is-cancelled = Bul qabıllaw biykar etilgen. Keliw shárt emes.
visit-is-over = Bul qabıllawdı endi ózgertip bolmaydı.
visit-confirm = ✅ Kelemen
visit-move = 🗓 Basqa waqıt
visit-cancel = ✖️ Biykar etiw
visit-cancel-ask = Bul qabıllaw biykar etilsin be?
visit-cancel-yes = Awa, biykar etilsin
visit-cancel-no = Yaq, qalsın
visit-changed = Bul túyme eskirgen. Qabıllaw házir usınday:
button-old = Bul túyme eskirgen.
move-choose-day = Qaysı kúnge? Noqat: bos waqıt joq.
move-no-day = Bul kúnlerde bos waqıt joq.
move-choose-time = { $date }. Qaysı waqıtqa?
move-any = Basqa shıpakerler de
move-same = Tek óz shıpakerim
move-other-day = Basqa kún
move-other = Basqa waqıt
move-ask = Jańa waqıt: { $date }, saat { $time }. Kóshirilsin be?
move-yes = Awa, kóshirilsin
move-done = Qabıllaw kóshirildi.
offer-accept = ✅ Bul waqıttı alaman
offer-decline = Kerek emes
offer-declined = Maqul. Dizimdegi ornıńız saqlanadı.
book = ➕ Qabıllawǵa jazılıw
book-how = Shıpaker hám waqıt bizdiń betimizde tańlanadı: bul maǵlıwmat Telegramǵa túspeydi. Silteme bir márte, 10 minut isleydi.
book-open = Betti ashıw
book-browser = Brauzerde ashıw
queue = 📍 Náwbettegi ornım
queue-none = Búgin náwbet nomerińiz joq. Kioskta yamasa qabılxanada nomer alıń: ol bul jerde ózi kórinedi. Nomer alǵan bolsańız, biraq kórinbese: { "/book" } arqalı JSHSHIR nomerińizdi bir márte kiritiń.
queue-number = Náwbet nomerińiz: { $number }
queue-ahead = Sizden aldın { $count } adam
queue-next = Keyingisi siz
queue-wait = Shama menen { $earliest }–{ $latest } minut
queue-wait-up-to = Shama menen { $latest } minutqa shekem
queue-where = { $floor }-qabat, { $room }-xana
queue-floor = { $floor }-qabat
queue-live = Bul xabar ózi jańalanadı. Tabloǵa da qarap turıń.
queue-called = ❗️ { $number }: sizdi shaqırıp atır!
queue-no-answer = { $number }: shaqırıldıńız, biraq kelmedińiz. Xana aldına barıp, xızmetkerge talonıńızdı kórsetiń.
queue-done = { $number }: qabıllaw tamamlandı. Salamat bolıń!
queue-void = { $number }: bul talon endi ámel etpeydi. Qabılxanadan sorań.
settings-reminders-on = Qabıllaw aldındaǵı eskertiwler qosılǵan.
settings-reminders-off = Eskertiwler óshirilgen. Qabıllaw biykar bolsa yamasa waqtı ózgerse, báribir aytamız.
settings-turn-on = 🔔 Eskertiwlerdi qosıw
settings-turn-off = 🔕 Eskertiwlerdi óshiriw
settings-language = 🌐 Til
settings-unlink = Bul chattı úziw
unlink-ask = Bul chat úzilsin be? Qabıllawlarıńız óz kúshinde qaladı, biraq bul jerde kórinbeydi hám eskertiwler kelmeydi.
unlink-yes = Awa, úzilsin
unlink-no = Yaq
unlink-done = Chat úzildi. Bul jerde siz haqqıńızda hesh nárse saqlanbaydı. Qaytıw ushın: { "/start" }
menu-visits = Meniń qabıllawlarım
menu-book = Qabıllawǵa jazılıw
menu-queue = Náwbettegi ornım
menu-settings = Eskertiwler hám sazlawlar
menu-language = Til
menu-help = Járdem, 103
error-unknown = Házir bolmadı. Biraz waqıttan keyin qayta urınıń yamasa qabılxanaǵa barıń. Asıǵıs bolsa: 103.
error-too-many-attempts = Júdá kóp urınıs. Biraz waqıttan keyin qayta urınıń.

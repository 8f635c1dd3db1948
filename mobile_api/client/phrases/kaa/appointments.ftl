# no native speaker has read this
# What fronts say when the domain of appointments refuses something.
error-no-such-service = Bul xızmet endi bul jerde joq. Basqasın tańlań.
error-not-a-time = Bul waqıtqa jazılıwǵa bolmaydı. Basqa waqıttı tańlań.
error-time-taken = Bul waqıttı házir ǵana basqa adam aldı. Basqa waqıttı tańlań.
error-booked-elsewhere = Bul waqıtta basqa qabıl bar. Basqa waqıttı tańlań.
error-too-many-appointments = Bul jerge jeterli jazılǵansız. Aldın birewin biykar etiń yamasa registraturaǵa múrájat etiń.
error-too-many-moves = Bul qabıl bir neshe ret kóshirilgen. Registratura járdem beredi.
error-too-many-late-cancellations = Ótinish, registraturada yamasa telefon arqalı jazılıń: bir neshe qabıl sońǵı minutta biykar etilgen.
error-offer-over = Bul waqıt keyingi adamǵa usınıldı. Dizimdegi ornıńız saqlanadı.
error-already-on-waitlist = Siz bul dizimde barsız.
error-link-over = Bul silteme endi islemeydi. Házirgi jaǵdaydı kóriw ushın qabıllarıńızdı ashıń.
error-pass-over = Bul kodtıń waqtı tamam boldı. Qosımshanı qayta ashıp, jańa kodtı kórsetiń.
error-already-rated = Raxmet, bul qabıl haqqında pikirińizdi aytqansız.
error-not-seen-yet = Pikirińizdi qabıl bolıp ótkennen keyin aytıwıńız múmkin.
error-no-such-appointment = Bul qabıl tabılmadı. Qabıllarıńızdı ashıń yamasa registraturaǵa múrájat etiń.
error-appointment-closed = Bul qabıldı endi ózgertiwge bolmaydı. Registratura járdem beredi.
error-no-such-counter = Bul kod bizdiń peshtaxtamızdiki emes. Onı registraturada kórsetiń.

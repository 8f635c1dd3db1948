# no native speaker has read this
### Messages on phones and in chats, Kazakh.

where = { $floor }-қабат, { $room }-бөлме.

code-sms = Кіру кодыңыз: { $code }. { $until } дейін жарамды. Оны ешкімге, тіпті қызметкерлерге де айтпаңыз.

booked-title = Сіз қабылдауға жазылдыңыз
booked-text = { $date }, сағат { $time }. { $hospital }.
booked-sms = Қабылдауға жазылдыңыз: { $date }, { $time }. { $hospital }.

moved-title = Қабылдау уақыты өзгерді
moved-text = Жаңа уақыт: { $date }, сағат { $time }. { $hospital }.
moved-sms = Қабылдау уақыты өзгерді: { $date }, { $time }. { $hospital }.

cancelled-title = Қабылдаудан бас тартылды
cancelled-text = { $date }, сағат { $time }. { $hospital }. Келудің қажеті жоқ.
cancelled-sms = Қабылдау болмайды: { $date }, { $time }. { $hospital }.

reminder-title = Қабылдау туралы еске саламыз
reminder-text = { $date }, сағат { $time }. { $hospital }. Келетініңізді растауыңызды сұраймыз.
reminder-sms = Қабылдауыңыз: { $date }, { $time }. { $hospital }.

reminder-soon-title = Қабылдауыңыз жақын
reminder-soon-text = Бүгін сағат { $time }. { $hospital }.
reminder-soon-sms = Қабылдауыңыз бүгін сағат { $time }. { $hospital }.

doctor-away-title = Қабылдауды басқа уақытқа ауыстыру керек
doctor-away-text = { $date }, сағат { $time }: дәрігер болмайды. { $hospital } басқа уақыт таңдауыңызды сұрайды.
doctor-away-sms = { $date }, { $time } қабылдау болмайды. Басқа уақыт таңдаңыз. { $hospital }.

takes-place-title = Қабылдау болады
takes-place-text = { $date }, сағат { $time }: дәрігер қабылдайды. Уақытыңыз сақталған. { $hospital }.
takes-place-sms = Қабылдау болады: { $date }, { $time }. { $hospital }.

waitlist-offer-title = Ертерек уақыт босады
waitlist-offer-text = { $date }, сағат { $time }. { $hospital }. Сіз үшін { $until } дейін сақталады.
waitlist-offer-sms = Сіз үшін бос уақыт: { $date }, { $time }, { $until } дейін. { $hospital }.

queue-turn-near-title = Кезегіңіз жақын
queue-turn-near-text = { $number } нөмірі: жақынырақ келіңіз. { $hospital }.
queue-turn-near-sms = { $number } нөмірі: кезегіңіз жақын. { $hospital }.

result-ready-title = Сізге жаңа құжат бар
result-ready-text = { $hospital } сізге жаңа құжат дайындады. Оны қосымшадан ашыңыз.
result-ready-sms = Сізге жаңа құжат бар. { $hospital }.

rate-visit-title = Қабылдау қалай өтті?
rate-visit-text = { $hospital } сізді қалай қабылдағанын білгісі келеді.
rate-visit-sms = Сізді қалай қабылдады? { $hospital }.

trust-invitation-title = Сізге сенім білдірілді
trust-invitation-text = Біреу { $hospital } қабылдауларында көмегіңізді сұрайды. Кім екенін қосымшадан көріңіз.
trust-invitation-sms = Біреу { $hospital } қабылдауларында көмегіңізді сұрайды. Кім екенін қосымшадан көріңіз.

child-grown-title = Балаңыз 16 жасқа толды
child-grown-text = Енді жазылуы мен құжаттарын кім көретінін балаңыз өзі шешеді.
child-grown-sms = Балаңыз 16 жасқа толды: құжаттарын кім көретінін енді өзі шешеді.

visit-invitation-title = Шақыру
visit-invitation-text = { $hospital } сізді қабылдауға шақырады. Өзіңізге ыңғайлы уақытты таңдаңыз.
visit-invitation-sms = { $hospital } сізді қабылдауға шақырады. Уақыт таңдаңыз.

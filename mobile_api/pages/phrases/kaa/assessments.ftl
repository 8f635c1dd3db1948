# no native speaker has read this
# An assessment, for who treats the patient.
console-assessment = Nege
assessment-title = Sistema neni túsindi
assessment-back = Náwbetke qaytıw
assessment-urgency-emergency = Tez járdem kerek
assessment-urgency-today = Búgin kóriw kerek
assessment-urgency-planned = Asıǵıs emes
assessment-urgency-self-care = Úyde basqarsa boladı
assessment-raised-rule = Asıǵıslıqtı jazılǵan qáwip belgisi bildirdi.
assessment-raised-network = Asıǵıslıqtı neyrotarmaq bahası bildirdi; jazılǵan qáwip belgisi tabılmadı.
assessment-raised-both = Jazılǵan qáwip belgisi hám neyrotarmaq bahası birdey.
assessment-raised-unknown = Júdá az nárse túsinildi, sonlıqtan adam kórgenshe asıǵıs esaplanadı.
assessment-shown = Jiberilgen
assessment-reception = Registratura
assessment-no-diagnosis = Bul diagnoz emes: nawqas jazǵanın programma saraladı. Qarar sizden.
assessment-words = Nawqastıń óz sózleri
assessment-words-none = Nawqas sózlerin saqlawǵa ruqsat bermegen yamasa saqlaw múddeti tamam bolǵan.
assessment-words-show = Sózlerdi kórsetiw
assessment-words-hint = Atıńız hám kórgen waqtıńız jazıp qoyıladı.
assessment-outcome = Nawqas shınında qaysı bólimge tiyisli edi?
assessment-outcome-seen = sol jerde kórildi
assessment-outcome-staff = xızmetker bildirgen
assessment-outcome-label = Durıs bólim
assessment-outcome-choose = Bólimdi tańlań
assessment-outcome-save = Saqlaw
assessment-outcome-hint = Sistema adamlardı qanshelli durıs jiberetuǵını solay ólshenedi. Nawqas ushın hesh nárse ózgermeydi.

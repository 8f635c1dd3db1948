# no native speaker has read this
# An assessment, for who treats the patient.
console-assessment = Неге
assessment-title = Жүйе нені түсінді
assessment-back = Кезекке қайту
assessment-urgency-emergency = Шұғыл көмек керек
assessment-urgency-today = Бүгін қарау керек
assessment-urgency-planned = Шұғыл емес
assessment-urgency-self-care = Үйде де күтінуге болады
assessment-raised-rule = Шұғылдықты жазылған қауіп белгісі көрсетті.
assessment-raised-network = Шұғылдықты нейрожелінің бағасы көрсетті; жазылған қауіп белгісі табылмады.
assessment-raised-both = Жазылған қауіп белгісі мен нейрожелі бағасы сәйкес.
assessment-raised-unknown = Тым аз нәрсе түсінілді, сондықтан адам қарағанша шұғыл саналады.
assessment-shown = Жіберілді
assessment-reception = Тіркеу бөлімі
assessment-no-diagnosis = Бұл диагноз емес: науқас жазғанын бағдарлама сұрыптады. Шешім сізде.
assessment-words = Науқастың өз сөздері
assessment-words-none = Науқас сөздерін сақтауға рұқсат бермеген немесе сақтау мерзімі өткен.
assessment-words-show = Сөздерді көрсету
assessment-words-hint = Атыңыз бен қараған уақытыңыз жазылады.
assessment-outcome = Науқасқа шын мәнінде қай бөлім керек еді?
assessment-outcome-seen = сонда қаралды
assessment-outcome-staff = қызметкер көрсетті
assessment-outcome-label = Дұрыс бөлім
assessment-outcome-choose = Бөлімді таңдаңыз
assessment-outcome-save = Сақтау
assessment-outcome-hint = Жүйе адамдарды қаншалықты дұрыс жіберетіні осылай өлшенеді. Науқас үшін ештеңе өзгермейді.

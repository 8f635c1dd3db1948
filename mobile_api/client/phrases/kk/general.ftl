# no native speaker has read this
# Кез келген бөлік бас тарта алатын жағдайларға арналған сөздер.
error-internal = Қазір болмады. Қайталап көріңіз.
error-invalid-request = Енгізгеніңізді тексеріп, қайталап көріңіз.
error-not-authenticated = Тағы бір рет кіріңіз.
error-not-allowed = Мұнда бұлай істеуге болмайды. Тіркеу бөлімі көмектеседі.
error-not-found = Табылмады. Осы арада өзгертілген болуы мүмкін.
error-request-too-large = Жіберу үшін тым үлкен. Кішірегін таңдаңыз.
error-idempotency-mismatch = Басынан қайта бастап көріңіз.
error-too-many-attempts = Қысқа уақытта тым жиі болды. Сәл күте тұрыңыз.
error-unavailable = Қазір жауап жоқ. Сәлден кейін қайталап көріңіз.
error-device-not-enrolled = Бұл құрылғы енді тізімде жоқ. Тіркеу бөлімі көмектеседі.
error-no-such-department = Бұл ауруханада ондай бөлім жоқ. Басқасын таңдаңыз.

# no native speaker has read this
# What fronts say when the domain of patients refuses something.
error-no-such-person = Бұл адам табылмады. Тізімнен адамды таңдаңыз немесе тіркеу бөліміне жүгініңіз.
error-child-needs-parent = 16 жасқа толмаған балаларды анасы не әкесі өз қосымшасында қосады.
error-not-a-child = Бұл адам 16 жасқа толған. Ол өзі кіреді және сізді сенімді адам етіп көрсете алады.
error-already-linked = Бұл қосымша басқа адаммен байланысқан. Алдымен сол байланысты алып тастаңыз.
error-person-deceased = Бұл адам үшін енді қабылдауға жазылуға болмайды. Құжаттар бойынша тіркеу бөлімі көмектеседі.
error-invalid-document = Құжат нөмірін тексеріңіз. Ол мынадай: { "I-TN 0123456" } немесе { "AD1234567" }.
error-invalid-name = Атын құжаттағыдай әріптермен жазыңыз.
error-consent-text-outdated = Сіз оқығаннан бері мәтін өзгерген. Оны тағы бір рет оқыңыз.
error-no-such-invitation = Бұл шақыру енді жарамайды. Жаңасын сұраңыз.
error-trust-end-invalid = Соңғы күнді бес жыл ішінде таңдаңыз.
error-trusts-oneself = Бұл өзіңіздің нөміріңіз. Сенетін адамыңыздың нөмірін жазыңыз.

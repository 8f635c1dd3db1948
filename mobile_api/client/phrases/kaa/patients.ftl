# no native speaker has read this
# What fronts say when the domain of patients refuses something.
error-no-such-person = Bul adam tabılmadı. Dizimdegi adamdı tańlań yamasa registraturaǵa múrájat etiń.
error-child-needs-parent = 16 jasqa tolmaǵan balalardı anası yamasa ákesi óz qosımshasında qosadı.
error-not-a-child = Bul adam 16 jasqa tolǵan. Ol ózi kiredi hám sizdi isenimli adam etip kórsete aladı.
error-already-linked = Bul qosımsha basqa adamǵa baylanısqan. Aldın sol baylanıstı alıp taslań.
error-person-deceased = Bul adam ushın endi qabıllawǵa jazılıw múmkin emes. Hújjetler boyınsha registratura járdem beredi.
error-invalid-document = Hújjet nomerin tekseriń. Ol bılay kórinedi: { "I-TN 0123456" } yamasa { "AD1234567" }.
error-invalid-name = Attı hújjettegidey háripler menen jazıń.
error-consent-text-outdated = Siz oqıǵanıńızdan berli tekst ózgergen. Onı jáne bir ret oqıń.
error-no-such-invitation = Bul usınıs endi isletilmeydi. Jańasın sorań.
error-trust-end-invalid = Sońǵı kúndi bes jıl ishinde tańlań.
error-trusts-oneself = Bul ózińizdiń nomerińiz. Isengen adamıńızdıń nomerin jazıń.

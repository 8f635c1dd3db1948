### Made from the Latin catalogue, never edited: python -m mobile_api.cyrillic
### What transliteration gets wrong stands in overrides.json beside this file.

# What fronts say when the domain of patients refuses something.
error-no-such-person = Бу одам топилмади. Рўйхатдаги одамни танланг ёки регистратурага мурожаат қилинг.
error-child-needs-parent = 16 ёшга тўлмаган болаларни онаси ёки отаси ўз иловасида қўшади.
error-not-a-child = Бу одам 16 ёшга тўлган. У ўзи киради ва сизни ишончли шахс қилиб кўрсатиши мумкин.
error-already-linked = Бу илова бошқа одамга боғланган. Аввал ўша боғланишни олиб ташланг.
error-person-deceased = Бу одам учун энди қабулга ёзилиб бўлмайди. Ҳужжатлар бўйича регистратура ёрдам беради.
error-invalid-document = Ҳужжат рақамини текширинг. У бундай кўринади: { "I-TN 0123456" } ёки { "AD1234567" }.
error-invalid-name = Исмни ҳужжатдагидек ҳарфлар билан ёзинг.
error-consent-text-outdated = Сиз ўқиганингиздан бери матн ўзгарган. Уни яна бир бор ўқинг.
error-no-such-invitation = Бу таклиф энди амал қилмайди. Янгисини сўранг.
error-trust-end-invalid = Охирги кунни беш йил ичида танланг.
error-trusts-oneself = Бу ўзингизнинг рақамингиз. Ишонган одамингиз рақамини ёзинг.

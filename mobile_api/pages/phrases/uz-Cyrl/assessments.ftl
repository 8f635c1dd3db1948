### Made from the Latin catalogue, never edited: python -m mobile_api.cyrillic
### What transliteration gets wrong stands in overrides.json beside this file.

# An assessment, for who treats the patient.
console-assessment = Нега
assessment-title = Тизим нимани тушунди
assessment-back = Навбатга қайтиш
assessment-urgency-emergency = Шошилинч ёрдам керак
assessment-urgency-today = Бугун кўриш керак
assessment-urgency-planned = Шошилинч эмас
assessment-urgency-self-care = Уйда бошқарса бўлади
assessment-raised-rule = Шошилинчликни ёзилган хавф белгиси билдирди.
assessment-raised-network = Шошилинчликни нейротармоқ баҳоси билдирди; ёзилган хавф белгиси топилмади.
assessment-raised-both = Ёзилган хавф белгиси ва нейротармоқ баҳоси бир хил.
assessment-raised-unknown = Жуда кам нарса тушунилди, шунинг учун одам кўргунча шошилинч ҳисобланади.
assessment-shown = Юборилган
assessment-reception = Регистратура
assessment-no-diagnosis = Бу ташхис эмас: бемор ёзганини дастур саралади. Қарор сизники.
assessment-words = Беморнинг ўз сўзлари
assessment-words-none = Бемор сўзларини сақлашга рухсат бермаган ёки сақлаш муддати тугаган.
assessment-words-show = Сўзларни кўрсатиш
assessment-words-hint = Исмингиз ва кўрган вақтингиз ёзиб қўйилади.
assessment-outcome = Бемор аслида қайси бўлимга тегишли эди?
assessment-outcome-seen = ўша ерда кўрилди
assessment-outcome-staff = ходим билдирган
assessment-outcome-label = Тўғри бўлим
assessment-outcome-choose = Бўлимни танланг
assessment-outcome-save = Сақлаш
assessment-outcome-hint = Тизим одамларни қанчалик тўғри юбориши шундай ўлчанади. Бемор учун ҳеч нарса ўзгармайди.

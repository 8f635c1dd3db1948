### Made from the Latin catalogue, never edited: python -m mobile_api.cyrillic
### What transliteration gets wrong stands in overrides.json beside this file.

start-greeting = Ассалому алайкум! Тилни танланг.
start-chosen =
    Энди ўзбек тилида гаплашамиз.
    
    Ҳозирча бу ерда фақат тилни танлаш мумкин. Навбатни шифохонадаги киоскда олинг.
    
    Илтимос, бу ерга касаллик белгилари ёки таҳлил натижаларини ёзманг.
    Тез ёрдам: 103. Соғлиқни сақлаш вазирлиги: 1003.

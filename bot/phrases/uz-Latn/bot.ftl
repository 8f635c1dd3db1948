start-greeting = Assalomu alaykum! Tilni tanlang.
start-chosen =
    Endi oʻzbek tilida gaplashamiz.

    Hozircha bu yerda faqat tilni tanlash mumkin. Navbatni shifoxonadagi kioskda oling.

    Iltimos, bu yerga kasallik belgilari yoki tahlil natijalarini yozmang.
    Tez yordam: 103. Sogʻliqni saqlash vazirligi: 1003.

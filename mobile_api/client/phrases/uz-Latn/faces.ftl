# What fronts say when the domain of faces refuses something.
error-face-selfies-unavailable = Yuzdan tanishni bu yerda telefondan yoqib boʻlmaydi. Uni shifoxonadagi kioskda yoqing.
error-face-selfies-unclear = Suratlar yetarlicha aniq chiqmadi. Yorugʻroq joyda qaytadan suratga tushing yoki kioskda urinib koʻring.
error-face-selfie-task-over = Vaqt tugadi. Qaytadan boshlang va yangi suratlar oling.
error-face-for-adults-only = 18 yoshgacha boʻlganlarning yuzi saqlanmaydi. Boshqa hammasi ochiq.

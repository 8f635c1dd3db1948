### Rozilik matnlari. Kimdir rozi boʻlgan matn oʻzgartirilmaydi: yangisiga keyingi raqam beriladi.

consent-health-data-v1-title = Sogʻligʻim haqidagi maʼlumotlardan foydalanish
consent-health-data-v1-text = Shifoxona meni davolash uchun sogʻligʻim haqidagi maʼlumotlarni (tashriflar, shikoyatlar, natijalar, retseptlar) saqlashi va ulardan foydalanishiga roziman. Maʼlumotlar Oʻzbekistondagi serverlarda qoladi. Rozilikni istalgan vaqtda ilovada yoki registraturada qaytarib olishim mumkin; qonun saqlashni buyurgan narsalar saqlanadi.
consent-face-id-v1-title = Yuzdan tanish
consent-face-id-v1-text = Kiosk meni tanishi uchun yuzimning matematik tavsifi shifrlangan holda saqlanishiga roziman. Surat saqlanmaydi. Barcha xizmatlar busiz ham menga ochiq. Rozilikni qaytarib olsam, tavsif shu zahoti oʻchiriladi.
consent-telegram-v1-title = Telegramdagi xabarlar
consent-telegram-v1-text = Qabullarim sanasi, vaqti va joyini Telegramda olishga roziman. Shikoyatlar, natijalar va dorilar u yerda hech qachon yozilmaydi. Telegram xabarlarni Oʻzbekistondan tashqarida saqlaydi. Rozilikni istalgan vaqtda qaytarib olishim mumkin.
consent-calls-v1-title = Telefon qoʻngʻiroqlari
consent-calls-v1-text = Shifoxona menga qabullar va vaqti kelgan koʻriklar haqida qoʻngʻiroq qilishiga roziman. Rozilikni istalgan vaqtda, qoʻngʻiroq paytida ham qaytarib olishim mumkin.
consent-research-v1-title = Ilmiy tadqiqotlar
consent-research-v1-text = Sogʻligʻim haqidagi maʼlumotlar ismim, raqamim va telefonimsiz tadqiqotlarda ishlatilishiga roziman. Davolanishim bunga bogʻliq emas. Rozilikni istalgan vaqtda qaytarib olishim mumkin; shundan keyin maʼlumotlar ishlatilmaydi.

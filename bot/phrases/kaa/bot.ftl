# no native speaker has read this
start-greeting = Assalawma áleykum! Tildi tańlań.
start-chosen =
    Endi qaraqalpaq tilinde sóylesemiz.

    Házirshe bul jerde tek tildi tańlaw múmkin. Náwbetti emlewxanadaǵı kioskta alıń.

    Ótinish, bul jerge kesellik belgilerin yamasa analiz nátiyjelerin jazbań.
    Tez járdem: 103. Den sawlıqtı saqlaw ministrligi: 1003.

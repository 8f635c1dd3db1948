# no native speaker has read this
# Hár qanday bólim biykar etiwi múmkin bolǵan jaǵdaylar ushın sózler.
error-internal = Házir bolmadı. Ótinish, qaytadan urınıp kóriń.
error-invalid-request = Kirgizgenińizdi tekserip, qaytadan urınıp kóriń.
error-not-authenticated = Ótinish, jáne bir márte kiriń.
error-not-allowed = Bul jerde bunı islew múmkin emes. Qabıllaw bólimi járdem beredi.
error-not-found = Tabılmadı. Múmkin, usı waqıt ishinde ózgertilgen shıǵar.
error-request-too-large = Jiberiw ushın júdá úlken. Ótinish, kishiregin tańlań.
error-idempotency-mismatch = Ótinish, basınan qaytadan baslań.
error-too-many-attempts = Qısqa waqıt ishinde júdá kóp urınıldı. Biraz kútiń.
error-unavailable = Házir juwap joq. Birazdan soń qaytadan urınıp kóriń.
error-device-not-enrolled = Bul qurılma endi dizimde joq. Qabıllaw bólimi járdem beredi.
error-no-such-department = Bul emlewxanada bunday bólim joq. Basqasın tańlań.

# no native speaker has read this
# What fronts say when signing in is refused.
error-invalid-phone = Telefon nomerin tekseriń. +998 den keyin 9 san boladı, mısalı, 90 123 45 67.
error-wrong-code = Kod sáykes kelmedi. Xabardaǵı kod penen salıstırıp, qaytadan kiritiń.
error-code-not-valid = Bul kodtıń múddeti tamamlanǵan. Jańa kod sorań.
error-session-ended = Siz bul telefonda esabıńızdan shıǵarılǵansız. Ótinish, qaytadan kiriń.
error-step-up-needed = Maǵlıwmatlarıńızdı qorǵaw ushın ózińiz ekenligińizdi jáne bir márte tastıyıqlań.
error-no-phone = Bul esapta ele tastıyıqlanǵan telefon nomeri joq. Aldın nomerińizdi qosıń.
error-phone-taken = Bul nomer basqa esapqa baylanǵan. Sol nomer menen kiriń yamasa basqa nomerdi tańlań.
error-no-such-device = Bul telefonda esaptan álleqashan shıǵılǵan.
error-chat-not-linked = Bul sáwbet ele esabıńızǵa jalǵanbaǵan. Aldın onı jalǵań.
error-wrong-link-code = Bul siltemeniń múddeti tamamlanǵan. Qosımshada jańasın alıń.
error-foreign-contact = Ótinish, tómendegi túyme arqalı óz nomerińizdi jiberiń.
error-contact-not-accepted = Bul nomerdi bul jerde jalǵap bolmaydı. Ótinish, registraturaǵa múrájat etiń.
error-identity-service-missing = Bul jerde bunday kiriw usılı joq. Telefon nomerińiz benen kiriń.
error-identity-not-confirmed = Kim ekenligińizdi tastıyıqlaw múmkin bolmadı. Qayta urınıp kóriń yamasa hújjetińiz benen registraturaǵa múrájat etiń.
error-too-young = 16 jasqa tolmaǵan balalar ata-anasınıń esabınan paydalanadı. Ata yamasa ana balanı qosımshada qosıwı múmkin.
error-other-person-proven = Bul esap basqa adamǵa tiyisli. Óz telefon nomerińiz benen kiriń.

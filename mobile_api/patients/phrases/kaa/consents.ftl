# no native speaker has read this
### Razılıq tekstleri. Birew razı bolǵan tekst ózgertilmeydi: jańasına kelesi nomer beriledi.

consent-health-data-v1-title = Densawlıǵım haqqındaǵı maǵlıwmatlardan paydalanıw
consent-health-data-v1-text = Emlewxana meni emlew ushın densawlıǵım haqqındaǵı maǵlıwmatlardı (keliwler, shaǵımlar, nátiyjeler, retseptler) saqlawına hám olardan paydalanıwına razıman. Maǵlıwmatlar Ózbekstandaǵı serverlerde qaladı. Razılıqtı qálegen waqıtta qosımshada yamasa registraturada qaytarıp alıwım múmkin; nızam saqlawdı buyırǵan nárseler saqlanadı.
consent-face-id-v1-title = Júzden tanıw
consent-face-id-v1-text = Kiosk meni tanıwı ushın júzimniń matematikalıq súwretlemesi shifrlengen halda saqlanıwına razıman. Foto saqlanbaydı. Barlıq xızmetler busız da maǵan ashıq. Razılıqtı qaytarıp alsam, súwretleme sol zamatta óshiriledi.
consent-telegram-v1-title = Telegramdaǵı xabarlar
consent-telegram-v1-text = Qabıllawlarımnıń sánesin, waqtın hám ornın Telegramda alıwǵa razıman. Shaǵımlar, nátiyjeler hám dáriler ol jerde hesh qashan jazılmaydı. Telegram xabarlardı Ózbekstannan tısta saqlaydı. Razılıqtı qálegen waqıtta qaytarıp alıwım múmkin.
consent-calls-v1-title = Telefon qońırawları
consent-calls-v1-text = Emlewxana maǵan qabıllawlar hám waqtı kelgen kórikler haqqında qońıraw etiwine razıman. Razılıqtı qálegen waqıtta, qońıraw waqtında da qaytarıp alıwım múmkin.
consent-research-v1-title = Ilimiy izertlewler
consent-research-v1-text = Densawlıǵım haqqındaǵı maǵlıwmatlar atım, nomerim hám telefonımsız izertlewlerde qollanılıwına razıman. Emleniwim buǵan baylanıslı emes. Razılıqtı qálegen waqıtta qaytarıp alıwım múmkin; sonnan keyin maǵlıwmatlar qollanılmaydı.

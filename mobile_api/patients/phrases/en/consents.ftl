### Texts of consents. A text that somebody agreed to is never changed: a new one gets the next version.

consent-health-data-v1-title = Use of my health data
consent-health-data-v1-text = I agree that the hospital stores and uses my health data (visits, complaints, results, prescriptions) to treat me. The data stays on servers in Uzbekistan. I may withdraw this at any time in the app or at reception; what the law orders to be kept stays kept.
consent-face-id-v1-title = Recognition by face
consent-face-id-v1-text = I agree that a mathematical description of my face is stored, encrypted, so that the kiosk can recognise me. No picture is kept. Every service is open to me without it. When I withdraw this, the description is deleted at once.
consent-telegram-v1-title = Messages in Telegram
consent-telegram-v1-text = I agree to be told date, time and place of my appointments in Telegram. Complaints, results and drugs are never written there. Telegram stores messages outside Uzbekistan. I may withdraw this at any time.
consent-calls-v1-title = Phone calls
consent-calls-v1-text = I agree to be called by the hospital about appointments and check-ups that are due. I may withdraw this at any time, also during a call.
consent-research-v1-title = Research
consent-research-v1-text = I agree that my health data is used for research without my name, number and phone. My treatment does not depend on it. I may withdraw this at any time; from then on the data is no longer used.

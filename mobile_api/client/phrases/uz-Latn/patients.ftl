# What fronts say when the domain of patients refuses something.
error-no-such-person = Bu odam topilmadi. Roʻyxatdagi odamni tanlang yoki registraturaga murojaat qiling.
error-child-needs-parent = 16 yoshga toʻlmagan bolalarni onasi yoki otasi oʻz ilovasida qoʻshadi.
error-not-a-child = Bu odam 16 yoshga toʻlgan. U oʻzi kiradi va sizni ishonchli shaxs qilib koʻrsatishi mumkin.
error-already-linked = Bu ilova boshqa odamga bogʻlangan. Avval oʻsha bogʻlanishni olib tashlang.
error-person-deceased = Bu odam uchun endi qabulga yozilib boʻlmaydi. Hujjatlar boʻyicha registratura yordam beradi.
error-invalid-document = Hujjat raqamini tekshiring. U bunday koʻrinadi: { "I-TN 0123456" } yoki { "AD1234567" }.
error-invalid-name = Ismni hujjatdagidek harflar bilan yozing.
error-consent-text-outdated = Siz oʻqiganingizdan beri matn oʻzgargan. Uni yana bir bor oʻqing.
error-no-such-invitation = Bu taklif endi amal qilmaydi. Yangisini soʻrang.
error-trust-end-invalid = Oxirgi kunni besh yil ichida tanlang.
error-trusts-oneself = Bu oʻzingizning raqamingiz. Ishongan odamingiz raqamini yozing.

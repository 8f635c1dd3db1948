# What fronts say when the domain of patients refuses something.
error-no-such-person = Bu odam topilmadi. Roʻyxatdagi odamni tanlang yoki registraturaga murojaat qiling.

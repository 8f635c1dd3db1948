# no native speaker has read this
# What fronts say when the domain of patients refuses something.
error-no-such-person = Bul adam tabılmadı. Dizimdegi adamdı tańlań yamasa registraturaǵa múrájat etiń.

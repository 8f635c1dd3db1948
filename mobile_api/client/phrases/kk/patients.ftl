# no native speaker has read this
# What fronts say when the domain of patients refuses something.
error-no-such-person = Бұл адам табылмады. Тізімнен адамды таңдаңыз немесе тіркеу бөліміне жүгініңіз.

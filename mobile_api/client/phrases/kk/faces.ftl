# no native speaker has read this
# What fronts say when the domain of faces refuses something.
error-face-selfies-unavailable = Бет бойынша тануды мұнда телефоннан қосу мүмкін емес. Оны аурухана киоскінде қосыңыз.
error-face-selfies-unclear = Суреттер жеткілікті анық шықпады. Жарық жерде қайта түсіріңіз немесе киоскіде көріңіз.
error-face-selfie-task-over = Уақыт бітті. Қайта бастап, жаңа суреттер түсіріңіз.
error-face-for-adults-only = 18 жасқа дейінгілердің беті сақталмайды. Қалғанының бәрі қолжетімді.

# What fronts say when the domain of assessments refuses something.
error-not-a-department = Roʻyxatda bunday boʻlim yoʻq.
error-not-in-chats = Alomatlarni chatda emas, sahifamizda yoki ilovada yozing.

# What fronts say when the domain of assessments refuses something.
error-not-a-department = Такого отделения нет в списке.
error-not-in-chats = Симптомы пишите на нашей странице или в приложении, не в чате.

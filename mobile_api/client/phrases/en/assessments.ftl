# What fronts say when the domain of assessments refuses something.
error-not-a-department = This is not a department of the list.
error-not-in-chats = Please type symptoms on our own page or in the app, not in a chat.

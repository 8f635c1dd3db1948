# no native speaker has read this
# What fronts say when the domain of assessments refuses something.
error-not-a-department = Тізімде ондай бөлім жоқ.
error-not-in-chats = Белгілерді чатта емес, біздің бетте немесе қосымшада жазыңыз.

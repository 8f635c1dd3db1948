# no native speaker has read this
# What fronts say when the domain of assessments refuses something.
error-not-a-department = Dizimde bunday bólim joq.
error-not-in-chats = Belgilerdi chatta emes, betimizde yamasa qosımshada jazıń.

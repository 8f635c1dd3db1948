# no native speaker has read this
# What fronts say when a device is let in.
error-wrong-enrolment-code = Код сәйкес келмеді. Құрылғылар бетінде жаңа код алып, қайта енгізіңіз.

# What fronts say when the domain of patients refuses something.
error-no-such-person = This person was not found. Choose somebody from the list, or ask at reception.

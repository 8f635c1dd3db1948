# no native speaker has read this
# What fronts say when the domain of messages refuses something.
error-no-such-message = Мұндай хабар жоқ.
error-push-not-possible = Мұнда мұндай хабарламалар жұмыс істемейді. Басқа хабарлар сізге жетеді.

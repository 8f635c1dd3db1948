# What fronts say when the domain of messages refuses something.
error-no-such-message = There is no such message.
error-push-not-possible = This kind of notification is not available here. Other messages still reach you.

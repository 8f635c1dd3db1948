# What fronts say when the domain of messages refuses something.
error-no-such-message = Такого сообщения нет.
error-push-not-possible = Такие уведомления здесь недоступны. Другие сообщения вам по-прежнему приходят.

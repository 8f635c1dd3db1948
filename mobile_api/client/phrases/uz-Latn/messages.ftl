# What fronts say when the domain of messages refuses something.
error-no-such-message = Bunday xabar yoʻq.
error-push-not-possible = Bu yerda bunday bildirishnomalar ishlamaydi. Boshqa xabarlar sizga yetib boradi.

# no native speaker has read this
# What fronts say when the domain of messages refuses something.
error-no-such-message = Bunday xabar joq.
error-push-not-possible = Bul jerde bunday bildiriwler islemeydi. Basqa xabarlar sizge jetip keledi.

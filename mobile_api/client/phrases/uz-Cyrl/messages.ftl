### Made from the Latin catalogue, never edited: python -m mobile_api.cyrillic
### What transliteration gets wrong stands in overrides.json beside this file.

# What fronts say when the domain of messages refuses something.
error-no-such-message = Бундай хабар йўқ.
error-push-not-possible = Бу ерда бундай билдиришномалар ишламайди. Бошқа хабарлар сизга етиб боради.

start-greeting = Hello! Choose your language.
start-chosen =
    From now on we speak English.

    For now you can only choose the language here. Take a queue ticket at the hospital kiosk.

    Please do not write symptoms or test results here.
    Ambulance: 103. Ministry of Health: 1003.

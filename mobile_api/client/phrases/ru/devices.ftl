# What fronts say when a device is let in.
error-wrong-enrolment-code = Код не подошёл. Получите новый на странице устройств и введите его.

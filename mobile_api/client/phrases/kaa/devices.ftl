# no native speaker has read this
# What fronts say when a device is let in.
error-wrong-enrolment-code = Kod tuwra kelmedi. Qurılmalar betinde jańa kod alıń hám qayta kiritiń.

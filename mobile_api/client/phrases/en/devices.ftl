# What fronts say when a device is let in.
error-wrong-enrolment-code = This code does not fit. Make a new one on the page of devices and type it.

# What fronts say when a device is let in.
error-wrong-enrolment-code = Kod mos kelmadi. Qurilmalar sahifasida yangi kod oling va qayta kiriting.

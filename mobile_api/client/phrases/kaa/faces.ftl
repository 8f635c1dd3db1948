# no native speaker has read this
# What fronts say when the domain of faces refuses something.
error-face-selfies-unavailable = Júzden tanıwdı bul jerde telefonnan qosıp bolmaydı. Onı emlewxanadaǵı kioskta qosıń.
error-face-selfies-unclear = Súwretler jeterli dárejede anıq shıqpadı. Jaqtıraq jerde qaytadan túsiń yamasa kioskta kóriń.
error-face-selfie-task-over = Waqıt pitti. Qaytadan baslań hám jańa súwretler alıń.
error-face-for-adults-only = 18 jasqa shekemgilerdiń júzi saqlanbaydı. Basqasınıń barlıǵı ashıq.

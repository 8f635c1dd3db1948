# What fronts say when the domain of faces refuses something.
error-face-selfies-unavailable = Recognition by face cannot be set up from a phone here. Set it up at a kiosk in the hospital.
error-face-selfies-unclear = The pictures were not clear enough. Take them again in good light, or try at a kiosk.
error-face-selfie-task-over = The time is up. Begin again and take new pictures.
error-face-for-adults-only = Faces of those under 18 are not kept. Everything else is open.

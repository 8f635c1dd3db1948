# What fronts say when signing in is refused.
error-invalid-phone = Check the phone number. It has 9 digits after +998, for example 90 123 45 67.
error-wrong-code = This code does not fit. Compare it with the message and type it again.
error-code-not-valid = This code is no longer valid. Ask for a new one.
error-session-ended = You are signed out on this phone. Please sign in again.
error-step-up-needed = To protect your data, confirm once more that it is you.
error-no-phone = This account has no confirmed phone number yet. Add your number first.
error-phone-taken = Another account already uses this number. Sign in with it, or choose another number.
error-no-such-device = This phone is already signed out.
error-chat-not-linked = This chat is not connected to your account yet. Connect it first.
error-wrong-link-code = This link is no longer valid. Make a new one in the app.
error-foreign-contact = Please share your own number with the button below.
error-contact-not-accepted = This number cannot be connected here. Please ask at reception.
error-identity-service-missing = This way of signing in is not offered here. Sign in with your phone number.
error-identity-not-confirmed = It could not be confirmed who you are. Try again, or ask at reception with your document.
error-too-young = Children under 16 use the account of a parent. A parent can add the child in the app.
error-other-person-proven = This account belongs to another person. Sign in with your own phone number.

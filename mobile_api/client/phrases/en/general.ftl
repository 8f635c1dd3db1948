# Words for what any part of the API may refuse; a domain's own stand in its own file.
error-internal = That did not work just now. Please try again.
error-invalid-request = Please check what you typed and try again.
error-not-authenticated = Please sign in once more.
error-not-allowed = This is not possible here. Reception can help.
error-not-found = This was not found. It may have been changed meanwhile.
error-request-too-large = This is too large to be sent. Please choose something smaller.
error-idempotency-mismatch = Please try again from the beginning.
error-too-many-attempts = That was very often in a short time. Please wait a little.
error-unavailable = No answer just now. Please try again in a moment.
error-device-not-enrolled = This device is not known here any more. Reception can help.
error-no-such-department = This hospital does not have that department. Choose another one.

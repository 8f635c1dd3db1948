# What fronts say when the domain of patients refuses something.
error-no-such-person = This person was not found. Choose somebody from the list, or ask at reception.
error-child-needs-parent = Children under 16 are linked by a mother or father in their own app.
error-not-a-child = This person is already 16. They sign in themselves, and can then name you as a trusted person.
error-already-linked = This app already belongs to another person. Remove that link first.
error-person-deceased = Nothing can be booked for this person any more. Reception helps with papers.
error-invalid-document = Please check the number of the document. It looks like this: { "I-TN 0123456" } or { "AD1234567" }.
error-invalid-name = Please write the name in letters, as it stands in the document.
error-consent-text-outdated = The text has changed since you read it. Please read it once more.
error-no-such-invitation = This invitation is no longer open. Ask for a new one.
error-trust-end-invalid = Choose a last day within the next five years.
error-trusts-oneself = This is your own phone number. Write the number of the person whom you trust.

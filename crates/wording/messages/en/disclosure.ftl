### What left about a patient, on what ground, and what the patient consented to.

legal-basis-treatment = Treatment
legal-basis-payment = Payment
legal-basis-operations = Operations of the practice
legal-basis-patient-request = The patient asked for it
legal-basis-personal-representative = A parent, guardian or proxy asked; what is the patient’s alone is left out
legal-basis-consent = The patient’s written consent
legal-basis-medical-emergency = Medical emergency
legal-basis-audit-evaluation = Audit or evaluation
legal-basis-court-order = Court order
legal-basis-service-organization = Agreement with a service organization
legal-basis-within-program = Use within the program, for duties of care
consent-use-all = Treatment, payment and operations
consent-use-treatment = Treatment
consent-use-payment = Payment
consent-use-operations = Operations
consent-use-other = Another purpose, which the words of the form say

no-basis-lacking =
    { $lacking ->
        [one] Of { $of } patients, one is without a basis.
       *[other] Of { $of } patients, { $lacking } are without a basis.
    }
no-basis-revoked = Nothing left. The consent was revoked on { $day }; what left before stays as it is. A new consent, recorded by a clinician of the care team, utilization review or a director, or another basis that holds, is needed. The refusal stands in the audit.
no-basis-expired = Nothing left. The consent held until { $day }. A new consent, recorded by a clinician of the care team, utilization review or a director, or another basis that holds, is needed. The refusal stands in the audit.
no-basis-no-consent = Nothing left. Consent was named as the basis, and no consent on record names this recipient. A consent for treatment, payment or operations alone is used by naming that as the basis. A consent is recorded on the patient’s page “What left the practice, and consents”, by a clinician of the care team, utilization review or a director; or name another basis that holds. The refusal stands in the audit.
no-basis-no-consent-under-part2 = Nothing left. 42 CFR Part 2 covers these records, and no consent on record reaches this recipient for this use. A consent is recorded on the patient’s page “What left the practice, and consents”, by a clinician of the care team, utilization review or a director; or name another basis that holds. The refusal stands in the audit.

disclosures-heading = What left the practice about { $patient }, and on what ground?
disclosures-lead = Every release was recorded before it was handed out, with its recipient, reason and ground. A document opens with the very bytes that left. Today is { $day }.
disclosures-link = What left the practice, and consents
disclosures-part2 = 42 CFR Part 2 covers records of this patient: treatment, payment and operations need a consent that holds.
disclosures-caption = Releases, the newest first
disclosures-none = Nothing has left the practice about this patient.
disclosures-column-when = When
disclosures-column-what = What
disclosures-column-for = For
disclosures-column-why = Why
disclosures-column-basis = Ground
disclosures-column-by = Released by
disclosures-of-several = About { $count } patients together.
disclosures-not-kept = Only its fingerprint is kept.
disclosures-fingerprint = Fingerprint
disclosures-on-consent = Consent of { $day }
disclosures-emergency-open = The emergency is not documented yet.
disclosures-emergency-written = { $personnel }: { $nature }
disclosures-consents-heading = Consents
disclosures-consents-caption = Consents, the newest first
disclosures-consents-none = No consent to disclosures is on record.
disclosures-consents-column-signed = Signed
disclosures-consents-column-use = For
disclosures-consents-column-recipient = Recipient
disclosures-consents-column-scope = What may be told
disclosures-consents-column-state = State
disclosures-recipient-any = Treating providers, health plans and those who help them
disclosures-consent-holds = Holds
disclosures-consent-holds-until = Holds until { $day }
disclosures-consent-expired = Expired after { $day }
disclosures-consent-revoked = Revoked on { $day }
disclosures-consent-revoke = Revoke
disclosures-consent-revoke-save = Record that it is revoked
disclosures-consent-withdraw = Recorded by mistake
disclosures-consent-withdraw-save = Withdraw the consent
disclosures-saved = It is on record.
consent-new-heading = What does { $patient } consent to?
consent-new-lead = Take it from the signed form. A consent for all three uses may leave the recipient empty: it reaches treating providers, health plans and those who help them, when treatment, payment or operations is named as the basis. For anybody else the recipient is named.
consent-add = Record a consent
consent-signed = Signed on
consent-use = For
consent-recipient = Recipient
consent-recipient-hint = As the form names them; releases must name the same.
consent-scope = What may be told, in the words of the form
consent-expires = Last day on which it holds
consent-expires-hint = Leave it empty where the form says that it does not expire.
consent-revoked-on = It was revoked on
consent-withdraw-reason = Why it is withdrawn
consent-save = Save the consent
emergency-heading = What was the emergency of { $patient }?
emergency-lead = Released on { $at } for { $recipient }. Write down who received it and what the emergency was.
emergency-personnel = Medical personnel who received it, with their facility
emergency-nature = Nature of the emergency
emergency-save = Save
emergency-document = Document the emergency

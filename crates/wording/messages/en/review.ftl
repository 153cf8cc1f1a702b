### Looking at a score: what was done about it, and the text for the note.

review-heading = Was the { $instrument } of { $day } looked at and acted on?
review-link = Review and note
review-form-heading = I looked at this score
review-discussed = Discussed with the patient
review-discussed-yes = Discussed with the patient
review-plan-change = Change of the plan
review-plan-change-hint = What changes because of this score, in your words. Leave it empty when nothing does.
review-save = Record the review
review-saved = The review is on record.
review-note-heading = Text for the note
review-note-lead = Every sentence comes from a record. Copy it into the note of your health record.
review-note = Text for the note
review-note-score = { $instrument } of { $day }: { $score }.
review-note-change = Since { $day }: { $change }.
review-note-not-reviewed = Not yet reviewed.
review-note-reviewed = Reviewed by { $name } on { $time }.
review-note-other-version = Reviewed by { $name } on { $time } as version { $version }; corrected since and not reviewed as it stands now.
review-of-version = version { $version }, corrected since
review-note-discussed = Discussed with the patient on { $time }.
review-note-not-discussed = Not discussed with the patient.
review-note-no-change = No change of the plan.
review-note-plan-change = Change of the plan, { $time }: { $change }
review-earlier-heading = Earlier reviews
review-none = Nobody has reviewed this score yet.

## A request for an authorization as a file (278)
request-file-heading = Shall this request leave as a file?
request-file-lead = { $level }, { $days }, to { $payer }. The file (278) is made of what is on record and kept as it leaves; send it through the clearing house or the payer’s portal. The type of service is left to the codes of the request.
request-file-link = Make its file
request-file-of-review = File of the request
request-file-provider = NPI of the practice
request-file-provider-hint = Ten digits, as the last claim had it.
request-file-payer = Number of the payer
request-file-payer-hint = As claims to this payer have it: two to fifteen letters or digits.
request-file-release = Release the request
request-file-reason = Authorization requested
request-file-lacks-heading = No file can be made of this request yet
request-file-lacks-member = No coverage by this payer with a member number holds on the first day. Record the coverage.
request-file-lacks-subscriber = The patient is insured by somebody else, whose own name and number the file would need. Ask on the payer’s portal.
request-file-lacks-diagnosis = No diagnosis holds on the first day. Record it.
request-file-lacks-unit = It is counted in hours, which this file does not say. Ask on the payer’s portal.
request-file-unwritable = The request cannot be written: { $what } does not fit into the file. Nothing left.
release-subject-authorization-request = Request for an authorization (278)

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

### Entering an administration, and looking at one.

administration-heading = What did { $patient } answer?
administration-new-heading = Which instrument are you entering?
administration-why-heading = Why is this the score?
administration-day = Day
administration-started = Started
administration-finished = Finished
administration-missing-note = An item without an answer is recorded as not answered.
administration-saved = Saved. { $instrument }: { $score }
administration-void-heading = Why is this administration withdrawn?
administration-void-reason = Reason
administration-wrong-patient = It belongs to another patient
administration-items-hidden = Your role shows scores, not answers by item.

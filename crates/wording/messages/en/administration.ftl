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

## Entering by staff
administration-choose-lead = For { $patient }. What is due comes first, then what was given before.
administration-choose-with-text = Other instruments, with the words of the form
administration-choose-without-text = Other instruments, by item number or totals
administration-choose-due = Due now
administration-choose-before = Given before
administration-choose-show =
    { $count ->
        [one] Show { $count } instrument
       *[other] Show { $count } instruments
    }
administration-choose-open = Enter
administration-choose-language = Language
administration-without-text-note = The words of these instruments may not be shown here. Enter the numbers from the patient's own form.
administration-entry-lead = { $instrument }, { $language }
administration-entry-lead-textless = { $instrument }, answers by item number
administration-about-heading = How was it given?
administration-answers-heading = The answers
administration-given-by = Who answered
administration-declined = The patient declined to answer this instrument
administration-typed = Type all answers in order
administration-typed-hint = Numbers with spaces between them, a full stop for an item that was not answered. Whatever is chosen below counts first.
administration-typed-too-many =
    { $count ->
        [one] There is one more number than items.
       *[other] There are { $count } more numbers than items.
    }
administration-typed-missing =
    { $count ->
        [one] { $count } answer is missing; write a full stop for each that was not given
       *[other] { $count } answers are missing; write a full stop for each that was not given
    }
administration-same-day = A { $instrument } of that day is on record:
administration-same-day-or = Correct it, or save a second one.
administration-same-day-second = Save a second { $instrument } of that day
administration-same-day-problem = A { $instrument } of that day is on record. Correct it, or say that this is a second one. Nothing was saved.
administration-typed-not-offered = Item { $item }: this number is not offered. Check it against the form.
administration-typed-unreadable = Place { $place }: this is not a number. Use a full stop for an item that was not answered.
administration-not-answered-short = Not answered
administration-answer-not-offered = Item { $item }: this answer is not offered by the form.
administration-total = Total: { $scale }
administration-total-problem = { $scale }: give a number from { $low } to { $high }.
administration-total-whole = { $scale }: give a whole number from { $low } to { $high }.
administration-nothing-entered = Choose at least one answer, or say that the patient declined.
administration-number-range = Number from { $low } to { $high }
administration-refused = Refused
administration-not-applicable = Does not apply
administration-save = Save the administration

## Looking at one administration
administration-page-heading = What did { $patient } answer on { $day }?
administration-page-heading-scores = What came out for { $patient } on { $day }?
administration-answers-caption = Answers of { $patient }, { $instrument }
administration-score-heading = What came out?
administration-scores-caption = Scores of { $instrument }
administration-column-scale = Scale
administration-column-item = Item
administration-column-asked = Asked
administration-column-answer = Answer
administration-column-counted = Counted
administration-why = Why is this the score?
administration-why-formula = The definition says: { $formula }
administration-why-caption = From the answers to { $scale }
administration-why-missing = Items without an answer: { $rule }
administration-why-sum = Result
administration-why-band = { $score } lies in the band from { $low } to { $high }: { $band }
administration-why-no-band = No band is known for this score.
administration-why-cutoffs = Cutoffs of { $scale }
administration-step-answered = as answered
administration-step-recoded = reversed or recoded from { $given }
administration-step-skipped = skipped by the form's own rules
administration-step-imputed = filled in by the rule
administration-step-not-applicable = does not apply
administration-step-refused = chose not to answer
administration-step-missing = not answered
administration-problems-heading = What was odd about the answers?
administration-about = How was it given?
administration-recorded = Recorded
administration-recorded-by = { $instant }, { $source }
administration-history-heading = Which versions are there?
administration-history-caption = Versions of this administration
administration-history-version = Version { $version }
administration-history-current = current
administration-history-while-answered = saved while being answered, by the patient
administration-history-sent-off = sent off by the patient
administration-history-void = withdrawn: { $reason }
administration-correct = Correct it
administration-withdraw = Withdraw it
administration-move = Move it to another patient
administration-given-total = Total that came along
administration-given-total-agrees = { $points }, as computed here
administration-given-total-differs = { $points }; computed here: { $computed }
administration-classification = Result in words
administration-classification-unknown = not known from these answers
administration-minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
administration-correct-heading = What should this administration of { $patient } say?
administration-correct-reason = Why is it corrected?
administration-void-lead = { $instrument } of { $day }, { $patient }. It will count nowhere and stay on record with your reason.
administration-move-heading = Whose administration is it?
administration-move-lead = { $instrument } of { $day }. It will vanish from the pages and exports of { $patient } and stand under the other patient; the audit keeps both.
administration-move-to = Record number of the right patient
administration-move-unknown = No patient has this record number. Check it.
administration-moved = Moved. It now stands under this patient.
administration-withdrawn-done = Withdrawn. It counts nowhere and stays on record.
administration-corrected = Corrected. The former version stays on record.
administration-differs = The stored score was made by an earlier definition or engine; the present one gives another result. The stored one counts until it is computed anew, which the program does by itself.
administration-column-cutoff = Cutoff
administration-safety-met = Reported: { $entry } ({ $items })
administration-safety-not-met = Not reported: { $entry } ({ $items })
administration-safety-unknown = Not known, because it was not answered: { $entry } ({ $items })

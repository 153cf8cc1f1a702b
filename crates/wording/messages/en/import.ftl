### Imports: what came in, what was refused.

import-heading = What came in, and what was refused?
import-new-heading = Which file do you want to import?
import-empty = Nothing has been imported yet. Begin with a file: the next page says what was understood before anything is stored.
import-column-file = File
import-column-when = When
import-column-accepted = Records added
import-column-rejected = Rows rejected
import-column-unchanged = Records already there
import-column-state = State
import-rejections-heading = Which rows need your attention?
import-rejection-row = Row { $row }
import-download-rejections = Download the rejected rows
import-same-file = This file was imported before. Nothing was changed.

## The list and one batch
import-lead = Each file is taken in as a whole or not at all. Rows that could not be taken wait here with their reason.
import-start = Import a file
import-by = By
import-kind = Kind
import-kind-fhir = FHIR
import-kind-csv = Table
import-kind-x12 = Claims, payments or answers (X12)
import-parts-not-understood = Parts not understood
import-parts-counted =
    { $count ->
        [one] { $count } part not understood
       *[other] { $count } parts not understood
    }
import-rows-read = Rows read
import-dealings-read = Claims, payments and answers read
import-state-running = In progress
import-state-finished = Finished
import-state-failed = Refused
import-batch-heading = What did this file bring?
import-batch-lead = { $file }, { $kind }
import-batch-counts-heading = What became of its rows?
import-batch-fingerprint = Fingerprint
import-batch-mapping = Mapping
import-batch-failed = The file was refused as a whole; nothing of it was kept.
import-no-rejections = Every row was taken.
import-rejections-lead = Download these rows, mend them, and import the file of mended rows.
import-parts-lead = Everything else in the file was taken. Ask the sender for a mended file: what is known already changes nothing when it comes again.
import-rejections-caption = Rejected rows
import-column-place = Place
import-column-reason = Reason
import-rows-rejected =
    { $count ->
        [one] { $count } row was not taken
       *[other] { $count } rows were not taken
    }
import-rejects-heading = For whom are the rejected rows?
import-rejects-lead = They hold names and answers as they stood in the file. Their release is recorded before they are handed out.
import-done = Imported.
import-done-before = This file was imported before, read in the same way. Nothing was changed.

## Choosing a file
import-choose-lead = Try a file first: you see what is understood, and nothing is changed.
import-file = File
import-file-hint = At most { $megabytes } megabytes here. Larger files go by the command line.
import-how = How is it read?
import-how-fhir = FHIR: JSON, a Bundle, or one resource a line
import-how-table = A table, by a mapping file
import-mapping = Mapping file
import-mapping-hint = Only for tables. It says which column is what.
import-system = Name of the system it comes from
import-system-hint = Keys are unique within it. Two systems that number their patients alike need two names.
import-stated-heading = What is true of every row
import-stated-lead = Only where the file does not say it itself.
import-stated-patient = Record number of the patient
import-stated-program = Program
import-stated-day = Day
import-try = Try it
import-now = Import
import-mapping-missing = Mapping file: a table needs one. Choose it.
import-mapping-problem = Mapping file: { $problem }
import-is-it-a-table = Is it a table? Choose so below.
import-file-missing = File: choose one.
import-file-again = File: it is no longer here. Choose it again.

## What was understood
import-tried-heading = What would this file bring?
import-tried-lead = Nothing was changed yet. { $file }
import-tried-counts-heading = What would become of its rows?
import-tried-would-be-added = Would be added
import-tried-would-be-rejected = Rows that would be rejected
import-tried-before = This file was imported before, read in the same way. Importing it again changes nothing.
import-tried-nothing = Nothing in this file can be taken. Look at the reasons below.
import-understood-heading = What was understood?
import-understood-caption = Records by kind
import-column-kind = Kind of record
import-column-count = Records
import-instruments-heading = Which instruments?
import-instruments-caption = Administrations by instrument
import-column-administrations = Administrations
import-column-statuses = Status of the scores
import-totals-compared =
    { $count ->
        [one] { $count } total came along with its answers and was compared with the computed one.
       *[other] { $count } totals came along with their answers and were compared with the computed ones.
    }
import-totals-differ =
    { $count ->
        [one] { $count } total differs from the computed one. Both are kept, and the score is marked.
       *[other] { $count } totals differ from the computed ones. Both are kept, and the scores are marked.
    }
import-notes-heading = What was worth a word?
import-note-count =
    { $count ->
        [one] once
       *[other] { $count } times
    }
import-columns-heading = Which columns were read?
import-columns-unused = Columns that nothing reads: { $columns }
import-codes-unmapped = Codes without a meaning: { $codes }
import-field-of = { $records }: { $field }
import-field-item-of = Item { $item }
import-field-admitted = Admission
import-field-amount = Amount
import-field-answer = Answer
import-field-authorization = Authorization
import-field-baseline = Baseline
import-field-birth-day = Date of birth
import-field-claim = Claim
import-field-clear = Not in the list
import-field-clinician = Clinician
import-field-code = Code
import-field-codes = Codes
import-field-diagnosed-by = Diagnosed by
import-field-discharge-destination = Destination at discharge
import-field-discharge-type = Type of discharge
import-field-discharged = Discharge
import-field-dose = Dose
import-field-end = End
import-field-episode = Episode of care
import-field-ethnicity = Ethnicity
import-field-family-name = Family name
import-field-fingerprint = Fingerprint
import-field-finished-at = Finished
import-field-frequency = Frequency
import-field-funding = Funding
import-field-given-name = Given name
import-field-instrument = Instrument
import-field-interventions = Interventions
import-field-item = Item
import-field-key = Key
import-field-language = Language
import-field-measure = Measure
import-field-member-id = Member number
import-field-modality = Modality
import-field-most-units = The most days or visits
import-field-mode = Way of answering
import-field-name = Name
import-field-next-review = Next review
import-field-number = Number
import-field-onset = Onset
import-field-part2 = 42 CFR Part 2
import-field-patient = Patient
import-field-payer = Payer
import-field-payer-class = Class of payer
import-field-phase = Phase
import-field-plan = Plan
import-field-prescriber = Prescriber
import-field-program = Program
import-field-race = Race
import-field-rank = Rank
import-field-readmission-of = Readmission of
import-field-record-number = Record number
import-field-referral-source = Source of referral
import-field-relation = Relation
import-field-respondent = Who answered
import-field-reviewer = Reviewer
import-field-role = Role
import-field-sex = Sex
import-field-state = State
import-field-subscriber = Subscriber
import-field-supervised = Supervised
import-field-target = Target
import-field-total = Total
import-field-track = Track
import-field-unit = Unit
import-field-unit-amount = Amount a unit
import-field-units = Units
import-field-used-units = Of them used
import-field-zone = Time zone
import-record-patient = Patients
import-record-program = Programs
import-record-clinician = Clinicians
import-record-episode = Episodes of care
import-record-level-of-care-period = Level-of-care periods
import-record-diagnosis = Diagnoses
import-record-care-team-member = Care-team members
import-record-attendance = Attendance
import-record-participation = Ratings of participation
import-record-function-rating = Ratings of function
import-record-goal-progress = Progress toward goals
import-record-treatment-plan-change = Changes of treatment plans
import-record-medication-change = Changes of medication
import-record-risk-rating = Ratings of risk
import-record-incident = Incidents
import-record-medical-status = Medical status
import-record-substance-use = Use of substances
import-record-abstinence-report = Reports of abstinence
import-record-drug-screen = Drug screens
import-record-housing = Housing
import-record-supports = Supports
import-record-prior-level = Levels of care tried before
import-record-external-level-of-care = Results of level-of-care tools
import-record-clinician-statement = Clinicians’ statements
import-record-step-down-plan = Step-down plans
import-record-coverage = Coverages
import-record-authorization = Authorizations
import-record-billed-units = Billed units
import-record-service-note = Facts about service notes
import-record-planned-visit = Planned visits
import-record-posted-charge = Posted charges
import-record-benefit-quote = Quoted benefits
import-record-case-agreement = Single-case agreements
import-record-patient-payment = Payments of patients
import-record-posted-write-off = Amounts that another billing system took off its books
import-record-claim-account = Account numbers on claims
import-record-day-rate = Day rates of payers
import-record-contract-rate = Contract rates of payers
import-record-certification = Certifications by physicians
import-record-level-of-care-order = Orders for a level of care
import-record-chart-paper = Papers of charts
import-record-provider-credential = Providers in networks of payers
import-record-exclusion-check = Looks into the list of excluded persons
import-record-treatment-goal = Goals of treatment plans
import-record-medication = Medications
import-record-discharge-appointment = Appointments after discharge
import-record-definition = Definitions of instruments
import-record-administration = Administrations

## Why a row was not taken
reject-wrong-encoding = The text is not { $encoding }. Save the file in that encoding.
reject-too-large = Larger than { $limit } bytes. Split it.
reject-field-too-large = Column { $column }: longer than { $limit } characters. Shorten it.
reject-field-zero-byte = Column { $column }: contains a zero byte, which no text has. Export the file again, or remove the character.
reject-zero-byte = A text contains a zero byte, which no text has. Remove it where the file comes from.
reject-field-count = { $found } fields where the header has { $expected }. Look for a delimiter inside of a text.
reject-unclosed-quote = A quotation mark is opened and never closed. Close it, or leave it out.
reject-stray-quote = There is text after a closing quotation mark. Double quotation marks inside of a text, and put the whole text in quotation marks.
reject-not-json = Not JSON from column { $column } on.
reject-too-deep = Nested deeper than { $limit }.
reject-not-a-resource = Not a FHIR resource: it names no type.
reject-wrong-shape = { $resource } does not have the shape that the standard gives it.
reject-status = Its status is { $status }; only what is complete is taken.
reject-missing = { $field } is missing. Add it.
reject-not-a-day = { $field } is not a day written as { $expected }.
reject-not-a-number = { $field } is not a number.
reject-unknown-code = { $field } has a code that is none of { $expected }. Change it, or add it to the mapping.
reject-unknown-patient = It names a patient who is not on record. Import or register the patient first.
reject-unknown-program = It names a program that is not on record. Add the program first.
reject-unknown-clinician = It names a clinician who is not on record. Add the clinician first.
reject-unknown-episode = It names an episode of care that is not on record. Import the episode first.
reject-unknown-authorization = It names an authorization of which none with this number covers the day for this patient. Import the authorizations first, or leave the number out.
reject-unknown-payer = It names a payer without a profile. Write the profile first, on the page Payers or with payer profiles as a file.
reject-no-patient = It names no patient. Add one, or state the patient for the whole file.
reject-instrument-unknown = { $name } is no known instrument. Import its definition first, or name its id in the mapping.
reject-instrument-ambiguous = It could be any of { $candidates }. Send the form with it, or name the instrument.
reject-item-unknown = { $instrument } has no item { $item }, and one of its own items is missing. Check the code of the item: it may be the missing one.
reject-item-twice = Item { $item } has two answers.
reject-answer-not-offered = Item { $item } has an answer that the form does not offer.
reject-answer-code-unknown = Item { $item } has an answer code that is not known for it.
reject-answer-unreadable = Item { $item } has an answer that is neither a number nor a known code.
reject-no-answers = There is no answer in it.
reject-scale-unknown = { $instrument } has no scale { $scale }.
reject-total-out-of-range = The total of { $scale } lies outside of its range.
reject-total-not-whole = The total of { $scale } has digits after the point; this scale has whole numbers only.
reject-total-unreadable = The total of { $scale } is not a number.
reject-definition-unusable = No definition can be made of it: { $what }
reject-duplicate = The same key stands in line { $line } with other content.
reject-conflict = The same key is on record with other content. Somebody has to decide which one is right.
reject-episode-overlaps = The patient has another episode in this program, from { $day }, with some of the same days. Correct the days in the file, or correct that episode on the patient’s page.

## Why a file was refused as a whole
file-unreadable = The file cannot be read from line { $line } on: { $error }
file-empty = The file is empty.
file-truncated = The file ends in the middle of a record, in line { $line }, byte { $byte }. It was cut off; fetch it again.
file-not-json = Not JSON: line { $line }, column { $column }.
file-not-fhir = This is JSON, but no FHIR resource.
file-no-claims = The file holds no claims, payments or answers. Check that the right file was chosen.
file-too-large = A JSON document of more than { $limit } bytes. Send it as one resource a line.
file-too-deep = Nested deeper than { $limit }, in line { $line }.
file-wrong-encoding = The text is { $found }, not { $expected } (line { $line }). Save it in that encoding, or say so in the mapping.
file-wrong-delimiter = The columns seem to be separated by { $likely }; the mapping says { $expected }.
file-missing-columns = The header lacks { $columns }. Use the mapping that belongs to this file.
file-duplicate-column = The header has { $column } twice. Rename one.
file-note-text = The column { $column } is called like the text of a note. The program takes facts about notes, never what they say: leave the column out of the export, or rename it if it holds no text. No row was read.
file-mapping-does-not-fit = The mapping does not fit: { $what }
file-bad-header = The header cannot be read.

## What was worth a word
note-resource-left-out = { $resource } is not read by this program and was left out
note-observation-left-out = An observation with the code { $code } is no score of a known instrument and was left out
note-questionnaire-recognized = A form was recognized as { $instrument }
note-instrument-imported = { $instrument } is not in the library; its definition came in with the file
note-ordinal-sum-unvalidated = { $instrument } is scored as the sum of the numbers beside its options, which nobody has validated
note-reverse-items-not-declared = { $instrument }: the published scoring reverses some items and the form does not say which, so the sum of its numbers is not the score
note-items-contradict-name = The form is named { $named }, its items are those of { $used }; the items decide
note-item-left-out = Item { $item } is not part of the instrument, or holds no number, and was left out
note-answer-code-alternative = Item { $item }: two codes are published for the same answer, and forms differ in which they offer
note-answer-by-ordinal = Item { $item }: the code of the answer is not known; the number beside it in the form was taken
note-ordinal-differs = Item { $item }: the number beside the answer in the form differs from the one of the definition, which counts
note-same-answer-twice = Item { $item }: the same answer stands twice
note-in-progress = Sent before it was marked as finished; the answers it had were taken
note-malformed-part = A part is written otherwise than the standard has it, and was understood: { $part }
note-birth-day-estimated = A birth day was computed from an age, and may be off by up to a year
note-nothing-to-record = { $instrument }: neither answers nor a total in the row
note-not-scored = { $instrument }: its score cannot be computed from these answers
note-version-differs = { $instrument }: version { $given } in the file, { $ours } here
note-same-record-again = The same record as in line { $line }, taken once
import-shown =
    { $count ->
        [one] { $count } import
       *[other] { $count } imports
    }

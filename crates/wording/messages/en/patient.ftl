### The patient page: who it is, care, scores.

patient-heading = How is { $patient } doing?
patient-list-heading = Which patient are you looking for?
patient-new-heading = Who is the new patient?
patient-empty = No patient fits. Check the spelling, or search by record number.
patient-record-number = Record number
patient-given-name = Given name
patient-family-name = Family name
patient-birth-day = Birth day
patient-age = Age
patient-sex = Sex
patient-race = Race
patient-ethnicity = Ethnicity
patient-language = Language
patient-episodes-heading = Which care has there been?
patient-scores-heading = What do the scores say?
patient-diagnoses-heading = Which diagnoses are on record?
patient-care-team-heading = Who treats this patient?
patient-no-scores = No instrument has been administered yet. Enter the first one.
patient-outside-team-heading = Why do you need this record?
patient-outside-team = You are not in this patient's care team. State your reason; it is kept in the audit and the patient's clinicians can see it.
patient-outside-team-reason = Reason
patient-merged = This record is shown together with { $record-number }.

## Sex
sex-female = Female
sex-male = Male
sex-other = Other

## Race
race-american-indian = American Indian or Alaska Native
race-asian = Asian
race-black = Black or African American
race-pacific-islander = Native Hawaiian or other Pacific Islander
race-white = White
race-multiple = More than one race
race-other = Another race
race-declined = Asked, not answered

## Ethnicity
ethnicity-hispanic = Hispanic or Latino
ethnicity-not-hispanic = Not Hispanic or Latino
ethnicity-declined = Asked, not answered

## Referral source
referral-source-label = Referral source
referral-source-self-referred = Self-referred
referral-source-family = Family or friends
referral-source-primary-care = Primary care
referral-source-behavioral-health = Another behavioral-health practice
referral-source-hospital = Hospital or emergency department
referral-source-court = Court or probation
referral-source-school = School
referral-source-payer = Payer's care manager
referral-source-other = Other

## Payer class
payer-class-label = Payer class
payer-class-commercial = Commercial
payer-class-medicare = Medicare
payer-class-medicare-advantage = Medicare Advantage
payer-class-medicaid = Medicaid
payer-class-medicaid-managed-care = Medicaid managed care
payer-class-military = TRICARE or Veterans Affairs
payer-class-self-pay = Self-pay
payer-class-other = Other

## Discharge
discharge-type-label = Discharge type
discharge-type-completed = Treatment completed
discharge-type-against-advice = Left against advice
discharge-type-administrative = Administrative
discharge-type-payer-forced = Coverage ended by the payer
discharge-type-transfer = Transferred
discharge-type-died = Died
discharge-destination-label = Destination
discharge-destination-home-with-outpatient-care = Home, outpatient care arranged
discharge-destination-home = Home, nothing arranged
discharge-destination-higher-level-elsewhere = Higher level of care elsewhere
discharge-destination-lower-level-elsewhere = Lower level of care elsewhere
discharge-destination-transitional-living = Sober or transitional living
discharge-destination-medical-hospital = Medical hospital
discharge-destination-incarceration = Jail or prison
discharge-destination-unknown = Not known
discharge-with-destination = { $kind }; { $destination }

## Modality
modality-label = Modality
modality-in-person = In person
modality-telehealth = Telehealth
modality-hybrid = Hybrid

## Diagnoses
diagnosis-rank-principal = Principal
diagnosis-rank-secondary = Secondary
diagnosis-rank-rule-out = To be ruled out

## Care team
care-team-role-primary = Primary clinician
care-team-role-member = Member
care-team-role-supervisor = Supervisor
patient-register = Register a patient

## The patient page
patient-now-heading = Which care is there now?
patient-no-episode = No episode of care is open.
patient-since = since { $day }, { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
patient-admitted = Admitted
patient-program = Program
patient-clinician = Clinician
patient-track = Track
patient-part2 = Part 2 program
patient-part2-explained = Substance-use records under federal confidentiality rules. Nothing leaves the practice without a basis of those rules.
patient-born = born { $day }
patient-merged-explained = Records { $numbers } belong to the same person and are shown here.
patient-episode-heading = Episode from { $day }
patient-episode-closed = { $first } to { $last }
patient-level-caption = Levels of care of the episode from { $day }
patient-column-from = From
patient-column-to = To
patient-scores-caption = Latest scores
patient-column-change = Change
patient-column-course = Course
patient-administrations-heading = What was administered, and when?
patient-administrations-caption = Every administration
patient-no-administrations = No instrument has been administered yet.
patient-scores-hidden = Your role shows care, not scores.
patient-safety-heading = An answer about safety needs your attention
patient-safety-line = { $instrument } of { $day }
patient-safety-show = Show what was answered
patient-safety-answered = { $instrument } of { $day }, an answer about safety: dealt with on { $ended } by { $by }. { $disposition }
patient-chart-table = Show the scores as a table
patient-enter = Enter an administration
patient-report = Make a progress report
patient-edit = Correct
patient-admit = Admit
patient-admit-another = Admit to another program
patient-change-level = Change the level of care
patient-discharge = Discharge
patient-add-diagnosis = Add a diagnosis
patient-add-to-team = Add somebody
patient-merge = Merge with another record
patient-no-diagnoses = No diagnosis is on record.
patient-no-care-team = Nobody is in the care team.
patient-registered = The patient is registered.
patient-saved = Saved.
patient-as-of = You see the records as they stood at the end of { $day }.
patient-as-of-now = Show them as they are now
patient-as-of-label = Show the records as of a day
patient-readmission = Readmission
patient-reason-until = This record is open to you until { $instant }.

## Registration
patient-new-lead = Search first: the patient may have a record already.
patient-name-hint = As on the record of the practice.
patient-record-number-hint = The practice's own number. It stands for one patient only.
patient-language-hint = The language the patient answers in.
patient-edit-heading = What is right about { $patient }?
patient-edit-lead = The former version stays on record with the day it was changed.
patient-admit-heading = Into which program does { $patient } come?
patient-admitted-day = First day of care
patient-track-hint = The treatment approach or group, in the practice's words.
patient-save-registration = Register
patient-save-admission = Admit
patient-level-heading = Where does { $patient } go on?
patient-level-lead = The level of care before it ends the day before. Track and modality go on unless you change them here.
patient-level-day = First day there
patient-discharge-heading = How did the care of { $patient } end?
patient-discharge-day = Last day of care
patient-team-heading = Who shall see and treat { $patient }?
patient-team-clinician = Person
patient-team-role = As
patient-team-from = From
patient-team-last = Last day
patient-team-end = End
patient-team-end-heading = Until when in the care team?
patient-team-end-lead = { $what }. After the last day { $patient } is no longer on this person's caseload.
patient-move-heading = Whose is it?
patient-move-lead = { $what }. It will vanish from the pages and exports of { $patient } and stand under the other patient; the audit keeps both.
patient-move-episode = Move this episode to another patient
patient-move-episode-lead = { $what }. It vanishes from the pages and exports of { $patient } and stands under the other patient, with its levels of care, diagnoses, administrations, records, plans, authorizations and reviews; scores are computed anew. The audit keeps both. The care team of { $patient } stays: end what does not belong there.
patient-move-episode-overlaps = The other patient has an episode in this program, from { $day }, with some of the same days. Correct that one first.
patient-withdraw-level = Take back this change of level
patient-withdraw-episode = Withdraw this episode
patient-correct-episode = Correct this episode
patient-correct-episode-heading = What is right about this episode of { $patient }?
patient-correct-episode-lead = { $program }. The former version stays on record. The first and the last level of care move with these days, and so does the end of the care team.
patient-correct-clinician-hint = Somebody else joins the care team. Whoever it was before stays in it until you end that.
patient-take-discharge-back = Take the discharge back: care goes on
patient-withdraw-diagnosis-heading = Why is this diagnosis withdrawn?
patient-withdraw-member-heading = Why is this place in the care team withdrawn?
patient-withdraw-level-heading = Why is this change of level taken back?
patient-withdraw-episode-heading = Why is this episode withdrawn?
patient-withdraw-lead = { $what }, about { $patient }. It counts no longer and stays in the history.
patient-withdraw-level-lead = { $what }, about { $patient }. The level before it goes on; both stay in the history.
patient-withdraw-episode-lead = { $what }, about { $patient }. This is possible only while no record belongs to the episode. It counts no longer and stays in the history.
patient-diagnosis-heading = Which diagnosis is on record for { $patient }?
patient-diagnosis-code = Code in ICD-10-CM
patient-diagnosis-code-hint = A letter, two characters, and up to four more after a point.
patient-diagnosis-rank = Rank
patient-diagnosis-onset = Onset
patient-diagnosis-by = Diagnosed by
patient-correct-diagnosis = Correct or end
patient-correct-diagnosis-heading = What is right about this diagnosis?
patient-correct-diagnosis-lead = { $what } of { $patient }. The former version stays on record. Where the code is wrong, withdraw the diagnosis and add the right one.
patient-diagnosis-resolved = Resolved on
patient-diagnosis-resolved-hint = The last day on which it held. Leave it empty while it holds.
patient-merge-heading = Which record is the same person as { $patient }?
patient-merge-lead = The other record is shown as part of this one from then on. Nothing is moved; it can be taken back.
patient-merge-number = Record number of the other record
patient-merge-save = Merge
patient-unmerge = Take the merge back
patient-link-same = This is the same record.
patient-link-already = That record is already merged into another. Take that merge back first.
patient-link-circle = This record is itself merged into that one.
patient-link-not = That record is not merged into another.

## Reports and what has left
patient-report-heading = For whom is this report?
patient-report-lead = The report holds every score of { $patient }, favorable or not. Who gets it and why is recorded before it is handed out.
patient-report-recipient = Recipient
patient-report-recipient-hint = A person or an organization, as it should stand in the record.
patient-report-reason = Reason
patient-report-authority = The paper behind it
patient-report-authority-hint = Needed for an audit or evaluation, a court order, and a service organization: the court with the number and day of its order; who audits for whom and the day of their written agreement; the agreement and its day.
patient-report-notice-beside = A file in X12 has no place for the notice that 42 CFR Part 2 asks for. Where that part covers the records, send it beside: “42 CFR Part 2 prohibits unauthorized use or disclosure of these records.”
patient-report-basis = Basis
patient-report-make = Make the report
release-subject-progress-report = Progress report
release-subject-rejected-rows = Rejected rows of an import
release-subject-scores = Scores as a table
release-subject-fhir-records = Records as FHIR

## Further forms of registration
patient-no-programs = There is no program to admit to. Add one first.
patient-no-clinicians = There is no clinician yet. Add one first.
patient-merge-not-found = Record number of the other record: no record has this number. Check it letter by letter.
patient-admit-lead = Care begins on this day at the level of the program. The clinician joins the care team.
patient-admit-planned = Planned admission
patient-admit-planned-hint = An admission to the program of a plan carries it out. To another program, choose whether this is the planned one: what the payer was asked and granted is then of this stay.
patient-admit-planned-another = Another admission; the plan stays open
patient-admit-planned-ask = An admission is planned to another program. Choose whether this is the planned one.
patient-admit-planned-way = Change or withdraw the plan
patient-admit-ended = Has this episode ended already?
patient-discharge-lead = The running level of care ends on the same day. The care team ends when the last follow-up is over, unless care goes on in another episode; until then it sees the record and answers for alerts.
patient-team-lead = From this day on the person sees this record without stating a reason.
patient-diagnosis-lead = The code stands on record with its rank. Diagnoses are made by clinicians.

## Releases
patient-report-back = What has left before
patient-readmission-of = Readmission after the episode of
patient-reason-label = Why do you need this record now?
patient-reason-hint = In a sentence. It is kept in the audit with your name.
patient-reason-open = Open the record
patient-readmission-hint = Choose the episode after whose end the patient came back. Leave it open for a new course of care.

## Exports
patient-export = Export
patient-export-everybody = Export everybody
patient-export-heading = Which records of { $patient } do you hand out?
patient-export-lead = All scores, or everything that { $patient } answered, as a file for another program. Who gets it and why is recorded before it is handed out.
patient-export-everybody-heading = Which records of everybody do you hand out?
patient-export-everybody-lead = One file with the records of every patient of the practice. Who gets it and why is recorded before it is handed out. It may take a minute.
patient-export-what = What
patient-export-scores = Scores as a table (CSV), without names
patient-export-fhir = Patients, forms, answers and scores as FHIR, with names
patient-export-make = Make the file

## Admission while an episode is open
patient-episode-open-already = { $patient } is in this program already, since { $day }. Change the level of care there, or discharge first. Another program is possible.
patient-episode-other-show = Show the other episode
patient-episode-overlaps = { $patient } was in this program from { $first } to { $last }. Two episodes in one program share no day but the one on which the second follows the first. Choose other days, or correct that episode.

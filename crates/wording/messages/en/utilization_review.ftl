### Utilization review: the board, a review for a payer, authorizations and coverage.

## The board
board-heading = Which review is next?
board-lead = Stays that a payer has to authorize, by the hours until the payer must have the next request.
board-empty = Nobody is in care at a level that a payer authorizes.
board-caption = Stays, the most pressing first
board-filter-bucket = Due
board-filter-level = Level
board-filter-payer = Payer
board-filter-program = Program
board-filter-review = Review
board-filter-all = All
board-filter-counted = { $words } ({ $count })
board-review-open = A review is open
board-review-not-opened = No review is open
board-nothing-fits = No stay fits what you chose.
board-shown = { $count ->
    [one] 1 stay shown
   *[other] { $count } stays shown
}
board-everything = Everything on one page, to print
board-column-payer = Payer
board-column-due = Due
board-submit-by = To be asked for by { $day }
board-submit-late = Had to be asked for by { $day }
board-submit-next-review = the payer’s review date
board-others-pay = The authorization covers nothing from { $day } on: another payer pays. Ask that one, or, where both are one payer, write the other key into its profile.
no-payer = No payer is on record for { $day }: no coverage of the patient holds on that day. The questions are those that reviewers ask in general; no criteria, days or time limits are shown, as nobody knows whose they would be. Record the coverage, or correct when it ended: until then neither packet nor letter leaves.
no-payer-record = Record a coverage
call-no-new-information = This payer takes no new information when its physician is spoken with: name only what its reviewer had. What is new goes with the appeal.
board-payer-none = No payer on record
board-column-ends = Covered until
board-column-review = Review
board-column-missing = What is missing
board-column-money = At risk
board-money-unknown = No rate on record
board-money-by-day-rate = by the rate on the payer’s page
board-money-by-contract = by the contract’s rate
board-money-uncovered = { $amount } of it delivered without an authorization
board-hours = { $hours ->
    [one] { $hours } hour left
   *[other] { $hours } hours left
}
board-expired = Not covered since { $day }
board-none = No authorization on record
board-notice = { $notice }: until { $due }
board-never-authorized = Never authorized, not covered since { $day }
board-units-end = { $used } of { $granted } units used, authorized until { $day }
board-denied-days = { $words }: { $first } to { $last }
board-denied-since = { $words }: since { $first }
board-ready = { $answered } of { $required } required questions answered
board-open-review = Open a review
board-opened = The review is open.
review-bucket-past-due = Past due
review-bucket-appeal-filed = Denied, appeal filed
review-bucket-today = Today
review-bucket-tomorrow = Tomorrow
review-bucket-later = Later
review-bucket-none = No authorization
review-denial-not-appealed = Denied, no appeal filed
review-denial-appeal-filed = Denied, appeal filed

## A review
utilization-review-heading = What will the payer ask about { $patient }?
utilization-review-lead = { $kind } review for { $level }, due { $day }. Questions in the order of { $payer }. What changed is counted since { $since }.
utilization-review-closed = This review is closed: the decision of the payer is on record.
utilization-review-pended-heading = The payer wants more before it decides
utilization-review-pended-asked = It asked for more on { $at }
utilization-review-pended-no-limit = The rules of time do not say until when it must have that. Ask the payer
utilization-review-pended-runs-on = Its time to decide runs on: it asked too late to stop it, or no rule of time stops it
utilization-review-pended-extended = By asking for more its time to decide was extended, and does not wait for an answer
utilization-review-pended-stands-still = Its time to decide stands still until it has that
utilization-review-pended-stands-still-at-latest = Its time to decide stands still until it has that, at the latest until { $at }
utilization-review-pended-went-on = Its time to decide stood still until { $at }, and runs again
utilization-review-pended-begins-anew = Its time to decide begins anew when it has that
utilization-review-pended-begins-anew-at-latest = Its time to decide begins anew when it has that, at the latest on { $at }
utilization-review-pended-began-anew = Its time to decide began anew on { $at }
utilization-review-missing-heading = What is missing
utilization-review-ready = Everything this payer requires is answered.
utilization-review-counted = { $answered } of { $required } required questions answered; this payer asks { $count } in all.
utilization-review-required = Required
utilization-review-lacks = Missing
utilization-review-missing = { $question }: { $why } { $action }
utilization-review-absent = no answer yet.
utilization-review-stale = the newest fact is { $age ->
    [one] { $age } day
   *[other] { $age } days
} old; this payer takes { $limit }.
utilization-review-carried = the same words stand since { $day }.
utilization-review-questions-heading = Questions
utilization-review-fact = { $fact } ({ $kind }, { $day })
review-source-administration = Measure
utilization-review-no-fact = No record answers this.
utilization-review-no-rating = Answers to forms are no rating of risk: nobody has rated it in this stay.
utilization-review-only-person = Only a person can answer this.
utilization-review-words = Your answer
utilization-review-new-words = New answer, where it is no longer so
utilization-review-sign-other = Somebody changed these words since you read them. Read them again and sign what stands now, or write your own.
utilization-review-words-by-person = { $words }: { $author }, { $day }
utilization-review-carried-note = These words stand unchanged since { $day } and count as no change.
utilization-review-save = Save the answers
utilization-review-saved = The answers are on record.
utilization-review-decision-link = Record the decision
utilization-review-tasks-heading = Questions to the treating clinician
utilization-review-ask = Ask the treating clinician
utilization-review-ask-whom = Whom
utilization-review-ask-questions = Questions, four at most
utilization-review-ask-most = Choose at least one question and at most { $most }: more are not answered in two minutes.
utilization-review-ask-due = To be answered by
utilization-review-asked = The questions stand on the clinician’s page of tasks.
utilization-review-task-open = { $whom }, by { $at }: { $questions }
utilization-review-task-late = { $whom }, was due { $at }: { $questions }
utilization-review-task-done = { $whom } was asked; answered on { $at }: { $questions }
utilization-review-task-withdraw = Take the question back
utilization-review-task-left = Somebody who has left the care team
utilization-review-sign = Still so: I sign these words as they stand
utilization-review-withdraw = Take this review back
utilization-review-withdraw-hint = For a review that leads to no decision, such as one for a level that the patient left. What was answered stays on record; a new review can be opened from the board.
utilization-review-withdraw-reason = Why it leads to no decision
utilization-review-signed = Signed
utilization-review-unsigned = Not signed by a clinician

## Fresh evidence
refresh-heading = Ask for fresh measures
refresh-would-ask = To be asked of: { $respondent }. Forms: { $instruments }.
refresh-ways = By message only where there is consent, and not in quiet hours; else the message waits or nothing is sent, and this page says why. The kiosk and paper need neither.
refresh-rated = A clinician rates { $instruments }: nobody is sent this.
refresh-by-message = Refresh evidence
refresh-at-kiosk = Kiosk code instead
refresh-on-paper = On paper instead
refresh-check-ins-link = Choose other forms
refresh-open = Asked and not answered yet
refresh-open-line = { $instruments } ({ $respondent }), since { $at }. { $state }.
refresh-done = The check-in is asked for. When it is answered, the answers stand in this review.
refresh-problem-nothing = No form is known that would answer it: none is planned for this patient now, and none was answered in this stay. Choose forms on the page of check-ins, or ask the front desk to.

## What is needed from a clinician
needs-heading = What do reviews need from me?
needs-lead = Questions of the coordinator, facts that only you can give, words that wait for your signature, and scores of the last two weeks that nobody looked at.
needs-none = Nothing waits for you.
needs-review = Review due { $day }
needs-notice = { $notice }: until { $due }
needs-asked = Asked by { $at }: { $question }
needs-missing = { $question }: { $why }
needs-against = Not answered, and it speaks against the request: { $fact }
needs-unsigned = Not signed by a clinician: { $question }
needs-score = The { $instrument } of { $day } is not reviewed and signed yet

## The call
call-link = Call mode
call-heading = What does the payer ask, and what is the answer?
call-lead = { $count ->
    [one] { $count } question
   *[other] { $count } questions
} in the order of { $payer }, about { $patient }. What the payer decides is recorded below them, in one save.
call-empty = This payer’s profile asks nothing. Write its questions into the profile first.
call-none = No record and no person answers this yet.
call-all = Go to a question
call-timer-heading = The call
call-begin = Begin the call
call-not-begun = No call goes on. Its minutes are counted from its beginning to its end.
call-going-on = Begun { $at }, { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} ago.
call-ended = { $started } to { $ended }, { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
call-with = Spoken with
call-reference = Reference of the call
call-notes = Notes
call-notes-other = Somebody else kept other notes of this call since you began: “{ $notes }”. Yours stand below and are not kept yet. Put both together and keep them.
call-save = Keep answers and notes
call-end = End the call
call-saved = It is on record.
call-kept-no-result = Your answers and notes are on record. The result is not yet: save it below.
call-reach = What is at hand during the call
call-result = What the payer decided
call-result-hint = One save records the decision and its authorization and ends the call. Answers and notes are kept with it.
call-decided-hint = Left empty: the moment in which you save.
call-minutes-hint = Left empty: the minutes of the calls.

## Next actions
review-action-complete-request = Fill in the request.
review-action-send-check-in = Send the check-in that is due.
review-action-ask-clinician = Ask the treating clinician.
review-action-enter-record = Enter or import the record.
review-action-plan-discharge = Plan the step down or an appointment.
review-action-assess = See the patient for it.

## Questions of a review
review-question-request = Request
review-question-diagnoses = Diagnoses
review-question-precipitant = What brought the patient into care now
review-question-risk = Risk to self and others
review-question-symptoms = Symptoms now against admission
review-question-measures = Measures and their course
review-question-mental-status = Mental status
review-question-functioning = Functioning
review-question-substance-use = Substance use
review-question-medications = Medications and what changed
review-question-medical = Medical conditions
review-question-treatment-history = Treatment before
review-question-supports = Supports and family
review-question-participation = Attendance and participation
review-question-plan-change = What changed in the plan
review-question-goal-progress = Progress on each goal
review-question-barriers = Barriers to discharge
review-question-recovery-environment = Where the patient lives
review-question-skills-use = Skills used outside of treatment
review-question-discharge-plan = Discharge plan
review-question-why-not-lower = Why a lower level would not do
review-question-attending-contact = Attending and when to reach them
review-question-coordination = Coordination with others
review-question-dimensions = Dimensions of the payer’s criteria

## Facts from records
review-fact-request = Asked for: { $level }, { $units } ({ $unit }), { $first } to { $last }.
review-fact-diagnosis-primary = Principal diagnosis: { $code } (ICD-10-CM).
review-fact-diagnosis = Diagnosis: { $code } (ICD-10-CM).
review-fact-risk = Clinician’s rating of risk: { $level }.
review-fact-incident = Incident: { $kind }.
review-fact-score-once = { $instrument }: { $first } on { $first-day }, given once.
review-fact-score = { $instrument }: { $first } on { $first-day }, now { $newest } ({ $newest-day }).
review-fact-result-once = { $instrument }: { $first } on { $first-day }, given once.
review-fact-result = { $instrument }: { $first } on { $first-day }, now { $newest } ({ $newest-day }).
review-fact-functioning = Impairment of function: { $impairment }.
review-fact-supports = Supports: { $rating }.
review-fact-substance-use = Substance use: { $substance }, { $kind }.
review-fact-drug-screen = Drug screen: { $result }.
review-fact-medication = { $name } { $dose }, { $frequency }, since { $first }.
review-fact-medication-start = { $name } was started on { $day }.
review-fact-medication-stop = { $name } was stopped on { $day }.
review-fact-medication-dose-increase = The dose of { $name } was raised on { $day }.
review-fact-medication-dose-decrease = The dose of { $name } was lowered on { $day }.
review-fact-prior-level = Tried before, from { $first }: { $level }, { $outcome }.
review-fact-prior-level-ended = Tried before, { $first } to { $last }: { $level }, { $outcome }.
review-fact-attendance = Attended { $attended } of { $planned } planned sessions.
review-fact-participation = Participation: { $rating }.
review-fact-plan-change = Change of the treatment plan: { $kind }.
review-fact-goal = Goal: { $goal }. No progress on record.
review-fact-goal-progress = Goal: { $goal }. Progress: { $progress }.
review-fact-housing = Housing is safe: { $safe }.
review-fact-step-down = Step down planned to { $level } on { $target }.
review-fact-step-down-passed = Step down to { $level } was planned for { $target }, which has passed.
review-fact-step-down-open = Step down planned to { $level }, without a day.
review-fact-appointment = Appointment at { $provider }, { $kind }, { $at }.
review-detail-clinician = Diagnosed by { $clinician }.
review-detail-prescriber = Prescribed by { $prescriber }.
review-detail-measure = Measured by: { $measure }.
review-detail-baseline = It began at: { $baseline }.
review-detail-target = To reach: { $target }.
review-detail-target-day = By { $target-day }.
review-detail-interventions = What is done: { $interventions }.

## Authorizations of a patient
authorizations-heading = What is authorized for { $patient }?
authorizations-link = Authorizations
authorizations-lead = What payers granted, and what is used of it by what was delivered. Today is { $day }.
authorizations-no-billed = Nothing was billed for this patient yet: units are counted by what was delivered.
authorizations-caption = Authorizations, the newest first
authorizations-none = No authorization is on record.
authorizations-column-number = Number
authorizations-column-days = Days
authorizations-column-units = Units
authorizations-column-left = Left
authorizations-column-runs-out = Runs out
authorizations-days = { $first } to { $last }
authorizations-used = { $used } of { $granted } used
authorizations-delivered-billed = { $delivered } delivered, { $billed } billed
authorizations-over = { $over } more than granted
authorizations-left = { $units } left, { $days ->
    [one] { $days } day
   *[other] { $days } days
}
authorizations-over-days = { $units ->
    [0] Its days are over
   *[other] Its days are over; { $units } not used
}
authorizations-taken = Denied since then: { $days }
authorizations-none-left = { $units ->
    [0] No day is left of what was granted
   *[other] No day is left of what was granted; { $units } not used
}
authorizations-nothing-left = Denied from its first day on
authorizations-by-date = { $day }, by its last day
authorizations-by-count = { $day }, by units
authorizations-next-review = Next review { $day }
authorizations-gaps-heading = Days without an authorization
authorizations-delivered-uncovered = Care was given on { $count ->
    [one] { $count } day
   *[other] { $count } days
} without an authorization: { $days }.
authorizations-other-level = { $number }, an authorization for { $authorized }, covers { $days }, but the care was { $given }.
authorizations-other-payer = The payer of the authorization { $number }, { $payer }, is not that of the coverage on { $days }. Ask who pays on these days, or correct the coverage. Where both are one payer, write the other key into its profile (also_known_as).
authorizations-gap-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
} of the stay without an authorization.
authorizations-decisions-heading = Decisions of payers
authorizations-decisions-caption = Decisions, the newest first
authorizations-decisions-none = No decision is on record.
authorizations-column-decided = Decided
authorizations-column-outcome = Decision
authorizations-column-asked = Asked for
authorizations-column-reason = Reason given
authorizations-unbilled = { $count } delivered and not billed
authorizations-mismatches = { $count ->
    [one] One line is billed in another unit and not counted: correct its unit, or name the authorization that grants that unit
   *[other] { $count } lines are billed in another unit and not counted: correct their unit, or name the authorization that grants that unit
}
authorizations-rate = { $units } in the last { $days ->
    [one] day
   *[other] { $days } days
}
unit-sources = Counted from { $sources }
unit-source-care = care that was given
unit-source-lists = lists of billed units
unit-source-claims = claims on record
authorizations-days-more = and { $count } more
authorizations-clustering-heading = When measures are taken
authorizations-clustering = { $count } of { $all } days of measuring fall on the last covered day of an authorization or the two days before it; spread evenly it would be { $expected }. A payer asks about measures that are taken only when an authorization ends.
authorizations-overlaps-heading = Days that two authorizations cover
authorizations-overlap = { $first } and { $second }: { $days }. Units of these days are counted for the one that begins first; check whether both stand.
authorizations-overlap-levels = They are for different levels of care: one of them is wrong, or the step from one to the other was not ended.
authorizations-requests-heading = Requests
authorizations-requests-caption = Requests, the newest first
authorizations-asked-granted = Granted { $granted } of { $asked } asked for ({ $unit }); { $days } of { $whole } days.
authorizations-asked-granted-days = Granted { $granted } of { $asked } days asked for.
authorizations-request-waits = No decision yet
authorizations-no-coverage-heading = For which days is no coverage on record?
authorizations-no-coverage-authorized = { $count ->
    [one] One authorized day has no coverage that holds on it: { $days }.
   *[other] { $count } authorized days have no coverage that holds on them: { $days }.
}
authorizations-no-coverage-delivered = { $count ->
    [one] Care was given on one day on which no coverage holds: { $days }.
   *[other] Care was given on { $count } days on which no coverage holds: { $days }.
}
authorizations-no-coverage-do = An authorization does not pay for somebody who is not covered. Ask the payer whether the coverage ended, record the one that holds instead, and ask for these days again where another payer pays.
authorizations-after-the-fact = From { $first } on nobody asked for an authorization. It may still be asked for until: { $due }.
board-no-coverage = No coverage on record from { $day }
authorizations-owed = The payer owes its decision until { $due }
authorizations-owed-unknown = The rules of time have no limit for this decision of this payer. Ask the payer for its limit and add it to the rules
authorizations-owed-no-coverage = Until when the payer has to decide depends on who funds the plan and in which state. Complete the coverage
authorizations-column-asked-at = Asked on
authorizations-column-kind = Kind
authorizations-reviews-heading = Open reviews
authorizations-review = { $kind }, { $level }, due { $day }
planned-heading = Planned admission
planned-line = { $program }, planned for { $day }. Until the admission nobody counts this as a stay.
planned-stay = { $program }, planned for { $day }
planned-review = Open the review for the first request
planned-add = Plan an admission, to ask the payer before it
planned-change = Change the plan
planned-hint = What is asked, decided and granted before it belongs to the stay as soon as the patient is admitted to this program.
planned-program = Program
planned-day = Planned day
planned-which = Which plan
planned-save = Save the plan
planned-withdraw = Not planned any more
planned-withdraw-save = Withdraw the plan
planned-list-heading = Who is about to come?
planned-list-lead = Admissions that are planned and not carried out yet, the next planned day in front. The state is that of what the payer was asked.
planned-list-link = Planned admissions
planned-list-none = No admission is planned.
planned-list-caption = Planned admissions, the next one first
planned-list-column-request = Request
planned-list-column-step = Next step
planned-list-no-payer = No coverage is on record for this day
planned-list-review = Open review
planned-list-shown = { $count ->
    [one] 1 planned admission shown
   *[other] { $count } planned admissions shown
}
planned-request-not-asked = Not asked yet
planned-request-waiting = With the payer
planned-request-more-wanted = The payer wants more
planned-request-granted = Granted, whole or in part
planned-request-denied = Denied
planned-step-settle = The planned day is over: admit the patient, or change or withdraw the plan
planned-step-record-payer = Record who pays
planned-step-open-review = Open the review for the first request
planned-step-ask = Ask the payer and record the request
planned-step-await-decision = Record the decision when it comes
planned-step-supply = Give the payer what it wants
planned-step-answer-denial = Answer the denial
planned-step-admit = Admit the patient
authorizations-mend-link = Correct or withdraw
authorizations-mend-heading = What was written down wrongly?
authorizations-mend-lead = What is withdrawn stays in the history with the reason, and is recorded anew as it should be. A decision takes what it granted along and opens its review again.
authorizations-mend-reason = Why it is withdrawn
authorizations-mend-save = Withdraw it
authorizations-mend-end = End the coverage
authorizations-mend-end-hint = The last day on which it pays.
authorizations-denial-link = What is done about it
authorizations-no-reason = None given
authorizations-coverage-heading = Coverage
authorizations-coverage-caption = Coverage
authorizations-coverage-none = Nobody is on record who pays.
authorizations-column-payer = Payer
authorizations-column-rank = Pays
authorizations-column-member = Member id
authorizations-column-funding = Funding
authorizations-saved = It is on record.

## Forms
coverage-new-heading = Who pays for { $patient }?
coverage-payer = Payer
coverage-plan = Plan, as on the card
coverage-rank = In which order it pays
coverage-funding = Where the plan’s money comes from
coverage-state = State of the plan
coverage-state-hint = Two capital letters; leave it empty when it is not known.
coverage-state-unknown = There is no state, district or territory with these letters. Give its two letters, such as NY, or leave it empty.
coverage-member = Member id
coverage-relation = The patient is the subscriber’s
coverage-subscriber = Subscriber, where that is not the patient
coverage-first = From
coverage-last = Until
coverage-save = Save the coverage
coverage-add = Add coverage
request-new-heading = What is asked for { $patient }?
request-new-lead = The packet of the review asks for what stands here, and the decision of the payer answers it.
request-units = Units asked for
request-save = Save the request
request-add = Record a request
authorizations-requests-none = No request is on record.
decision-request = The request that it answers
decision-request-hint = Leave it empty where what was asked is not on record.
decision-new-heading = What did the payer decide about { $patient }?
decision-new-lead = One save records the decision and the authorization that it grants. Leave number and units empty where nothing was granted.
decision-episode = Episode of care
decision-outcome = Decision
decision-stage = How it was reached
decision-day = Decided on
decision-asked-at = Asked of the payer on
decision-asked-after-decided = It was asked before it was decided. Check both moments.
decision-decided-in-future = It lies in the future.
decision-asked-hint = With it the time to the decision is counted. Needs payer and level below. Leave it empty where the request is on record already.
decision-urgent = Urgency
decision-urgent-yes = The request was urgent
decision-first = Asked for, from
decision-last = Asked for, until
decision-reviewer = Reviewer at the payer
decision-reference = Reference of the payer
decision-reason = Reason in the payer’s own words
decision-minutes = Minutes spent
decision-granted-heading = What is granted
decision-payer = Payer
decision-number = Authorization number
decision-level = Level of care
decision-unit = Unit
decision-units = Units granted
decision-granted-first = First covered day
decision-granted-last = Last covered day
decision-next-review = Next review
decision-codes = Codes
decision-provider = For which provider (NPI), where the payer names one
decision-save = Save the decision
decision-add = Record a decision
decision-grant-needed = An approval needs payer, number, level, unit, units, first and last covered day.
decision-grant-impossible = Nothing is granted by this decision: leave the part below empty, or choose an approval.
decision-problem-too-many-units = { $units } units do not fit into { $days } days. Mend the units or the days, or choose the unit that is meant.
decision-problem-no-units = Units are missing: a grant of nothing is a denial.
decision-problem-overlap = Days of this authorization are covered already by { $others }. Mend the days, or say below that both stand: units of such days are counted for the one that begins first.
decision-overlap = Days that two authorizations cover
decision-overlap-yes = Both stand; record this one all the same
decision-problem-approved-in-part = { $days ->
    [one] One day that was asked for is not granted: { $first }. Choose “Approved in part”, so that the day can be appealed, or mend the days.
   *[other] { $days } days that were asked for are not granted, between { $first } and { $last }. Choose “Approved in part”, so that they can be appealed, or mend the days.
}
decision-problem-fewer-units = { $units } of { $asked } units that were asked for are granted. Choose “Approved in part”, or mend the units.
decision-problem-grants-all = Everything that was asked for is granted. Choose “Approved”, or mend days and units.
decision-on-appeal = A decision on the appeal is recorded with the appeal, day by day
decision-problem-too-long = An authorization covers a year at most; these are { $days } days. Mend the days, or record each year as an authorization of its own.
decision-problem-before-admission = The first covered day is before the admission on { $admitted }. Mend the day, or choose the episode of care to which the days belong.
decision-problem-after-discharge = The first day is after the discharge on { $discharged }. Choose the episode of care to which the days belong.
decision-problem-review-outside = The next review has to be between { $first } and the day after { $last }. Mend its day, or leave it empty where the payer named none.
decision-problem-last-before-first = The last day is before the first. Mend the one that is wrong.

## Codes
request-kind-initial = Initial
request-kind-concurrent = Concurrent
request-kind-retrospective = Retrospective
determination-approved = Approved
determination-partial = Approved in part
determination-pended = Pended
determination-denied = Denied
decision-stage-first-review = First review
decision-stage-peer-to-peer = Peer-to-peer
decision-stage-appeal = Appeal
decision-stage-claim = On a claim
unit-day = Days
unit-visit = Visits
unit-hour = Hours
unit-quarter-hour = Quarter hours
coverage-rank-primary = First
coverage-rank-secondary = Second
coverage-rank-tertiary = Third
funding-self-funded = Self-funded by the employer
funding-insured = Insured
funding-marketplace = Marketplace
funding-medicare = Medicare
funding-medicare-advantage = Medicare Advantage
funding-medicaid = Medicaid
funding-medicaid-managed-care = Medicaid managed care
funding-chip = Children’s Health Insurance Program
funding-government = Other government
funding-unknown = Not known
relation-self = Self
relation-spouse = Spouse
relation-child = Child
relation-other = Other
supplied-heading = When did the payer have what it wanted?
supplied-lead = It asked for more on { $at }. From the moment at which it has everything its time to decide runs.
supplied-at = The payer had it
supplied-save = Save
supplied-on = Supplied on { $at }
supplied-by = To be supplied by { $due }
supplied-link = Say when it was supplied

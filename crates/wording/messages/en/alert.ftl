### Alerts: who has them, how they end, and what is counted.

alert-heading = What needs an answer from you?
alert-lead = Safety alerts that nobody has acknowledged come first, whoever has them; then yours, then those of colleagues. Within each, safety before treatment before tasks, and what has waited longest at the top.
alert-empty = No open alerts.
alert-what-it-is = An alert shows what was answered, scored or missed. It does not say how a patient is or what will happen.
alert-not-watched = Answers are not watched at every hour. The practice's out-of-hours chain applies to safety alerts.
alert-repeats =
    { $count ->
        [one] { $count } alert of this kind
       *[other] { $count } alerts of this kind
    }
alert-unacknowledged =
    { $count ->
        [one] { $count } not acknowledged
       *[other] { $count } not acknowledged
    }
alert-acknowledge = Acknowledge
alert-hand-over = Hand over
alert-hand-over-to = Hand over to
alert-close-open = Close or hand over
alert-signs = You sign as { $name }
alert-back = Back to alerts
alert-of = the alert of { $patient }
alert-with = with { $people }
alert-why = Why?
# A record behind the alert that somebody changed after the alert was raised.
alert-evidence-corrected = Corrected since: version { $version } stands now
alert-evidence-withdrawn = Withdrawn since
alert-evidence = { $kind } of { $day }, as it stood then (version { $version })
alert-page-heading = What is this alert about? { $rule }
alert-state-heading = Who has it, and what was done?
alert-history-heading = What happened so far
alert-repeats-heading = The same sign at other times
alert-no-repeats = This is the only one.
alert-inbox-urgent = Safety, not acknowledged
alert-inbox-own = Yours
alert-filter-label = Which alerts
alert-filter-all = All ({ $count })
alert-filter-class = { $class } ({ $count })
alert-inbox-others = With colleagues
alert-count =
    { $count ->
        [one] { $count } alert
       *[other] { $count } alerts
    }
alert-column-class = Class
alert-column-what = What was found
alert-column-waits = Since it happened
alert-column-owner = State
alert-column-do = What to do
alert-column-when = When
alert-column-event = What happened
alert-column-who = Who
alert-patient-heading = What needs an answer
alert-patient-further =
    { $count ->
        [one] { $count } further alert
       *[other] { $count } further alerts
    }
alert-waited-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
alert-waited-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
alert-waited-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
alert-waits-first = the first of { $count }
alert-close = Close
alert-note = What was done
alert-signature = Signed by
alert-disposition = Outcome
alert-next-step = Goes to { $owner } on { $time } if nobody acknowledges it
alert-next-step-not-closed = Goes to { $owner } on { $time } if it is not closed
alert-end-of-chain = Stays with the clinical director until it is closed
alert-nobody-to-tell = Nobody is set to receive this alert. Ask an administrator to fill the care team, the on-call list and the director.
alert-late = not closed in time
alert-unreadable-heading =
    { $count ->
        [one] { $count } alert cannot be read
       *[other] { $count } alerts cannot be read
    }
alert-unreadable-explained = Nothing goes on about them by itself, and nobody is told of them again. Look at what was answered on these days, and have “throughline doctor” looked at.

## Classes
alert-policy-refused = { $file } was not put in place: { $reason }
alert-policy-put = The policy is in place. It holds for the alerts that are open, too.
alert-class-safety = Safety
alert-class-clinical = Treatment
alert-class-task = Task
alert-class-safety-explained = Runs by the clock, day and night. A person closes it.
alert-answered-by = Answered
alert-program = Program
alert-telephone = Telephone of the patient
alert-no-telephone = No number of the patient's own is on record.
alert-takes-text = takes text messages
alert-add-number = Add a number
alert-all-contacts = All contacts
alert-class-clinical-explained = Runs in business hours. A person closes it.
alert-class-task-explained = Runs in business hours. A person closes it, or the record that satisfies it.

## States
alert-state-open = Open
alert-state-acknowledged = Acknowledged
alert-state-closed = Closed
alert-state-resolved-by-fact = Resolved by a record
alert-resolved-by = Resolved by a record of { $day }

## Places in the chain of owners
alert-owner-primary = the primary clinician
alert-owner-care-team = the care team
alert-owner-on-call = the clinician on call
alert-owner-director = the clinical director

## What happened
alert-event-fact = The record came in
alert-event-raised = Raised
alert-event-raised-for = Raised for { $owner }
alert-event-received = Received
alert-event-shown = Shown
alert-event-acknowledged = Acknowledged
alert-event-escalated = Went to { $owner }
alert-event-not-closed = Not closed in time: went to { $owner }
alert-event-holder-gone = Whoever had it can no longer sign in: went to { $owner }
alert-event-handed-over = Handed over
alert-event-handed-over-to = Handed over to { $name }
alert-event-closed = Closed
alert-event-resolved-by-fact = Resolved by a record

## Outcomes
alert-disposition-safety-assessed = Spoke with the patient and assessed safety
alert-disposition-safety-plan-updated = Wrote or changed the safety plan with the patient
alert-disposition-emergency-services = Called emergency services or asked for a welfare check
alert-disposition-medical-care-arranged = Arranged medical care for withdrawal
alert-disposition-discussed-with-patient = Discussed with the patient
alert-disposition-plan-changed = Changed the treatment plan
alert-disposition-level-of-care-review = Began a review of the level of care
alert-disposition-consulted = Consulted a colleague or supervisor
alert-disposition-continue-plan = Continue the plan, for the reason in the note
alert-disposition-already-addressed = Already addressed
alert-disposition-done = Done
alert-disposition-rescheduled = Put to another day
alert-disposition-patient-declined = The patient declined
alert-disposition-no-longer-needed = No longer needed
alert-disposition-entered-in-error = The record was entered in error

## Why it cannot be done
alert-refused-ended = This alert has ended. Nothing was changed.
alert-refused-already-acknowledged = Somebody has acknowledged this alert already. Nothing was changed.
alert-refused-not-acknowledged = Acknowledge the alert before you close it or hand it over.
alert-refused-other-class = Choose an outcome from the list for this kind of alert.
alert-refused-no-note = Write what was done.
alert-refused-no-signature = Sign with your name and credential.
alert-refused-needs-person = This kind of alert is closed by a person.
alert-refused-backwards = The time lies before the last thing that happened to this alert. Check the day and time.

## Report
alert-report-heading = How many alerts are there, and are they acted on?
alert-report-week = Week of
alert-report-per-clinician = Alerts per clinician
alert-report-shown = Shown
alert-report-silent = Recorded only
alert-report-not-closed = Went on, not closed in time
alert-report-acted-on = Acted on, of those closed by a person
alert-report-acted-on-share = { $part } of { $whole }
alert-report-median-closure = Half were closed within
alert-report-link = Report of alerts
alert-report-lead = Alerts of the last { $weeks } weeks. A rule that is seldom acted on is a reason to change the rule.
alert-report-by-rule = By rule
alert-report-empty = No alert was raised in this time.
alert-report-nobody = No alert reached anybody in this time.
alert-report-none = none
alert-report-median-acknowledgement = Half were acknowledged within
alert-report-most-closure = Nine of ten were closed within
alert-report-closure-explained = Times run from the record that came in to the person's act. What a record resolved counts neither as acted on nor against it.

## Records that an alert rests on
alert-evidence-kind-administration = Administration
alert-evidence-kind-attendance = Attendance
alert-evidence-kind-review = Review
alert-evidence-kind-episode = Episode of care
alert-evidence-kind-level-of-care-period = Level of care
alert-evidence-kind-protocol = Protocol of measures
alert-evidence-kind-record = Record

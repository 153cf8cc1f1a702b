### The audit: who saw and changed what.

audit-heading = Who saw or changed what?
audit-empty = No operation fits. Widen the filter.
audit-column-when = When
audit-column-who = Who
audit-column-action = Action
audit-column-purpose = Purpose
audit-column-patients = Patients
audit-column-outcome = Outcome
audit-actor-system = The program
audit-actor-operator = Operator { $account }
purpose-treatment = Treatment
purpose-operations = Operations
purpose-payment = Payment
purpose-stated-reason = Stated reason: { $reason }
purpose-maintenance = Maintenance

## Filter and pages
audit-lead = Every look at a record and every change is here, newest first. Rows cannot be changed; a chain of seals shows it if somebody tries.
audit-filter-person = Person
audit-filter-everybody = Everybody
audit-filter-patient = Record number or id of a patient
audit-filter-unreadable = Record number or id of a patient: no record has it. Check it letter by letter, or copy the id from the column of patients.
audit-filter-action = Action
audit-filter-everything = Everything
audit-filter-from = From
audit-filter-to = Up to
audit-rows =
    { $count ->
        [one] { $count } operation
       *[other] { $count } operations
    }
audit-newest = Back to the newest
audit-of-patient = Only what touched the record { $record }.
audit-show-all = Show everything
audit-more-patients =
    { $count ->
        [one] { $count } patient
       *[other] { $count } patients
    }
audit-patient-open = Open the record
audit-batch = Import { $batch }
audit-request = Request { $request }
audit-outcome-done = Done
audit-outcome-failed = Not finished
audit-outcome-refused = Refused
audit-refused-for = Refused: { $reason }
audit-refused-not-in-care-team = not in the care team
audit-refused-wrong-password = the present password did not fit

## The chain of seals
audit-check = Check the chain
audit-check-heading = Does the chain of the audit hold?
audit-check-holds = Yes. No sealed row was changed or removed.
audit-check-broken = No. Rows were changed or removed after they were sealed. Tell whoever runs this server, and keep the database and its backups as they are.
audit-check-sealed = Sealed rows checked
audit-check-unsealed = Rows that wait for their seal
audit-check-unsealed-explained = They are late, not broken: the seal comes within minutes.
audit-check-head = Latest seal
audit-check-head-explained = Write it down outside of this system. With it one can show later that nothing before it was changed.
audit-check-broken-caption = Places that do not hold
audit-check-column-first = From number
audit-check-column-last = To number
audit-check-column-problem = What is wrong
audit-check-seal-missing-caption = Rows that have no seal and do not wait for one: it was removed, or they were slipped in
audit-check-waiting-caption = Rows that wait for their seal
audit-check-column-from = Written from
audit-check-column-until = Written until
audit-check-column-rows = Rows
audit-broken-changed = Changed after sealing
audit-broken-row-missing = Row removed
audit-broken-seal-missing = Seal removed

## What was done
audit-action-add-clinician = Added a clinician
audit-action-add-diagnosis = Added a diagnosis
audit-action-add-person = Added a person who signs in
audit-action-add-program = Added a program
audit-action-admit = Admitted a patient
audit-action-change-level = Changed the level of care
audit-action-change-password = Changed the own password
audit-action-change-treating = Changed who treats behind a sign-in
audit-action-change-roles = Changed roles
audit-action-clear-sessions = Removed ended sessions
audit-action-correct-administration = Corrected an administration
audit-action-correct-patient = Corrected a patient
audit-action-disable-person = Disabled or enabled a sign-in
audit-action-discharge = Discharged a patient
audit-action-enable-recalled-values = Enabled recalled values
audit-action-gather-report = Gathered a report
audit-action-join-care-team = Added to a care team
audit-action-withdraw-registered = Withdrew a record of registration
audit-action-move-registered = Moved a record of registration
audit-action-end-membership = Ended a place in a care team
audit-action-move-care-fact = Moved a record to another patient
audit-action-link-patients = Merged records or took a merge back
audit-action-list-people = Listed people who sign in
audit-action-list-programs = Listed programs
audit-action-list-releases = Listed what has left
audit-action-move-administration = Moved an administration
audit-action-record-administration = Recorded an administration
audit-action-register-patient = Registered a patient
audit-action-release = Released something
audit-action-reset-person = Gave a new password and code
audit-action-sign-in = Signed in
audit-action-sign-in-failed = Did not get in
audit-action-sign-out = Signed out
audit-action-state-reason = Stated a reason
audit-action-answer-review = Answered questions of a review
audit-action-ask-clinician = Asked a clinician for answers to a review
audit-action-open-review = Opened a new review for a payer
audit-action-record-authorization-request = Recorded a request for authorization
audit-action-record-coverage = Recorded a coverage
audit-action-record-decision = Recorded a payer’s decision
audit-action-save-deadline-rules = Changed the deadline rules
audit-action-save-payer = Changed the profile of a payer
audit-action-view-authorizations = Looked at authorizations
audit-action-view-deadline-rules = Looked at the deadline rules
audit-action-view-payers = Looked at the payers
audit-action-view-review = Looked at a review
audit-action-view-administration = Opened an administration
audit-action-view-alerts = Opened the inbox of alerts
audit-action-view-alert = Opened an alert
audit-action-show-alerts = Saw alerts on a screen
audit-action-acknowledge-alert = Acknowledged an alert
audit-action-hand-over-alert = Handed an alert over
audit-action-put-protocol = Put a measurement protocol in place
audit-action-put-warning-rules = Put numbers of the warning signs in place
audit-action-review-score = Reviewed a score
audit-action-view-adherence = Looked at adherence
audit-action-view-due-list = Looked at what is due
audit-action-view-protocol = Looked at the protocol
audit-action-post-claims = Took in a file of claims, payments or answers
audit-action-view-books = Looked at claims and payments
audit-action-list-payments = Listed payments
audit-action-match-claim = Said which claim a payer’s decision speaks of
audit-action-release-payment = Found a held payment to be money of its own
audit-action-view-denials = Looked at the denial queue
audit-action-view-denial = Opened a refused line
audit-action-take-denial-step = Took a step about a refused line
audit-action-correct-claim = Wrote a corrected claim
audit-action-view-payment = Opened a payment
audit-action-view-key-figures = Looked at the key figures of billing
audit-action-assess-billing = Looked at the billing assessment
audit-action-say-exposure = Confirmed or dismissed an exposure
audit-action-release-assessment = Made a billing assessment to leave
audit-action-view-score-reviews = Looked at the reviews of a score
audit-action-view-warning-rules = Looked at the rules for warning signs
audit-action-set-on-call = Named who is on call
audit-action-close-alert = Closed an alert
audit-action-view-alert-report = Opened the report of alerts
audit-action-judge = Judged records anew
audit-action-fit-expected-courses = Fitted expected courses
audit-action-import-expected-courses = Took expected courses from a file
audit-action-view-alert-policy = Looked at how long alerts wait
audit-action-put-alert-policy = Put in place how long alerts wait
audit-action-mark-to-judge = Marked patients to be judged anew
audit-action-escalate-alerts = Looked through open alerts
audit-action-escalate-alert = Sent an alert on
audit-action-view-audit = Opened the audit
audit-action-view-caseload = Opened the caseload
audit-action-view-document = Opened a released document
audit-action-view-patient = Opened a patient
audit-action-withdraw-recalled-values = Withdrew the permission to use recalled values
audit-action-void-administration = Withdrew an administration

### The packet of a review: on the page of its author, in the PDF and at the command line.

packet-variant-initial = Initial review
packet-variant-concurrent = Concurrent review
packet-variant-peer-to-peer = Peer-to-peer brief
packet-variant-retrospective = Retrospective review
packet-variant-appeal-first = Appeal, first level
packet-variant-appeal-second = Appeal, second level
packet-variant-external-review = External review

packet-section-status = Where the patient stands
packet-section-why-this-level = Why this level of care
packet-section-why-not-lower = Why a lower level would not do
packet-section-next-step = What comes next
packet-section-precipitant = What brought the patient into care
packet-section-diagnoses = Diagnoses
packet-section-history = Treatment before
packet-section-risk = Risk and incidents
packet-section-function = Function
packet-section-substance = Substance use
packet-section-medications = Medications
packet-section-medical = Medical conditions
packet-section-participation = Attendance and participation
packet-section-goals = Treatment goals
packet-section-plan-change = What changed in the plan since { $day }
packet-section-barriers = Barriers
packet-section-environment = Home and supports
packet-section-discharge = Discharge plan
packet-section-contact = Attending clinician

packet-title = { $variant } for { $payer }
packet-request = { $practice } asks { $payer } for { $count ->
    [one] { $count } day
   *[other] { $count } days
} of { $level } from { $day }.
packet-request-units = { $practice } asks { $payer } for { $count } units ({ $unit }) of { $level } from { $day }.
packet-request-open = { $practice } asks { $payer } for { $level } from { $day }.
packet-request-appeal = { $practice } asks { $payer } to review its decision of { $day } about { $level }.
packet-asked = Asked for
packet-proposed = proposed: the payer’s usual days
packet-request-proposed = The number of days is proposed: the payer’s usual days.
packet-asked-from = from { $day }
packet-criteria-missing = The payer’s profile names no criteria, and the packet leaves without them. Ask the payer which criteria it uses and enter them in its profile.
packet-unsaid = Nobody has said yet what only a person can say. The packet can leave without it, and argues with less:
packet-patient = Patient
packet-born = Born
packet-member = Member id
packet-authorization = Authorization
packet-program = Program
packet-level = Level of care
packet-codes = Codes
packet-admitted = Admitted
packet-admission-planned = Admission planned for
packet-criteria = Criteria
packet-data-until = Records up to
packet-for = For
packet-none-on-record = none on record
packet-measures = Measures
packet-measures-lead = Every score since admission, favorable or not.
packet-measures-column-scores = Every score with its day
packet-measures-column-verdict = Change since baseline
packet-score = { $points } on { $day } { $cites }
packet-weeks = Attendance by week
packet-weeks-column-week = Week of
packet-weeks-column-pieces = Attended
packet-weeks-column-hours = Hours
packet-weeks-column-records = Records
packet-weeks-pieces = { $attended } of { $planned }
packet-weeks-hours = { $delivered } of { $planned }
packet-clauses = The payer’s criteria, clause by clause
packet-clauses-column-clause = Clause, in the payer’s words
packet-clauses-column-answer = How it is met
packet-dispute = The decision that is disputed
packet-dispute-reason = Reason given on { $day }: “{ $reason }”
packet-dispute-no-reason = The decision of { $day } gives no reason.
packet-dispute-reviewer = Reviewer: { $reviewer }. Reference: { $reference }.
packet-days = Day by day
packet-days-refused = { $service }, { $amount }, refused with { $code }
packet-days-column-day = Day
packet-days-column-standing = What stood on that day
packet-days-column-events = What happened
packet-days-column-hours = Given at this level
packet-days-nothing = No incident or change on record.
packet-days-no-service = None on record
packet-days-standing = { $fact } ({ $age ->
    [0] that day
    [one] { $age } day before
   *[other] { $age } days before
})
packet-determination = Our own determination
packet-determination-line = { $outcome } By the practice’s criteria { $set }. { $cites }
packet-determination-rule = { $rule }: { $verdict }
packet-contradictions-shown = What speaks against the request, and what we say to it
packet-contradiction-accepted = The author lets it stand.
packet-words-signed = { $author }, { $day }
packet-words-unsigned = { $author }, { $day }, not signed by a clinician
packet-words-unchanged = unchanged since { $day }
packet-index = Evidence by day
packet-index-lead = Each number in the text stands for a record here: its kind, the first digits of its id, version, author, time of entry, and the first digits of the hash of its content. The practice shows the records on request. Times are those of { $zone }.
packet-index-brief = The numbers are those of the evidence by day, which stands on the practice’s page of this packet and in its file for other programs, under the snapshot named below.
packet-index-entry = { $number } · { $kind } { $id } v{ $version } · { $author }, { $at } · { $hash }
packet-index-entry-unknown = { $number } · { $kind } { $id } v{ $version }
packet-attestation = Attestation
packet-attestation-words = I have read this packet. Each statement of fact cites a record of the practice. Unfavorable scores, incidents and facts were not left out.
packet-signed = Signed: { $author }, { $at }
packet-footer-page = Page { $page } of { $pages }
packet-footer = Made { $at } · records up to { $until } · snapshot { $hash }
packet-confidential = Confidential: for the recipient named here and for this review only.

packet-fact-dated = { $fact } ({ $day }).
packet-fact-dated-series = { $fact } ({ $count } records, { $first } to { $last }).
packet-fact-safety-reported = { $instrument }: { $count ->
    [one] reported { $entries } on { $last-day }
   *[other] reported { $entries } { $count } times, last on { $last-day }
}.
packet-fact-safety-not-reported = { $instrument } of { $day }: asked, not reported: { $entries }.
packet-fact-safety-open = { $instrument } of { $day }: not known, because it was not answered: { $entries }.
packet-fact-score = { $instrument }: { $points }.
packet-against-low-risk = Risk is rated: { $level }.
packet-against-mild-score = The newest { $instrument } score is { $newest }, in a mild band or below.
packet-against-worse-score = The { $instrument } went from { $first } to { $newest }: more severe than at first.
packet-against-attendance = The patient missed { $missed } of { $planned } planned sessions.
packet-against-participation = Participation: { $rating }.
packet-against-goals-met = All goals of the plan are reached.
packet-against-goal = Goal without progress: { $goal }
packet-against-screen = A drug screen was not as expected.
packet-against-step-down = The step down was planned for { $target }, which has passed.
packet-against-carried = { $question }: the same words stand since { $since }.

packet-kind-administration = Score
packet-kind-review-answer = Statement
packet-kind-criteria-clause = Clause
packet-kind-authorization = Authorization
packet-kind-authorization-determination = Payer’s decision
packet-kind-authorization-request = Request
packet-kind-determination = Determination
packet-kind-diagnosis = Diagnosis
packet-kind-medication = Medication
packet-kind-treatment-goal = Goal
packet-kind-discharge-appointment = Appointment

packet-refused-unanswered = { $count ->
    [one] { $count } fact that speaks against the request is not answered. Answer it, or let it stand; then release the packet.
   *[other] { $count } facts that speak against the request are not answered. Answer each, or let it stand; then release the packet.
}
packet-refused-no-author = Nobody signs for the packet. Name the author with credential.
packet-refused-no-denial = There is no denial on record that an appeal could answer. Record the payer’s decision first.
packet-refused-no-payer = No payer is on record for { $day }: nobody knows whose criteria, member number and time would stand in it. Record the coverage first.
packet-refused-nothing = No record answers anything yet: there is nothing to release. Record answers to the review first.
packet-refused-changed = Nothing left: records changed since you looked at the packet. Look at it again below or on its page, and release it then.

## The page of its author
packet-heading = What does the packet about { $patient } say?
packet-lead = { $variant } for { $payer }. The pages are made anew from the records whenever you look; releasing keeps them as they are then.
packet-link = Packet
packet-variant-choose = Variant
packet-show = Show
packet-back = Back to the review
packet-against-heading = What speaks against the request?
packet-against-lead = A reviewer will find these facts. Answer each, or let it stand, before the packet is released. The list itself stays inside unless you choose otherwise.
packet-against-none = No record speaks against the request.
packet-against-words = Your answer
packet-against-answer = Save the answer
packet-against-accept = Let it stand
packet-against-stands = You let it stand.
packet-against-answered = Your answer: { $words }
packet-saved = It is on record.
packet-clauses-heading = Which clause of the payer’s criteria is met by what?
packet-clauses-lead = Enter the clauses of { $criteria }, each as a short quotation. They go back to this payer only.
packet-clauses-criteria-unknown = the criteria that the payer named
packet-clause-quotation = Clause, in the payer’s words
packet-clause-argument = How it is met
packet-clause-rests-on = It rests on the answers to
packet-clause-add = Add the clause
packet-clause-remove = Take it out
packet-preview-heading = The packet
packet-why = Why?
packet-why-record = { $number }: { $kind } of { $day }, version { $version }
packet-why-made = { $author }, { $at }
packet-release-heading = Release the packet
packet-release-link = Release the packet
packet-release-lead = { $variant } about { $patient } for { $payer }. The bytes are kept as they leave.
packet-release-author = Author, with credential
packet-release-signed = You sign as { $author }.
packet-release-make = Sign and release
packet-ground = Ground
packet-ground-consent = { $basis }, on the consent signed { $day } (…{ $id })
packet-left-out = Left out as not needed for this decision: { $sections }.
packet-release-no-birth-day = Without the day of birth; the member id stays
packet-release-without = Leave out, as not needed for this decision
packet-release-without-hint = Only sections in which nothing speaks against the request; scores, incidents and facts against it always stay. The packet says what was left out.
packet-release-initials = Initials in place of the name
packet-release-determination = With our own determination
packet-release-contradictions = With what speaks against the request and what you say to it
packet-release-format = In which form
packet-release-pages = Pages, as PDF
packet-release-html = One page for a browser or a screen reader, as HTML
packet-release-data = Data for another program, as JSON
packet-release-choices = What else goes in
packet-release-again = The packet was released before
packet-released-line = { $variant }, signed by { $author }, { $at }
packet-evidence = Evidence by day
packet-unanswered-hint = The release waits until each fact above is answered or let stand.

release-subject-review-packet = Review packet

## The command line
command-packet-draft = { $variant } for { $payer }: { $statements } statements from { $records } records. Nothing has left.
command-packet-open = not answered
command-no-review = No review is open under this number.
command-no-review-hint = See `throughline reviews --open`; a review is opened on the board.

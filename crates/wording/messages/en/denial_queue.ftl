### The denial queue: which refused lines to work on, what is to be expected of each, and what was done. Values are codes, numbers of claims and amounts,
### never names of patients.

## The queue
denials-heading = Which refused line do we work on first?
denials-lead = Every line that a payer refused and nobody decided otherwise since, the most to be expected first: what it is worth, times how often such refusals were won here. As of { $day }.
denials-lead-history = Of kinds of which fewer than { $needed } were decided again no share is shown. The order draws what came of them toward one half, so a line of a kind without any history stands at half of what it is worth.
denials-appeal-open = Appeal being prepared
denials-upheld = The denial was upheld on { $day }: it is ours again
denials-rejected = Not taken in: no payer decides on it. Correct and send again
denials-empty = No refused line stands.
denials-empty-filter = No refused line fits this filter.
denials-count =
    { $all ->
        [one] { $count } of one refused line
       *[other] { $count } of { $all } refused lines
    }
denials-filter-category = Kind
denials-filter-payer = Payer
denials-filter-worked = Worked on
denials-filter-order = First
denials-filter-all = All
denials-filter-open = Nothing done yet
denials-filter-done = Something done, or written off
denials-filter-asked = Asked to be written off, not approved yet
denials-filter-standing = All but written off
denials-order-value = Most to be expected
denials-order-deadline = Earliest deadline
denials-column-claim = Claim
denials-column-why = Why it is refused
denials-column-expected = To be expected
denials-column-deadline = Last day
denials-column-effort = Effort
denials-column-next = Next step or state
denials-line = line { $line }
denials-whole = whole claim
denials-worth = { $amount } worth
denials-no-loss = nothing: it is not a loss
denials-worth-unknown = worth not known
denials-refused = { $amount } refused
denials-own-history = won { $won } of { $decided } ({ $low } to { $high } %)
denials-no-history =
    { $decided ->
        [0] too few decided again to say how often it was won: 0, from { $needed } on it is shown; until then the queue sorts it at half of what it is worth
       *[other] too few decided again to say how often it was won: { $decided }, from { $needed } on it is shown; until then the queue sorts it by what came of them, drawn toward half of what it is worth
    }
denials-late = too late since { $day }
denials-no-deadline = not known
denials-deadline-days =
    { $days ->
        [0] today
        [one] in one day
       *[other] in { $days } days
    }
denials-on-file = Authorization on file, not on the claim
denials-granted-otherwise = Authorization { $number } is on file for another level: { $level }
denials-granted-by-another = Authorization { $number } is on file from another payer: { $level }
denials-open = Work on it
denials-open-about = Work on claim { $number }
denials-link = Denial queue

## A refusal
refusal-heading = What do we do about this refusal?
refusal-lead = Claim { $number }, { $line }, { $payer }. Decided on { $day }.
refusal-why = Why it was refused
refusal-reason = Reason
refusal-remark = Remark
refusal-remark-unknown = not in our table
refusal-official = The list says: { $text } ({ $source })
refusal-kind = Kind
refusal-preventable = Could have been prevented
refusal-recoverable = Comes back
refusal-usual = What is usually done
refusal-service = Service
refusal-service-day = Day of service
refusal-charged = Charged
refusal-expected = To be expected
refusal-deadline = Last day
refusal-deadline-source = { $payer }, rule { $rule } ({ $source }), { $checked }
refusal-deadline-for = who appeals: { $appellant }; { $source }
refusal-deadline-verified = checked against two sources
refusal-deadline-unknown = Not known: no coverage of the patient names the payer, or its profile and the rules on record say nothing of what is to be done.
refusal-authorizations = Authorization on the claim
refusal-authorization-none = none
refusal-steps = What was done
refusal-steps-none = Nothing yet.
refusal-step-by = { $name }, { $at }
refusal-step-approved = approved by { $name }
refusal-actions = What can be done
refusal-on-file-heading = The authorization is on file and not on the claim
refusal-on-file-lead = Authorization { $number } of our records covers the day, and the claim was sent without it. That needs a corrected claim, no appeal. It leaves as a replacement of what the payer knows as { $control }, for payment, to { $payer }.
refusal-on-file-button = Release the corrected claim
refusal-on-file-reason = Claim sent without its authorization
refusal-correct-heading = Corrected claim
refusal-correct-lead = The claim as it was sent, with what was wrong put right, as a replacement of what the payer knows.
refusal-correct-out = A corrected claim left on { $day }, and the payer has to answer it. A second one of the same version would undo it: open the step again only where that one did not arrive or was not taken in.
refusal-correct-link = Correct the claim
refusal-elsewhere-heading = Corrected in the billing system
refusal-elsewhere-lead = What the form above cannot put right, correct in the system that sent the claim. Then record here that the corrected claim was sent.
refusal-elsewhere-reason = What was corrected, and when was it sent?
refusal-elsewhere-save = Record that it was sent
refusal-appeal-heading = Appeal
refusal-appeal-lead = The appeal of this stay speaks of the day. Notice, deadlines, papers and letter are there.
refusal-appeal-link = Open the appeal
refusal-appeal-takes-none = The payer takes no appeal of this line ({ $remark }). Send a corrected claim.
refusal-appeal-open-lead = Opens the appeal for the stay, with this line and its day in dispute. Notice, deadlines, papers, packet and letter are there; nothing leaves before you release it.
refusal-appeal-with = Also answer in the same letter
refusal-appeal-with-hint = Refused for the same reason by the same payer, in the same stay.
refusal-appeal-other = { $day }: { $service }, { $amount }, claim { $number }
refusal-appeal-open = Open an appeal
refusal-appeal-opened = An appeal answers this line. Its notice, deadlines, papers and letter are there.
refusal-records-heading = Records
refusal-records-lead = Say that the records which the payer asked for are being put together.
refusal-records-save = Records are being put together
refusal-write-off-heading = Write it off
refusal-write-off-lead = { $amount } comes off the books. It stays on record with reason and approver.
refusal-write-off-reason = Why
refusal-write-off-approver = Approved by you, { $name }. The name stays with the record.
refusal-write-off-save = Write it off
refusal-write-off-asks = Above { $limit } nobody writes off alone: this asks for it, and somebody else approves.
refusal-write-off-ask = Ask to write it off
refusal-write-off-asked-by = { $name } asks for it: { $reason }
refusal-write-off-approves = Approved by you, { $name }. The name stays with the record.
refusal-write-off-approve = Approve writing it off
refusal-write-off-refuse = Do not approve it
refusal-write-off-withdraw = Withdraw the request
refusal-write-off-own = You asked for it. Above { $limit } somebody else approves.
refusal-write-off-not-approved = writing it off was not approved
refusal-write-off-withdrawn = the request to write it off was withdrawn by who made it
refusal-reopen-heading = Open again
refusal-reopen-lead = The last step does not hold any more.
refusal-reopen-reason = Why is it open again?
refusal-reopen-save = Open it again
refusal-done-step = The step is kept.

## A corrected claim
correct-heading = What is to be put right?
correct-lead = Claim { $number } leaves as it was sent, with this change, as a replacement of { $control }. What is written is read back and compared before it leaves.
correct-authorization = Number of the authorization
correct-authorization-hint = Left empty, the claim keeps what it has.
correct-modifiers = Modifiers of the refused line
correct-modifiers-hint = Two letters or digits each, separated by spaces; at most four.
correct-diagnoses = Diagnoses of the claim
correct-diagnoses-hint = All of them, the principal first, separated by spaces. Lines point at them by their place.
correct-member = Number of the member
correct-member-hint = As it stands on a coverage of this patient. A new one is recorded there first.
correct-units = Units of the refused line
correct-units-hint = A number above zero; a point stands before what is less than a whole unit. The charge stays as it was sent.
correct-held-reason = Why it may leave although rules hold it
correct-held-reason-hint = Stands on record beside the claim, with your name and the rules.
correct-else = Anything else, correct in the billing system; then record that it was sent:
correct-release = Release the corrected claim
correct-refused-no-patient = Nobody can say whose claim this is: neither the record number nor the member number with birth day and name leads to a patient. Register the patient or the coverage first.
correct-refused-not-in-file = The file with which this claim was sent is not kept here: it was posted before files were kept. Correct the claim in the system that sent it, then record on the page of the refusal that it was sent.
correct-refused-no-payer-control = The payer’s number of this claim is not known. A replacement has to name it.
correct-refused-no-bill = No bill to this payer is on record: another payer passed the claim on to it. What it decided cannot be answered with a claim that went to somebody else; write to the payer.
correct-refused-nothing-stands = No payer’s decision on this claim stands: what was paid was taken back, or nobody decided yet. There is nothing to take back.
correct-refused-already-voided = The void of this claim left for this payer already, under the number that the payer gave it. A second one would take back nothing more.
correct-refused-already-corrected = A corrected claim about this decision left already. A second one of the same version would undo it. Read the file of the corrected claim in on the page of claims, or open the step again with a reason first.
correct-refused-held = Rules hold the claim as it would leave. What ought to be, and what to do: { $rules } Mend what they name: the records stand on the page of the claim. If it may leave all the same, say why.
correct-refused-nothing-changed = Nothing is changed: the claim has this already.
correct-refused-would-lose = The claim was sent with a segment { $segment } that would be lost. Correct it in the system that sent it, then record on the page of the refusal that it was sent.
correct-refused-unwritable = The claim cannot be written as its guide asks ({ $what }). Correct it in the system that sent it, then record on the page of the refusal that it was sent.

## Codes
refusal-preventable-front-end = before or at admission
refusal-preventable-mid-cycle = during care
refusal-preventable-billing = when billing
refusal-preventable-no = not by us
refusal-recoverable-high = often
refusal-recoverable-medium = sometimes
refusal-recoverable-low = seldom
refusal-recoverable-none = not a loss
refusal-effort-little = little
refusal-effort-some = some
refusal-effort-much = much
refusal-step-corrected-claim = Corrected claim released
refusal-step-corrected-elsewhere = Corrected claim sent by the billing system
refusal-step-appeal = Appealed
refusal-step-records = Records are being put together
refusal-step-write-off-asked = Asked to write it off; somebody else approves
refusal-step-write-off = Written off
refusal-step-reopened = Open again

## What leaves
release-subject-corrected-claim = Corrected claim
release-subject-void-claim = Void of a claim
release-subject-billing-assessment = Billing assessment
assessment-released-before = What left before
assessment-released-patients = Patients

## On what a claim leaves, and what came back about it
footing-free = No program under 42 CFR Part 2 holds this patient’s records: what is made here may leave to { $payer } for payment.
footing-consent = A program under 42 CFR Part 2 holds records of this patient. The consent signed on { $day } reaches { $payer } for payment: what is made here may leave on it.
footing-lacking = A program under 42 CFR Part 2 holds records of this patient, and as of now nothing may leave to { $payer } for payment.
footing-no-consent = No consent on record reaches this payer for this use.
footing-revoked = The consent was revoked on { $day }.
footing-expired = The consent held until { $day }.
footing-who = A consent is recorded by a clinician of the care team, utilization review or a director; without one, name another basis that holds.
sent-file-link = The file as it left
sent-file-unanswered = No 999 about the file has come yet.
sent-file-answered = The file by its 999: { $verdict }.
sent-claim-unanswered = No 277CA about the claim has come since.
sent-claim-answered = The claim by its 277CA: { $verdict }.
sent-claim-answered-on = The claim by its 277CA of { $day }: { $verdict }.

### Claims and money: what became of claims, what waits for a person. Values are codes, numbers of claims and amounts, never names of patients.

## What became of a claim
claim-status-paid = Paid
claim-status-partial = Refused in part
claim-status-denied = Denied
claim-status-secondary = By a second payer
claim-status-never-remitted = No answer

## The summary of a reconciliation
reconcile-claims = Claims { $claims }, charged { $charge }. Answered { $remitted }, paid { $paid }.
reconcile-payments = Payments { $count }, in all { $amount }. Beside the claims { $elsewhere }.
reconcile-status = What became of them
reconcile-refused = Refused at first
reconcile-payers = Paid, by payer
reconcile-levels = Answered, by level of care
reconcile-level-unknown = Not known
reconcile-count = Claims
reconcile-charge = Charged
reconcile-paid = Paid
reconcile-code = Reason
reconcile-unknown-reason = Not in our table
reconcile-look = To look at
reconcile-rejected =
    { $count ->
        [one] One claim was rejected before any payer decided. Mend it and send it again: it is not denied.
       *[other] { $count } claims were rejected before any payer decided. Mend them and send them again: they are not denied.
    }
reconcile-queue =
    { $count ->
        [one] One decision, with { $amount }, fits no claim for certain. It is in no figure above.
       *[other] { $count } decisions, with { $amount }, fit no claim for certain. They are in no figure above.
    }
reconcile-held =
    { $count ->
        [one] One payment may be money that another file brought. It is in no figure above.
       *[other] { $count } payments may be money that other files brought. They are in no figure above.
    }
reconcile-unbalanced-payments =
    { $count ->
        [one] One payment differs from its claims and what stands beside them.
       *[other] { $count } payments differ from their claims and what stands beside them.
    }
reconcile-accounts =
    { $count ->
        [one] One claim does not add up by the payer’s own figures, or was answered in an unusual way: { $claims }.
       *[other] { $count } claims do not add up by the payers’ own figures, or were answered in an unusual way: { $claims }.
    }
reconcile-two-kinds =
    { $count ->
        [one] One claim number was used for a professional and an institutional bill. Its charge counts once; payers answer by number alone.
       *[other] { $count } claim numbers were used for a professional and an institutional bill. Their charges count once; payers answer by number alone.
    }
reconcile-and-more = and { $count } more
reconcile-file-problems =
    { $count ->
        [one] { $file }: one problem. “throughline x12 inspect” says where and what to do.
       *[other] { $file }: { $count } problems. “throughline x12 inspect” says where and what to do.
    }
reconcile-file-empty = { $file } holds no claims, payments or answers. Check that the right file was chosen.
reconcile-no-files = Name at least one file, with --claims, --remits or --answers.
reconcile-reasons-wrong = { $file } is no table of reasons: { $reason }

## What was not understood in a file
claim-file-amount-too-large = An amount is beyond ten billion dollars. It counts as zero.
claim-file-units = “{ $value }” is not a number of units. It counts as one.
claim-file-units-empty = A number of units is not filled in. It counts as one.
claim-file-days = “{ $value }” is not a day or period of the calendar. It was left out.
claim-file-days-empty = A day that is needed is not filled in. It was left out.
claim-file-diagnosis = “{ $value }” is not an ICD-10-CM code. It was left out.
claim-file-diagnosis-empty = A diagnosis has no code. It was left out.
claim-file-group = “{ $value }” is not a group of adjustments. Its amount is neither the patient’s nor the provider’s.
claim-file-group-empty = An adjustment names no group. Its amount is neither the patient’s nor the provider’s.
claim-file-status = “{ $value }” is not a status of a decision. The lines alone say what was decided.
claim-file-status-empty = A decision has no status. The lines alone say what was decided.
claim-file-no-coverage-answer = The payer does not say whether the coverage is active (its reasons: “{ $value }”). The answer was left out.
claim-file-no-coverage-answer-empty = The payer does not say whether the coverage is active, and gives no reason. The answer was left out.
claim-file-nobodys-coverage = The answer about coverage is of nobody on record: member number, birth day and family name lead to no patient. It was left out.
claim-file-review-not-used = A request for an authorization or the answer to one (X12 278) is not used. Enter what was granted on the page of the patient’s authorizations, or bring it as a table of authorizations.
claim-file-amount = { $value } is not an amount of money. The claim or payment in which it stands is not posted: ask the sender for a mended file, and post that.
claim-file-unbalanced = The figures do not add up at { $value }. They are posted as they stand and flagged: ask the sender.
claim-file-repeats = { $value } came before in this file. Nothing is posted twice: check that the file was not put together twice.
claim-file-format = The file breaks its format at { $value }. What was understood is posted; read the file on the page of claims for what to do.
claim-file-no-trace = The payment has no trace number, so that the same payment in another file cannot be recognized.
claim-file-cut-payment = The file ends inside of this payment. It is kept and not posted: ask the sender for the whole file.
claim-file-cut = The file ends inside of a transaction. What came before was read: ask the sender for the whole file.
claim-file-foreign = Bytes that belong to no interchange were passed over: { $value }.

## Importing claims and payments
command-import-claims-dry-run = A file of claims or payments cannot be tried without taking it in: { $file }. Leave --dry-run out, or reconcile the file: that stores nothing.
command-import-payments-held =
    { $count ->
        [one] One payment may be money that came before, or is cut off. It is kept and not posted.
       *[other] { $count } payments may be money that came before, or are cut off. They are kept and not posted.
    }

## The page of claims
claims-heading = What became of our claims?
claims-lead = By what payers said first on each claim. Money that came or was taken back later is in the sums.
claims-empty = No claim and no payment is on record yet. Read a file of your clearing house or payer to begin.
claims-read-file = Read a file
claims-column-status = What became of it
claims-column-action = What is usually done
claims-column-refused = Refused
claims-column-given-back = Number that came back
claims-column-match = Which claim is it?
claims-column-trace = Check or transfer
claims-column-amount = Amount
claims-column-why = Why it waits
claims-column-decide = Decide
claims-column-claim = Claim
claims-column-patient = Patient owes
claims-column-written-off = Taken off by the contract
claims-column-next = Why, and what is next
claims-reasons-version = Table of reasons { $version }
claims-queue-heading = Which claim does the payer mean?
claims-queue-lead = These decisions fit no claim for certain. Their money is in no sum below until you say which claim they mean.
claims-match-claim = Claim { $number }
claims-match-other = Another claim
claims-match-save = Match
claims-match-none = None of ours
claims-match-undo = Take this back
claims-match-about = { $choice }: { $number }
claims-set-aside = None of ours
claims-confidence = { $confidence } in a hundred
claims-held-heading = Is this money of its own?
claims-release = Post it
claims-rejected-heading = Not taken in
claims-rejected-lead = No payer has decided on these claims. Mend them and send them again in time: they are not denied.
claims-answers-heading = Answers, one by one
claims-answer-file = File, group { $number }
claims-answer-next = What to do
claims-answer-accepted = Nothing: wait for the payer’s decision.
claims-answer-rejected = Mend it and send it again in time.
claims-answer-received = Wait for the next answer.
claims-answer-file-accepted = Nothing: wait for the answers about its claims.
claims-answer-file-rejected = None of its claims was taken in. Mend the file and send it again.
claims-posted-new = New: claims, payments and answers
claims-posted-known = Already there
claims-posted-joined = New claims that have their patient
claims-posted-batch = The file among the imports
claim-turned-away-day = Answered on { $day }:
claim-turned-away-file = Its whole file was turned away.
claim-turned-away-file-by = Last day to file it by the payer’s profile: { $day }.
claim-turned-away-next = No payer has decided on it, so it is not denied. Mend it and send it again in time.
claims-read-problem-times = { $count } times; this is the first
claims-read-kinds-more = Kinds of problems that are not shown: { $count }
claims-rejected-why = Why, and the code as it came
claims-read-deadline = until { $day }
rejection-unprocessable = It could not be processed at all
rejection-missing = Something is missing in it
rejection-invalid = Something in it is not valid
rejection-mismatch = Two things in it do not fit each other
rejection-other = Turned away; the code says no more here
claims-unusual-heading = To look at
claims-unusual-lead = The payers’ own figures for these claims do not add up, or the claims were answered in an unusual way.
claims-done-posted = The file is posted.
claims-done-before = The same file was posted before. Nothing changed.
claims-done-matched = Your word is kept. The sums are made anew.
claims-done-released = The payment is posted.

## Reading a file before it is posted
claims-file-heading = Which file do you want to read?
claims-file-lead = Claims, payments or answers in X12, as your clearing house or payer sends them. It is read first; nothing is posted before you say so.
claims-file-hint = Up to { $megabytes } MB.
claims-read = Read it
claims-post = Post this file
claims-read-heading = What does this file say?
claims-read-lead = { $file }. Nothing is posted yet.
claims-read-empty = This file holds no claims, payments or answers. There is nothing to post.
claims-read-before = The same file was posted before. Posting it again changes nothing.
claims-read-claims = Claims
claims-read-claims-of =
    { $count ->
        [one] One claim, charged { $charge }
       *[other] { $count } claims, charged { $charge }
    }
claims-read-covered = Answers: coverage active
claims-read-not-covered = Answers: coverage not active
claims-read-payments = Payments
claims-read-payments-of =
    { $count ->
        [one] One payment of { $amount }, decisions on claims: { $decisions }
       *[other] { $count } payments, { $amount } in all, decisions on claims: { $decisions }
    }
claims-read-repeated =
    { $count ->
        [one] One payment stands twice in this file (same payer, number and day) and is posted once.
       *[other] { $count } payments stand twice in this file (same payer, number and day) and are posted once.
    }
claims-read-cut =
    { $count ->
        [one] One more is cut off: it is kept, not posted, and in no sum.
       *[other] { $count } more are cut off: they are kept, not posted, and in no sum.
    }
claims-read-claim-payer = To
claims-read-claim-fine = nothing
claims-read-payment = { $payer } pays { $amount } on { $day } ({ $trace })
claims-read-decisions = Decisions of { $trace }
claims-read-unbalanced = The payment differs by { $amount } from its claims and what stands beside them. Ask the payer before you post it.
claims-read-beside = Beside the claims: { $amount }. Such money is a take-back, interest or a balance from another payment.
claims-read-more = { $shown } of { $count } decisions are shown. All are posted.
claims-read-problems = Not understood
claims-decision-unbalanced = The payer’s figures for this claim leave { $amount } unexplained.
claims-elsewhere = { $amount } is settled elsewhere, most often by an earlier payer.
claims-lines =
    { $count ->
        [one] one line
       *[other] { $count } lines
    }
claims-next-bill-patient = Bill the patient’s share.

## What a payer’s decision comes to
decision-outcome-accepted = Accepted
decision-outcome-refused-in-part = Refused in part
decision-outcome-refused = Refused
decision-outcome-taken-back = Taken back
decision-outcome-no-money = No money moves

## What is usually done about a denial
usual-action-corrected-claim = Send a corrected claim
usual-action-appeal = Appeal
usual-action-records = Send the records
usual-action-rebill = Bill the payers in their order
usual-action-bill-patient = Bill the patient, where that is allowed
usual-action-review = Look at it first

## By what a claim was found
match-basis-payer-control = By the payer’s number
match-basis-claim-number = By our number
match-basis-altered-number = By our number, cut or changed
match-basis-line-numbers = By the numbers of lines
match-basis-member-and-service = By member, day and procedure
match-basis-person = By a person

## Why a payment waits
why-held-sent-again = The same payment came in another file.
why-held-control-reused = The same control numbers came with another content.
why-held-incomplete = The file ended inside of this payment.
why-held-gave-way = The file ended inside of this payment; more of it came in another file and is posted.

## What an answer says about a claim
acknowledgment-accepted = Taken in
acknowledgment-rejected = Not taken in
acknowledgment-received = Received, not decided

## Payments
payments-heading = What did payers pay, and is it explained?
payments-lead = A payment is explained when it is the sum of what its claims are paid, less what stands beside them.
payments-link = Payments
payments-empty = No payment is on record yet.
payments-count =
    { $all ->
        [one] { $count } of one payment
       *[other] { $count } of { $all } payments
    }
payments-no-trace = without a number
payments-column-day = Day
payments-column-decisions = Decisions
payments-column-state = Explained?
payments-explained = Explained
payments-held = Kept, not posted
payments-differs = Differs by { $amount }
payment-heading = What does this payment say?
payment-held = This payment is kept and not posted.
payment-balance = Does it add up?
payment-column-what = What
payment-claims = Paid on claims
payment-difference = Not explained
payment-amount = The payment
payment-decisions = Claims in it
payment-unmatched =
    { $count ->
        [one] One decision fits no claim for certain. Say which claim it means:
       *[other] { $count } decisions fit no claim for certain. Say which claims they mean:
    }

## Money that belongs to no claim
provider-adjustment-wo = An overpayment taken back, or parked to be taken back
provider-adjustment-fb = A balance from or to another payment
provider-adjustment-72 = A refund that was agreed
provider-adjustment-l6 = Interest
provider-adjustment-le = A levy
provider-adjustment-other = Another reason

## The work list of held claims
held-heading = Which held claim do we work on first?
held-link = Held claims
held-lead = Claims that a failed rule holds, by rank. Looked at: { $count }. The rank says where to look first; it is no chance of an audit. What a payer took in is left out: it can only be corrected or withdrawn.
held-empty = No claim is held.
unjoined-link = Claims without a patient
unjoined-heading = Whose claims are these?
unjoined-lead = They fit no patient for certain: { $count } of { $all } claims. Nobody is joined by a name alone, nor against a birth day. Many at once come by a crosswalk file: account number and record number, on the page Imports.
unjoined-empty = Every claim on record has its patient.
unjoined-billed = Billed for
unjoined-born = Born
held-of-nobody = Claims that fit no patient for certain: { $count }. For them, rules about the patient are not known.
claims-shown = { $count } of { $all }
held-filter-role = Who mends it
held-filter-all-roles = Everybody
held-filter-which = Claims
held-undecided = That no payer has yet
held-with-payer = Also those that a payer has
held-since = The payer has had it since { $day }.
held-sent = The payer has it.
held-too-late = Nothing holds back what a payer has: send a correction or a withdrawal. Where a consent under 42 CFR Part 2 was missing, tell compliance: the disclosure has happened.
held-with-decided = Also those that a payer has or decided
held-role = { $role } ({ $count })
held-column-rank = Rank
held-column-why = Rules it does not meet, who mends it and how
held-decided = A payer decided.

## Answers to requests for authorizations (278)
review-answers-heading = Answers to requests for authorizations
review-answers-lead = Nothing of these is posted. Open the record of the decision with what the file says filled in, compare it with what was asked, and save it.
review-answer-member = Member
review-answer-decision = What was decided
review-answer-days = Days of which it speaks
review-answer-number = Number { $number }
review-answer-units =
    { $count ->
        [one] One day or visit
       *[other] { $count } days or visits
    }
review-answer-reasons = Codes of its reasons: { $codes }
review-answer-record = Record it
review-answer-by-utilization-review = Utilization review records it.
review-answer-nobody = Nobody with this member number and this birth day or name is on record. Record the coverage first, then read the file again.
review-answer-reference = 278, interchange { $control }
review-verdict-granted = Granted as it was asked
review-verdict-in-part = Granted in part, or otherwise than it was asked
review-verdict-refused = Not granted
review-verdict-pended = Not decided yet
review-verdict-call = The payer wants to be called
review-verdict-not-needed = No authorization is needed
review-verdict-turned-away = Turned away: nobody decided
review-verdict-unknown = A code that is not in our table
review-next-call = Call the payer, and record what it decides.
review-next-not-needed = Keep the answer with the claim; nothing is to be recorded here.
review-next-turned-away = Put right what the codes name, and ask again.
review-next-unknown = Ask the payer what it decided, and record that.

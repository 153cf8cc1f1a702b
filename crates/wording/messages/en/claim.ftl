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
claim-file-days = “{ $value }” is not a day or period of the calendar. It was left out.
claim-file-diagnosis = “{ $value }” is not an ICD-10-CM code. It was left out.
claim-file-group = “{ $value }” is not a group of adjustments. Its amount is neither the patient’s nor the provider’s.
claim-file-status = “{ $value }” is not a status of a decision. The lines alone say what was decided.
claim-file-no-trace = The payment has no trace number, so that the same payment in another file cannot be recognised.
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

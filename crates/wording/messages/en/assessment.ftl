### The forensic billing assessment. Values are codes, numbers of claims and amounts, never names of patients. An exposure is potential until a person
### confirms it; no sentence suggests to bill more than a record supports.

## The whole
assessment-title = Where does money leak, and what may have to be paid back?
assessment-document = Billing assessment
assessment-as-of = Aged to { $day }: the last day of which the files speak, unless another was asked for.
assessment-fact-practice = Practice
assessment-fact-as-of = As of
assessment-fact-files = Files read
assessment-fact-claims = Claims
assessment-fact-charge = Charged
assessment-fact-answered = Answered
assessment-fact-paid = Paid on claims
assessment-fact-payments = Payments received
assessment-fact-counsel = Mark
assessment-counsel = Prepared at the direction of counsel
assessment-bucket-hard = Owed by contract
assessment-bucket-recoverable = May come back
assessment-bucket-exposure = May have to be paid back
assessment-bucket-none = Measures, no amount
assessment-bucket-claims =
    { $count ->
        [one] one claim
       *[other] { $count } claims, each counted once
    }
assessment-bucket-judged = Findings of this kind that could be judged: { $part } of { $whole }.
assessment-bucket-not-judged = Not judged
assessment-never-added = The three amounts mean different things and are never added up.
assessment-exposure-notice = What may have to be paid back is potential until a person confirms or dismisses it with a reason. A confirmed overpayment must be returned within the time that law and contract give: ask compliance or counsel.
assessment-exposure-left-out = The findings of what may have to be paid back are left out of this copy.
assessment-range = By the practice’s own history { $low } to { $high } of it comes back, on average { $expected }.
assessment-no-history = For { $amount } there is no own history yet: fewer than { $needed } refusals of that kind came to an end. No figure of anybody else is used.
assessment-unknown-worth =
    { $count ->
        [one] One line more is in no amount: nobody knows its worth.
       *[other] { $count } lines more are in no amount: nobody knows their worth.
    }
assessment-actions = What to do first
assessment-findings = What was found
assessment-nothing = Looked for and not found
assessment-nothing-found = The findings that could be judged found nothing.
assessment-none-missing = No kind of file is missing.
assessment-none-unknown = Every finding could be judged.
assessment-none-empty = Every finding that could be judged found something.
assessment-none-paid = Nothing was paid.
assessment-none-answered = No claim was answered.
assessment-none-refused = Nothing was refused at first.
assessment-none-read = No file was read.
assessment-not-judged = What could not be judged
assessment-not-judged-lead =
    { $count ->
        [one] One finding of { $all } could not be judged from these files.
       *[other] { $count } findings of { $all } could not be judged from these files.
    }
assessment-plan = The next thirty, sixty and ninety days
assessment-plan-30 = Within thirty days
assessment-plan-60 = Within sixty days
assessment-plan-90 = Within ninety days
assessment-plan-none = Nothing was found for this part.
assessment-head-finding = Finding
assessment-head-claims = Claims
assessment-head-claims-found = Claims found
assessment-amount-unknown = not known
assessment-lines-without-claim = { $count ->
    [one] and { $count } entry on no claim
   *[other] and { $count } entries on no claim
}
assessment-head-found = Found
assessment-head-counted = Counts
assessment-head-kind = Kind
assessment-head-action = Action
assessment-head-owner = Who
assessment-head-looked-at = Looked at
assessment-head-share = Share
assessment-head-interval = Interval
assessment-head-amount = Amount
assessment-head-figure = Figure
assessment-head-value = Value
assessment-head-worth = Worth
assessment-head-difference = Difference
assessment-head-part = Part
assessment-head-lines = Lines
assessment-head-claim = Claim
assessment-head-line = Line
assessment-head-day = Day
assessment-head-payer = Payer
assessment-head-service = Code
assessment-head-why = Why
assessment-head-trace = Payment
assessment-head-missing = Would need
assessment-head-enables = Would help to judge
assessment-head-charge = Charged
assessment-head-paid = Paid
assessment-head-status = What became of them
assessment-head-reason = Reason
assessment-head-label = Our label
assessment-head-level = Level of care
assessment-head-file = File
assessment-head-holds = Holds
assessment-head-problems = Problems

## A finding
assessment-how = How it is counted
assessment-sources = Sources: { $sources }
assessment-found-lead =
    { $claims ->
        [one] Found on one claim, with { $amount } at stake.
       *[other] Found on { $claims } claims, with { $amount } at stake.
    }
assessment-found-unknown-lead =
    { $claims ->
        [one] Found on one claim. What is at stake is not known.
       *[other] Found on { $claims } claims. What is at stake is not known.
    }
assessment-found-entries-lead =
    { $count ->
        [one] Found in one entry that is on no claim, with { $amount } at stake.
       *[other] Found in { $count } entries that are on no claim, with { $amount } at stake.
    }
assessment-found-entries-unknown-lead =
    { $count ->
        [one] Found in one entry that is on no claim. What is at stake is not known.
       *[other] Found in { $count } entries that are on no claim. What is at stake is not known.
    }
assessment-measured-lead =
    { $claims ->
        [one] Found on one claim.
       *[other] Found on { $claims } claims.
    }
assessment-measured-lines-lead =
    { $count ->
        [one] Found in one day, episode or request that is on no claim.
       *[other] Found in { $count } days, episodes or requests that are on no claim.
    }
assessment-counted-lead = { $claims } of them, { $amount }, count here; the others already count under another finding, so nothing is counted twice.
assessment-looked-at = Looked at { $count } lines, claims or decisions.
assessment-rate = { $part } of { $whole }: { $share } ({ $level } % interval { $low } to { $high })
assessment-share = { $share } %
assessment-figures = Single figures
assessment-parts = Parts
assessment-parts-more =
    { $count ->
        [one] One smaller part more is not shown here.
       *[other] { $count } smaller parts more are not shown here.
    }
assessment-part-of-whole = { $part } of { $whole }
assessment-part-no-claim = not on a claim
assessment-part-two-claims = paid on two claims
assessment-and-more = and { $count } more
assessment-said-contract = contract { $contract }, allowed { $allowed }
assessment-said-decided = billed { $billed }, decided as { $decided }
assessment-said-gain = median gain { $points } points
assessment-said-plateau = four fifths of the gain by { $days }
assessment-said-half-authorized = half are authorized for at most { $days }
assessment-said-fell = allowed { $was } a unit before { $day }, { $is } from then on
assessment-samples = Sample of claims
assessment-samples-note = The largest first, each claim once.
assessment-lines-hidden = The lines are not shown: they say what criteria said about levels of care, and this role does not see that. The numbers are the same for everybody.
assessment-parts-hidden = The parts are not shown: they compare clinicians, for supervision alone, and this role does not see that.
assessment-potential = Potential until a person confirms it
assessment-state-mixed =
    { $potential ->
        [0] Looked at
        [one] One line is still potential
       *[other] { $potential } lines are still potential
    }: { $confirmed } confirmed, { $dismissed } dismissed
assessment-due = { $owner }, { $horizon }
assessment-too-few = Too little to judge by: { $have } of { $needed }.
assessment-nothing-compared = Not judged: nothing in the files could be joined or compared.
assessment-could-not-run = Could not run: no { $kinds }.
assessment-whole-claim = whole
assessment-unknown = not known
assessment-no-claim = no claim
assessment-level-unknown = Not known

## Totals
assessment-totals = Totals
assessment-totals-note = The same figures as the reconciliation of these files gives.
assessment-totals-status = What became of the claims
assessment-totals-payer = Paid, by payer
assessment-totals-level = Answered claims, by level of care
assessment-totals-refused = Refused at first, by reason
assessment-unknown-reason = Not in our table

## Quality of the data
assessment-quality = How good are the data?
assessment-quality-files = Files
assessment-quality-file-x12 = { $claims } claims, { $payments } payments, { $answers } answers
assessment-quality-file-rows = { $kind }: { $rows } rows
assessment-quality-file-fhir = FHIR: { $measures } scores or answers, { $patients } patients; { $others } other resources were left out
assessment-quality-file-mapping = What the columns of a table mean
assessment-quality-file-other = Not a file of this assessment
assessment-quality-verdict-accept = none
assessment-quality-verdict-accept-with-warning = warnings
assessment-quality-verdict-report-error = broken; what was understood is in the figures
assessment-quality-matching = Matching
assessment-quality-matched = Decisions that found their claim: { $rate }
assessment-quality-queue = Decisions that wait for a person: { $count }, with { $amount }. They are in no figure.
assessment-quality-held = Payments that may be the same money again: { $count }. They are in no figure.
assessment-quality-unbalanced = Payments that differ from their claims and what stands beside them: { $count }.
assessment-quality-accounts = Claims that do not add up by the payers’ own figures: { $count }.
assessment-quality-two-kinds = Claim numbers used for a professional and an institutional bill: { $count }. Their charges count once.
assessment-quality-answered = Claims that were answered: { $rate }
assessment-quality-level = Claims whose level of care is known: { $rate }
assessment-quality-worth = Decided lines whose worth is known from at least { $needed } paid lines alike: { $rate }
assessment-quality-unmatched-care = Claims are not joined to patients and days of care: no file of care was read.

## Method
assessment-method = How was this counted?
assessment-method-waterfall = A claim counts in one finding only. Findings are asked in this order, and the first in which a claim stands keeps it: { $order }. The others show it and do not count it.
assessment-method-worth = The worth of a service is the rate by contract, where exactly one holds on the day; else the median of what the same payer allowed for a unit of the same code at the same level of care, from at least { $needed } paid lines. With fewer it is not known, and the line is in no amount.
assessment-method-overturn = How often refusals come back is the practice’s own share of refused lines that the payer paid on a second decision or granted on appeal, of those that came to an end: the others were refused again, upheld by a letter, or taken off the books. Its interval is that of a Beta distribution that starts from Jeffreys’ prior. It is said from { $needed } ends on.
assessment-method-intervals = Intervals of shares are Wilson’s, at { $level } %. Limits of amounts that are added up are added up too, which makes them wider than they need to be.
assessment-method-refused = Refused is a line that charges something, pays nothing, and has a reason that the table of reasons calls a denial. It counts once, under its largest such amount. Another payer’s effect and the patient’s share are no refusals.
assessment-method-versions = Assessment { $assessment }, table of reasons { $reasons }.
assessment-method-care = Nothing here is advice to bill more than a record supports, or to describe a patient otherwise than the record does.
assessment-history = Own history of refusals that came to an end
assessment-footer = { $document } · as of { $day }
assessment-footer-identity = Content { $hash }
assessment-footer-made = Made { $instant }

## Figures by name
assessment-figure-refused-charge = Charge refused at first
assessment-figure-claims-refused-whole = Claims refused as a whole
assessment-figure-lines-won-later = Lines won later
assessment-figure-number-on-claim = Lines whose claim carried a number
assessment-figure-no-number-on-claim = Lines whose claim carried none
assessment-figure-on-file-not-on-claim = Lines with an authorization on file and no number on the claim: a corrected claim
assessment-figure-on-file-for-other-days = Of these, lines of patients with an authorization for other days
assessment-figure-no-authorization-on-file = Lines without an authorization on file for the day
assessment-figure-lines-not-compared = Lines that could not be compared: no rate, two rates, refused in whole or in part, paid as a lower level, or by a second payer
assessment-figure-lines-unmatched = Paid lines of patients who stand in no note
assessment-figure-days-without-authorization = Attended days of patients without any authorization by their payer for their level on record, not judged
assessment-figure-days-without-claim = Attended days of patients without any claim on record, not judged
assessment-figure-without-approver = Taken off without an approver by name
assessment-figure-refused-not-appealed = Taken off claims that were refused and not appealed before
assessment-figure-claims-not-in-files = Amounts of claims that are not in the files
assessment-figure-median-days = Half within
assessment-figure-ninth-tenth-days = Nine of ten within
assessment-figure-longest-days = Longest
assessment-figure-refused-lines = Lines refused
assessment-figure-never-billed-claims = Claims with a later payer that was not asked
assessment-figure-on-one-claim = On one claim
assessment-figure-on-two-claims = On two claims
assessment-figure-credits-older = Of payments older than the time for returning them
assessment-figure-unanswered-claims = Claims without an answer, of any age
assessment-figure-unanswered-charge = Their charge
assessment-figure-claims-reversed = Claims taken back
assessment-figure-recoveries = Recoveries beside the claims
assessment-figure-recovered-by-plb = Recovered by the payer beside the claims (PLB)
assessment-figure-lines-supported = Of these, lines on whose day criteria spoke for this level or a higher one
assessment-figure-refused-unmatched = Refused lines of patients whom no table of care names
assessment-figure-without-determination = Lines without a fresh determination
assessment-figure-lines-past-limit = Refused lines not appealed, and the time has run out: they are not among those found
assessment-figure-lines-without-limit = Refused lines of payers without a limit on file
assessment-figure-appeals-without-limit = Appeals of which no last day is known
assessment-figure-appeals-unmatched = Appeals of claims that are not in the files
assessment-figure-appeals-late-pending = Late appeals whose answer is not known: nothing is lost yet
assessment-figure-scores-not-interpreted = Scores that nobody is known to have interpreted
assessment-figure-lines-short-note = Lines whose note names fewer minutes than their code stands for
assessment-figure-lines-without-score = Lines of measures with more units than scored instruments
assessment-figure-refused-though-quoted = Quoted as covered and refused
assessment-figure-share-above-quote = Left to the patient above the quote
assessment-figure-agreements-that-differ = Lines for which two agreed rates hold, not compared
assessment-figure-patients-owe = Left to patients
assessment-figure-patients-paid = Paid by patients
assessment-figure-refused-without-score = Refused of lines without a fresh score
assessment-figure-refused-with-score = Refused of lines with one
assessment-figure-odds-ratio = Odds ratio, within strata
assessment-figure-odds-ratio-low = Its lower limit
assessment-figure-odds-ratio-high = Its upper limit
assessment-figure-associated-amount = Associated amount, by the lower limit only
assessment-figure-requests-unmatched = Requests for patients without any score
assessment-figure-allowed-in-episodes = Allowed within ended episodes
assessment-figure-allowed-in-early-episodes = Allowed within the episodes that ended early
assessment-figure-episodes-without-completed = Of programs with too few completed episodes to say what was lost
assessment-figure-ended-without-allowed = Ended episodes within which nothing was allowed
assessment-figure-recovered-of-all = Recovered reliably, of all that began
assessment-figure-recovered-of-measured = Recovered reliably, of those with a first and a later score
assessment-figure-allowed-for-each-recovery = Allowed for each recovery
assessment-figure-for-each-recovery-low = Its lower limit, by bootstrap
assessment-figure-for-each-recovery-high = Its upper limit, by bootstrap
assessment-figure-plateau-days = Four fifths of the gain by
assessment-figure-authorized-days-median = Half are authorized for at most
assessment-figure-readmitted-forced = Readmitted after a forced discharge
assessment-figure-readmitted-others = Readmitted after another discharge
assessment-figure-won-with-scores = Appeals with scores that were won
assessment-figure-won-without-scores = Appeals without scores that were won
assessment-figure-review-minutes = Minutes of review
assessment-figure-minutes-without-a-day = Minutes of requests that won no day
assessment-figure-days-approved = Days approved
assessment-figure-minutes-for-each-day = Minutes for each approved day
assessment-figure-with-both-scores = Episodes with a first and a later score
assessment-figure-lines-criteria-against = Left out: lines on whose day the practice’s own criteria spoke for a lower level
assessment-figure-lines-without-criteria = Lines on whose day no fresh criteria spoke for the level: that was not judged
assessment-figure-checks-not-judged = Lines of which two checks were not judged, because no table tells: a score between two requests, and what followed a positive screen of risk
assessment-figure-waiting-worth = Worth that waits for a bill on a mean day
assessment-figure-claims-without-worth = Claims of which nobody knows the worth
assessment-figure-lines-with-separate-modifier = Lines that carried a modifier for a separate service
assessment-figure-lines-without-pair = Lines of which the pair was not judged, because no other service of the day was paid
assessment-figure-times-not-judged = Pairs of which the times were not judged, because notes name minutes and not the clock
assessment-figure-necessity-not-appealed = Of these, refused as not necessary
assessment-figure-small-balances = Small balances, of at most ten dollars
assessment-figure-taken-for-each-dollar = Taken off for each dollar of worth of these claims
assessment-figure-days-in-receivables = Days in receivables, of gross charge
assessment-figure-codes-not-judged = Kinds of codes not judged: the yearly screen, because no table says which visits were primary care; the administration of tests, because none says who spent which minutes
assessment-figure-lines-long-author-day = Lines of days on which the notes of one author name more than sixteen hours
assessment-figure-authors-above-others = Authors who name the longest code of therapy more often than all others, beyond chance
assessment-figure-notes-without-author = Notes of individual therapy whose author’s hours were not judged, because none is named
assessment-figure-renegotiation-gap = Less than at the median of an hour, over all hours
assessment-figure-claims-without-hours = Decided claims whose hours were not judged, because no signed note tells their minutes
assessment-figure-lines-told-before = Refused lines before which an answer said that there was no coverage
assessment-figure-lines-without-answers = Refused lines of which the end of coverage was not judged, because no answer about benefits is on file
assessment-figure-filing-limit-near = Claims without an answer, with at most thirty days left to file
assessment-figure-filing-limit-over = Claims without an answer whose limit to file is over
assessment-figure-unbilled-near-limit = Services on no claim with at most thirty days left to file
assessment-figure-claims-without-filing-limit = Claims without an answer that were not held against a limit to file, because no table of limits and no checked payer profile names one
assessment-figure-episodes-without-approach = Episodes not compared by approach, because none is named
assessment-figure-quotes-unmatched = Quotes of benefits that speak of none of these claims: they are of another plan, or do not say of which and the patient has several payers
assessment-figure-series-compared = Series that were compared: a payer, a code and a level of care with at least twenty paid lines
assessment-figure-lines-in-series = Paid lines in those series together
assessment-figure-median-days-after-end = Half lie at most so long after that answer
assessment-figure-lines-left-fourteen = Lines with at most fourteen days left to appeal
assessment-figure-lines-left-more = Lines with more days left to appeal
assessment-figure-requests-without-severity = Requests not adjusted for severity, because no score with bands stands before them
assessment-figure-waiting-worth-unpriced = Worth that waits for a bill on a mean day; what that costs was not judged, because nobody states a cost of capital
assessment-figure-waiting-cost-a-year = What waiting costs in a year, at the stated cost of capital
assessment-figure-median-days-low = Half within, its lower limit
assessment-figure-median-days-high = Half within, its upper limit
assessment-figure-charge-median-days = From the service to the charge, half within
assessment-figure-charge-ninth-tenth-days = From the service to the charge, nine of ten within
assessment-figure-charge-to-bill-days = From the charge to the bill, half within
assessment-figure-lines-never-measured = Of these, lines of patients without any score until that day
assessment-figure-lines-with-measure = Refused alike with a fresh score: they stand under the other finding
assessment-figure-median-score-age = Half of the last scores were at most so old
assessment-figure-lines-in-appeal = Of these, lines whose claim is appealed already
assessment-figure-lines-no-appeal = Lines of which the payer takes no appeal
assessment-figure-lines-worth = Worth of these lines
assessment-figure-lines-without-worth = Lines of which nobody knows the worth
assessment-figure-worth-expected = Of that comes back on average, by the own history
assessment-figure-worth-expected-low = Its lower limit
assessment-figure-worth-expected-high = Its upper limit
assessment-figure-necessity-decided-again = Refusals of that kind that came to an end: too few to say what comes back
assessment-figure-review-minutes-unpriced = Minutes of review; what they cost was not judged, because nobody states a wage
assessment-figure-review-cost = What they cost, at the stated cost of an hour
assessment-figure-notes-without-base = Notes of an added service that were not judged, because nothing is billed that day to which it may be added
assessment-figure-care-months-not-judged = Months of collaborative care that were not judged, because nobody knows whether they are the first
assessment-figure-author-furthest-above = The author furthest above all others, in standard errors of the difference
assessment-figure-lines-upheld = Lines refused again, or upheld by letter: they are not among those found
assessment-figure-lines-given-up = Lines taken off the books: they are not among those found
assessment-figure-patient-credits = Paid by patients beyond their share
assessment-figure-on-file-on-claim = Lines with an authorization on file and its number on the claim
assessment-figure-authorization-asked-late = Lines with an authorization that was asked for after the day of service
assessment-figure-authorization-units-used-up = Lines with an authorization of which the payer has paid all days
assessment-figure-authorization-other-level = Lines with an authorization for another level of care
assessment-figure-on-file-worth = Owed by contract: worth of the lines with an authorization on file and not on the claim
assessment-figure-claim-lines-unmatched = Claim lines of patients whom no table of this finding names: they were not joined
assessment-figure-allowed-outside-episodes = Allowed on lines that lie in no episode on file
assessment-figure-unbilled-charged = Of these, services of which a charge was posted
assessment-figure-unbilled-charge = Their charge
assessment-figure-lines-decided-otherwise = Left out: lines on which somebody decided otherwise, with a reason
assessment-figure-under-authorized-days = Days short of the plateau, over all episodes found
assessment-figure-under-authorized-worth = Worth of these days
assessment-figure-episodes-without-worth = Episodes of which nobody knows the worth of a day
assessment-figure-lines-after-plateau = Paid lines after the plateau
assessment-figure-paid-after-plateau = Paid after the plateau: potential exposure, for a person to look at
assessment-days =
    { $count ->
        [one] one day
       *[other] { $count } days
    }

## Why a claim stands here
assessment-why-paid-again = paid again
assessment-why-beyond-charge = beyond the charge
assessment-why-withdrawn = withdrawn and paid
assessment-why-two-claims = also on claim
assessment-why-of-diagnosis = diagnosis
assessment-why-of-payer = payer
assessment-why-no-note = no signed note
assessment-why-unbilled = unbilled day of patient
assessment-why-gap = no authorization, patient
assessment-why-reversal = taken back
assessment-why-wo = recovery
assessment-why-filing-days-left = days left to file, no answer yet:
assessment-why-filing-days-over = no answer, and the limit to file is over by days:
assessment-why-days-left = days left to appeal:
assessment-why-days-late = days too late:
assessment-why-not-planned = fewer were planned
assessment-why-days-missed = days were missed
assessment-why-discharged = discharged
assessment-why-completed = completed
assessment-why-against-advice = left against advice
assessment-why-administrative = ended by the practice
assessment-why-payer-forced = ended by the payer
assessment-why-transfer = care went on elsewhere
assessment-why-died = died
assessment-why-unknown-ending = ending not recorded
assessment-why-not-billed = named by the note, not billed
assessment-why-short-note = minutes in the note:
assessment-why-without-score = units without a score:
assessment-why-quoted-covered = quoted as covered,
assessment-why-quoted-share = quoted share of the patient
assessment-why-safety-review = safety to be looked at,
assessment-why-step-up = a higher level to be considered,
assessment-why-continue = level justified,
assessment-why-score-age = days since the last score:
assessment-why-no-score = no score
assessment-why-recovered = recovered reliably, patient
assessment-why-authorized-days = authorized days of those to the plateau:
assessment-why-week = week
assessment-why-readmitted = readmitted, patient
assessment-why-lost-without-scores = lost, without scores
assessment-why-median-approved = median of days approved:
assessment-why-requests-a-stay = requests for each stay:
assessment-why-severity-0 = no symptoms to speak of
assessment-why-severity-1 = mild
assessment-why-severity-2 = moderate
assessment-why-severity-3 = moderately severe
assessment-why-severity-4 = severe
assessment-why-ended-early = ended within a week:
assessment-why-drawn-gain = gain beyond expectation, drawn to the mean:
assessment-why-gain = gain beyond expectation
assessment-why-minutes = minutes
assessment-why-minutes-a-day = minutes for each approved day:
assessment-why-incomplete = a score is missing, patient
assessment-why-author-minutes = minutes in the notes of one author and day:
assessment-why-an-hour = paid for an hour of treatment:
assessment-why-half-within = half within so many days:
assessment-why-nine-of-ten-within = nine of ten within so many days:
assessment-why-not-covered-since = answer: not covered since
assessment-why-refused-a-hundred-days = refused for a hundred days asked for:
assessment-why-two-payers = two payers paid as the first one
assessment-why-patient-credit = paid by the patient beyond the share
assessment-why-number-given = on file, and on the claim,
assessment-why-on-file = on file, and not on the claim,
assessment-why-asked-late = asked for after the day,
assessment-why-units-used-up = units used up,
assessment-why-other-level = on file for another level,
assessment-why-none-on-file = none on file,
assessment-why-clinician = clinician

## Who acts
assessment-owner-biller = Biller
assessment-owner-ur-coordinator = Utilization review
assessment-owner-intake = Intake
assessment-owner-clinical-director = Clinical director
assessment-owner-compliance = Compliance
assessment-owner-finance = Finance

## Categories of refusals
assessment-category-authorization = authorization
assessment-category-eligibility = eligibility
assessment-category-coordination-of-benefits = another payer first
assessment-category-medical-necessity = medical necessity
assessment-category-documentation = documentation
assessment-category-missing-information = missing information
assessment-category-coding = coding
assessment-category-duplicate = duplicate
assessment-category-timely-filing = late filing
assessment-category-credentialing = credentialing
assessment-category-benefit-limit = benefit limit
assessment-category-non-covered = not covered
assessment-category-other = other

## The command
assess-row-refused = { $file }, { $position }: expected { $expected } in { $column }. The row was left out.
assess-row-contradicts = { $file }, { $position }: expected { $expected } in { $column }.
assess-row-unreadable = { $file }, { $position }: as many fields as the first row has were expected. The row was left out.
assess-mapping-wrong = { $file } cannot be used: { $reason }. Mend it and run again; the table beside it was read by its own columns.
assess-table-unreadable = { $file } was not read: { $reason }
assess-expected-filled = a value
assess-expected-day = a day as the mapping writes it
assess-expected-day-after-first = a last day that is not before the first
assess-expected-amount = an amount with at most two decimals, and with commas between thousands only
assess-expected-above-nothing = an amount above nothing
assess-expected-one-rate = a rate that no other row contradicts on the same days (where two differ, neither is used)
assess-expected-one-limit = a limit that no other row contradicts for the same payer (where two differ, the shorter one is used)
assess-expected-level-of-care = a level of care: OP, IOP, PHP, RTC or IP
assess-expected-minutes = whole minutes
assess-expected-yes-no = yes or no
assess-expected-whole-number = a whole number
assess-expected-score = a score with at most four decimals
assess-expected-determination = a determination: CONTINUE, STEP_UP, STEP_DOWN, SAFETY_REVIEW, MIXED, REVIEW_PLAN, INSUFFICIENT or NOT_APPLICABLE
assess-expected-discharge-type = completed, against_advice, administrative, payer_forced, transfer or died
assess-expected-review-decision = approved, partial, denied or pending
assess-expected-appeal-outcome = won, partial, lost or pending
assess-expected-row = a whole row
assess-not-a-folder = { $folder } cannot be read as a folder: { $reason }
assess-nothing = { $folder } holds no claims and no payments. Put files of claims and payments in X12 into it.
assess-reading = reading { $file }
assess-settling = matching and settling
assess-judging = asking the findings
assess-writing = writing { $file }
assess-no-output = Name at least one of --out, --json and --html.
assess-file-passed-over = { $file } was passed over: it is no file of this assessment.
assess-cannot-write = { $file } cannot be written: { $reason }
assess-cannot-set = The report cannot be set: { $reason }
assess-summary = Claims { $claims }, paid { $paid }. Owed by contract { $hard }; may come back { $recoverable }; may have to be paid back { $exposure }. { $found } findings, { $not_judged } could not be judged.

## Kinds of files
assessment-file-claims = claims (X12 837)
assessment-file-remittances = remittances (X12 835)
assessment-file-acknowledgments = acknowledgments (X12 277CA, 999)
assessment-file-authorizations = authorizations
assessment-file-attendance = attendance
assessment-file-notes = facts about notes
assessment-file-measures = scores of instruments
assessment-file-determinations = determinations of levels of care
assessment-file-contracts = contracted rates
assessment-file-write-offs = amounts taken off the books
assessment-file-charges = charges with the day on which they were posted
assessment-file-appeals = appeals
assessment-file-appeal-limits = limits of appeals
assessment-file-filing-limits = limits to file
assessment-file-benefits = benefits and eligibility
assessment-file-patient-payments = payments of patients
assessment-file-case-agreements = single-case agreements
assessment-file-episodes = episodes of care
assessment-file-crosswalk = crosswalk of account numbers to patients
assessment-file-reviews = reviews

## Findings: what they are, how they are counted, what to do
assessment-title-f1 = How much is refused at first
assessment-how-f1 = Lines that the first payer refused at its first decision, of all lines that it decided then, by payer, level of care and reason. What was won, upheld or given up later is told and not listed.
assessment-action-f1 = Give each of the three largest classes an owner and a date.
assessment-title-f2 = Refused as not necessary, with a measure on file
assessment-how-f2 = Lines refused as not medically necessary and not won, where a score of the patient was on file on the day of service and fresh for the level of care: three days in inpatient care, seven in residential care and partial hospitalization, fourteen in intensive outpatient care, thirty otherwise. Only of patients whom some table of care names. Left out where the practice’s own criteria spoke for a lower level that day.
assessment-action-f2 = Build the appeal from the scores on file before its last day.
assessment-title-f3 = Refused as not necessary, without a measure
assessment-how-f3 = The same refusals where no score was fresh on the day, with the age of the last one. Only of patients whom some table of care names: else the score may stand where nobody looked.
assessment-action-f3 = Measure at the cadence of the level of care.
assessment-title-f4 = Refused for want of an authorization
assessment-how-f4 = Lines refused because no authorization was known, or beyond the days or units of one, split by whether the claim carried a number. With a file of authorizations each stands in one class: on file and not on the claim (owed: a corrected claim brings it), on the claim, asked for late, units used up, another level of care, none for the day. One of another payer counts for nothing.
assessment-action-f4 = Where a number is on file and not on the claim, send a corrected claim; it is no appeal. Else ask for a late authorization.
assessment-title-f5 = Attended without an authorization
assessment-how-f5 = Days attended that no authorization of the day’s payer for its level covers. Payer and level are those of the claim that bills the day, else of those around it. A patient without any authorization by that payer for that level is not judged: the plan may ask for none.
assessment-action-f5 = Ask for the extension before the last covered day.
assessment-title-f6 = Authorized and not used
assessment-how-f6 = Of every authorization that has ended and says how much it allows: that, less the days attended within it. It is worth something only where criteria spoke for the level when the patient was last there; without a determination the worth is not known.
assessment-action-f6 = Look at retention and scheduling. This is no reason to use days up.
assessment-title-f7 = Attended and never billed
assessment-how-f7 = Days and services attended or charged, with a signed note, and on no claim. A line bills sessions of its own kind, the day of a program everything; what two other findings of what is not billed ask is left to them.
assessment-action-f7 = Compare attendance with charges every day.
assessment-title-f8 = Paid without a signed note
assessment-how-f8 = Paid lines for which fewer signed notes are on file than they have days; a note that names a session of another kind is no note of the line. Only of patients whom the notes name, and of days that they cover. Potential until a person confirms it.
assessment-action-f8 = Hold the claim or withdraw it, and return what is confirmed.
assessment-title-f9 = Paid below the contract
assessment-how-f9 = Lines that the payer accepted whole and on which it allowed less than the contract says for that day. What was cut as not necessary or beyond a limit, or paid as a lower level, is a judgement and stands elsewhere.
assessment-action-f9 = Dispute the underpayments in one letter to each payer.
assessment-title-f10 = The payer began to allow less
assessment-how-f10 = What a payer allows for a unit of the same code fell on some day and stayed lower, more than chance explains over all series that were looked at.
assessment-action-f10 = Look for the notice of the change in the contract, and ask for what was not announced.
assessment-title-f11 = Sent too late
assessment-how-f11 = Lines refused because they were sent after the payer’s limit. Limits differ by payer, so none is assumed: where a table of limits, or the payer’s checked profile, has one, claims that no payer has answered and of whose limit at most thirty days are left, or none, are named too.
assessment-action-f11 = Work claims by the days that are left. What is lost comes back only with proof of an earlier bill.
assessment-title-f12 = Days from service to bill
assessment-how-f12 = Days from the last day of service to the first bill, of every claim. Where charges are on file, also from the service to the charge and from the charge to the bill. Beside it the worth that waits for a bill on a mean day, and what that costs where the practice states its cost of capital.
assessment-action-f12 = Bill every day.
assessment-title-f13 = The other payer was not asked
assessment-how-f13 = Lines refused because another payer comes first, and claims with a later payer, named by the claim or on record for the day of service, which never heard of what was left to the patient.
assessment-action-f13 = Bill the payers in their order.
assessment-title-f14 = May have been paid twice or beyond the charge
assessment-how-f14 = The same payer paid the same lines again and took nothing back, more was paid than charged, two payers both paid as the first one, the patient paid beyond the share, a withdrawn claim stayed paid, or the same service of the same patient and day was paid on two claims. Potential until a person confirms it.
assessment-action-f14 = Review each, and return what is confirmed within the time that law and contract give.
assessment-title-f15 = Paid as a lower level of care
assessment-how-f15 = Lines whose decided code stands for a lower level of care than the billed one, or that a payer reduced for that reason.
assessment-action-f15 = Appeal with the evidence of that day, where the record supports the level.
assessment-title-f16 = Refused as part of another service
assessment-how-f16 = Lines refused because they are part of another service or may not stand beside it. By reason and pair: the other service of the patient that was paid for the day.
assessment-action-f16 = See whether the note supports a separate service; else adjust.
assessment-title-f17 = Not appealed yet, and there is still time
assessment-how-f17 = Refused lines that nobody decided again and whose usual action is an appeal or records, without an appeal of the claim on file and within the limit of the payer.
assessment-action-f17 = Work the list by the days that are left.
assessment-title-f18 = Appealed too late
assessment-how-f18 = Appeals filed after the last day that stands beside them, else after the payer’s limit. The refused lines of their claims that were upheld or given up are lost: their worth stands beside and counts as nothing that may come back.
assessment-action-f18 = Let the deadlines of each payer run from the day of the refusal.
assessment-title-f19 = Taken off the books
assessment-how-f19 = Amounts that were taken off the books, less what was put back, by reason and approver, with those that had no appeal before.
assessment-action-f19 = Set limits of authority, and ask for an appeal first.
assessment-title-f20 = No payer has answered, long after the service
assessment-how-f20 = Claims without any decision, by days since the last day of service; found are those that are old, younger ones only wait. By payer, level of care and age.
assessment-action-f20 = Ask each payer, and send again what it does not have; the largest and oldest first.
assessment-title-f21 = Measured and not billed
assessment-how-f21 = Instruments that were scored and interpreted on a day on which an outpatient claim of the patient is billed, less the units of brief measures billed that day; only where a contract names a rate for that code. Units billed beyond the scores stand under what the record cannot hold.
assessment-action-f21 = A person decides on each; only what the record documents is billed.
assessment-title-f22 = Supported by the note and not billed
assessment-how-f22 = Days on which the minutes of the only note of individual therapy stand for a longer code than the one billed, and services that a signed note names, with the minutes and the service beside it that they need, and no claim of the day bills. Months of integrated and collaborative care are added up from their notes. Minutes that do not support the billed code stand under what the record cannot hold.
assessment-action-f22 = Teach coding, with compliance at the table.
assessment-title-f23 = Billed more than the record can hold
assessment-how-f23 = Patients and days on which the billed codes of therapy, crisis, family therapy and quarters of an hour stand for more hours than can be believed; days on which the notes of one author name more hours than can be believed; lines whose note names fewer minutes than their code stands for; units of measures beyond the scored instruments. Potential until a person confirms it.
assessment-action-f23 = A person reviews the notes before the payer does.
assessment-title-f24 = Benefits were quoted wrongly
assessment-how-f24 = Lines that were refused as not insured, not covered or beyond the benefit though they were quoted as covered, and shares left to the patient above the quote by more than a dollar and one in a hundred.
assessment-action-f24 = Change the script of the call, and verify again before the service.
assessment-title-f25 = What payers yield for the same level
assessment-how-f25 = What each payer paid for the claims of one level of care, beside its share of claims. Where signed notes tell the minutes, for an hour of treatment.
assessment-action-f25 = Take the figures to the next negotiation.
assessment-title-f26 = Paid below an agreed single case
assessment-how-f26 = Accepted lines on which less was allowed than the one agreed rate of the patient for that day, at most the charge, by more than a dollar and one in a hundred.
assessment-action-f26 = Dispute with the agreement.
assessment-title-f27 = The provider was not enrolled
assessment-how-f27 = Lines refused because of who gave or billed the service.
assessment-action-f27 = Ask for an earlier effective day, and send again.
assessment-title-f28 = Taken back by payers
assessment-how-f28 = Decisions that were taken back and not decided anew, and recoveries beside the claims, with their references, less what they recovered of an overpayment.
assessment-action-f28 = See whether each was announced and right; dispute within the payer’s time.
assessment-title-f29 = Not insured on the day
assessment-how-f29 = Lines refused because the patient was not insured on the day of service. Also undecided claims whose plan said, in its last answer before the day, that the patient was not covered.
assessment-action-f29 = Verify every week and on the first of the month; bill the payer that covers the day.
assessment-title-f30 = The patient’s share
assessment-how-f30 = What the last payer left to patients, less what they paid on the claim, by days since the first decision.
assessment-action-f30 = Tell patients the estimate before care begins.
assessment-title-j1 = Refused while criteria spoke for the level
assessment-how-j1 = Refusals as not necessary on whose day the last determination of the patient was fresh and spoke for safety to be looked at, for a higher level, or for this one. The amounts count under the refusals with and without a measure; beside them what the own history lets expect. In the order of the days left to appeal, those that are appealed already last.
assessment-action-j1 = Appeal these days first, with the evidence of the day.
assessment-title-j2 = Refused while improving and not yet ready
assessment-how-j2 = Refusals as not necessary on whose day criteria said that the level is justified, of patients who had improved reliably since the start of the episode. The amounts count under the refusals with and without a measure; beside them what the own history lets expect.
assessment-action-j2 = Appeal with what is left of the need and what has moved.
assessment-title-j3 = Paid while the record pointed to a lower level
assessment-how-j3 = Paid days above outpatient care on which the last fresh determination said that a lower level should be considered, and about which nobody decided otherwise with a reason on record. Potential until a person confirms it.
assessment-action-j3 = Step down earlier; do not appeal such days without a look.
assessment-title-j4 = Refusals and missing measures
assessment-how-j4 = Odds of a refusal without a fresh score over those with one, within payer and level of care (Mantel and Haenszel), from fifty decided lines and ten refusals on. The limits are the wider ones of those for lines and those by people, whose lines are refused together. The amount follows from the lower limit only. An association, not a cause.
assessment-action-j4 = Measure at the cadence of the level of care.
assessment-title-j5 = Measures before a review
assessment-how-j5 = Requests without a score of the last three days, of patients who have scores; by the age of the score the share that was refused or cut. From twenty requests on.
assessment-action-j5 = Plan the measure before the last covered day.
assessment-title-j6 = Revenue for each reliable recovery
assessment-how-j6 = What payers allowed within ended episodes, divided by the episodes that ended in a reliable recovery; from twenty episodes and five recoveries on, in all and by program, diagnosis and the payer that allowed most, with limits by a bootstrap over episodes.
assessment-action-j6 = Know the price before a value-based contract.
assessment-title-j7 = Length of stay and the plateau
assessment-how-j7 = Median gain by week since the first score, in programs with at least twenty measured episodes; the plateau is the week by which four fifths of the gain have come. Found are episodes authorized for more than a week less, with the worth of the days that are short. What was paid after the plateau stands beside. Those who left early do not stand in later weeks: the table shows how many are left.
assessment-action-j7 = Ask for the length that the curve supports, and step down by it.
assessment-title-j8 = Readmission after a forced discharge
assessment-how-j8 = Readmissions within thirty days after a discharge that a payer forced, over those after completed treatment or a transfer, within bands of the last score. From thirty episodes and ten forced ones on.
assessment-action-j8 = Bring the comparison to the payer.
assessment-title-j9 = Appeals with and without scores
assessment-how-j9 = Share of decided appeals that were won with scores, less the share without, with Newcombe’s limits; from thirty appeals and ten of each kind on. Stronger cases may have more scores.
assessment-action-j9 = Train by the difference.
assessment-title-j10 = The pressure of each payer
assessment-how-j10 = Of payers with at least twenty decided requests: the share refused or cut, the median of days approved, requests for each stay, and what the minutes cost where the practice states what an hour costs. Found where one payer’s whole interval lies above another’s. Where both have enough scores, also when severity is weighted alike.
assessment-action-j10 = Ask for fewer reviews where few are refused.
assessment-title-j11 = Authorized days that were missed
assessment-how-j11 = Days on which a patient was expected within an authorization and was not there, by the band of the last score within thirty days.
assessment-action-j11 = Reach out after the first miss.
assessment-title-j12 = Referral sources
assessment-how-j12 = Of sources with at least twenty ended episodes: reliable recoveries of all that began, episodes that ended within a week, and what was allowed. Found where one source’s whole interval lies above another’s. Sources send different patients; nothing is adjusted.
assessment-action-j12 = Compare like with like before growing with a source: sources send different patients.
assessment-title-j13 = Outcome by approach
assessment-how-j13 = Gain beyond what the first score lets expect, in standard deviations, by approach and diagnosis, and by clinician and diagnosis, from twenty episodes on, drawn to the mean of all; found outside of a funnel of three standard errors. Nobody was assigned at random; the parts stand by name, never by rank.
assessment-action-j13 = For supervision; never a public rank.
assessment-title-j14 = Left before it could help
assessment-how-j14 = Ended episodes that were neither completed nor moved, and that lasted less than a week or had fewer than three attended days. Lost is what payers allow within completed episodes of the program, by the median of at least five, less what they allowed within this one.
assessment-action-j14 = Engage in the first week.
assessment-title-j15 = Effort for each approved day
assessment-how-j15 = Minutes of review over days approved, from twenty requests on; found where requests that won no day took a tenth of the minutes or more.
assessment-action-j15 = Know what a review costs.
assessment-title-j16 = Ready for value-based care
assessment-how-j16 = Ended episodes without a first score around admission and a later one on the same instrument; found where fewer than seventy in a hundred have both, from twenty episodes on.
assessment-action-j16 = Raise completeness before signing.

## The live practice as pages
assessment-on-record = The practice’s own records
assessment-page-link = Assessment
assessment-page-lead = As of { $day }, from everything on record. Claims joined to a patient: { $joined } of { $claims }.
assessment-page-empty = No claim and no payment is on record yet, so there is nothing to assess.
assessment-page-share = Release as PDF
assessment-page-said = { $confirmed } confirmed, { $dismissed } dismissed, { $potential } potential
assessment-page-confirmed = Confirmed: { $amount }
assessment-page-open = Open
assessment-page-open-about = Open { $finding }
assessment-page-missing-lead = Findings that need a kind of record of which there is none here. What would enable them:
assessment-page-back = All findings
assessment-page-nothing = Looked at { $count } and found nothing.
assessment-release-heading = For whom is this assessment, and why?
assessment-release-lead = It names claims by their numbers; patients by name only where you choose it. The gate asks for a ground for each patient whose claim stands in a sample.
assessment-release-counsel = Mark it as prepared at the direction of counsel
assessment-release-without-exposure = Leave out what may have to be paid back; the copy says so
assessment-release-names = Name patients beside their claims
assessment-release-copy = This copy
assessment-release-button = Release the assessment

## What a person says about an exposure
exposure-heading = Is it so?
exposure-lead = Each line is potential until somebody looked at the record. Confirming it says that money has to be paid back or the bill withdrawn; ask compliance or counsel for the time that law and contract give.
exposure-line = Claim { $claim }, line { $line }, { $day }
exposure-line-none = { $payer }, { $why }
exposure-reason = What did you see in the record?
exposure-confirm = Confirm
exposure-dismiss = Dismiss
exposure-reopen = Potential again
exposure-said-confirmed = Confirmed
exposure-said-dismissed = Dismissed
exposure-said-reopened = Potential
exposure-by = { $name }, { $at }
exposure-done = Your word is kept.
exposure-more =
    { $count ->
        [one] One line more is potential. It stands here when those above are looked at.
       *[other] { $count } lines more are potential. They stand here when those above are looked at.
    }
exposure-said-heading = What was said

## Cases of confirmed overpayments
overpayment-heading = What has to go back, and by when?
overpayment-link = Confirmed overpayments
overpayment-lead = Each exposure that somebody confirmed is a case until the money went back or the bill was withdrawn.
overpayment-rule = Counted for Medicare Parts A and B: { $days } days after the overpayment was identified, or until a cost report is due where that is later; an investigation in good faith into related overpayments suspends them for at most { $investigation } days (42 CFR 401.305 as amended from { $since }). Other payers have their own limits: write the day of the contract into the case. This is no legal advice; ask compliance or counsel.
overpayment-empty = Nothing was confirmed.
overpayment-open = Open
overpayment-ended = Ended
overpayment-case = Case
overpayment-amount = Amount
overpayment-deadline = Last day to report and return
overpayment-steps = What was done
overpayment-confirmed = Confirmed by { $name }, { $day }: { $reason }
overpayment-basis-rule = counted from the confirmation
overpayment-investigation = An investigation that began with the confirmation ends by { $day }.
overpayment-late = overdue
overpayment-add = Record what was done, or another last day
overpayment-kind = What
overpayment-day = Day
overpayment-note = Where the day comes from, or how it was done
overpayment-note-hint = The section of the contract, the number of the check, the control number of the withdrawn bill.
overpayment-save = Save
overpayment-done = It is kept.
overpayment-step-released = left through the release gate
overpayment-void-link = Withdraw the claim
overpayment-void-about = Withdraw the claim of { $case }
overpayment-void-heading = Shall the bill be taken back?
overpayment-void-lead = Claim { $claim } leaves as it was sent, as a void of what the payer knows: the whole claim is taken back, not one line of it, and the payer takes its money back. It is a step of the case { $case } and of every other open case of the claim; where several payers paid, each needs a void of its own and the cases end with the last. What is written is read back before it leaves.
overpayment-void-reason = Bill withdrawn
overpayment-void-release = Release the void
overpayment-step-deadline = Another last day
overpayment-step-returned = Money returned
overpayment-step-bill-withdrawn = Bill withdrawn
overpayment-step-part-withdrawn = Bill to one of several payers withdrawn
overpayment-void-payer = From which payer
overpayment-void-payer-choice = { $name } ({ $control }), paid { $amount }
overpayment-void-payer-out = { $name } ({ $control }): the void left already
overpayment-word-heading = A case that does not hold
overpayment-word-lead = What was confirmed can be dismissed or opened again, whether its line is still found or not. The case goes; what was said and done stays on record.
overpayment-word-save = Record this
overpayment-line = claim { $claim }, line { $line }, { $day }

## What outcomes and money say to each other
outcomes-link = Outcomes and revenue
outcomes-heading = What do outcomes and revenue say to each other?
outcomes-notice = Every answer counts lines that are on record; its link leads to them. Each says what could not be joined or judged. Nothing here is a reason to describe a patient otherwise than the patient and the record do, and an association is no cause.
outcomes-refused = What was refused although the record speaks for the care
outcomes-paid = What was paid while the record spoke for less, and how long care helps
outcomes-worth = What recovery yields, and where it comes from
outcomes-ending = Who leaves, misses days or comes back
outcomes-payers = How reviews go, and what they cost
outcomes-column-question = Question
outcomes-column-answer = Answer

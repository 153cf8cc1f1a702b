### Key figures of billing. Amounts and counts, never a person.

kpi-heading = Claims first sent until { $as_of }: { $decided } of { $submitted } are decided. Figures over young claims change as payers decide.
kpi-heading-since = Claims first sent from { $since } to { $as_of }: { $decided } of { $submitted } are decided. Figures over young claims change as payers decide.
kpi-head-figure = Figure
kpi-head-value = Value
kpi-head-numerator = Numerator
kpi-head-denominator = Denominator
kpi-head-cohort = Counted over
kpi-amount-of-days = { $amount } in { $days } days
kpi-days = half within { $median }, nine of ten within { $ninth }
kpi-missing = not known: no { $what }

kpi-name-initial-denial-rate = Claims refused at first, of those sent
kpi-name-initial-denial-rate-decided = Claims refused at first, of those decided
kpi-name-initial-denial-charge = Charge of claims refused at first, of that sent
kpi-name-initial-denial-charge-decided = Charge of claims refused at first, of that decided
kpi-name-remittance-denial-rate = Claims refused whole, of those decided
kpi-name-primary-denial-rate = Decisions of first payers that pay nothing
kpi-name-overturned = Refused lines that were paid later
kpi-name-overturned-charge = Refused charge that was paid on later
kpi-name-denial-to-resolution = Days from refusal to its end
kpi-name-denial-to-appeal = Days from refusal to appeal
kpi-name-denial-write-off = Taken off refused claims, of net revenue
kpi-name-clean-claim-rate = Claims that passed without being touched
kpi-name-first-pass-yield = Claims accepted whole at the first try
kpi-name-net-days-in-receivables = Net days in receivables
kpi-name-net-days-in-receivables-payers = Net days in receivables, payers alone
kpi-name-receivables-over-90 = Receivables older than ninety days
kpi-name-receivables-over-90-payers = Receivables older than ninety days, payers alone
kpi-name-net-collection-rate = Net collection rate
kpi-name-net-collection-rate-payers = Net collection rate, payers alone
kpi-name-claim-lag = Days from service to bill
kpi-name-payment-lag = Days from bill to the first decision
kpi-name-charge-lag = Days from service to charge
kpi-name-cost-to-collect = Cost to collect
kpi-name-unbilled-days = Days of revenue not billed
kpi-name-service-authorization-rate = Attended days that an authorization covers

kpi-cohort-submitted = claims sent
kpi-cohort-decided = claims decided
kpi-cohort-answered = claims that were answered
kpi-cohort-four-weeks = decisions of four weeks
kpi-cohort-resolved = refused lines that came to an end
kpi-cohort-months = whole months
kpi-cohort-beside = tables beside the claims

kpi-missing-charges = charges, attendance or notes
kpi-missing-acknowledgments = answers to claims or files
kpi-missing-whole-months = whole months of payments
kpi-missing-costs = cost of billing stated by the practice
kpi-missing-decisions = decisions
kpi-missing-recent-services = services of the last ninety days
kpi-missing-days = days of service and bill
kpi-missing-attendance = attendance
kpi-missing-authorizations = authorizations
kpi-missing-write-offs = amounts taken off the books
kpi-missing-patient-payments = payments of patients
kpi-missing-appeals = appeals
kpi-missing-appeals-of-refused-claims = appeals of refused claims

## The board as a page
kpi-page-heading = How well does billing work?
kpi-page-lead = Counted to { $as_of }. Of { $submitted } claims first sent in the window, payers have decided { $decided }: figures over young claims change as payers decide.
kpi-page-link = Key figures
kpi-page-since = Claims first sent since
kpi-page-empty = No claim is on record yet, so there is nothing to count.
kpi-page-empty-since = No claim was first sent since { $day }.
kpi-page-maturity = { $share } % decided
kpi-page-by-payer = { $name }, { $payer }
kpi-page-by-month = { $name }, services of { $month }
kpi-page-missing-heading = What our records cannot tell yet
kpi-page-missing-column = What is missing
kpi-page-rules = How claims are chosen
kpi-page-receivables = Receivables here hold more than “{ $status }” among the claims: that is the whole charge of claims without any answer. Receivables also hold what payers left undecided on answered claims, what they refused and nobody took off the books, and what patients still owe.
kpi-page-interval = { $level } % interval { $low } to { $high } %
kpi-page-version = Table of reasons { $version }

## Numerator and denominator in words
kpi-what-initial-denial-rate = Claims of which a payer refused something at its first decision, over all claims sent.
kpi-what-initial-denial-rate-decided = The same claims, over those that some payer has decided.
kpi-what-initial-denial-charge = The whole charge of those claims, also where a part of a claim was refused, over the charge of all claims sent.
kpi-what-initial-denial-charge-decided = The same charge, over the charge of the claims that some payer has decided.
kpi-what-remittance-denial-rate = Claims refused whole at the first decision, over the claims decided.
kpi-what-primary-denial-rate = Decisions that pay nothing, over all decisions of first payers; those that only say that the claim was there before are left out.
kpi-what-overturned = Lines refused at first and paid on a later decision, over the refused lines that came to an end: decided again, upheld by the letter that answered an appeal, or taken off the books.
kpi-what-overturned-charge = The charge of the lines paid later, over the charge of the refused lines that came to an end.
kpi-what-denial-to-resolution = Days from the refusal of a line to the decision or letter that ended it, or to the day on which it was taken off the books, where that day is on record.
kpi-what-denial-to-appeal = Days from the first refusal of a claim to its first appeal, over the refused claims with an appeal.
kpi-what-denial-write-off = Taken off the books on refused claims, over what was decided less what the contract takes off.
kpi-what-clean-claim-rate = Claims whose first version is sound in itself, that neither the payer nor the clearing house rejected, and that nobody corrected or withdrew before a payer decided; over the claims that one of them answered.
kpi-what-first-pass-yield = Claims accepted whole on their first version, paid or rightly moved to the patient, over the claims decided.
kpi-what-net-days-in-receivables = What is not decided, what was refused and not taken off the books, and what patients still owe, as net, over net revenue of a day, a mean of the last ninety days of service. What a payer took back and did not decide anew counts as not decided.
kpi-what-net-days-in-receivables-payers = The same without what patients owe.
kpi-what-receivables-over-90 = Receivables of claims whose last day of service is more than ninety days ago, over all receivables: not decided, taken back and not decided anew, refused and not taken off the books, and owed by patients.
kpi-what-receivables-over-90-payers = The same without what patients owe.
kpi-what-net-collection-rate = Paid by payers and patients, over what was decided less what the contract takes off.
kpi-what-net-collection-rate-payers = Paid by payers, over what was decided less what the contract takes off and what was left to patients.
kpi-what-claim-lag = Days from the last day of service to the first bill, over the claims sent with both days.
kpi-what-payment-lag = Days from the first bill to the first decision, over the claims decided with both days.
kpi-what-charge-lag = Days from each service to the day on which its charge was posted. Where no posting day is on record: to the first bill that carries the service.
kpi-what-cost-to-collect = The stated cost of billing, over what was paid in the same months: at most three, each after the first payment on record.
kpi-what-unbilled-days = Charges of patients with claims that no claim bills, in days of the mean charge of the last ninety. Where no charges are on record: attended and signed days on no claim, each worth the mean of the patient’s own billed days.
kpi-what-service-authorization-rate = Attended days that an authorization covers, over the attended days of patients with any authorization.

## Over which claims
kpi-rule-submitted = Claims first sent within the window, not withdrawn.
kpi-rule-decided = Of those, the claims that some payer has decided.
kpi-rule-answered = Of the claims sent, those that the payer or the clearing house took in or rejected.
kpi-rule-four-weeks = Decisions of first payers that were paid within the last four weeks.
kpi-rule-resolved = Lines refused at first, of the claims sent, that the payer decided again or upheld by letter, or that were taken off the books.
kpi-rule-months = Whole calendar months up to the day of the count.
kpi-rule-beside = Records of care, appeals and amounts taken off the books, beside the claims.

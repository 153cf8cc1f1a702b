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
kpi-name-initial-denial-charge = Charge refused at first, of that sent
kpi-name-initial-denial-charge-decided = Charge refused at first, of that decided
kpi-name-remittance-denial-rate = Claims refused whole, of those decided
kpi-name-primary-denial-rate = Decisions of first payers that pay nothing
kpi-name-overturned = Refused lines that were paid later
kpi-name-overturned-charge = Refused charge that was paid on later
kpi-name-denial-to-resolution = Days from refusal to the next decision
kpi-name-denial-to-appeal = Days from refusal to appeal
kpi-name-denial-write-off = Taken off refused claims, of net revenue
kpi-name-clean-claim-rate = Claims sent without being touched
kpi-name-first-pass-yield = Claims accepted whole at the first try
kpi-name-net-days-in-receivables = Net days in receivables
kpi-name-receivables-over-90 = Receivables older than ninety days
kpi-name-net-collection-rate = Net collection rate
kpi-name-claim-lag = Days from service to bill
kpi-name-payment-lag = Days from bill to the first decision
kpi-name-charge-lag = Days from service to charge
kpi-name-cost-to-collect = Cost to collect
kpi-name-unbilled-days = Days of revenue not billed
kpi-name-service-authorization-rate = Attended days that an authorization covers

kpi-cohort-submitted = claims sent
kpi-cohort-decided = claims decided
kpi-cohort-four-weeks = decisions of four weeks
kpi-cohort-resolved = refused lines decided again
kpi-cohort-beside = tables beside the claims

kpi-missing-edits = log of edits
kpi-missing-charges = charges with the day on which they were posted
kpi-missing-costs = costs of billing
kpi-missing-decisions = decisions
kpi-missing-recent-services = services of the last ninety days
kpi-missing-days = days of service and bill
kpi-missing-attendance = attendance
kpi-missing-authorizations = authorizations
kpi-missing-write-offs = amounts taken off the books
kpi-missing-appeals = appeals

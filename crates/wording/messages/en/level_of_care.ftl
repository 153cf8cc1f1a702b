### Level of care: determinations, facts, clauses, what is missing and the cheapest way to get it. Seen by licensed clinical users only.

## What the criteria say
determination-not-applicable = These criteria were not made for this patient.
determination-safety-review = Look at safety now.
determination-step-up = Consider a higher level of care.
determination-mixed = There is evidence both for staying and for stepping down. A person weighs it.
determination-continue = There is evidence that this level of care is still needed.
determination-step-down = Consider a lower level of care.
determination-insufficient = Facts are missing that would decide.
determination-review-plan = Everything is known and nothing is met. Review the plan.
determination-target-complete = Consider completing the episode of care.
determination-target-level = Consider { $level }.
level-of-care-decides = You decide. This changes nothing by itself.

## Why a set may not apply
level-of-care-reason-under-age = The patient is younger than the criteria are made for.
level-of-care-reason-level-not-in-set = The criteria have no rules for this level of care.
level-of-care-reason-eating-disorder = The criteria are not made for eating disorders.
level-of-care-reason-psychosis = The criteria are not made for psychosis.
level-of-care-reason-no-diagnosis = No diagnosis is on record, so it is not known whether the criteria are made for this patient.

## Beside a determination
level-of-care-caveat-step-up-not-excluded = The need for a higher level is not excluded. Missing: { $facts }.
level-of-care-caveat-plan-review = Scores have not moved or the stay is long. Review the plan: change it, change the level, or say why this is kept.
level-of-care-caveat-set-to-be-reviewed = These criteria are to be reviewed by your clinicians before use.
level-of-care-nearest = Would become “{ $determination }” if { $changes }.
level-of-care-nearest-change = { $fact } were { $value }

## Rules
level-of-care-rule-safety = Safety
level-of-care-rule-step-up = Higher level
level-of-care-rule-continue = This level
level-of-care-rule-step-down = Lower level
level-of-care-rule-guard = What every step down needs
level-of-care-rule-review = Review of the plan
level-of-care-rule-applicability = For whom the criteria are made

## Clauses of the set that is shipped
level-of-care-clause-acute-danger = High risk, an attempt, violence, acute psychosis or mania, or grave disability
level-of-care-clause-acute-danger-48-hours = High risk, an attempt or violence in the last days, acute psychosis or mania, or grave disability
level-of-care-clause-settled-7-days = Risk at most low, no harm for a week, nobody has to stay with the patient
level-of-care-clause-settled-14-days = Risk at most low, no harm for two weeks, nobody has to stay with the patient
level-of-care-clause-settled-30-days = Risk at most low, no harm for a month, nobody has to stay with the patient
level-of-care-clause-severe-withdrawal = Severe withdrawal
level-of-care-clause-moderate-withdrawal = Moderate or severe withdrawal
level-of-care-clause-medical-danger = Medically unstable, or does not eat or drink enough
level-of-care-clause-benefit = Benefit: reliable improvement, an improving trend, or progress towards goals
level-of-care-clause-response-to-non-response-14-days = Not better, and the plan was changed for it in the last two weeks
level-of-care-clause-response-to-non-response-30-days = Not better, and the plan was changed for it in the last month
level-of-care-clause-benefit-or-plan-changed = Benefit, or a changed plan where there is none
level-of-care-clause-benefit-or-plan-changed-slowly = Benefit, or a changed plan where there is none
level-of-care-clause-improved-or-mild = Symptoms at most moderate, or reliably improved
level-of-care-clause-stalled = Scores have not moved and symptoms are left
level-of-care-clause-step-down-planned = The next level and its day are planned
level-of-care-clause-engaged = Comes and takes part
level-of-care-clause-inpatient-need = Acute danger, severe withdrawal, medically unstable, or a new medication that must be watched
level-of-care-clause-inpatient-why-not-lower = A lower level is not safe or did not suffice
level-of-care-clause-residential-need = Severe symptoms or impairment, risk, or substance use that needs this level
level-of-care-clause-residential-why-not-lower = A lower level is not safe or did not suffice, or there is no safe place to live
level-of-care-clause-partial-hospitalization-need = Severe symptoms, impaired function, risk, or a recent step down
level-of-care-clause-partial-hospitalization-why-not-lower = A lower level did not suffice, or without this one the patient may have to be hospitalized
level-of-care-clause-intensive-outpatient-need = Moderate symptoms or impairment, substance use, or a recent step down
level-of-care-clause-mild-or-recovered = Symptoms at most mild, or recovered
level-of-care-clause-outpatient-need = Symptoms or impairment are left, or what was reached is to be kept

## Facts
level-of-care-fact-diagnosis = diagnosis
level-of-care-fact-band = severity band
level-of-care-fact-score = score
level-of-care-fact-change = change at this level
level-of-care-fact-change-since-intake = change since intake
level-of-care-fact-trend = trend of scores
level-of-care-fact-plateau = scores that have not moved
level-of-care-fact-nonworsening-in-a-row = scores in a row that were no worse
level-of-care-fact-worse-in-a-row = scores in a row that were reliably worse
level-of-care-fact-recovered-in-a-row = scores in a row that were recovered
level-of-care-fact-thoughts-answered = thoughts of death or self-harm, as answered
level-of-care-fact-off-course-sessions = sessions off the expected course
level-of-care-fact-craving-band = band of craving
level-of-care-fact-alcohol-withdrawal = score of the alcohol withdrawal scale
level-of-care-fact-opioid-withdrawal = score of the opioid withdrawal scale
level-of-care-fact-risk-level = level of risk now
level-of-care-fact-highest-risk = highest level of risk
level-of-care-fact-attempts = attempts or self-harm that needed medical care
level-of-care-fact-violence = violence
level-of-care-fact-harm = harm to anybody
level-of-care-fact-restraints = restraint or seclusion
level-of-care-fact-elopements = leaving without leave
level-of-care-fact-one-to-one-precautions = somebody stays with the patient at all times
level-of-care-fact-grave-disability = grave disability
level-of-care-fact-acute-psychosis-or-mania = acute psychosis or mania
level-of-care-fact-medically-unstable = medically unstable
level-of-care-fact-needs-24-hour-monitoring = needs monitoring around the clock
level-of-care-fact-refuses-to-eat = does not eat or drink enough
level-of-care-fact-function = impaired function
level-of-care-fact-participation = participation
level-of-care-fact-attendance-percent = attendance
level-of-care-fact-hours-per-week = delivered hours a week
level-of-care-fact-goal-progress = progress towards goals
level-of-care-fact-all-goals-met = all goals met
level-of-care-fact-days-since-plan-change = days since the plan changed
level-of-care-fact-plan-changed-after-non-response = plan changed because the patient was not getting better
level-of-care-fact-days-since-medication-change = days since medication changed
level-of-care-fact-active-treatment-daily = active treatment every day
level-of-care-fact-maintenance-plan = plan to keep what was reached
level-of-care-fact-skills-used-outside = uses skills outside treatment
level-of-care-fact-able-to-participate = able to take part in a less supervised program
level-of-care-fact-lower-level-unsafe = a lower level is not safe now
level-of-care-fact-hospitalization-risk = may have to be hospitalized without this level
level-of-care-fact-relapses = relapses
level-of-care-fact-overdoses = overdoses
level-of-care-fact-unexpected-screens = unexpected drug screens
level-of-care-fact-safe-housing = a safe place to live
level-of-care-fact-supports = people to rely on
level-of-care-fact-lower-levels-not-enough = lower levels that did not suffice
level-of-care-fact-days-since-higher-level = days since a higher level
level-of-care-fact-days-since-readmission = days since readmission
level-of-care-fact-days-at-level = days at this level
level-of-care-fact-days-beyond-typical-stay = days beyond the typical stay
level-of-care-fact-step-down-level-planned = next level planned
level-of-care-fact-step-down-day-planned = day of the next level planned
level-of-care-fact-days-to-appointment = days to the next appointment
level-of-care-fact-of-instrument = { $fact } of { $instrument }
level-of-care-fact-within = { $fact } within { $window }

## Values
level-of-care-value-yes = yes
level-of-care-value-no = no
level-of-care-value-none = none
level-of-care-value-low = low
level-of-care-value-moderate = moderate
level-of-care-value-high = high
level-of-care-value-improving = improving
level-of-care-value-flat = flat
level-of-care-value-worsening = worsening
level-of-care-value-worse = worse
level-of-care-value-partial = partial
level-of-care-value-met = met
level-of-care-value-reliably-improved = reliably improved
level-of-care-value-recovered = recovered
level-of-care-value-no-reliable-change = no reliable change
level-of-care-value-reliably-worse = reliably worse
level-of-care-value-floor = too low at first to improve reliably

## Why a fact is missing
level-of-care-missing = { $fact }: { $why }
level-of-care-why-never-recorded = there is no record
level-of-care-why-too-old = the newest record is too old
level-of-care-why-recorded-as-unknown = recorded as not known
level-of-care-why-too-few = there are too few scores
level-of-care-why-no-norm = the instrument has no verified reliable-change value
level-of-care-why-no-bands = the instrument has no severity bands
level-of-care-why-self-report-only = there is a self-report only, and harm was recorded not long ago
level-of-care-why-before-incident = harm was recorded after the newest assessment
level-of-care-why-stay-too-short = the stay is shorter than the stretch that is looked at
level-of-care-why-not-asked = nobody recorded that there was none
level-of-care-why-not-set-up = the program has no figure for it

## The cheapest way to get it
next-action-state-it = State it, yes or no.
next-action-rate-risk = Rate the risk, with its basis.
next-action-rate-function = Rate function.
next-action-rate-participation = Rate participation.
next-action-record-diagnosis = Record the diagnosis.
next-action-record-attendance = Enter attendance.
next-action-rate-goals = Rate progress towards the goals.
next-action-record-plan-change = Enter what was changed in the plan, or that it was reviewed.
next-action-record-medication = Enter the last change of medication.
next-action-record-step-down-plan = Write down the step-down plan: level, day, appointment.
next-action-record-prior-levels = Enter the levels of care that were tried before.
next-action-ask-about-housing = Ask whether the place to live is safe.
next-action-ask-about-supports = Ask whom the patient can rely on.
next-action-ask-about-substance-use = Ask about substance use since the last time.
next-action-give-instrument = Give the instrument.
next-action-give-withdrawal-scale = Give the withdrawal scale.
next-action-record-medical-status = Have a nurse or physician record the medical status.
next-action-take-drug-screen = Take a drug screen.
next-action-give-instrument-again = Give the instrument again when it is next due.
next-action-choose-instrument-with-norm = Judge by an instrument with a verified reliable-change value.
next-action-set-up-program = Enter the program's typical stay, or fit its expected course.

## What speaks against it, and results from elsewhere
level-of-care-contradicting = { $fact } ({ $value }) speaks for: { $rule }
level-of-care-external = { $system } { $edition }, { $day }: level { $level }, as recorded. It is no part of this determination.
external-system-asam = ASAM Criteria
external-system-locus = LOCUS
external-system-calocus-casii = CALOCUS-CASII
external-system-ecsii = ECSII
external-system-interqual = InterQual
external-system-mcg = MCG
external-system-locadtr = LOCADTR
external-system-other = Another tool

## What a person decided
level-of-care-direction-higher = A higher level
level-of-care-direction-stay = This level
level-of-care-direction-lower = A lower level
override-reason-clinical-judgement = Clinical judgement
override-reason-facts-wrong = A fact is wrong or out of date
override-reason-criteria-do-not-fit = The criteria do not fit this patient
override-reason-patient-preference = The patient wants otherwise
override-reason-circumstances = Family, work or housing
override-reason-no-place = No place at the other level
override-reason-payer-decision = The payer decided
override-reason-medical = A medical reason
override-reason-other = Something else

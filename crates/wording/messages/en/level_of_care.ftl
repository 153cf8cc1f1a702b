### Level of care: determinations, facts, clauses, what is missing and the cheapest way to get it; the pages around them.

## What the criteria say
determination-not-applicable = These criteria were not made for this patient.
determination-safety-review = Look at safety now.
determination-step-up = Consider a higher level of care.
determination-mixed = There is evidence both for staying and for stepping down. A person weighs it.
determination-continue = There is evidence that this level of care is still needed.
determination-step-down = Consider a lower level of care.
determination-insufficient = Facts are missing that would decide.
determination-review-plan = Review the plan: no rule is met, or symptoms remain that no longer change.
determination-target-complete = Consider completing the episode of care.
determination-target-level = Consider { $level }.
level-of-care-decides = You decide. This changes nothing by itself.

## The same in one or two words, for lists
determination-short-not-applicable = criteria do not apply
determination-short-safety-review = look at safety
determination-short-step-up = higher level?
determination-short-mixed = evidence both ways
determination-short-continue = still needed
determination-short-step-down = lower level?
determination-short-insufficient = facts missing
determination-short-review-plan = review the plan

## Why a set may not apply
level-of-care-reason-under-age = The patient is younger than the criteria are made for.
level-of-care-reason-level-not-in-set = The criteria have no rules for this level of care.
level-of-care-reason-eating-disorder = The criteria are not made for eating disorders.
level-of-care-reason-psychosis = The criteria are not made for psychosis.
level-of-care-reason-no-diagnosis = No diagnosis is on record, so it is not known whether the criteria are made for this patient.

## Beside a determination
level-of-care-caveat-step-up-not-excluded = The need for a higher level is not excluded. Missing: { $facts }.
level-of-care-caveat-plan-review = Scores have not moved or the stay is long. Review the plan: change it, change the level, or say why this is kept.
level-of-care-caveat-set-to-be-reviewed = Your clinicians have not reviewed these criteria yet. Take what they say as a draft.
level-of-care-caveat-only-safety-judged = These criteria were not made for this patient. Only what they say about danger was asked.
level-of-care-caveat-set-unreadable = The criteria that you put in force ({ $set }) cannot be read any more. The shipped ones judged in their place until they are mended.
level-of-care-nearest = Would become “{ $determination }” if this were on record: { $changes }.
level-of-care-nearest-change = { $fact }: { $value }

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
level-of-care-clause-benefit = Benefit: reliable improvement, an improving trend, or progress toward goals
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
level-of-care-fact-goal-progress = progress toward goals
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
level-of-care-window-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
level-of-care-window-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }

## Values
level-of-care-value-yes = yes
level-of-care-value-band = band { $place }
level-of-care-value-attended = attended
level-of-care-value-excused = excused
level-of-care-value-absent = absent
level-of-care-value-cancelled-by-program = called off by the program
level-of-care-value-expected = expected
level-of-care-value-unexpected = unexpected
level-of-care-value-changed = changed
level-of-care-value-unchanged = unchanged
level-of-care-value-readmitted = readmitted
level-of-care-value-thoughts-answered = thoughts of death or self-harm were answered
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
level-of-care-why-before-answer = thoughts of death or self-harm were answered after the newest assessment
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
next-action-rate-goals = Rate progress toward the goals.
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
next-action-ask-for-the-score = No severity bands are published for this scale. Have your own criteria ask for its score.
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
override-reason-clinical-judgement = Clinical judgment
override-reason-facts-wrong = A fact is wrong or out of date
override-reason-criteria-do-not-fit = The criteria do not fit this patient
override-reason-patient-preference = The patient wants otherwise
override-reason-circumstances = Family, work or housing
override-reason-no-place = No place at the other level
override-reason-payer-decision = The payer decided
override-reason-medical = A medical reason
override-reason-other = Something else

## The page of a patient's level of care
level-of-care-page-heading = Is this level of care still right for { $patient }?
level-of-care-page-action = Level of care
level-of-care-link-short = still right?
level-of-care-page-lead = { $level } since { $day }, { $program }.
level-of-care-page-criteria = Judged by { $title }, version { $version }.
level-of-care-page-no-episode = No level of care is running, so there is nothing to judge.
level-of-care-page-withheld = What the criteria say is shown to licensed clinical people only. You see which facts are missing and what was decided.
level-of-care-section-basis = Why?
level-of-care-section-missing = What is missing
level-of-care-section-contradicting = What speaks against it
level-of-care-section-nearest = What would change it
level-of-care-section-external = Results of licensed tools
level-of-care-section-decision = What do you decide?
level-of-care-section-earlier = Earlier determinations and decisions
level-of-care-nothing-missing = Nothing that would decide is missing.
level-of-care-missing-caption = Missing facts, the least trouble first
level-of-care-column-fact = Fact
level-of-care-column-why = Why it is missing
level-of-care-column-next = Next step
level-of-care-missing-optional = No determination waits for it
level-of-care-column-value = Value
level-of-care-column-observed = Observed
level-of-care-column-age = Age
level-of-care-column-source = Source
level-of-care-column-speaks-for = Speaks for
level-of-care-input-too-old = too old to count
level-of-care-inputs-caption = Evidence for: { $fact }
level-of-care-value-at-least = at least { $value }
level-of-care-value-unknown = not known, because { $why }
level-of-care-value-not-asked = not a question for this patient
level-of-care-compared = { $fact }: { $value } (asked for: { $asked })
level-of-care-asked-equal = { $value }
level-of-care-asked-not-equal = not { $value }
level-of-care-asked-less = less than { $value }
level-of-care-asked-at-most = at most { $value }
level-of-care-asked-greater = more than { $value }
level-of-care-asked-at-least = at least { $value }
level-of-care-asked-in = one of { $value }
level-of-care-condition-all = All of these
level-of-care-condition-any = Any of these
level-of-care-condition-at-least =
    { $count ->
        [one] At least { $count } of these
       *[other] At least { $count } of these
    }
level-of-care-condition-not = None of this
level-of-care-optional = may stay unknown
level-of-care-rule-target = { $rule }: { $target }
level-of-care-target-complete = the end of the episode
level-of-care-source-administration = answers
level-of-care-source-record = record
level-of-care-external-caption = Results of licensed tools, as recorded
level-of-care-external-note = They stand here as recorded and are no part of the determination.
level-of-care-change-line = { $fact }: { $from } becomes { $to }
level-of-care-change-unknown = not known
level-of-care-records-link = Enter or correct records
level-of-care-criteria-link = The criteria
level-of-care-agreement-link = Agreement with the criteria
level-of-care-back = Back to the level of care
level-of-care-age-hours = within a day
level-of-care-changed-meanwhile = The records changed since you looked. Nothing was stored. Look again before you decide.
level-of-care-as-of = As of { $moment }

## The decision
level-of-care-decision = Decision
level-of-care-decision-agree = Agree
level-of-care-decision-disagree = Disagree, and decide otherwise
level-of-care-decision-defer = Not yet
level-of-care-decision-instead = Instead
level-of-care-decision-instead-hint = Only where you disagree.
level-of-care-decision-why = Why otherwise
level-of-care-decision-only-where-disagreed = { $label }: only where you disagree. Choose to disagree, or leave it empty. Nothing was signed.
level-of-care-decision-words = In your words
level-of-care-decision-words-hint = Must be there where you disagree. It stays in the chart.
level-of-care-decision-sign = Sign as { $signature }
level-of-care-decision-saved = Your decision is signed and kept with the determination.
level-of-care-decision-cannot = Your account has no name to sign with.
level-of-care-decided-agree = Agreed
level-of-care-decided-disagree = Decided otherwise: { $direction }
level-of-care-decided-defer = Put off
level-of-care-decided-towards = { $decision } ({ $direction })
level-of-care-decided-by = { $signature }, { $moment }
level-of-care-decided-because = { $reason }: { $words }
level-of-care-decided-nothing = Nobody has decided yet

## Stored determinations
determination-heading = What was determined about { $patient }?
determination-lead = Made { $moment } by { $title }, version { $version }; engine { $engine }.
determination-caption = Determinations and decisions, the latest first
determination-column-made = Made
determination-column-outcome = Determination
determination-column-decision = Decision
determination-rerun-heading = Made again from what was stored
determination-rerun-identical = The same engine gives the same bytes.
determination-rerun-newer = It was made by engine { $engine }. The present engine reads the same facts differently in these places. What was stored stays.
determination-rerun-newer-same = It was made by engine { $engine }. The present engine comes to the same.
determination-rerun-altered = What is stored is not what was determined: the same engine gives other bytes. Have the database checked.
determination-rerun-unreadable = It cannot be made again: { $reason }
determination-rerun-no-criteria = It cannot be made again: the criteria it was made by are not on record.
determination-rerun-caption = Differences
determination-column-place = Place
determination-column-before = As stored
determination-column-now = Now

## Criteria
criteria-heading = By which criteria are levels of care judged?
criteria-lead = Criteria compare facts on record with thresholds. They decide nothing; a licensed person does.
criteria-in-force = In force
criteria-shipped = Comes with the product
criteria-own = Written by the practice
criteria-to-be-reviewed = To be reviewed by your clinicians before use
criteria-not-reviewed = Not yet reviewed by your clinicians
criteria-in-force-unreviewed = Judged by these until others are put in force. Take what they say as a draft: have your clinicians go through the thresholds, then load a copy of your own with what they decided, and put that in force.
criteria-not-for = Not made for
criteria-for = Made for
criteria-population = patients from { $years } years on
criteria-levels = Levels of care
criteria-version-line = Version { $version }
criteria-loaded = Loaded { $moment }
criteria-fingerprint = Fingerprint
criteria-show-file = Show the file
criteria-put-in-force = Put in force
criteria-put-in-force-done = The criteria are in force. Everybody in care is judged anew by them.
criteria-load-heading = Load criteria of your own
criteria-load-hint = Copy the shipped file, give it an id of your own, write kind = "practice_written", change what your clinicians decide, and paste it here. It stays in your database and is never exported. Do not paste text of a licensed tool.
criteria-load-label = File
criteria-load = Check and load
criteria-load-done = The criteria are loaded. They count once they are put in force.
criteria-unreadable-heading = “{ $set }” cannot be read any more
criteria-unreadable-in-force = These criteria are in force, so the shipped ones judge in their place and every determination says so. Mend what is wrong in a copy of the file, load it, and they judge again.
criteria-unreadable-explained = These criteria cannot be put in force until what is wrong in the file is mended and the file is loaded again.
criteria-problems-heading =
    { $count ->
        [one] The file has { $count } problem. Nothing was loaded.
       *[other] The file has { $count } problems. Nothing was loaded.
    }
criteria-problem-line = Line { $line }, column { $column }: { $fault }.

## What is wrong with a criteria file. No full stop: the place stands before it and the stop after it.
fault-near = { $fault }. Names near it: { $names }
fault-unknown-level = “{ $name }” is not one of OP, IOP, PHP, RTC, IP
criteria-fault-toml = this is not written as TOML, so nothing was read. Look there and on the line before for a quotation mark, a bracket or an equals sign that is missing. The parser says, in English: “{ $message }”
criteria-fault-missing-key = the key “{ $key }” is missing
criteria-fault-unknown-key = the key “{ $key }” is not known here
criteria-fault-wrong-kind = expected is { $expected }
criteria-fault-unknown-name = “{ $name }” is neither a fact nor a clause of this file
criteria-fault-unknown-instrument = “{ $name }” is not an instrument
criteria-fault-not-lower = a step down from { $from } cannot lead to { $to }
criteria-fault-unknown-operator = “{ $operator }” is no operator: expected is one of ==, !=, <, <=, >, >=, in
criteria-fault-no-order = “{ $fact }” has no order: use ==, != or in, not { $operator }
criteria-fault-wrong-value = “{ $value }” is no value of “{ $fact }”: expected is { $expected }
criteria-fault-needs-window = “{ $fact }” is counted over a stretch of time: add within, such as “within { $example }”
criteria-fault-takes-no-window = “{ $fact }” takes no within
criteria-fault-bad-window = within needs a number of days or hours, such as “within { $example }”
criteria-fault-takes-no-instrument = “{ $fact }” is about no instrument: leave the brackets out
criteria-fault-empty-list = “{ $key }” is empty: an empty all would always hold, and an empty any never
criteria-fault-bad-count = at_least must be from one to the number of conditions in of, which is { $parts }
criteria-fault-not-one-condition = a condition is one of all, any, not, or at_least with of
criteria-fault-circle = clauses ask for each other in a circle: { $path }
criteria-fault-named-like-fact = a clause cannot be named like the fact “{ $name }”
criteria-fault-left-over = “{ $rest }” was not understood
criteria-expected-text = a text in quotes
criteria-expected-flag = true or false
criteria-expected-number = a whole number, not below zero
criteria-expected-table = a table
criteria-expected-list = a list in square brackets
criteria-expected-set-kind = "neutral" or "practice_written"
criteria-expected-practice-written = practice_written, because only the shipped file is neutral
criteria-expected-own-id = an id of your own, because this one is that of the shipped set
criteria-expected-condition = a comparison in quotes, the name of a clause, or a table with all, any, not or at_least
criteria-expected-list-after-in = a list after in, such as [recovered, reliably_improved]
criteria-expected-value-number = a number
criteria-expected-value-yes-no = yes or no
criteria-expected-value-one-of = one of { $words }

## The sets of criteria, further
criteria-exclusion-eating-disorder = eating disorders
criteria-exclusion-psychosis = psychosis
criteria-file-fine = { $title }, version { $version }: nothing is wrong with it.
criteria-file-rules =
    { $count ->
        [one] Rules for { $count } level of care.
       *[other] Rules for { $count } levels of care.
    }
criteria-file-refused = { $file }: { $problem }

## Agreement
agreement-heading = How often do people decide as the criteria say?
agreement-lead = Low agreement says that the criteria do not fit the practice, not that anybody is wrong. People tune the thresholds by it.
agreement-first = From
agreement-last = To
agreement-decided =
    { $count ->
        [one] { $count } determination was decided about
       *[other] { $count } determinations were decided about
    }
agreement-compared = Compared
agreement-left-out = Left out: the criteria named no direction, or the decision was put off
agreement-deferred = Of these, put off
agreement-observed = Decided alike
agreement-kappa = Agreement beyond chance (Cohen’s kappa)
agreement-kappa-interval = { $kappa } ({ $lower } to { $upper })
agreement-kappa-none = Not defined: all decisions are of one kind
agreement-kappa-too-few = Too few to say: { $compared } compared, { $needed } needed. Below that the interval is too wide to mean anything (the rule of Cicchetti: twice the square of the number of directions)
agreement-table-caption = Where the criteria pointed, and where people decided
agreement-table-criteria = The criteria pointed to
agreement-table-decided = Decided: { $direction }
agreement-reasons-heading = Why people decided otherwise
agreement-reasons-caption = Reasons, the most frequent first
agreement-column-reason = Reason
agreement-column-count = Times
agreement-no-reasons = Nobody decided otherwise in these days.
agreement-none = Nobody decided about a determination in these days.

## On the command line
level-of-care-command-missing = missing: { $fact }. Next step: { $next }
level-of-care-command-withheld = What the criteria say is shown for a licensed clinical person: name one with --for.
level-of-care-command-nobody = { $name } is not a licensed person who may see levels of care
level-of-care-command-nobody-hint = name the sign-in of a clinician with a clinical license
level-of-care-command-rerun = { $moment }: { $outcome }
level-of-care-command-everybody = { $judged } judged, { $stored } changed and stored

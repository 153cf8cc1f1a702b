### What went wrong, where, and what to do next. A problem names positions and ids, never answers of a patient to others than those who may see them.

problem-heading = What stands in the way?
problem-where = { $instrument }: { $problem }

## Odd answers
problem-unknown-item = There is no item “{ $key }” in this instrument. The answer was left out. Check the mapping of the file or the version of the form.
problem-duplicate-item = Item { $item } came twice. The later answer took the place of the earlier one. Compare with the form.
problem-not-offered = Item { $item } has the answer { $value }, which the form does not offer. It counts as not answered. Compare with the form and correct it.
problem-not-a-special-option = Item { $item } is marked as refused or not applicable, which the form does not offer. It counts as not answered. Compare with the form.
problem-unreadable = The answer to item { $item } is not a whole number. It counts as not answered. Compare with the form and correct it.
problem-answered-though-skipped = Item { $item } was answered although the form skips it after the answers before. The answer counts. Compare with the form.
problem-total-differs = A total of { $given } came along for “{ $scale }”, but the answers give { $computed }. The computed score is shown and both are kept. Ask the sender which form was used.
problem-total-cannot-be-compared = A total of { $given } came along for “{ $scale }”, but the answers do not give a score to compare it with. Ask the sender for the missing answers.

## Scores that cannot be computed
unscorable-too-many-missing =
    { $count ->
        [one] { $instrument } has no score: { $items } was not answered, and { $allowed ->
            [0] none may be missing
            [one] only { $allowed } may be missing
           *[other] only { $allowed } may be missing
        }. Ask the patient about the missing item and correct the administration.
       *[other] { $instrument } has no score: { $items } were not answered, and { $allowed ->
            [0] none may be missing
            [one] only { $allowed } may be missing
           *[other] only { $allowed } may be missing
        }. Ask the patient about the missing items and correct the administration.
    }
unscorable-undetermined = { $instrument } has no score: a fact that its formula needs is not known (an item, the sex or the age). Add the missing fact to the patient's record.
unscorable-not-administered = { $instrument } has no score: not one item was answered. Give the instrument again if it is due.
unscorable-out-of-range = { $instrument } has no score: { $value } lies outside its range. Check the total that came along, or tell an administrator that the definition may be wrong.
unscorable-short-too-many-missing = { $items } missing; { $allowed } allowed
unscorable-short-undetermined = a fact that the formula needs is not known
unscorable-unfinished = { $instrument } has no score: the form was not finished. Ask the patient about what is open and correct the administration.
unscorable-not-told = { $instrument } has no score. Open the administration: it says why.
unscorable-short-not-administered = not one item answered
unscorable-short-unfinished = the form was not finished
unscorable-short-not-told = the administration says why
unscorable-short-out-of-range = { $value } lies outside the range

## Records of care that contradict themselves
care-future = The { $what } lies in the future: { $day } is after { $today }. Check the day.
care-before-birth = The { $what } lies before birth: { $day } is before { $birth-day }. Check both days.
care-backwards = The { $what } ends before it starts: { $last } is before { $first }. Check both days.
care-outside-episode = The { $what } lies outside its episode of care, which began { $admitted }. Check the days, or choose another episode.
care-birth-too-early = The birth day { $birth-day } is before 1900. Check the year.
care-empty = The { $what } is empty. Fill it in.
care-later = The { $what } lies in the future: { $at } is after { $now }. Check the day and the time.
care-too-much = The { $what } cannot be more than { $most }. Check the number.
care-too-few = The { $what } cannot be less than { $least }. Check the number.
care-too-early = The { $what } is too early: { $day } is before { $earliest }. Check both days.
care-contradiction = The { $what } and the { $with } contradict each other. Correct one of them.
field-admission = admission
field-discharge = discharge
field-birth-day = birth day
field-record-number = record number
field-family-name = family name
field-program-code = program code
field-program-name = program name
field-clinician-code = clinician code
field-clinician-name = clinician name
field-episode-of-care = episode of care
field-level-of-care-period = level-of-care period
field-administration = administration
field-diagnosis = diagnosis
field-care-team = place in the care team
field-attendance = attendance
field-planned-minutes = planned minutes
field-delivered-minutes = delivered minutes
field-participation-rating = rating of participation
field-function-rating = rating of function
field-goal-progress = progress toward a goal
field-goal = goal
field-treatment-plan-change = change of the treatment plan
field-answer-to-non-response = answer to non-response
field-medication-change = change of medication
field-medication = medication
field-risk-rating = rating of risk
field-incident = incident
field-medical-status = medical status
field-substance-use = use of a substance
field-report-of-abstinence = report of abstinence
field-drug-screen = drug screen
field-drug-screen-result = result of the drug screen
field-unexpected-substances = unexpected substances
field-housing = housing
field-supports = supports
field-prior-level-of-care = level of care tried before
field-external-level-of-care-result = result of a level-of-care tool
field-external-level = level given by the tool
field-clinician-statement = clinician’s statement
field-step-down-plan = step-down plan
field-planned-step-down = planned step-down
field-appointment = appointment
field-billed-units = billed units
field-consent = consent
field-day-rate = day rate
field-contract-rate = contract rate
field-certification = certification
field-order = order
field-level-or-number-of-a-limited-benefit = level or number of a limited benefit
field-paper = paper of the chart
field-provider-credential = days in the network
field-exclusion-check = look into the list of excluded persons
field-documentation = documentation
field-dose = dose
field-member-id = member id
field-nature-of-the-emergency = nature of the emergency
field-payer = payer
field-personnel = medical personnel
field-provider = provider
field-recipient = recipient
field-scope-of-the-consent = scope of the consent
field-state = state
field-statement-of-the-goal = statement of the goal
field-subscriber = subscriber
field-two-capital-letters = form of two capital letters
field-units = units
field-coverage = coverage
field-authorization = authorization
field-service-note = note of a service
field-day-of-posting = day of posting
field-charge = charge
field-quoted-benefit = quoted benefit
field-share-of-the-patient = share of the patient
field-single-case-agreement = single-case agreement
field-agreed-amount = agreed amount
field-payment-of-a-patient = payment of a patient
field-write-off = amount taken off the books
field-amount-taken-off = amount taken off
field-claim-number = claim number
field-amount-paid = amount paid
field-account = account number
field-planned-visit = planned visit
field-days-ahead = days ahead
field-service = service
field-start-of-the-service = start of the service
field-end-of-the-service = end of the service
field-times-of-the-service = times of the service
field-minutes-of-the-service = minutes of the service
field-day-of-the-service = day of the service
field-signature = signature
field-second-signature = second signature
field-size-of-the-group = size of the group
field-group = group
field-part-about-the-patient = part about the patient

## Pages and requests
problem-not-found-heading = Where did this page go?
problem-not-found = There is nothing at this address. Check the address, or go back to your caseload.
problem-not-allowed-heading = May you see this?
problem-not-allowed = Your role does not include this page. Ask an administrator if you need it for your work.
problem-form-expired = This form was open too long to be safe. Your entries are shown below: check them and save again.
problem-too-many-attempts = Too many attempts to sign in. Wait { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    } and try again.
problem-unavailable-heading = What happened?
problem-unavailable = The program could not do this, and nothing was changed. Try again in a minute. If it happens again, give your administrator this number: { $request }
problem-changed-meanwhile = Somebody else changed this record while you were working on it. Look at the new version, then make your change again.
problem-field-count =
    { $count ->
        [one] One entry needs your attention
       *[other] { $count } entries need your attention
    }

### What payers grant of what they are asked, what stays are likely to need, and the evidence that leaves.

payer-record-heading = What do payers grant, and what do stays need?
payer-record-stays-shown = { $first } to { $last } of { $count }; first those that are likely to need the most days beyond what was granted
payer-record-link = Payers and days
payer-record-lead = Everything that was asked of payers and decided, as it is on record up to { $day }.
payer-record-empty = Nothing was asked of a payer yet.
payer-record-figures-heading = By payer and level of care
payer-record-caption = Figures by payer and level of care
payer-record-explained = Each day of a stay counts once, however often it was asked for. A request that nobody decided counts for no day. Late is what came after the time of a deadline rule with the extension that it allows; rules that were not checked against two sources say so.
payer-record-column-asked = Days granted of days asked for
payer-record-column-denials = Denials
payer-record-column-work = Work per review
payer-record-column-timing = Time to decision
payer-record-column-faults = Late, without a reason
payer-record-column-granted = Days granted for a stay
payer-record-column-needed = Days that stays took
payer-record-denials = { $rate } for { $hundred } days asked for
payer-record-denials-counts = { $denied } denied, { $overturned } of them granted later; { $partial } granted in part
payer-record-minutes = { $minutes } minutes
payer-record-of-reviews = { $count ->
    [one] over { $count } review
   *[other] over { $count } reviews
}
payer-record-median = half within { $time }
payer-record-longest = { $count ->
    [one] over { $count } request
   *[other] over { $count } requests
}, the longest { $time }
payer-record-not-timed = No request with its time on record
payer-record-late = { $part } of { $whole } late
payer-record-no-limit = No limit known
payer-record-reasonless = { $part } of { $whole } refusals without a reason
payer-record-no-figure = None yet
payer-record-half = half took no more than { $days ->
    [one] { $days } day
   *[other] { $days } days
}
payer-record-half-granted = half were granted no more than { $days ->
    [one] { $days } day
   *[other] { $days } days
}
payer-record-interval = { $confidence } % interval { $low } to { $high }, over { $stays } stays
payer-record-too-few = No figure: { $stays ->
    [one] { $stays } finished stay
   *[other] { $stays } finished stays
}, and { $needed } are needed
payer-record-stays-heading = Stays now
payer-record-stays-caption = Stays that a payer authorizes, with the days they are likely to need
payer-record-stays-none = Nobody is in care at a level that a payer authorizes.
payer-record-stays-explained = Two estimates side by side. Finished stays: those that took at least as long as this one and ended as planned, whoever paid. Expected course: when scores like the patient’s are in remission by the instrument’s own definition. Neither says what a patient needs: a clinician does.
payer-record-column-so-far = Days so far
payer-record-column-covered = Covered
payer-record-column-by-stays = By finished stays
payer-record-column-by-course = By the expected course
payer-record-covered = { $days ->
    [one] { $days } day
   *[other] { $days } days
}, to { $day }
payer-record-not-covered = Not covered
payer-record-short = { $days ->
    [one] { $days } day
   *[other] { $days } days
} more than covered
payer-record-three-quarters = three of four no more than { $days }
payer-record-course = { $instrument }: half of such patients by day { $half }
payer-record-course-quarters = a quarter by day { $quarter }, three quarters by day { $later }; over { $episodes } episodes
payer-record-course-open = a quarter by day { $quarter }, three quarters not by day { $reaches }, where the course ends; over { $episodes } episodes
payer-record-course-none = No course for these scores
payer-record-faults-heading = Decisions that can be shown
payer-record-faults-caption = Late decisions and refusals without a reason, the newest first
payer-record-faults-none = No late decision and no refusal without a reason is on record.
payer-record-column-what = What
payer-record-column-when = When
payer-record-column-rule = Rule
payer-record-fault-late = Decided { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
} late
payer-record-fault-open = Not decided, { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
} late
payer-record-fault-reason = Refused without a reason
payer-record-fault-days = { $first } to { $last }
payer-record-asked-at = asked { $time }
payer-record-decided-at = decided { $time }
payer-record-owed = owed before { $time }
payer-record-rule-unverified = not checked against two sources
payer-record-export-link = Evidence as a file
payer-record-export-heading = Which evidence shall leave?
payer-record-export-lead = A table without names and record numbers, for a parity complaint or a talk with a payer. What leaves, for whom and why is put on record first, with every patient whom it is about.
payer-record-export-what = What
payer-record-export-figures = The figures, one row for each payer and level
payer-record-export-decisions = Each request with its decisions, times and the rule of its deadline
payer-record-export-make = Make the file

### The measurement schedule: what is due, and how much of it was done.

due-heading = Which measures are due?
due-lead = By patient, what is behind first.
due-empty = Nothing is due today.
due-instrument = Measure
due-column-measures = What can be given now
due-column-next = What comes next
due-discharged = Discharged { $day }
due-protocol-link = Protocol
due-send = Send the link
due-send-all =
    { $count ->
        [one] Send the link to the one shown
       *[other] Send the link to all { $count } shown
    }
due-send-all-hint = Whoever has an open check-in is passed over.
due-sent-all = On their way: { $sent }. Could not be sent: { $not }. Passed over, because a check-in is open or nothing can be asked by link: { $open }.
due-not-sent = Nothing here can be asked by a link
due-window = Counts from { $first } to { $last }
due-on = Due { $day }
portion-shown = { $count } of { $whole } are shown
due-next = Next: { $instrument }, from { $day }
due-without-schedule = The protocol has no schedule for { $level }. Nothing is asked for there; add a schedule or say in the protocol that none is wanted.
due-protocol-note = Protocol: { $name }, version { $version }
due-protocol-shipped-note = This protocol is a starting point. Have your clinicians review it before use.

## Windows
due-kind-intake = At intake
due-kind-in-treatment = In treatment
due-kind-before-review = Before a review
due-kind-discharge = At discharge
due-kind-follow-up =
    { $days ->
        [one] Follow-up, { $days } day after discharge
       *[other] Follow-up, { $days } days after discharge
    }

## States
due-status-upcoming = Not due yet
due-status-due = Due
due-status-overdue = Overdue
due-status-missed = Missed
due-status-declined = The patient declined
due-status-done-early = Done early
due-status-done = Done
due-status-done-late = Done late

## How much was done
adherence-heading = How much of what was due was done?
adherence-definition = Of the windows that are decided (done, declined or closed without it), the share that was done. Whoever declined to be asked after the discharge counts as declined in each window from then on, not as missed. Open windows count neither way.
adherence-rate = { $part } of { $whole }
adherence-open =
    { $count ->
        [one] { $count } window still open
       *[other] { $count } windows still open
    }
completion-definition = Of the episodes that have ended, the share with a score at intake and one of the same measure at discharge.
completion-wide-definition = Of the episodes that have ended, the share with a score at intake and any later one of the same measure before follow-up.
completion-before-outcome = Read completion first: the results below are those of the patients who were measured.
adherence-link = How much was done
adherence-lead =
    { $count ->
        [one] { $count } episode that was open on { $day } or later.
       *[other] { $count } episodes that were open on { $day } or later.
    }
adherence-empty = There is no episode in this time.
adherence-windows-heading = Window by window
adherence-caption = Windows { $by }
adherence-by-program = by program
adherence-by-clinician = by clinician
adherence-by-phase = by phase
adherence-column-program = Program
adherence-column-clinician = Clinician
adherence-column-phase = Phase
adherence-column-done = Done
adherence-column-open = Still open
adherence-interval = { $percent } %, { $confidence } % interval { $low } to { $high } %
adherence-nothing = nothing to count yet
adherence-nobody = No clinician assigned
completion-heading = Completion
completion-caption = Completion { $by }
completion-column-both = At intake and at discharge
completion-column-any = At intake and once more
completion-phase-definition = By phase, of open and ended episodes: of those in which the protocol asked for something that is done, declined or closed without it.
completion-column-phase-any = With a score
completion-column-phase-every = With all that was asked for

## The protocol
protocol-heading = By what protocol are measures asked for?
protocol-saved = The protocol is in place. What is due is computed by it from now on; the earlier one stays on record.
protocol-schedule-of = { $level }, program { $program }
protocol-around = { $before ->
        [one] one day before
       *[other] { $before } days before
    } to { $after ->
        [one] one day after
       *[other] { $after } days after
    }
protocol-every =
    { $days ->
        [one] every day
       *[other] every { $days } days
    }
protocol-days-before =
    { $days ->
        [one] within { $days } day before
       *[other] within { $days } days before
    }
protocol-days-after = { $days } days after discharge
protocol-follow-up = Follow-up
protocol-text = Protocol as text (TOML)
protocol-private = Kept private from parents, guardians and proxies
protocol-private-lead = What an adolescent answers here is in no copy for somebody who acts for them, is sent to no address that they share, and is not on the own page while they share it.
protocol-private-of = { $instrument }: from { $from } years, before { $until }
protocol-problem = Line { $line }, { $place }: { $what }.
protocol-not-toml = Line { $line }, column { $column }: this is not written as TOML, so nothing was read. Look there and on the line before for a quotation mark, a bracket or an equals sign that is missing. The parser says, in English: “{ $message }”
protocol-fault-missing-key = it is missing
protocol-fault-unknown-key = it is not known here: expected is one of { $known }
protocol-fault-empty = it is empty
protocol-fault-nothing-there = there is none
protocol-fault-schedule-twice = there is a schedule for { $level } and this program already
protocol-fault-unknown-instrument = there is no instrument “{ $name }”
protocol-fault-unknown-respondent = “{ $name }” does not answer this instrument: expected is one of { $allowed }
protocol-fault-not-answered-by-patients = patients do not answer this instrument, and only what they answer themselves is kept private
protocol-fault-no-span = from { $from } until { $until } is no span of years up to { $oldest }
protocol-fault-twice = it stands twice
protocol-fault-measure-twice = it stands twice for this respondent: put its windows into one measure
protocol-fault-negative-days = { $days } days: write days as { $least } or more; before and after are keys of their own
protocol-fault-too-few-days = { $days } days: expected is { $least } or more
protocol-fault-too-many-days = { $days } days: expected is { $most } at most
protocol-fault-interval-overlaps = windows overlap: { $before } days before and { $after } after do not fit into { $every } days
protocol-fault-intake-overlaps = windows overlap: intake lasts to day { $intake } and the first interval begins on day { $first }
protocol-fault-follow-up-overlaps = windows overlap: { $before } lasts to day { $day } after discharge and this one begins on day { $first }
protocol-fault-before-discharge = its window begins before the patient is discharged
protocol-fault-no-window = it has no window, so it would never be due
protocol-edit-heading = Change it
protocol-edit-hint = Change the text, raise its version, and put it in place. A text with a mistake changes nothing, and the mistake is named with its line.
protocol-save = Put in place
protocol-may-not-edit = A clinical director can change this.

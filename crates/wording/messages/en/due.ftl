### The measurement schedule: what is due, and how much of it was done.

due-heading = Which measures are due?
due-lead = By patient, what is behind first.
due-empty = Nothing is due today.
due-instrument = Measure
due-window = Counts from { $first } to { $last }
due-on = Due { $day }
due-next = Next: { $instrument }, from { $day }
due-without-schedule = The protocol has no schedule for { $level }. Nothing is asked for there; add a schedule or say in the protocol that none is wanted.
due-protocol-note = Protocol { $name }, version { $version }
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
adherence-definition = Of the windows that are decided (done, declined or closed without it), the share that was done. Open windows count neither way.
adherence-rate = { $part } of { $whole }
adherence-open =
    { $count ->
        [one] { $count } window still open
       *[other] { $count } windows still open
    }
completion-definition = Of the episodes that have ended, the share with a score at intake and one of the same measure at discharge.
completion-wide-definition = Of the episodes that have ended, the share with a score at intake and any later one of the same measure before follow-up.
completion-before-outcome = Read completion first: the results below are those of the patients who were measured.

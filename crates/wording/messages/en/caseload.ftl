### The caseload: who needs a clinician first.

caseload-heading = Who needs me first?
caseload-lead = Your patients, those with the most pressing answers and scores first.
caseload-show-own = My patients
caseload-show-everybody = Everybody
caseload-heading-everybody = Who needs somebody first?
caseload-lead-everybody = Everybody in care, and whoever has an open alert about safety or treatment that was raised in the last { $days } days: the most pressing first. All others follow by name.
caseload-lead-in-care = Everybody in care, those with the most pressing answers and scores first. All others follow by name.
caseload-show-by-name = Everybody by name
caseload-show-by-need = By need
caseload-empty = You have no patients in your care teams. Ask the front desk or a director to add you to a care team.
caseload-nobody = No patient is registered yet.
caseload-nobody-register = No patient is registered yet. Register the first one; a director or an administrator can also bring many in from files.
caseload-filter-label = Find a patient by name or record number
caseload-column-patient = Patient
caseload-column-reason = Why now
caseload-column-stands-out = What stands out
caseload-column-latest = Latest score
caseload-column-change = Change
caseload-column-course = Course
caseload-column-last-administration = Last administration
caseload-column-level-of-care = Level of care
caseload-reason-safety = An answer about safety needs your attention
caseload-reason-severe = Latest score in the most severe band
caseload-reason-higher = Score went up by { $points }
caseload-reason-overdue = Nothing recorded for { $days } days
caseload-reason-none = Nothing pressing

## Reasons with their instrument
caseload-need-safety = An answer about safety in { $instrument } of { $day } needs your attention
caseload-need-safety-answered = An answer about safety in { $instrument } of { $day }; its alert is closed
caseload-need-most-severe = { $instrument } lies in its most severe band
caseload-need-overdue = Measures were due and not obtained, the first on { $day }
caseload-need-safety-alert = A safety alert of { $day } is open: { $rule }
caseload-need-treatment-alert = An alert about treatment of { $day } is open: { $rule }
caseload-need-level-of-care = Level of care: { $determination }
caseload-need-nothing = Nothing pressing
caseload-need-not-in-care = Not in care now
caseload-need-not-in-care-scores = Not in care now; the scores are from before and are not judged here
caseload-column-program = Program
caseload-column-scores = Latest scores
caseload-no-episode = No open episode of care
caseload-nothing-found = Nobody fits “{ $search }”. Check the spelling, or try the record number.
caseload-rows =
    { $count ->
        [one] { $count } patient on this page
       *[other] { $count } patients on this page
    }
caseload-no-score-yet = No score yet
caseload-further-scores =
    { $count ->
        [one] and { $count } further instrument
       *[other] and { $count } further instruments
    }
score-change-worse = worse by { $points }
score-change-better = better by { $points }
score-change-none = unchanged
score-since-last-worse = worse by { $points } since last time
score-since-last-better = better by { $points } since last time
score-since-last-none = unchanged since last time

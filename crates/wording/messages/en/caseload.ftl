### The caseload: who needs a clinician first.

caseload-heading = Who needs me first?
caseload-lead = Your patients, those with the most pressing answers and scores first.
caseload-empty = You have no patients in your care teams. Ask an administrator to add you to a care team.
caseload-filter-label = Find a patient by name or record number
caseload-column-patient = Patient
caseload-column-reason = Why now
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

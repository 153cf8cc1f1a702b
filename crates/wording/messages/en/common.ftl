### Words that several rooms share: the product, actions, levels of care.

product-name = Throughline
page-title = { $heading } – Throughline

## Actions
action-save = Save
action-cancel = Cancel
action-back = Back
action-search = Search
action-show = Show
action-edit = Correct
action-void = Withdraw
action-download = Download
action-print = Print
action-sign-in = Sign in
action-sign-out = Sign out
action-older = Older
action-newer = Newer
action-next-page = Next page
action-first-page = First page
action-skip-to-content = Skip to content

## Navigation
navigation-label = Main
navigation-caseload = Caseload
navigation-alerts = Alerts
navigation-due = Due
navigation-reviews = Reviews
navigation-tasks = My tasks
navigation-patients = Patients
navigation-instruments = Instruments
navigation-claims = Claims
navigation-imports = Imports
navigation-practice = Practice
navigation-people = People
navigation-audit = Audit

## Answers and absences
answer-yes = Yes
answer-no = No
not-recorded = Not recorded
not-known = Not known
nothing-here = Nothing here yet.
list-separator = { ", " }
list-last-separator = { " and " }
label-colon = { $label }:
of-total = { $part } of { $whole }
age-years =
    { $years ->
        [one] { $years } year
       *[other] { $years } years
    }
days-ago =
    { $days ->
        [0] today
        [one] { $days } day ago
       *[other] { $days } days ago
    }
count-patients =
    { $count ->
        [one] { $count } patient
       *[other] { $count } patients
    }
count-administrations =
    { $count ->
        [one] { $count } administration
       *[other] { $count } administrations
    }

## Levels of care
level-of-care-label = Level of care
level-of-care-outpatient = Outpatient
level-of-care-intensive-outpatient = Intensive outpatient
level-of-care-partial-hospitalization = Partial hospitalization
level-of-care-residential = Residential
level-of-care-inpatient = Inpatient
level-of-care-with-code = { $name } ({ $code })

## Verdicts
verdict-met = Met
verdict-not-met = Not met
verdict-unknown = Unknown

## How a record came in
source-form = Entered on a form
source-batch = Imported
source-computed = Computed

## Where you are, and who you are
signed-in-as = { $name }, { $roles }
practice-and-product = { $practice }, { $product }
banner-label = Practice and account
menu-account = Your account
column-actions = Actions
table-scrolls = { $caption }. The table scrolls sideways.
search-label = Search
filter-label = Filter
show-table = Show the table
show-details = Show details
more-than-shown = There are more. Go on, or narrow the search.
end-of-list = That is all.
optional-field = { $label } (optional)
choose-one = Choose one
choose-none = Not recorded
printed-note = Printed from { $product }. This copy does not change when the record does.

## Forms
form-problems-heading =
    { $count ->
        [one] One thing needs another look
       *[other] { $count } things need another look
    }
form-problem-required = { $label }: fill this in.
form-problem-choose = { $label }: choose one.
form-problem-day = { $label }: give a day as year, month and day, such as { $example }.
form-problem-time = { $label }: give a time as hours and minutes, such as { $example }.
form-problem-too-long = { $label }: at most { $allowed } characters.
form-problem-not-offered = { $label }: this answer is not one of those offered.
form-unchanged = Nothing was changed.

## When a page cannot be shown
failure-not-found-heading = Is there a page at this address?
failure-not-found = No. The address has a typing mistake, or the record was moved or withdrawn.
failure-refused-heading = May you see this?
failure-refused = Your role has no access to { $data }. If you need it for your work, ask an administrator.
failure-refused-record = This record is not open to you. If you need it for your work, ask an administrator.
failure-forged-heading = Did this come from our own page?
failure-forged = The form was too old, or it did not come from a page of this program. Nothing was changed. Go back, load the page again and send the form once more.
failure-conflict-heading = Who changed this meanwhile?
failure-conflict = Somebody changed this record after you opened it. Your change was not saved. Load the page again, look at what is there now, then decide.
failure-too-large-heading = How large may it be?
failure-too-large = What you sent is larger than this page takes. Nothing was changed. Large files can be imported with the command line.
failure-too-many-heading = Why the pause?
failure-too-many =
    { $minutes ->
        [one] There were too many attempts. Wait a minute, then try again.
       *[other] There were too many attempts. Wait { $minutes } minutes, then try again.
    }
failure-method-heading = Can this page do that?
failure-method = No, this address does not take what was sent. Start again from a page of the program.
failure-as-of-heading = As of which day?
failure-as-of-unreadable = The address names a day that cannot be read, so no records are shown. Go back and choose the day on the page, or write it as year, month and day, with hyphens between them.
failure-as-of-to-come = { $day } is still to come, so there are no records as of that day. Today is { $today }. Go back and choose today or an earlier day.
failure-unavailable-heading = When does it go on?
failure-unavailable = The database does not answer at the moment. Nothing was changed. Wait a minute and load the page again; if it lasts, tell whoever runs this server.
failure-timeout = The answer took too long and was stopped. Nothing was changed. Try again, or narrow what you ask for.
failure-bug-heading = What happened here?
failure-bug = The program could not finish this page. Nothing was changed. Try again; if it happens again, tell whoever runs this server, with the number of this request.
failure-request = Request { $request }
failure-back-to-start = Go to your start page
failure-reload = Load the page again

## Kinds of data, as they stand in a refusal
data-identity = names of patients
data-care = episodes of care
data-scores = scores
data-answers = answers by item
data-entry = entering administrations
data-registration = registering patients
data-practice = programs and clinicians
data-release = reports and exports
data-authorizations = coverage and authorizations
data-reviews = reviews for payers
data-alerts = alerts
data-contacts = contacts and consent
data-messages = outgoing messages
data-on-call = who is on call
data-protocols = protocols and rules
data-courses = expected courses of the practice
data-course-fits = fitting expected courses
data-instruments = the instrument library
data-records = records of care
data-level-of-care = levels of care
data-recalled-values = enabling recalled values
data-claims = claims and payments
data-imports = imports
data-audit = the audit
data-people = people and roles
failure-sign-in = Sign in first.
pages-label = Pages
form-problem-unreadable = { $label }: this cannot be read. Write it as the hint says.
form-problem-future = { $label }: this lies in the future. Check the day.
form-problem-before-birth = { $label }: this lies before the birth day on record. Check both.
form-problem-past = { $label }: this lies before now. Choose a later time.
form-problem-after-review = { $label }: this lies after the day on which the review is due. Choose an earlier time.
form-problem-backwards = { $label }: the end lies before the beginning.
form-problem-another-person-approves = { $label }: you asked for this yourself. Somebody else has to approve it.
form-problem-own-administrator = { $label }: nobody can take the administrator’s role from themselves. Another administrator can.
form-problem-taken = { $label }: this is already taken by another record. Check whether it is the same one.
form-problem-password-too-short = { $label }: this is too short.
form-problem-no-episode = { $label }: the patient has no episode of care on this day, and this kind of record needs one.
form-problem-another-person = { $label }: the records know another person as this. Choose the second of the kind, so that the answers of two people never stand in one series.
form-problem-still-needed = { $label }: other records belong to this, or it is the only one of its kind. Withdraw or move those first.
form-problem-held-released = { $label }: a packet, a letter or a request about this stay left the practice under this patient’s name. What left stays where it is: tell whom it went to, and enter the stay under the right patient.
form-problem-held-notice = { $label }: a notice about this stay is on record as given. Withdraw that notice first, or tell whom it went to.
form-problem-held-dispute = { $label }: a denial or an appeal about this stay is on record. Settle it with the payer and withdraw what stands about it first.
form-problem-held-billed = { $label }: a claim for days of this stay stands under this patient. Have it voided with its payer first.
form-problem-held-decision = { $label }: somebody decided on the level of care of this stay. Withdraw that decision first.
form-problem-held-readmission = { $label }: another stay is recorded as a readmission after this one. Correct that stay first.
form-problem-level-beyond = { $label }: a level of care would lie outside of the stay. Take that change of level back first, or choose another day.
form-problem-alerts-open = { $label }: an alert about this is still open. Close it with what came of it first.
form-problem-nobody-has-number = { $label }: nobody on record has this number. Check it, or register the patient first.
form-problem-claim-speaks-against = { $label }: the claim states another birth day, or another family name, than this patient has. Nobody is joined against that: check the number, or correct the record of the patient.
form-problem-not-on-record = { $label }: no record of this patient has this number. Correct the typing, or have it recorded first.
form-problem-other-days = { $label }: what is on record under this number does not cover the refused day.
form-problem-no-line = { $label }: the refusal speaks of the claim as a whole or of a line that is not on it. There is no one line to put this on; leave it empty, or correct the claim in the system that sent it.
form-problem-reason-too-short = { $label }: say it in a few words, so that somebody who reads it later understands.

## Copying
copy-action = Copy
copy-done = Copied.
times-on-the-clock = Times on the clock of { $zone }.
times-on-each-clock = Times on the clock of each patient’s program.

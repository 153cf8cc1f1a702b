### Words that several rooms share: the product, actions, levels of care, and how days, times and numbers are written.

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
navigation-patients = Patients
navigation-instruments = Instruments
navigation-imports = Imports
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

## Days, times and numbers
day-written = { $month } { $day }, { $year }
day-short = { $month } { $day }
month-written = { $month } { $year }
time-written = { $hour12 }:{ $minute } { $half ->
        [am] AM
       *[pm] PM
    }
instant-written = { $day }, { $time }
instant-with-zone = { $day }, { $time } ({ $zone })
period-written = { $first } to { $last }
period-open = since { $first }
number-decimal-sign = { "." }
number-group-sign = { "," }
money-positive = ${ $amount }
money-negative = −${ $amount }
percent-written = { $number } %
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

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

## Languages by tag
language-en = English
language-es = Spanish
language-pt = Portuguese
language-fr = French
language-zh = Chinese
language-vi = Vietnamese
language-ko = Korean
language-ar = Arabic
language-ru = Russian
language-ht = Haitian Creole
language-tl = Tagalog
language-so = Somali

## How a record came in
source-form = Entered on a form
source-batch = Imported
source-computed = Computed

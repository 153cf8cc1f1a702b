### Payers: their profiles as data, the versions of each, and what they pay for a day.

deadlines-heading = Which rules of time hold here?
deadlines-lead = Rules are data. Those that come with the product say where they are written and whether two sources were read; the practice lays its own over them. Nothing here is legal advice.
deadlines-link = Deadline rules
deadlines-caption = Rules of time
legal-grounds-caption = Grounds in law that an appeal may name
legal-grounds-ground = Ground
legal-grounds-for = For whom
legal-grounds-source = Where it is written
legal-ground-ma-r = What a plan approved before or during care it may not deny later for want of medical necessity
legal-ground-ma-ire = A plan that upholds its denial sends the case to the independent review entity by itself
legal-ground-ca-1120 = No tool of software alone denies, delays or changes care for want of medical necessity: a licensed person decides
legal-ground-ca-855 = Medical necessity is judged by current generally accepted standards of care for mental health and substance use
legal-ground-nm = No prior authorization for acute care and for first treatment of substance use in network; no end of coverage before the provider was consulted
legal-ground-il = Named criteria of its specialty for the treatment of substance use
legal-ground-ri = Named criteria, and the assessment in full with a denial; a bill of which it was not found whether it is law
deadlines-saved = The rules are saved. Deadlines follow them from now on.
deadlines-who = Who acts within what time
deadlines-within = { $party } { $limit }
deadline-event-admission = An admission to a level of care
deadline-event-request-submitted = A request reached the payer
deadline-event-information-requested = The payer asked for more
deadline-event-information-supplied = What it asked for reached the payer
deadline-event-reduction-announced = The payer said that it ends or reduces approved care
deadline-event-course-ends = The last covered day
deadline-event-denial-received = A denial came
deadline-event-appeal-filed = An appeal reached the payer
deadline-event-final-denial-received = The last internal appeal was denied
deadline-event-external-review-requested = External review was asked for
deadline-event-discharge = A discharge or step-down
deadline-event-service-delivered = A service was given
deadline-event-claim-decided = A payer decided on a claim
deadline-event-corrected-service-delivered = A service was given whose claim is to be corrected
deadline-party-practice = The practice
deadline-party-payer = The payer
deadline-limit-hours = { $count ->
        [one] within an hour
       *[other] within { $count } hours
    }
deadline-limit-calendar-days = { $count ->
        [one] within a day
       *[other] within { $count } days
    }
deadline-limit-business-days = { $count ->
        [one] within a business day
       *[other] within { $count } business days
    }
deadline-limit-months = { $count ->
        [one] within a month
       *[other] within { $count } months
    }
deadline-limit-stay-day = by day { $count } of the stay
deadline-limit-before-course-ends = before the approved course ends
deadline-limit-request-hours-before-end = before the last covered day ends, by the hours of the payer’s profile
deadline-limit-appeal-days = within the days for an appeal of the payer’s profile
deadline-limit-peer-to-peer-business-days = within the business days for a peer-to-peer call of the payer’s profile
deadline-limit-discharge-notice-hours = within the hours for telling of a discharge of the payer’s profile
deadline-limit-retro-authorization-hours = within the hours after admission in which the payer’s profile still allows an authorization
deadline-limit-filing-days = within the days for filing a claim of the payer’s profile
deadline-limit-corrected-days = within the days for a corrected claim of the payer’s profile, from the decision
deadline-limit-corrected-days-from-service = within the days for a corrected claim of the payer’s profile, from the service
deadlines-edit-heading = Rules of the practice
deadlines-file = The practice’s rules, as a file
deadlines-file-hint = A rule with the id of one above takes its place; leave the field empty to have none of your own.
deadlines-save = Save the rules
deadlines-problem = The rules cannot be used: { $problem }
payers-heading = How does each payer review?
payers-lead = Generic profiles are a beginning. Copy one, write what the payer does, and mark it as checked once you have read its manual.
payers-link = Payers
payers-caption = Payers, the practice’s own first
payers-column-name = Payer
payers-column-class = Class
payers-column-state = State
payers-column-source = Source of its values
payers-verified = Checked against the payer’s documents
payers-unverified = Not checked
payers-generic = Generic, comes with the product
payer-heading = How does { $payer } review?
payer-lead = { $state }. { $source }
payer-edit = Edit the profile
payer-saved = It is on record.
payer-facts-caption = What the profile says
payer-column-fact = What
payer-column-value = Value
payer-fact-criteria = Criteria that it names
payer-fact-cadence = Days that it usually grants
payer-fact-cadence-line = { $level }: { $initial } at first, then { $concurrent }
payer-fact-peer-to-peer = Business days to ask to speak with its physician
payer-fact-new-information = Takes new information when its physician is spoken with
payer-fact-retro = Hours after admission within which it still authorizes
payer-fact-request = Hours before the end by which a request is sent
payer-fact-appeal = Days to appeal
payer-fact-levels = Levels of internal appeal
payer-fact-discharge = Hours to tell of a discharge
payer-fact-filing = Days to file a claim
payer-fact-corrected = Days to file a corrected claim, from the decision
payer-fact-corrected-from-service = Days to file a corrected claim, from the service
payer-fact-unknown = Not known
payer-fact-authorized-levels = Levels that need an authorization
payer-fact-discharge-business-days = Business days to tell of a discharge
payer-fact-referral = Asks for a referral
payer-fact-code-pairs = Revenue code and procedure that it pays together
payer-fact-place-modifiers = Place of service and modifier that it pays together
payer-fact-factors-first = A factor that influences health may stand first among diagnoses
payer-fact-measure-units = Most units of a brief measure on one day
payer-fact-pays-measures = Pays a brief measure outside of program days
payer-fact-local-coverage = Local coverage rules, and when they were looked up
payer-fact-yes = Yes
payer-fact-no = No
payer-questions-heading = What its reviewer asks, in order
payer-question-required = { $question }, required
payer-question-age = { $question }, not older than { $days ->
    [one] { $days } day
   *[other] { $days } days
}
payer-question-required-age = { $question }, required, not older than { $days ->
    [one] { $days } day
   *[other] { $days } days
}
payer-versions-heading = Versions
payer-versions-none = The practice has not written this profile: it is the generic one.
payer-version-line = Version { $version }, { $at }, by { $by }: { $state }
payer-rates-heading = What it pays for a day
payer-rates-caption = Day rates by level of care
payer-rates-none = No rate is on record: the board says so instead of an amount.
payer-rate-level = Level of care
payer-rate-amount = Amount for a day, in dollars
payer-rate-first = From
payer-rate-last = Until
payer-rate-days = Days
payer-rate-open = from { $first }
payer-rate-closed = { $first } to { $last }
payer-rate-add = Record a rate
payer-edit-heading = The profile of { $payer }
payer-edit-lead = Change the values below and save. Saving makes a new version; the ones before stay. With another key it is a new payer.
payer-edit-file = Profile
payer-edit-file-hint = One value a line: its name, an equals sign, its value. A line that is left out is not known. Words stand in quotation marks; the table below names each value and says where it stands.
payer-edit-save = Save as a new version
payer-help-heading = What does the profile say now, and where does it stand in the file?
payer-help-caption = Each value of the profile with its name in the file
payer-column-in-file = In the file
payer-fact-key = Key of the payer
payer-fact-channels = How requests reach it
payer-edit-problem = { $problem }

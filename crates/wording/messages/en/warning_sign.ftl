### Warning signs: what was answered, scored or missed. A sentence delivers a fact and its place; it says nothing about what will happen.

warning-sign-heading = What needs somebody to look?
warning-sign-silent-note = Recorded only: this rule runs silently.

## What was found
warning-sign-safety-answer = { $instrument } of { $day }, an answer that somebody must see: { $answers }
warning-sign-safety-answer-partial = { $instrument } of { $day }, not finished, an answer that somebody must see: { $answers }
warning-sign-safety-answer-declined = { $instrument } of { $day }: an answer about safety was declined (item { $items })
warning-sign-withdrawal-scale = { $instrument } of { $day } is { $points }, at or above the practice's threshold of { $threshold }
warning-sign-reliable-deterioration =
    { $instrument } of { $day } is worse than the baseline by { $points }; a difference of { $reliable } or more is beyond measurement error
warning-sign-reliable-deterioration-at-level =
    { $instrument } of { $day } is worse than the first score at this level of care by { $points }; a difference of { $reliable } or more is beyond measurement error
warning-sign-worse-since-discharge =
    { $instrument } of { $day } is worse than the last measure of the stay, of { $last }, by { $points }; a difference of { $reliable } or more is beyond measurement error
warning-sign-worse-since-discharge-held-in-part =
    { $instrument } of { $day } is worse than the last measure of the stay, of { $last }, by { $points }; a difference of { $reliable } or more is beyond measurement error. What was gained in the stay has held in part: it is still reliably better than at its beginning
warning-sign-worse-since-discharge-lost =
    { $instrument } of { $day } is worse than the last measure of the stay, of { $last }, by { $points }; a difference of { $reliable } or more is beyond measurement error. What was gained in the stay has not held: it is no longer reliably better than at its beginning
warning-sign-off-course = { $instrument } of { $day } lies { $points } beyond the band of the expected course
warning-sign-off-both-courses = { $instrument } of { $day } lies { $points } beyond the band of the expected course, and beyond what the scores before it let expect (dynamic course)
warning-sign-off-expected-course-only = { $instrument } of { $day } lies { $points } beyond the band of the expected course; it goes on as the scores before it did (dynamic course)
warning-sign-early-non-response-better =
    { $instrument } of { $day } is better than the baseline by { $points } ({ $reduction } percent) after { $days } days; the early-change rule asks for { $expected } percent. Many patients respond later. A reason to look at the plan
warning-sign-early-non-response-unchanged =
    { $instrument } of { $day } is as it was at the baseline after { $days } days; the early-change rule asks for { $expected } percent better. Many patients respond later. A reason to look at the plan
warning-sign-early-non-response-worse =
    { $instrument } of { $day } is worse than the baseline by { $points } after { $days } days; the early-change rule asks for { $expected } percent better. Many patients respond later. A reason to look at the plan
warning-sign-item-answer = item { $item }: answer { $answer }
warning-sign-item-asked = item { $item } “{ $question }”: { $words } ({ $answer })
warning-sign-item-number = item { $item } “{ $question }”: { $answer }
warning-sign-early-non-response =
    { $instrument } of { $day }: change of { $reduction } percent from the baseline after { $days } days; the early-change rule asks for { $expected } percent. Many patients respond later. A reason to look at the plan
warning-sign-plateau =
    { $instrument }: { $count } scores from { $first } to { $day } stayed within { $reliable } points of each other while the band is still high. A reason to review the plan, never one to step down
warning-sign-repeated-absence = Absent on { $count } planned days from { $first } to { $day }
warning-sign-measure-overdue = { $instrument } was due on { $day } and did not come in time
warning-sign-measure-missed = { $instrument } was due on { $day } and was missed
warning-sign-unreviewed-score =
    { $days ->
        [one] The { $instrument } score of { $day } was not reviewed within { $days } day
       *[other] The { $instrument } score of { $day } was not reviewed within { $days } days
    }

## Rules
warning-sign-rule-safety-answer = Answer about safety
warning-sign-rule-answer-to-review = Answer to look at
warning-sign-rule-withdrawal-scale = Withdrawal scale
warning-sign-rule-reliable-deterioration = Reliable deterioration
warning-sign-rule-worse-since-discharge = Worse since discharge
warning-sign-rule-off-course = Off course
warning-sign-rule-early-non-response = Early non-response
warning-sign-rule-plateau = Plateau
warning-sign-rule-repeated-absence = Repeated absence
warning-sign-rule-overdue-measure = Overdue or missed measure
warning-sign-rule-unreviewed-score = Unreviewed score

## Compared with the last time
warning-sign-since-last-new = New
warning-sign-since-last-higher = Higher than last time
warning-sign-since-last-same = Same as last time
warning-sign-since-last-lower = Lower than last time

## The rules and their numbers
warning-rules-heading = By what numbers are warning signs found?
warning-rules-lead = Each rule with its numbers and where they come from. A rule that is silent is recorded and counted, and nobody is alerted by it.
warning-rules-shipped = These numbers came with the product. Have your clinicians review them before use.
warning-rules-own = The practice's own numbers, in place since { $time }.
warning-rules-saved = The numbers are in place. Everybody in care is looked at anew; alerts that were raised stay as they are.
warning-rules-text = Numbers as text (TOML)
warning-rules-not-toml = Line { $line }, column { $column }: this is not written as TOML, so nothing was read. Look there and on the line before for a quotation mark, a bracket or an equals sign that is missing. The parser says, in English: “{ $message }”
warning-rules-problem = { $place }: { $what }.
warning-rules-fault-no-source = it is empty, and every number says where it comes from
warning-rules-fault-only-recalled = it is only recalled: set mode = "silent", or name the clinician who enables it in enabled_by
warning-rules-fault-too-small = it is too small to say anything
warning-rules-fault-twice = { $instrument } stands twice
warning-rules-fault-more-than-all = more than all of it cannot be asked for
warning-rules-fault-ends-before = it lies before after_days = { $after }
warning-rules-fault-overlaps = it overlaps the checkpoint before, which ends at { $until }
warning-rules-column-rule = Rule
warning-rules-column-mode = How it runs
warning-rules-column-numbers = Numbers
warning-rules-column-mark = How far it was checked
warning-rules-column-source = Source
warning-rules-link = Rules and numbers
warning-mode-shown = Shown
warning-mode-silent = Silent: recorded only
warning-mode-off = Off
warning-mark-verified = Verified at its source
warning-mark-recalled = Recalled, source not read
warning-mark-convention = A convention, rests on no study
warning-number-shown-for-days = shown while at most { $value } days old
warning-number-instrument = { $value }
warning-number-at-least = at { $value } or more
warning-number-after-days = looked at from day { $value }
warning-number-until-days = up to day { $value }
warning-number-reduction-percent-below = less than { $value } percent better
warning-number-baseline-severity-at-least = baseline in band { $value } or above, the least severe being the first
warning-number-scores-at-least = { $value } scores or more
warning-number-days-at-least = over { $value } days or more
warning-number-severity-at-least = in band { $value } or above, the least severe being the first
warning-number-in-a-row = { $value } planned days in a row
warning-number-within-count = or { $value } days
warning-number-within-days = within { $value } days
warning-number-attended-to-end = ended by { $value } attended days
warning-number-grace-days = days after the due day: { $value }
warning-number-raised-for-days = not raised when older than { $value } days
warning-number-business-days = after { $value } business days

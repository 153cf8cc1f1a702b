### Warning signs: what was answered, scored or missed. A sentence delivers a fact and its place; it says nothing about what will happen.

warning-sign-heading = What needs somebody to look?
warning-sign-silent-note = Recorded only: this rule runs silently.

## What was found
warning-sign-safety-answer = { $instrument } of { $day }, an answer that somebody must see (item: answer): { $answers }
warning-sign-safety-answer-partial = { $instrument } of { $day }, not finished, an answer that somebody must see (item: answer): { $answers }
warning-sign-safety-answer-declined = { $instrument } of { $day }: an answer about safety was declined (item { $items })
warning-sign-withdrawal-scale = { $instrument } of { $day } is { $points }, at or above the practice's threshold of { $threshold }
warning-sign-reliable-deterioration =
    { $instrument } of { $day } is worse than the baseline by { $points }; a difference of { $reliable } or more is beyond measurement error
warning-sign-off-course = { $instrument } of { $day } lies { $points } beyond the band of the expected course
warning-sign-early-non-response =
    { $instrument } of { $day }: change of { $reduction } percent from the baseline after { $days } days; the early-change rule asks for { $expected } percent. Many patients respond later. A reason to look at the plan
warning-sign-plateau =
    { $instrument }: { $count } scores from { $first } to { $day } stayed within { $reliable } points of each other while the band is still high. A reason to review the plan, never one to step down
warning-sign-repeated-absence = Absent on { $count } planned days from { $first } to { $day }
warning-sign-measure-overdue = { $instrument } was due on { $day } and is overdue
warning-sign-measure-missed = { $instrument } was due on { $day } and was missed
warning-sign-unreviewed-score =
    { $days ->
        [one] The { $instrument } score of { $day } has waited { $days } day for a review
       *[other] The { $instrument } score of { $day } has waited { $days } days for a review
    }

## Rules
warning-sign-rule-safety-answer = Answer about safety
warning-sign-rule-withdrawal-scale = Withdrawal scale
warning-sign-rule-reliable-deterioration = Reliable deterioration
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

### Individual change: the command "throughline change".

## The result for people
change-method = Method
change-patients = Patients
change-patients-counted = { $used } with both measurements, of { $all }
change-norms-of-the-sample = The spread and the mean come from these patients: the same patient can fall into another category among others. For analysis only; the pages of a patient use published norms.
change-slopes-only = The index compares each patient's slope with the average slope. It does not say that a patient got worse, only that the others changed faster. For research only.
change-relative-to-the-sample = The index takes off the mean change of these patients: it says how a patient did among them.
change-first-mean = First mean (standard deviation)
change-later-mean = Later mean (standard deviation)
change-critical-value = Critical value
change-s-diff = Standard error of the difference
change-se-measurement = Standard error of measurement
change-se-prediction = Standard error of estimate
change-r-dd = Reliability of the difference
change-cutoff = Cutoff { $kind }
change-cutoff-b-functional = { $value }, with the standard deviation of the functional population
change-cutoff-b-clinical = { $value }, with the standard deviation of the clinical sample
change-category = Category
change-group = Group
change-count = Patients
change-percent = Percent
change-id = Id
change-pre = First
change-post = Later
change-index = Index
change-difference = Difference
change-lower = Lower
change-upper = Upper
change-effect = Effect
change-without-category = no category
change-refused-rows = Without a category
change-suspicious-code =
    { $count ->
        [one] One score in column { $column } is { $code }. If that stands for a missing answer, declare it with --missing { $code }.
       *[other] { $count } scores in column { $column } are { $code }. If that stands for a missing answer, declare it with --missing { $code }.
    }

## Categories
change-recovered = recovered
change-improved = improved
change-unchanged = unchanged
change-deteriorated = deteriorated
change-harmed = harmed
change-slope-better = better than the average course
change-slope-like-the-others = like the average course
change-slope-worse = worse than the average course
change-effect-not-significant = not distinguishable from no difference
change-effect-irrelevant = there is a difference, and it is smaller than the one that matters
change-effect-not-less = not distinguishable from the difference that matters, and estimated below it
change-effect-probable = probably at least the difference that matters
change-effect-large = larger than the difference that matters
change-effect-unfavourable = there is a difference in the unfavorable direction

## Patients without a category
change-baseline-is-zero = the first score is zero: a share of it is not defined

## Analyses that cannot be done
change-refused-no-pairs =
    { $patients ->
        [0] There are no patients.
        [one] The one patient does not have both measurements. Compare the occasions with those in the file.
       *[other] None of the { $patients } patients has both measurements. Compare the occasions with those in the file.
    }
change-refused-too-few = The method needs { $needed } patients with both measurements; { $found } { $found ->
        [one] has
       *[other] have
    } them.
change-refused-constant-first = All first scores are the same: without a spread there is no index and no cutoff.
change-refused-constant-later = All later scores are the same: without a spread the method is not defined.
change-refused-functional-spread = The standard deviation of the functional population, { $deviation }, is below the standard error of measurement, { $error }: the true scores of that population would have a negative variance, and the method is not defined. Check both, or use another method.
change-refused-later-spread = The standard deviation of the later scores, { $deviation }, is not above the standard error of measurement, { $error }: the later true scores would have no variance, and the method is not defined.
change-refused-difference-unreliable = The reliability of the difference comes out as { $reliability }, which is not above zero: the method is not defined. Check the reliability, or use another method.
change-refused-functional-needed = Cutoff { $kind } needs the mean and the standard deviation of a functional population.
change-refused-groups-needed = A comparison needs two groups; there { $found ->
        [one] is one
       *[other] are { $found }
    }. Name the column with groups.
change-refused-group-too-small = An interval needs two patients in each group; { $group } has { $found }.
change-refused-group-too-small-whole = An interval needs two patients; there { $found ->
        [one] is one
       *[other] are { $found }
    }.
change-refused-too-few-sessions = The method needs at least { $needed } sessions of a patient; none of the { $patients } patients has them.
change-refused-mixed-model = The mixed model could not be fitted: { $reason }.
change-refused-slopes = The slopes of these patients do not differ from each other beyond chance: no deviation can be judged.

## Tables that cannot be read
change-table-empty = { $file } is empty: a first row with the names of columns and at least one row of scores are expected.
change-table-no-rows = { $file } has the names of columns and no row.
change-table-unreadable = { $file }, row { $row }: the row cannot be read: { $reason }
change-table-not-utf-8 = { $file }, row { $row }: the text is not UTF-8. Save the file with that encoding.
change-table-ragged = { $file }, row { $row }: the row has { $found } { $found ->
        [one] cell
       *[other] cells
    }, the first row names { $expected } columns.
change-table-column-twice = { $file } has two columns { $name }. Give one of them another name.
change-table-unknown-column = { $file } has no column { $name }.
change-table-near = Did you mean { $near }?
change-table-columns = Its columns are { $columns }.
change-table-not-a-number = { $file }, row { $row }, column { $column }: a number is expected. If the cell stands for a missing score, declare its content with --missing.
change-table-no-value = { $file }, row { $row }, column { $column }: the cell is empty.
change-table-all-missing = { $file }, column { $column }: every cell is empty or declared as missing.
change-table-duplicate = { $file }, rows { $first } and { $row }: the same patient has two scores on the same occasion. Keep one of them.
change-table-unknown-occasion = { $file }, column { $column }: no row has the occasion { $occasion }. There are { $occasions }.
change-table-group-differs = { $file }, rows { $first } and { $row }: the same patient is in two groups.

## Questions that cannot be understood
change-spec-unreadable = { $file } cannot be read: { $reason }
change-spec-in-file = { $file }: { $problem }
change-spec-not-json = line { $line }, column { $column }: this is not JSON: { $reason }
change-spec-not-an-object = an object is expected.
change-spec-field-missing = the field { $name } is missing.
change-spec-unknown = { $name } is not known here. Known are { $known }.
change-spec-kind-text = { $name } takes text.
change-spec-kind-number = { $name } takes a number.
change-spec-kind-cell = { $name } takes text or a number.
change-spec-kind-truth = { $name } takes true or false.
change-spec-kind-cells = { $name } takes a list of text or numbers.
change-spec-kind-object = { $name } takes an object.
change-spec-word = { $name } is { $value }, and can be { $known }.
change-spec-range = { $name } is { $value }; a number above { $above } and { $inclusive ->
        [yes] at most
       *[no] below
    } { $limit } is expected.
change-spec-above = { $name } is { $value }; a number above { $above } is expected.
change-spec-needed = { $by } needs { $name }.
change-spec-conflict = { $first } and { $second } exclude each other.
change-spec-bayesian = intervals by simulation are not computed; set bayesian to false.
change-spec-and-flags = --spec holds the whole question: leave out { $flag }.

## Two measures together
change-paired-recovery = Recovery
change-paired-improvement = Reliable improvement
change-paired-reliable-recovery = Reliable recovery
change-paired-deterioration = Reliable deterioration
change-paired-share = { $count } of { $of }; of { $unknown } it is not known
change-paired-measure = { $instrument } in column { $column }: caseness { $caseness }, reliable from { $points } points on ({ $source })
change-paired-no-score = column { $column }: { $value } of { $id } is no score of the { $instrument }.
change-paired-no-anxiety = --approach talking-therapies needs --anxiety: the column with scores of the measure of anxiety.
change-paired-other-approach = --anxiety goes with --approach talking-therapies, and with no analysis file.

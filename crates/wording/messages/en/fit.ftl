### Mixed models of a table: the command "throughline fit". Tables are read the same way by "throughline course".

## The result for people
fit-outcome = Outcome
fit-method = Method
fit-method-ml = maximum likelihood
fit-method-reml = restricted maximum likelihood
fit-rows = Rows
fit-rows-counted = { $used } used, { $missing } left out because a value is missing
fit-groups = Levels of { $group }
fit-log-likelihood = Log-likelihood
fit-deviance = Deviance
fit-aic = AIC
fit-bic = BIC
fit-fixed-effect = Fixed effect
fit-estimate = Estimate
fit-standard-error = Standard error
fit-group = Group
fit-random-effect = Random effect
fit-variance = Variance
fit-deviation = Standard deviation, or correlation
fit-residual = residual
fit-covariance-of = { $first } with { $second }
fit-singular = A variance is zero or a correlation is one: the data do not tell these random effects apart. The estimates stand, and a model with fewer random effects says the same.
fit-suspicious-code =
    { $count ->
        [one] One cell in column { $column } is { $code }, first in row { $row }. If that stands for a missing value, declare it with --missing { $code }.
       *[other] { $count } cells in column { $column } are { $code }, first in row { $row }. If that stands for a missing value, declare it with --missing { $code }.
    }

## Tables that cannot be read
fit-table-empty = { $file } is empty: a first row with the names of columns and at least one row of values are expected.
fit-table-no-rows = { $file } has the names of columns and no row.
fit-table-unreadable = { $file }, row { $row }: { $reason }
fit-table-ragged = { $file }, row { $row } has another number of cells ({ $found }) than the first row has names ({ $expected }).
fit-table-not-utf8 = { $file }, row { $row } is not in UTF-8. Save the table as CSV in UTF-8.
fit-table-duplicate-column = { $file } has two columns named { $column }.
fit-table-not-a-number = { $file }, row { $row }, column { $column }: { $value } is not a number, and most of the column is. If it stands for a missing value, declare it with --missing.

## Formulas that cannot be understood
fit-formula = The formula, character { $position }: { $problem }
fit-formula-expected = { $expected } is expected and { $found } was found.
fit-formula-character = { $character } means nothing in a formula.
fit-formula-number = { $text } is not a number.
fit-formula-function = { $name } is not a known function. Known are log, log1p, exp, sqrt, abs and I.
fit-formula-no-random-effect = a random effect is missing, such as (1 | patient).
fit-formula-many-factors = there are { $count } grouping factors, and at most two are understood.
fit-formula-two-slopes = of two grouping factors, one must have a random intercept only.

## Tables that the formula does not fit
fit-unknown-column = There is no column { $column }.
fit-near = Did you mean { $near }?
fit-columns = The columns are { $columns }.
fit-not-a-number = Row { $row }, column { $column }: { $value } is not a number.
fit-not-finite = Row { $row }: { $term } has no value there.
fit-all-missing = Column { $column } has no value in any of { $rows } rows.
fit-no-complete-row = None of { $rows } rows has a value in every column of the formula.
fit-many-effects = { $group } has { $effects } random effects, and at most three are understood.
fit-length = Column { $column } has { $rows } rows and the others have { $expected }.

## Models that cannot be estimated
fit-constant-outcome = The outcome { $column } is the same in all { $rows } rows: there is nothing to explain.
fit-rank-deficient = The fixed effect { $column } is a combination of the ones before it. Leave it out, or one of those.
fit-few-groups = { $group } has { $levels } { $levels ->
        [one] level
       *[other] levels
    } and the model { $parameters } parameters: at least as many levels are needed.
fit-few-rows = { $rows } rows do not suffice for { $effects } random effects of { $group }: the residual variance cannot be told apart.
fit-many-levels = { $group } has { $levels } levels crossed with the other factor, and at most { $most } are understood.
fit-perfect = The model repeats the outcome exactly: there is no residual variance to estimate.
fit-not-converged = The search for the variances did not come to rest in { $steps } steps. Leave out a random effect, or bring the columns to similar sizes.

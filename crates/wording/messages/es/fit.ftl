### Modelos mixtos de una tabla: el comando "throughline fit". English: ../en/fit.ftl. "throughline course" lee las tablas de la misma manera.

## El resultado para personas
fit-outcome = Variable de resultado
fit-method = Método
fit-method-ml = máxima verosimilitud
fit-method-reml = máxima verosimilitud restringida
fit-rows = Filas
fit-rows-counted = { $used } usadas, { $missing } dejadas fuera porque falta un valor
fit-groups = Niveles de { $group }
fit-log-likelihood = Log-verosimilitud
fit-deviance = Devianza
fit-aic = AIC
fit-bic = BIC
fit-fixed-effect = Efecto fijo
fit-estimate = Estimación
fit-standard-error = Error estándar
fit-group = Grupo
fit-random-effect = Efecto aleatorio
fit-variance = Varianza
fit-deviation = Desviación estándar, o correlación
fit-residual = residual
fit-covariance-of = { $first } con { $second }
fit-singular = Una varianza es cero o una correlación es uno: los datos no permiten separar estos efectos aleatorios. Las estimaciones valen, y un modelo con menos efectos aleatorios dice lo mismo.
fit-suspicious-code =
    { $count ->
        [one] Una celda de la columna { $column } es { $code }, la primera vez en la fila { $row }. Si eso representa un valor que falta, declárelo con --missing { $code }.
       *[other] { $count } celdas de la columna { $column } son { $code }, la primera vez en la fila { $row }. Si eso representa un valor que falta, declárelo con --missing { $code }.
    }

## Tablas que no se pueden leer
fit-table-empty = { $file } está vacío: se esperan una primera fila con los nombres de las columnas y al menos una fila de valores.
fit-table-no-rows = { $file } tiene los nombres de las columnas y ninguna fila.
fit-table-unreadable = { $file }, fila { $row }: { $reason }
fit-table-ragged = { $file }: la fila { $row } tiene un número de celdas ({ $found }) distinto del número de nombres de la primera fila ({ $expected }).
fit-table-not-utf8 = { $file }: la fila { $row } no está en UTF-8. Guarde la tabla como CSV en UTF-8.
fit-table-duplicate-column = { $file } tiene dos columnas con el nombre { $column }.
fit-table-not-a-number = { $file }, fila { $row }, columna { $column }: { $value } no es un número, y casi toda la columna lo es. Si representa un valor que falta, declárelo con --missing.

## Fórmulas que no se pueden entender
fit-formula = La fórmula, carácter { $position }: { $problem }
fit-formula-expected = se espera { $expected } y se encontró { $found }.
fit-formula-character = { $character } no significa nada en una fórmula.
fit-formula-number = { $text } no es un número.
fit-formula-function = { $name } no es una función conocida. Se conocen log, log1p, exp, sqrt, abs e I.
fit-formula-no-random-effect = falta un efecto aleatorio, por ejemplo (1 | patient).
fit-formula-many-factors = hay { $count } factores de agrupación, y se entienden dos como máximo.
fit-formula-two-slopes = de dos factores de agrupación, uno debe tener solo una intersección aleatoria.

## Tablas a las que no se ajusta la fórmula
fit-unknown-column = No hay ninguna columna { $column }.
fit-near = ¿Quiso decir { $near }?
fit-columns = Las columnas son { $columns }.
fit-not-a-number = Fila { $row }, columna { $column }: { $value } no es un número.
fit-not-finite = Fila { $row }: { $term } no tiene valor ahí.
fit-all-missing = La columna { $column } no tiene valor en ninguna de las { $rows } filas.
fit-no-complete-row = Ninguna de las { $rows } filas tiene un valor en cada columna de la fórmula.
fit-many-effects = { $group } tiene { $effects } efectos aleatorios, y se entienden tres como máximo.
fit-length = La columna { $column } tiene { $rows } filas y las otras tienen { $expected }.

## Modelos que no se pueden estimar
fit-constant-outcome = La variable de resultado { $column } es igual en las { $rows } filas: no hay nada que explicar.
fit-rank-deficient = El efecto fijo { $column } es una combinación de los anteriores. Quítelo, o quite uno de ellos.
fit-few-groups = { $group } tiene { $levels } { $levels ->
        [one] nivel
       *[other] niveles
    } y el modelo { $parameters } parámetros: se necesitan al menos tantos niveles.
fit-few-rows = { $rows } filas no bastan para { $effects } efectos aleatorios de { $group }: la varianza residual no se puede separar.
fit-many-levels = { $group } tiene { $levels } niveles cruzados con el otro factor, y se entienden { $most } como máximo.
fit-perfect = El modelo repite exactamente la variable de resultado: no hay varianza residual que estimar.
fit-not-converged = La búsqueda de las varianzas no se estabilizó en { $steps } pasos. Quite un efecto aleatorio, o lleve las columnas a magnitudes parecidas.

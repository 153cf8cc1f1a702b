### El cambio individual: el comando "throughline change". English: ../en/change.ftl.

## El resultado para personas
change-method = Método
change-patients = Pacientes
change-patients-counted = { $used } con las dos mediciones, de { $all }
change-norms-of-the-sample = La dispersión y la media vienen de estos pacientes: el mismo paciente puede quedar en otra categoría entre otros. Solo para análisis; las páginas de un paciente usan normas publicadas.
change-slopes-only = El índice compara la pendiente de cada paciente con la pendiente promedio. No dice que un paciente empeoró, solo que los otros cambiaron más rápido. Solo para investigación.
change-relative-to-the-sample = El índice descuenta el cambio medio de estos pacientes: dice cómo le fue a un paciente entre ellos.
change-first-mean = Primera media (desviación estándar)
change-later-mean = Media posterior (desviación estándar)
change-critical-value = Valor crítico
change-s-diff = Error estándar de la diferencia
change-se-measurement = Error estándar de medición
change-se-prediction = Error estándar de estimación
change-r-dd = Confiabilidad de la diferencia
change-cutoff = Punto de corte { $kind }
change-cutoff-b-functional = { $value }, con la desviación estándar de la población funcional
change-cutoff-b-clinical = { $value }, con la desviación estándar de la muestra clínica
change-category = Categoría
change-group = Grupo
change-count = Pacientes
change-percent = Por ciento
change-id = Id
change-pre = Primera
change-post = Posterior
change-index = Índice
change-difference = Diferencia
change-lower = Inferior
change-upper = Superior
change-effect = Efecto
change-without-category = sin categoría
change-refused-rows = Sin categoría
change-suspicious-code =
    { $count ->
        [one] Una puntuación de la columna { $column } es { $code }. Si eso representa una respuesta que falta, declárelo con --missing { $code }.
       *[other] { $count } puntuaciones de la columna { $column } son { $code }. Si eso representa una respuesta que falta, declárelo con --missing { $code }.
    }

## Categorías
change-recovered = recuperado
change-improved = mejorado
change-unchanged = sin cambio
change-deteriorated = deteriorado
change-harmed = perjudicado
change-slope-better = mejor que el curso promedio
change-slope-like-the-others = como el curso promedio
change-slope-worse = peor que el curso promedio
change-effect-not-significant = no se distingue de que no haya diferencia
change-effect-irrelevant = hay una diferencia, y es menor que la que importa
change-effect-not-less = no se distingue de la diferencia que importa, y se estima por debajo de ella
change-effect-probable = probablemente al menos la diferencia que importa
change-effect-large = mayor que la diferencia que importa
change-effect-unfavourable = hay una diferencia en la dirección desfavorable

## Pacientes sin categoría
change-baseline-is-zero = la primera puntuación es cero: una proporción de ella no está definida

## Análisis que no se pueden hacer
change-refused-no-pairs =
    { $patients ->
        [0] No hay pacientes.
        [one] El único paciente no tiene las dos mediciones. Compare las ocasiones con las del archivo.
       *[other] Ninguno de los { $patients } pacientes tiene las dos mediciones. Compare las ocasiones con las del archivo.
    }
change-refused-too-few = El método necesita { $needed } pacientes con las dos mediciones; { $found } las { $found ->
        [one] tiene
       *[other] tienen
    }.
change-refused-constant-first = Todas las primeras puntuaciones son iguales: sin dispersión no hay índice ni punto de corte.
change-refused-constant-later = Todas las puntuaciones posteriores son iguales: sin dispersión el método no está definido.
change-refused-functional-spread = La desviación estándar de la población funcional, { $deviation }, es menor que el error estándar de medición, { $error }: las puntuaciones verdaderas de esa población tendrían una varianza negativa, y el método no está definido. Revise los dos valores, o use otro método.
change-refused-later-spread = La desviación estándar de las puntuaciones posteriores, { $deviation }, no supera el error estándar de medición, { $error }: las puntuaciones verdaderas posteriores no tendrían varianza, y el método no está definido.
change-refused-difference-unreliable = La confiabilidad de la diferencia resulta { $reliability }, que no es mayor que cero: el método no está definido. Revise la confiabilidad, o use otro método.
change-refused-functional-needed = El punto de corte { $kind } necesita la media y la desviación estándar de una población funcional.
change-refused-groups-needed = Una comparación necesita dos grupos; hay { $found ->
        [one] uno
       *[other] { $found }
    }. Indique la columna de los grupos.
change-refused-group-too-small = Un intervalo necesita dos pacientes en cada grupo; { $group } tiene { $found }.
change-refused-group-too-small-whole = Un intervalo necesita dos pacientes; hay { $found ->
        [one] uno
       *[other] { $found }
    }.
change-refused-too-few-sessions = El método necesita al menos { $needed } sesiones de un paciente; ninguno de los { $patients } pacientes las tiene.
change-refused-mixed-model = El modelo mixto no se pudo ajustar: { $reason }.
change-refused-slopes = Las pendientes de estos pacientes no difieren entre sí más allá del azar: no se puede evaluar ninguna desviación.

## Tablas que no se pueden leer
change-table-empty = { $file } está vacío: se esperan una primera fila con los nombres de las columnas y al menos una fila de puntuaciones.
change-table-no-rows = { $file } tiene los nombres de las columnas y ninguna fila.
change-table-unreadable = { $file }, fila { $row }: la fila no se puede leer: { $reason }
change-table-not-utf-8 = { $file }, fila { $row }: el texto no es UTF-8. Guarde el archivo con esa codificación.
change-table-ragged = { $file }, fila { $row }: la fila tiene { $found } { $found ->
        [one] celda
       *[other] celdas
    }; la primera fila nombra { $expected } columnas.
change-table-column-twice = { $file } tiene dos columnas { $name }. Dé otro nombre a una de ellas.
change-table-unknown-column = { $file } no tiene ninguna columna { $name }.
change-table-near = ¿Quiso decir { $near }?
change-table-columns = Sus columnas son { $columns }.
change-table-not-a-number = { $file }, fila { $row }, columna { $column }: se espera un número. Si la celda representa una puntuación que falta, declare su contenido con --missing.
change-table-no-value = { $file }, fila { $row }, columna { $column }: la celda está vacía.
change-table-all-missing = { $file }, columna { $column }: todas las celdas están vacías o declaradas como faltantes.
change-table-duplicate = { $file }, filas { $first } y { $row }: el mismo paciente tiene dos puntuaciones en la misma ocasión. Conserve una de ellas.
change-table-unknown-occasion = { $file }, columna { $column }: ninguna fila tiene la ocasión { $occasion }. Hay { $occasions }.
change-table-group-differs = { $file }, filas { $first } y { $row }: el mismo paciente está en dos grupos.

## Preguntas que no se pueden entender
change-spec-unreadable = { $file } no se puede leer: { $reason }
change-spec-in-file = { $file }: { $problem }
change-spec-not-json = línea { $line }, columna { $column }: esto no es JSON: { $reason }
change-spec-not-an-object = se espera un objeto.
change-spec-field-missing = falta el campo { $name }.
change-spec-unknown = { $name } no se conoce aquí. Se conocen { $known }.
change-spec-kind-text = { $name } admite texto.
change-spec-kind-number = { $name } admite un número.
change-spec-kind-cell = { $name } admite texto o un número.
change-spec-kind-truth = { $name } admite true o false.
change-spec-kind-cells = { $name } admite una lista de textos o números.
change-spec-kind-object = { $name } admite un objeto.
change-spec-word = { $name } es { $value }, y puede ser { $known }.
change-spec-range = { $name } es { $value }; se espera un número mayor que { $above } y { $inclusive ->
        [yes] no mayor que
       *[no] menor que
    } { $limit }.
change-spec-above = { $name } es { $value }; se espera un número mayor que { $above }.
change-spec-needed = { $by } necesita { $name }.
change-spec-conflict = { $first } y { $second } se excluyen entre sí.
change-spec-bayesian = no se calculan intervalos por simulación; ponga bayesian en false.
change-spec-and-flags = --spec contiene la pregunta completa: quite { $flag }.

## Dos medidas juntas
change-paired-recovery = Recuperación
change-paired-improvement = Mejoría confiable
change-paired-reliable-recovery = Recuperación confiable
change-paired-deterioration = Empeoramiento confiable
change-paired-share = { $count } de { $of }; de { $unknown } no se sabe
change-paired-measure = { $instrument } en la columna { $column }: caso si { $caseness }, confiable desde { $points } puntos ({ $source })
change-paired-no-score = columna { $column }: { $value } de { $id } no es una puntuación de { $instrument }.
change-paired-no-anxiety = --approach talking-therapies necesita --anxiety: la columna con las puntuaciones de la medida de ansiedad.
change-paired-other-approach = --anxiety va con --approach talking-therapies y sin archivo de análisis.

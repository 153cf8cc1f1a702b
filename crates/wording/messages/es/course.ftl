### Cursos esperados a partir de una tabla: el comando "throughline course". English: ../en/course.ftl.

## El resultado para personas
course-instrument = Instrumento
course-band = Puntuación de ingreso
course-band-from-to = { $lowest } a { $highest }
course-episodes = Episodios
course-scores = Puntuaciones
course-at-intake = Al ingreso
course-slope = Por logaritmo de { $unit } más uno
course-until = Hasta
course-until-time = { $time } { $unit }
course-unit-days = días
course-unit-weeks = semanas
course-unit-sessions = sesiones
course-none-too-few = Sin curso propio: { $episodes ->
        [one] un episodio terminado
       *[other] { $episodes } episodios terminados
    }, se necesitan { $needed }. Use solo reglas de cambio temprano y el cambio confiable.
course-none-model = Sin curso propio: { $reason } Use solo reglas de cambio temprano y el cambio confiable.
course-rests-on = Modelo { $model }, datos hasta el { $cutoff }.
course-rests-on-undated = Modelo { $model }. No se indica hasta qué día llegan los datos.
course-written = { $count ->
        [one] Se escribió un curso en { $file }.
       *[other] Se escribieron { $count } cursos en { $file }.
    }

## Evaluación
course-patients = Pacientes
course-patients-split = { $fitted } para el ajuste, { $apart } reservados
course-judged = Episodios evaluados
course-judged-counted = { $judged } ({ $short } demasiado cortos, { $without } sin curso)
course-deteriorated = Terminaron con empeoramiento confiable
course-improved = Terminaron con mejoría confiable
course-rule = Alerta cuando
course-rule-off-course = fuera del curso esperado, dada la puntuación de ingreso
course-rule-watch = en observación o fuera del curso esperado
course-rule-off-dynamic-course = fuera del curso dinámico, dadas todas las puntuaciones anteriores
course-rule-reliable-change = peor que al ingreso en más que el cambio confiable
course-rule-raw-change = peor que al ingreso en { $points } puntos o más
course-sensitivity = Sensibilidad
course-specificity = Especificidad
course-ppv = Alertas que fueron correctas
course-flagged = Alertas
course-lead = Anticipación
course-lead-scores = { $scores } puntuaciones, { $time } { $unit }
course-nothing = –
course-before-the-outcome = Las alertas cuentan solo antes de la última puntuación. Entre paréntesis: intervalos del noventa y cinco por ciento (Wilson).
course-not-evaluated = No se pudo evaluar ningún episodio de los pacientes reservados.

## Preguntas que no se pueden entender
course-no-value = Fila { $row }, columna { $column }: la celda está vacía.
course-bands = --bands { $given }: se esperan rangos como 0..9,10..14,15..27, que no se superpongan.
course-positive = { $name } es { $value }; se espera un número mayor que cero.
course-share = { $name } es { $value }; se espera un número entre cero y uno.
course-duplicate = Filas { $first } y { $row }: el mismo paciente tiene dos puntuaciones en el mismo momento. Conserve una de ellas.
course-file-unwritable = { $file } no se puede escribir: { $reason }

## Los cursos del consultorio
course-import-refused = { $file }: { $problem } No se tomó nada.
course-import-unreadable = línea { $line }, columna { $column }: { $reason }.
course-import-value = curso { $course }: { $field } no puede ser { $value }.
course-import-population = curso { $course }: la población no es la de un intercepto y una pendiente cuyas matrices sean covarianzas.
course-import-overlap = los cursos { $first } y { $second } son para las mismas primeras puntuaciones de { $instrument }.
course-import-empty = no contiene ningún [[course]].
course-import-instrument = curso { $course }: no se conoce ningún instrumento { $instrument } con una puntuación que se siga en el tiempo.
course-import-unit = el curso { $course } cuenta { $unit }; las páginas cuentan semanas, así que solo se puede usar un curso ajustado en semanas.
course-import-direction = curso { $course }: la dirección no es la de { $instrument }.
course-import-undated = curso { $course }: falta data_cut_off. Ajústelo con --cut-off: el último día de los datos aparece junto a cada uso.
course-practice-none = Ningún episodio terminado tiene todavía dos puntuaciones de un instrumento.
course-practice-in-use = En uso
course-practice-yes = sí
course-practice-no = no, muy pocos episodios

## La página de los cursos
courses-heading = ¿Qué cursos esperados hay?
courses-link = Cursos esperados
courses-lead = Cómo evolucionan las puntuaciones en episodios como estos, según los episodios terminados del propio centro. Con menos de { $needed } episodios terminados no hay curso, y se usan solo las reglas de cambio temprano y el cambio confiable.
courses-column-rests-on = Se basa en
courses-column-origin = Procede de
courses-column-alerts = Alertas
courses-origin-fitted = Ajustado aquí
courses-origin-imported = Tomado de un archivo
courses-not-fitted = Sin curso: las puntuaciones de estos episodios no dan ninguno.
courses-evaluate = ¿Cuánto habrían acertado?
courses-no-alerts = Ninguna por un curso; quedan las de cambio temprano y de cambio confiable
courses-evaluate-of = { $instrument }
courses-fit-heading = Ajustarlos ahora
courses-fit-explained = El programa lo hace por sí mismo cada semana. Los instrumentos cuyos cursos vinieron de un archivo los conservan. Todos los que están en atención se evalúan de nuevo.
courses-fit = Ajustar con los episodios terminados
courses-fitted = Los cursos se ajustaron.
courses-evaluation-title = { $instrument }: ¿cuánto habrían acertado las alertas sobre quién empeora?
courses-evaluation-lead = Los cursos se ajustan con una parte de los pacientes con episodios terminados, y las alertas se aplican a los demás como si aún no se conociera su resultado. Se reserva la mitad, o cuantos pueda un centro pequeño.
courses-evaluation-heading = Pacientes reservados
courses-evaluation-course = Puntuación de ingreso { $lowest } a { $highest }: modelo { $model }, de { $count ->
        [one] un episodio terminado
       *[other] { $count } episodios terminados
    }, datos hasta el { $day }.
courses-rule-reliable-change = peor que al ingreso en el cambio confiable o más
courses-before-the-outcome = Las alertas cuentan solo antes de la última puntuación. Los intervalos de las proporciones son los de Wilson; la anticipación es una mediana, entre paréntesis su intervalo donde hay puntuaciones suficientes.
courses-evaluation-imported = El centro usa cursos de un archivo. Lo que se juzga aquí es el modelo ajustado con los episodios del propio centro.
courses-evaluation-caution = Un modelo debe acertar más que el simple cambio desde el ingreso para que sus alertas valgan la pena. Intervalos amplios significan que el centro tiene muy pocos episodios de este tipo para saberlo.

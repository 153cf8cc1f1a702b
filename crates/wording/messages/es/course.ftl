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
course-none-too-few = sin curso propio: { $episodes ->
        [one] un episodio terminado
       *[other] { $episodes } episodios terminados
    }, se necesitan { $needed }. Use solo reglas de cambio temprano y el cambio confiable.
course-none-model = sin curso propio: { $reason } Use solo reglas de cambio temprano y el cambio confiable.
course-rests-on = Modelo { $model }, datos hasta el { $cutoff }.
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

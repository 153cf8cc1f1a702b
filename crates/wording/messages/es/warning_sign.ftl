### Señales de advertencia: qué se respondió, qué puntuación resultó o qué se omitió. Una oración entrega un dato y su lugar; no dice nada de lo que pasará.
### English: ../en/warning_sign.ftl.

warning-sign-heading = ¿Qué necesita que alguien lo mire?
warning-sign-silent-note = Solo registrado: esta regla es silenciosa.

## Lo que se encontró
warning-sign-safety-answer = { $instrument } del { $day }, una respuesta que alguien debe ver: { $answers }
warning-sign-safety-answer-partial = { $instrument } del { $day }, sin terminar, una respuesta que alguien debe ver: { $answers }
warning-sign-safety-answer-declined = { $instrument } del { $day }: se declinó dar una respuesta sobre seguridad (ítem { $items })
warning-sign-withdrawal-scale = { $instrument } del { $day } es { $points }, igual o por encima del umbral del centro de { $threshold }
warning-sign-reliable-deterioration =
    { $instrument } del { $day } es peor que la línea de base por { $points }; una diferencia de { $reliable } o más está más allá del error de medición
warning-sign-reliable-deterioration-at-level =
    { $instrument } del { $day } es peor que la primera puntuación en este nivel de atención por { $points }; una diferencia de { $reliable } o más está más allá del error de medición
warning-sign-worse-since-discharge =
    { $instrument } del { $day } es peor que la última medida de la estancia, del { $last }, por { $points }; una diferencia de { $reliable } o más está más allá del error de medición
warning-sign-worse-since-discharge-held-in-part =
    { $instrument } del { $day } es peor que la última medida de la estancia, del { $last }, por { $points }; una diferencia de { $reliable } o más está más allá del error de medición. Lo ganado en la estancia se ha mantenido en parte: todavía hay mejoría confiable respecto a su inicio
warning-sign-worse-since-discharge-lost =
    { $instrument } del { $day } es peor que la última medida de la estancia, del { $last }, por { $points }; una diferencia de { $reliable } o más está más allá del error de medición. Lo ganado en la estancia no se ha mantenido: ya no hay mejoría confiable respecto a su inicio
warning-sign-off-course = { $instrument } del { $day } está { $points } más allá de la banda del curso esperado
warning-sign-off-both-courses = { $instrument } del { $day } está { $points } más allá de la banda del curso esperado, y más allá de lo que las puntuaciones anteriores hacían esperar (curso dinámico)
warning-sign-off-expected-course-only = { $instrument } del { $day } está { $points } más allá de la banda del curso esperado; sigue como las puntuaciones anteriores (curso dinámico)
warning-sign-early-non-response-better =
    { $instrument } del { $day } está mejor que la línea de base por { $points } ({ $reduction } por ciento) después de { $days } días; la regla de cambio temprano pide { $expected } por ciento. Muchos pacientes responden más tarde. Es una razón para mirar el plan
warning-sign-early-non-response-unchanged =
    { $instrument } del { $day } está como en la línea de base después de { $days } días; la regla de cambio temprano pide una mejora de { $expected } por ciento. Muchos pacientes responden más tarde. Es una razón para mirar el plan
warning-sign-early-non-response-worse =
    { $instrument } del { $day } está peor que la línea de base por { $points } después de { $days } días; la regla de cambio temprano pide una mejora de { $expected } por ciento. Muchos pacientes responden más tarde. Es una razón para mirar el plan
warning-sign-item-answer = ítem { $item }: respuesta { $answer }
warning-sign-item-asked = ítem { $item } «{ $question }»: { $words } ({ $answer })
warning-sign-item-number = ítem { $item } «{ $question }»: { $answer }
warning-sign-early-non-response =
    { $instrument } del { $day }: cambio de { $reduction } por ciento desde la línea de base después de { $days } días; la regla de cambio temprano pide { $expected } por ciento. Muchos pacientes responden más tarde. Es una razón para mirar el plan
warning-sign-plateau =
    { $instrument }: { $count } puntuaciones del { $first } al { $day } quedaron a no más de { $reliable } puntos entre sí mientras la banda sigue alta. Es una razón para revisar el plan, nunca para pasar a un nivel inferior
warning-sign-repeated-absence = Ausente en { $count } días planificados del { $first } al { $day }
warning-sign-measure-overdue = La medición { $instrument } tenía fecha prevista el { $day } y no llegó a tiempo
warning-sign-measure-missed = La medición { $instrument } tenía fecha prevista el { $day } y se omitió
warning-sign-unreviewed-score =
    { $days ->
        [one] La puntuación de { $instrument } del { $day } no se revisó en { $days } día
       *[other] La puntuación de { $instrument } del { $day } no se revisó en { $days } días
    }

## Reglas
warning-sign-rule-safety-answer = Respuesta sobre seguridad
warning-sign-rule-answer-to-review = Respuesta que hay que mirar
warning-sign-rule-withdrawal-scale = Escala del síndrome de abstinencia
warning-sign-rule-reliable-deterioration = Empeoramiento confiable
warning-sign-rule-worse-since-discharge = Peor desde el alta
warning-sign-rule-off-course = Fuera del curso esperado
warning-sign-rule-early-non-response = Falta de respuesta temprana al tratamiento
warning-sign-rule-plateau = Meseta
warning-sign-rule-repeated-absence = Ausencia repetida
warning-sign-rule-overdue-measure = Medición atrasada u omitida
warning-sign-rule-unreviewed-score = Puntuación sin revisar

## Comparado con la última vez
warning-sign-since-last-new = Nueva
warning-sign-since-last-higher = Más alta que la última vez
warning-sign-since-last-same = Igual que la última vez
warning-sign-since-last-lower = Más baja que la última vez

## Las reglas y sus números
warning-rules-heading = ¿Con qué números se encuentran las señales de advertencia?
warning-rules-lead = Cada regla con sus números y de dónde vienen. Una regla silenciosa se registra y se cuenta, y no alerta a nadie.
warning-rules-shipped = Estos números vinieron con el producto. Pida a sus profesionales clínicos que los revisen antes de usarlos.
warning-rules-own = Los números propios del centro, en vigor desde el { $time }.
warning-rules-saved = Los números están en vigor. Se revisa de nuevo a todas las personas en atención; las alertas que ya se generaron quedan como están.
warning-rules-text = Números como texto (TOML)
warning-rules-not-toml = Línea { $line }, columna { $column }: esto no está escrito como TOML y no se leyó nada. Busque ahí y en la línea anterior unas comillas, un corchete o un signo igual que falte. El analizador dice, en inglés: «{ $message }»
warning-rules-problem = { $place }: { $what }.
warning-rules-fault-no-source = está vacío, y cada número dice de dónde procede
warning-rules-fault-only-recalled = solo es de memoria: ponga mode = "silent", o nombre en enabled_by al profesional clínico que lo habilita
warning-rules-fault-too-small = es demasiado pequeño para decir algo
warning-rules-fault-twice = { $instrument } aparece dos veces
warning-rules-fault-more-than-all = no se puede pedir más que el total
warning-rules-fault-ends-before = está antes de after_days = { $after }
warning-rules-fault-overlaps = se solapa con el punto de control anterior, que termina en { $until }
warning-rules-column-rule = Regla
warning-rules-column-mode = Cómo funciona
warning-rules-column-numbers = Números
warning-rules-column-mark = Hasta dónde se comprobó
warning-rules-column-source = Fuente, tal como se publicó (en inglés)
warning-rules-link = Reglas y números
warning-mode-shown = Se muestra
warning-mode-silent = Silenciosa: solo se registra
warning-mode-off = Apagada
warning-mark-verified = Verificado en su fuente
warning-mark-recalled = De memoria, fuente no leída
warning-mark-convention = Una convención, no se basa en ningún estudio
warning-number-shown-for-days = se muestra mientras tenga a lo sumo { $value } días
warning-number-instrument = { $value }
warning-number-at-least = con { $value } o más
warning-number-after-days = se mira desde el día { $value }
warning-number-until-days = hasta el día { $value }
warning-number-reduction-percent-below = menos de { $value } por ciento de mejoría
warning-number-baseline-severity-at-least = línea de base en la banda { $value } o superior; la primera es la menos grave
warning-number-scores-at-least = { $value } puntuaciones o más
warning-number-days-at-least = a lo largo de { $value } días o más
warning-number-severity-at-least = en la banda { $value } o superior; la primera es la menos grave
warning-number-in-a-row = { $value } días planificados seguidos
warning-number-within-count = o { $value } días
warning-number-within-days = dentro de { $value } días
warning-number-attended-to-end = termina con { $value } días de asistencia
warning-number-grace-days = días después de la fecha prevista: { $value }
warning-number-raised-for-days = no se genera si tiene más de { $value } días
warning-number-business-days = después de { $value } días hábiles

### El informe de progreso como PDF. English: ../en/report.ftl.

report-progress-title = Informe de progreso
report-progress-for = Informe de progreso de { $patient }
report-patient = Paciente
report-record-number = Número de expediente
report-birth-day = Fecha de nacimiento
report-birth-day-with-age =
    { $years ->
        [one] { $day } ({ $years } año)
       *[other] { $day } ({ $years } años)
    }
report-practice = Centro
report-program = Programa
report-all-programs = Todos los programas
report-data-as-of = Datos a fecha de
report-missing-characters = Un □ representa un carácter que la tipografía de este documento no tiene. El expediente muestra el nombre completo.

## Resumen
report-summary = ¿Cómo ha evolucionado este paciente?
report-summary-note = Todas las aplicaciones registradas hasta este momento están en este informe, favorables o no. Una puntuación dice lo que se respondió; no es un diagnóstico.
report-column-instrument = Instrumento
report-column-first = Primera puntuación
report-column-latest = Última puntuación
report-column-change = Cambio
report-column-administrations = Aplicaciones
report-score-on-day = { $score } el { $day }
report-nothing = No se ha aplicado ningún instrumento hasta este momento.

## Atención
report-care = ¿Qué atención ha habido?
report-no-care = No hay ningún episodio de atención registrado.
report-column-care = Atención
report-column-program = Programa
report-column-discharge = Alta
report-first-day = Desde
report-last-day = Hasta
report-still-open = abierto
report-episode-row = Episodio de atención
report-level-row = { $level }, { $track }

## Un instrumento
report-instrument-heading = ¿Qué dice { $instrument }?
report-instrument-lead = { $name }: { $construct }. { $direction }
report-administrations = ¿Qué aplicaciones hay detrás?
report-column-day = Día
report-column-phase = Fase
report-column-mode = Modo
report-column-respondent = Quién respondió
report-column-score = Puntuación
report-column-band = Banda
report-column-cutoffs = Puntos de corte
report-column-result = Resultado
report-column-status = Estado
report-column-safety = Respuestas sobre seguridad
report-no-administrations = Este instrumento no se ha aplicado hasta este momento.
report-cutoff-verdict = { $cutoff }: { $verdict }
report-status-prorated = { $status } (completado: { $items })
report-status-unscorable = { $status }: { $reason }
report-safety-met = se indicó: { $entry }
report-safety-met-with-answers = se indicó: { $entry } ({ $answers })
report-safety-answer = ítem { $item }: { $answer }
report-safety-none-met = se preguntó, no se indicó
report-safety-unknown = no se sabe: { $entry }
report-scales = ¿Qué dicen sus escalas?
report-note-on-day = { $day }: { $note }
report-scored-by-other = Puntuación calculada con la versión { $version } de la definición, motor { $engine }.
report-answers = ¿Qué se respondió, ítem por ítem?
report-column-item = Ítem
report-answer-option = { $value } = { $label }

## Cambio y curso
report-change = ¿Qué ha cambiado desde la línea de base?
report-change-none = No hay dos puntuaciones que comparar.
report-column-baseline = Línea de base
report-column-verdict = Veredicto
report-no-verdict = Sin veredicto: no hay un valor verificado de cambio confiable
report-change-population = Hallado en: { $population }.
report-change-enabled = El valor no se comprobó en su fuente; { $name } habilitó su uso.
report-change-only-recalled = { $instrument }: no hay un valor verificado de cambio confiable. Hay uno de memoria, que no se usa ({ $source }).
report-change-no-room-better = La línea de base está tan cerca de la mejor puntuación que no puede mostrarse una mejoría confiable: quedan { $room } puntos.
report-change-no-room-worse = La línea de base está tan cerca de la peor puntuación que no puede mostrarse un empeoramiento confiable: quedan { $room } puntos.
report-range = Rango clínico ({ $condition }): { $baseline } en la línea de base, { $latest } ahora ({ $mark }: { $source }).
report-range-inside = dentro
report-range-outside = fuera
report-course = ¿El curso es el esperado?
report-course-none = Sin curso esperado
report-course-too-few =
    { $count ->
        [one] { $instrument }: el centro tiene { $count } episodio terminado de esta clase; se necesitan { $needed } para un curso propio.
       *[other] { $instrument }: el centro tiene { $count } episodios terminados de esta clase; se necesitan { $needed } para un curso propio.
    }
report-column-standing = Situación
report-column-latest-and-expected = Última puntuación
report-column-chance = Mejoría confiable
report-course-on-course = Según lo esperado
report-course-watch = En observación
report-course-off-course = Fuera del curso esperado
report-course-scores = { $score }, esperada { $expected }
report-course-chance = esperada en el { $percent } % de tales pacientes para la semana { $week }

## La definición
report-definition = ¿Cómo se obtiene la puntuación?
report-definition-line = Definición «{ $instrument }», versión { $version }, puntuación calculada con el motor { $engine }.
report-definition-imported = Esta definición llegó al centro desde fuera; no es parte de la biblioteca del producto.
report-formula = { $scale }: { $formula }, de { $low } a { $high }.
report-citations = Publicado en
report-licence = Licencia
report-licence-line = { $category }; titular: { $holder }
report-notice = Aviso
report-numbers = ¿De dónde vienen los números?
report-column-number = Número
report-column-value = Valor
report-column-mark = Marca
report-column-source = Fuente
report-number-bands = Bandas
report-number-cutoff = Punto de corte
report-number-missing = Respuestas que faltan
report-number-reliable-change = Cambio confiable
report-number-minimal-difference = Diferencia mínima importante
report-number-treatment-response = Respuesta al tratamiento
report-number-remission = Remisión
report-number-with-scale = { $number }, { $scale }
report-value-points =
    { $count ->
        [one] { $points } punto
       *[other] { $points } puntos
    }
report-value-percent = una reducción de { $percent } % o más
report-value-norms = de normas: desviación estándar { $deviation }, confiabilidad { $reliability }
report-value-population = { $value }, en { $population }
report-value-condition = { $condition }: { $use }
report-value-missing-all = se necesitan todos los ítems
report-value-missing-prorate =
    { $count ->
        [one] puede faltar { $count } y se completa con la media de los demás
       *[other] pueden faltar hasta { $count } y se completan con la media de los demás
    }
report-value-missing-zero =
    { $count ->
        [one] puede faltar { $count } y cuenta como cero
       *[other] pueden faltar hasta { $count } y cuentan como cero
    }
report-value-missing-formula = como dice la fórmula

## Pie de página
report-footer-generated = Generado el { $instant }
report-footer-data = Datos a fecha de: { $instant }
report-footer-snapshot = Instantánea { $hash }
report-footer-page = Página { $page } de { $pages }
report-confidential = Información confidencial del paciente
report-for-proxy = Hecho para alguien que actúa en nombre del paciente; puede no contener todas las respuestas registradas.
report-part2 = 42 CFR Part 2 prohíbe el uso o la divulgación no autorizados de estos registros.

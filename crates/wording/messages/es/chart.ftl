### Gráficos de puntuaciones, en una página y en un PDF, y las tablas que los sustentan. English: ../en/chart.ftl.

chart-title = { $instrument } en el tiempo
chart-title-scale = { $instrument }, { $scale } en el tiempo
chart-title-respondent = { $title }, respondido por: { $respondent }
chart-axis-higher-is-worse = { $scale }, más alto significa más síntomas
chart-axis-higher-is-better = { $scale }, más alto significa que está mejor
chart-axis-with-mark = { $axis } (bandas: { $mark })
chart-description-none = Todavía no hay puntuaciones.
chart-description-one = Una puntuación: { $latest } el { $latest-day }.
chart-description =
    { $count ->
        [one] { $count } puntuación, desde { $first } el { $first-day } hasta { $latest } el { $latest-day }.
       *[other] { $count } puntuaciones, desde { $first } el { $first-day } hasta { $latest } el { $latest-day }.
    }
chart-description-gaps =
    { $count ->
        [one] { $description } { $count } aplicación no tiene puntuación.
       *[other] { $description } { $count } aplicaciones no tienen puntuación.
    }
chart-score-with-band = { $score } ({ $band })
chart-threshold = { $sign } { $score }
chart-cutoff = punto de corte { $threshold }
chart-cutoff-with-mark = punto de corte { $threshold } ({ $mark })
chart-no-scores = Todavía no hay puntuaciones
chart-sparkline = { $instrument }: { $description }

## Todo lo de un paciente en un solo eje de días
chart-throughline-title = Puntuaciones, atención y sucesos en el tiempo
chart-authorizations = Autorizaciones, unidades usadas de las concedidas
chart-authorizations-lane = Autorizado
chart-authorization = { $number }, { $level }, { $unit }
chart-throughline-panel = { $title }: { $description }
chart-throughline-events =
    { $count ->
        [one] { $count } suceso abajo.
       *[other] { $count } sucesos abajo.
    }
chart-expected = Esperado, según el curso
chart-watch = En observación
chart-off-course = Más allá, fuera del curso esperado
chart-baseline = Línea de base y cambio confiable
chart-reliable-change = El cambio es confiable
chart-next = Se espera a continuación
chart-next-label = { $score } ({ $low }–{ $high })
chart-next-caption = { $instrument }, se espera a continuación, según todas las puntuaciones hasta ahora (curso dinámico): el { $percent } % de tales puntuaciones queda dentro de la barra.
chart-line-baseline = línea de base { $score }
chart-line-improved = mejoría desde { $score }
chart-line-worse = empeoramiento desde { $score }
chart-norm = { $instrument }: un cambio de { $points } puntos o más es confiable ({ $mark }: { $source }).
chart-norm-none = { $instrument }: no hay un valor verificado de cambio confiable. Los cambios se muestran sin veredicto.
chart-course =
    { $count ->
        [one] { $instrument }, curso esperado: { $model }, de { $count } episodio terminado, datos hasta el { $day }.
       *[other] { $instrument }, curso esperado: { $model }, de { $count } episodios terminados, datos hasta el { $day }.
    }
chart-caption-lines = { $panel }: línea de base y cambio confiable
chart-caption-course = { $panel }: curso esperado
chart-column-change = Cambio desde la línea de base
chart-column-line = Línea
chart-column-event = Suceso
chart-events = Sucesos
chart-event-more = { $word } +{ $count }
chart-event-detail = { $event }: { $detail }
chart-event-incident = incidente
chart-event-medication = medicación
chart-event-plan = cambio de plan
chart-event-absence = ausencia
chart-event-substance-use = consumo
chart-event-safety = respuesta sobre seguridad
chart-event-determination = determinación
chart-billed = Facturas
chart-billed-paid = pagado
chart-billed-undecided = sin respuesta
chart-billed-unbilled = sin facturar
chart-billed-denied = rechazado
chart-billed-days =
    { $count ->
        [one] Un día de atención
       *[other] { $count } días de atención
    }
chart-verdict-recovered = Recuperado
chart-verdict-reliably-improved = Mejoría confiable
chart-verdict-no-reliable-change = Sin cambio confiable
chart-verdict-reliably-worse = Empeoramiento confiable

### Dónde se pierden mediciones entre lo pendiente y lo revisado, y los minutos que pide un protocolo. English: ../en/funnel.ftl.

funnel-heading = ¿Dónde se pierden mediciones?
funnel-link = Embudo
funnel-lead = Mediciones que estaban pendientes desde el { $day } hasta hoy.
funnel-definition = Una medición que una persona debía responder una vez cuenta como una. Lo que llegó a una etapa posterior cuenta en todas las anteriores. Lo que un paciente declinó se deja fuera.
funnel-empty = En este tiempo no hubo nada pendiente.
funnel-whole = Todas las mediciones
funnel-all = Todas
funnel-by-program = Por programa
funnel-by-clinician = Por profesional clínico
funnel-by-language = Por idioma
funnel-by-mode = Por manera de responder
funnel-column-what = Mediciones
funnel-column-language = Idioma
funnel-column-mode = Manera de responder
funnel-not-asked-yet =
    { $count ->
        [one] { $count } medición todavía no se ha pedido.
       *[other] { $count } mediciones todavía no se han pedido.
    }
funnel-declined =
    { $count ->
        [one] { $count } medición la declinó el paciente, o cayó después de que declinó que se le preguntara. No está en ninguno de estos números.
       *[other] { $count } mediciones las declinó el paciente, o cayeron después de que declinó que se le preguntara. No están en ninguno de estos números.
    }
funnel-share = { $percent } %
funnel-stage-due = Pendientes
funnel-stage-sent = Pedidas
funnel-stage-opened = Abiertas
funnel-stage-started = Empezadas
funnel-stage-finished = Terminadas
funnel-stage-reviewed = Revisadas
burden-heading = Lo que el protocolo pide a una persona
burden-definition = { $seconds } segundos por pregunta, una elección nuestra. Las preguntas que un cuestionario hace una sola vez para dos instrumentos se cuentan aquí dos veces. Las mediciones antes de una revisión y después del alta se dejan fuera. Un calendario del protocolo puede fijar su propio presupuesto, en minutos por semana.
burden-warning =
    { $count ->
        [one] { $count } calendario pide más que su presupuesto. Pida con menos frecuencia, o formularios más cortos.
       *[other] { $count } calendarios piden más que sus presupuestos. Pida con menos frecuencia, o formularios más cortos.
    }
burden-minutes = { $minutes } min
burden-over = por encima del presupuesto
burden-column-level = Nivel de atención
burden-column-intake = Al ingreso
burden-column-weekly = Por semana, durante el tratamiento
burden-column-budget = Presupuesto por semana

### El calendario de mediciones: qué está pendiente y cuánto de ello se hizo. English: ../en/due.ftl.

due-heading = ¿Qué mediciones están pendientes?
due-lead = Por paciente, primero lo que está atrasado.
due-empty = Hoy no hay nada pendiente.
due-instrument = Medición
due-column-measures = Qué se puede aplicar ahora
due-column-next = Qué sigue
due-discharged = Alta el { $day }
due-protocol-link = Protocolo
due-send = Enviar el enlace
due-send-all =
    { $count ->
        [one] Enviar el enlace a la única persona mostrada
       *[other] Enviar el enlace a las { $count } personas mostradas
    }
due-send-all-hint = Se omite a quien tiene un cuestionario abierto.
due-sent-all = En camino: { $sent }. No se pudieron enviar: { $not }. Omitidas, porque hay un cuestionario abierto o nada se puede preguntar por enlace: { $open }.
due-not-sent = Nada de esto se puede preguntar por enlace
due-window = Cuenta desde el { $first } hasta el { $last }
due-on = Prevista para el { $day }
portion-shown = Se muestran { $count } de { $whole }
due-next = Sigue: { $instrument }, desde el { $day }
due-without-schedule = El protocolo no tiene un calendario para { $level }. Allí no se pregunta nada; agregue un calendario o diga en el protocolo que no se quiere ninguno.
due-protocol-note = Protocolo: { $name }, versión { $version }
due-protocol-shipped-note = Este protocolo es un punto de partida. Haga que sus profesionales clínicos lo revisen antes de usarlo.

## Ventanas
due-kind-intake = Al ingreso
due-kind-in-treatment = Durante el tratamiento
due-kind-before-review = Antes de una revisión
due-kind-discharge = Al alta
due-kind-follow-up =
    { $days ->
        [one] Seguimiento, { $days } día después del alta
       *[other] Seguimiento, { $days } días después del alta
    }

## Estados
due-status-upcoming = Todavía no toca
due-status-due = Pendiente
due-status-overdue = Atrasada
due-status-missed = Omitida
due-status-declined = El paciente declinó
due-status-done-early = Hecha antes de tiempo
due-status-done = Hecha
due-status-done-late = Hecha con retraso

## Cuánto se hizo
adherence-heading = ¿Cuánto se hizo de lo que estaba previsto?
adherence-definition = De las ventanas ya decididas (hechas, declinadas o cerradas sin hacerse), la proporción que se hizo. Quien declinó que se le preguntara después del alta cuenta como declinado en cada ventana desde entonces, no como no hecho. Las ventanas abiertas no cuentan ni a favor ni en contra.
adherence-rate = { $part } de { $whole }
adherence-open =
    { $count ->
        [one] { $count } ventana todavía abierta
       *[other] { $count } ventanas todavía abiertas
    }
completion-definition = De los episodios que han terminado, la proporción con una puntuación al ingreso y otra de la misma medición al alta.
completion-wide-definition = De los episodios que han terminado, la proporción con una puntuación al ingreso y cualquier otra posterior de la misma medición antes del seguimiento.
completion-before-outcome = Lea primero la proporción de medición completa: los resultados de abajo son los de los pacientes que se midieron.
adherence-link = Cuánto se hizo
adherence-lead =
    { $count ->
        [one] { $count } episodio que estaba abierto el { $day } o después.
       *[other] { $count } episodios que estaban abiertos el { $day } o después.
    }
adherence-empty = No hay ningún episodio en este tiempo.
adherence-windows-heading = Ventana por ventana
adherence-caption = Ventanas { $by }
adherence-by-program = por programa
adherence-by-clinician = por profesional clínico
adherence-by-phase = por fase
adherence-column-program = Programa
adherence-column-clinician = Profesional clínico
adherence-column-phase = Fase
adherence-column-done = Hecho
adherence-column-open = Todavía abierto
adherence-interval = { $percent } %, intervalo de { $confidence } %: { $low } a { $high } %
adherence-nothing = todavía no hay nada que contar
adherence-nobody = Sin profesional clínico asignado
completion-heading = Medición completa
completion-caption = Medición completa { $by }
completion-column-both = Al ingreso y al alta
completion-column-any = Al ingreso y una vez más
completion-phase-definition = Por fase, de episodios abiertos y terminados: de aquellos en los que el protocolo pidió algo que está hecho, rechazado o cerrado sin hacerse.
completion-column-phase-any = Con una puntuación
completion-column-phase-every = Con todo lo que se pidió

## El protocolo
protocol-heading = ¿Según qué protocolo se piden las mediciones?
protocol-saved = El protocolo está en vigor. Desde ahora se calcula con él lo que está pendiente; el anterior queda registrado.
protocol-schedule-of = { $level }, programa { $program }
protocol-around = de { $before ->
        [one] un día antes
       *[other] { $before } días antes
    } a { $after ->
        [one] un día después
       *[other] { $after } días después
    }
protocol-every =
    { $days ->
        [one] cada día
       *[other] cada { $days } días
    }
protocol-days-before =
    { $days ->
        [one] en el { $days } día anterior
       *[other] en los { $days } días anteriores
    }
protocol-days-after = { $days } días después del alta
protocol-follow-up = Seguimiento
protocol-text = Protocolo como texto (TOML)
protocol-private = No se muestra a padres, tutores ni representantes
protocol-private-lead = Lo que un adolescente responde aquí no va en ninguna copia para quien actúa en su nombre, no se envía a una dirección que compartan y no está en la página propia mientras la compartan.
protocol-private-of = { $instrument }: desde los { $from } años, antes de los { $until }
protocol-problem = Línea { $line }, { $place }: { $what }.
protocol-not-toml = Línea { $line }, columna { $column }: esto no está escrito como TOML y no se leyó nada. Busque ahí y en la línea anterior unas comillas, un corchete o un signo igual que falte. El analizador dice, en inglés: «{ $message }»
protocol-fault-missing-key = falta
protocol-fault-unknown-key = no se conoce aquí: se espera uno de { $known }
protocol-fault-empty = está vacío
protocol-fault-nothing-there = no hay ninguno
protocol-fault-schedule-twice = ya hay un calendario para { $level } y este programa
protocol-fault-unknown-instrument = no hay ningún instrumento «{ $name }»
protocol-fault-unknown-respondent = «{ $name }» no responde a este instrumento: se espera uno de { $allowed }
protocol-fault-not-answered-by-patients = los pacientes no responden a este instrumento, y solo se reserva lo que responden ellos mismos
protocol-fault-no-span = de { $from } a { $until } no es un intervalo de años hasta { $oldest }
protocol-fault-twice = aparece dos veces
protocol-fault-measure-twice = aparece dos veces para este informante: ponga sus ventanas en una sola medición
protocol-fault-negative-days = { $days } días: escriba los días como { $least } o más; antes y después son claves propias
protocol-fault-too-few-days = { $days } días: se espera { $least } o más
protocol-fault-too-many-days = { $days } días: se espera { $most } como máximo
protocol-fault-interval-overlaps = las ventanas se solapan: { $before } días antes y { $after } después no caben en { $every } días
protocol-fault-intake-overlaps = las ventanas se solapan: el ingreso dura hasta el día { $intake } y el primer intervalo empieza el día { $first }
protocol-fault-follow-up-overlaps = las ventanas se solapan: { $before } dura hasta el día { $day } después del alta y esta empieza el día { $first }
protocol-fault-before-discharge = su ventana empieza antes del alta del paciente
protocol-fault-no-window = no tiene ninguna ventana, así que nunca tocaría
protocol-edit-heading = Cambiarlo
protocol-edit-hint = Cambie el texto, aumente su versión y póngalo en vigor. Un texto con un error no cambia nada, y el error se indica con su línea.
protocol-save = Poner en vigor
protocol-may-not-edit = La dirección clínica puede cambiar esto.

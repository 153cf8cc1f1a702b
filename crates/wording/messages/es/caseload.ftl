### Los pacientes a cargo: quién necesita primero a un profesional clínico. English: ../en/caseload.ftl.

caseload-heading = ¿Quién me necesita primero?
caseload-lead = Sus pacientes; primero los que tienen las respuestas y puntuaciones más urgentes.
caseload-show-own = Mis pacientes
caseload-show-everybody = Todos
caseload-heading-everybody = ¿Quién necesita a alguien primero?
caseload-lead-everybody = Todos los que están en atención, y quienes tienen una alerta abierta de seguridad o de tratamiento que se generó en los últimos { $days } días: primero los más urgentes. Los demás siguen por nombre.
caseload-lead-in-care = Todos los que están en atención, primero los que tienen las respuestas y puntuaciones más urgentes. Los demás siguen por nombre.
caseload-show-by-name = Todos por nombre
caseload-show-by-need = Por necesidad
caseload-empty = No tiene pacientes en sus equipos de atención. Pida a recepción o a la dirección que le agregue a un equipo de atención.
caseload-nobody = Todavía no hay ningún paciente inscrito.
caseload-nobody-register = Todavía no hay ningún paciente inscrito. Inscriba al primero; la dirección o un administrador también puede traer muchos desde archivos.
caseload-filter-label = Buscar un paciente por nombre o número de expediente
caseload-column-patient = Paciente
caseload-column-reason = Por qué ahora
caseload-column-stands-out = Lo que destaca
caseload-column-latest = Última puntuación
caseload-column-change = Cambio
caseload-column-course = Curso
caseload-column-last-administration = Última aplicación
caseload-column-level-of-care = Nivel de atención
caseload-reason-safety = Una respuesta sobre seguridad necesita su atención
caseload-reason-severe = Última puntuación en la banda más grave
caseload-reason-higher = La puntuación subió { $points }
caseload-reason-overdue = Nada registrado desde hace { $days } días
caseload-reason-none = Nada urgente

## Motivos con su instrumento
caseload-need-safety = Una respuesta sobre seguridad en { $instrument } del { $day } necesita su atención
caseload-need-safety-answered = Una respuesta sobre seguridad en { $instrument } del { $day }; su alerta está cerrada
caseload-need-most-severe = { $instrument } está en su banda más grave
caseload-need-overdue = Hubo medidas pendientes que no se obtuvieron; la primera, del { $day }
caseload-need-safety-alert = Hay una alerta de seguridad abierta del { $day }: { $rule }
caseload-need-treatment-alert = Hay una alerta de tratamiento abierta del { $day }: { $rule }
caseload-need-level-of-care = Nivel de atención: { $determination }
caseload-need-nothing = Nada urgente
caseload-need-not-in-care = Ahora no recibe atención
caseload-need-not-in-care-scores = Ahora no recibe atención; las puntuaciones son de antes y aquí no se valoran
caseload-column-program = Programa
caseload-column-scores = Últimas puntuaciones
caseload-no-episode = Sin episodio de atención abierto
caseload-nothing-found = Nadie coincide con «{ $search }». Revise la ortografía, o pruebe con el número de expediente.
caseload-rows =
    { $count ->
        [one] { $count } paciente en esta página
       *[other] { $count } pacientes en esta página
    }
caseload-no-score-yet = Todavía sin puntuación
caseload-further-scores =
    { $count ->
        [one] y { $count } instrumento más
       *[other] y { $count } instrumentos más
    }
score-change-worse = empeoró { $points }
score-change-better = mejoró { $points }
score-change-none = sin cambio
score-since-last-worse = empeoró { $points } desde la última vez
score-since-last-better = mejoró { $points } desde la última vez
score-since-last-none = sin cambio desde la última vez

### Alertas: quién las tiene, cómo terminan y qué se cuenta. English: ../en/alert.ftl.

alert-heading = ¿Qué necesita una respuesta de usted?
alert-lead = Primero las alertas de seguridad sin acuse de recibo, las tenga quien las tenga; luego las de usted y después las de colegas. Dentro de cada grupo, la seguridad antes que el tratamiento y este antes que las tareas, y arriba lo que lleva más tiempo en espera.
alert-empty = No hay alertas abiertas.
alert-what-it-is = Una alerta muestra qué se respondió, qué puntuación resultó o qué no se hizo. No dice cómo está un paciente ni qué pasará.
alert-not-watched = No hay alguien mirando las respuestas a toda hora. Para las alertas de seguridad vale la cadena de avisos del centro fuera de horario.
alert-repeats =
    { $count ->
        [one] { $count } alerta de este tipo
       *[other] { $count } alertas de este tipo
    }
alert-unacknowledged =
    { $count ->
        [one] { $count } sin acuse de recibo
       *[other] { $count } sin acuse de recibo
    }
alert-acknowledge = Acusar recibo
alert-hand-over = Traspasar
alert-hand-over-to = Traspasar a
alert-close-open = Cerrar o traspasar
alert-signs = Usted firma como { $name }
alert-back = Volver a las alertas
alert-of = la alerta de { $patient }
alert-with = con { $people }
alert-why = ¿Por qué?
# Un registro que sustenta la alerta y que alguien cambió después de que se generara.
alert-evidence-corrected = Corregido desde entonces: ahora rige la versión { $version }
alert-evidence-withdrawn = Retirado desde entonces
alert-evidence = { $kind } del { $day }, como estaba entonces (versión { $version })
alert-page-heading = ¿De qué trata esta alerta? { $rule }
alert-state-heading = ¿Quién la tiene y qué se hizo?
alert-history-heading = Lo que ha pasado hasta ahora
alert-repeats-heading = La misma señal en otros momentos
alert-no-repeats = Esta es la única.
alert-inbox-urgent = Seguridad, sin acuse de recibo
alert-inbox-own = De usted
alert-filter-label = Qué alertas
alert-filter-all = Todas ({ $count })
alert-filter-class = { $class } ({ $count })
alert-inbox-others = Con colegas
alert-count =
    { $count ->
        [one] { $count } alerta
       *[other] { $count } alertas
    }
alert-column-class = Clase
alert-column-what = Qué se encontró
alert-column-waits = Desde que ocurrió, hace
alert-column-owner = Estado
alert-column-do = Qué hacer
alert-column-when = Cuándo
alert-column-event = Qué pasó
alert-column-who = Quién
alert-patient-heading = Lo que necesita una respuesta
alert-patient-further =
    { $count ->
        [one] { $count } alerta más
       *[other] { $count } alertas más
    }
alert-waited-minutes =
    { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }
alert-waited-hours =
    { $count ->
        [one] { $count } hora
       *[other] { $count } horas
    }
alert-waited-days =
    { $count ->
        [one] { $count } día
       *[other] { $count } días
    }
alert-waits-first = la primera de { $count }
alert-close = Cerrar
alert-note = Qué se hizo
alert-signature = Firmado por
alert-disposition = Desenlace
alert-next-step = Si nadie acusa recibo, el { $time } pasa a tenerla { $owner }
alert-next-step-not-closed = Si no se cierra, el { $time } pasa a tenerla { $owner }
alert-end-of-chain = Queda en la dirección clínica hasta que se cierre
alert-nobody-to-tell = No hay nadie designado para recibir esta alerta. Pida a un administrador que complete el equipo de atención, la lista de guardia y la dirección.
alert-late = no cerrada a tiempo
alert-unreadable-heading =
    { $count ->
        [one] { $count } alerta no se puede leer
       *[other] { $count } alertas no se pueden leer
    }
alert-unreadable-explained = Nada avanza con ellas por sí solo, y a nadie se le vuelve a avisar. Mire lo que se respondió en esos días y pida que alguien revise «throughline doctor».

## Clases
alert-policy-refused = { $file } no se puso en vigor: { $reason }
alert-policy-put = La política está en vigor. También vale para las alertas abiertas.
alert-class-safety = Seguridad
alert-class-clinical = Tratamiento
alert-class-task = Tarea
alert-class-safety-explained = Corre por reloj, día y noche. La cierra una persona.
alert-answered-by = Respondió
alert-program = Programa
alert-telephone = Teléfono del paciente
alert-no-telephone = No hay un número propio del paciente registrado.
alert-takes-text = recibe mensajes de texto
alert-add-number = Agregar un número
alert-all-contacts = Todos los contactos
alert-class-clinical-explained = Corre en horario de atención. La cierra una persona.
alert-class-task-explained = Corre en horario de atención. La cierra una persona, o el registro que la satisface.

## Estados
alert-state-open = Abierta
alert-state-acknowledged = Con acuse de recibo
alert-state-closed = Cerrada
alert-state-resolved-by-fact = Resuelta por un registro
alert-resolved-by = Resuelta por un registro del { $day }

## Lugares en la cadena de responsables
alert-owner-primary = el profesional clínico principal
alert-owner-care-team = el equipo de atención
alert-owner-on-call = el profesional clínico de guardia
alert-owner-director = la dirección clínica

## Qué pasó
alert-event-fact = Entró el registro
alert-event-raised = Se generó
alert-event-raised-for = Se generó para { $owner }
alert-event-received = Se recibió
alert-event-shown = Se mostró
alert-event-acknowledged = Se acusó recibo
alert-event-escalated = Se escaló; ahora la tiene { $owner }
alert-event-not-closed = No se cerró a tiempo: pasó a { $owner }
alert-event-holder-gone = Quien la tenía ya no puede iniciar sesión: pasó a { $owner }
alert-event-handed-over = Se traspasó
alert-event-handed-over-to = Se traspasó a { $name }
alert-event-closed = Se cerró
alert-event-resolved-by-fact = La resolvió un registro

## Desenlaces
alert-disposition-safety-assessed = Se habló con el paciente y se evaluó la seguridad
alert-disposition-safety-plan-updated = Se escribió o se cambió el plan de seguridad con el paciente
alert-disposition-emergency-services = Se llamó a los servicios de emergencia o se pidió una verificación de bienestar
alert-disposition-medical-care-arranged = Se organizó atención médica por síndrome de abstinencia
alert-disposition-discussed-with-patient = Se habló de ello con el paciente
alert-disposition-plan-changed = Se cambió el plan de tratamiento
alert-disposition-level-of-care-review = Se inició una revisión del nivel de atención
alert-disposition-consulted = Se consultó a un colega o supervisor
alert-disposition-continue-plan = Se continúa con el plan, por el motivo que dice la nota
alert-disposition-already-addressed = Ya se había atendido
alert-disposition-done = Hecho
alert-disposition-rescheduled = Se pasó a otro día
alert-disposition-patient-declined = El paciente declinó
alert-disposition-no-longer-needed = Ya no hace falta
alert-disposition-entered-in-error = El registro se había ingresado por error

## Por qué no se puede hacer
alert-refused-ended = Esta alerta ya terminó. No se cambió nada.
alert-refused-already-acknowledged = Alguien ya acusó recibo de esta alerta. No se cambió nada.
alert-refused-not-acknowledged = Acuse recibo de la alerta antes de cerrarla o traspasarla.
alert-refused-other-class = Escoja un desenlace de la lista para este tipo de alerta.
alert-refused-no-note = Escriba qué se hizo.
alert-refused-no-signature = Firme con su nombre y su credencial.
alert-refused-needs-person = Este tipo de alerta lo cierra una persona.
alert-refused-backwards = La hora es anterior a lo último que pasó con esta alerta. Revise el día y la hora.

## Informe
alert-report-heading = ¿Cuántas alertas hay y se actúa sobre ellas?
alert-report-week = Semana del
alert-report-per-clinician = Alertas por profesional clínico
alert-report-shown = Mostradas
alert-report-silent = Solo registradas
alert-report-not-closed = Siguió, no se cerró a tiempo
alert-report-acted-on = Con acción, de las que cerró una persona
alert-report-acted-on-share = { $part } de { $whole }
alert-report-median-closure = La mitad se cerró en
alert-report-link = Informe de alertas
alert-report-lead = Alertas de las últimas { $weeks } semanas. Si rara vez se actúa sobre una regla, eso es motivo para cambiarla.
alert-report-by-rule = Por regla
alert-report-empty = En este tiempo no se generó ninguna alerta.
alert-report-nobody = En este tiempo ninguna alerta llegó a nadie.
alert-report-none = ninguna
alert-report-median-acknowledgement = La mitad tuvo acuse de recibo en
alert-report-most-closure = Nueve de cada diez se cerraron en
alert-report-closure-explained = Los tiempos van desde el registro que entró hasta lo que hizo la persona. Lo que resolvió un registro no cuenta ni a favor ni en contra.

## Registros en los que se basa una alerta
alert-evidence-kind-administration = Aplicación
alert-evidence-kind-attendance = Asistencia
alert-evidence-kind-review = Revisión
alert-evidence-kind-episode = Episodio de atención
alert-evidence-kind-level-of-care-period = Nivel de atención
alert-evidence-kind-protocol = Protocolo de mediciones
alert-evidence-kind-record = Registro

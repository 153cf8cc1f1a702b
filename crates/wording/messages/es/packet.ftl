### El paquete de una revisión: en la página de su autor, en el PDF y en la línea de comandos. English: ../en/packet.ftl.

packet-variant-initial = Revisión inicial
packet-variant-concurrent = Revisión concurrente
packet-variant-peer-to-peer = Resumen para la conversación entre pares (peer-to-peer)
packet-variant-retrospective = Revisión retrospectiva
packet-variant-appeal-first = Apelación, primer nivel
packet-variant-appeal-second = Apelación, segundo nivel
packet-variant-external-review = Revisión externa

packet-section-status = Cómo está el paciente
packet-section-why-this-level = Por qué este nivel de atención
packet-section-why-not-lower = Por qué no bastaría un nivel inferior
packet-section-next-step = Lo que sigue
packet-section-precipitant = Qué llevó al paciente a recibir atención
packet-section-diagnoses = Diagnósticos
packet-section-history = Tratamiento anterior
packet-section-risk = Riesgo e incidentes
packet-section-function = Funcionamiento
packet-section-substance = Consumo de sustancias
packet-section-medications = Medicamentos
packet-section-medical = Condiciones médicas
packet-section-participation = Asistencia y participación
packet-section-goals = Metas del tratamiento
packet-section-plan-change = Qué cambió en el plan desde el { $day }
packet-section-barriers = Barreras
packet-section-environment = Hogar y personas de apoyo
packet-section-discharge = Plan de alta
packet-section-contact = Profesional clínico tratante

packet-title = { $variant } para { $payer }
packet-request = { $practice } solicita a { $payer } { $count ->
    [one] { $count } día
   *[other] { $count } días
} en el nivel «{ $level }» desde el { $day }.
packet-request-units = { $practice } solicita a { $payer } { $count } unidades ({ $unit }) en el nivel «{ $level }» desde el { $day }.
packet-request-open = { $practice } solicita a { $payer } el nivel «{ $level }» desde el { $day }.
packet-request-appeal = { $practice } solicita a { $payer } que revise su decisión del { $day } sobre el nivel «{ $level }».
packet-asked = Se solicita
packet-proposed = propuesto: los días habituales del pagador
packet-request-proposed = El número de días es una propuesta: los días habituales del pagador.
packet-asked-from = desde el { $day }
packet-criteria-missing = El perfil del pagador no nombra criterios, y el paquete sale sin ellos. Pregunte al pagador qué criterios usa y anótelos en su perfil.
packet-unsaid = Nadie ha dicho todavía lo que solo una persona puede decir. El paquete puede salir sin ello, y argumenta con menos:
packet-patient = Paciente
packet-born = Fecha de nacimiento
packet-member = Número de miembro
packet-authorization = Autorización
packet-program = Programa
packet-level = Nivel de atención
packet-codes = Códigos
packet-admitted = Ingreso
packet-admission-planned = Ingreso previsto
packet-criteria = Criterios
packet-data-until = Registros hasta
packet-for = Para
packet-none-on-record = ninguno en el expediente
packet-measures = Mediciones
packet-measures-lead = Todas las puntuaciones desde el ingreso, favorables o no.
packet-measures-column-scores = Todas las puntuaciones con su día
packet-measures-column-verdict = Cambio desde la línea de base
packet-score = { $points } el { $day } { $cites }
packet-weeks = Asistencia por semana
packet-weeks-column-week = Semana del
packet-weeks-column-pieces = Asistió
packet-weeks-column-hours = Horas
packet-weeks-column-records = Registros
packet-weeks-pieces = { $attended } de { $planned }
packet-weeks-hours = { $delivered } de { $planned }
packet-clauses = Los criterios del pagador, cláusula por cláusula
packet-clauses-column-clause = Cláusula, en palabras del pagador
packet-clauses-column-answer = Cómo se cumple
packet-dispute = La decisión que se disputa
packet-dispute-reason = Razón dada el { $day }: «{ $reason }»
packet-dispute-no-reason = La decisión del { $day } no da ninguna razón.
packet-dispute-reviewer = Revisor: { $reviewer }. Referencia: { $reference }.
packet-days = Día por día
packet-days-refused = { $service }, { $amount }, rechazado con { $code }
packet-days-column-day = Día
packet-days-column-standing = Lo que constaba ese día
packet-days-column-events = Qué ocurrió
packet-days-column-hours = Lo que se dio en este nivel
packet-days-nothing = No consta ningún incidente ni cambio.
packet-days-no-service = No consta ninguna
packet-days-standing = { $fact } ({ $age ->
    [0] ese día
    [one] { $age } día antes
   *[other] { $age } días antes
})
packet-determination = Nuestra propia determinación
packet-determination-line = { $outcome } Según los criterios del centro { $set }. { $cites }
packet-determination-rule = { $rule }: { $verdict }
packet-contradictions-shown = Lo que habla en contra de la solicitud, y nuestra respuesta
packet-contradiction-accepted = El autor lo acepta sin réplica.
packet-words-signed = { $author }, { $day }
packet-words-unsigned = { $author }, { $day }, sin firma de un profesional clínico
packet-words-unchanged = sin cambios desde el { $day }
packet-index = Evidencia por día
packet-index-lead = Cada número en el texto representa un registro de esta lista: su clase, los primeros caracteres de su id, versión, autor, hora de ingreso, y los primeros caracteres del hash de su contenido. El centro muestra los registros si se le solicitan. Las horas son las de { $zone }.
packet-index-brief = Los números son los de la evidencia por día, que está en la página del centro para este paquete y en su archivo para otros programas, bajo la instantánea indicada abajo.
packet-index-entry = { $number } · { $kind } { $id } v{ $version } · { $author }, { $at } · { $hash }
packet-index-entry-unknown = { $number } · { $kind } { $id } v{ $version }
packet-attestation = Declaración de quien firma
packet-attestation-words = He leído este paquete. Cada afirmación de hecho cita un registro del centro. No se omitieron puntuaciones, incidentes ni datos desfavorables.
packet-signed = Firmado: { $author }, { $at }
packet-footer-page = Página { $page } de { $pages }
packet-footer = Hecho el { $at } · registros hasta el { $until } · instantánea { $hash }
packet-confidential = Confidencial: solo para el destinatario nombrado aquí y solo para esta revisión.

packet-fact-dated = { $fact } ({ $day }).
packet-fact-dated-series = { $fact } ({ $count } registros, del { $first } al { $last }).
packet-fact-safety-reported = { $instrument }: { $count ->
    [one] se informó de { $entries } el { $last-day }
   *[other] se informó de { $entries } { $count } veces, la última el { $last-day }
}.
packet-fact-safety-not-reported = { $instrument } del { $day }: preguntado, no informado: { $entries }.
packet-fact-safety-open = { $instrument } del { $day }: no se sabe, porque no se respondió: { $entries }.
packet-fact-score = { $instrument }: { $points }.
packet-against-low-risk = Valoración del riesgo: { $level }.
packet-against-mild-score = La puntuación más reciente de { $instrument } es { $newest }, en una banda leve o inferior.
packet-against-worse-score = { $instrument } pasó de { $first } a { $newest }: más grave que al principio.
packet-against-attendance = El paciente faltó a { $missed } de { $planned } sesiones planificadas.
packet-against-participation = Participación: { $rating }.
packet-against-goals-met = Todas las metas del plan están alcanzadas.
packet-against-goal = Meta sin progreso: { $goal }
packet-against-screen = Una prueba de drogas no resultó como se esperaba.
packet-against-step-down = El paso a un nivel inferior estaba planificado para el { $target }, que ya pasó.
packet-against-carried = { $question }: las mismas palabras constan desde el { $since }.

packet-kind-administration = Puntuación
packet-kind-review-answer = Afirmación
packet-kind-criteria-clause = Cláusula
packet-kind-authorization = Autorización
packet-kind-authorization-determination = Decisión del pagador
packet-kind-authorization-request = Solicitud
packet-kind-determination = Determinación
packet-kind-diagnosis = Diagnóstico
packet-kind-medication = Medicamento
packet-kind-treatment-goal = Meta
packet-kind-discharge-appointment = Cita

packet-refused-unanswered = { $count ->
    [one] { $count } dato que habla en contra de la solicitud no está respondido. Respóndalo o acéptelo sin réplica; después entregue el paquete.
   *[other] { $count } datos que hablan en contra de la solicitud no están respondidos. Responda cada uno o acéptelo sin réplica; después entregue el paquete.
}
packet-refused-no-author = Nadie firma el paquete. Indique el autor con su credencial.
packet-refused-no-denial = No hay en el expediente ninguna denegación a la que una apelación pueda responder. Registre primero la decisión del pagador.
packet-refused-no-payer = No hay pagador registrado para { $day }: nadie sabe de quién serían los criterios, el número de miembro y los plazos. Registre primero la cobertura.
packet-refused-nothing = Ningún registro responde nada todavía: no hay nada que entregar. Registre primero respuestas a la revisión.
packet-refused-changed = No salió nada: hay registros que cambiaron desde que usted miró el expediente. Mírelo de nuevo abajo o en su página, y entréguelo entonces.

## La página de su autor
packet-heading = ¿Qué dice el paquete sobre { $patient }?
packet-lead = { $variant } para { $payer }. Las páginas se hacen de nuevo a partir de los registros cada vez que usted las mira; la entrega las conserva como están en ese momento.
packet-link = Paquete
packet-variant-choose = Variante
packet-show = Mostrar
packet-back = Volver a la revisión
packet-against-heading = ¿Qué habla en contra de la solicitud?
packet-against-lead = Un revisor encontrará estos datos. Responda cada uno o acéptelo sin réplica antes de entregar el paquete. La lista misma no sale del centro, salvo que usted elija otra cosa.
packet-against-none = Ningún registro habla en contra de la solicitud.
packet-against-words = Su respuesta
packet-against-answer = Guardar la respuesta
packet-against-accept = Aceptar sin réplica
packet-against-stands = Usted lo acepta sin réplica.
packet-against-answered = Su respuesta: { $words }
packet-saved = Está registrado.
packet-clauses-heading = ¿Qué cláusula de los criterios del pagador se cumple con qué?
packet-clauses-lead = Ingrese las cláusulas de { $criteria }, cada una como una cita breve. Solo vuelven a este pagador.
packet-clauses-criteria-unknown = los criterios que nombró el pagador
packet-clause-quotation = Cláusula, en palabras del pagador
packet-clause-argument = Cómo se cumple
packet-clause-rests-on = Se basa en las respuestas a
packet-clause-add = Agregar la cláusula
packet-clause-remove = Quitarla
packet-preview-heading = El paquete
packet-why = ¿Por qué?
packet-why-record = { $number }: { $kind } del { $day }, versión { $version }
packet-why-made = { $author }, { $at }
packet-release-heading = Entregar el paquete
packet-release-link = Entregar el paquete
packet-release-lead = { $variant } sobre { $patient } para { $payer }. Los bytes se conservan tal como salen.
packet-release-author = Autor, con credencial
packet-release-signed = Usted firma como { $author }.
packet-release-make = Firmar y entregar
packet-ground = Base
packet-ground-consent = { $basis }, por el consentimiento firmado el { $day } (…{ $id })
packet-left-out = Omitido por no hacer falta para esta decisión: { $sections }.
packet-release-no-birth-day = Sin la fecha de nacimiento; queda el número de miembro
packet-release-without = Omitir, por no hacer falta para esta decisión
packet-release-without-hint = Solo secciones en las que nada habla en contra de la solicitud; las puntuaciones, los incidentes y los hechos en contra quedan siempre. El paquete dice qué se omitió.
packet-release-initials = Iniciales en lugar del nombre
packet-release-determination = Con nuestra propia determinación
packet-release-contradictions = Con lo que habla en contra de la solicitud y lo que usted responde
packet-release-format = En qué forma
packet-release-pages = Páginas, como PDF
packet-release-html = Una página para un navegador o un lector de pantalla, como HTML
packet-release-data = Datos para otro programa, como JSON
packet-release-choices = Qué más se incluye
packet-release-again = El paquete ya se entregó antes
packet-released-line = { $variant }, firmado por { $author }, { $at }
packet-evidence = Evidencia por día
packet-unanswered-hint = La entrega espera hasta que cada dato de arriba esté respondido o aceptado sin réplica.

release-subject-review-packet = Paquete de revisión

## La línea de comandos
command-packet-draft = { $variant } para { $payer }: { $statements } afirmaciones de { $records } registros. No ha salido nada.
command-packet-open = no respondido
command-no-review = No hay ninguna revisión abierta con este número.
command-no-review-hint = Vea `throughline reviews --open`; una revisión se abre en el tablero.

### Revisión de utilización: el tablero, una revisión para un pagador, autorizaciones y cobertura. English: ../en/utilization_review.ftl.

## El tablero
board-heading = ¿Qué revisión sigue?
board-lead = Estancias que un pagador tiene que autorizar, por las horas que faltan para que el pagador deba tener la próxima solicitud.
board-empty = No hay nadie en atención en un nivel que autorice un pagador.
board-caption = Estancias, primero la más urgente
board-filter-bucket = Fecha límite
board-filter-level = Nivel
board-filter-payer = Pagador
board-filter-program = Programa
board-filter-review = Revisión
board-filter-all = Todos
board-filter-counted = { $words } ({ $count })
board-review-open = Hay una revisión abierta
board-review-not-opened = No hay ninguna revisión abierta
board-nothing-fits = Ninguna estancia cumple lo que eligió.
board-shown = { $count ->
    [one] Se muestra 1 estancia
   *[other] Se muestran { $count } estancias
}
board-everything = Todo en una página, para imprimir
board-column-payer = Pagador
board-column-due = Fecha límite
board-submit-by = Hay que solicitar a más tardar el { $day }
board-submit-late = Había que solicitar a más tardar el { $day }
board-submit-next-review = la fecha de revisión del pagador
board-others-pay = La autorización no cubre nada desde el { $day }: paga otro pagador. Solicite a ese, o, si ambos son un mismo pagador, escriba la otra clave en su perfil.
no-payer = No hay pagador registrado para { $day }: ninguna cobertura del paciente vale ese día. Las preguntas son las que los revisores hacen en general; no se muestran criterios, días ni plazos, pues nadie sabe de quién serían. Registre la cobertura, o corrija cuándo terminó: hasta entonces no sale ni el paquete ni la carta.
no-payer-record = Registrar una cobertura
call-no-new-information = Este pagador no admite información nueva al hablar con su médico: nombre solo lo que tuvo su revisor. Lo nuevo va con la apelación.
board-payer-none = Sin pagador registrado
board-column-ends = Con cobertura hasta
board-column-review = Revisión
board-column-missing = Lo que falta
board-column-money = En riesgo
board-money-unknown = Sin tarifa registrada
board-money-by-day-rate = según la tarifa en la página del pagador
board-money-by-contract = según la tarifa del contrato
board-money-uncovered = de esto, { $amount } se dieron sin autorización
board-hours = { $hours ->
    [one] queda { $hours } hora
   *[other] quedan { $hours } horas
}
board-expired = Sin cobertura desde el { $day }
board-none = No hay ninguna autorización registrada
board-notice = { $notice }: hasta { $due }
board-never-authorized = Nunca autorizada, sin cobertura desde el { $day }
board-units-end = { $used } de { $granted } unidades usadas, con autorización hasta el { $day }
board-denied-days = { $words }: del { $first } al { $last }
board-denied-since = { $words }: desde el { $first }
board-ready = { $answered } de { $required } preguntas obligatorias respondidas
board-open-review = Abrir una revisión
board-opened = La revisión está abierta.
review-bucket-past-due = Plazo vencido
review-bucket-appeal-filed = Denegada, con apelación presentada
review-bucket-today = Hoy
review-bucket-tomorrow = Mañana
review-bucket-later = Más adelante
review-bucket-none = Sin autorización
review-denial-not-appealed = Denegada, sin apelación presentada
review-denial-appeal-filed = Denegada, con apelación presentada

## Una revisión
utilization-review-heading = ¿Qué preguntará el pagador sobre { $patient }?
utilization-review-lead = Revisión: { $kind }. Nivel: { $level }. Fecha prevista: { $day }. Las preguntas van en el orden de { $payer }. Lo que cambió se cuenta desde el { $since }.
utilization-review-closed = Esta revisión está cerrada: la decisión del pagador está registrada.
utilization-review-pended-heading = El pagador quiere más antes de decidir
utilization-review-pended-asked = Pidió más información el { $at }
utilization-review-pended-no-limit = Las reglas de plazos no dicen hasta cuándo debe tenerla. Pregunte al pagador
utilization-review-pended-runs-on = Su plazo para decidir sigue corriendo: la pidió demasiado tarde para detenerlo, o ninguna regla lo detiene
utilization-review-pended-extended = Al pedir más información su plazo para decidir se prorrogó, y no espera la respuesta
utilization-review-pended-stands-still = Su plazo para decidir está detenido hasta que la tenga
utilization-review-pended-stands-still-at-latest = Su plazo para decidir está detenido hasta que la tenga, a más tardar hasta el { $at }
utilization-review-pended-went-on = Su plazo para decidir estuvo detenido hasta el { $at } y vuelve a correr
utilization-review-pended-begins-anew = Su plazo para decidir empieza de nuevo cuando la tenga
utilization-review-pended-begins-anew-at-latest = Su plazo para decidir empieza de nuevo cuando la tenga, a más tardar el { $at }
utilization-review-pended-began-anew = Su plazo para decidir empezó de nuevo el { $at }
utilization-review-missing-heading = Lo que falta
utilization-review-ready = Todo lo que exige este pagador está respondido.
utilization-review-counted = { $answered } de { $required } preguntas obligatorias respondidas; este pagador hace { $count } en total.
utilization-review-required = Obligatoria
utilization-review-lacks = Falta
utilization-review-missing = { $question }: { $why } { $action }
utilization-review-absent = todavía no hay respuesta.
utilization-review-stale = el dato más reciente tiene { $age ->
    [one] { $age } día
   *[other] { $age } días
}; este pagador acepta { $limit }.
utilization-review-carried = las mismas palabras constan desde el { $day }.
utilization-review-questions-heading = Preguntas
utilization-review-fact = { $fact } ({ $kind }, { $day })
review-source-administration = Cuestionario
utilization-review-no-fact = Ningún registro responde esto.
utilization-review-no-rating = Las respuestas a cuestionarios no son una valoración del riesgo: en esta estancia nadie lo ha valorado.
utilization-review-only-person = Solo una persona puede responder esto.
utilization-review-words = Su respuesta
utilization-review-new-words = Respuesta nueva, si ya no es así
utilization-review-sign-other = Alguien cambió estas palabras desde que usted las leyó. Léalas de nuevo y firme lo que consta ahora, o escriba las suyas.
utilization-review-words-by-person = { $words }: { $author }, { $day }
utilization-review-carried-note = Estas palabras constan sin cambios desde el { $day } y no cuentan como cambio.
utilization-review-save = Guardar las respuestas
utilization-review-saved = Las respuestas están registradas.
utilization-review-decision-link = Registrar la decisión
utilization-review-tasks-heading = Preguntas al profesional que trata
utilization-review-ask = Preguntar al profesional que trata
utilization-review-ask-whom = A quién
utilization-review-ask-questions = Preguntas, cuatro como máximo
utilization-review-ask-most = Elija al menos una pregunta y como máximo { $most }: más no se responden en dos minutos.
utilization-review-ask-due = Se responde antes de
utilization-review-asked = Las preguntas están en la página de tareas del profesional.
utilization-review-task-open = { $whom }, antes de { $at }: { $questions }
utilization-review-task-late = { $whom }, venció { $at }: { $questions }
utilization-review-task-done = Se preguntó a { $whom }; respondido el { $at }: { $questions }
utilization-review-task-withdraw = Retirar la pregunta
utilization-review-task-left = Alguien que dejó el equipo de atención
utilization-review-sign = Sigue siendo así: firmo estas palabras tal como están
utilization-review-withdraw = Retirar esta revisión
utilization-review-withdraw-hint = Para una revisión que no lleva a ninguna decisión, como la de un nivel que el paciente dejó. Lo que se respondió queda registrado; desde el tablero se puede abrir una revisión nueva.
utilization-review-withdraw-reason = Por qué no lleva a ninguna decisión
utilization-review-signed = Con firma
utilization-review-unsigned = Sin firma de un profesional clínico

## Datos recientes
refresh-heading = Pedir mediciones recientes
refresh-would-ask = Se pregunta a: { $respondent }. Formularios: { $instruments }.
refresh-ways = Por mensaje solo si hay consentimiento, y fuera de las horas de silencio; si no, el mensaje espera o no se envía nada, y esta página dice por qué. El quiosco y el papel no necesitan ni lo uno ni lo otro.
refresh-rated = Un profesional clínico califica { $instruments }: no se envía a nadie.
refresh-by-message = Actualizar los datos
refresh-at-kiosk = Mejor un código del quiosco
refresh-on-paper = Mejor en papel
refresh-check-ins-link = Elegir otros formularios
refresh-open = Preguntado y todavía sin respuesta
refresh-open-line = { $instruments } ({ $respondent }), desde el { $at }. { $state }.
refresh-done = El cuestionario está pedido. Cuando se responda, las respuestas aparecen en esta revisión.
refresh-problem-nothing = No se conoce ningún formulario que lo responda: ahora no hay ninguno previsto para este paciente y ninguno se respondió en esta estancia. Elija formularios en la página de cuestionarios, o pídalo en recepción.

## Lo que se necesita de un profesional clínico
needs-heading = ¿Qué necesitan de mí las revisiones?
needs-lead = Preguntas de quien coordina, datos que solo usted puede dar, palabras que esperan su firma, y puntuaciones de las dos últimas semanas que nadie vio.
needs-none = Nada espera por usted.
needs-review = Revisión para el { $day }
needs-notice = { $notice }: hasta { $due }
needs-asked = Se le pregunta, hasta { $at }: { $question }
needs-missing = { $question }: { $why }
needs-against = Sin respuesta, y habla en contra de la solicitud: { $fact }
needs-unsigned = Sin firma de un profesional clínico: { $question }
needs-score = { $instrument } del { $day } todavía no está revisado y firmado

## La llamada
call-link = Modo de llamada
call-heading = ¿Qué pregunta el pagador y cuál es la respuesta?
call-lead = { $count ->
    [one] { $count } pregunta
   *[other] { $count } preguntas
} en el orden de { $payer }, sobre { $patient }. Lo que decide el pagador se registra debajo, de una sola vez.
call-empty = El perfil de este pagador no pregunta nada. Escriba primero sus preguntas en el perfil.
call-none = Todavía no la responde ningún registro ni ninguna persona.
call-all = Ir a una pregunta
call-timer-heading = La llamada
call-begin = Empezar la llamada
call-not-begun = No hay ninguna llamada en curso. Sus minutos se cuentan desde que empieza hasta que termina.
call-going-on = Empezó el { $at }, hace { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
}.
call-ended = Del { $started } al { $ended }, { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
}
call-with = Con quién se habló
call-reference = Referencia de la llamada
call-notes = Notas
call-notes-other = Otra persona guardó otras notas de esta llamada desde que usted empezó: «{ $notes }». Las suyas están abajo y todavía no se guardaron. Reúna ambas y guárdelas.
call-save = Guardar respuestas y notas
call-end = Terminar la llamada
call-saved = Queda registrado.
call-kept-no-result = Sus respuestas y notas quedan registradas. El resultado todavía no: guárdelo abajo.
call-reach = Lo que está a mano durante la llamada
call-result = Lo que decidió el pagador
call-result-hint = Al guardar una sola vez se registran la decisión y su autorización y termina la llamada. Las respuestas y las notas se guardan con ella.
call-decided-hint = Si se deja vacío: el momento en que usted guarda.
call-minutes-hint = Si se deja vacío: los minutos de las llamadas.

## Siguientes acciones
review-action-complete-request = Complete la solicitud.
review-action-send-check-in = Envíe el cuestionario que está pendiente.
review-action-ask-clinician = Pregunte al profesional clínico tratante.
review-action-enter-record = Ingrese o importe el registro.
review-action-plan-discharge = Planifique el paso a un nivel inferior o una cita.
review-action-assess = Vea al paciente para esto.

## Preguntas de una revisión
review-question-request = Solicitud
review-question-diagnoses = Diagnósticos
review-question-precipitant = Qué llevó al paciente a recibir atención ahora
review-question-risk = Riesgo para sí y para otros
review-question-symptoms = Síntomas ahora en comparación con el ingreso
review-question-measures = Mediciones y su curso
review-question-mental-status = Estado mental
review-question-functioning = Funcionamiento
review-question-substance-use = Consumo de sustancias
review-question-medications = Medicamentos y qué cambió
review-question-medical = Condiciones médicas
review-question-treatment-history = Tratamiento anterior
review-question-supports = Personas de apoyo y familia
review-question-participation = Asistencia y participación
review-question-plan-change = Qué cambió en el plan
review-question-goal-progress = Progreso en cada meta
review-question-barriers = Barreras para el alta
review-question-recovery-environment = Dónde vive el paciente
review-question-skills-use = Habilidades usadas fuera del tratamiento
review-question-discharge-plan = Plan de alta
review-question-why-not-lower = Por qué no bastaría un nivel inferior
review-question-attending-contact = Profesional tratante y cuándo contactarlo
review-question-coordination = Coordinación con otros
review-question-dimensions = Dimensiones de los criterios del pagador

## Datos de los registros
review-fact-request = Se solicita: { $level }, { $units } ({ $unit }), del { $first } al { $last }.
review-fact-diagnosis-primary = Diagnóstico principal: { $code } (CIE-10-CM).
review-fact-diagnosis = Diagnóstico: { $code } (CIE-10-CM).
review-fact-risk = Valoración del riesgo por el profesional clínico: { $level }.
review-fact-incident = Incidente: { $kind }.
review-fact-score-once = { $instrument }: { $first } el { $first-day }, aplicado una vez.
review-fact-score = { $instrument }: { $first } el { $first-day }, ahora { $newest } ({ $newest-day }).
review-fact-result-once = { $instrument }: { $first } el { $first-day }, aplicado una vez.
review-fact-result = { $instrument }: { $first } el { $first-day }, ahora { $newest } ({ $newest-day }).
review-fact-functioning = Deterioro del funcionamiento: { $impairment }.
review-fact-supports = Apoyos: { $rating }.
review-fact-substance-use = Consumo de sustancias: { $substance }, { $kind }.
review-fact-drug-screen = Prueba de drogas: { $result }.
review-fact-medication = { $name } { $dose }, { $frequency }, desde el { $first }.
review-fact-medication-start = Se empezó { $name } el { $day }.
review-fact-medication-stop = Se suspendió { $name } el { $day }.
review-fact-medication-dose-increase = Se aumentó la dosis de { $name } el { $day }.
review-fact-medication-dose-decrease = Se redujo la dosis de { $name } el { $day }.
review-fact-prior-level = Intentado antes, desde el { $first }: { $level }, { $outcome }.
review-fact-prior-level-ended = Intentado antes, del { $first } al { $last }: { $level }, { $outcome }.
review-fact-attendance = Asistió a { $attended } de { $planned } sesiones planificadas.
review-fact-participation = Participación: { $rating }.
review-fact-plan-change = Cambio del plan de tratamiento: { $kind }.
review-fact-goal = Meta: { $goal }. No hay progreso registrado.
review-fact-goal-progress = Meta: { $goal }. Progreso: { $progress }.
review-fact-housing = La vivienda es segura: { $safe }.
review-fact-step-down = Paso a un nivel inferior planificado: { $level }, el { $target }.
review-fact-step-down-passed = El paso a un nivel inferior, { $level }, estaba planificado para el { $target }, que ya pasó.
review-fact-step-down-open = Paso a un nivel inferior planificado: { $level }, sin día.
review-fact-appointment = Cita con { $provider }, { $kind }, { $at }.
review-detail-clinician = Diagnóstico de { $clinician }.
review-detail-prescriber = Lo receta { $prescriber }.
review-detail-measure = Se mide por: { $measure }.
review-detail-baseline = Empezó en: { $baseline }.
review-detail-target = Por alcanzar: { $target }.
review-detail-target-day = Hasta el { $target-day }.
review-detail-interventions = Qué se hace: { $interventions }.

## Autorizaciones de un paciente
authorizations-heading = ¿Qué está autorizado para { $patient }?
authorizations-link = Autorizaciones
authorizations-lead = Lo que otorgaron los pagadores, y cuánto se ha usado según lo prestado. Hoy es { $day }.
authorizations-no-billed = Todavía no se ha facturado nada de este paciente: las unidades se cuentan por lo prestado.
authorizations-caption = Autorizaciones, primero la más reciente
authorizations-none = No hay ninguna autorización registrada.
authorizations-column-number = Número
authorizations-column-days = Días
authorizations-column-units = Unidades
authorizations-column-left = Quedan
authorizations-column-runs-out = Se agota
authorizations-days = del { $first } al { $last }
authorizations-used = usadas { $used } de { $granted }
authorizations-delivered-billed = { $delivered } prestadas, { $billed } facturadas
authorizations-over = { $over } más que las otorgadas
authorizations-left = quedan { $units }, { $days ->
    [one] { $days } día
   *[other] { $days } días
}
authorizations-over-days = { $units ->
    [0] Sus días terminaron
   *[other] Sus días terminaron; { $units } sin usar
}
authorizations-taken = Denegado después: { $days }
authorizations-none-left = { $units ->
    [0] No queda ningún día de lo otorgado
   *[other] No queda ningún día de lo otorgado; { $units } sin usar
}
authorizations-nothing-left = Denegado desde su primer día
authorizations-by-date = { $day }, por su último día
authorizations-by-count = { $day }, por unidades
authorizations-next-review = Próxima revisión: { $day }
authorizations-gaps-heading = Días sin autorización
authorizations-delivered-uncovered = Se prestó atención en { $count ->
    [one] { $count } día
   *[other] { $count } días
} sin autorización: { $days }.
authorizations-other-level = { $number }, una autorización para { $authorized }, cubre { $days }, pero la atención fue { $given }.
authorizations-other-payer = El pagador de la autorización { $number }, { $payer }, no es el de la cobertura en { $days }. Pregunte a quien paga esos días, o corrija la cobertura. Si ambos son un mismo pagador, escriba la otra clave en su perfil (also_known_as).
authorizations-gap-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
} de la estancia sin autorización.
authorizations-decisions-heading = Decisiones de los pagadores
authorizations-decisions-caption = Decisiones, primero la más reciente
authorizations-decisions-none = No hay ninguna decisión registrada.
authorizations-column-decided = Fecha de la decisión
authorizations-column-outcome = Decisión
authorizations-column-asked = Se solicitó
authorizations-column-reason = Razón dada
authorizations-unbilled = { $count } prestadas y sin facturar
authorizations-mismatches = { $count ->
    [one] Una línea está facturada en otra unidad y no se cuenta: corrija su unidad, o nombre la autorización que concede esa unidad
   *[other] { $count } líneas están facturadas en otra unidad y no se cuentan: corrija su unidad, o nombre la autorización que concede esa unidad
}
authorizations-rate = { $units } en { $days ->
    [one] el último día
   *[other] los últimos { $days } días
}
unit-sources = Contado según { $sources }
unit-source-care = la atención prestada
unit-source-lists = listas de unidades facturadas
unit-source-claims = reclamaciones que constan
authorizations-days-more = y { $count } más
authorizations-clustering-heading = Cuándo se mide
authorizations-clustering = { $count } de { $all } días de medición caen en el último día cubierto de una autorización o en los dos anteriores; repartidos por igual serían { $expected }. Un pagador pregunta por mediciones que solo se hacen cuando termina una autorización.
authorizations-overlaps-heading = Días que cubren dos autorizaciones
authorizations-overlap = { $first } y { $second }: { $days }. Las unidades de estos días cuentan para la que empieza primero; compruebe si las dos son válidas.
authorizations-overlap-levels = Son de niveles de atención distintos: una de ellas está equivocada, o no se terminó el paso de una a otra.
authorizations-requests-heading = Solicitudes
authorizations-requests-caption = Solicitudes, primero la más reciente
authorizations-asked-granted = Concedidas { $granted } de { $asked } solicitadas ({ $unit }); { $days } de { $whole } días.
authorizations-asked-granted-days = Concedidos { $granted } de { $asked } días solicitados.
authorizations-request-waits = Sin decisión todavía
authorizations-no-coverage-heading = ¿Para qué días no hay cobertura registrada?
authorizations-no-coverage-authorized = { $count ->
    [one] Un día autorizado no tiene ninguna cobertura que valga: { $days }.
   *[other] { $count } días autorizados no tienen ninguna cobertura que valga: { $days }.
}
authorizations-no-coverage-delivered = { $count ->
    [one] Se atendió un día en el que no vale ninguna cobertura: { $days }.
   *[other] Se atendió { $count } días en los que no vale ninguna cobertura: { $days }.
}
authorizations-no-coverage-do = Una autorización no paga por quien no está cubierto. Pregunte al pagador si la cobertura terminó, registre la que vale en su lugar y vuelva a pedir esos días si paga otro.
authorizations-after-the-fact = Desde { $first } nadie pidió una autorización. Todavía puede pedirse hasta: { $due }.
board-no-coverage = Sin cobertura registrada desde { $day }
authorizations-owed = El pagador debe su decisión hasta { $due }
authorizations-owed-unknown = Las reglas de plazos no tienen ningún límite para esta decisión de este pagador. Pregunte al pagador cuál es y añádalo a las reglas
authorizations-owed-no-coverage = Hasta cuándo tiene que decidir el pagador depende de quién financia el plan y en qué estado. Complete la cobertura
authorizations-column-asked-at = Solicitada el
authorizations-column-kind = Tipo
authorizations-reviews-heading = Revisiones abiertas
authorizations-review = { $kind }, { $level }, para el { $day }
planned-heading = Ingreso previsto
planned-line = { $program }, previsto para el { $day }. Hasta el ingreso nadie lo cuenta como estancia.
planned-stay = { $program }, previsto para el { $day }
planned-review = Abrir la revisión de la primera solicitud
planned-add = Planear un ingreso, para consultar antes al pagador
planned-change = Cambiar el plan
planned-hint = Lo que se solicita, decide y autoriza antes pertenece a la estancia en cuanto el paciente ingresa en este programa.
planned-program = Programa
planned-day = Día previsto
planned-which = Qué plan
planned-save = Guardar el plan
planned-withdraw = Ya no está previsto
planned-withdraw-save = Retirar el plan
planned-list-heading = ¿Quién está por ingresar?
planned-list-lead = Ingresos previstos que aún no se han llevado a cabo, primero el del día más próximo. El estado es el de lo que se solicitó al pagador.
planned-list-link = Ingresos previstos
planned-list-none = No hay ningún ingreso previsto.
planned-list-caption = Ingresos previstos, primero el más próximo
planned-list-column-request = Solicitud
planned-list-column-step = Próximo paso
planned-list-no-payer = No consta ninguna cobertura para este día
planned-list-review = Revisión abierta
planned-list-shown = { $count ->
    [one] Se muestra 1 ingreso previsto
   *[other] Se muestran { $count } ingresos previstos
}
planned-request-not-asked = Aún no solicitado
planned-request-waiting = En manos del pagador
planned-request-more-wanted = El pagador pide más información
planned-request-granted = Autorizado, en todo o en parte
planned-request-denied = Denegado
planned-step-settle = El día previsto ya pasó: ingrese al paciente, o cambie o retire el plan
planned-step-record-payer = Registrar quién paga
planned-step-open-review = Abrir la revisión de la primera solicitud
planned-step-ask = Consultar al pagador y registrar la solicitud
planned-step-await-decision = Registrar la decisión cuando llegue
planned-step-supply = Dar al pagador lo que pide
planned-step-answer-denial = Responder a la denegación
planned-step-admit = Ingresar al paciente
authorizations-mend-link = Corregir o retirar
authorizations-mend-heading = ¿Qué se anotó mal?
authorizations-mend-lead = Lo que se retira queda en el historial con la razón, y se registra de nuevo como debe ser. Una decisión se lleva consigo lo que concedió y vuelve a abrir su revisión.
authorizations-mend-reason = Por qué se retira
authorizations-mend-save = Retirarlo
authorizations-mend-end = Terminar la cobertura
authorizations-mend-end-hint = El último día en que paga.
authorizations-denial-link = Qué se hace al respecto
authorizations-no-reason = No se dio ninguna
authorizations-coverage-heading = Cobertura
authorizations-coverage-caption = Cobertura
authorizations-coverage-none = No está registrado quién paga.
authorizations-column-payer = Pagador
authorizations-column-rank = Orden de pago
authorizations-column-member = Número de miembro
authorizations-column-funding = Financiación
authorizations-saved = Está registrado.

## Formularios
coverage-new-heading = ¿Quién paga por { $patient }?
coverage-payer = Pagador
coverage-plan = Plan, como está en la tarjeta
coverage-rank = En qué orden paga
coverage-funding = De dónde viene el dinero del plan
coverage-state = Estado del plan (EE. UU.)
coverage-state-hint = Dos letras mayúsculas; déjelo vacío si no se sabe.
coverage-state-unknown = No hay ningún estado, distrito ni territorio con estas letras. Ponga sus dos letras, como NY, o deje el campo vacío.
coverage-member = Número de miembro
coverage-relation = Relación del paciente con el suscriptor
coverage-subscriber = Suscriptor, si no es el paciente
coverage-first = Desde
coverage-last = Hasta
coverage-save = Guardar la cobertura
coverage-add = Agregar cobertura
request-new-heading = ¿Qué se solicita para { $patient }?
request-new-lead = El paquete de la revisión solicita lo que está aquí, y la decisión del pagador lo responde.
request-units = Unidades solicitadas
request-save = Guardar la solicitud
request-add = Registrar una solicitud
authorizations-requests-none = No hay ninguna solicitud registrada.
decision-request = La solicitud que responde
decision-request-hint = Déjelo vacío si lo que se solicitó no está registrado.
decision-new-heading = ¿Qué decidió el pagador sobre { $patient }?
decision-new-lead = Al guardar una vez se registran la decisión y la autorización que otorga. Deje vacíos el número y las unidades si no se otorgó nada.
decision-episode = Episodio de atención
decision-outcome = Decisión
decision-stage = Cómo se llegó a ella
decision-day = Fecha de la decisión
decision-asked-at = Se pidió al pagador el
decision-asked-after-decided = Se pidió antes de que se decidiera. Revise los dos momentos.
decision-decided-in-future = Está en el futuro.
decision-asked-hint = Con ello se cuenta el tiempo hasta la decisión. Necesita el pagador y el nivel de abajo. Déjelo vacío si la solicitud ya consta.
decision-urgent = Urgencia
decision-urgent-yes = La solicitud era urgente
decision-first = Se solicitó desde
decision-last = Se solicitó hasta
decision-reviewer = Revisor del pagador
decision-reference = Referencia del pagador
decision-reason = Razón en las propias palabras del pagador
decision-minutes = Minutos dedicados
decision-granted-heading = Lo que se otorga
decision-payer = Pagador
decision-number = Número de autorización
decision-level = Nivel de atención
decision-unit = Unidad
decision-units = Unidades otorgadas
decision-granted-first = Primer día cubierto
decision-granted-last = Último día cubierto
decision-next-review = Próxima revisión
decision-codes = Códigos
decision-provider = Para qué proveedor (NPI), si el pagador nombra uno
decision-save = Guardar la decisión
decision-add = Registrar una decisión
decision-grant-needed = Una aprobación necesita pagador, número, nivel, unidad, unidades, y primer y último día cubierto.
decision-grant-impossible = Esta decisión no otorga nada: deje vacía la parte de abajo, o elija una aprobación.
decision-problem-too-many-units = { $units } unidades no caben en { $days } días. Corrija las unidades o los días, o elija la unidad que corresponde.
decision-problem-no-units = Faltan las unidades: otorgar nada es una denegación.
decision-problem-overlap = Días de esta autorización ya están cubiertos por { $others }. Corrija los días, o diga abajo que ambas valen: las unidades de esos días cuentan para la que empieza primero.
decision-overlap = Días que cubren dos autorizaciones
decision-overlap-yes = Ambas valen; anotar esta de todos modos
decision-problem-approved-in-part = { $days ->
    [one] No se concede un día que se solicitó: { $first }. Elija «Aprobada en parte», para que ese día pueda apelarse, o corrija los días.
   *[other] No se conceden { $days } días que se solicitaron, entre el { $first } y el { $last }. Elija «Aprobada en parte», para que puedan apelarse, o corrija los días.
}
decision-problem-fewer-units = Se conceden { $units } de las { $asked } unidades que se solicitaron. Elija «Aprobada en parte», o corrija las unidades.
decision-problem-grants-all = Se concede todo lo que se solicitó. Elija «Aprobada», o corrija los días y las unidades.
decision-on-appeal = La decisión sobre la apelación se registra con la apelación, día por día
decision-problem-too-long = Una autorización cubre a lo sumo un año; estos son { $days } días. Corrija los días, o registre cada año como una autorización propia.
decision-problem-before-admission = El primer día cubierto es anterior al ingreso del { $admitted }. Corrija el día, o elija el episodio de atención al que pertenecen los días.
decision-problem-after-discharge = El primer día es posterior al alta del { $discharged }. Elija el episodio de atención al que pertenecen los días.
decision-problem-review-outside = La próxima revisión debe estar entre el { $first } y el día después del { $last }. Corrija su día, o déjelo vacío si el pagador no nombró ninguno.
decision-problem-last-before-first = El último día es anterior al primero. Corrija el que esté mal.

## Códigos
request-kind-initial = Inicial
request-kind-concurrent = Concurrente
request-kind-retrospective = Retrospectiva
determination-approved = Aprobada
determination-partial = Aprobada en parte
determination-pended = En espera
determination-denied = Denegada
decision-stage-first-review = Primera revisión
decision-stage-peer-to-peer = Entre pares (peer-to-peer)
decision-stage-appeal = Apelación
decision-stage-claim = Sobre una reclamación
unit-day = Días
unit-visit = Visitas
unit-hour = Horas
unit-quarter-hour = Cuartos de hora
coverage-rank-primary = Primera
coverage-rank-secondary = Segunda
coverage-rank-tertiary = Tercera
funding-self-funded = Autofinanciado por el empleador
funding-insured = Asegurado
funding-marketplace = Mercado de Seguros
funding-medicare = Medicare
funding-medicare-advantage = Medicare Advantage
funding-medicaid = Medicaid
funding-medicaid-managed-care = Medicaid de atención administrada
funding-chip = Programa de Seguro Médico para Niños
funding-government = Otra fuente del gobierno
funding-unknown = No se sabe
relation-self = El paciente es el suscriptor
relation-spouse = Cónyuge
relation-child = Hijo o hija
relation-other = Otra
supplied-heading = ¿Cuándo tuvo el pagador lo que quería?
supplied-lead = Pidió más información el { $at }. Desde el momento en que lo tiene todo corre su plazo para decidir.
supplied-at = El pagador lo tuvo
supplied-save = Guardar
supplied-on = Se entregó el { $at }
supplied-by = Hay que entregarlo a más tardar: { $due }
supplied-link = Decir cuándo se entregó

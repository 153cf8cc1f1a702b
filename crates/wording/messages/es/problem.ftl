### Qué falló, dónde, y qué hacer después. Un problema nombra posiciones e ids, nunca respuestas de un paciente ante quien no puede verlas. English: ../en/problem.ftl.

problem-heading = ¿Qué lo impide?
problem-where = { $instrument }: { $problem }

## Respuestas extrañas
problem-unknown-item = No hay un ítem «{ $key }» en este instrumento. La respuesta no se tomó. Revise la asignación de columnas del archivo o la versión del formulario.
problem-duplicate-item = El ítem { $item } llegó dos veces. La respuesta posterior ocupó el lugar de la anterior. Compare con el formulario.
problem-not-offered = El ítem { $item } tiene la respuesta { $value }, que el formulario no ofrece. Cuenta como no respondido. Compare con el formulario y corríjalo.
problem-not-a-special-option = El ítem { $item } está marcado como «no quiso responder» o «no corresponde», que el formulario no ofrece. Cuenta como no respondido. Compare con el formulario.
problem-unreadable = La respuesta al ítem { $item } no es un número entero. Cuenta como no respondido. Compare con el formulario y corríjalo.
problem-answered-though-skipped = El ítem { $item } se respondió, aunque el formulario lo salta después de las respuestas anteriores. La respuesta cuenta. Compare con el formulario.
problem-total-differs = Llegó un total de { $given } para «{ $scale }», pero las respuestas dan { $computed }. Se muestra la puntuación calculada y se conservan las dos. Pregunte al remitente qué formulario se usó.
problem-total-cannot-be-compared = Llegó un total de { $given } para «{ $scale }», pero las respuestas no dan una puntuación con la que compararlo. Pida al remitente las respuestas que faltan.

## Puntuaciones que no se pueden calcular
unscorable-too-many-missing =
    { $count ->
        [one] { $instrument } no tiene puntuación: no se respondió { $items }, y { $allowed ->
            [0] no puede faltar ninguno
            [one] solo puede faltar { $allowed }
           *[other] solo pueden faltar { $allowed }
        }. Pregunte al paciente por el ítem que falta y corrija la aplicación.
       *[other] { $instrument } no tiene puntuación: no se respondieron { $items }, y { $allowed ->
            [0] no puede faltar ninguno
            [one] solo puede faltar { $allowed }
           *[other] solo pueden faltar { $allowed }
        }. Pregunte al paciente por los ítems que faltan y corrija la aplicación.
    }
unscorable-undetermined = { $instrument } no tiene puntuación: no se sabe un dato que su fórmula necesita (un ítem, el sexo o la edad). Agregue el dato que falta al expediente del paciente.
unscorable-not-administered = { $instrument } no tiene puntuación: no se respondió ni un ítem. Aplique el instrumento otra vez si está pendiente.
unscorable-out-of-range = { $instrument } no tiene puntuación: { $value } está fuera de su rango. Revise el total que llegó, o avise a un administrador de que la definición puede estar equivocada.
unscorable-short-too-many-missing = falta: { $items }; se permite que falten: { $allowed }
unscorable-short-undetermined = no se sabe un dato que la fórmula necesita
unscorable-unfinished = { $instrument } no tiene puntuación: el formulario no se terminó. Pregunte al paciente por lo que quedó abierto y corrija la aplicación.
unscorable-not-told = { $instrument } no tiene puntuación. Abra la aplicación: ahí consta por qué.
unscorable-short-not-administered = no se respondió ni un ítem
unscorable-short-unfinished = el formulario no se terminó
unscorable-short-not-told = la aplicación dice por qué
unscorable-short-out-of-range = { $value } está fuera del rango

## Registros de atención que se contradicen
care-future = En el futuro ({ $what }): el { $day } es posterior al { $today }. Revise el día.
care-before-birth = Antes del nacimiento ({ $what }): el { $day } es anterior al { $birth-day }. Revise los dos días.
care-backwards = Termina antes de empezar ({ $what }): el { $last } es anterior al { $first }. Revise los dos días.
care-outside-episode = Fuera de su episodio de atención ({ $what }), que empezó el { $admitted }. Revise los días, o elija otro episodio.
care-birth-too-early = La fecha de nacimiento { $birth-day } es anterior a 1900. Revise el año.
care-empty = Falta un dato ({ $what }). Complételo.
care-later = En el futuro ({ $what }): { $at } es posterior a { $now }. Revise el día y la hora.
care-too-much = Valor demasiado alto ({ $what }): no puede ser más de { $most }. Revise el número.
care-too-few = Valor demasiado bajo ({ $what }): no puede ser menos de { $least }. Revise el número.
care-too-early = Demasiado pronto ({ $what }): el { $day } es anterior al { $earliest }. Revise los dos días.
care-contradiction = Dos datos se contradicen: { $what } y { $with }. Corrija uno de los dos.
field-admission = ingreso
field-discharge = alta
field-birth-day = fecha de nacimiento
field-record-number = número de expediente
field-family-name = apellido
field-program-code = código del programa
field-program-name = nombre del programa
field-clinician-code = código del profesional clínico
field-clinician-name = nombre del profesional clínico
field-episode-of-care = episodio de atención
field-level-of-care-period = período en el nivel de atención
field-administration = aplicación
field-diagnosis = diagnóstico
field-care-team = lugar en el equipo de atención
field-attendance = asistencia
field-planned-minutes = minutos planificados
field-delivered-minutes = minutos prestados
field-participation-rating = valoración de la participación
field-function-rating = valoración del funcionamiento
field-goal-progress = progreso hacia una meta
field-goal = meta
field-treatment-plan-change = cambio del plan de tratamiento
field-answer-to-non-response = respuesta a la falta de mejoría
field-medication-change = cambio de medicación
field-medication = medicamento
field-risk-rating = valoración del riesgo
field-incident = incidente
field-medical-status = estado médico
field-substance-use = consumo de una sustancia
field-report-of-abstinence = reporte de abstinencia
field-drug-screen = prueba de drogas
field-drug-screen-result = resultado de la prueba de drogas
field-unexpected-substances = sustancias inesperadas
field-housing = vivienda
field-supports = personas de apoyo
field-prior-level-of-care = nivel de atención intentado antes
field-external-level-of-care-result = resultado de una herramienta de nivel de atención
field-external-level = nivel que dio la herramienta
field-clinician-statement = declaración del profesional clínico
field-step-down-plan = plan de paso a un nivel inferior
field-planned-step-down = paso planificado a un nivel inferior
field-appointment = cita
field-billed-units = unidades facturadas
field-consent = consentimiento
field-day-rate = tarifa por día
field-contract-rate = tarifa de contrato
field-certification = certificación
field-order = orden
field-level-or-number-of-a-limited-benefit = nivel o número de un beneficio limitado
field-paper = documento del expediente
field-provider-credential = días en la red
field-exclusion-check = consulta de la lista de personas excluidas
field-documentation = documentación
field-dose = dosis
field-member-id = número de afiliado
field-nature-of-the-emergency = naturaleza de la emergencia
field-payer = pagador
field-personnel = personal médico
field-provider = proveedor
field-recipient = destinatario
field-scope-of-the-consent = alcance del consentimiento
field-state = estado
field-statement-of-the-goal = enunciado de la meta
field-subscriber = titular de la póliza
field-two-capital-letters = forma de dos letras mayúsculas
field-units = unidades
field-coverage = cobertura
field-authorization = autorización
field-service-note = nota de un servicio
field-day-of-posting = día del registro
field-charge = cargo
field-quoted-benefit = beneficio informado
field-share-of-the-patient = parte del paciente
field-single-case-agreement = acuerdo de caso individual
field-agreed-amount = monto acordado
field-payment-of-a-patient = pago de un paciente
field-write-off = monto dado de baja
field-amount-taken-off = monto dado de baja
field-claim-number = número de reclamación
field-amount-paid = monto pagado
field-account = número de cuenta
field-planned-visit = visita planificada
field-days-ahead = días de anticipación
field-service = servicio
field-start-of-the-service = inicio del servicio
field-end-of-the-service = fin del servicio
field-times-of-the-service = horas del servicio
field-minutes-of-the-service = minutos del servicio
field-day-of-the-service = día del servicio
field-signature = firma
field-second-signature = segunda firma
field-size-of-the-group = tamaño del grupo
field-group = grupo
field-part-about-the-patient = parte sobre el paciente

## Páginas y solicitudes
problem-not-found-heading = ¿Adónde fue esta página?
problem-not-found = No hay nada en esta dirección. Revise la dirección, o vuelva a sus pacientes a cargo.
problem-not-allowed-heading = ¿Puede usted ver esto?
problem-not-allowed = Su rol no incluye esta página. Pídala a un administrador si la necesita para su trabajo.
problem-form-expired = Este formulario estuvo abierto demasiado tiempo para ser seguro. Lo que ingresó se muestra abajo: revíselo y guárdelo otra vez.
problem-too-many-attempts = Demasiados intentos de iniciar sesión. Espere { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    } y pruebe otra vez.
problem-unavailable-heading = ¿Qué ocurrió?
problem-unavailable = El programa no pudo hacer esto, y no se cambió nada. Pruebe otra vez en un minuto. Si vuelve a ocurrir, dé este número a su administrador: { $request }
problem-changed-meanwhile = Otra persona cambió este registro mientras usted trabajaba en él. Mire la versión nueva y haga su cambio otra vez.
problem-field-count =
    { $count ->
        [one] Un dato necesita su atención
       *[other] { $count } datos necesitan su atención
    }

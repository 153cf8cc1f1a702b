### La auditoría: quién vio y cambió qué. English: ../en/audit.ftl.

audit-heading = ¿Quién vio o cambió qué?
audit-empty = Ninguna operación coincide. Amplíe el filtro.
audit-column-when = Cuándo
audit-column-who = Quién
audit-column-action = Acción
audit-column-purpose = Finalidad
audit-column-patients = Pacientes
audit-column-outcome = Resultado
audit-actor-system = El programa
audit-actor-operator = Operador { $account }
purpose-treatment = Tratamiento
purpose-operations = Operaciones
purpose-payment = Pago
purpose-stated-reason = Motivo declarado: { $reason }
purpose-maintenance = Mantenimiento

## Filtro y páginas
audit-lead = Aquí está cada consulta de un registro y cada cambio, primero lo más reciente. Las filas no se pueden cambiar; una cadena de sellos lo muestra si alguien lo intenta.
audit-filter-person = Persona
audit-filter-everybody = Todas las personas
audit-filter-patient = Número de expediente o id de un paciente
audit-filter-unreadable = Número de expediente o id de un paciente: ningún expediente lo tiene. Revíselo letra por letra, o copie el id de la columna de pacientes.
audit-filter-action = Acción
audit-filter-everything = Todo
audit-filter-from = Desde
audit-filter-to = Hasta
audit-rows =
    { $count ->
        [one] { $count } operación
       *[other] { $count } operaciones
    }
audit-newest = Volver a lo más reciente
audit-of-patient = Solo lo que tocó el expediente { $record }.
audit-show-all = Mostrar todo
audit-more-patients =
    { $count ->
        [one] { $count } paciente
       *[other] { $count } pacientes
    }
audit-patient-open = Abrir el expediente
audit-batch = Importación { $batch }
audit-request = Solicitud { $request }
audit-outcome-done = Hecho
audit-outcome-failed = No terminado
audit-outcome-refused = No permitido
audit-refused-for = No permitido: { $reason }
audit-refused-not-in-care-team = no está en el equipo de atención
audit-refused-wrong-password = la contraseña actual no era correcta

## La cadena de sellos
audit-check = Comprobar la cadena
audit-check-heading = ¿Está íntegra la cadena de la auditoría?
audit-check-holds = Sí. Ninguna fila sellada se cambió ni se quitó.
audit-check-broken = No. Se cambiaron o se quitaron filas después de sellarlas. Avise a quien opera este servidor, y deje la base de datos y sus copias de seguridad como están.
audit-check-sealed = Filas selladas comprobadas
audit-check-unsealed = Filas que esperan su sello
audit-check-unsealed-explained = Están atrasadas, no dañadas: el sello llega en minutos.
audit-check-head = Último sello
audit-check-head-explained = Anótelo fuera de este sistema. Con él se puede mostrar más tarde que nada anterior se cambió.
audit-check-broken-caption = Lugares que no están íntegros
audit-check-column-first = Del número
audit-check-column-last = Al número
audit-check-column-problem = Qué está mal
audit-check-seal-missing-caption = Filas sin sello que no lo esperan: se quitó, o las filas se introdujeron a escondidas
audit-check-waiting-caption = Filas que esperan su sello
audit-check-column-from = Escritas desde
audit-check-column-until = Escritas hasta
audit-check-column-rows = Filas
audit-broken-changed = Cambiada después del sello
audit-broken-row-missing = Fila quitada
audit-broken-seal-missing = Sello quitado

## Qué se hizo
audit-action-add-clinician = Agregó un profesional clínico
audit-action-add-diagnosis = Agregó un diagnóstico
audit-action-add-person = Agregó una persona que inicia sesión
audit-action-add-program = Agregó un programa
audit-action-admit = Ingresó a un paciente
audit-action-change-level = Cambió el nivel de atención
audit-action-change-password = Cambió su propia contraseña
audit-action-change-treating = Cambió quién trata con un acceso
audit-action-change-roles = Cambió roles
audit-action-clear-sessions = Quitó sesiones terminadas
audit-action-correct-administration = Corrigió una aplicación
audit-action-correct-patient = Corrigió un paciente
audit-action-disable-person = Deshabilitó o habilitó un acceso
audit-action-discharge = Dio de alta a un paciente
audit-action-enable-recalled-values = Habilitó valores de memoria
audit-action-gather-report = Reunió un informe
audit-action-join-care-team = Agregó a un equipo de atención
audit-action-withdraw-registered = Retiró un registro de inscripción
audit-action-move-registered = Trasladó un registro de inscripción
audit-action-end-membership = Terminó un puesto en un equipo de atención
audit-action-move-care-fact = Pasó un registro a otro paciente
audit-action-link-patients = Unió expedientes o deshizo una unión
audit-action-list-people = Vio la lista de personas que inician sesión
audit-action-list-programs = Vio la lista de programas
audit-action-list-releases = Vio la lista de lo que salió del centro
audit-action-move-administration = Pasó una aplicación a otro paciente
audit-action-record-administration = Registró una aplicación
audit-action-register-patient = Inscribió a un paciente
audit-action-release = Entregó algo fuera del centro
audit-action-reset-person = Dio una contraseña y un código nuevos
audit-action-sign-in = Inició sesión
audit-action-sign-in-failed = No logró entrar
audit-action-sign-out = Cerró sesión
audit-action-state-reason = Declaró un motivo
audit-action-answer-review = Respondió preguntas de una revisión
audit-action-ask-clinician = Pidió a un profesional clínico respuestas para una revisión
audit-action-open-review = Abrió una revisión nueva para un pagador
audit-action-record-authorization-request = Registró una solicitud de autorización
audit-action-record-coverage = Registró una cobertura
audit-action-record-decision = Registró la decisión de un pagador
audit-action-save-deadline-rules = Cambió las reglas de plazos
audit-action-save-payer = Cambió el perfil de un pagador
audit-action-view-authorizations = Vio autorizaciones
audit-action-view-deadline-rules = Vio las reglas de plazos
audit-action-view-payers = Vio los pagadores
audit-action-view-review = Vio una revisión
audit-action-view-administration = Abrió una aplicación
audit-action-view-alerts = Abrió la bandeja de alertas
audit-action-view-alert = Abrió una alerta
audit-action-show-alerts = Vio alertas en una pantalla
audit-action-acknowledge-alert = Acusó recibo de una alerta
audit-action-hand-over-alert = Traspasó una alerta
audit-action-put-protocol = Puso en vigor un protocolo de medición
audit-action-put-warning-rules = Puso en vigor números de las señales de advertencia
audit-action-review-score = Revisó una puntuación
audit-action-view-adherence = Vio el cumplimiento
audit-action-view-due-list = Vio lo que está pendiente
audit-action-view-protocol = Vio el protocolo
audit-action-post-claims = Tomó un archivo de reclamaciones, pagos o respuestas
audit-action-view-books = Vio reclamaciones y pagos
audit-action-list-payments = Vio la lista de pagos
audit-action-match-claim = Dijo de qué reclamación habla la decisión de un pagador
audit-action-release-payment = Determinó que un pago retenido es dinero aparte
audit-action-view-denials = Vio la cola de denegaciones
audit-action-view-denial = Abrió una línea rechazada
audit-action-take-denial-step = Dio un paso sobre una línea rechazada
audit-action-correct-claim = Escribió una reclamación corregida
audit-action-view-payment = Abrió un pago
audit-action-view-key-figures = Vio las cifras clave de la facturación
audit-action-assess-billing = Vio la evaluación de la facturación
audit-action-say-exposure = Confirmó o descartó una exposición
audit-action-release-assessment = Preparó una evaluación de la facturación para entregar
audit-action-view-score-reviews = Vio las revisiones de una puntuación
audit-action-view-warning-rules = Vio las reglas de las señales de advertencia
audit-action-set-on-call = Nombró a quien está de guardia
audit-action-close-alert = Cerró una alerta
audit-action-view-alert-report = Abrió el informe de alertas
audit-action-judge = Evaluó registros de nuevo
audit-action-fit-expected-courses = Ajustó cursos esperados
audit-action-import-expected-courses = Tomó cursos esperados de un archivo
audit-action-view-alert-policy = Consultó cuánto esperan las alertas
audit-action-put-alert-policy = Puso en vigor cuánto esperan las alertas
audit-action-mark-to-judge = Marcó pacientes para evaluarlos de nuevo
audit-action-escalate-alerts = Revisó las alertas abiertas
audit-action-escalate-alert = Escaló una alerta
audit-action-view-audit = Abrió la auditoría
audit-action-view-caseload = Abrió los pacientes a cargo
audit-action-view-document = Abrió un documento entregado
audit-action-view-patient = Abrió un paciente
audit-action-withdraw-recalled-values = Retiró el permiso de usar valores de memoria
audit-action-void-administration = Retiró una aplicación

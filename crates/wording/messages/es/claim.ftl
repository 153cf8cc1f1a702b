### Reclamaciones y dinero: qué fue de las reclamaciones, qué espera a una persona. English: ../en/claim.ftl. Los valores son códigos, números de
### reclamaciones y montos, nunca nombres de pacientes.

## Qué fue de una reclamación
claim-status-paid = Pagada
claim-status-partial = Denegada en parte
claim-status-denied = Denegada
claim-status-secondary = Por un segundo pagador
claim-status-never-remitted = Sin respuesta

## El resumen de una conciliación
reconcile-claims = Reclamaciones { $claims }, cargos { $charge }. Con respuesta { $remitted }, pagado { $paid }.
reconcile-payments = Pagos { $count }, en total { $amount }. Junto a las reclamaciones { $elsewhere }.
reconcile-status = Qué fue de ellas
reconcile-refused = Denegado al principio
reconcile-payers = Pagado, por pagador
reconcile-levels = Con respuesta, por nivel de atención
reconcile-level-unknown = No se sabe
reconcile-count = Reclamaciones
reconcile-charge = Cargos
reconcile-paid = Pagado
reconcile-code = Motivo
reconcile-unknown-reason = No está en nuestra tabla
reconcile-look = Para revisar
reconcile-rejected =
    { $count ->
        [one] Una reclamación fue rechazada antes de que algún pagador decidiera. Arréglela y envíela otra vez: no está denegada.
       *[other] { $count } reclamaciones fueron rechazadas antes de que algún pagador decidiera. Arréglelas y envíelas otra vez: no están denegadas.
    }
reconcile-queue =
    { $count ->
        [one] Una decisión, con { $amount }, no corresponde con certeza a ninguna reclamación. No está en ninguna cifra de arriba.
       *[other] { $count } decisiones, con { $amount }, no corresponden con certeza a ninguna reclamación. No están en ninguna cifra de arriba.
    }
reconcile-held =
    { $count ->
        [one] Un pago puede ser dinero que trajo otro archivo. No está en ninguna cifra de arriba.
       *[other] { $count } pagos pueden ser dinero que trajeron otros archivos. No están en ninguna cifra de arriba.
    }
reconcile-unbalanced-payments =
    { $count ->
        [one] Un pago difiere de sus reclamaciones y de lo que está junto a ellas.
       *[other] { $count } pagos difieren de sus reclamaciones y de lo que está junto a ellas.
    }
reconcile-accounts =
    { $count ->
        [one] Una reclamación no cuadra según las propias cifras del pagador, o se respondió de una manera poco común: { $claims }.
       *[other] { $count } reclamaciones no cuadran según las propias cifras de los pagadores, o se respondieron de una manera poco común: { $claims }.
    }
reconcile-two-kinds =
    { $count ->
        [one] Un número de reclamación se usó para una factura profesional y una institucional. Su cargo cuenta una sola vez; los pagadores responden solo por número.
       *[other] { $count } números de reclamación se usaron para una factura profesional y una institucional. Sus cargos cuentan una sola vez; los pagadores responden solo por número.
    }
reconcile-and-more = y { $count } más
reconcile-file-problems =
    { $count ->
        [one] { $file }: un problema. «throughline x12 inspect» dice dónde está y qué hacer.
       *[other] { $file }: { $count } problemas. «throughline x12 inspect» dice dónde están y qué hacer.
    }
reconcile-file-empty = { $file } no contiene reclamaciones, pagos ni respuestas. Revise si se escogió el archivo correcto.
reconcile-no-files = Indique al menos un archivo, con --claims, --remits o --answers.
reconcile-reasons-wrong = { $file } no es una tabla de motivos: { $reason }

## Qué no se entendió en un archivo
claim-file-amount-too-large = Un monto pasa de diez mil millones de dólares. Cuenta como cero.
claim-file-units = «{ $value }» no es un número de unidades. Cuenta como uno.
claim-file-units-empty = Falta un número de unidades. Cuenta como uno.
claim-file-days = «{ $value }» no es un día ni un período del calendario. Se dejó fuera.
claim-file-days-empty = Falta un día que hace falta. Se dejó fuera.
claim-file-diagnosis = «{ $value }» no es un código ICD-10-CM. Se dejó fuera.
claim-file-diagnosis-empty = Un diagnóstico no tiene código. Se dejó fuera.
claim-file-group = «{ $value }» no es un grupo de ajustes. Su monto no es ni del paciente ni del proveedor.
claim-file-group-empty = Un ajuste no nombra ningún grupo. Su monto no es ni del paciente ni del proveedor.
claim-file-status = «{ $value }» no es un estado de una decisión. Solo las líneas dicen qué se decidió.
claim-file-status-empty = Una decisión no tiene estado. Solo las líneas dicen qué se decidió.
claim-file-no-coverage-answer = El pagador no dice si la cobertura está activa (sus motivos: «{ $value }»). La respuesta se omitió.
claim-file-no-coverage-answer-empty = El pagador no dice si la cobertura está activa ni da motivo. La respuesta se omitió.
claim-file-nobodys-coverage = La respuesta sobre la cobertura no es de nadie registrado: número de afiliado, día de nacimiento y apellido no llevan a ningún paciente. Se omitió.
claim-file-review-not-used = Una solicitud de autorización o la respuesta a ella (X12 278) no se usa. Anote lo concedido en la página de autorizaciones del paciente, o tráigalo como tabla de autorizaciones.
claim-file-amount = { $value } no es un monto de dinero. La reclamación o el pago en que está no se registra: pida al remitente un archivo corregido, y registre ese.
claim-file-unbalanced = Las cifras no cuadran en { $value }. Se registran como están y quedan señaladas: pregunte al remitente.
claim-file-repeats = { $value } ya apareció antes en este archivo. Nada se registra dos veces: revise que el archivo no se haya juntado dos veces.
claim-file-format = El archivo rompe su formato en { $value }. Lo que se entendió queda registrado; lea el archivo en la página de reclamaciones para saber qué hacer.
claim-file-no-trace = El pago no tiene número de rastreo, así que no se puede reconocer el mismo pago en otro archivo.
claim-file-cut-payment = El archivo termina dentro de este pago. Se conserva y no se contabiliza: pida el archivo completo a quien lo envió.
claim-file-cut = El archivo termina dentro de una transacción. Lo anterior se leyó: pida el archivo completo a quien lo envió.
claim-file-foreign = Se pasaron por alto bytes que no pertenecen a ningún intercambio: { $value }.

## Importar reclamaciones y pagos
command-import-claims-dry-run = Un archivo de reclamaciones o pagos no se puede probar sin tomarlo: { $file }. Quite --dry-run, o concilie el archivo: eso no guarda nada.
command-import-payments-held =
    { $count ->
        [one] Un pago puede ser dinero que ya llegó, o está cortado. Se conserva y no se contabiliza.
       *[other] { $count } pagos pueden ser dinero que ya llegó, o están cortados. Se conservan y no se contabilizan.
    }

## La página de reclamaciones
claims-heading = ¿Qué fue de nuestras reclamaciones?
claims-lead = Según lo primero que dijeron los pagadores sobre cada reclamación. El dinero que llegó o se revirtió después está en las sumas.
claims-empty = Todavía no hay ninguna reclamación ni ningún pago registrado. Para empezar, lea un archivo de su cámara de compensación (clearinghouse) o de un pagador.
claims-read-file = Leer un archivo
claims-column-status = Qué fue de ella
claims-column-action = Qué se suele hacer
claims-column-refused = Denegado
claims-column-given-back = Número que volvió
claims-column-match = ¿Qué reclamación es?
claims-column-trace = Cheque o transferencia
claims-column-amount = Monto
claims-column-why = Por qué espera
claims-column-decide = Decidir
claims-column-claim = Reclamación
claims-column-patient = Debe el paciente
claims-column-written-off = Descontado según el contrato
claims-column-next = Por qué, y qué sigue
claims-reasons-version = Tabla de motivos { $version }
claims-queue-heading = ¿A qué reclamación se refiere el pagador?
claims-queue-lead = Estas decisiones no corresponden con certeza a ninguna reclamación. Su dinero no está en ninguna suma de abajo hasta que usted diga a qué reclamación se refieren.
claims-match-claim = Reclamación { $number }
claims-match-other = Otra reclamación
claims-match-save = Vincular
claims-match-none = Ninguna de las nuestras
claims-match-undo = Deshacer esto
claims-match-about = { $choice }: { $number }
claims-set-aside = Ninguna de las nuestras
claims-confidence = { $confidence } de cien
claims-held-heading = ¿Es este dinero aparte?
claims-release = Contabilizarlo
claims-rejected-heading = Rechazadas en la entrada
claims-rejected-lead = Ningún pagador ha decidido sobre estas reclamaciones. Arréglelas y envíelas otra vez a tiempo: no están denegadas.
claims-answers-heading = Respuestas, una por una
claims-answer-file = Archivo, grupo { $number }
claims-answer-next = Qué hacer
claims-answer-accepted = Nada: espere la decisión del pagador.
claims-answer-rejected = Corríjala y envíela de nuevo a tiempo.
claims-answer-received = Espere la siguiente respuesta.
claims-answer-file-accepted = Nada: espere las respuestas sobre sus reclamaciones.
claims-answer-file-rejected = Ninguna de sus reclamaciones se aceptó. Corrija el archivo y envíelo de nuevo.
claims-posted-new = Nuevo: reclamaciones, pagos y respuestas
claims-posted-known = Ya estaba
claims-posted-joined = Reclamaciones nuevas que tienen su paciente
claims-posted-batch = El archivo entre las importaciones
claim-turned-away-day = Respuesta del { $day }:
claim-turned-away-file = Su archivo entero fue rechazado en la entrada.
claim-turned-away-file-by = Último día para presentarla según el perfil del pagador: { $day }.
claim-turned-away-next = Ningún pagador ha decidido sobre ella, así que no está denegada. Arréglela y envíela otra vez a tiempo.
claims-read-problem-times = { $count } veces; esta es la primera
claims-read-kinds-more = Clases de problemas que no se muestran: { $count }
claims-rejected-why = Por qué, y el código tal como llegó
claims-read-deadline = hasta el { $day }
rejection-unprocessable = No se pudo procesar de ningún modo
rejection-missing = Le falta algo
rejection-invalid = Algo en ella no es válido
rejection-mismatch = Dos cosas en ella no concuerdan
rejection-other = Rechazada; el código no dice más aquí
claims-unusual-heading = Para revisar
claims-unusual-lead = Las propias cifras de los pagadores para estas reclamaciones no cuadran, o las reclamaciones se respondieron de una manera poco común.
claims-done-posted = El archivo está contabilizado.
claims-done-before = El mismo archivo ya se había contabilizado. No cambió nada.
claims-done-matched = Se guardó lo que usted indicó. Las sumas se hicieron de nuevo.
claims-done-released = El pago está contabilizado.

## Leer un archivo antes de contabilizarlo
claims-file-heading = ¿Qué archivo quiere leer?
claims-file-lead = Reclamaciones, pagos o respuestas en X12, tal como los envía su cámara de compensación (clearinghouse) o un pagador. Primero se lee; no se contabiliza nada antes de que usted lo diga.
claims-file-hint = Hasta { $megabytes } MB.
claims-read = Leerlo
claims-post = Contabilizar este archivo
claims-read-heading = ¿Qué dice este archivo?
claims-read-lead = { $file }. Todavía no se ha contabilizado nada.
claims-read-empty = Este archivo no contiene reclamaciones, pagos ni respuestas. No hay nada que contabilizar.
claims-read-before = El mismo archivo ya se había contabilizado. Contabilizarlo otra vez no cambia nada.
claims-read-claims = Reclamaciones
claims-read-claims-of =
    { $count ->
        [one] Una reclamación, cargo { $charge }
       *[other] { $count } reclamaciones, cargos { $charge }
    }
claims-read-covered = Respuestas: cobertura activa
claims-read-not-covered = Respuestas: cobertura no activa
claims-read-payments = Pagos
claims-read-payments-of =
    { $count ->
        [one] Un pago de { $amount }, decisiones sobre reclamaciones: { $decisions }
       *[other] { $count } pagos, { $amount } en total, decisiones sobre reclamaciones: { $decisions }
    }
claims-read-repeated =
    { $count ->
        [one] Un pago está dos veces en este archivo (mismo pagador, número y día) y se asienta una vez.
       *[other] { $count } pagos están dos veces en este archivo (mismo pagador, número y día) y se asientan una vez.
    }
claims-read-cut =
    { $count ->
        [one] Uno más está cortado: se guarda, no se asienta y no está en ninguna suma.
       *[other] { $count } más están cortados: se guardan, no se asientan y no están en ninguna suma.
    }
claims-read-claim-payer = A
claims-read-claim-fine = nada
claims-read-payment = { $payer } paga { $amount } el { $day } ({ $trace })
claims-read-decisions = Decisiones de { $trace }
claims-read-unbalanced = El pago difiere en { $amount } de sus reclamaciones y de lo que está junto a ellas. Pregunte al pagador antes de contabilizarlo.
claims-read-beside = Junto a las reclamaciones: { $amount }. Ese dinero es una reversión, intereses o un saldo de otro pago.
claims-read-more = Se muestran { $shown } de { $count } decisiones. Todas se contabilizan.
claims-read-problems = No se entendió
claims-decision-unbalanced = Las cifras del pagador para esta reclamación dejan { $amount } sin explicar.
claims-elsewhere = { $amount } se liquida en otra parte, casi siempre por un pagador anterior.
claims-lines =
    { $count ->
        [one] una línea
       *[other] { $count } líneas
    }
claims-next-bill-patient = Facture la parte del paciente.

## En qué queda la decisión de un pagador
decision-outcome-accepted = Aceptada
decision-outcome-refused-in-part = Denegada en parte
decision-outcome-refused = Denegada
decision-outcome-taken-back = Revertida
decision-outcome-no-money = No se mueve dinero

## Qué se suele hacer ante una denegación
usual-action-corrected-claim = Enviar una reclamación corregida
usual-action-appeal = Apelar
usual-action-records = Enviar el expediente
usual-action-rebill = Facturar a los pagadores en su orden
usual-action-bill-patient = Facturar al paciente, cuando está permitido
usual-action-review = Revisarla primero

## Por qué dato se encontró una reclamación
match-basis-payer-control = Por el número del pagador
match-basis-claim-number = Por nuestro número
match-basis-altered-number = Por nuestro número, cortado o cambiado
match-basis-line-numbers = Por los números de las líneas
match-basis-member-and-service = Por miembro, día y procedimiento
match-basis-person = Por una persona

## Por qué espera un pago
why-held-sent-again = El mismo pago llegó en otro archivo.
why-held-control-reused = Los mismos números de control llegaron con otro contenido.
why-held-incomplete = El archivo terminó dentro de este pago.
why-held-gave-way = El archivo terminó dentro de este pago; otra parte más completa llegó en otro archivo y está asentada.

## Qué dice una respuesta sobre una reclamación
acknowledgment-accepted = Aceptada en la entrada
acknowledgment-rejected = Rechazada en la entrada
acknowledgment-received = Recibida, sin decidir

## Pagos
payments-heading = ¿Qué pagaron los pagadores, y está explicado?
payments-lead = Un pago está explicado cuando es la suma de lo que se paga por sus reclamaciones, menos lo que está al lado de ellas.
payments-link = Pagos
payments-empty = Todavía no hay ningún pago en el registro.
payments-count =
    { $all ->
        [one] { $count } de un pago
       *[other] { $count } de { $all } pagos
    }
payments-no-trace = sin número
payments-column-day = Día
payments-column-decisions = Decisiones
payments-column-state = ¿Explicado?
payments-explained = Explicado
payments-held = Guardado, sin asentar
payments-differs = Difiere en { $amount }
payment-heading = ¿Qué dice este pago?
payment-held = Este pago está guardado y no asentado.
payment-balance = ¿Cuadra?
payment-column-what = Qué
payment-claims = Pagado por reclamaciones
payment-difference = Sin explicar
payment-amount = El pago
payment-decisions = Reclamaciones en él
payment-unmatched =
    { $count ->
        [one] Una decisión no encaja con certeza en ninguna reclamación. Diga de cuál trata:
       *[other] { $count } decisiones no encajan con certeza en ninguna reclamación. Diga de cuáles tratan:
    }

## Dinero que no es de ninguna reclamación
provider-adjustment-wo = Un pago en exceso que se retira, o se aparta para retirarlo
provider-adjustment-fb = Un saldo de otro pago o para otro
provider-adjustment-72 = Una devolución acordada
provider-adjustment-l6 = Intereses
provider-adjustment-le = Un embargo
provider-adjustment-other = Otro motivo

## La lista de trabajo de facturas retenidas
held-heading = ¿Con qué factura retenida empezamos?
held-link = Facturas retenidas
held-lead = Facturas que retiene una regla incumplida, por orden. Se revisaron: { $count }. El orden dice dónde mirar primero; no es la probabilidad de una auditoría. Lo que un pagador recibió queda fuera: solo se puede corregir o retirar.
held-empty = Ninguna factura está retenida.
unjoined-link = Reclamaciones sin paciente
unjoined-heading = ¿De quién son estas reclamaciones?
unjoined-lead = No corresponden con certeza a ningún paciente: { $count } de { $all } reclamaciones. Nadie se une solo por un nombre, ni en contra de una fecha de nacimiento. Muchas a la vez llegan con un archivo de equivalencias: número de cuenta y número de expediente, en la página Importaciones.
unjoined-empty = Toda reclamación registrada tiene su paciente.
unjoined-billed = Facturada para
unjoined-born = Nacimiento
held-of-nobody = Facturas que no corresponden con certeza a ningún paciente: { $count }. Para ellas no se saben las reglas sobre el paciente.
claims-shown = { $count } de { $all }
held-filter-role = Quién lo corrige
held-filter-all-roles = Todos
held-filter-which = Facturas
held-undecided = Que ningún pagador tiene todavía
held-with-payer = También las que un pagador tiene
held-since = El pagador la tiene desde el { $day }.
held-sent = El pagador la tiene.
held-too-late = Nada retiene lo que un pagador ya tiene: envíe una corrección o un retiro. Si faltaba un consentimiento según 42 CFR Parte 2, avise a cumplimiento: la divulgación ya ocurrió.
held-with-decided = También las que un pagador tiene o decidió
held-role = { $role } ({ $count })
held-column-rank = Orden
held-column-why = Reglas que no cumple, quién lo corrige y cómo
held-decided = Un pagador decidió.

## Answers to requests for authorizations (278)
review-answers-heading = Respuestas a solicitudes de autorización
review-answers-lead = Nada de esto se contabiliza. Abra el registro de la decisión con lo que dice el archivo ya puesto, compárelo con lo que se pidió y guárdelo.
review-answer-member = Miembro
review-answer-decision = Qué se decidió
review-answer-days = Días de los que habla
review-answer-number = Número { $number }
review-answer-units =
    { $count ->
        [one] Un día o visita
       *[other] { $count } días o visitas
    }
review-answer-reasons = Códigos de sus motivos: { $codes }
review-answer-record = Registrarla
review-answer-by-utilization-review = La registra revisión de utilización.
review-answer-nobody = No hay nadie registrado con este número de miembro y esta fecha de nacimiento o este nombre. Registre primero la cobertura y lea el archivo otra vez.
review-answer-reference = 278, intercambio { $control }
review-verdict-granted = Concedido como se pidió
review-verdict-in-part = Concedido en parte, o de otro modo que como se pidió
review-verdict-refused = No concedido
review-verdict-pended = Todavía sin decidir
review-verdict-call = El pagador quiere que lo llamen
review-verdict-not-needed = No hace falta autorización
review-verdict-turned-away = Rechazada: nadie decidió
review-verdict-unknown = Un código que no está en nuestra tabla
review-next-call = Llame al pagador y registre lo que decida.
review-next-not-needed = Guarde la respuesta con la reclamación; aquí no hay nada que registrar.
review-next-turned-away = Corrija lo que nombran los códigos y pida otra vez.
review-next-unknown = Pregunte al pagador qué decidió y regístrelo.

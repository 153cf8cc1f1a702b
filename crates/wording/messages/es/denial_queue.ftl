### La cola de denegaciones: qué líneas rechazadas se trabajan, qué se puede esperar de cada una y qué se hizo. Los valores son códigos, números de
### reclamaciones e importes, nunca nombres de pacientes.

## La cola
denials-heading = ¿En qué línea rechazada trabajamos primero?
denials-lead = Cada línea que un pagador rechazó y sobre la que nadie decidió otra cosa desde entonces, primero aquella de la que más se espera: lo que vale, por la frecuencia con que aquí se ganaron rechazos así. A { $day }.
denials-lead-history = De los tipos de los que se decidieron de nuevo menos de { $needed } no se muestra ninguna proporción. El orden acerca a la mitad lo que resultó de ellos, así que una línea de un tipo sin historial está a la mitad de lo que vale.
denials-appeal-open = Se prepara la apelación
denials-upheld = La denegación se mantuvo el { $day }: vuelve a ser nuestra
denials-rejected = No se aceptó: ningún pagador decide sobre ella. Corrija y envíe de nuevo
denials-empty = No queda ninguna línea rechazada.
denials-empty-filter = Ninguna línea rechazada cumple este filtro.
denials-count =
    { $all ->
        [one] { $count } de una línea rechazada
       *[other] { $count } de { $all } líneas rechazadas
    }
denials-filter-category = Clase
denials-filter-payer = Pagador
denials-filter-worked = Trabajo
denials-filter-order = Primero
denials-filter-all = Todas
denials-filter-open = Aún no se hizo nada
denials-filter-done = Se hizo algo, o dadas de baja
denials-filter-asked = Bajas que esperan aprobación
denials-filter-standing = Todas menos las dadas de baja
denials-order-value = Lo que más se espera
denials-order-deadline = El plazo más próximo
denials-column-claim = Reclamación
denials-column-why = Por qué se rechaza
denials-column-expected = Se espera
denials-column-deadline = Último día
denials-column-effort = Esfuerzo
denials-column-next = Próximo paso o estado
denials-line = línea { $line }
denials-whole = reclamación entera
denials-worth = vale { $amount }
denials-no-loss = nada: no es una pérdida
denials-worth-unknown = valor desconocido
denials-refused = rechazado { $amount }
denials-own-history = ganadas { $won } de { $decided } ({ $low } a { $high } %)
denials-no-history =
    { $decided ->
        [0] muy pocas decididas de nuevo para decir cuántas se ganaron: 0; se muestra a partir de { $needed }; hasta entonces la cola la ordena por la mitad de lo que vale
       *[other] muy pocas decididas de nuevo para decir cuántas se ganaron: { $decided }; se muestra a partir de { $needed }; hasta entonces la cola la ordena por lo que resultó de ellas, acercado a la mitad de lo que vale
    }
denials-late = fuera de plazo desde { $day }
denials-no-deadline = desconocido
denials-deadline-days =
    { $days ->
        [0] hoy
        [one] en un día
       *[other] en { $days } días
    }
denials-on-file = Autorización archivada, no en la reclamación
denials-granted-otherwise = La autorización { $number } está archivada para otro nivel: { $level }
denials-granted-by-another = La autorización { $number } está archivada de otro pagador: { $level }
denials-open = Trabajarla
denials-open-about = Trabajar la reclamación { $number }
denials-link = Cola de denegaciones

## Un rechazo
refusal-heading = ¿Qué hacemos con este rechazo?
refusal-lead = Reclamación { $number }, { $line }, { $payer }. Decidido el { $day }.
refusal-why = Por qué se rechazó
refusal-reason = Motivo
refusal-remark = Observación
refusal-remark-unknown = no está en nuestra tabla
refusal-official = La lista dice: { $text } ({ $source })
refusal-kind = Clase
refusal-preventable = Se habría podido evitar
refusal-recoverable = Se recupera
refusal-usual = Qué se suele hacer
refusal-service = Servicio
refusal-service-day = Día del servicio
refusal-charged = Facturado
refusal-expected = Se espera
refusal-deadline = Último día
refusal-deadline-source = { $payer }, regla { $rule } ({ $source }), { $checked }
refusal-deadline-for = quién apela: { $appellant }; { $source }
refusal-deadline-verified = comprobado con dos fuentes
refusal-deadline-unknown = Desconocido: ninguna cobertura del paciente nombra al pagador, o su perfil y las reglas registradas no dicen nada de lo que hay que hacer.
refusal-authorizations = Autorización en la reclamación
refusal-authorization-none = ninguna
refusal-steps = Qué se hizo
refusal-steps-none = Nada todavía.
refusal-step-by = { $name }, { $at }
refusal-step-approved = aprobado por { $name }
refusal-actions = Qué se puede hacer
refusal-on-file-heading = La autorización está archivada y no en la reclamación
refusal-on-file-lead = La autorización { $number } de nuestros registros cubre el día, y la reclamación se envió sin ella. Eso pide una reclamación corregida, no una apelación. Sale como reemplazo de lo que el pagador conoce como { $control }, para el pago, a { $payer }.
refusal-on-file-button = Entregar la reclamación corregida
refusal-on-file-reason = Reclamación enviada sin su autorización
refusal-correct-heading = Reclamación corregida
refusal-correct-lead = La reclamación como se envió, con lo que estaba mal corregido, como reemplazo de lo que el pagador conoce.
refusal-correct-out = Una reclamación corregida salió el { $day }, y el pagador tiene que responderla. Una segunda de la misma versión la desharía: abra el paso de nuevo solo si aquella no llegó o no se aceptó.
refusal-correct-link = Corregir la reclamación
refusal-elsewhere-heading = Corregida en el sistema de facturación
refusal-elsewhere-lead = Lo que el formulario de arriba no puede corregir, corríjalo en el sistema que envió la reclamación. Después registre aquí que se envió la reclamación corregida.
refusal-elsewhere-reason = ¿Qué se corrigió y cuándo se envió?
refusal-elsewhere-save = Registrar que se envió
refusal-appeal-heading = Apelación
refusal-appeal-lead = La apelación de esta estancia trata de ese día. Allí están el aviso, los plazos, los papeles y la carta.
refusal-appeal-link = Abrir la apelación
refusal-appeal-takes-none = El pagador no admite apelación de esta línea ({ $remark }). Envíe una reclamación corregida.
refusal-appeal-open-lead = Abre la apelación para la estancia, con esta línea y su día en disputa. Allí están el aviso, los plazos, los papeles, el expediente y la carta; nada sale antes de que usted lo entregue.
refusal-appeal-with = Responder también en la misma carta
refusal-appeal-with-hint = Rechazadas por la misma razón y el mismo pagador, en la misma estancia.
refusal-appeal-other = { $day }: { $service }, { $amount }, reclamación { $number }
refusal-appeal-open = Abrir una apelación
refusal-appeal-opened = Una apelación responde a esta línea. Allí están el aviso, los plazos, los papeles y la carta.
refusal-records-heading = Registros
refusal-records-lead = Diga que se están reuniendo los registros que pidió el pagador.
refusal-records-save = Se están reuniendo los registros
refusal-write-off-heading = Darla de baja
refusal-write-off-lead = { $amount } sale de los libros. Queda en el registro con motivo y quien lo aprobó.
refusal-write-off-reason = Por qué
refusal-write-off-approver = Aprobado por usted, { $name }. El nombre queda con el registro.
refusal-write-off-save = Darla de baja
refusal-write-off-asks = Por encima de { $limit } nadie da de baja a solas: esto lo pide y otra persona lo aprueba.
refusal-write-off-ask = Pedir la baja
refusal-write-off-asked-by = { $name } la pide: { $reason }
refusal-write-off-approves = Lo aprueba usted, { $name }. El nombre queda en el registro.
refusal-write-off-approve = Aprobar la baja
refusal-write-off-refuse = No aprobarla
refusal-write-off-withdraw = Retirar la petición
refusal-write-off-own = Usted la pidió. Por encima de { $limit } la aprueba otra persona.
refusal-write-off-not-approved = la baja no se aprobó
refusal-write-off-withdrawn = quien pidió la baja retiró la petición
refusal-reopen-heading = Abrir de nuevo
refusal-reopen-lead = El último paso ya no vale.
refusal-reopen-reason = ¿Por qué está abierta de nuevo?
refusal-reopen-save = Abrirla de nuevo
refusal-done-step = El paso queda guardado.

## Una reclamación corregida
correct-heading = ¿Qué hay que corregir?
correct-lead = La reclamación { $number } sale como se envió, con este cambio, como reemplazo de { $control }. Lo que se escribe se vuelve a leer y se compara antes de salir.
correct-authorization = Número de la autorización
correct-authorization-hint = Si queda vacío, la reclamación conserva lo que tiene.
correct-modifiers = Modificadores de la línea rechazada
correct-modifiers-hint = Dos letras o cifras cada uno, separados por espacios; cuatro como máximo.
correct-diagnoses = Diagnósticos de la reclamación
correct-diagnoses-hint = Todos, primero el principal, separados por espacios. Las líneas los señalan por su lugar.
correct-member = Número de afiliado
correct-member-hint = Como está en una cobertura de este paciente. Uno nuevo se registra antes allí.
correct-units = Unidades de la línea rechazada
correct-units-hint = Un número mayor que cero; un punto va delante de lo que es menos de una unidad entera. El importe facturado queda como se envió.
correct-held-reason = Por qué puede salir aunque haya reglas que la retienen
correct-held-reason-hint = Queda registrado junto a la reclamación, con su nombre y las reglas.
correct-else = Todo lo demás, corríjalo en el sistema de facturación; después registre que se envió:
correct-release = Entregar la reclamación corregida
correct-refused-no-patient = Nadie puede decir de quién es esta reclamación: ni el número de registro ni el número de afiliado con día de nacimiento y nombre llevan a un paciente. Registre antes al paciente o su cobertura.
correct-refused-not-in-file = El archivo con que se envió esta reclamación no se guarda aquí: se asentó antes de que se guardaran los archivos. Corrija la reclamación en el sistema que la envió y registre después en la página del rechazo que se envió.
correct-refused-no-payer-control = No se conoce el número del pagador para esta reclamación. Un reemplazo tiene que nombrarlo.
correct-refused-no-bill = No consta ninguna factura a este pagador: otro pagador le pasó la reclamación. Lo que decidió no se puede contestar con una reclamación que fue a otro; escriba al pagador.
correct-refused-nothing-stands = Ninguna decisión de un pagador sobre esta reclamación sigue en pie: lo pagado se recuperó, o nadie ha decidido todavía. No hay nada que retirar.
correct-refused-already-voided = La anulación de esta reclamación ya salió para este pagador, con el número que el pagador le dio. Una segunda no retiraría nada más.
correct-refused-already-corrected = Ya salió una reclamación corregida sobre esta decisión. Una segunda de la misma versión la desharía. Lea antes el archivo de la reclamación corregida en la página de reclamaciones, o reabra el paso con un motivo.
correct-refused-held = Hay reglas que retienen la reclamación tal como saldría. Lo que debería ser y qué hacer: { $rules } Corrija lo que nombran: los registros están en la página de la reclamación. Si aun así puede salir, diga por qué.
correct-refused-nothing-changed = Nada cambia: la reclamación ya tiene esto.
correct-refused-would-lose = La reclamación se envió con un segmento { $segment } que se perdería. Corríjala en el sistema que la envió y registre después en la página del rechazo que se envió.
correct-refused-unwritable = La reclamación no se puede escribir como pide su guía ({ $what }). Corríjala en el sistema que la envió y registre después en la página del rechazo que se envió.

## Códigos
refusal-preventable-front-end = antes de la admisión o en ella
refusal-preventable-mid-cycle = durante la atención
refusal-preventable-billing = al facturar
refusal-preventable-no = no por nosotros
refusal-recoverable-high = a menudo
refusal-recoverable-medium = a veces
refusal-recoverable-low = rara vez
refusal-recoverable-none = no es una pérdida
refusal-effort-little = poco
refusal-effort-some = algo
refusal-effort-much = mucho
refusal-step-corrected-claim = Reclamación corregida entregada
refusal-step-corrected-elsewhere = Reclamación corregida enviada por el sistema de facturación
refusal-step-appeal = Apelado
refusal-step-records = Se reúnen los registros
refusal-step-write-off-asked = Baja pedida; otra persona la aprueba
refusal-step-write-off = Dada de baja
refusal-step-reopened = Abierta de nuevo

## Lo que sale
release-subject-corrected-claim = Reclamación corregida
release-subject-void-claim = Anulación de una reclamación
release-subject-billing-assessment = Evaluación de la facturación
assessment-released-before = Lo que se entregó antes
assessment-released-patients = Pacientes

## On what a claim leaves, and what came back about it
footing-free = Ningún programa bajo 42 CFR Part 2 tiene los registros de este paciente: lo que se hace aquí puede salir hacia { $payer } para el pago.
footing-consent = Un programa bajo 42 CFR Part 2 tiene registros de este paciente. El consentimiento firmado el { $day } alcanza a { $payer } para el pago: lo que se hace aquí puede salir con él.
footing-lacking = Un programa bajo 42 CFR Part 2 tiene registros de este paciente, y por ahora nada puede salir hacia { $payer } para el pago.
footing-no-consent = Ningún consentimiento registrado alcanza a este pagador para este uso.
footing-revoked = El consentimiento se revocó el { $day }.
footing-expired = El consentimiento valía hasta el { $day }.
footing-who = El consentimiento lo registra un profesional clínico del equipo, revisión de utilización o dirección; sin él, indique otra base que valga.
sent-file-link = El archivo tal como salió
sent-file-unanswered = Todavía no ha llegado ningún 999 sobre el archivo.
sent-file-answered = El archivo según su 999: { $verdict }.
sent-claim-unanswered = Desde entonces no ha llegado ningún 277CA sobre la reclamación.
sent-claim-answered = La reclamación según su 277CA: { $verdict }.
sent-claim-answered-on = La reclamación según su 277CA del { $day }: { $verdict }.

# Lo que se envía a las personas, y las páginas sobre ello. English: ../en/message.ftl.

## Mensajes. Se leen en pantallas bloqueadas y los lee quien tenga el teléfono: ningún instrumento, ningún programa, nada sobre salud, ningún nombre.
## En los de texto se evitan, donde se puede, las letras que acortan un SMS (á, í, ó, ú).
message-check-in-subject = Hay un formulario corto listo
message-check-in-text = Hay un formulario corto listo para usted. Puede abrirlo en:
message-check-in-reminder-subject = Un formulario corto sigue abierto
message-check-in-reminder-text = El formulario corto sigue abierto para usted. Puede abrirlo en:
message-follow-up-subject = Hay un formulario corto listo
message-follow-up-text = Le escribimos otra vez. Hay un formulario corto listo para usted. Puede abrirlo en:
message-follow-up-reminder-subject = Un formulario corto sigue abierto
message-follow-up-reminder-text = El formulario corto del que le escribimos sigue abierto. Puede abrirlo en:
message-one-time-code-subject = Su código de un solo uso
message-one-time-code-text = Su código de un solo uso es { $code }. Sirve una sola vez. Nadie de nuestro equipo se lo va a pedir.
message-staff-safety-subject = Algo necesita su respuesta ahora
message-staff-safety-text = Algo necesita su respuesta ahora. Entre al sistema para ver de qué se trata:
message-staff-alert-subject = Algo espera su respuesta
message-staff-alert-text = Algo espera su respuesta. Entre al sistema para ver de qué se trata:
message-test-subject = Un mensaje de prueba
message-test-text = Este es un mensaje de prueba. El envío funciona.
message-foot-not-watched = Nadie lee las respuestas a esta dirección.
message-foot-stop = Responda STOP para no recibir estos mensajes.
message-foot-stop-link = Para no recibir más estos mensajes, abra:

## Estados
message-state-planned = planificado
message-state-leased = en proceso de envío
message-state-handed-over = entregado al servidor, aún sin respuesta
message-state-sent = enviado
message-state-kept = guardado, no enviado
message-state-failed = no salió
message-state-uncertain = no se sabe si salió
message-state-stopped = detenido
message-state-returned = devuelto
message-event-postponed = en espera
message-event-held = retenido
message-event-not-now = no aceptado, se intenta de nuevo más tarde
message-event-send-again = alguien lo envió otra vez

## Razones
message-reason-answered = ya se respondió
message-reason-discharged = el paciente recibió el alta
message-reason-died = el paciente falleció
message-reason-declined = el paciente no quiso que se le preguntara después del alta
message-reason-opted-out = el titular no lo permite
message-reason-returned = los mensajes a la dirección se devuelven
message-reason-not-asked = no se le preguntó al titular
message-reason-no-contact = ese contacto ya no existe
message-reason-link-ended = su enlace ya no lleva a ningún lado
message-reason-expired = se le acabó el tiempo
message-reason-taken-on = alguien ya se hizo cargo
message-reason-by-staff = alguien del centro lo detuvo
message-reason-replaced = otro mensaje ocupó su lugar
message-reason-quiet-hours = era de noche
message-reason-crisis-text = retenido, porque pregunta sobre seguridad y falta el texto de crisis del centro
message-reason-channel = retenido, porque pregunta sobre seguridad y ningún mensaje llegaría a quien está de guardia
message-reason-on-call-person = retenido, porque pregunta sobre seguridad y no hay nadie de guardia
message-reason-on-call-address = retenido, porque pregunta sobre seguridad y nadie de guardia tiene dirección
message-reason-no-channel = no hay salida para este canal
message-reason-no-connection = el servidor no responde
message-reason-no-tls = el servidor no ofrece una conexión privada
message-reason-no-sign-in = el servidor no acepta nuestro inicio de sesión
message-reason-busy = el servidor está ocupado
message-reason-address-refused = el servidor no conoce la dirección
message-reason-sender-refused = el servidor no acepta al remitente
message-reason-text-refused = el servidor no acepta el mensaje
message-reason-request-refused = la pasarela no acepta la solicitud
message-reason-gateway-failed = la pasarela falló mientras lo procesaba
message-reason-connection-broke = la conexión se cortó con el mensaje en curso
message-reason-no-answer = no llegó respuesta después de entregar el mensaje
message-reason-server-ended = este servidor se detuvo con el mensaje en curso
message-reason-restored = estaba en una copia de seguridad que se restauró, y puede haber salido desde entonces
message-reason-address-reported-dead = la dirección no recibe mensajes, según su servidor de correo
message-reason-reported-undelivered = un servidor de correo informa de que no se pudo entregar
message-reason-told-by-staff = alguien del centro lo anotó
message-reason-not-a-message = no se pudo redactar

## Plantillas
message-template-check-in = Cuestionario
message-template-check-in-reminder = Recordatorio de un cuestionario
message-template-follow-up = Seguimiento
message-template-follow-up-reminder = Recordatorio de un seguimiento
message-template-one-time-code = Código de un solo uso
message-template-staff-safety = Aviso de seguridad
message-template-staff-alert = Aviso de una alerta
message-template-test = Prueba

## Canales y titulares
channel-email = Correo electrónico
channel-text = Mensaje de texto
channel-telephone = Llamada telefónica
contact-holder-patient = Paciente
contact-holder-parent = Padre o madre
contact-holder-parent-2 = Segundo padre, madre o tutor
contact-holder-guardian = Tutor legal
contact-holder-proxy = Persona que nombró el paciente
contact-holder-teacher = Docente
contact-holder-teacher-2 = Segundo docente
consent-not-asked = no se preguntó
consent-given = permitido
consent-withdrawn = no permitido
consent-source-signed-form = en un formulario firmado
consent-source-told-staff = dicho al personal
consent-source-reply-stop = respondió STOP
consent-source-reply-start = respondió START
consent-source-stop-link = por el enlace de un correo

## Mensajes salientes
navigation-outbox = Mensajes
outbox-heading = ¿Qué salió y qué no?
outbox-lead = Un servidor de correo o una pasarela que aceptó un mensaje no dice más que eso. Lo que no se sabe no se envía otra vez, salvo que alguien lo decida.
outbox-off = El envío está apagado: nada se planifica y nada sale. Vea la sección «sending» de la configuración.
outbox-keep = Los mensajes se guardan aquí y no se envían. Los pacientes no reciben enlaces, y quien está de guardia no recibe aviso de una respuesta de seguridad: mire las alertas y llame por teléfono. Quien administra el programa activa el envío en su configuración.
outbox-demo = Esta es una clínica inventada: los mensajes se guardan en la bandeja de salida y no se envían. Lo guardado cuenta como avisado, para que pueda ver cómo funciona todo.
outbox-dead-addresses =
    { $count ->
        [one] Una dirección no recibe mensajes
       *[other] { $count } direcciones no reciben mensajes
    }
outbox-dead-addresses-lead = Pregunte a la persona por otra vía y corrija la dirección: hasta entonces no se envía nada allí.
outbox-empty = Aquí no hay ningún mensaje.
outbox-filter = Estado
outbox-filter-all = Todos los estados
outbox-filter-apply = Mostrar
outbox-table = Mensajes
outbox-column-planned = Prevista para
outbox-column-what = Qué
outbox-column-to = Para quién
outbox-column-state = Estado
outbox-older = Mensajes anteriores
outbox-to-patient = paciente { $number }
outbox-to-outside = un contacto
outbox-to-staff = { $name }
outbox-message-heading = ¿Qué pasó con este mensaje?
outbox-events = Qué ocurrió
outbox-column-at = Cuándo
outbox-column-event = Qué
outbox-column-by = Quién
outbox-tries =
    { $count ->
        [0] Aún no se entregó al servidor
        [one] Entregado al servidor una vez
       *[other] Entregado al servidor { $count } veces
    }
outbox-stop = Detenerlo
outbox-again = Enviarlo otra vez
outbox-again-explained = No se sabe si salió. Si se envía otra vez, puede llegar dos veces.
outbox-returned = Fue devuelto
outbox-returned-explained = El contacto no se usa otra vez hasta que alguien lo corrija.
outbox-done-stopped = El mensaje está detenido.
outbox-done-again = El mensaje está planificado otra vez.
outbox-done-returned = Anotado. El contacto no se usa hasta que se corrija.

## Contactos
contacts-heading = ¿Cómo se puede contactar a { $patient }?
contacts-lead = Cada contacto pertenece a una persona y nunca se usa para otra.
contacts-minor = El paciente es menor de edad. Lo que es para él va a sus propios contactos o a nadie; lo que es para el padre o la madre va al padre o a la madre.
contacts-empty = Todavía no hay ningún contacto.
contacts-table = Contactos
contacts-column-whose = De quién
contacts-column-contact = Contacto
contacts-column-consent = Uso
contacts-column-change = Cambiar
contacts-came-back = devuelve mensajes desde el { $day }
contacts-add = Agregar un contacto
contacts-add-for = ¿Cómo más se puede contactar con { $patient }?
contacts-holder = ¿De quién es el contacto?
contacts-holder-name = Su nombre
contacts-holder-name-hint = Si no es el contacto propio del paciente.
contacts-channel = Canal
contacts-address = Dirección o número
contacts-address-hint = Una dirección de correo electrónico, o un número con diez cifras o con + y el código del país.
contacts-rank = Orden
contacts-rank-hint = Los números más bajos van primero.
contacts-preference = Cuándo y cómo contactar
contacts-consent = ¿Se puede usar?
contacts-source = ¿Cómo se sabe?
contacts-save = Guardar
contacts-record = Registrar
contacts-remove = Ya no se usa
contacts-done = Guardado.
contacts-messages = Mensajes
contacts-link = Contactos y consentimiento
contacts-said = { $consent }, { $source }, { $day }

## De guardia
navigation-on-call = De guardia
on-call-heading = ¿A quién se avisa cuando la sede está cerrada?
on-call-lead = Una alerta de seguridad que llega mientras la sede está cerrada va a quien está de guardia, y sigue a la dirección cuando nadie se hace cargo. Una respuesta que se dio en la sede va enseguida a quien está de turno allí, además de a su responsable.
on-call-uncovered = Ahora no hay nadie de guardia para { $programs }. Hasta que haya alguien, no se puede enviar un formulario con ítems de seguridad.
on-call-empty = No hay nadie de guardia, ni ahora ni después.
on-call-table = Turnos
on-call-column-who = Quién
on-call-column-program = Programa
on-call-column-from = Desde
on-call-column-until = Hasta
on-call-column-change = Cambiar
on-call-whole-practice = Todo el centro
on-call-open-end = Sin fecha de fin
on-call-now = de guardia ahora
on-call-on-duty-now = de turno ahora
on-call-on-site = de turno en la sede
on-call-kind = Para qué
on-call-kind-away = De guardia, desde donde esté
on-call-kind-site = De turno en la sede
on-call-cannot-be-told = sin dirección: no se le puede avisar
on-call-add = Poner a alguien de guardia
on-call-person = Persona
on-call-program = Programa
on-call-all-programs = Todo el centro
on-call-from-day = Desde
on-call-from-time = Hora
on-call-until-day = Hasta
on-call-until-time = Hora
on-call-time-hint = Horas y minutos según el reloj del programa, con dos puntos en medio.
on-call-save = Poner de guardia
on-call-end = Terminar ahora
on-call-addresses = Dónde se avisa a las personas
on-call-address-add = Poner una dirección
on-call-address = Dirección o número
on-call-address-hint = Déjelo vacío para quitar la dirección.
on-call-done = Guardado.

## Seguimiento
navigation-follow-up = Seguimiento
follow-up-heading = ¿A quién falta contactar?
follow-up-lead = Días después del alta. Contactado es quien respondió o con quien se habló; perdido es quien no fue contactado antes de que se acabara el plazo.
follow-up-counts = Hasta dónde llegamos
follow-up-column-milestone = Después de
follow-up-column-reached = Contactados
follow-up-column-declined = Declinaron
follow-up-column-lost = Perdidos
follow-up-column-open = Abiertos
follow-up-column-not-yet = Aún no pendientes
follow-up-column-in-care-again = De nuevo en tratamiento
follow-up-column-excluded = Fallecidos
follow-up-days = { $days } días
follow-up-of = { $count } de { $total }
follow-up-due = Pendientes ahora
follow-up-empty = No hay nadie pendiente ahora.
follow-up-due-count =
    { $count ->
        [one] { $count } en total
       *[other] { $count } en total
    }
follow-up-column-patient = Paciente
follow-up-column-until = Hasta
follow-up-column-attempts = Intentos de contacto
follow-up-column-record = Registrar un intento
follow-up-record = Registrar
follow-up-outcome = Resultado
follow-up-attempted-at = Cuándo
follow-up-note = Nota
follow-up-attempt-heading = ¿Qué resultó del intento de contactar con { $patient }?
follow-up-done = El intento está registrado.
follow-up-wrong-contact = El número o la dirección no era suyo. Corríjalo o agregue otro:
follow-up-died = Consta que el paciente falleció. No se envía nada más a este paciente ni a quienes responden por él o ella, y a nadie se le pide contactarlo. Si se anotó por error, retire el intento en la página de sus contactos:
follow-up-preference = Preferencia: { $preference }
contacts-attempts = Intentos de contactar al paciente después del alta
contacts-attempt-withdrawn = El intento queda retirado. Lo que se dijo en él ya no cuenta; el historial lo conserva con la razón.
attempt-outcome-reached = Contactado
attempt-outcome-no-answer = Sin respuesta
attempt-outcome-message-left = Se dejó un mensaje
attempt-outcome-wrong-contact = No es su número o dirección
attempt-outcome-declined = Declinó
attempt-outcome-died = Ha fallecido

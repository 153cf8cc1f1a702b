### El tablero del día de la recepción, las rondas en un dispositivo, los códigos del quiosco. English: ../en/collection.ftl.

navigation-collection = Hoy
collection-heading = ¿A quién se mide hoy?
collection-lead = Por programa, en el orden de las visitas de hoy según el reloj del programa. Cuando una respuesta dada aquí necesita a una persona, llega enseguida a quien está de turno en la sede.
collection-empty = Hoy no hay que medir a nadie ni consta ninguna visita.
collection-on-duty = De turno ahora en la sede: { $names }.
collection-nobody-on-duty = Ahora no hay nadie de turno en la sede. Una respuesta que necesita a una persona llega al equipo de atención por la vía de siempre. Ponga a alguien de turno en «De guardia».
collection-programs = Programas
collection-done-of = { $done } de { $all } completos
collection-not-asked =
    { $count ->
        [one] No se cuenta a { $count } persona a la que aquí no se le puede preguntar nada, porque falta el texto.
       *[other] No se cuenta a { $count } personas a las que aquí no se les puede preguntar nada, porque falta el texto.
    }
collection-column-round = Ronda
collection-column-time = Visita de hoy
collection-time-not-recorded = Hoy, sin hora registrada
collection-no-visit = Sin visita registrada para hoy
collection-plan-visit = Planificar una visita
collection-without-time =
    { $count ->
        [one] De { $count } persona no hay hora registrada; su fila va al final.
       *[other] De { $count } personas no hay hora registrada; sus filas van al final.
    }
collection-column-patient = Paciente
collection-column-open = Todavía falta
collection-column-done = Hecho hoy
collection-column-check-in = Cuestionario
collection-column-do = Hacer
collection-choose = { $patient } en la ronda
collection-nothing-open = Completo
collection-nothing-due = No hay nada pendiente
collection-without-text = Aquí no hay texto de este cuestionario: no se puede preguntar
collection-open-check-in =
    { $count ->
        [0] Creado, todavía sin respuestas
        [one] { $count } respuesta recibida
       *[other] { $count } respuestas recibidas
    }
collection-follow-up = Seguimiento, alta el { $day }
collection-hand-over = Entregar este dispositivo
collection-kiosk = Código del quiosco
collection-paper = Imprimir las hojas
collection-paper-form = Capturar la hoja { $code }
collection-telephone = Teléfono
collection-send = Enviar el enlace
collection-round-name = Grupo
collection-round-name-hint = Por ejemplo «Grupo de la mañana». No se muestra en el dispositivo.
collection-round-open = Abrir una ronda con las personas escogidas
collection-round-lead = Escoja personas arriba. Cada una recibe un número; después este dispositivo pasa de mano en mano, con la sesión cerrada.
collection-problem-none = Primero escoja personas para la ronda. Al menos una debe tener cuestionarios pendientes que se puedan responder en una tableta.
collection-problem-nothing-due = Nada de lo pendiente se puede preguntar de esta manera: ninguno de sus formularios tiene texto aquí.
collection-rounds = Rondas de hoy
collection-round-state-open = Abierta
collection-round-state-ended = Terminada
collection-round-column-name = Grupo
collection-round-column-opened = Abierta desde
collection-round-column-done = Completos
collection-round-column-state = Cómo está
collection-round-unnamed = Ronda
collection-kiosk-heading = El código, se muestra una sola vez
collection-kiosk-lead = Dígaselo a { $patient } y a nadie más. Sirve una sola vez, en la página «Quiosco» del dispositivo de la sala de espera, hasta el { $until }
collection-kiosk-code = Código
collection-kiosk-address = Página del quiosco
collection-back = Volver a hoy
round-heading = ¿Cómo va la ronda?
round-opened-heading = Reparta estos números
round-opened-lead = Se muestran una sola vez. Cada persona necesita su propio número para empezar. Después entregue este dispositivo: su sesión está cerrada.
round-without-forms = No están en la ronda, porque nada de lo pendiente se puede preguntar en una tableta: { $names }.
round-hand-over = Entregar este dispositivo
round-hand-over-note = Cierra su sesión en este dispositivo. Si otro dispositivo tenía antes la ronda, queda fuera.
round-end = Terminar la ronda
round-column-person = Persona
round-column-number = Número
round-column-state = Cómo está
round-column-do = Hacer
round-call-again = Número nuevo, llamar otra vez
round-state-waiting = Por llamar
round-state-open = Respondiendo
round-state-done = Completo
round-state-over = Se pasó su turno
round-state-locked = Cerrado: el número no era correcto
round-no-device = Todavía no se ha entregado ningún dispositivo.
round-ended = Esta ronda terminó.
round-done-ended = La ronda se terminó.
round-new-number-heading = El número nuevo, se muestra una sola vez

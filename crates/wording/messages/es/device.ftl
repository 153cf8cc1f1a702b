### Un dispositivo del centro que pasa de mano en mano: una tableta en un grupo, o el puesto de la sala de espera. English: ../en/device.ftl.

device-title = Cuestionario – { $practice }
device-turn-heading = { $name }
device-turn-lead = ¿Es usted? Escriba el número que le dio el personal.
device-pin-label = Su número
device-pin-hint = Cuatro cifras
device-pin-wrong =
    { $left ->
        [one] Ese número no es correcto. Puede intentarlo { $left } vez más.
       *[other] Ese número no es correcto. Puede intentarlo { $left } veces más.
    }
device-pin-closed = El número no fue correcto demasiadas veces. Pida uno nuevo al personal.
device-begin = Empezar
device-not-me = ¿No está aquí? Pase el dispositivo.
device-pass = Siguiente persona
device-left =
    { $count ->
        [one] Falta { $count } persona.
       *[other] Faltan { $count } personas.
    }
device-resting-heading = Ahora no se llama a nadie más
device-resting = Dé este dispositivo al personal. Ellos pueden volver a llamar a alguien.
device-look-again = Mirar otra vez
device-finished-heading = Ya pasaron todas las personas
device-finished = Gracias. Devuelva este dispositivo al personal.
device-closed-heading = No hay nada abierto en este dispositivo
device-closed = Devuélvalo al personal.
device-next = Para la siguiente persona
device-stop = Parar y pasar el dispositivo
device-stop-note = Lo que guardó queda guardado.
device-still-heading = ¿Sigue ahí?
device-still = Esta página se cierra en un minuto, para que nadie más pueda seguir por usted. Lo que guardó queda guardado.
device-still-go-on = Sí, seguir
kiosk-heading = ¿Cuál es su código?
kiosk-lead = En la recepción le dan un código. Sirve una sola vez.
kiosk-code-label = Código
kiosk-code-hint = Ocho cifras
kiosk-begin = Empezar
kiosk-wrong = Ese código no sirve. Quizá ya se usó o es muy antiguo. Revíselo o pida uno nuevo en la recepción.

## Cuestionarios en papel
paper-title = Sus cuestionarios – { $practice }
paper-name = Nombre y primera letra de su apellido:
paper-named = Nombre:
paper-about = Sobre (nombre y primera letra del apellido):
paper-about-named = Sobre:
paper-respondent = Su propio nombre:
paper-day = Fecha:
paper-lead = Marque con un círculo un número por pregunta. Puede dejar una pregunta sin responder. Entregue las hojas al personal antes de irse.
paper-help = Nadie lee esto enseguida. Si necesita ayuda ahora, dígaselo al personal o llame al { $lifeline }. Si hay peligro ahora, llame al { $emergency }.
paper-staff = Para el personal: compare el nombre, anote la hora en Throughline y capture las hojas dos veces.
paper-staff-check = Antes de que la persona se vaya, mire { $instrument }, pregunta { $questions }. Esa respuesta puede necesitar a alguien ahora: avise a quien está de turno.
paper-page = Página { $page } de { $pages }
paper-bar-code = Código de barras de la hoja { $code }
paper-number = Un número de { $low } a { $high }:

### Cuestionarios en papel. English: ../en/paper.ftl.

paper-title = Sus cuestionarios – { $practice }
paper-name = Nombre y primera letra de su apellido:
paper-day = Fecha:
paper-lead = Marque con un círculo un número por pregunta. Puede dejar una pregunta sin responder. Entregue las hojas al personal antes de irse.
paper-help = Nadie lee esto enseguida. Si necesita ayuda ahora, dígaselo al personal o llame al 988. Si hay peligro ahora, llame al 911.
paper-staff = Para el personal: compare el nombre, anote la hora en Throughline y capture las hojas dos veces.
paper-staff-check = Antes de que la persona se vaya, mire { $instrument }, pregunta { $questions }. Esa respuesta puede necesitar a alguien ahora: avise a quien está de turno.
paper-page = Página { $page } de { $pages }
paper-bar-code = Código de barras de la hoja { $code }
paper-number = Un número de { $low } a { $high }:

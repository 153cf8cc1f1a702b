### La captura de las hojas que llegaron en papel. English: ../en/keying.ftl.

keying-link = Capturar hojas de papel
keying-find-heading = ¿Qué hoja llegó?
keying-lead = Escanee el código de barras, o escriba el número que está debajo.
keying-code = Número de la hoja
keying-code-hint = Diez cifras
keying-find = Buscar la hoja
keying-not-digits = Número de la hoja: solo lleva cifras. Escanee el código de barras otra vez.
keying-length = Número de la hoja: lleva diez cifras; llegaron { $found }. Escanee el código de barras otra vez.
keying-check-digit = Número de la hoja: una cifra no es correcta, porque el dígito de control no coincide. Compárelo con el número debajo del código de barras.
keying-unknown = Número de la hoja: podría ser uno, pero aquí no se imprimió ninguna hoja con él. ¿Es la hoja de otro centro, o de una prueba? Imprima hojas nuevas para esta persona y capture esas.
keying-heading = ¿Qué dice el papel?
keying-second-heading = ¿Qué dice el papel, otra vez?
keying-whose = De quién
keying-form = Hoja
keying-printed = Impresa
keying-handed-in-before-print = Entregada: eso es antes de que se imprimiera, el { $printed }. Si llegó una hoja anterior, abra esa por su propio número y anote allí la hora.
keying-handed-in-before-other = Entregada: otra hoja de este paquete, anotada con esta y ya capturada, se imprimió después de ese momento. Corrija primero la hora de esa hoja.
keying-handed-in-at = Entregada
keying-hand-in = Anotar la hora
keying-hand-in-lead = ¿Cuándo la entregó la persona? Desde entonces corre el tiempo para una respuesta que necesita a alguien.
keying-check-safety = Esta hoja pregunta por la seguridad. Mire esas preguntas ahora, antes de que la persona se vaya, y avise a quien está de turno si una respuesta necesita a alguien.
keying-compare-name = Compare el nombre con el que está en la primera página.
keying-first-lead = Capture el número que está marcado con un círculo. Deje vacío lo que quedó vacío. La hoja se captura dos veces.
keying-second-lead = Captúrela otra vez desde el papel; mejor si lo hace otra persona. Lo que se capturó antes no se muestra.
keying-save = Guardar
keying-check = Revisar
keying-confirm = Miré el papel otra vez: esto es correcto
keying-nothing-answered = La persona no respondió nada en esta hoja
keying-all-empty = No se capturó nada. Capture las respuestas o marque que la persona no respondió nada.
keying-not-nothing = Hay respuestas capturadas y está marcado que la persona no respondió nada. Quite una de las dos cosas.
keying-first-again = Capturar otra vez la primera vez
keying-done-first-again = Se descartó lo que se capturó la primera vez. Captúrelo otra vez por primera vez.
keying-differs =
    { $count ->
        [one] { $count } respuesta es distinta de la primera vez. Mire el papel otra vez.
       *[other] { $count } respuestas son distintas de la primera vez. Mire el papel otra vez.
    }
keying-differs-line = Pregunta { $item }: primero { $first }, ahora { $second }
keying-nothing = nada
keying-not-offered = Pregunta { $item }: la hoja no ofrece esta respuesta.
keying-count = Capturadas { $done } de { $all } preguntas.
keying-score = { $scale }: { $points }
keying-no-score = sin puntuación: faltan respuestas
keying-safety = Una respuesta necesita a una persona: { $entries }. Avise a quien está de turno antes de que el paciente se vaya; la alerta sale al guardar.
keying-done-first = Guardado. Ahora captúrela por segunda vez.
keying-done-settled = Se tomaron las respuestas.
keying-correct-hand-in = Corregir cuándo se entregó
keying-correct-hand-in-lead = Lo que se capturó de las hojas que llegaron con ella pasa a ese día, con su puntuación; lo que se valoró con ello se valora de nuevo.
keying-correct-hand-in-reason = ¿Por qué se corrige?
keying-correct-hand-in-save = Corregir
keying-correct-hand-in-done = Corregido.
keying-settled = Ya se tomaron las respuestas de esta hoja.
keying-closed = El cuestionario de esta hoja ya terminó. Imprima hojas nuevas, e ingrese estas respuestas en la página del paciente si todavía hacen falta.
keying-other = Otra hoja
keying-waiting =
    { $count ->
        [0] Entregadas y sin terminar
        [one] Entregadas y sin terminar: { $count } hoja
       *[other] Entregadas y sin terminar: { $count } hojas
    }
keying-waiting-none = Todas las hojas entregadas están terminadas.
keying-waiting-state = Qué falta
keying-waiting-new = Capturarla por primera vez
keying-waiting-once = Capturarla por segunda vez
keying-waiting-safety = Pregunta por la seguridad

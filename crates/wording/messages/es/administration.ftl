### Registrar una aplicación de un instrumento, y mirar una. English: ../en/administration.ftl.

administration-heading = ¿Qué respondió { $patient }?
administration-new-heading = ¿Qué instrumento va a registrar?
administration-why-heading = ¿Por qué es esta la puntuación?
administration-day = Día
administration-started = Comenzó
administration-finished = Terminó
administration-missing-note = Un ítem sin respuesta se registra como no respondido.
administration-saved = Guardado. { $instrument }: { $score }
administration-void-heading = ¿Por qué se retira esta aplicación?
administration-void-reason = Motivo
administration-wrong-patient = Es de otro paciente
administration-items-hidden = Su rol muestra puntuaciones, no respuestas por ítem.

## Registro por el personal
administration-choose-lead = Para { $patient }. Primero lo que está pendiente, luego lo que ya se aplicó.
administration-choose-with-text = Otros instrumentos, con el texto del formulario
administration-choose-without-text = Otros instrumentos, por número de ítem o totales
administration-choose-due = Pendientes ahora
administration-choose-before = Ya aplicados
administration-choose-show =
    { $count ->
        [one] Mostrar { $count } instrumento
       *[other] Mostrar { $count } instrumentos
    }
administration-choose-open = Registrar
administration-choose-language = Idioma
administration-without-text-note = El texto de estos instrumentos no se puede mostrar aquí. Escriba los números del formulario del paciente.
administration-entry-lead = { $instrument }, { $language }
administration-entry-lead-textless = { $instrument }, respuestas por número de ítem
administration-about-heading = ¿Cómo se aplicó?
administration-answers-heading = Las respuestas
administration-given-by = Quién respondió
administration-declined = El paciente declinó responder este instrumento
administration-typed = Escribir todas las respuestas en orden
administration-typed-hint = Números con espacios entre ellos, y un punto por cada ítem que no se respondió. Lo que se escoge abajo cuenta primero.
administration-typed-too-many =
    { $count ->
        [one] Hay un número más que ítems.
       *[other] Hay { $count } números más que ítems.
    }
administration-typed-missing =
    { $count ->
        [one] Falta { $count } respuesta; escriba un punto por cada una que no se dio
       *[other] Faltan { $count } respuestas; escriba un punto por cada una que no se dio
    }
administration-same-day = Ya está registrado { $instrument } de ese día:
administration-same-day-or = Corríjalo o guarde un segundo.
administration-same-day-second = Guardar un segundo { $instrument } de ese día
administration-same-day-problem = Ya está registrado { $instrument } de ese día. Corríjalo o indique que este es un segundo. No se guardó nada.
administration-typed-not-offered = Ítem { $item }: este número no se ofrece. Compárelo con el formulario.
administration-typed-unreadable = Lugar { $place }: esto no es un número. Ponga un punto por un ítem que no se respondió.
administration-not-answered-short = Sin respuesta
administration-answer-not-offered = Ítem { $item }: el formulario no ofrece esta respuesta.
administration-total = Total: { $scale }
administration-total-problem = { $scale }: dé un número de { $low } a { $high }.
administration-total-whole = { $scale }: dé un número entero de { $low } a { $high }.
administration-nothing-entered = Escoja al menos una respuesta, o indique que el paciente declinó.
administration-number-range = Número de { $low } a { $high }
administration-refused = No quiso responder
administration-not-applicable = No corresponde
administration-save = Guardar la aplicación

## Mirar una aplicación
administration-page-heading = ¿Qué respondió { $patient } el { $day }?
administration-page-heading-scores = ¿Qué resultó para { $patient } el { $day }?
administration-answers-caption = Respuestas de { $patient }, { $instrument }
administration-score-heading = ¿Qué resultó?
administration-scores-caption = Puntuaciones de { $instrument }
administration-column-scale = Escala
administration-column-item = Ítem
administration-column-asked = Pregunta
administration-column-answer = Respuesta
administration-column-counted = Cuenta como
administration-why = ¿Por qué es esta la puntuación?
administration-why-formula = La definición dice: { $formula }
administration-why-caption = De las respuestas a { $scale }
administration-why-missing = Ítems sin respuesta: { $rule }
administration-why-sum = Resultado
administration-why-band = { $score } está en la banda de { $low } a { $high }: { $band }
administration-why-no-band = No se conoce ninguna banda para esta puntuación.
administration-why-cutoffs = Puntos de corte de { $scale }
administration-step-answered = como se respondió
administration-step-recoded = invertido o recodificado desde { $given }
administration-step-skipped = omitido por las reglas del propio formulario
administration-step-imputed = completado por la regla
administration-step-not-applicable = no corresponde
administration-step-refused = no quiso responder
administration-step-missing = sin respuesta
administration-problems-heading = ¿Qué hubo de extraño en las respuestas?
administration-about = ¿Cómo se aplicó?
administration-recorded = Registrado
administration-recorded-by = { $instant }, { $source }
administration-history-heading = ¿Qué versiones hay?
administration-history-caption = Versiones de esta aplicación
administration-history-version = Versión { $version }
administration-history-current = vigente
administration-history-while-answered = guardada mientras se contestaba, por el paciente
administration-history-sent-off = enviada por el paciente
administration-history-void = retirada: { $reason }
administration-correct = Corregirla
administration-withdraw = Retirarla
administration-move = Pasarla a otro paciente
administration-given-total = Total que venía incluido
administration-given-total-agrees = { $points }, igual que el calculado aquí
administration-given-total-differs = { $points }; calculado aquí: { $computed }
administration-classification = Resultado en palabras
administration-classification-unknown = no se sabe con estas respuestas
administration-minutes =
    { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }
administration-correct-heading = ¿Qué debe decir esta aplicación de { $patient }?
administration-correct-reason = ¿Por qué se corrige?
administration-void-lead = { $instrument } del { $day }, { $patient }. No contará en ninguna parte y quedará registrada con el motivo que usted dé.
administration-move-heading = ¿De quién es la aplicación?
administration-move-lead = { $instrument } del { $day }. Desaparecerá de las páginas y exportaciones de { $patient } y quedará con el otro paciente; la auditoría conserva a los dos.
administration-move-to = Número de expediente del paciente correcto
administration-move-unknown = Ningún paciente tiene este número de expediente. Revíselo.
administration-moved = Trasladada. Ahora está con este paciente.
administration-withdrawn-done = Retirada. No cuenta en ninguna parte y queda registrada.
administration-corrected = Corregida. La versión anterior queda registrada.
administration-differs = La puntuación guardada se calculó con una definición o un motor anterior; los actuales dan otro resultado. La guardada cuenta hasta que se vuelva a calcular, lo que el programa hace por sí mismo.
administration-column-cutoff = Punto de corte
administration-safety-met = Se indicó: { $entry } ({ $items })
administration-safety-not-met = No se indicó: { $entry } ({ $items })
administration-safety-unknown = No se sabe, porque no se respondió: { $entry } ({ $items })

### Mirar una puntuación: qué se hizo al respecto, y el texto para la nota. English: ../en/review.ftl.

review-heading = ¿Se miró { $instrument } del { $day } y se actuó en consecuencia?
review-link = Revisión y nota
review-form-heading = Miré esta puntuación
review-discussed = Hablado con el paciente
review-discussed-yes = Hablado con el paciente
review-plan-change = Cambio del plan
review-plan-change-hint = Qué cambia por esta puntuación, con sus palabras. Déjelo vacío si no cambia nada.
review-save = Registrar la revisión
review-saved = La revisión está registrada.
review-note-heading = Texto para la nota
review-note-lead = Cada oración viene de un registro. Cópielo en la nota de su expediente clínico.
review-note = Texto para la nota
review-note-score = { $instrument } del { $day }: { $score }.
review-note-change = Desde el { $day }: { $change }.
review-note-not-reviewed = Todavía sin revisar.
review-note-reviewed = Revisado por { $name } el { $time }.
review-note-other-version = Revisado por { $name } el { $time } como versión { $version }; corregido desde entonces y sin revisar tal como está ahora.
review-of-version = versión { $version }, corregida desde entonces
review-note-discussed = Hablado con el paciente el { $time }.
review-note-not-discussed = No se habló con el paciente sobre esto.
review-note-no-change = Sin cambio del plan.
review-note-plan-change = Cambio del plan, { $time }: { $change }
review-earlier-heading = Revisiones anteriores
review-none = Todavía nadie ha revisado esta puntuación.

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

## A request for an authorization as a file (278)
request-file-heading = ¿Debe salir esta solicitud como archivo?
request-file-lead = { $level }, { $days }, a { $payer }. El archivo (278) se hace con lo registrado y se conserva tal como sale; envíelo por la cámara de compensación o el portal del pagador. El tipo de servicio queda a los códigos de la solicitud.
request-file-link = Hacer su archivo
request-file-of-review = Archivo de la solicitud
request-file-provider = NPI del centro
request-file-provider-hint = Diez dígitos, como en la última reclamación.
request-file-payer = Número del pagador
request-file-payer-hint = Como en las reclamaciones a este pagador: de dos a quince letras o dígitos.
request-file-release = Dar salida a la solicitud
request-file-reason = Autorización solicitada
request-file-lacks-heading = Todavía no se puede hacer un archivo de esta solicitud
request-file-lacks-member = Ninguna cobertura de este pagador con número de miembro vale el primer día. Registre la cobertura.
request-file-lacks-subscriber = El paciente está asegurado por otra persona, cuyo nombre y número necesitaría el archivo. Pídalo en el portal del pagador.
request-file-lacks-diagnosis = Ningún diagnóstico vale el primer día. Regístrelo.
request-file-lacks-unit = Se cuenta en horas, y este archivo no las dice. Pídalo en el portal del pagador.
request-file-unwritable = No se puede escribir la solicitud: { $what } no cabe en el archivo. No salió nada.
release-subject-authorization-request = Solicitud de autorización (278)

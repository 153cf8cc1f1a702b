### Las páginas en las que alguien responde por medio de un enlace. English: ../en/check_in.ftl

check-in-title = Cuestionario – { $practice }
check-in-skip = Ir a la parte principal
check-in-help-link = Necesito ayuda ahora
check-in-help-now = Ayuda ahora
check-in-nothing-to-answer = Aquí no hay nada que usted tenga que contestar. No tiene que hacer nada. Su equipo puede hacerle las preguntas de otra forma.
check-in-languages = Idioma

## La primera página
check-in-heading-patient = ¿Cómo ha estado?
check-in-heading-parent = ¿Cómo ha estado su hijo o hija?
check-in-heading-teacher = ¿Cómo ha estado su estudiante?
check-in-heading-clinician = ¿Cómo está el paciente?
check-in-lead =
    { $count ->
        [one] Su equipo de atención tiene { $count } pregunta para usted.
       *[other] Su equipo de atención tiene { $count } preguntas para usted.
    }
check-in-lead-other =
    { $count ->
        [one] El equipo de atención tiene { $count } pregunta para usted.
       *[other] El equipo de atención tiene { $count } preguntas para usted.
    }
check-in-minutes =
    { $minutes ->
        [one] Toma más o menos { $minutes } minuto.
       *[other] Toma más o menos { $minutes } minutos.
    }
check-in-resume =
    { $count ->
        [one] Usted ya empezó. Queda { $count } pregunta.
       *[other] Usted ya empezó. Quedan { $count } preguntas.
    }
check-in-saved-note = Cada respuesta se guarda cuando la envía. Puede parar y volver con el mismo enlace, en cualquier aparato.
check-in-skip-note = Puede dejar cualquier pregunta sin contestar.
check-in-until = Este enlace sirve hasta el { $until }
check-in-not-watched-heading = Nadie está mirando esto en este momento
check-in-not-watched = Su equipo de atención lee sus respuestas más tarde. Si necesita ayuda ahora, no los espere.
check-in-start-one = Una pregunta a la vez
check-in-start-all = Todas las preguntas en una página
check-in-start-choice = ¿Cómo quiere contestar?
check-in-without-any-text = Su equipo verá { $instrument } con usted de otra forma.
check-in-without-text = No hay un texto aprobado en este idioma para { $instrument }. Existe en: { $languages }.
check-in-without-text-interview = Su equipo de atención puede hacerlo con usted.
check-in-not-bilingual = Nada de lo que se conoce permite preguntarlo en otro idioma, así que no se pregunta en esta entrevista.
check-in-bilingual = Pregunte en { $language }. Las palabras de esta hoja están en { $words }: este formulario puede preguntarlo alguien que hable los dos idiomas.
check-in-form-as-begun = Este formulario sigue en { $words }, como lo empezó: no tiene un texto aprobado en { $language }.
check-in-language-choose = Mostrar en { $language }
check-in-language-not-here = Estas preguntas no están aquí en { $language }. Están en { $present }. Si le resulta difícil, pida ayuda a su equipo de atención.

## Ayuda ahora
check-in-help-heading = No tiene que pasar por esto a solas
check-in-help-lead = Su respuesta se guardó. Su equipo de atención la verá. Nadie está mirando en este momento: no espere si necesita ayuda ahora.
check-in-help-heading-shared = Hoy estamos aquí para usted
check-in-help-lead-shared = Todas las personas ven esta página. Hoy puede hablar en cualquier momento con alguien de nuestro equipo. Y estas líneas atienden de día y de noche.
check-in-help-lead-plain = Nadie está mirando en este momento. Si necesita ayuda ahora, use una de estas opciones.
check-in-help-practice = De { $practice }
check-in-help-lifeline = Llame o mande un texto al { $number }. Es gratis, de día y de noche.
check-in-help-lifeline-call = Llame al { $number }. Es gratis, de día y de noche.
check-in-help-lifeline-text = O envíe un mensaje de texto al { $number }.
check-in-help-lifeline-chat = O use el chat en { $address }.
check-in-help-lifeline-spanish = En español, oprima { $key } o mande la palabra { $word }.
check-in-help-emergency = Si alguien está en peligro ahora, llame al { $number }.
check-in-help-lines = Líneas de ayuda
check-in-help-continue = Seguir
check-in-help-back = Volver a las preguntas

## Una pregunta
check-in-progress = Pregunta { $place } de { $whole }
check-in-answer-legend = Su respuesta
check-in-next = Guardar y seguir
check-in-leave-out = Dejar esta sin contestar
check-in-refused = No quiero decirlo
check-in-not-applicable = Esto no me toca
check-in-number-hint = Un número entero de { $low } a { $high }
check-in-answered-before = Ya contestó esta pregunta. Si contesta otra vez, cuenta la respuesta nueva.
check-in-left-out-before = Dejó esta pregunta sin contestar. Todavía puede contestarla.
check-in-back = Atrás
check-in-skip-nothing = Puede dejar esta sin contestar.
check-in-skip-filled-in = Puede dejar esta sin contestar. El resultado se calcula entonces con sus otras respuestas.
check-in-skip-no-score = Puede dejar esta sin contestar. Entonces no se puede calcular un resultado para estas preguntas.
check-in-problem-choose = Escoja una respuesta, o deje la pregunta sin contestar.
check-in-problem-not-offered = Esa respuesta no es una de las que hay. Escoja otra vez.
check-in-all-heading = Todas las preguntas
check-in-all-lead = Aquí está solo lo que falta por contestar. Puede enviar la página las veces que quiera.
check-in-all-problem =
    { $count ->
        [one] Una respuesta no se pudo guardar. Todas las demás están guardadas. Revise esta:
       *[other] { $count } respuestas no se pudieron guardar. Todas las demás están guardadas. Revise estas:
    }
check-in-all-problem-choose = Primero elija una respuesta. No se guardó nada.
check-in-all-saved =
    { $count ->
        [one] Se guardó { $count } respuesta.
       *[other] Se guardaron { $count } respuestas.
    }
check-in-all-left =
    { $count ->
        [one] Falta { $count } pregunta.
       *[other] Faltan { $count } preguntas.
    }
check-in-all-save = Guardar estas respuestas

## El final
check-in-end-heading = ¿Listo para enviar?
check-in-end-answered =
    { $count ->
        [one] Contestó { $count } pregunta.
       *[other] Contestó { $count } preguntas.
    }
check-in-end-left-out =
    { $count ->
        [one] Dejó { $count } pregunta sin contestar.
       *[other] Dejó { $count } preguntas sin contestar.
    }
check-in-end-open =
    { $count ->
        [one] Todavía falta { $count } pregunta.
       *[other] Todavía faltan { $count } preguntas.
    }
check-in-end-no-score = Con tantas sin contestar, no se puede calcular un resultado para algunos cuestionarios. No importa. Su equipo de atención ve sus respuestas de todos modos.
check-in-end-answer-left-out = Todavía puede contestar lo que dejó sin contestar:
check-in-end-back = Volver a las preguntas que faltan
check-in-end-send = Enviar a mi equipo de atención
check-in-end-send-other = Enviar al equipo de atención
check-in-end-nothing = Todavía no ha contestado nada.
check-in-done-heading = Gracias. Sus respuestas se enviaron.
check-in-done = Ya puede cerrar esta página. El enlace ya no sirve.

## ¿Quién es usted?
check-in-birth-heading = ¿Cuándo nació el paciente?
check-in-birth-lead = Este enlace ya tiene un tiempo. La fecha de nacimiento nos dice que llegó a la persona correcta.
check-in-birth-label = Fecha de nacimiento
check-in-birth-hint = Año, mes y día, por ejemplo { $example }
check-in-birth-go = Seguir
check-in-birth-wrong =
    { $left ->
        [one] Esa no es la fecha que tenemos. Puede probar { $left } vez más.
       *[other] Esa no es la fecha que tenemos. Puede probar { $left } veces más.
    }

## Un enlace que no sirve
check-in-closed-unknown-heading = Este enlace no sirve
check-in-closed-unknown = Puede que falte una parte. Ábralo otra vez desde el mensaje que recibió, o pida uno nuevo a su equipo de atención.
check-in-no-more-heading = ¿No quiere más mensajes?
check-in-no-more = No enviaremos más mensajes a esta dirección. Su equipo de atención puede seguir ayudándole. Dígales si quiere recibir mensajes otra vez.
check-in-no-more-none = Por este enlace no llegan mensajes. Si recibe alguno que no quiere, dígaselo a su equipo de atención.
check-in-no-more-do = No me envíen más mensajes
check-in-no-more-done-heading = Ya no recibirá más mensajes
check-in-no-more-done = No se envía nada más a esta dirección. Diga a su equipo de atención si quiere recibir mensajes otra vez.
check-in-closed-expired-heading = Este enlace ya terminó
check-in-closed-expired = Pida uno nuevo a su equipo de atención. Lo que contestó antes está guardado.
check-in-closed-revoked-heading = Este enlace se retiró
check-in-closed-revoked = Su equipo de atención lo retiró. Pregúnteles si tiene una duda.
check-in-closed-locked-heading = Este enlace se cerró
check-in-closed-locked = La fecha de nacimiento no era correcta demasiadas veces. Así se protegen sus respuestas. Pida un enlace nuevo a su equipo de atención.
check-in-too-many-heading = Espere un poco
check-in-too-many =
    { $minutes ->
        [one] Hubo demasiados intentos. Espere { $minutes } minuto y abra el enlace otra vez.
       *[other] Hubo demasiados intentos. Espere { $minutes } minutos y abra el enlace otra vez.
    }
check-in-failed-heading = Eso no funcionó
check-in-failed-forged = La página era demasiado vieja. No se cambió nada. Abra su enlace otra vez.
check-in-failed-too-large = Eso era más de lo que esta página acepta. No se cambió nada. Vuelva atrás y pruebe otra vez.
check-in-failed-later = No podemos guardar en este momento. Sus respuestas anteriores están a salvo. Espere un minuto y pruebe otra vez.
check-in-failed-number = Si pide ayuda con esto, dé este número: { $request }

## En un dispositivo del centro, y con alguien del centro que pregunta
check-in-here-heading = Estamos aquí si necesita ayuda
check-in-here = Su equipo lee sus respuestas más tarde. Si necesita ayuda ahora, dígaselo a alguien de nuestro equipo. O use una de estas líneas.
check-in-saved-note-here = Cada respuesta se guarda cuando la envía. Puede parar en cualquier momento.
check-in-until-idle =
    { $minutes ->
        [one] La página se cierra sola después de { $minutes } minuto sin uso.
       *[other] La página se cierra sola después de { $minutes } minutos sin uso.
    }
check-in-help-lead-here = Si necesita ayuda ahora, dígaselo a alguien de nuestro equipo. O use una de estas líneas.
check-in-done-here = Ya puede devolver el dispositivo.
check-in-with-staff-heading = Usted pregunta y anota
check-in-with-staff = Si una respuesta es sobre seguridad, se avisa enseguida a quien está de turno. Puede dar estas líneas a quien responde.
check-in-saved-note-staff = Cada respuesta se guarda cuando la envía. Puede parar y seguir más tarde desde la página del día.
check-in-help-heading-staff = Esta respuesta necesita a una persona ahora
check-in-help-lead-staff = La respuesta se guardó y se avisa ahora a quien está de turno. Quédese con quien responde. Puede darle estas líneas.
check-in-help-heading-staff-plain = Ayuda para quien responde
check-in-help-lead-staff-plain = Puede dar estas líneas a quien responde.
check-in-done-staff = Las respuestas quedaron registradas.

### El cambio desde la línea de base y el curso esperado, en las páginas. English: ../en/progress.ftl.

progress-column-since = Desde la línea de base
progress-since = { $verdict }: { $change }
progress-since-no-verdict = Sin veredicto: { $change }
progress-since-first = Primera puntuación de este episodio
progress-course = Curso: { $standing }
progress-response = Respuesta al tratamiento
progress-remission = En el rango de remisión
progress-important = Alcanza la diferencia mínima importante
progress-important-reached = El cambio alcanza la diferencia mínima importante de { $points } puntos ({ $mark }: { $source }).
progress-important-not-reached = El cambio no alcanza la diferencia mínima importante de { $points } puntos ({ $mark }: { $source }).
progress-important-only-recalled = No hay una diferencia mínima importante verificada. Hay una de memoria, que no se usa ({ $source }).
progress-why = ¿Por qué?
progress-why-of = Cambio de { $instrument } desde la línea de base
progress-baseline = Línea de base { $score } el { $day }, última puntuación { $latest } el { $latest-day }.
progress-after-discharge = Desde la última medida de la estancia, { $score } el { $day }: { $change } ({ $verdict }).
progress-gains-held = Lo ganado en la estancia se ha mantenido: sin empeoramiento confiable respecto a su final, y todavía con mejoría confiable respecto a su inicio.
progress-gains-held-in-part = Lo ganado en la estancia se ha mantenido en parte: empeoramiento confiable respecto a su final, y todavía mejoría confiable respecto a su inicio.
progress-gains-lost = Lo ganado en la estancia no se ha mantenido: empeoramiento confiable respecto a su final, y ya sin mejoría confiable respecto a su inicio.
progress-gains-unclear = No se puede decir si lo ganado en la estancia se ha mantenido: sin empeoramiento confiable respecto a su final, y ya sin mejoría confiable respecto a su inicio.
progress-gains-none-to-hold = La estancia terminó sin una mejoría confiable que pudiera mantenerse.
progress-within-error = Un cambio menor puede ser error de medición. No es evidencia de que nada haya cambiado.
progress-response-percent = Respuesta al tratamiento: una reducción de { $percent } % o más ({ $mark }: { $source }).
progress-remission-condition = Remisión: { $condition } ({ $mark }: { $source }).
progress-course-scores = La última puntuación es { $score }; esperada ese día: { $expected }.
progress-course-chance = Con estas puntuaciones hasta ahora, se espera que el { $percent } % de tales pacientes tenga, para la semana { $week }, una mejoría confiable respecto al ingreso.
progress-course-dynamic = Según todas las puntuaciones anteriores (curso dinámico), se esperaba { $expected }: { $standing }.
progress-course-next = Según todas las puntuaciones hasta ahora, se espera { $score } el { $day }; el { $percent } % de tales puntuaciones queda entre { $low } y { $high }.
progress-course-not-covered = El curso esperado de este instrumento no alcanza esta puntuación al ingreso, o no tanto tiempo después del ingreso.
progress-course-not-fitted = El centro no tiene un curso esperado de este instrumento.
progress-chart-heading = ¿Qué ha pasado con { $patient } a lo largo del tiempo?
progress-chart-table = Mostrar todo lo de la imagen como tablas
progress-further = Otros instrumentos

## Lo que ocurrió además de las puntuaciones
event-incident-suicide-attempt = intento de suicidio
event-incident-self-harm-medical = autolesión que necesitó atención médica
event-incident-self-harm = autolesión
event-incident-violence = violencia
event-incident-restraint = contención o aislamiento
event-incident-elopement = salida sin permiso
event-incident-injury = lesión
event-incident-other = otro incidente
event-medication = { $change }: { $medication }
event-medication-start = inicio
event-medication-stop = suspensión
event-medication-dose-increase = aumento de dosis
event-medication-dose-decrease = reducción de dosis
event-plan-goals = metas
event-plan-interventions = intervenciones
event-plan-frequency = frecuencia
event-plan-medication = medicación como parte del plan
event-plan-reviewed-unchanged = revisado, sin cambios

## Razones en la lista de pacientes a cargo
caseload-need-reliably-worse = { $instrument }: empeoramiento confiable desde la línea de base, de { $points }
caseload-need-off-course = { $instrument }: fuera del curso esperado
caseload-need-reliably-improved = { $instrument }: mejoría confiable desde la línea de base

## Una vista para mirar con el paciente
discuss-heading = ¿Cómo le ha ido, { $patient }?
discuss-lead = Sus respuestas a lo largo del tiempo, para hablarlas en conjunto.
discuss-action = Hablarlo con el paciente
discuss-back = Volver a la página del paciente
discuss-none = Todavía no hay puntuaciones que mirar.
discuss-first = { $instrument }: esta es su primera puntuación en este episodio de atención, { $score } el { $day }.
discuss-better = { $instrument }: usted está mejor que el { $day }. La puntuación pasó de { $score } a { $latest }; eso es más de lo que explicaría la sola casualidad.
discuss-worse = { $instrument }: las cosas se han hecho más difíciles desde el { $day }. La puntuación pasó de { $score } a { $latest }; eso es más de lo que explicaría la sola casualidad.
discuss-unclear = { $instrument }: desde el { $day } la puntuación pasó de { $score } a { $latest }. Un cambio de este tamaño puede darse por casualidad.
discuss-no-norm = { $instrument }: desde el { $day } la puntuación pasó de { $score } a { $latest }. No se sabe qué tan grande tiene que ser aquí un cambio para ser más que casualidad.
discuss-same = { $instrument }: la puntuación es la misma que el { $day }, { $score }.
discuss-off-course = La mayoría de las personas que empezaron donde usted empezó ya habían avanzado más a estas alturas. Es una razón para ver en conjunto qué podría ayudar más.
discuss-watch = Muchas personas que empezaron donde usted ya habían avanzado un poco más a estas alturas. Vale la pena observarlo juntos.
discuss-on-course = Aquí es más o menos donde está a estas alturas, o más adelante, la mayoría de las personas que empezaron donde usted empezó.
discuss-higher-is-worse = En esta imagen, más bajo es mejor.
discuss-higher-is-better = En esta imagen, más alto es mejor.
discuss-questions = De qué hablar
discuss-question-fit = ¿Esta imagen corresponde a cómo se siente usted?
discuss-question-helped = ¿Qué ha ayudado desde la última vez y qué no?
discuss-question-change = ¿Hay algo que deberíamos hacer de otra manera?

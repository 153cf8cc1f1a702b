### Nivel de atención: determinaciones, datos, cláusulas, lo que falta y la manera más sencilla de obtenerlo; las páginas alrededor. English: ../en/level_of_care.ftl.

## Lo que dicen los criterios
determination-not-applicable = Estos criterios no se hicieron para este paciente.
determination-safety-review = Atienda la seguridad ahora.
determination-step-up = Considere un nivel de atención superior.
determination-mixed = Hay evidencia tanto para permanecer como para pasar a un nivel inferior. Una persona la pondera.
determination-continue = Hay evidencia de que este nivel de atención sigue siendo necesario.
determination-step-down = Considere un nivel de atención inferior.
determination-insufficient = Faltan datos que serían decisivos.
determination-review-plan = Revise el plan: no se cumple ninguna regla, o quedan síntomas que ya no cambian.
determination-target-complete = Considere concluir el episodio de atención.
determination-target-level = Considere el nivel { $level }.
level-of-care-decides = Usted decide. Esto no cambia nada por sí solo.

## Lo mismo en una o dos palabras, para listas
determination-short-not-applicable = los criterios no aplican
determination-short-safety-review = atender la seguridad
determination-short-step-up = ¿nivel superior?
determination-short-mixed = evidencia en ambos sentidos
determination-short-continue = sigue siendo necesario
determination-short-step-down = ¿nivel inferior?
determination-short-insufficient = faltan datos
determination-short-review-plan = revisar el plan

## Por qué un conjunto puede no aplicar
level-of-care-reason-under-age = El paciente tiene menos edad que aquella para la que se hicieron los criterios.
level-of-care-reason-level-not-in-set = Los criterios no tienen reglas para este nivel de atención.
level-of-care-reason-eating-disorder = Los criterios no se hicieron para trastornos de la conducta alimentaria.
level-of-care-reason-psychosis = Los criterios no se hicieron para psicosis.
level-of-care-reason-no-diagnosis = No hay diagnóstico en el expediente; por eso no se sabe si los criterios se hicieron para este paciente.

## Junto a una determinación
level-of-care-caveat-step-up-not-excluded = No se descarta la necesidad de un nivel superior. Falta: { $facts }.
level-of-care-caveat-plan-review = Las puntuaciones no se han movido o la estancia es larga. Revise el plan: cámbielo, cambie el nivel, o diga por qué se mantiene.
level-of-care-caveat-set-to-be-reviewed = Sus profesionales clínicos aún no han revisado estos criterios. Tome lo que dicen como un borrador.
level-of-care-caveat-only-safety-judged = Estos criterios no se hicieron para este paciente. Solo se preguntó lo que dicen sobre el peligro.
level-of-care-caveat-set-unreadable = Los criterios que usted puso en vigor ({ $set }) ya no se pueden leer. Los incluidos juzgaron en su lugar hasta que se corrijan.
level-of-care-nearest = Sería «{ $determination }» si constara lo siguiente: { $changes }.
level-of-care-nearest-change = { $fact }: { $value }

## Reglas
level-of-care-rule-safety = Seguridad
level-of-care-rule-step-up = Nivel superior
level-of-care-rule-continue = Este nivel
level-of-care-rule-step-down = Nivel inferior
level-of-care-rule-guard = Lo que necesita todo paso a un nivel inferior
level-of-care-rule-review = Revisión del plan
level-of-care-rule-applicability = Para quién se hicieron los criterios

## Cláusulas del conjunto que viene con el producto
level-of-care-clause-acute-danger = Riesgo alto, un intento, violencia, psicosis o manía aguda, o incapacidad grave
level-of-care-clause-acute-danger-48-hours = Riesgo alto, un intento o violencia en los últimos días, psicosis o manía aguda, o incapacidad grave
level-of-care-clause-settled-7-days = Riesgo a lo sumo bajo, ningún daño durante una semana, nadie tiene que permanecer con el paciente
level-of-care-clause-settled-14-days = Riesgo a lo sumo bajo, ningún daño durante dos semanas, nadie tiene que permanecer con el paciente
level-of-care-clause-settled-30-days = Riesgo a lo sumo bajo, ningún daño durante un mes, nadie tiene que permanecer con el paciente
level-of-care-clause-severe-withdrawal = Síndrome de abstinencia grave
level-of-care-clause-moderate-withdrawal = Síndrome de abstinencia moderado o grave
level-of-care-clause-medical-danger = Médicamente inestable, o no come o no bebe lo suficiente
level-of-care-clause-benefit = Beneficio: mejoría confiable, una tendencia de mejoría o progreso hacia las metas
level-of-care-clause-response-to-non-response-14-days = Sin mejoría, y por eso se cambió el plan en las últimas dos semanas
level-of-care-clause-response-to-non-response-30-days = Sin mejoría, y por eso se cambió el plan en el último mes
level-of-care-clause-benefit-or-plan-changed = Beneficio, o un plan cambiado donde no lo hay
level-of-care-clause-benefit-or-plan-changed-slowly = Beneficio, o un plan cambiado donde no lo hay
level-of-care-clause-improved-or-mild = Síntomas a lo sumo moderados, o con mejoría confiable
level-of-care-clause-stalled = Las puntuaciones no se han movido y quedan síntomas
level-of-care-clause-step-down-planned = El siguiente nivel y su día están planificados
level-of-care-clause-engaged = Asiste y participa
level-of-care-clause-inpatient-need = Peligro agudo, síndrome de abstinencia grave, médicamente inestable, o un medicamento nuevo que se debe vigilar
level-of-care-clause-inpatient-why-not-lower = Un nivel inferior no es seguro o no bastó
level-of-care-clause-residential-need = Síntomas o deterioro graves, riesgo, o consumo de sustancias que necesita este nivel
level-of-care-clause-residential-why-not-lower = Un nivel inferior no es seguro o no bastó, o no hay un lugar seguro donde vivir
level-of-care-clause-partial-hospitalization-need = Síntomas graves, funcionamiento deteriorado, riesgo, o un paso reciente a un nivel inferior
level-of-care-clause-partial-hospitalization-why-not-lower = Un nivel inferior no bastó, o sin este puede ser necesario hospitalizar al paciente
level-of-care-clause-intensive-outpatient-need = Síntomas o deterioro moderados, consumo de sustancias, o un paso reciente a un nivel inferior
level-of-care-clause-mild-or-recovered = Síntomas a lo sumo leves, o recuperado
level-of-care-clause-outpatient-need = Quedan síntomas o deterioro, o se debe mantener lo alcanzado

## Datos
level-of-care-fact-diagnosis = diagnóstico
level-of-care-fact-band = banda de gravedad
level-of-care-fact-score = puntuación
level-of-care-fact-change = cambio en este nivel
level-of-care-fact-change-since-intake = cambio desde el ingreso
level-of-care-fact-trend = tendencia de las puntuaciones
level-of-care-fact-plateau = puntuaciones que no se han movido
level-of-care-fact-nonworsening-in-a-row = puntuaciones seguidas que no fueron peores
level-of-care-fact-worse-in-a-row = puntuaciones seguidas con empeoramiento confiable
level-of-care-fact-recovered-in-a-row = puntuaciones seguidas en recuperación
level-of-care-fact-thoughts-answered = pensamientos de muerte o de autolesión, según lo respondido
level-of-care-fact-off-course-sessions = sesiones fuera del curso esperado
level-of-care-fact-craving-band = banda de deseo intenso de consumir
level-of-care-fact-alcohol-withdrawal = puntuación de la escala del síndrome de abstinencia de alcohol
level-of-care-fact-opioid-withdrawal = puntuación de la escala del síndrome de abstinencia de opioides
level-of-care-fact-risk-level = nivel de riesgo actual
level-of-care-fact-highest-risk = nivel de riesgo más alto
level-of-care-fact-attempts = intentos o autolesiones que necesitaron atención médica
level-of-care-fact-violence = violencia
level-of-care-fact-harm = daño a cualquier persona
level-of-care-fact-restraints = contención o aislamiento
level-of-care-fact-elopements = salida sin permiso
level-of-care-fact-one-to-one-precautions = alguien permanece con el paciente en todo momento
level-of-care-fact-grave-disability = incapacidad grave
level-of-care-fact-acute-psychosis-or-mania = psicosis o manía aguda
level-of-care-fact-medically-unstable = médicamente inestable
level-of-care-fact-needs-24-hour-monitoring = necesita vigilancia las veinticuatro horas
level-of-care-fact-refuses-to-eat = no come o no bebe lo suficiente
level-of-care-fact-function = deterioro del funcionamiento
level-of-care-fact-participation = participación
level-of-care-fact-attendance-percent = asistencia
level-of-care-fact-hours-per-week = horas prestadas por semana
level-of-care-fact-goal-progress = progreso hacia las metas
level-of-care-fact-all-goals-met = todas las metas alcanzadas
level-of-care-fact-days-since-plan-change = días desde el cambio del plan
level-of-care-fact-plan-changed-after-non-response = plan cambiado porque el paciente no mejoraba
level-of-care-fact-days-since-medication-change = días desde el cambio de medicación
level-of-care-fact-active-treatment-daily = tratamiento activo todos los días
level-of-care-fact-maintenance-plan = plan para mantener lo alcanzado
level-of-care-fact-skills-used-outside = usa las habilidades fuera del tratamiento
level-of-care-fact-able-to-participate = puede participar en un programa con menos supervisión
level-of-care-fact-lower-level-unsafe = un nivel inferior no es seguro ahora
level-of-care-fact-hospitalization-risk = puede necesitar hospitalización sin este nivel
level-of-care-fact-relapses = recaídas
level-of-care-fact-overdoses = sobredosis
level-of-care-fact-unexpected-screens = pruebas de drogas con resultado inesperado
level-of-care-fact-safe-housing = un lugar seguro donde vivir
level-of-care-fact-supports = personas de apoyo
level-of-care-fact-lower-levels-not-enough = niveles inferiores que no bastaron
level-of-care-fact-days-since-higher-level = días desde un nivel superior
level-of-care-fact-days-since-readmission = días desde el reingreso
level-of-care-fact-days-at-level = días en este nivel
level-of-care-fact-days-beyond-typical-stay = días más allá de la estancia típica
level-of-care-fact-step-down-level-planned = siguiente nivel planificado
level-of-care-fact-step-down-day-planned = día planificado del siguiente nivel
level-of-care-fact-days-to-appointment = días hasta la próxima cita
level-of-care-fact-of-instrument = { $fact } de { $instrument }
level-of-care-fact-within = { $fact } en { $window }
level-of-care-window-days =
    { $count ->
        [one] { $count } día
       *[other] { $count } días
    }
level-of-care-window-hours =
    { $count ->
        [one] { $count } hora
       *[other] { $count } horas
    }

## Valores
level-of-care-value-yes = sí
level-of-care-value-band = banda { $place }
level-of-care-value-attended = asistió
level-of-care-value-excused = justificada
level-of-care-value-absent = ausente
level-of-care-value-cancelled-by-program = cancelada por el programa
level-of-care-value-expected = esperado
level-of-care-value-unexpected = no esperado
level-of-care-value-changed = cambiado
level-of-care-value-unchanged = sin cambio
level-of-care-value-readmitted = readmitido
level-of-care-value-thoughts-answered = se respondió sobre pensamientos de muerte o autolesión
level-of-care-value-no = no
level-of-care-value-none = ninguno
level-of-care-value-low = bajo
level-of-care-value-moderate = moderado
level-of-care-value-high = alto
level-of-care-value-improving = en mejoría
level-of-care-value-flat = sin movimiento
level-of-care-value-worsening = en empeoramiento
level-of-care-value-worse = peor
level-of-care-value-partial = parcial
level-of-care-value-met = alcanzado
level-of-care-value-reliably-improved = mejoría confiable
level-of-care-value-recovered = recuperado
level-of-care-value-no-reliable-change = sin cambio confiable
level-of-care-value-reliably-worse = empeoramiento confiable
level-of-care-value-floor = demasiado bajo al inicio para una mejoría confiable

## Por qué falta un dato
level-of-care-missing = { $fact }: { $why }
level-of-care-why-never-recorded = no hay registro
level-of-care-why-too-old = el registro más reciente es demasiado antiguo
level-of-care-why-recorded-as-unknown = registrado como «no se sabe»
level-of-care-why-too-few = hay muy pocas puntuaciones
level-of-care-why-no-norm = el instrumento no tiene un valor verificado de cambio confiable
level-of-care-why-no-bands = el instrumento no tiene bandas de gravedad
level-of-care-why-self-report-only = solo hay un autoinforme, y hace poco se registró un daño
level-of-care-why-before-incident = se registró un daño después de la evaluación más reciente
level-of-care-why-before-answer = se respondió sobre pensamientos de muerte o de hacerse daño después de la evaluación más reciente
level-of-care-why-stay-too-short = la estancia es más corta que el período que se considera
level-of-care-why-not-asked = nadie registró que no hubo
level-of-care-why-not-set-up = el programa no tiene una cifra para esto

## La manera más sencilla de obtenerlo
next-action-state-it = Declárelo, sí o no.
next-action-rate-risk = Valore el riesgo e indique en qué se basa.
next-action-rate-function = Valore el funcionamiento.
next-action-rate-participation = Valore la participación.
next-action-record-diagnosis = Registre el diagnóstico.
next-action-record-attendance = Ingrese la asistencia.
next-action-rate-goals = Valore el progreso hacia las metas.
next-action-record-plan-change = Ingrese qué se cambió en el plan, o que se revisó.
next-action-record-medication = Ingrese el último cambio de medicación.
next-action-record-step-down-plan = Escriba el plan de paso a un nivel inferior: nivel, día, cita.
next-action-record-prior-levels = Ingrese los niveles de atención que se intentaron antes.
next-action-ask-about-housing = Pregunte si el lugar donde vive es seguro.
next-action-ask-about-supports = Pregunte con quién puede contar el paciente.
next-action-ask-about-substance-use = Pregunte por el consumo de sustancias desde la última vez.
next-action-give-instrument = Aplique el instrumento.
next-action-give-withdrawal-scale = Aplique la escala del síndrome de abstinencia.
next-action-record-medical-status = Pida a enfermería o a un médico que registre el estado médico.
next-action-take-drug-screen = Haga una prueba de drogas.
next-action-give-instrument-again = Aplique el instrumento otra vez cuando vuelva a tocar.
next-action-choose-instrument-with-norm = Juzgue por un instrumento con un valor verificado de cambio confiable.
next-action-ask-for-the-score = No hay bandas de gravedad publicadas para esta escala. Haga que sus propios criterios pregunten por la puntuación.
next-action-set-up-program = Ingrese la estancia típica del programa, o ajuste su curso esperado.

## Lo que habla en contra, y resultados de otro lugar
level-of-care-contradicting = { $fact } ({ $value }) habla a favor de: { $rule }
level-of-care-external = { $system } { $edition }, { $day }: nivel { $level }, tal como se registró. No es parte de esta determinación.
external-system-asam = ASAM Criteria
external-system-locus = LOCUS
external-system-calocus-casii = CALOCUS-CASII
external-system-ecsii = ECSII
external-system-interqual = InterQual
external-system-mcg = MCG
external-system-locadtr = LOCADTR
external-system-other = Otra herramienta

## Lo que decidió una persona
level-of-care-direction-higher = Un nivel superior
level-of-care-direction-stay = Este nivel
level-of-care-direction-lower = Un nivel inferior
override-reason-clinical-judgement = Juicio clínico
override-reason-facts-wrong = Un dato es incorrecto o ya no está vigente
override-reason-criteria-do-not-fit = Los criterios no corresponden a este paciente
override-reason-patient-preference = El paciente quiere otra cosa
override-reason-circumstances = Familia, trabajo o vivienda
override-reason-no-place = No hay lugar en el otro nivel
override-reason-payer-decision = Lo decidió el pagador
override-reason-medical = Una razón médica
override-reason-other = Otra cosa

## La página del nivel de atención de un paciente
level-of-care-page-heading = ¿Este nivel de atención sigue siendo el adecuado para { $patient }?
level-of-care-page-action = Nivel de atención
level-of-care-link-short = ¿sigue siendo adecuado?
level-of-care-page-lead = { $level } desde el { $day }, { $program }.
level-of-care-page-criteria = Juzgado según { $title }, versión { $version }.
level-of-care-page-no-episode = No hay ningún nivel de atención en marcha; no hay nada que juzgar.
level-of-care-page-withheld = Lo que dicen los criterios se muestra solo a profesionales clínicos con licencia. Usted ve qué datos faltan y qué se decidió.
level-of-care-section-basis = ¿Por qué?
level-of-care-section-missing = Lo que falta
level-of-care-section-contradicting = Lo que habla en contra
level-of-care-section-nearest = Lo que lo cambiaría
level-of-care-section-external = Resultados de herramientas con licencia
level-of-care-section-decision = ¿Qué decide usted?
level-of-care-section-earlier = Determinaciones y decisiones anteriores
level-of-care-nothing-missing = No falta nada que sería decisivo.
level-of-care-missing-caption = Datos que faltan, primero los que cuestan menos
level-of-care-column-fact = Dato
level-of-care-column-why = Por qué falta
level-of-care-column-next = Siguiente paso
level-of-care-missing-optional = Ninguna determinación espera por esto
level-of-care-column-value = Valor
level-of-care-column-observed = Observado
level-of-care-column-age = Antigüedad
level-of-care-column-source = Fuente
level-of-care-column-speaks-for = Habla a favor de
level-of-care-input-too-old = demasiado antiguo para contar
level-of-care-inputs-caption = Evidencia para: { $fact }
level-of-care-value-at-least = al menos { $value }
level-of-care-value-unknown = no se sabe, porque { $why }
level-of-care-value-not-asked = no es una pregunta para este paciente
level-of-care-compared = { $fact }: { $value } (se pide: { $asked })
level-of-care-asked-equal = { $value }
level-of-care-asked-not-equal = distinto de { $value }
level-of-care-asked-less = menos de { $value }
level-of-care-asked-at-most = a lo sumo { $value }
level-of-care-asked-greater = más de { $value }
level-of-care-asked-at-least = al menos { $value }
level-of-care-asked-in = uno de { $value }
level-of-care-condition-all = Todo lo siguiente
level-of-care-condition-any = Cualquiera de estas
level-of-care-condition-at-least =
    { $count ->
        [one] Al menos { $count } de estas
       *[other] Al menos { $count } de estas
    }
level-of-care-condition-not = Nada de esto
level-of-care-optional = puede quedar sin saberse
level-of-care-rule-target = { $rule }: { $target }
level-of-care-target-complete = el fin del episodio
level-of-care-source-administration = respuestas
level-of-care-source-record = registro
level-of-care-external-caption = Resultados de herramientas con licencia, tal como se registraron
level-of-care-external-note = Están aquí tal como se registraron y no son parte de la determinación.
level-of-care-change-line = { $fact }: { $from } pasa a { $to }
level-of-care-change-unknown = no se sabe
level-of-care-records-link = Ingresar o corregir registros
level-of-care-criteria-link = Los criterios
level-of-care-agreement-link = Concordancia con los criterios
level-of-care-back = Volver al nivel de atención
level-of-care-age-hours = menos de un día
level-of-care-changed-meanwhile = Los registros cambiaron desde que usted los miró. No se guardó nada. Mire otra vez antes de decidir.
level-of-care-as-of = A fecha de: { $moment }

## La decisión
level-of-care-decision = Decisión
level-of-care-decision-agree = De acuerdo
level-of-care-decision-disagree = En desacuerdo, y decidir otra cosa
level-of-care-decision-defer = Todavía no
level-of-care-decision-instead = En su lugar
level-of-care-decision-instead-hint = Solo si no está de acuerdo.
level-of-care-decision-why = Por qué otra cosa
level-of-care-decision-only-where-disagreed = { $label }: solo si no está de acuerdo. Escoja no estar de acuerdo o déjelo vacío. No se firmó nada.
level-of-care-decision-words = Con sus palabras
level-of-care-decision-words-hint = Es obligatorio si no está de acuerdo. Queda en el expediente.
level-of-care-decision-sign = Firmar como { $signature }
level-of-care-decision-saved = Su decisión está firmada y se guarda con la determinación.
level-of-care-decision-cannot = Su cuenta no tiene un nombre con el que firmar.
level-of-care-decided-agree = De acuerdo
level-of-care-decided-disagree = Se decidió otra cosa: { $direction }
level-of-care-decided-defer = Aplazada
level-of-care-decided-towards = { $decision } ({ $direction })
level-of-care-decided-by = { $signature }, { $moment }
level-of-care-decided-because = { $reason }: { $words }
level-of-care-decided-nothing = Todavía nadie ha decidido

## Determinaciones guardadas
determination-heading = ¿Qué se determinó sobre { $patient }?
determination-lead = Hecha el { $moment } según { $title }, versión { $version }; motor { $engine }.
determination-caption = Determinaciones y decisiones, primero la más reciente
determination-column-made = Hecha
determination-column-outcome = Determinación
determination-column-decision = Decisión
determination-rerun-heading = Hecha otra vez a partir de lo guardado
determination-rerun-identical = El mismo motor da los mismos bytes.
determination-rerun-newer = La hizo el motor { $engine }. El motor actual lee los mismos datos de otra manera en estos lugares. Lo guardado permanece.
determination-rerun-newer-same = La hizo el motor { $engine }. El motor actual llega a lo mismo.
determination-rerun-altered = Lo guardado no es lo que se determinó: el mismo motor da otros bytes. Pida que se revise la base de datos.
determination-rerun-unreadable = No se puede hacer otra vez: { $reason }
determination-rerun-no-criteria = No se puede hacer otra vez: los criterios con los que se hizo no están registrados.
determination-rerun-caption = Diferencias
determination-column-place = Lugar
determination-column-before = Como se guardó
determination-column-now = Ahora

## Criterios
criteria-heading = ¿Según qué criterios se juzgan los niveles de atención?
criteria-lead = Los criterios comparan datos registrados con umbrales. No deciden nada; decide una persona con licencia.
criteria-in-force = En vigor
criteria-shipped = Viene con el producto
criteria-own = Escritos por el centro
criteria-to-be-reviewed = Sus profesionales clínicos deben revisarlos antes de usarlos
criteria-not-reviewed = Aún sin revisar por sus profesionales clínicos
criteria-in-force-unreviewed = Se valora con estos hasta que otros entren en vigor. Tome lo que dicen como un borrador: haga que sus profesionales clínicos examinen los umbrales, cargue después una copia propia con lo que decidan y póngala en vigor.
criteria-not-for = No se hicieron para
criteria-for = Se hicieron para
criteria-population = pacientes de { $years } años en adelante
criteria-levels = Niveles de atención
criteria-version-line = Versión { $version }
criteria-loaded = Cargado: { $moment }
criteria-fingerprint = Huella
criteria-show-file = Mostrar el archivo
criteria-put-in-force = Poner en vigor
criteria-put-in-force-done = Los criterios están en vigor. Se juzga de nuevo a todas las personas en atención según ellos.
criteria-load-heading = Cargar criterios propios
criteria-load-hint = Copie el archivo que viene con el producto, dele un id propio, ponga kind en practice_written, cambie lo que decidan sus profesionales clínicos y péguelo aquí. Se queda en su base de datos y nunca se exporta. No pegue texto de una herramienta con licencia.
criteria-load-label = Archivo
criteria-load = Revisar y cargar
criteria-load-done = Los criterios están cargados. Cuentan cuando se pongan en vigor.
criteria-unreadable-heading = «{ $set }» ya no se puede leer
criteria-unreadable-in-force = Estos criterios están en vigor, así que los incluidos juzgan en su lugar y cada determinación lo dice. Corrija los errores en una copia del archivo, cárguela, y volverán a juzgar.
criteria-unreadable-explained = Estos criterios no se pueden poner en vigor hasta que se corrija el archivo y se vuelva a cargar.
criteria-problems-heading =
    { $count ->
        [one] El archivo tiene { $count } problema. No se cargó nada.
       *[other] El archivo tiene { $count } problemas. No se cargó nada.
    }
criteria-problem-line = Línea { $line }, columna { $column }: { $fault }.

## Qué está mal en un archivo de criterios. Sin punto final: el lugar va delante y el punto detrás.
fault-near = { $fault }. Nombres parecidos: { $names }
fault-unknown-level = «{ $name }» no es uno de OP, IOP, PHP, RTC, IP
criteria-fault-toml = esto no está escrito como TOML y no se leyó nada. Busque ahí y en la línea anterior unas comillas, un corchete o un signo igual que falte. El analizador dice, en inglés: «{ $message }»
criteria-fault-missing-key = falta la clave «{ $key }»
criteria-fault-unknown-key = la clave «{ $key }» no se conoce aquí
criteria-fault-wrong-kind = se espera { $expected }
criteria-fault-unknown-name = «{ $name }» no es un hecho ni una cláusula de este archivo
criteria-fault-unknown-instrument = «{ $name }» no es un instrumento
criteria-fault-not-lower = un paso a un nivel menor desde { $from } no puede llevar a { $to }
criteria-fault-unknown-operator = «{ $operator }» no es un operador: se espera uno de ==, !=, <, <=, >, >=, in
criteria-fault-no-order = «{ $fact }» no tiene orden: use ==, != o in, no { $operator }
criteria-fault-wrong-value = «{ $value }» no es un valor de «{ $fact }»: se espera { $expected }
criteria-fault-needs-window = «{ $fact }» se cuenta en un lapso de tiempo: añada within, por ejemplo «within { $example }»
criteria-fault-takes-no-window = «{ $fact }» no admite within
criteria-fault-bad-window = within necesita un número de días u horas, por ejemplo «within { $example }»
criteria-fault-takes-no-instrument = «{ $fact }» no se refiere a ningún instrumento: quite los paréntesis
criteria-fault-empty-list = «{ $key }» está vacía: all vacía se cumpliría siempre, y any vacía nunca
criteria-fault-bad-count = at_least debe ir de uno al número de condiciones en of, que es { $parts }
criteria-fault-not-one-condition = una condición es una de all, any, not, o at_least con of
criteria-fault-circle = las cláusulas se remiten unas a otras en círculo: { $path }
criteria-fault-named-like-fact = una cláusula no puede llamarse como el hecho «{ $name }»
criteria-fault-left-over = no se entendió «{ $rest }»
criteria-expected-text = un texto entre comillas
criteria-expected-flag = true o false
criteria-expected-number = un número entero, no menor que cero
criteria-expected-table = una tabla
criteria-expected-list = una lista entre corchetes
criteria-expected-set-kind = "neutral" o "practice_written"
criteria-expected-practice-written = practice_written, porque solo el archivo incluido es neutral
criteria-expected-own-id = un id propio, porque este es el del conjunto incluido
criteria-expected-condition = una comparación entre comillas, el nombre de una cláusula, o una tabla con all, any, not o at_least
criteria-expected-list-after-in = una lista después de in, por ejemplo [recovered, reliably_improved]
criteria-expected-value-number = un número
criteria-expected-value-yes-no = yes o no
criteria-expected-value-one-of = una de estas palabras: { $words }

## Los conjuntos de criterios, más
criteria-exclusion-eating-disorder = trastornos de la conducta alimentaria
criteria-exclusion-psychosis = psicosis
criteria-file-fine = { $title }, versión { $version }: no se encontró ningún problema.
criteria-file-rules =
    { $count ->
        [one] Reglas para { $count } nivel de atención.
       *[other] Reglas para { $count } niveles de atención.
    }
criteria-file-refused = { $file }: { $problem }

## Concordancia
agreement-heading = ¿Con qué frecuencia deciden las personas según lo que dicen los criterios?
agreement-lead = Una concordancia baja dice que los criterios no se ajustan al centro, no que alguien se equivoque. Con ella las personas ajustan los umbrales.
agreement-first = Desde
agreement-last = Hasta
agreement-decided =
    { $count ->
        [one] Se decidió sobre { $count } determinación
       *[other] Se decidió sobre { $count } determinaciones
    }
agreement-compared = Comparadas
agreement-left-out = No incluidas: los criterios no indicaron una dirección, o la decisión se aplazó
agreement-deferred = De estas, aplazadas
agreement-observed = Decididas igual
agreement-kappa = Concordancia más allá del azar (kappa de Cohen)
agreement-kappa-interval = { $kappa } (de { $lower } a { $upper })
agreement-kappa-none = No definida: todas las decisiones son de una misma clase
agreement-kappa-too-few = Muy pocas para decirlo: { $compared } comparadas, se necesitan { $needed }. Con menos, el intervalo es demasiado ancho para decir algo (la regla de Cicchetti: el doble del cuadrado del número de direcciones)
agreement-table-caption = Adónde apuntaron los criterios, y adónde decidieron las personas
agreement-table-criteria = Los criterios apuntaron a
agreement-table-decided = Se decidió: { $direction }
agreement-reasons-heading = Por qué las personas decidieron otra cosa
agreement-reasons-caption = Razones, primero la más frecuente
agreement-column-reason = Razón
agreement-column-count = Veces
agreement-no-reasons = Nadie decidió otra cosa en estos días.
agreement-none = Nadie decidió sobre una determinación en estos días.

## En la línea de comandos
level-of-care-command-missing = falta: { $fact }. Siguiente paso: { $next }
level-of-care-command-withheld = Lo que dicen los criterios se muestra para un profesional clínico con licencia: nombre a uno con --for.
level-of-care-command-nobody = { $name } no es una persona con licencia que pueda ver niveles de atención
level-of-care-command-nobody-hint = indique el nombre de usuario de un profesional clínico con licencia clínica
level-of-care-command-rerun = { $moment }: { $outcome }
level-of-care-command-everybody = { $judged } juzgadas, { $stored } cambiadas y guardadas

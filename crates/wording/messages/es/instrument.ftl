### Instrumentos, aplicaciones y puntuaciones: nombres de todos los códigos, estados, definiciones y licencias. English: ../en/instrument.ftl.

instrument-heading = ¿Qué instrumentos puede usar y con qué licencia?
instrument-lead = Todos los instrumentos de la biblioteca, qué miden y qué permite su licencia.
instrument-empty = Ningún instrumento coincide con lo que busca. Cambie el filtro para verlos todos.
instrument-label = Instrumento
instrument-version = Versión { $version }
instrument-name-with-short = { $name } ({ $short })
instrument-construct = Qué mide
instrument-population = Para quién
instrument-recall = Tiempo por el que pregunta
instrument-cadence = Con qué frecuencia
instrument-item-count =
    { $count ->
        [one] { $count } ítem
       *[other] { $count } ítems
    }
instrument-text-ships = Texto incluido
instrument-text-bring-your-own = Texto de su propia copia con licencia
instrument-text-none = Sin texto; puntuaciones a partir de respuestas o totales
instrument-citations = Citas bibliográficas
instrument-cautions = Precauciones
instrument-licence = Licencia
instrument-licence-holder = Titular
instrument-licence-notice = Aviso
instrument-definition = Definición
instrument-engine = Motor de puntuación { $version }
instrument-higher-is-worse = Una puntuación más alta significa más síntomas.
instrument-higher-is-better = Una puntuación más alta significa que está mejor.
instrument-range = { $low } a { $high }

## Marcas: qué tan bien se conoce un número
mark-word-verified = verificado
mark-word-recalled = de memoria
mark-verified-explained = Verificado: se leyó la fuente; se indica el lugar.
mark-recalled-explained = De memoria: del conocimiento general; no se leyó la fuente. Compruébelo antes de confiar en él.
mark-recalled-enabled = de memoria, habilitado por { $name } el { $day }
mark-recalled-not-enabled = de memoria, no habilitado: se muestra, no se usa para evaluar
mark-recalled-in-picture = Bandas o puntos de corte del gráfico: { $standing }.
mark-with-source = { $mark }: { $source }

## Categorías de licencia
licence-category-public-domain = Dominio público
licence-category-public-domain-us-government = Dominio público, gobierno de los Estados Unidos
licence-category-free-including-commercial = Gratuito, también para uso comercial
licence-category-cc-by-nd = Creative Commons, con atribución, sin cambios
licence-category-free-with-attribution = Gratuito con atribución
licence-category-free-clinical = Gratuito para uso clínico
licence-category-free-non-commercial = Gratuito, no para uso comercial
licence-category-permission = Con permiso del titular
licence-category-proprietary = Con derechos reservados
licence-category-own-words = Nuestras propias palabras

## Fase
phase-label = Fase
phase-intake = Ingreso
phase-in-treatment = Durante el tratamiento
phase-discharge = Alta
phase-follow-up = Seguimiento

## Modo
mode-label = Modo
mode-link = Dispositivo propio
mode-tablet = Tableta
mode-kiosk = Quiosco
mode-paper = Papel
mode-telephone = Teléfono
mode-interview = Entrevista
mode-import = Importado

## Quien responde
respondent-label = Quien responde
respondent-patient = Paciente
respondent-parent = Padre, madre o tutor
respondent-second-parent = Segundo padre, madre o tutor
respondent-teacher = Docente
respondent-second-teacher = Segundo docente
respondent-clinician = Profesional clínico

## Completitud
completion-label = Completitud
completion-complete = Completa
completion-partial = Parcial
completion-declined = Declinada
completion-totals-only = Solo total

## Respuestas
answer-refused = No quiso responder
answer-not-applicable = No corresponde
answer-not-given = Sin respuesta
item-label = Ítem { $item }
items-listed =
    { $count ->
        [one] ítem { $items }
       *[other] ítems { $items }
    }

## Estado de una puntuación
score-label = Puntuación
score-none = Sin puntuación
status-label = Estado
status-scored = Con puntuación
status-prorated = Prorrateada
status-totals-only = Solo total
status-unscorable = No se puede puntuar
status-not-administered = No se aplicó
status-recorded = Registrado, sin puntuación
status-scored-explained = Se respondieron todos los ítems que necesita la puntuación.
status-prorated-explained =
    { $count ->
        [one] Sin respuesta, y completado por la regla de la escala: { $items }.
       *[other] Sin respuesta, y completados por la regla de la escala: { $items }.
    }
status-totals-only-explained = Venía un total sin sus ítems. No se calculó aquí, y las respuestas sobre seguridad no se conocen.
status-not-administered-explained = No se respondió ni un ítem de esta escala.

## Bandas: la palabra de la definición y su lugar entre las bandas de su escala
band-label = Banda
band-absent = Sin banda
band-place = { $band }, { $place } de { $count }
band-word-minimal = mínima
band-word-mild = leve
band-word-moderate = moderada
band-word-moderately-severe = moderadamente grave
band-word-moderate-severe = moderada-grave
band-word-moderately-severe-or-worse = moderadamente grave o peor
band-word-severe = grave
band-word-very-severe = muy grave
band-word-extremely-severe = sumamente grave
band-word-extreme = extrema
band-word-none = ninguna
band-word-normal = normal
band-word-within-normal = dentro de lo normal
band-word-healthy = saludable
band-word-low = baja
band-word-medium = media
band-word-high = alta
band-word-very-high = muy alta
band-word-higher-risk = riesgo más alto
band-word-problem-use = consumo problemático
band-word-substantial = sustancial
band-word-significant = significativa
band-word-serious = seria
band-word-serious--smi- = grave (SMI)
band-word-subclinical = subclínica
band-word-subthreshold = por debajo del umbral
band-word-adequate-independence = independencia adecuada
band-word-zone-i-low = zona I, baja
band-word-zone-ii-hazardous = zona II, consumo riesgoso
band-word-zone-iii-harmful = zona III, consumo perjudicial
band-word-zone-iv-likely-dependence = zona IV, dependencia probable
band-word-no-use-in-past-3-months = sin consumo en los últimos tres meses

## Resultados en palabras
result-word-acute-positive = positivo agudo
result-word-non-acute-positive = positivo no agudo
result-word-cluster-rule-met = se cumple la regla de grupos de síntomas
result-word-cluster-rule-not-met = no se cumple la regla de grupos de síntomas
result-word-combined = combinado
result-word-criteria-met = se cumplen los criterios
result-word-criteria-not-met = no se cumplen los criterios
result-word-hyperactive-impulsive = hiperactivo-impulsivo
result-word-inattentive = inatento
result-word-low = bajo
result-word-moderate = moderado
result-word-high = alto
result-word-major-depressive-syndrome = síndrome depresivo mayor
result-word-other-depressive-syndrome = otro síndrome depresivo
result-word-meets-criteria-for-major-depressive-episode = cumple los criterios de episodio depresivo mayor
result-word-probable-major-depressive-episode = episodio depresivo mayor probable
result-word-possible-major-depressive-episode = episodio depresivo mayor posible
result-word-subthreshold-depression-symptoms = síntomas de depresión por debajo del umbral
result-word-no-clinical-significance = sin significación clínica
result-word-negative = negativo
result-word-positive = positivo
result-word-no-risk-identified = ninguna de las preguntas se respondió con sí

## Respuestas sobre seguridad
safety-label = Seguridad
safety-met = Necesita la atención de una persona: { $entry }
safety-not-met = No se indicó: { $entry }
safety-unknown = No se sabe: { $entry }
safety-none-defined = Sin ítems de seguridad
safety-entry-thoughts-of-death = pensamientos de muerte o de autolesión
safety-entry-death-or-suicide = pensamientos de muerte o de suicidio
safety-entry-suicide = pensamientos de suicidio
safety-entry-suicide-risk = pensamientos suicidas o un intento, o no quiso responder
safety-entry-acute-suicide-risk = pensamientos suicidas en este momento
safety-entry-acuity-refused = no quiso responder sobre pensamientos en este momento
safety-entry-suicidal-ideation = pensamientos suicidas
safety-entry-suicidal-intent-or-plan = intención suicida o un plan
safety-entry-suicidal-behaviour-ever = conducta suicida en cualquier momento
safety-entry-suicidal-behaviour-recent = conducta suicida reciente
safety-entry-suicide-thoughts-or-plan = pensamientos de suicidio o un plan
safety-entry-serious-thoughts-past-month = pensamientos serios de suicidio en el último mes
safety-entry-attempt-lifetime = un intento de suicidio en cualquier momento
safety-entry-plans-to-end-life = planes de terminar con la vida
safety-entry-life-worth-living = dudas de que valga la pena vivir
safety-entry-self-harm = pensamientos de autolesión
safety-entry-risk-to-self = pensamientos o actos de autolesión
safety-entry-risk-to-others = amenazas o violencia hacia otras personas
safety-entry-violence = pensamientos o actos de violencia
safety-entry-alcohol-or-drugs = problemas con el alcohol o las drogas
safety-entry-any-use = consumo de alcohol o drogas
safety-entry-severe-withdrawal = síndrome de abstinencia grave
safety-entry-hallucinations = alucinaciones durante el síndrome de abstinencia
safety-statement = Esto muestra qué se respondió. Hable con el paciente.

## La biblioteca y la página de un instrumento
instrument-page-heading = ¿Qué mide { $instrument } y cómo se puntúa?
instrument-find = Buscar un instrumento por nombre o por lo que mide
instrument-filter-text = Texto
instrument-filter-all = Todos
instrument-shown =
    { $count ->
        [one] Se muestra { $count } instrumento de { $all }
       *[other] Se muestran { $count } instrumentos de { $all }
    }
instrument-column-items = Ítems
instrument-column-text = Texto
instrument-column-use = Uso
instrument-column-numbers = Números
instrument-column-languages = Idiomas
instrument-ledger-heading = ¿Qué permite cada licencia?
instrument-ledger-lead = Quién tiene los derechos, en qué se basa el uso aquí, y si eso se leyó en su fuente.
instrument-ledger-link = Registro de licencias
instrument-library-link = Todos los instrumentos
instrument-ledger-basis = Base
instrument-ledger-evidence = Evidencia
instrument-ledger-overlay = Su propio texto
instrument-overlay-until = { $holder }, { $reference }, hasta el { $day }
instrument-overlay-open = { $holder }, { $reference }
instrument-text-awaiting = Todavía sin texto; se espera la confirmación del titular
instrument-text-missing-form = Este programa no puede incluir el texto de { $instrument }. Cargue el texto de su propia copia con licencia para responderlo aquí; hasta entonces las respuestas se pueden registrar por número de ítem.
instrument-imported = Entró por importación
instrument-imported-explained = Esta definición vino con un archivo. Nadie aquí la ha comparado con su publicación.
instrument-use-outcome = Repetido, se dibuja como curso
instrument-use-screening = Tamizaje
instrument-use-withdrawal = Síndrome de abstinencia
instrument-use-history = Antecedentes
instrument-use-alliance = Alianza
instrument-facts-heading = ¿Para qué es?
instrument-respondents = Quién responde
instrument-bilingual = Entrevista bilingüe
instrument-bilingual-yes = Alguien del centro que hable los dos idiomas puede preguntarlo en un idioma en el que no tiene texto
instrument-bilingual-no = No se ofrece: nada de lo que se conoce lo permite
instrument-loinc = Panel LOINC
instrument-scales-heading = ¿Qué significan las puntuaciones?
instrument-scale-range = Rango
instrument-scale-formula = Fórmula
instrument-scale-direction = Dirección
instrument-scale-missing = Ítems que faltan
instrument-missing-all = Se necesitan todos los ítems.
instrument-missing-prorate =
    { $count ->
        [one] Puede faltar { $count } ítem como máximo; se completa con la media de los demás.
       *[other] Pueden faltar { $count } ítems como máximo; se completan con la media de los demás.
    }
instrument-missing-zero =
    { $count ->
        [one] Puede faltar { $count } ítem como máximo; cuenta como cero.
       *[other] Pueden faltar { $count } ítems como máximo; cuentan como cero.
    }
instrument-missing-by-formula = La fórmula dice qué pasa.
instrument-scale-totals-only = Solo se conocen los totales que vienen incluidos.
instrument-bands-caption = Bandas de { $scale }
instrument-bands-none = No hay bandas publicadas o conocidas para esta escala.
instrument-column-range = Desde–hasta
instrument-column-number = Número
instrument-column-value = Valor
instrument-column-source = Fuente
instrument-numbers-heading = ¿Qué umbrales y normas se usan?
instrument-numbers-caption = Puntos de corte y normas de { $scale }
instrument-number-cutoff = Punto de corte: { $use }
instrument-number-reliable-change = Cambio confiable
instrument-number-reliable-change-in = Cambio confiable en { $population }
instrument-number-minimal-difference = Diferencia mínima importante
instrument-number-response = Respuesta al tratamiento
instrument-number-remission = Remisión
instrument-number-classification = { $name }: { $result }
instrument-value-points = { $points } puntos
instrument-value-norms = DE { $deviation }, confiabilidad { $reliability }
instrument-value-percent = { $percent } % menos que en la línea de base
instrument-safety-heading = ¿Qué respuestas debe ver una persona?
instrument-safety-caption = Entradas de seguridad
instrument-column-safety = Respuesta sobre
instrument-column-urgency = En cuánto tiempo
instrument-urgency-review = En la próxima revisión
instrument-urgency-same-day = El mismo día
instrument-urgency-immediate = De inmediato
instrument-items-heading = ¿Qué pregunta?
instrument-items-caption = Ítems de { $instrument }
instrument-column-item = Ítem
instrument-column-asked = Pregunta
instrument-column-answers = Respuestas
instrument-item-recoded = invertido o recodificado antes de puntuar
instrument-item-number-range = Un número de { $low } a { $high }
instrument-text-source = Texto: { $source }
instrument-licence-heading = ¿De quién es?
instrument-citations-heading = ¿Dónde se publicó?
instrument-cautions-heading = ¿Con qué hay que tener cuidado?
instrument-recalled-heading = ¿Se pueden usar los números de memoria?
instrument-recalled-lead = De algunos números de este instrumento se dice que vienen de una fuente que no se leyó. Se muestran con su marca y no se usan para evaluar hasta que un profesional clínico con licencia o la dirección los haya comprobado y habilitado.
instrument-recalled-enable = Habilitar los números de memoria
instrument-recalled-statement = Desde entonces el nombre de usted respalda los números de memoria de { $instrument }, hasta que cambie su definición.
instrument-recalled-reason = ¿Qué comprobó usted y dónde?
instrument-recalled-reason-hint = Está junto a su nombre en cualquier lugar donde alguien pregunte.
instrument-recalled-clinicians-only = Solo un profesional clínico con licencia clínica, o la dirección, puede habilitarlos o retirar ese permiso.
instrument-recalled-withdraw = Retirar el permiso
instrument-recalled-withdraw-reason = ¿Por qué no deben usarse más?
instrument-recalled-withdraw-statement = Desde entonces los números de memoria de { $instrument } se muestran y no se usan para evaluar. Lo que se evaluó antes queda registrado.
instrument-recalled-withdrawn = Guardado. Los números de memoria de { $instrument } ya no se usan.
instrument-recalled-saved = Guardado. Los números de memoria de { $instrument } están habilitados.
instrument-numbers-all-verified = Todos verificados
instrument-numbers-some-recalled =
    { $count ->
        [one] { $count } de memoria
       *[other] { $count } de memoria
    }
instrument-numbers-none = Ninguno
safety-flag-met = Respuesta sobre seguridad
safety-flag-unknown = Seguridad: no se sabe

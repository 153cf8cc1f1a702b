### Importaciones: qué entró y qué no se aceptó. English: ../en/import.ftl.

import-heading = ¿Qué entró y qué no se aceptó?
import-new-heading = ¿Qué archivo quiere importar?
import-empty = Todavía no se ha importado nada. Empiece con un archivo: la página siguiente dice qué se entendió antes de guardar nada.
import-column-file = Archivo
import-column-when = Cuándo
import-column-accepted = Registros añadidos
import-column-rejected = Filas rechazadas
import-column-unchanged = Registros que ya estaban
import-column-state = Estado
import-rejections-heading = ¿Qué filas necesitan su atención?
import-rejection-row = Fila { $row }
import-download-rejections = Descargar las filas rechazadas
import-same-file = Este archivo ya se había importado. No se cambió nada.

## La lista y un lote
import-lead = Cada archivo se toma completo o no se toma. Las filas que no se pudieron tomar esperan aquí con su motivo.
import-start = Importar un archivo
import-by = Por
import-kind = Tipo
import-kind-fhir = FHIR
import-kind-csv = Tabla
import-kind-x12 = Reclamaciones, pagos o respuestas (X12)
import-parts-not-understood = Partes no entendidas
import-parts-counted =
    { $count ->
        [one] { $count } parte no entendida
       *[other] { $count } partes no entendidas
    }
import-rows-read = Filas leídas
import-dealings-read = Reclamaciones, pagos y respuestas leídos
import-state-running = En curso
import-state-finished = Terminada
import-state-failed = No aceptada
import-batch-heading = ¿Qué trajo este archivo?
import-batch-lead = { $file }, { $kind }
import-batch-counts-heading = ¿Qué fue de sus filas?
import-batch-fingerprint = Huella
import-batch-mapping = Asignación de columnas
import-batch-failed = El archivo completo no se aceptó; no se conservó nada de él.
import-no-rejections = Se tomaron todas las filas.
import-rejections-lead = Descargue estas filas, arréglelas e importe el archivo con las filas arregladas.
import-parts-lead = Se tomó todo lo demás del archivo. Pida un archivo arreglado a quien lo envió: lo que ya se conoce no cambia nada cuando vuelve a llegar.
import-rejections-caption = Filas rechazadas
import-column-place = Lugar
import-column-reason = Motivo
import-rows-rejected =
    { $count ->
        [one] { $count } fila no se tomó
       *[other] { $count } filas no se tomaron
    }
import-rejects-heading = ¿Para quién son las filas rechazadas?
import-rejects-lead = Contienen nombres y respuestas tal como estaban en el archivo. Su entrega se registra antes de darlas.
import-done = Importado.
import-done-before = Este archivo ya se había importado, leído de la misma manera. No se cambió nada.

## Escoger un archivo
import-choose-lead = Pruebe primero un archivo: ve qué se entiende, y no se cambia nada.
import-file = Archivo
import-file-hint = Como máximo { $megabytes } megabytes aquí. Los archivos más grandes van por la línea de comandos.
import-how = ¿Cómo se lee?
import-how-fhir = FHIR: JSON, un Bundle, o un recurso por línea
import-how-table = Una tabla, con un archivo de asignación
import-mapping = Archivo de asignación
import-mapping-hint = Solo para tablas. Dice qué es cada columna.
import-system = Nombre del sistema del que viene
import-system-hint = Las claves son únicas dentro de él. Dos sistemas que numeran a sus pacientes de la misma forma necesitan dos nombres.
import-stated-heading = Qué vale para cada fila
import-stated-lead = Solo si el archivo mismo no lo dice.
import-stated-patient = Número de expediente del paciente
import-stated-program = Programa
import-stated-day = Día
import-try = Probarlo
import-now = Importar
import-mapping-missing = Archivo de asignación: una tabla lo necesita. Escójalo.
import-mapping-problem = Archivo de asignación: { $problem }
import-is-it-a-table = ¿Es una tabla? Elíjalo abajo.
import-file-missing = Archivo: escoja uno.
import-file-again = Archivo: ya no está aquí. Escójalo otra vez.

## Qué se entendió
import-tried-heading = ¿Qué traería este archivo?
import-tried-lead = Todavía no se cambió nada. { $file }
import-tried-counts-heading = ¿Qué pasaría con sus filas?
import-tried-would-be-added = Se agregarían
import-tried-would-be-rejected = Filas que se rechazarían
import-tried-before = Este archivo ya se había importado, leído de la misma manera. Importarlo otra vez no cambia nada.
import-tried-nothing = No se puede tomar nada de este archivo. Mire los motivos de abajo.
import-understood-heading = ¿Qué se entendió?
import-understood-caption = Registros por tipo
import-column-kind = Tipo de registro
import-column-count = Registros
import-instruments-heading = ¿Qué instrumentos?
import-instruments-caption = Aplicaciones por instrumento
import-column-administrations = Aplicaciones
import-column-statuses = Estado de las puntuaciones
import-totals-compared =
    { $count ->
        [one] { $count } total venía con sus respuestas y se comparó con el calculado.
       *[other] { $count } totales venían con sus respuestas y se compararon con los calculados.
    }
import-totals-differ =
    { $count ->
        [one] { $count } total difiere del calculado. Se conservan los dos, y la puntuación queda marcada.
       *[other] { $count } totales difieren de los calculados. Se conservan ambos, y las puntuaciones quedan marcadas.
    }
import-notes-heading = ¿Qué merece un comentario?
import-note-count =
    { $count ->
        [one] una vez
       *[other] { $count } veces
    }
import-columns-heading = ¿Qué columnas se leyeron?
import-columns-unused = Columnas que nada lee: { $columns }
import-codes-unmapped = Códigos sin significado: { $codes }
import-field-of = { $records }: { $field }
import-field-item-of = Ítem { $item }
import-field-admitted = Ingreso
import-field-amount = Importe
import-field-answer = Respuesta
import-field-authorization = Autorización
import-field-baseline = Punto de partida
import-field-birth-day = Fecha de nacimiento
import-field-claim = Reclamación
import-field-clear = No está en la lista
import-field-clinician = Profesional clínico
import-field-code = Código
import-field-codes = Códigos
import-field-diagnosed-by = Diagnosticado por
import-field-discharge-destination = Destino al alta
import-field-discharge-type = Tipo de alta
import-field-discharged = Alta
import-field-dose = Dosis
import-field-end = Fin
import-field-episode = Episodio de atención
import-field-ethnicity = Etnia
import-field-family-name = Apellido
import-field-fingerprint = Huella
import-field-finished-at = Terminada
import-field-frequency = Frecuencia
import-field-funding = Financiación
import-field-given-name = Nombre
import-field-instrument = Instrumento
import-field-interventions = Intervenciones
import-field-item = Ítem
import-field-key = Clave
import-field-language = Idioma
import-field-measure = Medición
import-field-member-id = Número de afiliado
import-field-modality = Modalidad
import-field-most-units = Máximo de días o visitas
import-field-mode = Manera de responder
import-field-name = Nombre
import-field-next-review = Próxima revisión
import-field-number = Número
import-field-onset = Comienzo
import-field-part2 = 42 CFR Part 2
import-field-patient = Paciente
import-field-payer = Pagador
import-field-payer-class = Clase de pagador
import-field-phase = Fase
import-field-plan = Plan
import-field-prescriber = Prescriptor
import-field-program = Programa
import-field-race = Raza
import-field-rank = Orden
import-field-readmission-of = Reingreso de
import-field-record-number = Número de expediente
import-field-referral-source = Origen de la derivación
import-field-relation = Relación
import-field-respondent = Quién respondió
import-field-reviewer = Revisor
import-field-role = Función
import-field-sex = Sexo
import-field-state = Estado
import-field-subscriber = Titular
import-field-supervised = Supervisado
import-field-target = Meta
import-field-total = Total
import-field-track = Línea de tratamiento
import-field-unit = Unidad
import-field-unit-amount = Importe por unidad
import-field-units = Unidades
import-field-used-units = De ellos usados
import-field-zone = Zona horaria
import-record-patient = Pacientes
import-record-program = Programas
import-record-clinician = Profesionales clínicos
import-record-episode = Episodios de atención
import-record-level-of-care-period = Períodos de nivel de atención
import-record-diagnosis = Diagnósticos
import-record-care-team-member = Miembros de equipos de atención
import-record-attendance = Asistencia
import-record-participation = Valoraciones de participación
import-record-function-rating = Valoraciones del funcionamiento
import-record-goal-progress = Progreso hacia las metas
import-record-treatment-plan-change = Cambios de planes de tratamiento
import-record-medication-change = Cambios de medicación
import-record-risk-rating = Valoraciones de riesgo
import-record-incident = Incidentes
import-record-medical-status = Estado médico
import-record-substance-use = Consumo de sustancias
import-record-abstinence-report = Reportes de abstinencia
import-record-drug-screen = Pruebas de drogas
import-record-housing = Vivienda
import-record-supports = Personas de apoyo
import-record-prior-level = Niveles de atención probados antes
import-record-external-level-of-care = Resultados de herramientas de nivel de atención
import-record-clinician-statement = Declaraciones de profesionales clínicos
import-record-step-down-plan = Planes de paso a un nivel inferior
import-record-coverage = Coberturas
import-record-authorization = Autorizaciones
import-record-billed-units = Unidades facturadas
import-record-service-note = Datos sobre notas de servicio
import-record-planned-visit = Visitas planificadas
import-record-posted-charge = Cargos registrados
import-record-benefit-quote = Beneficios informados
import-record-case-agreement = Acuerdos de caso individual
import-record-patient-payment = Pagos de pacientes
import-record-posted-write-off = Montos que otro sistema de facturación dio de baja
import-record-claim-account = Números de cuenta en las reclamaciones
import-record-day-rate = Tarifas diarias de pagadores
import-record-contract-rate = Tarifas de contrato de pagadores
import-record-certification = Certificaciones de médicos
import-record-level-of-care-order = Órdenes de un nivel de atención
import-record-chart-paper = Documentos de expedientes
import-record-provider-credential = Proveedores en redes de pagadores
import-record-exclusion-check = Consultas de la lista de personas excluidas
import-record-treatment-goal = Metas de los planes de tratamiento
import-record-medication = Medicamentos
import-record-discharge-appointment = Citas después del alta
import-record-definition = Definiciones de instrumentos
import-record-administration = Aplicaciones

## Por qué no se tomó una fila
reject-wrong-encoding = El texto no es { $encoding }. Guarde el archivo con esa codificación.
reject-too-large = Más grande que { $limit } bytes. Divídalo.
reject-field-too-large = Columna { $column }: más larga que { $limit } caracteres. Acórtela.
reject-field-zero-byte = Columna { $column }: contiene un byte cero, que ningún texto tiene. Exporte el archivo de nuevo o elimine el carácter.
reject-zero-byte = Un texto contiene un byte cero, que ningún texto tiene. Elimínelo donde se genera el archivo.
reject-field-count = { $found } campos donde el encabezado tiene { $expected }. Busque un separador dentro de un texto.
reject-unclosed-quote = Se abren comillas y nunca se cierran. Ciérrelas, o quítelas.
reject-stray-quote = Hay texto después de unas comillas de cierre. Duplique las comillas dentro de un texto, y ponga el texto completo entre comillas.
reject-not-json = No es JSON desde la columna { $column }.
reject-too-deep = Más niveles anidados que { $limit }.
reject-not-a-resource = No es un recurso FHIR: no nombra ningún tipo.
reject-wrong-shape = { $resource } no tiene la forma que le da el estándar.
reject-status = Su estado es { $status }; solo se toma lo que está completo.
reject-missing = Falta { $field }. Agréguelo.
reject-not-a-day = { $field } no es un día escrito como { $expected }.
reject-not-a-number = { $field } no es un número.
reject-unknown-code = { $field } tiene un código que no es ninguno de { $expected }. Cámbielo, o agréguelo a la asignación de columnas.
reject-unknown-patient = Nombra a un paciente que no está registrado. Importe o inscriba primero al paciente.
reject-unknown-program = Nombra un programa que no está registrado. Agregue primero el programa.
reject-unknown-clinician = Nombra a un profesional clínico que no está registrado. Agregue primero al profesional clínico.
reject-unknown-episode = Nombra un episodio de atención que no está registrado. Importe primero el episodio.
reject-unknown-authorization = Nombra una autorización, pero ninguna con ese número cubre el día para este paciente. Importe primero las autorizaciones, o deje vacío el número.
reject-unknown-payer = Nombra a un pagador sin perfil. Escriba primero el perfil, en la página Pagadores o con perfiles de pagadores como archivo.
reject-no-patient = No nombra a ningún paciente. Agregue uno, o indique el paciente para todo el archivo.
reject-instrument-unknown = { $name } no es un instrumento conocido. Importe primero su definición, o indique su id en la asignación de columnas.
reject-instrument-ambiguous = Podría ser cualquiera de { $candidates }. Envíe el formulario junto con los datos, o indique el instrumento.
reject-item-unknown = { $instrument } no tiene el ítem { $item }, y falta uno de sus propios ítems. Revise el código del ítem: puede ser el que falta.
reject-item-twice = El ítem { $item } tiene dos respuestas.
reject-answer-not-offered = El ítem { $item } tiene una respuesta que el formulario no ofrece.
reject-answer-code-unknown = El ítem { $item } tiene un código de respuesta que no se conoce para él.
reject-answer-unreadable = El ítem { $item } tiene una respuesta que no es ni un número ni un código conocido.
reject-no-answers = No contiene ninguna respuesta.
reject-scale-unknown = { $instrument } no tiene la escala { $scale }.
reject-total-out-of-range = El total de { $scale } está fuera de su rango.
reject-total-not-whole = El total de { $scale } tiene decimales; esta escala solo tiene números enteros.
reject-total-unreadable = El total de { $scale } no es un número.
reject-definition-unusable = No se puede hacer una definición con esto: { $what }
reject-duplicate = La misma clave está en la línea { $line } con otro contenido.
reject-conflict = La misma clave está registrada con otro contenido. Alguien tiene que decidir cuál es el correcto.
reject-episode-overlaps = El paciente tiene otro episodio en este programa, desde el { $day }, con algunos de los mismos días. Corrija los días en el archivo, o corrija ese episodio en la página del paciente.

## Por qué no se aceptó un archivo completo
file-unreadable = El archivo no se puede leer desde la línea { $line }: { $error }
file-empty = El archivo está vacío.
file-truncated = El archivo termina en medio de un registro, en la línea { $line }, byte { $byte }. Se cortó; obténgalo otra vez.
file-not-json = No es JSON: línea { $line }, columna { $column }.
file-not-fhir = Esto es JSON, pero no un recurso FHIR.
file-no-claims = El archivo no contiene reclamaciones, pagos ni respuestas. Revise si se escogió el archivo correcto.
file-too-large = Un documento JSON de más de { $limit } bytes. Envíelo con un recurso por línea.
file-too-deep = Más niveles anidados que { $limit }, en la línea { $line }.
file-wrong-encoding = El texto es { $found }, no { $expected } (línea { $line }). Guárdelo con esa codificación, o indíquelo en la asignación de columnas.
file-wrong-delimiter = Las columnas parecen estar separadas por { $likely }; la asignación de columnas dice { $expected }.
file-missing-columns = Al encabezado le falta: { $columns }. Use el archivo de asignación que corresponde a este archivo.
file-duplicate-column = El encabezado tiene { $column } dos veces. Cambie el nombre de una.
file-note-text = La columna { $column } se llama como el texto de una nota. El programa recibe datos sobre las notas, nunca lo que dicen: deje la columna fuera de la exportación, o cámbiele el nombre si no contiene texto. No se leyó ninguna fila.
file-mapping-does-not-fit = La asignación de columnas no corresponde: { $what }
file-bad-header = El encabezado no se puede leer.

## Qué merecía un comentario
note-resource-left-out = { $resource }: este programa no lo lee y se dejó fuera
note-observation-left-out = Una observación con el código { $code } no es una puntuación de un instrumento conocido y se dejó fuera
note-questionnaire-recognized = Un formulario se reconoció como { $instrument }
note-instrument-imported = { $instrument } no está en la biblioteca; su definición vino con el archivo
note-ordinal-sum-unvalidated = { $instrument } se puntúa como la suma de los números junto a sus opciones, algo que nadie ha validado
note-reverse-items-not-declared = { $instrument }: la puntuación publicada invierte algunos ítems y el formulario no dice cuáles, así que la suma de sus números no es la puntuación
note-items-contradict-name = El formulario se llama { $named }, sus ítems son los de { $used }; los ítems deciden
note-item-left-out = El ítem { $item } no es parte del instrumento, o no contiene un número, y se dejó fuera
note-answer-code-alternative = Ítem { $item }: hay dos códigos publicados para la misma respuesta, y los formularios difieren en cuál ofrecen
note-answer-by-ordinal = Ítem { $item }: el código de la respuesta no se conoce; se tomó el número que está junto a ella en el formulario
note-ordinal-differs = Ítem { $item }: el número junto a la respuesta en el formulario difiere del de la definición, que es el que cuenta
note-same-answer-twice = Ítem { $item }: la misma respuesta está dos veces
note-in-progress = Se envió antes de marcarse como terminado; se tomaron las respuestas que tenía
note-malformed-part = Una parte está escrita de otra manera que en el estándar, y se entendió: { $part }
note-birth-day-estimated = Una fecha de nacimiento se calculó a partir de una edad, y puede desviarse hasta un año
note-nothing-to-record = { $instrument }: no hay respuestas ni un total en la fila
note-not-scored = { $instrument }: con estas respuestas no se puede calcular su puntuación
note-version-differs = { $instrument }: versión { $given } en el archivo, { $ours } aquí
note-same-record-again = El mismo registro que en la línea { $line }, tomado una sola vez
import-shown =
    { $count ->
        [one] { $count } importación
       *[other] { $count } importaciones
    }

### La evaluación forense de la facturación. English: ../en/assessment.ftl. Los valores son códigos, números de reclamaciones y montos, nunca nombres de
### pacientes. Una exposición es potencial hasta que una persona la confirma; ninguna frase sugiere facturar más de lo que respalda un expediente.

## El conjunto
assessment-title = ¿Dónde se pierde dinero y qué puede tener que devolverse?
assessment-document = Evaluación de la facturación
assessment-as-of = Antigüedad contada hasta el { $day }: el último día del que hablan los archivos, salvo que se haya pedido otro.
assessment-fact-practice = Centro
assessment-fact-as-of = A fecha de
assessment-fact-files = Archivos leídos
assessment-fact-claims = Reclamaciones
assessment-fact-charge = Cargos
assessment-fact-answered = Con respuesta
assessment-fact-paid = Pagado por reclamaciones
assessment-fact-payments = Pagos recibidos
assessment-fact-counsel = Marca
assessment-counsel = Preparado por indicación de asesoría legal
assessment-bucket-hard = Se debe por contrato
assessment-bucket-recoverable = Puede recuperarse
assessment-bucket-exposure = Puede tener que devolverse
assessment-bucket-none = Mediciones, sin monto
assessment-bucket-claims =
    { $count ->
        [one] una reclamación
       *[other] { $count } reclamaciones, cada una contada una vez
    }
assessment-bucket-judged = Hallazgos de este tipo que se pudieron evaluar: { $part } de { $whole }.
assessment-bucket-not-judged = No evaluado
assessment-never-added = Los tres montos significan cosas distintas y nunca se suman.
assessment-exposure-notice = Lo que puede tener que devolverse es potencial hasta que una persona lo confirma o lo descarta con un motivo. Un pago en exceso confirmado debe devolverse dentro del plazo que dan la ley y el contrato: pregunte a cumplimiento normativo o a asesoría legal.
assessment-exposure-left-out = Los hallazgos de lo que puede tener que devolverse no están en esta copia.
assessment-range = Según el historial del propio centro se recupera de { $low } a { $high } de ese monto, en promedio { $expected }.
assessment-no-history = Para { $amount } todavía no hay historial propio: menos de { $needed } denegaciones de ese tipo llegaron a su final. No se usa ninguna cifra ajena.
assessment-unknown-worth =
    { $count ->
        [one] Una línea más no está en ningún monto: nadie conoce su valor.
       *[other] { $count } líneas más no están en ningún monto: nadie conoce su valor.
    }
assessment-actions = Qué hacer primero
assessment-findings = Qué se encontró
assessment-nothing = Se buscó y no se encontró
assessment-nothing-found = Los hallazgos que se pudieron juzgar no encontraron nada.
assessment-none-missing = No falta ningún tipo de archivo.
assessment-none-unknown = Todos los hallazgos se pudieron juzgar.
assessment-none-empty = Todos los hallazgos que se pudieron juzgar encontraron algo.
assessment-none-paid = No se pagó nada.
assessment-none-answered = No se respondió ninguna reclamación.
assessment-none-refused = No se denegó nada al principio.
assessment-none-read = No se leyó ningún archivo.
assessment-not-judged = Qué no se pudo evaluar
assessment-not-judged-lead =
    { $count ->
        [one] Un hallazgo de { $all } no se pudo evaluar con estos archivos.
       *[other] { $count } hallazgos de { $all } no se pudieron evaluar con estos archivos.
    }
assessment-plan = Los próximos treinta, sesenta y noventa días
assessment-plan-30 = Dentro de treinta días
assessment-plan-60 = Dentro de sesenta días
assessment-plan-90 = Dentro de noventa días
assessment-plan-none = No se encontró nada para esta parte.
assessment-head-finding = Hallazgo
assessment-head-claims = Reclamaciones
assessment-head-claims-found = Reclamaciones encontradas
assessment-amount-unknown = no se sabe
assessment-lines-without-claim = { $count ->
    [one] y { $count } entrada sin reclamación
   *[other] y { $count } entradas sin reclamación
}
assessment-head-found = Encontrado
assessment-head-counted = Cuenta
assessment-head-kind = Tipo
assessment-head-action = Acción
assessment-head-owner = Quién
assessment-head-looked-at = Examinado
assessment-head-share = Proporción
assessment-head-interval = Intervalo
assessment-head-amount = Monto
assessment-head-figure = Cifra
assessment-head-value = Valor
assessment-head-worth = Valor
assessment-head-difference = Diferencia
assessment-head-part = Parte
assessment-head-lines = Líneas
assessment-head-claim = Reclamación
assessment-head-line = Línea
assessment-head-day = Día
assessment-head-payer = Pagador
assessment-head-service = Código
assessment-head-why = Por qué
assessment-head-trace = Pago
assessment-head-missing = Haría falta
assessment-head-enables = Ayudaría a evaluar
assessment-head-charge = Cargos
assessment-head-paid = Pagado
assessment-head-status = Qué fue de ellas
assessment-head-reason = Motivo
assessment-head-label = Nuestra denominación
assessment-head-level = Nivel de atención
assessment-head-file = Archivo
assessment-head-holds = Contiene
assessment-head-problems = Problemas

## Un hallazgo
assessment-how = Cómo se cuenta
assessment-sources = Fuentes: { $sources }
assessment-found-lead =
    { $claims ->
        [one] Se encontró en una reclamación, con { $amount } en juego.
       *[other] Se encontró en { $claims } reclamaciones, con { $amount } en juego.
    }
assessment-found-unknown-lead =
    { $claims ->
        [one] Se encontró en una reclamación. No se sabe cuánto está en juego.
       *[other] Se encontró en { $claims } reclamaciones. No se sabe cuánto está en juego.
    }
assessment-found-entries-lead =
    { $count ->
        [one] Se encontró en una entrada sin reclamación, con { $amount } en juego.
       *[other] Se encontró en { $count } entradas sin reclamación, con { $amount } en juego.
    }
assessment-found-entries-unknown-lead =
    { $count ->
        [one] Se encontró en una entrada sin reclamación. No se sabe cuánto está en juego.
       *[other] Se encontró en { $count } entradas sin reclamación. No se sabe cuánto está en juego.
    }
assessment-measured-lead =
    { $claims ->
        [one] Se encontró en una reclamación.
       *[other] Se encontró en { $claims } reclamaciones.
    }
assessment-measured-lines-lead =
    { $count ->
        [one] Se encontró en un día, un episodio o una solicitud que no está en ninguna reclamación.
       *[other] Se encontró en { $count } días, episodios o solicitudes que no están en ninguna reclamación.
    }
assessment-counted-lead = Aquí cuentan { $claims } de ellas, { $amount }; las otras ya cuentan en otro hallazgo, para que nada cuente dos veces.
assessment-looked-at = Se examinaron { $count } líneas, reclamaciones o decisiones.
assessment-rate = { $part } de { $whole }: { $share } (intervalo de { $level } %: { $low } a { $high })
assessment-share = { $share } %
assessment-figures = Cifras sueltas
assessment-parts = Partes
assessment-parts-more =
    { $count ->
        [one] Una parte más, menor, no se muestra aquí.
       *[other] { $count } partes más, menores, no se muestran aquí.
    }
assessment-part-of-whole = { $part } de { $whole }
assessment-part-no-claim = en ninguna reclamación
assessment-part-two-claims = pagado en dos reclamaciones
assessment-and-more = y { $count } más
assessment-said-contract = contrato { $contract }, permitido { $allowed }
assessment-said-decided = facturado { $billed }, decidido como { $decided }
assessment-said-gain = mejora mediana de { $points } puntos
assessment-said-plateau = cuatro quintos de la mejora en { $days }
assessment-said-half-authorized = la mitad tiene autorizados como máximo { $days }
assessment-said-fell = permitió { $was } por unidad antes del { $day }, { $is } desde entonces
assessment-samples = Muestra de reclamaciones
assessment-samples-note = Primero las mayores, cada reclamación una vez.
assessment-lines-hidden = Las líneas no se muestran: dicen lo que los criterios dijeron sobre los niveles de atención, y este rol no lo ve. Los números son los mismos para todos.
assessment-parts-hidden = Las partes no se muestran: comparan a clínicos, solo para supervisión, y este rol no lo ve.
assessment-potential = Potencial hasta que una persona lo confirme
assessment-state-mixed =
    { $potential ->
        [0] Mirado
        [one] Una línea sigue siendo potencial
       *[other] { $potential } líneas siguen siendo potenciales
    }: { $confirmed } confirmadas, { $dismissed } descartadas
assessment-due = { $owner }, { $horizon }
assessment-too-few = Muy poco para evaluar: { $have } de { $needed }.
assessment-nothing-compared = Sin evaluar: nada en los archivos se pudo unir ni comparar.
assessment-could-not-run = No se pudo hacer: no hay { $kinds }.
assessment-whole-claim = completa
assessment-unknown = no se sabe
assessment-no-claim = ninguna reclamación
assessment-level-unknown = No se sabe

## Totales
assessment-totals = Totales
assessment-totals-note = Las mismas cifras que da la conciliación de estos archivos.
assessment-totals-status = Qué fue de las reclamaciones
assessment-totals-payer = Pagado, por pagador
assessment-totals-level = Reclamaciones con respuesta, por nivel de atención
assessment-totals-refused = Denegado al principio, por motivo
assessment-unknown-reason = No está en nuestra tabla

## Calidad de los datos
assessment-quality = ¿Qué tan buenos son los datos?
assessment-quality-files = Archivos
assessment-quality-file-x12 = { $claims } reclamaciones, { $payments } pagos, { $answers } respuestas
assessment-quality-file-rows = { $kind }: { $rows } filas
assessment-quality-file-fhir = FHIR: { $measures } puntuaciones o respuestas, { $patients } pacientes; se dejaron fuera { $others } recursos de otro tipo
assessment-quality-file-mapping = Qué significan las columnas de una tabla
assessment-quality-file-other = No es un archivo de esta evaluación
assessment-quality-verdict-accept = ninguno
assessment-quality-verdict-accept-with-warning = advertencias
assessment-quality-verdict-report-error = dañado; lo que se entendió está en las cifras
assessment-quality-matching = Correspondencia
assessment-quality-matched = Decisiones que encontraron su reclamación: { $rate }
assessment-quality-queue = Decisiones que esperan a una persona: { $count }, con { $amount }. No están en ninguna cifra.
assessment-quality-held = Pagos que pueden ser otra vez el mismo dinero: { $count }. No están en ninguna cifra.
assessment-quality-unbalanced = Pagos que difieren de sus reclamaciones y de lo que está junto a ellas: { $count }.
assessment-quality-accounts = Reclamaciones que no cuadran según las propias cifras de los pagadores: { $count }.
assessment-quality-two-kinds = Números de reclamación usados para una factura profesional y una institucional: { $count }. Sus cargos cuentan una sola vez.
assessment-quality-answered = Reclamaciones que tuvieron respuesta: { $rate }
assessment-quality-level = Reclamaciones cuyo nivel de atención se conoce: { $rate }
assessment-quality-worth = Líneas decididas cuyo valor se conoce por al menos { $needed } líneas pagadas iguales: { $rate }
assessment-quality-unmatched-care = Las reclamaciones no están unidas a pacientes ni a días de atención: no se leyó ningún archivo de la atención.

## Método
assessment-method = ¿Cómo se contó esto?
assessment-method-waterfall = Una reclamación cuenta en un solo hallazgo. Los hallazgos se consultan en este orden, y el primero en el que está una reclamación se queda con ella: { $order }. Los otros la muestran y no la cuentan.
assessment-method-worth = El valor de un servicio es la tarifa por contrato, cuando exactamente una vale ese día; si no, la mediana de lo que el mismo pagador permitió por una unidad del mismo código en el mismo nivel de atención, con al menos { $needed } líneas pagadas. Con menos no se sabe, y la línea no está en ningún monto.
assessment-method-overturn = La frecuencia con que se recuperan las denegaciones es la proporción propia del centro de líneas denegadas que el pagador pagó en una segunda decisión o concedió tras una apelación, de las que llegaron a su final: las demás se denegaron otra vez, se confirmaron por carta o se dieron de baja. Su intervalo es el de una distribución beta que parte de la distribución previa de Jeffreys. Se dice a partir de { $needed } finales.
assessment-method-intervals = Los intervalos de las proporciones son los de Wilson, al { $level } %. Los límites de montos que se suman también se suman, lo que los hace más anchos de lo necesario.
assessment-method-refused = Denegada es una línea que cobra algo, no paga nada y tiene un motivo que la tabla de motivos llama denegación. Cuenta una vez, por su mayor monto de ese tipo. El efecto de otro pagador y la parte del paciente no son denegaciones.
assessment-method-versions = Evaluación { $assessment }, tabla de motivos { $reasons }.
assessment-method-care = Nada de lo que hay aquí aconseja facturar más de lo que respalda un expediente, ni describir a un paciente de otra manera que el expediente.
assessment-history = Historial propio de denegaciones que llegaron a su final
assessment-footer = { $document } · al { $day }
assessment-footer-identity = Contenido { $hash }
assessment-footer-made = Hecho: { $instant }

## Cifras por su nombre
assessment-figure-refused-charge = Cargos denegados al principio
assessment-figure-claims-refused-whole = Reclamaciones denegadas por completo
assessment-figure-lines-won-later = Líneas ganadas después
assessment-figure-number-on-claim = Líneas cuya reclamación llevaba un número
assessment-figure-no-number-on-claim = Líneas cuya reclamación no llevaba ninguno
assessment-figure-on-file-not-on-claim = Líneas con una autorización archivada y sin número en la reclamación: una reclamación corregida
assessment-figure-on-file-for-other-days = De ellas, líneas de pacientes con una autorización para otros días
assessment-figure-no-authorization-on-file = Líneas sin una autorización en archivo para el día
assessment-figure-lines-not-compared = Líneas que no se pudieron comparar: sin tarifa, con dos tarifas, denegadas por completo o en parte, pagadas como un nivel inferior, o de un segundo pagador
assessment-figure-lines-unmatched = Líneas pagadas de pacientes que no aparecen en ninguna nota
assessment-figure-days-without-authorization = Días asistidos de pacientes sin ninguna autorización registrada de su pagador para su nivel, no evaluados
assessment-figure-days-without-claim = Días asistidos de pacientes sin ninguna reclamación registrada, no juzgados
assessment-figure-without-approver = Dado de baja sin el nombre de quien lo aprobó
assessment-figure-refused-not-appealed = Descontado de reclamaciones denegadas y no apeladas antes
assessment-figure-claims-not-in-files = Montos de reclamaciones que no están en los archivos
assessment-figure-median-days = La mitad en
assessment-figure-ninth-tenth-days = Nueve de cada diez en
assessment-figure-longest-days = El más largo
assessment-figure-refused-lines = Líneas denegadas
assessment-figure-never-billed-claims = Reclamaciones con otro pagador posterior al que no se facturó
assessment-figure-on-one-claim = En una reclamación
assessment-figure-on-two-claims = En dos reclamaciones
assessment-figure-credits-older = De pagos más antiguos que el plazo para devolverlos
assessment-figure-unanswered-claims = Reclamaciones sin respuesta, de cualquier antigüedad
assessment-figure-unanswered-charge = Sus cargos
assessment-figure-claims-reversed = Reclamaciones revertidas
assessment-figure-recoveries = Recuperaciones por el pagador junto a las reclamaciones
assessment-figure-recovered-by-plb = Recuperado por el pagador junto a las reclamaciones (PLB)
assessment-figure-lines-supported = De ellas, líneas en cuyo día los criterios apoyaban este nivel o uno superior
assessment-figure-refused-unmatched = Líneas denegadas de pacientes que no nombra ninguna tabla de atención
assessment-figure-without-determination = Líneas sin una determinación reciente
assessment-figure-lines-past-limit = Líneas denegadas no apeladas cuyo plazo se agotó: no están entre las halladas
assessment-figure-lines-without-limit = Líneas denegadas de pagadores sin plazo archivado
assessment-figure-appeals-without-limit = Apelaciones de las que no se conoce el último día
assessment-figure-appeals-unmatched = Apelaciones de reclamaciones que no están en los archivos
assessment-figure-appeals-late-pending = Apelaciones tardías cuya respuesta no se conoce: aún no se ha perdido nada
assessment-figure-scores-not-interpreted = Puntuaciones de las que no consta que alguien las interpretara
assessment-figure-lines-short-note = Líneas cuya nota indica menos minutos de los que representa su código
assessment-figure-lines-without-score = Líneas de mediciones con más unidades que instrumentos puntuados
assessment-figure-refused-though-quoted = Informado como cubierto y denegado
assessment-figure-share-above-quote = Lo que queda al paciente por encima de lo informado
assessment-figure-agreements-that-differ = Líneas para las que valen dos tarifas acordadas, sin comparar
assessment-figure-patients-owe = Lo que queda a los pacientes
assessment-figure-patients-paid = Pagado por los pacientes
assessment-figure-refused-without-score = Denegadas de las líneas sin una puntuación reciente
assessment-figure-refused-with-score = Denegadas de las líneas con una
assessment-figure-odds-ratio = Razón de momios, dentro de los estratos
assessment-figure-odds-ratio-low = Su límite inferior
assessment-figure-odds-ratio-high = Su límite superior
assessment-figure-associated-amount = Monto asociado, solo según el límite inferior
assessment-figure-requests-unmatched = Solicitudes de pacientes sin ninguna puntuación
assessment-figure-allowed-in-episodes = Permitido dentro de episodios terminados
assessment-figure-allowed-in-early-episodes = Permitido dentro de los episodios que terminaron pronto
assessment-figure-episodes-without-completed = De programas con muy pocos episodios completados para decir qué se perdió
assessment-figure-ended-without-allowed = Episodios terminados dentro de los cuales no se permitió nada
assessment-figure-recovered-of-all = Recuperados de forma fiable, de todos los que empezaron
assessment-figure-recovered-of-measured = Recuperados de forma fiable, de los que tienen una primera y una última puntuación
assessment-figure-allowed-for-each-recovery = Permitido por cada recuperación
assessment-figure-for-each-recovery-low = Su límite inferior, por remuestreo
assessment-figure-for-each-recovery-high = Su límite superior, por remuestreo
assessment-figure-plateau-days = Cuatro quintos de la mejora en
assessment-figure-authorized-days-median = La mitad tiene autorizados como máximo
assessment-figure-readmitted-forced = Readmitidos después de un alta forzada
assessment-figure-readmitted-others = Readmitidos después de otra alta
assessment-figure-won-with-scores = Apelaciones con puntuaciones que se ganaron
assessment-figure-won-without-scores = Apelaciones sin puntuaciones que se ganaron
assessment-figure-review-minutes = Minutos de revisión
assessment-figure-minutes-without-a-day = Minutos de solicitudes que no ganaron ningún día
assessment-figure-days-approved = Días aprobados
assessment-figure-minutes-for-each-day = Minutos por cada día aprobado
assessment-figure-with-both-scores = Episodios con una primera y una última puntuación
assessment-figure-lines-criteria-against = Omitidas: líneas en cuyo día los propios criterios de la práctica hablaban de un nivel inferior
assessment-figure-lines-without-criteria = Líneas en cuyo día ningún criterio reciente hablaba a favor del nivel: eso no se juzgó
assessment-figure-checks-not-judged = Líneas en las que no se juzgaron dos puntos, porque ninguna tabla los dice: una puntuación entre dos solicitudes y lo que siguió a una detección positiva de riesgo
assessment-figure-waiting-worth = Valor que espera factura en un día medio
assessment-figure-claims-without-worth = Reclamaciones cuyo valor nadie conoce
assessment-figure-lines-with-separate-modifier = Líneas que llevaban un modificador de servicio separado
assessment-figure-lines-without-pair = Líneas cuyo par no se juzgó, porque no se pagó otro servicio de ese día
assessment-figure-times-not-judged = Pares cuyas horas no se juzgaron, porque las notas indican minutos y no la hora
assessment-figure-necessity-not-appealed = De ellos, denegados por no ser necesarios
assessment-figure-small-balances = Saldos pequeños, de diez dólares como máximo
assessment-figure-taken-for-each-dollar = Dado de baja por cada dólar de valor de estas reclamaciones
assessment-figure-days-in-receivables = Días en cuentas por cobrar, de cargo bruto
assessment-figure-codes-not-judged = Tipos de códigos no juzgados: la detección anual, porque ninguna tabla dice qué visitas fueron de atención primaria; la aplicación de pruebas, porque ninguna dice quién dedicó qué minutos
assessment-figure-lines-long-author-day = Líneas de días en los que las notas de un autor indican más de dieciséis horas
assessment-figure-authors-above-others = Autores que indican el código de terapia más largo con más frecuencia que los demás, más allá del azar
assessment-figure-notes-without-author = Notas de terapia individual en las que no se juzgaron las horas del autor, porque no se nombra
assessment-figure-renegotiation-gap = Menos que con la mediana de una hora, en todas las horas
assessment-figure-claims-without-hours = Reclamaciones decididas cuyas horas no se juzgaron, porque ninguna nota firmada dice sus minutos
assessment-figure-lines-told-before = Líneas denegadas antes de las cuales una respuesta decía que no había cobertura
assessment-figure-lines-without-answers = Líneas denegadas en las que no se juzgó el fin de la cobertura, porque no consta ninguna respuesta sobre beneficios
assessment-figure-filing-limit-near = Reclamaciones sin respuesta con treinta días o menos para presentarlas
assessment-figure-filing-limit-over = Reclamaciones sin respuesta cuyo plazo de presentación venció
assessment-figure-unbilled-near-limit = Servicios que no están en ninguna reclamación con treinta días o menos para presentarlos
assessment-figure-claims-without-filing-limit = Reclamaciones sin respuesta que no se compararon con un plazo de presentación, porque ni una tabla de plazos ni un perfil comprobado del pagador nombra uno
assessment-figure-episodes-without-approach = Episodios que no se compararon por enfoque, porque no se nombra ninguno
assessment-figure-quotes-unmatched = Respuestas sobre beneficios que no hablan de ninguna de estas reclamaciones: son de otro plan, o no dicen de cuál y el paciente tiene varios pagadores
assessment-figure-series-compared = Series comparadas: un pagador, un código y un nivel de atención con al menos veinte líneas pagadas
assessment-figure-lines-in-series = Líneas pagadas en esas series juntas
assessment-figure-median-days-after-end = La mitad está como máximo a tantos días de esa respuesta
assessment-figure-lines-left-fourteen = Líneas con catorce días como máximo para apelar
assessment-figure-lines-left-more = Líneas con más días para apelar
assessment-figure-requests-without-severity = Solicitudes sin ajustar por gravedad, porque no consta antes una puntuación con rangos
assessment-figure-waiting-worth-unpriced = Valor que espera factura en un día medio; lo que eso cuesta no se juzgó, porque nadie declara un costo de capital
assessment-figure-waiting-cost-a-year = Lo que cuesta esperar en un año, con el costo de capital declarado
assessment-figure-median-days-low = La mitad en, su límite inferior
assessment-figure-median-days-high = La mitad en, su límite superior
assessment-figure-charge-median-days = Del servicio al cargo, la mitad en
assessment-figure-charge-ninth-tenth-days = Del servicio al cargo, nueve de diez en
assessment-figure-charge-to-bill-days = Del cargo a la factura, la mitad en
assessment-figure-lines-never-measured = De estas, líneas de pacientes sin ninguna puntuación hasta ese día
assessment-figure-lines-with-measure = Rechazadas igual con una puntuación reciente: están en el otro hallazgo
assessment-figure-median-score-age = La mitad de las últimas puntuaciones tenía como mucho
assessment-figure-lines-in-appeal = De estas, líneas cuya reclamación ya se apeló
assessment-figure-lines-no-appeal = Líneas de las que el pagador no acepta apelación
assessment-figure-lines-worth = Valor de estas líneas
assessment-figure-lines-without-worth = Líneas cuyo valor nadie conoce
assessment-figure-worth-expected = De eso vuelve en promedio, según la historia propia
assessment-figure-worth-expected-low = Su límite inferior
assessment-figure-worth-expected-high = Su límite superior
assessment-figure-necessity-decided-again = Rechazos de ese tipo que llegaron a su final: muy pocos para decir lo que vuelve
assessment-figure-review-minutes-unpriced = Minutos de revisión; lo que cuestan no se juzgó, porque nadie declara un salario
assessment-figure-review-cost = Lo que cuestan, con el costo declarado de una hora
assessment-figure-notes-without-base = Notas de un servicio añadido que no se juzgaron, porque ese día no se factura nada a lo que pueda añadirse
assessment-figure-care-months-not-judged = Meses de atención colaborativa que no se juzgaron, porque nadie sabe si son el primero
assessment-figure-author-furthest-above = El autor más por encima de todos los demás, en errores estándar de la diferencia
assessment-figure-lines-upheld = Líneas denegadas otra vez o confirmadas por carta: no están entre las encontradas
assessment-figure-lines-given-up = Líneas dadas de baja: no están entre las encontradas
assessment-figure-patient-credits = Pagado por pacientes por encima de su parte
assessment-figure-on-file-on-claim = Líneas con una autorización archivada y su número en la reclamación
assessment-figure-authorization-asked-late = Líneas con una autorización pedida después del día del servicio
assessment-figure-authorization-units-used-up = Líneas con una autorización de la que el pagador ya pagó todos los días
assessment-figure-authorization-other-level = Líneas con una autorización para otro nivel de atención
assessment-figure-on-file-worth = Debido por contrato: valor de las líneas con una autorización archivada y no puesta en la reclamación
assessment-figure-claim-lines-unmatched = Líneas de reclamación de pacientes que ninguna tabla de este hallazgo nombra: no se unieron
assessment-figure-allowed-outside-episodes = Permitido en líneas que no caen en ningún episodio archivado
assessment-figure-unbilled-charged = De ellos, servicios cuyo cargo se registró
assessment-figure-unbilled-charge = Su cargo
assessment-figure-lines-decided-otherwise = Se omiten: líneas sobre las que alguien decidió otra cosa, con un motivo
assessment-figure-under-authorized-days = Días que faltan hasta la meseta, en todos los episodios encontrados
assessment-figure-under-authorized-worth = Valor de esos días
assessment-figure-episodes-without-worth = Episodios de los que nadie conoce el valor de un día
assessment-figure-lines-after-plateau = Líneas pagadas después de la meseta
assessment-figure-paid-after-plateau = Pagado después de la meseta: exposición potencial, para que la mire una persona
assessment-days =
    { $count ->
        [one] un día
       *[other] { $count } días
    }

## Por qué una reclamación está aquí
assessment-why-paid-again = pagada otra vez
assessment-why-beyond-charge = por encima del cargo
assessment-why-withdrawn = anulada y pagada
assessment-why-two-claims = también en la reclamación
assessment-why-of-diagnosis = diagnóstico
assessment-why-of-payer = pagador
assessment-why-no-note = sin nota firmada
assessment-why-unbilled = día sin facturar del paciente
assessment-why-gap = sin autorización, paciente
assessment-why-reversal = revertida
assessment-why-wo = recuperación por el pagador
assessment-why-filing-days-left = días que quedan para presentar, sin respuesta todavía:
assessment-why-filing-days-over = sin respuesta, y el plazo para presentar venció hace días:
assessment-why-days-left = días que quedan para apelar:
assessment-why-days-late = días de retraso:
assessment-why-not-planned = se planificaron menos
assessment-why-days-missed = se faltó a días
assessment-why-discharged = dado de alta
assessment-why-completed = completado
assessment-why-against-advice = se fue en contra del consejo
assessment-why-administrative = terminado por el centro
assessment-why-payer-forced = terminado por el pagador
assessment-why-transfer = la atención siguió en otro lugar
assessment-why-died = fallecimiento
assessment-why-unknown-ending = final no registrado
assessment-why-not-billed = lo nombra la nota, no se facturó
assessment-why-short-note = minutos en la nota:
assessment-why-without-score = unidades sin una puntuación:
assessment-why-quoted-covered = informado como cubierto,
assessment-why-quoted-share = parte informada del paciente
assessment-why-safety-review = seguridad por revisar,
assessment-why-step-up = considerar un nivel superior,
assessment-why-continue = nivel justificado,
assessment-why-score-age = días desde la última puntuación:
assessment-why-no-score = sin puntuación
assessment-why-recovered = recuperación fiable, paciente
assessment-why-authorized-days = días autorizados de los que van hasta la meseta:
assessment-why-week = semana
assessment-why-readmitted = readmisión, paciente
assessment-why-lost-without-scores = perdida, sin puntuaciones
assessment-why-median-approved = mediana de días aprobados:
assessment-why-requests-a-stay = solicitudes por estancia:
assessment-why-severity-0 = sin síntomas apreciables
assessment-why-severity-1 = leve
assessment-why-severity-2 = moderado
assessment-why-severity-3 = moderadamente grave
assessment-why-severity-4 = grave
assessment-why-ended-early = terminados en una semana:
assessment-why-drawn-gain = mejora más allá de lo esperado, acercada a la media:
assessment-why-gain = mejora más allá de lo esperado
assessment-why-minutes = minutos
assessment-why-minutes-a-day = minutos por cada día aprobado:
assessment-why-incomplete = falta una puntuación, paciente
assessment-why-author-minutes = minutos en las notas de un autor y día:
assessment-why-an-hour = pagado por hora de tratamiento:
assessment-why-half-within = la mitad en este número de días:
assessment-why-nine-of-ten-within = nueve de diez en este número de días:
assessment-why-not-covered-since = respuesta: sin cobertura desde
assessment-why-refused-a-hundred-days = denegadas por cada cien días solicitados:
assessment-why-two-payers = dos pagadores pagaron como el primero
assessment-why-patient-credit = pagado por el paciente por encima de su parte
assessment-why-number-given = archivada y puesta en la reclamación,
assessment-why-on-file = archivada y no puesta en la reclamación,
assessment-why-asked-late = pedida después del día,
assessment-why-units-used-up = unidades agotadas,
assessment-why-other-level = archivada para otro nivel,
assessment-why-none-on-file = ninguna archivada,
assessment-why-clinician = clínico

## Quién actúa
assessment-owner-biller = Facturación
assessment-owner-ur-coordinator = Revisión de utilización
assessment-owner-intake = Admisión
assessment-owner-clinical-director = Dirección clínica
assessment-owner-compliance = Cumplimiento normativo
assessment-owner-finance = Finanzas

## Categorías de denegaciones
assessment-category-authorization = autorización
assessment-category-eligibility = elegibilidad
assessment-category-coordination-of-benefits = otro pagador primero
assessment-category-medical-necessity = necesidad médica
assessment-category-documentation = documentación
assessment-category-missing-information = falta de información
assessment-category-coding = codificación
assessment-category-duplicate = duplicado
assessment-category-timely-filing = presentación tardía
assessment-category-credentialing = acreditación
assessment-category-benefit-limit = límite del beneficio
assessment-category-non-covered = no cubierto
assessment-category-other = otro

## El comando
assess-row-refused = { $file }, { $position }: en { $column } se esperaba { $expected }. La fila se dejó fuera.
assess-row-contradicts = { $file }, { $position }: en { $column } se esperaba { $expected }.
assess-row-unreadable = { $file }, { $position }: se esperaban tantos campos como tiene la primera fila. La fila se dejó fuera.
assess-mapping-wrong = { $file } no se puede usar: { $reason }. Arréglelo y ejecute de nuevo; la tabla que está junto a él se leyó por sus propias columnas.
assess-table-unreadable = { $file } no se leyó: { $reason }
assess-expected-filled = un valor
assess-expected-day = un día escrito como dice la asignación de columnas
assess-expected-day-after-first = un último día que no sea anterior al primero
assess-expected-amount = un monto con dos decimales como máximo, y con comas solo entre los millares
assess-expected-above-nothing = un importe mayor que cero
assess-expected-one-rate = una tarifa que ninguna otra fila contradiga en los mismos días (si dos difieren, no se usa ninguna)
assess-expected-one-limit = un plazo que ninguna otra fila contradiga para el mismo pagador (si dos difieren, se usa el más corto)
assess-expected-level-of-care = un nivel de atención: OP, IOP, PHP, RTC o IP
assess-expected-minutes = minutos enteros
assess-expected-yes-no = «yes» o «no»
assess-expected-whole-number = un número entero
assess-expected-score = una puntuación con cuatro decimales como máximo
assess-expected-determination = una determinación: CONTINUE, STEP_UP, STEP_DOWN, SAFETY_REVIEW, MIXED, REVIEW_PLAN, INSUFFICIENT o NOT_APPLICABLE
assess-expected-discharge-type = completed, against_advice, administrative, payer_forced, transfer o died
assess-expected-review-decision = approved, partial, denied o pending
assess-expected-appeal-outcome = won, partial, lost o pending
assess-expected-row = una fila completa
assess-not-a-folder = { $folder } no se puede leer como carpeta: { $reason }
assess-nothing = { $folder } no contiene reclamaciones ni pagos. Ponga en ella archivos de reclamaciones y pagos en X12.
assess-reading = leyendo { $file }
assess-settling = estableciendo correspondencias y liquidando
assess-judging = consultando los hallazgos
assess-writing = escribiendo { $file }
assess-no-output = Indique al menos una de las opciones --out, --json y --html.
assess-file-passed-over = Se pasó por alto { $file }: no es un archivo de esta evaluación.
assess-cannot-write = { $file } no se puede escribir: { $reason }
assess-cannot-set = El informe no se puede componer: { $reason }
assess-summary = Reclamaciones { $claims }, pagado { $paid }. Se debe por contrato { $hard }; puede recuperarse { $recoverable }; puede tener que devolverse { $exposure }. { $found } hallazgos, { $not_judged } no se pudieron evaluar.

## Tipos de archivos
assessment-file-claims = reclamaciones (X12 837)
assessment-file-remittances = remesas (X12 835)
assessment-file-acknowledgments = acuses de recibo (X12 277CA, 999)
assessment-file-authorizations = autorizaciones
assessment-file-attendance = asistencia
assessment-file-notes = datos sobre las notas
assessment-file-measures = puntuaciones de instrumentos
assessment-file-determinations = determinaciones de niveles de atención
assessment-file-contracts = tarifas por contrato
assessment-file-write-offs = montos dados de baja en libros
assessment-file-charges = cargos con el día en que se registraron
assessment-file-appeals = apelaciones
assessment-file-appeal-limits = plazos de apelación
assessment-file-filing-limits = plazos de presentación
assessment-file-benefits = beneficios y elegibilidad
assessment-file-patient-payments = pagos de pacientes
assessment-file-case-agreements = acuerdos de caso único
assessment-file-episodes = episodios de atención
assessment-file-crosswalk = equivalencias de números de cuenta y pacientes
assessment-file-reviews = revisiones

## Hallazgos: qué son, cómo se cuentan, qué hacer
assessment-title-f1 = Cuánto se deniega al principio
assessment-how-f1 = Líneas que el primer pagador denegó en su primera decisión, de todas las líneas que decidió entonces, por pagador, nivel de atención y motivo. Lo que después se ganó, se confirmó o se dio de baja se cuenta y no figura en la lista.
assessment-action-f1 = Dé un responsable y una fecha a cada una de las tres clases mayores.
assessment-title-f2 = Denegado por no ser necesario, con una medición archivada
assessment-how-f2 = Líneas denegadas por no ser médicamente necesarias y no ganadas, cuando había una puntuación del paciente archivada el día del servicio y reciente para el nivel de atención: tres días en hospitalización, siete en atención residencial y hospitalización parcial, catorce en atención ambulatoria intensiva, treinta en los demás casos. Solo de pacientes que nombra alguna tabla de atención. Se omiten donde los propios criterios de la práctica hablaban ese día de un nivel inferior.
assessment-action-f2 = Prepare la apelación con las puntuaciones archivadas antes de su último día.
assessment-title-f3 = Denegado por no ser necesario, sin una medición
assessment-how-f3 = Los mismos rechazos cuando ese día ninguna puntuación era reciente, con la antigüedad de la última. Solo de pacientes que nombra alguna tabla de atención: si no, la puntuación puede estar donde nadie miró.
assessment-action-f3 = Mida con la frecuencia del nivel de atención.
assessment-title-f4 = Denegado por falta de autorización
assessment-how-f4 = Líneas denegadas porque no se conocía ninguna autorización, o por pasar de sus días o unidades, separadas según si la reclamación llevaba un número. Con un archivo de autorizaciones cada una está en una clase: archivada y no puesta en la reclamación (se debe: la trae una reclamación corregida), puesta en la reclamación, pedida tarde, unidades agotadas, otro nivel de atención, ninguna para el día. La de otro pagador no cuenta.
assessment-action-f4 = Si hay un número archivado que no está en la reclamación, envíe una reclamación corregida; no es una apelación. Si no, pida una autorización tardía.
assessment-title-f5 = Asistencia sin autorización
assessment-how-f5 = Días asistidos que ninguna autorización del pagador del día para su nivel cubre. El pagador y el nivel son los de la reclamación que factura el día o, si no la hay, los de las que lo rodean. Un paciente sin ninguna autorización de ese pagador para ese nivel no se juzga: puede que el plan no pida ninguna.
assessment-action-f5 = Pida la prórroga antes del último día cubierto.
assessment-title-f6 = Autorizado y no usado
assessment-how-f6 = De cada autorización que ha terminado y dice cuánto permite: eso, menos los días asistidos dentro de ella. Solo vale algo cuando los criterios apoyaban el nivel la última vez que el paciente estuvo; sin una determinación no se conoce el valor.
assessment-action-f6 = Revise la permanencia de los pacientes y la programación. Esto no es un motivo para gastar días.
assessment-title-f7 = Asistencia que nunca se facturó
assessment-how-f7 = Días y servicios asistidos o cargados, con una nota firmada, que no están en ninguna reclamación. Una línea factura sesiones de su propio tipo, y el día de un programa, todo; lo que preguntan otros dos hallazgos de lo no facturado se deja a ellos.
assessment-action-f7 = Compare cada día la asistencia con los cargos.
assessment-title-f8 = Pagado sin una nota firmada
assessment-how-f8 = Líneas pagadas con menos notas firmadas en los archivos que días; una nota que nombra una sesión de otro tipo no es nota de la línea. Solo de pacientes que las notas nombran y de días que abarcan. Potencial hasta que una persona lo confirme.
assessment-action-f8 = Retenga la reclamación o retírela, y devuelva lo que se confirme.
assessment-title-f9 = Pagado por debajo del contrato
assessment-how-f9 = Líneas que el pagador aceptó enteras y en las que permitió menos de lo que el contrato dice para ese día. Lo recortado por no ser necesario o por pasar de un límite, o pagado como un nivel inferior, es un juicio y está en otro lugar.
assessment-action-f9 = Dispute los pagos insuficientes en una sola carta a cada pagador.
assessment-title-f10 = El pagador empezó a permitir menos
assessment-how-f10 = Lo que un pagador permite por una unidad del mismo código bajó algún día y siguió más bajo, más de lo que explica el azar entre todas las series que se examinaron.
assessment-action-f10 = Busque en el contrato el aviso del cambio, y pida lo que no se anunció.
assessment-title-f11 = Enviado demasiado tarde
assessment-how-f11 = Líneas denegadas porque se enviaron después del plazo del pagador. Los plazos difieren según el pagador, así que no se supone ninguno: donde una tabla de plazos o el perfil comprobado del pagador tiene uno, se nombran también las reclamaciones que nadie respondió y a cuyo plazo le quedan treinta días o menos, o ninguno.
assessment-action-f11 = Trabaje las reclamaciones según los días que quedan. Lo perdido solo se recupera con prueba de una factura anterior.
assessment-title-f12 = Días del servicio a la factura
assessment-how-f12 = Días desde el último día de servicio hasta la primera factura, de cada reclamación. Donde hay cargos registrados, también del servicio al cargo y del cargo a la factura. Al lado, el valor que espera factura en un día medio, y lo que eso cuesta donde la práctica declara su costo de capital.
assessment-action-f12 = Facture todos los días.
assessment-title-f13 = No se facturó al otro pagador
assessment-how-f13 = Líneas denegadas porque otro pagador va primero, y reclamaciones con un pagador posterior, nombrado en ellas o registrado para el día del servicio, que nunca supo de lo que quedó a cargo del paciente.
assessment-action-f13 = Facture a los pagadores en su orden.
assessment-title-f14 = Puede haberse pagado dos veces o por encima del cargo
assessment-how-f14 = El mismo pagador pagó otra vez las mismas líneas y no revirtió nada, se pagó más de lo que se cobró, dos pagadores pagaron ambos como el primero, el paciente pagó por encima de su parte, una reclamación anulada siguió pagada, o el mismo servicio del mismo paciente y día se pagó en dos reclamaciones. Potencial hasta que una persona lo confirme.
assessment-action-f14 = Revise cada una, y devuelva lo que se confirme dentro del plazo que dan la ley y el contrato.
assessment-title-f15 = Pagado como un nivel de atención inferior
assessment-how-f15 = Líneas cuyo código decidido corresponde a un nivel de atención inferior al facturado, o que un pagador redujo por ese motivo.
assessment-action-f15 = Apele con la evidencia de ese día, cuando el expediente respalda el nivel.
assessment-title-f16 = Denegado como parte de otro servicio
assessment-how-f16 = Líneas denegadas porque son parte de otro servicio o no pueden ir junto a él. Por motivo y par: el otro servicio del paciente que se pagó ese día.
assessment-action-f16 = Vea si la nota respalda un servicio separado; si no, haga el ajuste.
assessment-title-f17 = Aún no apelado, y todavía hay tiempo
assessment-how-f17 = Líneas denegadas que nadie decidió de nuevo y cuya acción habitual es apelar o enviar expedientes, sin una apelación archivada de la reclamación y dentro del plazo del pagador.
assessment-action-f17 = Trabaje la lista según los días que quedan.
assessment-title-f18 = Apelado demasiado tarde
assessment-how-f18 = Apelaciones presentadas después del último día que figura junto a ellas o, si no figura, del plazo del pagador. Las líneas denegadas de sus reclamaciones cuya denegación se confirmó, o a las que se renunció, se pierden: su valor figura al lado y no cuenta como algo que puede volver.
assessment-action-f18 = Cuente los plazos de cada pagador desde el día de la denegación.
assessment-title-f19 = Dado de baja en libros
assessment-how-f19 = Montos que se dieron de baja en libros, menos lo que se repuso, por motivo y por quien los aprobó, con los que no tuvieron antes una apelación.
assessment-action-f19 = Fije límites de autoridad, y exija primero una apelación.
assessment-title-f20 = Ningún pagador ha respondido, mucho después del servicio
assessment-how-f20 = Reclamaciones sin ninguna decisión, por días desde el último día de servicio; se encuentran las antiguas, las más recientes solo esperan. Por pagador, nivel de atención y antigüedad.
assessment-action-f20 = Pregunte a cada pagador, y envíe otra vez lo que no tenga; primero las mayores y más antiguas.
assessment-title-f21 = Medido y no facturado
assessment-how-f21 = Instrumentos puntuados e interpretados en un día en que se factura una reclamación ambulatoria del paciente, menos las unidades de mediciones breves facturadas ese día; solo cuando un contrato nombra una tarifa para ese código. Las unidades facturadas de más están en lo que no cabe en el expediente.
assessment-action-f21 = Una persona decide sobre cada uno; solo se factura lo que el expediente documenta.
assessment-title-f22 = Respaldado por la nota y no facturado
assessment-how-f22 = Días en que los minutos de la única nota de terapia individual corresponden a un código más largo que el facturado, y servicios que una nota firmada nombra, con los minutos y el servicio al lado que necesitan, y que ninguna reclamación del día factura. Los meses de atención integrada y colaborativa se suman a partir de sus notas. Los minutos que no sustentan el código facturado están en lo que el expediente no puede contener.
assessment-action-f22 = Enseñe codificación, con la participación de cumplimiento normativo.
assessment-title-f23 = Se facturó más de lo que cabe en el expediente
assessment-how-f23 = Pacientes y días en que los códigos facturados de terapia, crisis, terapia familiar y cuartos de hora corresponden a más horas de las creíbles; días en que las notas de un autor nombran más horas de las creíbles; líneas cuya nota nombra menos minutos de los que corresponden a su código; unidades de medidas por encima de los instrumentos puntuados. Potencial hasta que una persona lo confirme.
assessment-action-f23 = Una persona revisa las notas antes de que lo haga el pagador.
assessment-title-f24 = Los beneficios se informaron mal
assessment-how-f24 = Líneas denegadas por falta de seguro, por no estar cubiertas o por superar el beneficio aunque se informaron como cubiertas, y partes que quedan al paciente por encima de lo informado en más de un dólar y uno de cada cien.
assessment-action-f24 = Cambie el guion de la llamada, y verifique otra vez antes del servicio.
assessment-title-f25 = Lo que rinden los pagadores por el mismo nivel
assessment-how-f25 = Lo que cada pagador pagó por las reclamaciones de un nivel de atención, junto a su proporción de las reclamaciones. Donde las notas firmadas dicen los minutos, por hora de tratamiento.
assessment-action-f25 = Lleve las cifras a la próxima negociación.
assessment-title-f26 = Pagado por debajo de un acuerdo de caso único
assessment-how-f26 = Líneas aceptadas en las que se permitió menos que la única tarifa acordada para el paciente en ese día, como máximo el cargo, en más de un dólar y uno de cada cien.
assessment-action-f26 = Dispute con el acuerdo.
assessment-title-f27 = El proveedor no estaba inscrito
assessment-how-f27 = Líneas denegadas por quién prestó o facturó el servicio.
assessment-action-f27 = Pida una fecha de vigencia anterior, y envíe otra vez.
assessment-title-f28 = Revertido por los pagadores
assessment-how-f28 = Decisiones que se revirtieron y no se decidieron de nuevo, y recuperaciones por el pagador junto a las reclamaciones, con sus referencias, menos lo que recuperaron de un pago en exceso.
assessment-action-f28 = Vea si cada una se anunció y es correcta; dispute dentro del plazo del pagador.
assessment-title-f29 = Sin seguro ese día
assessment-how-f29 = Líneas denegadas porque el paciente no tenía seguro el día del servicio. También reclamaciones sin decidir cuyo plan dijo, en su última respuesta antes de ese día, que el paciente no tenía cobertura.
assessment-action-f29 = Verifique cada semana y el primer día del mes; facture al pagador que cubre ese día.
assessment-title-f30 = La parte del paciente
assessment-how-f30 = Lo que el último pagador dejó a los pacientes, menos lo que pagaron por la reclamación, por días desde la primera decisión.
assessment-action-f30 = Dé a los pacientes el cálculo estimado antes de que empiece la atención.
assessment-title-j1 = Denegado mientras los criterios apoyaban el nivel
assessment-how-j1 = Rechazos como no necesarios en cuyo día la última determinación del paciente era reciente y hablaba de mirar la seguridad, de un nivel más alto o de este. Los montos cuentan en los rechazos con y sin medida; al lado, lo que la historia propia permite esperar. En el orden de los días que quedan para apelar, los ya apelados al final.
assessment-action-j1 = Apele primero estos días, con la evidencia del día.
assessment-title-j2 = Denegado mientras mejoraba y aún no estaba listo
assessment-how-j2 = Denegaciones por no ser necesario en cuyo día los criterios decían que el nivel está justificado, de pacientes que habían mejorado de forma fiable desde el inicio del episodio. Los montos cuentan en las denegaciones con y sin una medición; al lado, lo que la historia propia permite esperar.
assessment-action-j2 = Apele con lo que queda de la necesidad y lo que ha cambiado.
assessment-title-j3 = Pagado mientras el expediente apuntaba a un nivel inferior
assessment-how-j3 = Días pagados por encima de la atención ambulatoria en los que la última determinación reciente decía que se debía considerar un nivel inferior, y sobre los que nadie decidió otra cosa con un motivo registrado. Potencial hasta que una persona lo confirme.
assessment-action-j3 = Pase antes a un nivel inferior; no apele esos días sin revisarlos.
assessment-title-j4 = Denegaciones y mediciones que faltan
assessment-how-j4 = Momios de una denegación sin una puntuación reciente frente a los de con una, dentro de pagador y nivel de atención (Mantel y Haenszel), desde cincuenta líneas decididas y diez denegaciones. Los límites son los más anchos de los de líneas y los de personas, cuyas líneas se deniegan juntas. El monto sigue solo del límite inferior. Una asociación, no una causa.
assessment-action-j4 = Mida con la frecuencia del nivel de atención.
assessment-title-j5 = Mediciones antes de una revisión
assessment-how-j5 = Solicitudes sin una puntuación de los últimos tres días, de pacientes que tienen puntuaciones; según la antigüedad de la puntuación, la parte que se denegó o recortó. Desde veinte solicitudes.
assessment-action-j5 = Planifique la medición antes del último día cubierto.
assessment-title-j6 = Ingresos por cada recuperación confiable
assessment-how-j6 = Lo que los pagadores permitieron dentro de episodios terminados, dividido entre los episodios que acabaron en una recuperación fiable; desde veinte episodios y cinco recuperaciones, en total y por programa, diagnóstico y el pagador que más permitió, con límites por remuestreo de episodios.
assessment-action-j6 = Conozca el precio antes de un contrato basado en el valor.
assessment-title-j7 = Duración de la estancia y la meseta
assessment-how-j7 = Mejora mediana por semana desde la primera puntuación, en programas con al menos veinte episodios medidos; la meseta es la semana en que han llegado cuatro quintos de la mejora. Se encuentran episodios autorizados por más de una semana menos, con el valor de los días que faltan. Lo pagado después de la meseta está al lado. Quienes se fueron antes no están en las semanas posteriores: la tabla muestra cuántos quedan.
assessment-action-j7 = Pida la duración que respalda la curva, y haga según ella el paso a un nivel inferior.
assessment-title-j8 = Reingreso después de un alta forzada
assessment-how-j8 = Readmisiones dentro de treinta días después de un alta que forzó un pagador, frente a las de después de un tratamiento completado o un traslado, dentro de bandas de la última puntuación. Desde treinta episodios y diez forzados.
assessment-action-j8 = Lleve la comparación al pagador.
assessment-title-j9 = Apelaciones con y sin puntuaciones
assessment-how-j9 = Parte de las apelaciones decididas que se ganaron con puntuaciones, menos la parte sin ellas, con los límites de Newcombe; desde treinta apelaciones y diez de cada tipo. Los casos más sólidos pueden tener más puntuaciones.
assessment-action-j9 = Capacite según la diferencia.
assessment-title-j10 = La presión de cada pagador
assessment-how-j10 = De pagadores con al menos veinte solicitudes decididas: la parte rechazada o recortada, la mediana de días aprobados, las solicitudes por estancia, y lo que cuestan los minutos donde la práctica declara lo que cuesta una hora. Se encuentra donde el intervalo entero de un pagador está por encima del de otro. Donde ambos tienen suficientes puntuaciones, también cuando la gravedad se pondera igual.
assessment-action-j10 = Pida menos revisiones donde se deniegan pocas.
assessment-title-j11 = Días autorizados a los que se faltó
assessment-how-j11 = Días en los que se esperaba a un paciente dentro de una autorización y no estuvo, según la banda de la última puntuación dentro de treinta días.
assessment-action-j11 = Comuníquese después de la primera falta.
assessment-title-j12 = Fuentes de referencia
assessment-how-j12 = De fuentes con al menos veinte episodios terminados: recuperaciones fiables de todos los que empezaron, episodios que terminaron en una semana y lo que se permitió. Se encuentra cuando todo el intervalo de una fuente está por encima del de otra. Las fuentes envían pacientes distintos; nada se ajusta.
assessment-action-j12 = Compare lo comparable antes de crecer con una fuente: las fuentes envían pacientes distintos.
assessment-title-j13 = Resultado por enfoque
assessment-how-j13 = Mejora más allá de lo que deja esperar la primera puntuación, en desviaciones estándar, por enfoque y diagnóstico, y por clínico y diagnóstico, desde veinte episodios, acercada a la media de todos; se encuentra fuera de un embudo de tres errores estándar. Nadie fue asignado al azar; las partes están por nombre, nunca por puesto.
assessment-action-j13 = Para la supervisión; nunca una clasificación pública.
assessment-title-j14 = Se fue antes de que pudiera ayudar
assessment-how-j14 = Episodios terminados que no se completaron ni se trasladaron, y que duraron menos de una semana o tuvieron menos de tres días asistidos. Se pierde lo que los pagadores permiten dentro de los episodios completados del programa, según la mediana de al menos cinco, menos lo que permitieron dentro de este.
assessment-action-j14 = Involucre al paciente en la primera semana.
assessment-title-j15 = Esfuerzo por cada día aprobado
assessment-how-j15 = Minutos de revisión entre días aprobados, desde veinte solicitudes; se encuentra cuando las solicitudes que no ganaron ningún día ocuparon una décima parte de los minutos o más.
assessment-action-j15 = Sepa lo que cuesta una revisión.
assessment-title-j16 = Listo para la atención basada en el valor
assessment-how-j16 = Episodios terminados sin una primera puntuación alrededor del ingreso y una posterior en el mismo instrumento; se encuentra cuando menos de setenta de cada cien tienen ambas, desde veinte episodios.
assessment-action-j16 = Aumente la proporción de mediciones completas antes de firmar.

## La práctica en vivo como páginas
assessment-on-record = Los registros propios de la práctica
assessment-page-link = Evaluación
assessment-page-lead = A { $day }, de todo lo que hay en el registro. Reclamaciones unidas a un paciente: { $joined } de { $claims }.
assessment-page-empty = Todavía no hay ninguna reclamación ni pago en el registro, así que no hay nada que evaluar.
assessment-page-share = Entregar como PDF
assessment-page-said = { $confirmed } confirmadas, { $dismissed } descartadas, { $potential } potenciales
assessment-page-confirmed = Confirmado: { $amount }
assessment-page-open = Abrir
assessment-page-open-about = Abrir { $finding }
assessment-page-missing-lead = Hallazgos que necesitan una clase de registro de la que aquí no hay ninguno. Lo que los haría posibles:
assessment-page-back = Todos los hallazgos
assessment-page-nothing = Se miraron { $count } y no se halló nada.
assessment-release-heading = ¿Para quién es esta evaluación, y por qué?
assessment-release-lead = Nombra reclamaciones por su número; a pacientes por su nombre solo si usted lo elige. La puerta pide una base para cada paciente cuya reclamación está en una muestra.
assessment-release-counsel = Marcarla como preparada por encargo de un abogado
assessment-release-without-exposure = Dejar fuera lo que quizá haya que devolver; la copia lo dice
assessment-release-names = Nombrar a los pacientes junto a sus reclamaciones
assessment-release-copy = Esta copia
assessment-release-button = Entregar la evaluación

## Lo que una persona dice de una exposición
exposure-heading = ¿Es así?
exposure-lead = Cada línea es potencial hasta que alguien miró el registro. Confirmarla dice que hay que devolver dinero o retirar la factura; pregunte a cumplimiento o a un abogado por el plazo que dan la ley y el contrato.
exposure-line = Reclamación { $claim }, línea { $line }, { $day }
exposure-line-none = { $payer }, { $why }
exposure-reason = ¿Qué vio en el registro?
exposure-confirm = Confirmar
exposure-dismiss = Descartar
exposure-reopen = Potencial de nuevo
exposure-said-confirmed = Confirmada
exposure-said-dismissed = Descartada
exposure-said-reopened = Potencial
exposure-by = { $name }, { $at }
exposure-done = Su palabra queda guardada.
exposure-more =
    { $count ->
        [one] Una línea más es potencial. Estará aquí cuando se hayan mirado las de arriba.
       *[other] { $count } líneas más son potenciales. Estarán aquí cuando se hayan mirado las de arriba.
    }
exposure-said-heading = Lo que se dijo

## Casos de pagos en exceso confirmados
overpayment-heading = ¿Qué hay que devolver, y para cuándo?
overpayment-link = Pagos en exceso confirmados
overpayment-lead = Cada exposición que alguien confirmó es un caso hasta que se devolvió el dinero o se retiró la factura.
overpayment-rule = Contado para las Partes A y B de Medicare: { $days } días después de identificar el pago en exceso, o hasta el vencimiento de un informe de costos si es posterior; una investigación de buena fe de pagos en exceso relacionados los suspende por un máximo de { $investigation } días (42 CFR 401.305, modificado a partir del { $since }). Otros pagadores tienen sus propios plazos: escriba en el caso el día del contrato. Esto no es asesoría legal; pregunte a cumplimiento o a un abogado.
overpayment-empty = No se confirmó nada.
overpayment-open = Abiertos
overpayment-ended = Terminados
overpayment-case = Caso
overpayment-amount = Importe
overpayment-deadline = Último día para informar y devolver
overpayment-steps = Qué se hizo
overpayment-confirmed = Confirmado por { $name }, { $day }: { $reason }
overpayment-basis-rule = contado desde la confirmación
overpayment-investigation = Una investigación que empezó con la confirmación termina a más tardar el { $day }.
overpayment-late = vencido
overpayment-add = Registrar qué se hizo, u otro último día
overpayment-kind = Qué
overpayment-day = Día
overpayment-note = De dónde sale el día, o cómo se hizo
overpayment-note-hint = La sección del contrato, el número del cheque, el número de control de la factura retirada.
overpayment-save = Guardar
overpayment-done = Quedó guardado.
overpayment-step-released = salió con autorización de entrega
overpayment-void-link = Retirar la reclamación
overpayment-void-about = Retirar la reclamación de { $case }
overpayment-void-heading = ¿Se retira la factura?
overpayment-void-lead = La reclamación { $claim } sale como se envió, como anulación de lo que el pagador conoce: se retira toda la reclamación, no una línea, y el pagador recupera su dinero. Es un paso del caso { $case } y de todos los demás casos abiertos de la reclamación; si pagaron varios pagadores, cada uno necesita su anulación y los casos terminan con la última. Lo que se escribe se vuelve a leer antes de salir.
overpayment-void-reason = Factura retirada
overpayment-void-release = Entregar la anulación
overpayment-step-deadline = Otro último día
overpayment-step-returned = Dinero devuelto
overpayment-step-bill-withdrawn = Factura retirada
overpayment-step-part-withdrawn = Factura a uno de varios pagadores retirada
overpayment-void-payer = De qué pagador
overpayment-void-payer-choice = { $name } ({ $control }), pagó { $amount }
overpayment-void-payer-out = { $name } ({ $control }): la anulación ya salió
overpayment-word-heading = Un caso que no se sostiene
overpayment-word-lead = Lo confirmado se puede descartar o reabrir, se encuentre todavía su línea o no. El caso desaparece; lo dicho y lo hecho sigue constando.
overpayment-word-save = Registrarlo
overpayment-line = reclamación { $claim }, línea { $line }, { $day }

## Lo que los resultados y el dinero se dicen
outcomes-link = Resultados e ingresos
outcomes-heading = ¿Qué se dicen los resultados y los ingresos?
outcomes-notice = Cada respuesta cuenta líneas que están en el registro; su enlace lleva a ellas. Cada una dice lo que no se pudo unir o juzgar. Nada aquí es motivo para describir a un paciente de otro modo que como lo hacen el paciente y el registro, y una asociación no es una causa.
outcomes-refused = Lo que se rechazó aunque el registro habla a favor de la atención
outcomes-paid = Lo que se pagó mientras el registro pedía menos, y cuánto tiempo ayuda la atención
outcomes-worth = Lo que rinde la recuperación, y de dónde viene
outcomes-ending = Quién se va, falta o vuelve
outcomes-payers = Cómo van las revisiones, y lo que cuestan
outcomes-column-question = Pregunta
outcomes-column-answer = Respuesta

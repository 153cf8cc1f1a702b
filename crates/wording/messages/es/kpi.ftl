### Cifras clave de la facturación. English: ../en/kpi.ftl. Montos y recuentos, nunca una persona.

kpi-heading = Reclamaciones enviadas por primera vez hasta el { $as_of }: { $decided } de { $submitted } están decididas. Las cifras de reclamaciones recientes cambian a medida que los pagadores deciden.
kpi-heading-since = Reclamaciones enviadas por primera vez del { $since } al { $as_of }: { $decided } de { $submitted } están decididas. Las cifras de reclamaciones recientes cambian a medida que los pagadores deciden.
kpi-head-figure = Cifra
kpi-head-value = Valor
kpi-head-numerator = Numerador
kpi-head-denominator = Denominador
kpi-head-cohort = Contado sobre
kpi-amount-of-days = { $amount } en { $days } días
kpi-days = la mitad en { $median }, nueve de cada diez en { $ninth }
kpi-missing = no se conoce: no hay { $what }

kpi-name-initial-denial-rate = Reclamaciones denegadas al principio, de las enviadas
kpi-name-initial-denial-rate-decided = Reclamaciones denegadas al principio, de las decididas
kpi-name-initial-denial-charge = Cargo de reclamaciones denegadas al principio, del enviado
kpi-name-initial-denial-charge-decided = Cargo de reclamaciones denegadas al principio, del decidido
kpi-name-remittance-denial-rate = Reclamaciones denegadas por completo, de las decididas
kpi-name-primary-denial-rate = Decisiones de primeros pagadores que no pagan nada
kpi-name-overturned = Líneas denegadas que se pagaron después
kpi-name-overturned-charge = Cargo denegado por el que se pagó después
kpi-name-denial-to-resolution = Días desde la denegación hasta su final
kpi-name-denial-to-appeal = Días desde la denegación hasta la apelación
kpi-name-denial-write-off = Dado de baja de reclamaciones denegadas, de los ingresos netos
kpi-name-clean-claim-rate = Reclamaciones que pasaron sin tocarlas
kpi-name-first-pass-yield = Reclamaciones aceptadas por completo al primer intento
kpi-name-net-days-in-receivables = Días netos en cuentas por cobrar
kpi-name-net-days-in-receivables-payers = Días netos en cuentas por cobrar, solo pagadores
kpi-name-receivables-over-90 = Cuentas por cobrar de más de noventa días
kpi-name-receivables-over-90-payers = Cuentas por cobrar de más de noventa días, solo pagadores
kpi-name-net-collection-rate = Tasa neta de cobro
kpi-name-net-collection-rate-payers = Tasa neta de cobro, solo pagadores
kpi-name-claim-lag = Días desde el servicio hasta la factura
kpi-name-payment-lag = Días desde la factura hasta la primera decisión
kpi-name-charge-lag = Días desde el servicio hasta el cargo
kpi-name-cost-to-collect = Costo de cobrar
kpi-name-unbilled-days = Días de ingresos sin facturar
kpi-name-service-authorization-rate = Días asistidos que cubre una autorización

kpi-cohort-submitted = reclamaciones enviadas
kpi-cohort-decided = reclamaciones decididas
kpi-cohort-answered = reclamaciones respondidas
kpi-cohort-four-weeks = decisiones de cuatro semanas
kpi-cohort-resolved = líneas denegadas que llegaron a su final
kpi-cohort-months = meses completos
kpi-cohort-beside = tablas junto a las reclamaciones

kpi-missing-charges = cargos, asistencia ni notas
kpi-missing-acknowledgments = respuestas a reclamaciones o archivos
kpi-missing-whole-months = meses completos de pagos
kpi-missing-costs = costo de facturación declarado por la práctica
kpi-missing-decisions = decisiones
kpi-missing-recent-services = servicios de los últimos noventa días
kpi-missing-days = días de servicio y de factura
kpi-missing-attendance = asistencia
kpi-missing-authorizations = autorizaciones
kpi-missing-write-offs = montos dados de baja
kpi-missing-patient-payments = pagos de pacientes
kpi-missing-appeals = apelaciones
kpi-missing-appeals-of-refused-claims = apelaciones de reclamaciones rechazadas

## El tablero como página
kpi-page-heading = ¿Qué tan bien funciona la facturación?
kpi-page-lead = Contado hasta el { $as_of }. De { $submitted } reclamaciones enviadas por primera vez en la ventana, los pagadores han decidido { $decided }: las cifras sobre reclamaciones recientes cambian a medida que deciden.
kpi-page-link = Cifras clave
kpi-page-since = Reclamaciones enviadas por primera vez desde
kpi-page-empty = Todavía no hay ninguna reclamación en el registro, así que no hay nada que contar.
kpi-page-empty-since = Ninguna reclamación se envió por primera vez desde el { $day }.
kpi-page-maturity = { $share } % decididas
kpi-page-by-payer = { $name }, { $payer }
kpi-page-by-month = { $name }, servicios de { $month }
kpi-page-missing-heading = Lo que nuestros registros aún no pueden decir
kpi-page-missing-column = Qué falta
kpi-page-rules = Cómo se eligen las reclamaciones
kpi-page-receivables = Las cuentas por cobrar de aquí abarcan más que «{ $status }» entre las reclamaciones: eso es el cargo entero de las reclamaciones sin respuesta. Las cuentas por cobrar incluyen además lo que los pagadores dejaron sin decidir en reclamaciones respondidas, lo que rechazaron y nadie dio de baja, y lo que los pacientes aún deben.
kpi-page-interval = intervalo del { $level } % de { $low } a { $high } %
kpi-page-version = Tabla de motivos { $version }

## Numerador y denominador en palabras
kpi-what-initial-denial-rate = Reclamaciones de las que un pagador rechazó algo en su primera decisión, sobre todas las enviadas.
kpi-what-initial-denial-rate-decided = Las mismas reclamaciones, sobre las que algún pagador ha decidido.
kpi-what-initial-denial-charge = El cargo entero de esas reclamaciones, también donde se rechazó una parte, sobre el cargo de todas las enviadas.
kpi-what-initial-denial-charge-decided = El mismo cargo, sobre el de las reclamaciones que algún pagador ha decidido.
kpi-what-remittance-denial-rate = Reclamaciones rechazadas enteras en la primera decisión, sobre las decididas.
kpi-what-primary-denial-rate = Decisiones que no pagan nada, sobre todas las de primeros pagadores; no cuentan las que solo dicen que la reclamación ya estaba.
kpi-what-overturned = Líneas rechazadas al principio y pagadas en una decisión posterior, sobre las líneas rechazadas que llegaron a su final: decididas de nuevo, confirmadas por la carta que respondió a una apelación, o dadas de baja.
kpi-what-overturned-charge = El cargo de las líneas pagadas después, sobre el cargo de las líneas rechazadas que llegaron a su final.
kpi-what-denial-to-resolution = Días desde el rechazo de una línea hasta la decisión o la carta que le puso fin, o hasta el día en que se dio de baja, si ese día consta.
kpi-what-denial-to-appeal = Días desde el primer rechazo de una reclamación hasta su primera apelación, sobre las rechazadas con apelación.
kpi-what-denial-write-off = Dado de baja en reclamaciones rechazadas, sobre lo decidido menos lo que quita el contrato.
kpi-what-clean-claim-rate = Reclamaciones cuya primera versión no se contradice, que ni el pagador ni la cámara de compensación rechazó, y que nadie corrigió ni retiró antes de que un pagador decidiera; sobre las reclamaciones que uno de ellos respondió.
kpi-what-first-pass-yield = Reclamaciones aceptadas enteras en su primera versión, pagadas o pasadas debidamente al paciente, sobre las decididas.
kpi-what-net-days-in-receivables = Lo no decidido, lo rechazado y no dado de baja, y lo que los pacientes aún deben, en neto, sobre el ingreso neto de un día, media de los últimos noventa días de servicio. Lo que un pagador recuperó y no decidió de nuevo cuenta como no decidido.
kpi-what-net-days-in-receivables-payers = Lo mismo sin lo que deben los pacientes.
kpi-what-receivables-over-90 = Cuentas por cobrar de reclamaciones cuyo último día de servicio fue hace más de noventa días, sobre todas las cuentas por cobrar: no decidido, recuperado por el pagador y no decidido de nuevo, rechazado y no dado de baja, y debido por pacientes.
kpi-what-receivables-over-90-payers = Lo mismo sin lo que deben los pacientes.
kpi-what-net-collection-rate = Pagado por pagadores y pacientes, sobre lo decidido menos lo que quita el contrato.
kpi-what-net-collection-rate-payers = Pagado por pagadores, sobre lo decidido menos lo que quita el contrato y lo que se dejó a los pacientes.
kpi-what-claim-lag = Días desde el último día de servicio hasta la primera factura, sobre las reclamaciones enviadas con ambos días.
kpi-what-payment-lag = Días desde la primera factura hasta la primera decisión, sobre las reclamaciones decididas con ambos días.
kpi-what-charge-lag = Días desde cada servicio hasta el día en que se registró su cargo. Si no consta ese día: hasta la primera factura que incluye el servicio.
kpi-what-cost-to-collect = El costo de facturación declarado, sobre lo pagado en los mismos meses: tres como máximo, cada uno posterior al primer pago registrado.
kpi-what-unbilled-days = Cargos de pacientes con reclamaciones que ninguna reclamación factura, en días del cargo medio de los últimos noventa. Si no constan cargos: días asistidos y firmados sin reclamación, cada uno por la media de los días facturados de ese paciente.
kpi-what-service-authorization-rate = Días asistidos que cubre una autorización, sobre los días asistidos de pacientes con alguna autorización.

## Sobre qué reclamaciones
kpi-rule-submitted = Reclamaciones enviadas por primera vez dentro de la ventana, no retiradas.
kpi-rule-decided = De esas, las que algún pagador ha decidido.
kpi-rule-answered = De las reclamaciones enviadas, las que el pagador o la cámara de compensación aceptó o rechazó.
kpi-rule-four-weeks = Decisiones de primeros pagadores pagadas en las últimas cuatro semanas.
kpi-rule-resolved = Líneas rechazadas al principio, de las reclamaciones enviadas, que el pagador decidió de nuevo o confirmó por carta, o que se dieron de baja.
kpi-rule-months = Meses naturales completos hasta el día del recuento.
kpi-rule-beside = Registros de atención, apelaciones y bajas al lado de las reclamaciones.

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
kpi-name-initial-denial-charge = Cargo denegado al principio, del enviado
kpi-name-initial-denial-charge-decided = Cargo denegado al principio, del decidido
kpi-name-remittance-denial-rate = Reclamaciones denegadas por completo, de las decididas
kpi-name-primary-denial-rate = Decisiones de primeros pagadores que no pagan nada
kpi-name-overturned = Líneas denegadas que se pagaron después
kpi-name-overturned-charge = Cargo denegado por el que se pagó después
kpi-name-denial-to-resolution = Días desde la denegación hasta la decisión siguiente
kpi-name-denial-to-appeal = Días desde la denegación hasta la apelación
kpi-name-denial-write-off = Dado de baja de reclamaciones denegadas, de los ingresos netos
kpi-name-clean-claim-rate = Reclamaciones enviadas sin tocarlas
kpi-name-first-pass-yield = Reclamaciones aceptadas por completo al primer intento
kpi-name-net-days-in-receivables = Días netos en cuentas por cobrar
kpi-name-receivables-over-90 = Cuentas por cobrar de más de noventa días
kpi-name-net-collection-rate = Tasa neta de cobro
kpi-name-claim-lag = Días desde el servicio hasta la factura
kpi-name-payment-lag = Días desde la factura hasta la primera decisión
kpi-name-charge-lag = Días desde el servicio hasta el cargo
kpi-name-cost-to-collect = Costo de cobrar
kpi-name-unbilled-days = Días de ingresos sin facturar
kpi-name-service-authorization-rate = Días asistidos que cubre una autorización

kpi-cohort-submitted = reclamaciones enviadas
kpi-cohort-decided = reclamaciones decididas
kpi-cohort-four-weeks = decisiones de cuatro semanas
kpi-cohort-resolved = líneas denegadas decididas de nuevo
kpi-cohort-beside = tablas junto a las reclamaciones

kpi-missing-edits = registro de correcciones
kpi-missing-charges = cargos con el día en que se registraron
kpi-missing-costs = costos de facturación
kpi-missing-decisions = decisiones
kpi-missing-recent-services = servicios de los últimos noventa días
kpi-missing-days = días de servicio y de factura
kpi-missing-attendance = asistencia
kpi-missing-authorizations = autorizaciones
kpi-missing-write-offs = montos dados de baja
kpi-missing-appeals = apelaciones

### Pagadores: sus perfiles como datos, las versiones de cada uno, y lo que pagan por un día. English: ../en/payer.ftl.

deadlines-heading = ¿Qué reglas de plazos rigen aquí?
deadlines-lead = Las reglas son datos. Las que vienen con el producto dicen dónde están escritas y si se leyeron dos fuentes; el centro pone las suyas por encima. Nada de esto es asesoramiento jurídico.
deadlines-link = Reglas de plazos
deadlines-caption = Reglas de plazos
legal-grounds-caption = Fundamentos de derecho que una apelación puede nombrar
legal-grounds-ground = Fundamento
legal-grounds-for = Para quién
legal-grounds-source = Dónde está escrito
legal-ground-ma-r = Lo que un plan aprobó antes de la atención o durante ella no puede negarlo después por falta de necesidad médica
legal-ground-ma-ire = Un plan que mantiene su denegación envía el caso por sí mismo a la entidad independiente de revisión
legal-ground-ca-1120 = Ninguna herramienta informática por sí sola deniega, retrasa o cambia la atención por falta de necesidad médica: decide una persona con licencia
legal-ground-ca-855 = La necesidad médica se juzga por los estándares actuales y generalmente aceptados de la salud mental y del uso de sustancias
legal-ground-nm = Sin autorización previa para la atención aguda y el primer tratamiento del uso de sustancias en la red; sin fin de la cobertura antes de consultar al proveedor
legal-ground-il = Criterios nombrados de su especialidad para el tratamiento del uso de sustancias
legal-ground-ri = Criterios nombrados, y la evaluación completa con una denegación; un proyecto de ley del que no se halló si es ley
deadlines-saved = Las reglas están guardadas. Los plazos las siguen desde ahora.
deadlines-who = Quién actúa y en qué plazo
deadlines-within = { $party } { $limit }
deadline-event-admission = Un ingreso a un nivel de atención
deadline-event-request-submitted = Una solicitud llegó al pagador
deadline-event-information-requested = El pagador pidió más información
deadline-event-information-supplied = Lo que pidió llegó al pagador
deadline-event-reduction-announced = El pagador dijo que termina o reduce la atención aprobada
deadline-event-course-ends = El último día cubierto
deadline-event-denial-received = Llegó una denegación
deadline-event-appeal-filed = Una apelación llegó al pagador
deadline-event-final-denial-received = Se denegó la última apelación interna
deadline-event-external-review-requested = Se pidió la revisión externa
deadline-event-discharge = Un alta o un paso a un nivel menor
deadline-event-service-delivered = Se prestó un servicio
deadline-event-claim-decided = Un pagador decidió sobre una reclamación
deadline-event-corrected-service-delivered = Se prestó un servicio cuya reclamación hay que corregir
deadline-party-practice = El centro
deadline-party-payer = El pagador
deadline-limit-hours = { $count ->
        [one] en una hora
       *[other] en { $count } horas
    }
deadline-limit-calendar-days = { $count ->
        [one] en un día
       *[other] en { $count } días
    }
deadline-limit-business-days = { $count ->
        [one] en un día hábil
       *[other] en { $count } días hábiles
    }
deadline-limit-months = { $count ->
        [one] en un mes
       *[other] en { $count } meses
    }
deadline-limit-stay-day = hasta el día { $count } de la estancia
deadline-limit-before-course-ends = antes de que termine lo aprobado
deadline-limit-request-hours-before-end = antes de que termine el último día cubierto, con las horas del perfil del pagador
deadline-limit-appeal-days = en los días para apelar del perfil del pagador
deadline-limit-peer-to-peer-business-days = en los días hábiles para la llamada entre médicos del perfil del pagador
deadline-limit-discharge-notice-hours = en las horas para avisar de un alta del perfil del pagador
deadline-limit-retro-authorization-hours = en las horas tras el ingreso en las que el perfil del pagador todavía permite una autorización
deadline-limit-filing-days = en los días para presentar una reclamación del perfil del pagador
deadline-limit-corrected-days = en los días para una reclamación corregida del perfil del pagador, desde la decisión
deadline-limit-corrected-days-from-service = en los días para una reclamación corregida del perfil del pagador, desde el servicio
deadlines-edit-heading = Reglas del centro
deadlines-file = Las reglas del centro, como archivo
deadlines-file-hint = Una regla con el identificador de una de arriba ocupa su lugar; deje el campo vacío para no tener ninguna propia.
deadlines-save = Guardar las reglas
deadlines-problem = Las reglas no se pueden usar: { $problem }
payers-heading = ¿Cómo revisa cada pagador?
payers-lead = Los perfiles genéricos son un comienzo. Copie uno, escriba lo que hace el pagador, y márquelo como comprobado cuando haya leído su manual.
payers-link = Pagadores
payers-caption = Pagadores, primero los del centro
payers-column-name = Pagador
payers-column-class = Clase
payers-column-state = Estado
payers-column-source = Origen de sus valores
payers-verified = Comprobado con los documentos del pagador
payers-unverified = Sin comprobar
payers-generic = Genérico, viene con el producto
payer-heading = ¿Cómo revisa { $payer }?
payer-lead = { $state }. { $source }
payer-edit = Editar el perfil
payer-saved = Queda registrado.
payer-facts-caption = Lo que dice el perfil
payer-column-fact = Qué
payer-column-value = Valor
payer-fact-criteria = Criterios que nombra
payer-fact-cadence = Días que suele conceder
payer-fact-cadence-line = { $level }: { $initial } al principio, después { $concurrent }
payer-fact-peer-to-peer = Días hábiles para pedir hablar con su médico
payer-fact-new-information = Admite información nueva al hablar con su médico
payer-fact-retro = Horas tras el ingreso en las que todavía autoriza
payer-fact-request = Horas antes del fin en que se envía una solicitud
payer-fact-appeal = Días para apelar
payer-fact-levels = Niveles de apelación interna
payer-fact-discharge = Horas para avisar de un alta
payer-fact-filing = Días para presentar una reclamación
payer-fact-corrected = Días para presentar una reclamación corregida, desde la decisión
payer-fact-corrected-from-service = Días para presentar una reclamación corregida, desde el servicio
payer-fact-unknown = No se sabe
payer-fact-authorized-levels = Niveles que necesitan una autorización
payer-fact-discharge-business-days = Días hábiles para avisar de un alta
payer-fact-referral = Pide una remisión
payer-fact-code-pairs = Código de ingresos y procedimiento que paga juntos
payer-fact-place-modifiers = Lugar del servicio y modificador que paga juntos
payer-fact-factors-first = Un factor que influye en la salud puede ir primero entre los diagnósticos
payer-fact-measure-units = Máximo de unidades de una medida breve en un día
payer-fact-pays-measures = Paga una medida breve fuera de los días de programa
payer-fact-local-coverage = Reglas locales de cobertura y cuándo se consultaron
payer-fact-yes = Sí
payer-fact-no = No
payer-questions-heading = Lo que pregunta su revisor, en orden
payer-question-required = { $question }, obligatoria
payer-question-age = { $question }, con no más de { $days ->
    [one] { $days } día
   *[other] { $days } días
}
payer-question-required-age = { $question }, obligatoria, con no más de { $days ->
    [one] { $days } día
   *[other] { $days } días
}
payer-versions-heading = Versiones
payer-versions-none = El centro no escribió este perfil: es el genérico.
payer-version-line = Versión { $version }, { $at }, por { $by }: { $state }
payer-rates-heading = Lo que paga por un día
payer-rates-caption = Tarifas por día y nivel de atención
payer-rates-none = No hay ninguna tarifa registrada: el tablero lo dice en lugar de un monto.
payer-rate-level = Nivel de atención
payer-rate-amount = Monto por un día, en dólares
payer-rate-first = Desde
payer-rate-last = Hasta
payer-rate-days = Días
payer-rate-open = desde el { $first }
payer-rate-closed = del { $first } al { $last }
payer-rate-add = Registrar una tarifa
payer-edit-heading = El perfil de { $payer }
payer-edit-lead = Cambie los valores y guarde. Guardar crea una versión nueva; las anteriores se conservan. Con otra clave es un pagador nuevo.
payer-edit-file = Perfil
payer-edit-file-hint = Un valor por línea: su nombre, un signo igual, su valor. Una línea que falta significa que no se sabe. Las palabras van entre comillas; la tabla de abajo nombra cada valor y dice dónde está.
payer-edit-save = Guardar como versión nueva
payer-help-heading = ¿Qué dice ahora el perfil, y dónde está en el archivo?
payer-help-caption = Cada valor del perfil con su nombre en el archivo
payer-column-in-file = En el archivo
payer-fact-key = Clave del pagador
payer-fact-channels = Cómo le llegan las solicitudes
payer-edit-problem = { $problem }

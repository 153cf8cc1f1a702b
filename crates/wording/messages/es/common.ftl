### Palabras que comparten varias páginas: el producto, las acciones, los niveles de atención. English: ../en/common.ftl.

product-name = Throughline
page-title = { $heading } – Throughline

## Acciones
action-save = Guardar
action-cancel = Cancelar
action-back = Volver
action-search = Buscar
action-show = Mostrar
action-edit = Corregir
action-void = Retirar
action-download = Descargar
action-print = Imprimir
action-sign-in = Iniciar sesión
action-sign-out = Cerrar sesión
action-older = Anteriores
action-newer = Más recientes
action-next-page = Página siguiente
action-first-page = Primera página
action-skip-to-content = Ir al contenido

## Navegación
navigation-label = Principal
navigation-caseload = Pacientes a cargo
navigation-alerts = Alertas
navigation-due = Pendientes
navigation-reviews = Revisiones
navigation-tasks = Mis tareas
navigation-patients = Pacientes
navigation-instruments = Instrumentos
navigation-claims = Reclamaciones
navigation-imports = Importaciones
navigation-practice = Centro
navigation-people = Personas
navigation-audit = Auditoría

## Respuestas y ausencias
answer-yes = Sí
answer-no = No
not-recorded = No registrado
not-known = No se sabe
nothing-here = Aquí todavía no hay nada.
list-separator = { ", " }
list-last-separator = { " y " }
label-colon = { $label }:
of-total = { $part } de { $whole }
age-years =
    { $years ->
        [one] { $years } año
       *[other] { $years } años
    }
days-ago =
    { $days ->
        [0] hoy
        [one] hace { $days } día
       *[other] hace { $days } días
    }
count-patients =
    { $count ->
        [one] { $count } paciente
       *[other] { $count } pacientes
    }
count-administrations =
    { $count ->
        [one] { $count } aplicación
       *[other] { $count } aplicaciones
    }

## Niveles de atención
level-of-care-label = Nivel de atención
level-of-care-outpatient = Ambulatorio
level-of-care-intensive-outpatient = Ambulatorio intensivo
level-of-care-partial-hospitalization = Hospitalización parcial
level-of-care-residential = Residencial
level-of-care-inpatient = Hospitalización
level-of-care-with-code = { $name } ({ $code })

## Veredictos
verdict-met = Se cumple
verdict-not-met = No se cumple
verdict-unknown = No se sabe

## Cómo entró un registro
source-form = Registrado en un formulario
source-batch = Importado
source-computed = Calculado

## Dónde está y quién es usted
signed-in-as = { $name }, { $roles }
practice-and-product = { $practice }, { $product }
banner-label = Centro y cuenta
menu-account = Su cuenta
column-actions = Acciones
table-scrolls = { $caption }. La tabla se desplaza hacia los lados.
search-label = Buscar
filter-label = Filtrar
show-table = Mostrar la tabla
show-details = Mostrar los detalles
more-than-shown = Hay más. Siga, o haga la búsqueda más precisa.
end-of-list = Eso es todo.
optional-field = { $label } (opcional)
choose-one = Escoja una opción
choose-none = No registrado
printed-note = Impreso desde { $product }. Esta copia no cambia cuando cambia el registro.

## Formularios
form-problems-heading =
    { $count ->
        [one] Hay un dato que revisar
       *[other] Hay { $count } datos que revisar
    }
form-problem-required = { $label }: complete este dato.
form-problem-choose = { $label }: escoja una opción.
form-problem-day = { $label }: escriba un día con año, mes y día, por ejemplo { $example }.
form-problem-time = { $label }: escriba una hora con horas y minutos, por ejemplo { $example }.
form-problem-too-long = { $label }: como máximo { $allowed } caracteres.
form-problem-not-offered = { $label }: esta respuesta no es una de las que se ofrecen.
form-unchanged = No se cambió nada.

## Cuando una página no se puede mostrar
failure-not-found-heading = ¿Hay una página en esta dirección?
failure-not-found = No. La dirección está mal escrita, o el registro se trasladó o se retiró.
failure-refused-heading = ¿Puede usted ver esto?
failure-refused = Su rol no tiene acceso a { $data }. Si lo necesita para su trabajo, pídalo a un administrador.
failure-refused-record = Usted no tiene acceso a este registro. Si lo necesita para su trabajo, pídalo a un administrador.
failure-forged-heading = ¿Vino esto de nuestra propia página?
failure-forged = El formulario era demasiado antiguo, o no vino de una página de este programa. No se cambió nada. Vuelva atrás, cargue la página de nuevo y envíe el formulario otra vez.
failure-conflict-heading = ¿Quién cambió esto mientras tanto?
failure-conflict = Alguien cambió este registro después de que usted lo abrió. Su cambio no se guardó. Cargue la página de nuevo, mire lo que hay ahora y luego decida.
failure-too-large-heading = ¿Qué tamaño puede tener?
failure-too-large = Lo que envió es más grande de lo que acepta esta página. No se cambió nada. Los archivos grandes se pueden importar con la línea de comandos.
failure-too-many-heading = ¿Por qué la pausa?
failure-too-many =
    { $minutes ->
        [one] Hubo demasiados intentos. Espere un minuto y pruebe otra vez.
       *[other] Hubo demasiados intentos. Espere { $minutes } minutos y pruebe otra vez.
    }
failure-method-heading = ¿Puede esta página hacer eso?
failure-method = No, esta dirección no acepta lo que se envió. Empiece de nuevo desde una página del programa.
failure-as-of-heading = ¿A qué día?
failure-as-of-unreadable = La dirección nombra un día que no se puede leer, así que no se muestra ningún registro. Regrese y elija el día en la página, o escríbalo como año, mes y día, con guiones entre ellos.
failure-as-of-to-come = { $day } todavía no ha llegado, así que no hay registros a esa fecha. Hoy es { $today }. Regrese y elija hoy o un día anterior.
failure-unavailable-heading = ¿Cuándo se puede seguir?
failure-unavailable = La base de datos no responde en este momento. No se cambió nada. Espere un minuto y cargue la página de nuevo; si continúa así, avise a quien opera este servidor.
failure-timeout = La respuesta tardó demasiado y se detuvo. No se cambió nada. Pruebe otra vez, o pida menos.
failure-bug-heading = ¿Qué pasó aquí?
failure-bug = El programa no pudo terminar esta página. No se cambió nada. Pruebe otra vez; si vuelve a pasar, avise a quien opera este servidor y dé el número de esta solicitud.
failure-request = Solicitud { $request }
failure-back-to-start = Ir a su página de inicio
failure-reload = Cargar la página de nuevo

## Tipos de datos, tal como aparecen en una negativa de acceso
data-identity = nombres de pacientes
data-care = episodios de atención
data-scores = puntuaciones
data-answers = respuestas por ítem
data-entry = registrar aplicaciones
data-registration = inscribir pacientes
data-practice = programas y profesionales clínicos
data-release = informes y exportaciones
data-authorizations = coberturas y autorizaciones
data-reviews = revisiones para pagadores
data-alerts = alertas
data-contacts = contactos y consentimientos
data-messages = mensajes de salida
data-on-call = quién está de guardia
data-protocols = protocolos y reglas
data-courses = cursos esperados del centro
data-course-fits = ajustar los cursos esperados
data-instruments = la biblioteca de instrumentos
data-records = registros de la atención
data-level-of-care = niveles de atención
data-recalled-values = habilitar valores de memoria
data-claims = reclamaciones y pagos
data-imports = importaciones
data-audit = la auditoría
data-people = personas y roles
failure-sign-in = Primero inicie sesión.
pages-label = Páginas
form-problem-unreadable = { $label }: esto no se puede leer. Escríbalo como dice la indicación.
form-problem-future = { $label }: está en el futuro. Revise el día.
form-problem-before-birth = { $label }: es anterior a la fecha de nacimiento registrada. Revise las dos.
form-problem-past = { $label }: ya pasó. Elija una hora posterior.
form-problem-after-review = { $label }: es posterior al día en que vence la revisión. Elija una hora anterior.
form-problem-backwards = { $label }: el final es anterior al comienzo.
form-problem-another-person-approves = { $label }: usted pidió esta baja. La tiene que aprobar otra persona.
form-problem-own-administrator = { $label }: nadie puede quitarse a sí mismo el papel de administración. Puede hacerlo otra persona que lo tenga.
form-problem-taken = { $label }: ya lo tiene otro registro. Revise si es el mismo.
form-problem-password-too-short = { $label }: es demasiado corta.
form-problem-no-episode = { $label }: el paciente no tiene un episodio de atención en este día, y este tipo de registro lo necesita.
form-problem-another-person = { $label }: los registros ya conocen así a otra persona. Elija a la segunda de ese tipo, para que las respuestas de dos personas nunca queden en una misma serie.
form-problem-still-needed = { $label }: otros registros pertenecen a esto, o es el único de su clase. Retire o traslade primero los demás.
form-problem-held-released = { $label }: un expediente, una carta o una solicitud sobre esta estancia salió de la consulta con el nombre de este paciente. Lo que salió queda donde está: avise a quien lo recibió y registre la estancia con el paciente correcto.
form-problem-held-notice = { $label }: consta que se dio un aviso sobre esta estancia. Retire primero ese aviso, o avise a quien lo recibió.
form-problem-held-dispute = { $label }: consta una denegación o una apelación sobre esta estancia. Resuélvala con el pagador y retire primero lo que consta sobre ella.
form-problem-held-billed = { $label }: una reclamación por días de esta estancia sigue vigente con este paciente. Haga primero que se anule con su pagador.
form-problem-held-decision = { $label }: alguien decidió sobre el nivel de atención de esta estancia. Retire primero esa decisión.
form-problem-held-readmission = { $label }: otra estancia consta como reingreso después de esta. Corrija primero esa estancia.
form-problem-level-beyond = { $label }: un nivel de atención quedaría fuera de la estancia. Deshaga primero ese cambio de nivel, o elija otro día.
form-problem-alerts-open = { $label }: una alerta sobre esto sigue abierta. Ciérrela primero, con lo que resultó de ella.
form-problem-nobody-has-number = { $label }: nadie registrado tiene este número. Revíselo, o registre primero al paciente.
form-problem-claim-speaks-against = { $label }: la reclamación indica otra fecha de nacimiento, u otro apellido, que los de este paciente. Nadie se une en contra de eso: revise el número, o corrija el registro del paciente.
form-problem-not-on-record = { $label }: ningún registro de este paciente tiene este número. Corrija lo escrito, o haga que se registre antes.
form-problem-other-days = { $label }: lo registrado con este número no cubre el día rechazado.
form-problem-no-line = { $label }: el rechazo habla de la reclamación entera o de una línea que no está en ella. No hay una línea en la que ponerlo; déjelo vacío, o corrija la reclamación en el sistema que la envió.
form-problem-reason-too-short = { $label }: dígalo en unas palabras, para que quien lo lea más tarde lo entienda.

## Copiar
copy-action = Copiar
copy-done = Copiado.
times-on-the-clock = Horas según el reloj de { $zone }.
times-on-each-clock = Horas según el reloj del programa de cada paciente.

### Las personas que inician sesión, y sus roles. English: ../en/people.ftl.

people-heading = ¿Quién puede iniciar sesión y qué puede hacer?
people-sign-in-heading = ¿Quién es usted?
people-sign-in-name = Nombre de usuario
people-password = Contraseña
people-code = Código de seis cifras
people-sign-in-failed = El nombre de usuario, la contraseña o el código no es correcto. Revise los tres y pruebe otra vez.
people-roles = Roles
role-clinician = Profesional clínico
role-front-desk = Recepción
role-utilization-review = Revisión de utilización
role-biller = Facturación
role-director = Dirección
role-administrator = Administración

## Inicio de sesión
people-sign-in-lead = { $practice }
people-sign-in-code-hint = De su app de autenticación. Déjelo vacío si le dijeron que no lo necesita.
people-signed-out = Su sesión está cerrada.
people-session-ended = Su sesión terminó porque no se hizo nada durante un tiempo. Inicie sesión para seguir donde estaba.
people-sign-in-help = Si no puede iniciar sesión, pida ayuda a un administrador del centro. Le puede dar una contraseña nueva y un código nuevo.
people-account-heading = ¿Qué puede ver y hacer usted?
people-account-last = Inicio de sesión
people-password-change-heading = ¿Quiere otra contraseña?
people-password-change = Cambiar su contraseña
people-password-current = Contraseña actual
people-password-new = Contraseña nueva
people-password-repeat = Contraseña nueva otra vez
people-password-rule = Al menos { $allowed } caracteres. Sirve bien una serie de palabras que solo usted juntaría.
people-password-differs = Las dos no coinciden. Escriba la contraseña nueva dos veces.
people-language = Idioma de las páginas
people-language-browser = El idioma del navegador
people-language-choose = Usar este idioma
people-language-chosen = Las páginas ya hablan su idioma. Lo que otros escribieron queda como lo escribieron.
people-password-changed = Su contraseña se cambió. Sus otras sesiones se cerraron.
people-password-wrong = La contraseña actual no es correcta.

## Personas y roles
people-lead = Todas las personas que pueden iniciar sesión. Los roles se explican en la tabla de permisos; cuenta el más amplio.
people-empty = Todavía nadie más que usted puede iniciar sesión.
people-add = Agregar una persona
people-add-heading = ¿Quién debe poder iniciar sesión?
people-edit-heading = ¿Qué puede hacer { $person }?
people-column-name = Nombre
people-column-sign-in = Nombre de usuario
people-column-state = Estado
people-column-clinician = Profesional clínico
people-name = Nombre por el que se le conoce en el equipo
people-clinician = Profesional clínico
people-clinician-hint = La persona que trata detrás de este usuario. Un profesional clínico ve a los pacientes de sus equipos de atención.
people-licensed = Tiene una licencia clínica
people-roles-hint = Elija todos los que correspondan al trabajo de esta persona.
people-state-active = Puede iniciar sesión
people-state-disabled = Desactivado el { $day }
people-state-no-code = Todavía no tiene un código de un solo uso
people-disable = Desactivar el usuario
people-enable = Activar el usuario otra vez
people-reset = Dar una contraseña y un código nuevos
people-reset-explained = La contraseña y el código actuales dejan de servir enseguida, y todas las sesiones de { $person } terminan.
people-disable-explained = La sesión de { $person } se cierra enseguida, y no puede iniciar sesión otra vez hasta que alguien active el usuario.
people-saved = Guardado.
people-secret-heading = ¿Cómo inicia sesión { $person } por primera vez?
people-secret-once = Esto se muestra una sola vez. Entréguelo en persona, o por dos vías distintas; nadie puede consultarlo después.
people-secret-password = Primera contraseña
people-secret-code = Secreto para la app de autenticación
people-secret-code-scan = Escanee la imagen con una app de autenticación, o escriba el secreto en ella.
people-secret-picture = Imagen para la app de autenticación de { $person }
people-secret-done = Ya lo entregué
people-add-done-note = Puede cambiar la contraseña en su propia página después de iniciar sesión: su nombre, arriba, lleva allí.
people-roles-form-heading = ¿Qué roles?
people-roles-explained = La sesión de { $person } se cierra; verá el cambio cuando inicie sesión otra vez.
people-own-account = Este es su propio usuario. Otro administrador puede desactivarlo.
people-nobody-else-note = Nadie puede quitarse a sí mismo el rol de administración.
people-none-of-them = Nadie
people-you = Usted
people-disabled-done = El usuario está desactivado.
people-enabled-done = El usuario está activado otra vez.
people-added-note = Este usuario sirve enseguida.

## Programas y profesionales clínicos
practice-heading = ¿Qué programas hay y quién trata?
practice-lead = Los pacientes ingresan en programas. Los profesionales clínicos responden por su tratamiento, inicien sesión o no.
practice-link = Programas y profesionales clínicos
practice-programs-heading = Programas
practice-programs-empty = Todavía no hay ningún programa. Agregue el primero antes de ingresar a un paciente.
practice-clinicians-heading = Profesionales clínicos
practice-clinicians-empty = Todavía no hay ningún profesional clínico. Agregue a todas las personas que tratan, para poder nombrarlas en equipos de atención y usuarios.
practice-code = Código
practice-code-hint = Breve, y como está en sus archivos.
practice-program-name = Nombre
practice-zone = Zona horaria
practice-zone-hint = Los días de este programa empiezan a la medianoche de aquí.
practice-level-hint = Los pacientes del programa están en este nivel de atención.
practice-part2-hint = Registros de consumo de sustancias bajo las reglas federales de confidencialidad.
practice-clinician-name = Nombre
practice-credential = Credencial
practice-credential-hint = Como va después del nombre, por ejemplo LCSW.
practice-add-program = Agregar un programa
practice-add-program-heading = ¿Qué programa es nuevo?
practice-add-clinician = Agregar un profesional clínico
practice-add-clinician-heading = ¿Quién trata aquí?
people-column-data = Tipo de datos
people-column-scope = Su acceso
people-scope-nothing = No es parte de sus roles
people-scope-care-team = Pacientes de sus equipos de atención; otros después de indicar una razón
people-scope-all = Todos
people-licence = Licencia
people-secret-address = O abra esta dirección en el teléfono que tiene la app de autenticación:
people-add-lead = Se le crea una primera contraseña. Usted la ve una sola vez, en la página siguiente.

## Preparar un centro nuevo
practice-steps-heading = ¿Qué necesita un centro nuevo?
practice-step-done = hecho
practice-step-people = Dar un usuario a las personas que trabajan aquí
practice-step-people-who = Lo hace un administrador.
practice-step-patients = Registrar el primer paciente
practice-step-patients-who = Lo hace la recepción o la dirección. Dé uno de estos roles a alguien, o a usted mismo.
practice-step-import = O traer pacientes, episodios y respuestas desde archivos

## Quién trata detrás de un usuario
people-treating-heading = ¿Esta persona trata pacientes?
people-treating-explained = La sesión de { $person } se cierra; verá a los pacientes de los equipos de atención del profesional clínico cuando inicie sesión otra vez.
people-clinicians-missing = Todavía no hay ningún profesional clínico registrado. Agréguelo primero, si la persona nueva trata pacientes.
people-account-no-clinician = No hay ningún profesional clínico detrás de su usuario; por eso no tiene pacientes a cargo. Pida a un administrador que indique qué profesional clínico es usted.

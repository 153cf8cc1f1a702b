### La línea de comandos: avance y resultados para personas. English: ../en/command.ftl.

command-serving = El servidor atiende en { $address }
command-imported = { $accepted } aceptadas, { $rejected } rechazadas, { $unchanged } ya estaban
command-done = Listo.

## Fallos de cualquier comando
command-defect = Un defecto detuvo el trabajo en { $place }. Lo que se guardó antes está a salvo; informe de ese lugar, y ejecute «throughline doctor».
command-output-failed = La salida no se pudo escribir: { $reason }

## Configuración
command-config-fine = La configuración está completa.
command-config-no-file = No hay archivo de configuración; valen los valores por defecto.
command-config-file-read = Se leyó { $file }
command-config-hint = «throughline config example» imprime un archivo con todas las claves.
command-config-did-you-mean = ¿quiso decir { $meant }?
command-config-see-example = «throughline config example» las enumera todas
command-config-unreadable = el archivo no se puede leer: { $reason }
command-config-not-toml = esto no es TOML: { $reason }
command-config-unknown-section = no hay una sección [{ $name }]
command-config-unknown-key = no hay una clave { $name }
command-config-unknown-variable = no hay una variable { $name }
command-config-shape = { $name } admite { $expected }
command-config-inline-secret = { $name }: un secreto no tiene lugar en este archivo; escríbalo en un archivo propio e indique ese archivo en { $file }, o defina { $variable } en el entorno
command-config-file-unreadable = el archivo que indica { $name } no se puede leer: { $reason }
command-config-empty-secret = el archivo que indica { $name } empieza con una línea vacía; su primera línea es el secreto
command-config-half-of-tls = un certificado necesita su clave privada: defina server.tls_certificate_file y también server.tls_key_file
command-config-open-to-the-network = a { $address } se puede llegar desde otras máquinas: defina server.tls_certificate_file y server.tls_key_file, o declare en server.proxy el proxy que usa TLS
command-config-tls-and-proxy = o el servidor usa TLS por sí mismo o lo hace un proxy: quite server.proxy, o el certificado y su clave
command-config-unfit = { $name }: { $reason }
command-config-secret-set = definido
command-config-secret-not-set = sin definir

## Instrumentos
command-unknown-instrument = La biblioteca no tiene el instrumento { $id }.
command-list-instruments = «throughline instruments list» los muestra todos.
command-overlay-fits = El texto corresponde a la definición de { $id } ({ $language }).
command-version = Versión
command-items = Ítems
command-text = Texto
command-marks = Verificado

## La base de datos
command-no-threads = El programa no pudo iniciar sus hilos: { $reason }
command-no-database = No hay ningún centro en { $file }.
command-no-database-hint = «throughline init» crea uno; «throughline demo» muestra uno inventado; --config indica la configuración de otro.
command-database-newer-schema = La base de datos tiene el esquema { $found }; este programa conoce esquemas hasta { $known }.
command-database-newer-schema-hint = Instale el programa más nuevo. No se cambió nada.
command-database-changed-migration = La migración { $version } se aplicó en una forma distinta de la que contiene este programa: la base de datos se alteró.
command-database-damaged-row = Una fila no se lee como lo que debería ser: tabla { $table }, columna { $column }.
command-database-restore-hint = Detenga el servidor, conserve la base de datos dañada, y restaure la copia de seguridad más nueva en una vacía: «throughline restore».
command-database-not-empty = La base de datos ya contiene registros. Una copia de seguridad solo se restaura en una base de datos vacía.
command-database-not-empty-hint = Indique otro archivo u otra base de datos en database.location.
command-database-busy = Otro programa está escribiendo en la base de datos. No se cambió nada; pruebe otra vez.
command-database-unavailable = La base de datos no se puede abrir: { $reason }
command-database-unavailable-hint = «throughline doctor» examina cada parte.
command-database-refused = La base de datos no lo aceptó: { $reason }
command-archive-is-none = Este archivo no es una copia de seguridad de Throughline.
command-archive-is-newer = Esta copia de seguridad la hizo un programa más nuevo.
command-archive-is-cut-off = La copia de seguridad termina en el byte { $position }, antes de su marca final. No se restauró nada.
command-archive-is-damaged = La copia de seguridad está dañada en el byte { $position }: { $reason }. No se restauró nada.
command-archive-is-damaged-hint = Use una copia de seguridad anterior.
command-archive-unreachable = La copia de seguridad no se pudo leer o escribir: { $reason }

## Doctor
command-doctor-good = bien
command-doctor-look = revisar
command-doctor-bad = mal
command-doctor-verdict = Necesita atención: { $parts }
command-doctor-database = { $engine } { $version }, esquema { $schema }
command-doctor-database-older =
    { $steps ->
        [one] { $engine } { $version }, esquema { $schema }: anterior a este programa, falta { $steps } paso
       *[other] { $engine } { $version }, esquema { $schema }: anterior a este programa, faltan { $steps } pasos
    }
command-doctor-database-older-hint = Ejecute ahora “throughline backup”: deja el esquema como está. El próximo inicio del programa lo pone al día.
command-doctor-audit =
    { $sealed ->
        [one] { $sealed } entrada sellada, { $unsealed } en espera
       *[other] { $sealed } entradas selladas, { $unsealed } en espera
    }
command-doctor-audit-broken = La cadena de la auditoría está rota en { $broken } lugares; en { $missing } de ellos faltan entradas.
command-doctor-audit-hint = «throughline audit verify» indica las entradas. Compare con la auditoría de la copia de seguridad más nueva.
command-doctor-audit-unsealed-hint = Cuando «throughline serve» está en marcha, sella las entradas en un segundo. Inícielo, o mire su registro (log).
command-doctor-messages = Mensajes: { $waiting } en espera, { $failed } que no salieron, { $uncertain } de los que nadie sabe
command-doctor-messages-hint = Mírelos en la página Mensajes. Los mensajes de los que nadie sabe solo los envía otra vez una persona.
command-doctor-alerts = Todas las alertas abiertas se pueden leer.
command-doctor-alerts-unreadable =
    { $count ->
        [one] { $count } alerta abierta no se puede leer: { $ids }
       *[other] { $count } alertas abiertas no se pueden leer: { $ids }
    }
command-doctor-alerts-hint = Nada avanza con ellas por sí solo. Mire las respuestas de los pacientes de esos días y restaure las filas desde una copia de seguridad.
command-doctor-judging = Nadie espera mucho a ser evaluado.
command-doctor-not-judged =
    { $count ->
        [one] No se pueden evaluar los registros de { $count } paciente: { $ids }
       *[other] No se pueden evaluar los registros de { $count } pacientes: { $ids }
    }
command-doctor-not-judged-hint = Sus señales de alerta y niveles de atención quedan como estaban: mire sus respuestas. El registro del servidor dice por qué.
command-doctor-judging-waits =
    { $minutes ->
        [one] Alguien lleva { $minutes } minuto esperando ser evaluado.
       *[other] Alguien lleva { $minutes } minutos esperando ser evaluado.
    }
command-doctor-judging-waits-hint = Un “throughline serve” en marcha evalúa en segundos. Inícielo o mire su registro.
command-doctor-criteria = Los criterios en vigor se pueden leer.
command-doctor-criteria-unreadable = Los criterios en vigor ({ $set }) no se pueden leer; los incluidos juzgan en su lugar.
command-doctor-criteria-hint = La página Criterios dice qué está mal en el archivo. Corrija una copia y cárguela.
command-doctor-programs =
    { $count ->
        [one] { $count } programa con su zona horaria
       *[other] { $count } programas con sus zonas horarias
    }
command-doctor-no-program = Todavía no hay ningún programa: los días clínicos siguen UTC hasta que haya uno.
command-doctor-no-program-hint = «throughline init --program» o una importación crea uno.
command-doctor-clock = { $time }
command-doctor-clock-behind = El reloj está { $seconds } segundos por detrás de la entrada más nueva de la auditoría.
command-doctor-clock-hint = Ajuste el reloj de esta máquina con un servidor de hora antes de registrar nada.
command-doctor-zones = Los datos de zonas horarias están completos.
command-doctor-no-zones = Faltan los datos de zonas horarias: los días clínicos serían incorrectos.
command-doctor-disk = { $space } MiB libres
command-doctor-disk-hint = Libere espacio, o pase la base de datos a un disco más grande.
command-doctor-permissions = Solo la cuenta del programa lee los registros y las claves.
command-doctor-permissions-open = Otros pueden leer o cambiar: { $files }
command-doctor-permissions-hint = Aplique chmod go-rwx a estos archivos.
command-doctor-no-backup-folder = No hay ninguna carpeta de copias de seguridad configurada.
command-doctor-no-backup = No hay ninguna copia de seguridad en { $folder }.
command-doctor-backup =
    { $days ->
        [0] La copia de seguridad más nueva es de hoy.
        [one] La copia de seguridad más nueva tiene { $days } día.
       *[other] La copia de seguridad más nueva tiene { $days } días.
    }
command-doctor-backup-hint = Defina backup.folder y ejecute «throughline backup» cada noche.
command-doctor-overlays =
    { $count ->
        [one] Se tomó { $count } texto superpuesto
       *[other] Se tomaron { $count } textos superpuestos
    }
command-doctor-no-overlays = La carpeta { $folder } no se puede leer: { $reason }
command-doctor-overlay-refused = No se aceptó { $file }: { $reason }

## Auditoría
command-audit-head = Último sello: { $head }
command-audit-changed = La entrada { $places } se cambió después de sellarla.
command-audit-row-missing = La entrada { $places } se quitó.
command-audit-seal-missing = Se quitó el sello de la entrada { $places }.
command-audit-waiting = En espera del sello: { $rows } entradas, escritas de { $from } a { $until }.
command-audit-unsealed = Sin sello y sin esperarlo: { $rows } entradas, escritas de { $from } a { $until } ({ $first } a { $last }). Se quitaron sus sellos, o las entradas se introdujeron a escondidas.
command-audit-broken = La cadena de la auditoría no está íntegra.
command-audit-broken-hint = Guarde una copia de la base de datos tal como está, y compare con la auditoría de sus copias de seguridad.
command-audit-expected-missing = La entrada esperada no está en la cadena: se cortó el final de la auditoría, o este es otro centro.

## Demostración
command-demo-check-ins = Cuestionarios que están abiertos; hoy no se pide la fecha de nacimiento:
command-demo-making = Inventando un centro
command-demo-about =
    { $count ->
        [one] Un centro inventado con { $count } paciente, visto el { $day }, en { $folder }. Nadie en él es real; no registre pacientes reales.
       *[other] Un centro inventado con { $count } pacientes, visto el { $day }, en { $folder }. Nadie en él es real; no registre pacientes reales.
    }
command-demo-clock = El centro se hizo para el { $day }. Su reloj está en el { $now } y sigue desde ahí, así que nada en él está atrasado solo porque haya pasado el tiempo.
command-demo-sign-in = Iniciar sesión como
command-demo-password = Contraseña
command-demo-roles = Roles
command-demo-name = Nombre
command-demo-is-another = En { $folder } hay otro centro inventado: semilla { $seed }, { $day }, { $patients } pacientes.
command-demo-is-another-hint = --reset crea el nuevo en su lugar; --data indica otra carpeta.
command-demo-not-invented = { $file } existe y no lo hizo «throughline demo». Se deja como está.
command-demo-not-invented-hint = --data indica otra carpeta.
command-demo-folder = En la carpeta { $folder } no se puede escribir: { $reason }
command-demo-folder-hint = --data indica otra carpeta.
command-demo-billing = Su facturación está en { $folder }: { $count } archivos. Vea qué se encuentra en ella: throughline assess --from { $folder } --out report.pdf
command-demo-billing-not-empty = La carpeta { $folder } ya contiene archivos. Se dejan como están.
command-demo-billing-not-empty-hint = Indique una carpeta que todavía no exista.

## Casos de uso
command-not-found = No existe: { $what }.
command-no-document = El documento no se pudo hacer: { $reason }
command-refused = No es posible: { $reason }
command-no-patient = Ningún paciente tiene este número de expediente.
command-no-patient-hint = El número de expediente está en la página del paciente. También se acepta un id.
command-packet-stays = Esta sección queda: no está en este paquete, o algo en ella habla en contra de la solicitud o es parte de la decisión ({ $section }).
command-deadlines-practice = Reglas, festivos y pagadores de { $practice }; --shipped los deja fuera.
command-notice-beside = Este archivo no tiene lugar para el aviso que pide 42 CFR Part 2. Envíelo junto a él: «42 CFR Part 2 prohibits unauthorized use or disclosure of these records.»
command-released = Se escribió { $file } (entrega { $release }).
command-file-unwritable = { $file } no se puede escribir: { $reason }
command-file-unreadable = { $file } no se puede leer: { $reason }
command-first-line-empty = su primera línea está vacía

## Serve
command-serve-cannot-listen = No se puede escuchar en { $address }: { $reason }
command-serve-cannot-listen-hint = Puede que la use otro programa: deténgalo, o defina server.listen.
command-serve-tls = TLS no es posible: { $reason }

## Init
command-init-configuration = Se escribió { $file } con todas las claves y sus valores por defecto.
command-init-sign-in = Inicie sesión como: { $name }
command-init-password = Contraseña: { $password }
command-init-totp = Secreto para los códigos de un solo uso: { $secret }
command-init-next = Estos datos se muestran una sola vez. Escriba el secreto, o la dirección que está debajo, en una app de autenticación; después ejecute «throughline serve».
command-init-done = Este centro ya tiene sus personas.
command-init-done-hint = Un administrador agrega personas en la página Personas; --reset da a alguien una contraseña nueva. Para otro centro, indique otra base de datos.
command-init-nobody = Nadie inicia sesión como { $name }.

## Importar en la línea de comandos
command-import-reading = Leyendo
command-import-needs-mapping = { $file } es una tabla. --mapping indica el archivo que dice qué significan sus columnas.
command-import-mapping-unusable = El archivo de asignación { $file } no se puede usar: { $reason }
command-import-mapping-hint = docs/guides/import.md explica los archivos de asignación; la carpeta examples tiene algunos.
command-import-rejected-beside = Filas rechazadas de otra clase o con otro encabezado: { $file }
command-import-passed-over =
    { $count ->
        [one] Se pasó por alto { $count } archivo JSON sin recursos FHIR.
       *[other] Se pasaron por alto { $count } archivos JSON sin recursos FHIR.
    }
command-import-files-refused =
    { $count ->
        [one] { $count } archivo no se aceptó. No se guardó nada de él.
       *[other] { $count } archivos no se aceptaron. No se guardó nada de ellos.
    }
command-import-rows-rejected =
    { $count ->
        [one] { $count } fila no se tomó.
       *[other] { $count } filas no se tomaron.
    }
command-import-more-rejections =
    { $count ->
        [one] y { $count } fila más; --reject-file las escribe todas en un archivo
       *[other] y { $count } filas más; --reject-file las escribe todas en un archivo
    }
command-import-imported-instrument = { $name } (vino con el archivo, no está en la biblioteca)
command-import-totals-differ =
    { $count ->
        [one] { $count } total que venía incluido difiere del calculado aquí; se conservan los dos
       *[other] { $count } totales que venían incluidos difieren de los calculados aquí; se conservan ambos
    }

## Copia de seguridad y restauración
command-backup-no-folder = No se indicó ningún archivo, y no hay ninguna carpeta de copias de seguridad configurada.
command-backup-no-folder-hint = Indique un archivo, o defina backup.folder.
command-backup-there = { $file } ya existe. Se deja como está.
command-backup-whole = { $file } está íntegro: { $rows } filas en { $tables } tablas, todos los hash concuerdan.
command-restore-done = Se restauraron { $rows } filas en { $tables } tablas; todos los hash concuerdan y la cadena de la auditoría está íntegra.

## Puntuar
command-score-id = Id
command-score-alerts = Para ver
command-score-unreadable = ilegible
command-score-without =
    { $count ->
        [one] { $count } de { $whole } líneas no tiene puntuación.
       *[other] { $count } de { $whole } líneas no tienen puntuación.
    }

## Plazos
command-deadlines-rule = Regla
command-deadlines-event = Después de
command-deadlines-owed-by = Lo debe
command-deadlines-limit = Límite
command-deadlines-checked = Comprobado
command-deadlines-source = Fuente
command-deadlines-verified = verificado
command-deadlines-unverified = sin verificar
command-deadlines-of-practice = del propio centro
command-deadlines-silent = no se sabe: el perfil del pagador no dice { $limit }
command-deadlines-no-course = no se sabe: indique cuándo termina el curso de tratamiento aprobado
command-deadlines-none = Ninguna regla vale para este suceso. Revise el financiamiento, el momento y quién apeló.
command-payer-taken = Se tomó { $name } ({ $key }).
command-deadlines-file = { $file } no se puede usar: { $reason }

## The outbox at the command line
command-returned-none = No se encontró ningún archivo.
command-returned-place = { $file }, correo { $number }
command-returned-dead-address = el mensaje volvió y su dirección no se usa más hasta que alguien la corrija
command-returned-message-only = el mensaje volvió; su dirección queda como está
command-returned-known = ya se sabía
command-returned-not-ours = no trata de ningún correo enviado desde aquí a esa dirección; no se cambió nada
command-returned-too-large = mayor que un informe de un servidor de correo; no se leyó
command-returned-no-report = no es un informe de un servidor de correo en la forma estándar; mírelo usted
command-returned-no-message = un informe que no nombra ningún mensaje enviado desde aquí; mírelo usted
command-returned-nothing-failed = un informe de algo que no falló; no se cambió nada
command-messages-channel = Vía
command-messages-tries = Intentos
command-messages-next = Próximo intento
official-list-no-source = Las listas de motivos y observaciones no se toman: billing.lists_source no dice de dónde vienen ni de qué día.
official-list-refused = { $file }, línea { $line }: { $reason }. No se toma nada de esta lista.

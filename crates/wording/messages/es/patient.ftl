### La página del paciente: quién es, atención, puntuaciones. English: ../en/patient.ftl.

patient-heading = ¿Cómo va { $patient }?
patient-list-heading = ¿Qué paciente busca?
patient-new-heading = ¿Quién es el paciente nuevo?
patient-empty = Ningún paciente coincide. Revise la ortografía, o busque por número de expediente.
patient-record-number = Número de expediente
patient-given-name = Nombre
patient-family-name = Apellido
patient-birth-day = Fecha de nacimiento
patient-age = Edad
patient-sex = Sexo
patient-race = Raza
patient-ethnicity = Etnia
patient-language = Idioma
patient-episodes-heading = ¿Qué atención ha habido?
patient-scores-heading = ¿Qué dicen las puntuaciones?
patient-diagnoses-heading = ¿Qué diagnósticos están registrados?
patient-care-team-heading = ¿Quién trata a este paciente?
patient-no-scores = Todavía no se ha aplicado ningún instrumento. Ingrese el primero.
patient-outside-team-heading = ¿Por qué necesita este expediente?
patient-outside-team = Usted no está en el equipo de atención de este paciente. Indique su razón; queda en la auditoría y los profesionales clínicos del paciente pueden verla.
patient-outside-team-reason = Razón
patient-merged = Este expediente se muestra junto con { $record-number }.

## Sexo
sex-female = Femenino
sex-male = Masculino
sex-other = Otro

## Raza
race-american-indian = Indígena de las Américas o nativa de Alaska
race-asian = Asiática
race-black = Negra o afroamericana
race-pacific-islander = Nativa de Hawái o de otra isla del Pacífico
race-white = Blanca
race-multiple = Más de una raza
race-other = Otra raza
race-declined = Se preguntó, no se respondió

## Etnia
ethnicity-hispanic = Hispana o latina
ethnicity-not-hispanic = No hispana ni latina
ethnicity-declined = Se preguntó, no se respondió

## Origen de la referencia
referral-source-label = Origen de la referencia
referral-source-self-referred = Por cuenta propia
referral-source-family = Familia o amistades
referral-source-primary-care = Atención primaria
referral-source-behavioral-health = Otro centro de salud conductual
referral-source-hospital = Hospital o sala de emergencias
referral-source-court = Tribunal o libertad condicional
referral-source-school = Escuela
referral-source-payer = Gestor de atención del pagador
referral-source-other = Otro

## Tipo de pagador
payer-class-label = Tipo de pagador
payer-class-commercial = Comercial
payer-class-medicare = Medicare
payer-class-medicare-advantage = Medicare Advantage
payer-class-medicaid = Medicaid
payer-class-medicaid-managed-care = Medicaid de atención administrada
payer-class-military = TRICARE o Veterans Affairs
payer-class-self-pay = Pago por cuenta propia
payer-class-other = Otro

## Alta
discharge-type-label = Tipo de alta
discharge-type-completed = Tratamiento completado
discharge-type-against-advice = Se fue en contra de la recomendación
discharge-type-administrative = Administrativa
discharge-type-payer-forced = El pagador terminó la cobertura
discharge-type-transfer = Traslado
discharge-type-died = Fallecimiento
discharge-destination-label = Destino
discharge-destination-home-with-outpatient-care = Hogar, atención ambulatoria acordada
discharge-destination-home = Hogar, nada acordado
discharge-destination-higher-level-elsewhere = Nivel de atención superior en otro lugar
discharge-destination-lower-level-elsewhere = Nivel de atención inferior en otro lugar
discharge-destination-transitional-living = Vivienda sobria o de transición
discharge-destination-medical-hospital = Hospital médico
discharge-destination-incarceration = Cárcel o prisión
discharge-destination-unknown = No se sabe
discharge-with-destination = { $kind }; { $destination }

## Modalidad
modality-label = Modalidad
modality-in-person = Presencial
modality-telehealth = Telesalud
modality-hybrid = Híbrida

## Diagnósticos
diagnosis-rank-principal = Principal
diagnosis-rank-secondary = Secundario
diagnosis-rank-rule-out = Por descartar

## Equipo de atención
care-team-role-primary = Profesional clínico principal
care-team-role-member = Miembro
care-team-role-supervisor = Supervisión
patient-register = Registrar un paciente

## La página del paciente
patient-now-heading = ¿Qué atención hay ahora?
patient-no-episode = No hay ningún episodio de atención abierto.
patient-since = desde el { $day }, { $days ->
        [one] { $days } día
       *[other] { $days } días
    }
patient-admitted = Ingreso
patient-program = Programa
patient-clinician = Profesional clínico
patient-track = Línea de tratamiento
patient-part2 = Programa Part 2
patient-part2-explained = Registros de consumo de sustancias bajo las reglas federales de confidencialidad. Nada sale del centro sin una base en esas reglas.
patient-born = nacimiento: { $day }
patient-merged-explained = Los expedientes { $numbers } pertenecen a la misma persona y se muestran aquí.
patient-episode-heading = Episodio desde el { $day }
patient-episode-closed = del { $first } al { $last }
patient-level-caption = Niveles de atención del episodio desde el { $day }
patient-column-from = Desde
patient-column-to = Hasta
patient-scores-caption = Puntuaciones más recientes
patient-column-change = Cambio
patient-column-course = Curso
patient-administrations-heading = ¿Qué se aplicó y cuándo?
patient-administrations-caption = Todas las aplicaciones de instrumentos
patient-no-administrations = Todavía no se ha aplicado ningún instrumento.
patient-scores-hidden = Su rol muestra la atención, no las puntuaciones.
patient-safety-heading = Una respuesta sobre seguridad necesita su atención
patient-safety-line = { $instrument } del { $day }
patient-safety-show = Mostrar lo que se respondió
patient-safety-answered = { $instrument } del { $day }, una respuesta sobre seguridad: la atendió { $by } el { $ended }. { $disposition }
patient-chart-table = Mostrar las puntuaciones como tabla
patient-enter = Ingresar una aplicación
patient-report = Hacer un informe de progreso
patient-edit = Corregir
patient-admit = Ingresar al paciente
patient-admit-another = Ingresar en otro programa
patient-change-level = Cambiar el nivel de atención
patient-discharge = Dar de alta
patient-add-diagnosis = Agregar un diagnóstico
patient-add-to-team = Agregar a alguien
patient-merge = Unir con otro expediente
patient-no-diagnoses = No hay ningún diagnóstico registrado.
patient-no-care-team = No hay nadie en el equipo de atención.
patient-registered = El paciente está registrado.
patient-saved = Guardado.
patient-as-of = Usted ve los registros como estaban al final del { $day }.
patient-as-of-now = Mostrarlos como están ahora
patient-as-of-label = Mostrar los registros a fecha de un día
patient-readmission = Reingreso
patient-reason-until = Este expediente está abierto para usted hasta el { $instant }.

## Registro de pacientes
patient-new-lead = Busque primero: el paciente puede tener ya un expediente.
patient-name-hint = Como está en el expediente del centro.
patient-record-number-hint = El número propio del centro. Corresponde a un solo paciente.
patient-language-hint = El idioma en que responde el paciente.
patient-edit-heading = ¿Qué es lo correcto sobre { $patient }?
patient-edit-lead = La versión anterior queda registrada con el día en que se cambió.
patient-admit-heading = ¿A qué programa ingresa { $patient }?
patient-admitted-day = Primer día de atención
patient-track-hint = El enfoque de tratamiento o el grupo, en palabras del centro.
patient-save-registration = Registrar
patient-save-admission = Ingresar al paciente
patient-level-heading = ¿Dónde continúa { $patient }?
patient-level-lead = El nivel de atención anterior termina el día previo. La línea de tratamiento y la modalidad continúan, salvo que las cambie aquí.
patient-level-day = Primer día allí
patient-discharge-heading = ¿Cómo terminó la atención de { $patient }?
patient-discharge-day = Último día de atención
patient-team-heading = ¿Quién debe ver y tratar a { $patient }?
patient-team-clinician = Persona
patient-team-role = Como
patient-team-from = Desde
patient-team-last = Último día
patient-team-end = Terminar
patient-team-end-heading = ¿Hasta cuándo en el equipo de atención?
patient-team-end-lead = { $what }. Después del último día, { $patient } ya no está en la lista de esta persona.
patient-move-heading = ¿De quién es?
patient-move-lead = { $what }. Desaparecerá de las páginas y exportaciones de { $patient } y quedará con el otro paciente; la auditoría conserva a los dos.
patient-move-episode = Trasladar este episodio a otro paciente
patient-move-episode-lead = { $what }. Desaparece de las páginas y exportaciones de { $patient } y queda en el otro paciente, con sus niveles de atención, diagnósticos, aplicaciones, registros, planes, autorizaciones y revisiones; las puntuaciones se calculan de nuevo. La auditoría conserva ambos. El equipo de atención de { $patient } se queda: termine lo que no corresponda.
patient-move-episode-overlaps = El otro paciente tiene un episodio en este programa, desde el { $day }, con algunos de los mismos días. Corrija primero ese.
patient-withdraw-level = Deshacer este cambio de nivel
patient-withdraw-episode = Retirar este episodio
patient-correct-episode = Corregir este episodio
patient-correct-episode-heading = ¿Qué es correcto en este episodio de { $patient }?
patient-correct-episode-lead = { $program }. La versión anterior permanece registrada. El primer y el último nivel de atención se mueven con estos días, y también el fin del equipo de atención.
patient-correct-clinician-hint = Otra persona se incorpora al equipo de atención. Quien estaba antes permanece en él hasta que usted lo termine.
patient-take-discharge-back = Anular el alta: la atención continúa
patient-withdraw-diagnosis-heading = ¿Por qué se retira este diagnóstico?
patient-withdraw-member-heading = ¿Por qué se retira este puesto en el equipo de atención?
patient-withdraw-level-heading = ¿Por qué se deshace este cambio de nivel?
patient-withdraw-episode-heading = ¿Por qué se retira este episodio?
patient-withdraw-lead = { $what }, sobre { $patient }. Ya no cuenta y permanece en el historial.
patient-withdraw-level-lead = { $what }, sobre { $patient }. El nivel anterior continúa; ambos permanecen en el historial.
patient-withdraw-episode-lead = { $what }, sobre { $patient }. Solo es posible mientras ningún registro pertenezca al episodio. Ya no cuenta y permanece en el historial.
patient-diagnosis-heading = ¿Qué diagnóstico está registrado para { $patient }?
patient-diagnosis-code = Código de ICD-10-CM
patient-diagnosis-code-hint = Una letra, dos caracteres y hasta cuatro más después de un punto.
patient-diagnosis-rank = Rango
patient-diagnosis-onset = Inicio
patient-diagnosis-by = Diagnosticado por
patient-correct-diagnosis = Corregir o terminar
patient-correct-diagnosis-heading = ¿Qué es correcto en este diagnóstico?
patient-correct-diagnosis-lead = { $what } de { $patient }. La versión anterior permanece registrada. Si el código es incorrecto, retire el diagnóstico y agregue el correcto.
patient-diagnosis-resolved = Resuelto el
patient-diagnosis-resolved-hint = El último día en que valía. Déjelo vacío mientras valga.
patient-merge-heading = ¿Qué expediente es de la misma persona que { $patient }?
patient-merge-lead = Desde entonces el otro expediente se muestra como parte de este. No se mueve nada; se puede deshacer.
patient-merge-number = Número del otro expediente
patient-merge-save = Unir
patient-unmerge = Deshacer la unión
patient-link-same = Este es el mismo expediente.
patient-link-already = Ese expediente ya está unido a otro. Deshaga primero esa unión.
patient-link-circle = Este mismo expediente está unido a aquel.
patient-link-not = Ese expediente no está unido a otro.

## Informes y lo que salió
patient-report-heading = ¿Para quién es este informe?
patient-report-lead = El informe contiene todas las puntuaciones de { $patient }, favorables o no. Quién lo recibe y por qué se registra antes de entregarlo.
patient-report-recipient = Destinatario
patient-report-recipient-hint = Una persona o una organización, como debe constar en el expediente.
patient-report-reason = Razón
patient-report-authority = El documento en que se basa
patient-report-authority-hint = Hace falta para una auditoría o evaluación, una orden judicial y una organización de servicios: el tribunal, con el número y la fecha de su orden; quién audita, para quién y la fecha de su acuerdo por escrito; el acuerdo y su fecha.
patient-report-notice-beside = Un archivo X12 no tiene lugar para el aviso que pide 42 CFR Part 2. Si esa parte cubre los registros, envíelo junto a él: «42 CFR Part 2 prohibits unauthorized use or disclosure of these records.»
patient-report-basis = Base
patient-report-make = Hacer el informe
release-subject-progress-report = Informe de progreso
release-subject-rejected-rows = Filas rechazadas de una importación
release-subject-scores = Puntuaciones como tabla
release-subject-fhir-records = Registros como FHIR

## Otros formularios de registro
patient-no-programs = No hay ningún programa al que ingresar. Agregue uno primero.
patient-no-clinicians = Todavía no hay ningún profesional clínico. Agregue uno primero.
patient-merge-not-found = Número del otro expediente: ningún expediente tiene este número. Revíselo carácter por carácter.
patient-admit-lead = La atención empieza este día en el nivel del programa. El profesional clínico pasa a formar parte del equipo de atención.
patient-admit-planned = Ingreso previsto
patient-admit-planned-hint = Un ingreso en el programa de un plan lo lleva a cabo. En otro programa, elija si este es el ingreso previsto: lo que se solicitó al pagador y lo que autorizó pertenece entonces a esta estancia.
patient-admit-planned-another = Otro ingreso; el plan sigue abierto
patient-admit-planned-ask = Está previsto un ingreso en otro programa. Elija si este es el previsto.
patient-admit-planned-way = Cambiar o retirar el plan
patient-admit-ended = ¿Ya terminó este episodio?
patient-discharge-lead = El nivel de atención actual termina el mismo día. El equipo de atención termina cuando acaba el último seguimiento, salvo que la atención continúe en otro episodio; hasta entonces ve el expediente y responde por las alertas.
patient-team-lead = Desde este día la persona ve este expediente sin indicar una razón.
patient-diagnosis-lead = El código consta en el expediente con su rango. Los diagnósticos los hacen profesionales clínicos.

## Entregas
patient-report-back = Lo que salió antes
patient-readmission-of = Reingreso después del episodio de
patient-reason-label = ¿Por qué necesita este expediente ahora?
patient-reason-hint = En una oración. Queda en la auditoría con su nombre.
patient-reason-open = Abrir el expediente
patient-readmission-hint = Elija el episodio después de cuyo fin volvió el paciente. Déjelo abierto para un nuevo curso de atención.

## Exportaciones
patient-export = Exportar
patient-export-everybody = Exportar todos los pacientes
patient-export-heading = ¿Qué registros de { $patient } entrega?
patient-export-lead = Todas las puntuaciones, o todo lo que respondió { $patient }, como archivo para otro programa. Quién lo recibe y por qué se registra antes de entregarlo.
patient-export-everybody-heading = ¿Qué registros de todos los pacientes entrega?
patient-export-everybody-lead = Un archivo con los registros de todos los pacientes del centro. Quién lo recibe y por qué se registra antes de entregarlo. Puede tardar un minuto.
patient-export-what = Qué
patient-export-scores = Puntuaciones como tabla (CSV), sin nombres
patient-export-fhir = Pacientes, formularios, respuestas y puntuaciones como FHIR, con nombres
patient-export-make = Hacer el archivo

## Ingreso mientras hay un episodio abierto
patient-episode-open-already = { $patient } ya está en este programa, desde el { $day }. Cambie allí el nivel de atención, o dé primero el alta. Otro programa es posible.
patient-episode-other-show = Mostrar el otro episodio
patient-episode-overlaps = { $patient } estuvo en este programa del { $first } al { $last }. Dos episodios en un programa no comparten ningún día, salvo aquel en que el segundo sigue al primero. Elija otros días, o corrija ese episodio.

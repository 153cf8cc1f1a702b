### Qué salió sobre un paciente, con qué base legal, y a qué dio su consentimiento el paciente. English: ../en/disclosure.ftl.

legal-basis-treatment = Tratamiento
legal-basis-payment = Pago
legal-basis-operations = Operaciones del centro
legal-basis-patient-request = El paciente lo pidió
legal-basis-personal-representative = Lo pidió el padre, la madre, el tutor o un representante; se omite lo que es solo del paciente
legal-basis-consent = El consentimiento escrito del paciente
legal-basis-medical-emergency = Emergencia médica
legal-basis-audit-evaluation = Auditoría o evaluación
legal-basis-court-order = Orden judicial
legal-basis-service-organization = Acuerdo con una organización de servicios
legal-basis-within-program = Uso dentro del programa, para tareas de atención
consent-use-all = Tratamiento, pago y operaciones
consent-use-treatment = Tratamiento
consent-use-payment = Pago
consent-use-operations = Operaciones
consent-use-other = Otro fin, que dicen las palabras del formulario

no-basis-lacking =
    { $lacking ->
        [one] De { $of } pacientes, uno no tiene base.
       *[other] De { $of } pacientes, { $lacking } no tienen base.
    }
no-basis-revoked = No salió nada. El consentimiento se revocó el { $day }; lo que salió antes queda como está. Se necesita un consentimiento nuevo, que registra un profesional clínico del equipo, revisión de utilización o dirección, u otra base que valga. La negativa queda en la auditoría.
no-basis-expired = No salió nada. El consentimiento valía hasta el { $day }. Se necesita un consentimiento nuevo, que registra un profesional clínico del equipo, revisión de utilización o dirección, u otra base que valga. La negativa queda en la auditoría.
no-basis-no-consent = No salió nada. Se indicó el consentimiento como base, y ningún consentimiento registrado nombra a este destinatario. Un consentimiento solo para tratamiento, pago u operaciones se usa indicando ese fin como base. El consentimiento lo registra, en la página del paciente «Lo que salió del centro, y consentimientos», un profesional clínico del equipo, revisión de utilización o dirección; o indique otra base que valga. La negativa queda en la auditoría.
no-basis-no-consent-under-part2 = No salió nada. Estos registros están bajo 42 CFR Part 2, y ningún consentimiento registrado alcanza a este destinatario para este uso. El consentimiento lo registra, en la página del paciente «Lo que salió del centro, y consentimientos», un profesional clínico del equipo, revisión de utilización o dirección; o indique otra base que valga. La negativa queda en la auditoría.

disclosures-heading = ¿Qué salió del centro sobre { $patient }, y con qué base legal?
disclosures-lead = Cada entrega se registró antes de hacerse, con su destinatario, su razón y su base. Un documento se abre con los mismos bytes que salieron. Hoy es { $day }.
disclosures-link = Lo que salió del centro, y consentimientos
disclosures-part2 = Hay registros de este paciente bajo 42 CFR Part 2: tratamiento, pago y operaciones necesitan un consentimiento vigente.
disclosures-caption = Entregas, primero la más reciente
disclosures-none = Nada ha salido del centro sobre este paciente.
disclosures-column-when = Cuándo
disclosures-column-what = Qué
disclosures-column-for = Para quién
disclosures-column-why = Por qué
disclosures-column-basis = Base legal
disclosures-column-by = Quién lo entregó
disclosures-of-several = Sobre { $count } pacientes juntos.
disclosures-not-kept = Solo se conserva su huella.
disclosures-fingerprint = Huella
disclosures-on-consent = Consentimiento del { $day }
disclosures-emergency-open = La emergencia todavía no está documentada.
disclosures-emergency-written = { $personnel }: { $nature }
disclosures-consents-heading = Consentimientos
disclosures-consents-caption = Consentimientos, primero el más reciente
disclosures-consents-none = No hay ningún consentimiento para divulgaciones registrado.
disclosures-consents-column-signed = Firmado
disclosures-consents-column-use = Para qué
disclosures-consents-column-recipient = Destinatario
disclosures-consents-column-scope = Qué se puede comunicar
disclosures-consents-column-state = Estado
disclosures-recipient-any = Proveedores que lo tratan, planes de salud y quienes los ayudan
disclosures-consent-holds = Vigente
disclosures-consent-holds-until = Vigente hasta el { $day }
disclosures-consent-expired = Vencido; valía hasta el { $day }
disclosures-consent-revoked = Revocado el { $day }
disclosures-consent-revoke = Revocar
disclosures-consent-revoke-save = Registrar que se revocó
disclosures-consent-withdraw = Registrado por error
disclosures-consent-withdraw-save = Retirar el consentimiento
disclosures-saved = Está registrado.
consent-new-heading = ¿A qué da su consentimiento { $patient }?
consent-new-lead = Tómelo del formulario firmado. Un consentimiento para los tres usos puede dejar vacío el destinatario: alcanza a los proveedores que tratan, los planes de salud y quienes les ayudan, cuando se indica tratamiento, pago u operaciones como base. Para cualquier otro se nombra al destinatario.
consent-add = Registrar un consentimiento
consent-signed = Firmado el
consent-use = Para qué
consent-recipient = Destinatario
consent-recipient-hint = Tal como lo nombra el formulario; las entregas deben nombrar al mismo.
consent-scope = Qué se puede comunicar, en las palabras del formulario
consent-expires = Último día de vigencia
consent-expires-hint = Déjelo vacío si el formulario dice que no vence.
consent-revoked-on = Fue revocado el
consent-withdraw-reason = Por qué se retira
consent-save = Guardar el consentimiento
emergency-heading = ¿Cuál fue la emergencia de { $patient }?
emergency-lead = Entregado para { $recipient } el { $at }: anote quién lo recibió y cuál fue la emergencia.
emergency-personnel = Personal médico que lo recibió, con su institución
emergency-nature = Naturaleza de la emergencia
emergency-save = Guardar
emergency-document = Documentar la emergencia

### Días en que la práctica está cerrada, y dónde se guardan los planes de seguridad.

holidays-action = Días festivos
holidays-heading = ¿Qué días está cerrada la práctica?
holidays-lead = En estos días no se cuenta ningún día hábil: ni para los plazos de revisiones y apelaciones, ni para los tiempos de las alertas. Los fines de semana se omiten siempre.
holidays-days = Días, uno por línea
holidays-hint = Año, mes y día con guiones entre ellos. Agregue los del año siguiente antes de que empiece.
holidays-problem = La línea { $line }, «{ $given }», no es un día. Escríbala como { $example }.
holidays-save = Guardar los días
safety-plans-action = Planes de seguridad
safety-plans-heading = ¿Dónde se guardan los planes de seguridad?
safety-plans-lead = Una dirección que el personal encuentra en una alerta sobre seguridad, y otra que los pacientes encuentran junto a las líneas de crisis en su propio dispositivo. La misma dirección para todos: no nombra a ningún paciente.
safety-plans-caption = Direcciones por programa
safety-plans-none = No consta ninguna dirección: las alertas y la página de crisis no tienen enlace.
safety-plans-no-address = Ninguna
safety-plans-reader = Para quién
safety-plans-staff = Para el personal, en una alerta sobre seguridad
safety-plans-patient = Para pacientes, en la página de crisis
safety-plans-address = Dirección
safety-plans-hint = Empieza con https://. Déjela vacía para quitar la dirección.
safety-plans-problem = Esta no es una dirección que se pueda abrir. Empieza con https://, tiene un servidor, no tiene cuenta ni espacios.
safety-plans-save = Guardar la dirección
safety-plans-saved = La dirección consta.
alert-safety-plan = Abrir los planes de seguridad
check-in-help-safety-plan = Mi plan de seguridad

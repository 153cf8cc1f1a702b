### Lo que los pagadores otorgan de lo que se les pide, lo que las estancias probablemente necesitan, y las pruebas que salen.

payer-record-heading = ¿Qué otorgan los pagadores y qué necesitan las estancias?
payer-record-stays-shown = { $first } a { $last } de { $count }; primero las que probablemente necesiten más días que los concedidos
payer-record-link = Pagadores y días
payer-record-lead = Todo lo que se pidió a los pagadores y lo que decidieron, según consta hasta el { $day }.
payer-record-empty = Todavía no se ha pedido nada a un pagador.
payer-record-figures-heading = Por pagador y nivel de atención
payer-record-caption = Cifras por pagador y nivel de atención
payer-record-explained = Cada día de una estancia cuenta una vez, por muchas veces que se haya pedido. Una solicitud que nadie decidió no cuenta días. Tardío es lo que llegó después del plazo de una regla, con la prórroga que ella permite; las reglas que no se comprobaron en dos fuentes lo dicen.
payer-record-column-asked = Días otorgados de los días pedidos
payer-record-column-denials = Denegaciones
payer-record-column-work = Trabajo por revisión
payer-record-column-timing = Tiempo hasta la decisión
payer-record-column-faults = Tardías, sin razón
payer-record-column-granted = Días otorgados por estancia
payer-record-column-needed = Días que duraron las estancias
payer-record-denials = { $rate } por cada { $hundred } días pedidos
payer-record-denials-counts = { $denied } denegadas, { $overturned } de ellas otorgadas después; { $partial } otorgadas en parte
payer-record-minutes = { $minutes } minutos
payer-record-of-reviews = { $count ->
    [one] en { $count } revisión
   *[other] en { $count } revisiones
}
payer-record-median = la mitad en { $time }
payer-record-longest = { $count ->
    [one] en { $count } solicitud
   *[other] en { $count } solicitudes
}, la más larga { $time }
payer-record-not-timed = Ninguna solicitud con su hora registrada
payer-record-late = { $part } de { $whole } tardías
payer-record-no-limit = No se conoce plazo
payer-record-reasonless = { $part } de { $whole } negativas sin razón
payer-record-no-figure = Todavía no hay
payer-record-half = la mitad no duró más de { $days ->
    [one] { $days } día
   *[other] { $days } días
}
payer-record-half-granted = a la mitad no se le otorgaron más de { $days ->
    [one] { $days } día
   *[other] { $days } días
}
payer-record-interval = intervalo del { $confidence } %: { $low } a { $high }, en { $stays } estancias
payer-record-too-few = Sin cifra: { $stays ->
    [one] { $stays } estancia terminada
   *[other] { $stays } estancias terminadas
}, y se necesitan { $needed }
payer-record-stays-heading = Estancias actuales
payer-record-stays-caption = Estancias que un pagador autoriza, con los días que probablemente necesitan
payer-record-stays-none = Nadie está en atención en un nivel que un pagador autorice.
payer-record-stays-explained = Dos estimaciones, una junto a la otra. Estancias terminadas: las que duraron al menos tanto como esta y terminaron según lo previsto, pagara quien pagara. Curso esperado: cuándo las puntuaciones como las del paciente están en remisión según la propia definición del instrumento. Ninguna dice lo que un paciente necesita: eso lo dice un clínico.
payer-record-column-so-far = Días hasta ahora
payer-record-column-covered = Cubierto
payer-record-column-by-stays = Según estancias terminadas
payer-record-column-by-course = Según el curso esperado
payer-record-covered = { $days ->
    [one] { $days } día
   *[other] { $days } días
}, hasta el { $day }
payer-record-not-covered = Sin cobertura
payer-record-short = { $days ->
    [one] { $days } día
   *[other] { $days } días
} más de lo cubierto
payer-record-three-quarters = tres de cuatro, no más de { $days }
payer-record-course = { $instrument }: la mitad de tales pacientes en el día { $half }
payer-record-course-quarters = una cuarta parte en el día { $quarter }, tres cuartas partes en el día { $later }; en { $episodes } episodios
payer-record-course-open = una cuarta parte en el día { $quarter }, tres cuartas partes no antes del día { $reaches }, donde termina el curso; en { $episodes } episodios
payer-record-course-none = No hay curso para estas puntuaciones
payer-record-faults-heading = Decisiones que se pueden mostrar
payer-record-faults-caption = Decisiones tardías y negativas sin razón, las más nuevas primero
payer-record-faults-none = No consta ninguna decisión tardía ni ninguna negativa sin razón.
payer-record-column-what = Qué
payer-record-column-when = Cuándo
payer-record-column-rule = Regla
payer-record-fault-late = Decidida { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
} tarde
payer-record-fault-open = Sin decidir, { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
} de retraso
payer-record-fault-reason = Denegada sin razón
payer-record-fault-days = { $first } a { $last }
payer-record-asked-at = pedida { $time }
payer-record-decided-at = decidida { $time }
payer-record-owed = debida antes de { $time }
payer-record-rule-unverified = no comprobada en dos fuentes
payer-record-export-link = Pruebas en un archivo
payer-record-export-heading = ¿Qué pruebas deben salir?
payer-record-export-lead = Una tabla sin nombres ni números de expediente, para una queja de paridad o una conversación con un pagador. Primero se registra qué sale, para quién y por qué, con cada paciente del que se trata.
payer-record-export-what = Qué
payer-record-export-figures = Las cifras, una fila por pagador y nivel
payer-record-export-decisions = Cada solicitud con sus decisiones, sus horas y la regla de su plazo
payer-record-export-make = Crear el archivo

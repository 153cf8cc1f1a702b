### Cómo se escriben los días, las horas, los números y los idiomas. English: format.ftl

## Días, horas y números
day-written = { $day } de { $month } de { $year }
day-short = { $day } de { $month }
month-written = { $month } de { $year }
time-written = { $hour12 }:{ $minute } { $half ->
        [am] a. m.
       *[pm] p. m.
    }
instant-written = { $day }, { $time }
instant-with-zone = { $day }, { $time } ({ $zone })
period-written = del { $first } al { $last }
period-open = desde el { $first }
number-decimal-sign = { "." }
number-group-sign = { "," }
money-positive = ${ $amount }
money-negative = −${ $amount }
percent-written = { $number } %
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

## Idiomas
language-en = inglés
language-es = español
language-pt = portugués
language-fr = francés
language-zh = chino
language-vi = vietnamita
language-ko = coreano
language-ar = árabe
language-ru = ruso
language-ht = criollo haitiano
language-tl = tagalo
language-so = somalí

## Zones of the United States by their ids: their generic long names in CLDR 48 (en-US, es-US), with the city
zone-america-new-york = hora oriental, Nueva York
zone-america-detroit = hora oriental, Detroit
zone-america-indiana-indianapolis = hora oriental, Indianápolis
zone-america-chicago = hora central, Chicago
zone-america-denver = hora de las Montañas Rocosas, Denver
zone-america-boise = hora de las Montañas Rocosas, Boise
zone-america-phoenix = hora estándar de las Montañas Rocosas, Phoenix
zone-america-los-angeles = hora del Pacífico, Los Ángeles
zone-america-anchorage = hora de Alaska, Anchorage
zone-pacific-honolulu = hora estándar de Hawái-Aleutianas, Honolulu
zone-america-puerto-rico = hora estándar del Atlántico, Puerto Rico
zone-utc = UTC

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

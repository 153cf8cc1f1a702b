### How days, times, numbers and languages are written. Every page needs them, in each language.

## Days, times and numbers
day-written = { $month } { $day }, { $year }
day-short = { $month } { $day }
month-written = { $month } { $year }
time-written = { $hour12 }:{ $minute } { $half ->
        [am] AM
       *[pm] PM
    }
instant-written = { $day }, { $time }
instant-with-zone = { $day }, { $time } ({ $zone })
period-written = { $first } to { $last }
period-open = since { $first }
number-decimal-sign = { "." }
number-group-sign = { "," }
money-positive = ${ $amount }
money-negative = −${ $amount }
percent-written = { $number } %
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

## Languages by tag
language-en = English
language-es = Spanish
language-pt = Portuguese
language-fr = French
language-zh = Chinese
language-vi = Vietnamese
language-ko = Korean
language-ar = Arabic
language-ru = Russian
language-ht = Haitian Creole
language-tl = Tagalog
language-so = Somali

## Zones of the United States by their ids: their generic long names in CLDR 48 (en-US, es-US), with the city
zone-america-new-york = Eastern Time, New York
zone-america-detroit = Eastern Time, Detroit
zone-america-indiana-indianapolis = Eastern Time, Indianapolis
zone-america-chicago = Central Time, Chicago
zone-america-denver = Mountain Time, Denver
zone-america-boise = Mountain Time, Boise
zone-america-phoenix = Mountain Standard Time, Phoenix
zone-america-los-angeles = Pacific Time, Los Angeles
zone-america-anchorage = Alaska Time, Anchorage
zone-pacific-honolulu = Hawaii-Aleutian Standard Time, Honolulu
zone-america-puerto-rico = Atlantic Standard Time, Puerto Rico
zone-utc = UTC

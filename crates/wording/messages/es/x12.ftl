### Archivos X12: qué está mal o es extraño en ellos, dónde, y qué hacer. Los valores son valores de elementos del formato, nunca nombres de pacientes. English: ../en/x12.ftl.

## Un problema: la oración sin su posición
x12-empty = El archivo no tiene bytes: no hay nada que leer. Pídalo otra vez al remitente.
x12-not-x12 = No hay un segmento ISA que indique sus delimitadores; por eso no es un archivo X12. Revise que se eligió el archivo correcto.
x12-other-encoding = El archivo es texto UTF-16, un archivo comprimido o un PDF. Descomprímalo o guárdelo como texto sin formato, y léalo otra vez.
x12-foreign-before =
    { $count ->
        [one] Un byte antes de un intercambio no pertenece a ninguno. El intercambio se leyó.
       *[other] { $count } bytes antes de un intercambio no pertenecen a ninguno. El intercambio se leyó.
    }
x12-foreign-after =
    { $count ->
        [one] Un byte sigue al último segmento IEA. No se leyó.
       *[other] { $count } bytes siguen al último segmento IEA. No se leyeron.
    }
x12-isa-width = El segmento ISA no tiene el ancho del estándar. Se leyó por sus delimitadores; pida al remitente que complete sus elementos con espacios.
x12-segment-too-long = Un segmento no tiene terminador dentro de la longitud máxima que se lee. No se leyó nada de lo que sigue. Pida el archivo otra vez al remitente.
x12-cut-segment = El archivo termina dentro de este segmento. Lo que está antes se leyó; pida el archivo completo al remitente.
x12-last-without-terminator = El último segmento no tiene terminador. Se leyó.
x12-empty-segment = Aquí hay terminadores sin nada entre ellos. Se pasaron por alto.
x12-missing = Falta el segmento { $segment }. Lo que se entendió se leyó; pida el archivo completo al remitente.
x12-stray = Este segmento de cierre no tiene encabezado. Pida el archivo otra vez al remitente.
x12-outside-transaction = Este segmento está fuera de toda transacción y no se interpretó. Pida el archivo otra vez al remitente.
x12-count = El segmento de cierre cuenta { $given }, pero hay { $counted }. Puede faltar algo: pregunte al remitente.
x12-count-segments = SE01 dice que la transacción tiene { $given } segmentos de ST a SE, y hay { $counted }. Algo se perdió o se añadió en el camino: pida el archivo otra vez al remitente.
x12-count-transactions = GE01 dice que el grupo tiene { $given } transacciones, y hay { $counted }. Puede faltar una: pida el archivo otra vez al remitente.
x12-count-groups = IEA01 dice que el intercambio tiene { $given } grupos, y hay { $counted }. Puede faltar uno: pida el archivo otra vez al remitente.
x12-control-number = El encabezado tiene el número de control { $header }, el cierre { $trailer }. Puede que las partes no correspondan: pregunte al remitente.
x12-guides-disagree = La transacción nombra la guía { $transaction }, su grupo { $group }. Se leyó según la de la transacción.
x12-guide-of-other = La guía { $guide } no es de la transacción { $transaction }: nada se comprobó con ella. Pregunte al remitente cuál de las dos es.
x12-guide-not-supported = La guía { $guide } no está admitida. Se leyeron los segmentos, los sobres y los montos; nada se comprobó con la guía.
x12-guide-partial = La guía { $guide } está admitida en parte: lo que su tabla no conoce se leyó y no se comprobó.
x12-unknown-segment = La guía no tiene un segmento con este nombre.
x12-no-place = El segmento no tiene lugar en este punto de la transacción.
x12-tree-number = El número de este nivel no sigue al del nivel anterior.
x12-tree-parent = El nivel nombra un nivel padre que no está abierto aquí.
x12-tree-level = El nivel no puede estar debajo de su nivel padre.
x12-tree-childless = El nivel de arriba dice que no hay nada debajo de él.
x12-not-readable-integer = El valor no es un número entero.
x12-not-readable-decimal = El valor no es un número.
x12-not-readable-money = El valor no es un monto en dólares y centavos. Cuenta como cero en las sumas.
x12-not-readable-date = El valor no es un día del calendario.
x12-not-readable-time = El valor no es una hora del día.
x12-too-long =
    { $limit ->
        [one] El valor tiene { $length } caracteres; la guía permite uno.
       *[other] El valor tiene { $length } caracteres; la guía permite { $limit }.
    }
x12-too-many-repeats =
    { $limit ->
        [one] El elemento viene { $count } veces; la guía permite una.
       *[other] El elemento viene { $count } veces; la guía permite { $limit }.
    }
x12-control-bytes = El segmento contiene caracteres de control. Pida el archivo otra vez al remitente.
x12-not-utf8 = El segmento no es ASCII ni UTF-8. Se leyó como Latin-1; revise los nombres con acentos.
x12-interchange-repeats = El intercambio { $number } de este remitente ya vino antes en este archivo. Contabilice su dinero una sola vez.
x12-claim-repeats = La reclamación { $claim } ya vino antes en este archivo. Revise que no se envíe ni se contabilice dos veces.
x12-nobody-bills = La reclamación { $claim } no tiene un proveedor que factura en un nivel superior. Agregue el proveedor antes de enviarla.
x12-repeats-not-compared = Se compararon entre sí los primeros { $count } números de reclamación; los siguientes no.
x12-claim-out-of-balance = El cargo de la reclamación { $claim } menos sus ajustes difiere de lo pagado en { $difference }. Pregunte al pagador.
x12-line-out-of-balance = El cargo de una línea de la reclamación { $claim } menos sus ajustes difiere de lo pagado en { $difference }. Pregunte al pagador.
x12-payment-out-of-balance = El pago difiere en { $difference } de las reclamaciones menos los ajustes al proveedor. Compare con el banco y pregunte al pagador.
x12-charge-out-of-balance = El cargo de la reclamación { $claim } difiere en { $difference } de la suma de sus líneas. Corrija la reclamación antes de enviarla.
x12-loop-missing = La guía pide el bucle (loop) { $loop } antes de este punto.
x12-segment-missing = La guía pide el segmento { $segment } antes de este punto.
x12-element-missing = La guía pide este elemento.
x12-element-not-used = La guía no usa este elemento.
x12-code = El código { $value } no es uno de los que enumera la guía.
x12-too-short =
    { $limit ->
        [one] El valor es más corto de lo que permite la guía.
       *[other] El valor tiene { $length } caracteres; la guía pide { $limit }.
    }
x12-loop-repeats =
    { $limit ->
        [one] El bucle (loop) viene otra vez; la guía permite uno.
       *[other] El bucle (loop) viene más veces de las que permite la guía: { $limit }.
    }
x12-segment-repeats =
    { $limit ->
        [one] El segmento viene otra vez; la guía permite uno.
       *[other] El segmento viene más veces de las que permite la guía: { $limit }.
    }
x12-out-of-order = El segmento está detrás de algo que la guía pone después de él.
x12-relation = Elementos que van juntos no vienen juntos (relación { $relation }).

## Por qué no se escribieron valores como archivo

## Gravedad
x12-severity-error = error
x12-severity-warning = advertencia
x12-severity-information = nota

## El resumen de un archivo
x12-summary-accept = { $file }: leído, nada en contra
x12-summary-accept-with-warning = { $file }: leído, pero algo no cuadra
x12-summary-report-error = { $file }: dañado
x12-summary-envelopes = { $types }: intercambios { $interchanges }, grupos { $groups }, transacciones { $transactions }, segmentos { $segments }
x12-summary-remittance = Remesa: reclamaciones { $claims }, líneas { $lines }, cargos { $charge }, pagado { $paid }, deben los pacientes { $patients }, pagos { $payments }, ajustes al proveedor { $elsewhere }
x12-summary-claims = Reclamaciones { $claims }, líneas { $lines }, cargos { $charge }
x12-summary-status = Estado: segmentos { $count }
x12-summary-more = { $count } más de la clase { $code }
x12-at = byte { $byte }, segmento { $number }
x12-validated-none = { $file }: no se encontró nada que la tabla de la guía pida y al archivo le falte. Eso no dice que el archivo cumpla la guía.
x12-validated-found =
    { $count ->
        [one] { $file }: un hallazgo
       *[other] { $file }: { $count } hallazgos
    }
x12-cannot-read = { $file } no se puede leer: { $reason }
x12-answered = Grupo { $group }: { $accepted } de { $received } transacciones aceptadas.
x12-answer-no-group = { $file } no contiene ningún grupo que se responda: no es un archivo X12, o es él mismo un acuse.
x12-answer-too-many = { $file } tiene tantos errores que nadie puede decir cuáles de sus transacciones están bien. Pídalo otra vez a quien lo envió.
x12-answer-unwritable = El sobre de { $file } no dice a quién iría una respuesta. Pídalo otra vez a quien lo envió.
x12-broken-files =
    { $count ->
        [one] Un archivo está dañado.
       *[other] { $count } archivos están dañados.
    }

## What a 999 calls wrong in a file
file-fault-at = { $name }, segmento { $position } de la transacción: { $what } (código { $code })
file-fault-in-loop = { $name }, segmento { $position } de la transacción, bucle { $loop }: { $what } (código { $code })
file-fault-of-transaction = La transacción: { $what } (código { $code })
file-fault-of-group = El grupo: { $what } (código { $code })
file-fault-other = la respuesta da un código que no está en nuestra tabla. Pregunte a quien envió la respuesta.
segment-fault-unknown = no conocen ningún segmento con este nombre. Quítelo o corrija el nombre.
segment-fault-unexpected = aquí no se espera nada de este tipo. Quítelo o páselo a su lugar.
segment-fault-missing = tiene que estar aquí y falta. Añádalo.
segment-fault-loop-too-often = su bucle está aquí más veces de las que puede. Quite lo que sobra o factúrelo aparte.
segment-fault-too-often = está aquí más veces de las que puede. Quite lo que sobra.
segment-fault-not-in-transaction = este tipo de archivo no tiene tal segmento. Quítelo.
segment-fault-out-of-order = está en un lugar equivocado. Haga que el sistema de facturación ordene los segmentos.
segment-fault-elements = un valor dentro de él está mal y la respuesta no dice cuál. Compárelo con la guía del pagador.
segment-fault-not-used = la guía del pagador no lo usa aquí. Quítelo.
segment-fault-needed = lo demás que dice la reclamación lo hace necesario, y falta. Añádalo.
segment-fault-loop-too-few = su bucle está aquí menos veces de las que debe. Añada lo que falta.
segment-fault-too-few = está aquí menos veces de las que debe. Añada lo que falta.
segment-fault-forbidden = lo demás que dice la reclamación lo excluye. Quítelo o corrija lo que lo excluye.
element-fault-missing = tiene que haber un valor aquí y falta. Complételo.
element-fault-needed = por lo demás que se dice tiene que haber un valor aquí, y falta. Complételo.
element-fault-too-many = el segmento tiene más valores de los que caben. Quite lo que sigue al último que le corresponde.
element-fault-too-short = el valor es demasiado corto. Escríbalo completo.
element-fault-too-long = el valor es demasiado largo. Acórtelo.
element-fault-character = el valor tiene un carácter que no puede estar ahí, como un acento o un signo. Reemplácelo.
element-fault-code = el código no es de los que pueden estar aquí. Elija uno que figure en la guía del pagador.
element-fault-date = no es un día del calendario o no está escrito como debe. Corrija el día.
element-fault-time = no es una hora del día o no está escrita como debe. Corrija la hora.
element-fault-excluded = el valor no puede estar junto a otro que ya está. Quite uno de los dos.
element-fault-too-often = el valor se repite más veces de las que puede. Quite lo que sobra.
element-fault-too-many-parts = el valor tiene más partes de las que caben. Quite lo que sigue a la última que le corresponde.
element-fault-not-used = la guía del pagador no usa ningún valor aquí. Quítelo.
element-fault-too-few = el valor se repite menos veces de las que debe. Añada lo que falta.
element-fault-form = el valor no tiene la forma que se pide, como un número con un dígito de control equivocado. Compárelo con la fuente.
element-fault-forbidden = lo demás que se dice excluye un valor aquí. Quítelo o corrija lo que lo excluye.
transaction-fault-not-taken = no reciben este tipo de archivo. Pregunte adónde se envía.
transaction-fault-no-trailer = falta su final (SE). Envíe otra vez el archivo completo.
transaction-fault-control = el número de su final (SE02) no es el de su principio (ST02). Haga que el sistema de facturación genere el archivo otra vez.
transaction-fault-count = el número de segmentos que dice su final (SE01) no es el que hay. Haga que el sistema de facturación genere el archivo otra vez.
transaction-fault-segments = uno o varios segmentos están mal y la respuesta no dice cuáles. Compruebe el archivo con su guía.
transaction-fault-kind = el tipo de archivo de su principio (ST01) falta o no es ninguno. Haga que el sistema de facturación genere el archivo otra vez.
transaction-fault-no-control = el número de su principio (ST02) falta o ya se usó. Haga que el sistema de facturación genere el archivo otra vez con un número propio.
group-fault-not-taken = no reciben este tipo de grupo. Pregunte adónde se envía.
group-fault-version = no reciben esta versión de la guía (GS08). Pregunte cuál reciben.
group-fault-no-trailer = falta su final (GE). Envíe otra vez el archivo completo.
group-fault-control = el número de su final (GE02) no es el de su principio (GS06). Haga que el sistema de facturación genere el archivo otra vez.
group-fault-count = el número de transacciones que dice su final (GE01) no es el que hay. Haga que el sistema de facturación genere el archivo otra vez.
group-fault-no-control = el número de su principio (GS06) no es un número. Haga que el sistema de facturación genere el archivo otra vez.

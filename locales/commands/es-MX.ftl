# Español (México): lo que difiere de es-ES.

command-method-bottle = mamila
command-never = Todavía no se registra nada de este tipo: { $what }
command-nothing-runs = No hay nada corriendo que se pueda detener
command-nothing-to-undo = En los últimos 10 minutos no registraste nada que se pueda deshacer
command-not-undone = Lo último que hiciste no se puede deshacer con una orden, así que no se hizo nada
command-refused-not_understood = No se entendió como una orden, así que no se hizo nada
command-refused-negated = Esto dice lo que no pasó o lo que no hay que hacer, así que no se hizo nada
command-refused-future = Esto habla de algo que está por venir, así que no se hizo nada
command-ask-heard = ¿Se oyó bien? { $what }
command-ask-contradiction = Esto se dijo dos veces o no concuerda con el resto: { $field }
command-ask-left-over = Estas palabras no se entendieron: { $words }. ¿Es correcto el resto? { $what }

# Español (México): lo que no se dice como en es-ES.ftl.

moment = %d/%m/%Y, %-I:%M %p UTC
time = %-I:%M %p

sign-in-bad-token = El token no es válido o ya venció
sign-in-session-ended = Esta sesión terminó
sign-in-wrong-password = El correo electrónico o la contraseña son incorrectos

need-parent = Para esto necesitas ser papá o mamá de la familia

error-invalid = Los datos ingresados no son válidos
error-stale = Cambió mientras tanto; consulta la versión actual
error-ended = Ya terminó y no se puede modificar
error-rate-limited = { $count ->
    [one] Demasiadas solicitudes; intenta de nuevo en { $count } segundo
   *[other] Demasiadas solicitudes; intenta de nuevo en { $count } segundos
}
error-internal = Algo falló de nuestro lado

reason-not-an-email = El correo electrónico no es válido
reason-not-a-zone = Debe ser una zona horaria como America/Mexico_City
reason-not-a-file-of = Debe ser un archivo CSV de alguno de estos: { $words }; su primera línea debe nombrar las columnas
reason-last-parent = La familia se quedaría sin papá ni mamá
reason-not-for-parents = No se puede definir para los papás

event-visit-first-week = Consulta de niño sano de la primera semana
event-visit-months = { $months ->
    [one] Consulta de niño sano de { $months } mes
   *[other] Consulta de niño sano de los { $months } meses
}
event-visit-years = { $years ->
    [one] Consulta de niño sano de { $years } año
   *[other] Consulta de niño sano de los { $years } años
}

growth-empty = Todavía no se mide nada

insight-longest-sleep = { $name } durmió { length } de corrido, el sueño más largo en 30 días
insight-weight-crossed-lines = El peso de { $name } pasó del percentil { $before } al { $now } desde la medición anterior. Puede ser del todo normal; coméntalo con tu pediatra
insight-unlikely-measure = { $measure ->
    [weight] El peso de { $name } del { $date } es uno que casi ningún niño tiene a esta edad; revisa si se registró bien
    [height] La estatura de { $name } del { $date } es una que casi ningún niño tiene a esta edad; revisa si se registró bien
   *[other] El perímetro cefálico de { $name } del { $date } es uno que casi ningún niño tiene a esta edad; revisa si se registró bien
}
insight-sleep-below-recommendation = La mayoría de los últimos 7 días { $name } durmió a lo más { length } en 24 horas. A esta edad se consideran adecuadas no menos de { $bound } horas. Cada niño es distinto; coméntalo con tu pediatra si notas cansancio en { $name }
insight-sleep-above-recommendation = La mayoría de los últimos 7 días { $name } durmió { length } o más en 24 horas. A esta edad se consideran adecuadas no más de { $bound } horas. Cada niño es distinto; coméntalo con tu pediatra si a { $name } le cuesta despertar o tiene menos energía que de costumbre

done-password-reset = La contraseña se restableció
done-password-changed = La contraseña se cambió
done-signed-out = Se cerró la sesión

letter-invitation-note =
    Abre app://join/{ $code } en tu celular o ingresa el código { $code } en la app.
    Se puede usar una sola vez, hasta el { $until }.
letter-reset-password-opening = Alguien, probablemente tú, pidió una contraseña nueva para la cuenta de Maternal de esta dirección.
letter-reset-password-note =
    El enlace se puede usar una sola vez, hasta el { $until }.
    Si no fuiste tú, no tienes que hacer nada: la contraseña sigue siendo la misma.
letter-verify-email-subject = ¿Es este tu correo electrónico?
letter-verify-email-opening = Esta dirección se indicó para una cuenta de Maternal. Confirma que es tuya.
letter-password-changed-subject = Tu contraseña cambió
letter-password-changed-opening = Se cambió la contraseña de tu cuenta de Maternal: { $at }.
letter-password-changed-note = Si no fuiste tú, alguien más conoce tu contraseña: pide una nueva de inmediato, donde inicias sesión.
letter-password-reset-subject = Tu contraseña cambió
letter-password-reset-opening = Con un enlace que enviamos a esta dirección se eligió una contraseña nueva para tu cuenta de Maternal: { $at }.
letter-password-reset-note = Si no fuiste tú, alguien más lee tu correo: protege primero tu buzón y después pide una contraseña nueva donde inicias sesión.
letter-email-changed-subject = Tu cuenta tiene otro correo electrónico
letter-email-changed-opening = Se cambió el correo electrónico de tu cuenta de Maternal: { $at }. Desde ahora inicias sesión con el nuevo, y esta es la última carta al anterior.
letter-email-changed-note = Si no fuiste tú, alguien más puede usar tu cuenta: cambia la contraseña de inmediato en un dispositivo donde tu sesión siga abierta y avisa a quien administra este servicio.

page-no-answer = No hubo respuesta: intenta de nuevo en un momento

notification-daily-reminder-title = ¿Cómo estuvo el día?
notification-daily-reminder-body = Registra las tomas, el sueño y los pañales que falten
notification-member-joined-title = { $name } se unió a { $family }
notification-member-joined-body = { $name } ahora es parte de la familia: { role }
notification-member-left-title = { $name } dejó { $family }
notification-member-left-body = { $name } ya no puede ver lo que pasa en { $family }
notification-password-changed-title = Tu contraseña cambió
notification-password-changed-body = Se cerraron las demás sesiones. Si no fuiste tú, pide una contraseña nueva donde inicias sesión
notification-level-up-body = Registrando día a día llegaste al nivel { $number }

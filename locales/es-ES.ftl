# Español (España): lo que se le dice a la gente.
#
# Las palabras que envían los clientes (campos, permisos, opciones) no se traducen nunca.

# Cómo se escriben las fechas y los momentos, en las letras de strftime.
date = %d/%m/%Y
moment = %d/%m/%Y, %H:%M UTC
time = %H:%M

# No se deja entrar a alguien.
sign-in-missing = Primero inicia sesión
sign-in-bad-token = El token no es válido o ha caducado
sign-in-session-ended = Esta sesión ha terminado
sign-in-other-device = Este token pertenece a otro dispositivo
sign-in-wrong-password = La dirección de correo o la contraseña no son correctas
sign-in-wrong-code = El código es incorrecto o ya no es válido
sign-in-unverified-email = Confirma primero tu dirección de correo
sign-in-bad-refresh-token = Este token de renovación no es válido; vuelve a iniciar sesión

# Alguien no puede.
need-canAddChildren = Para esto necesitas el permiso canAddChildren
need-canEditChildren = Para esto necesitas el permiso canEditChildren
need-canLogActivities = Para esto necesitas el permiso canLogActivities
need-canViewReports = Para esto necesitas el permiso canViewReports
need-parent = Para esto tienes que ser padre o madre de la familia
need-birth-details = Registra primero tus datos: POST /auth/register-details
need-voice = Has desactivado los comandos de voz en tus ajustes (ai_voice_enabled)
need-same-origin = Esto solo se puede usar desde una página de este servidor

# Algo no está.
no-such-account = Esa cuenta no existe
no-such-activity = Esa actividad no existe
no-such-appointment = Esa cita no existe
no-such-article = No existe ese artículo
no-such-birth-details = Aún no hay datos; regístralos primero
no-such-child = Ese niño o niña no existe
no-such-conversation = No existe esa conversación
no-such-device = Ese dispositivo no existe
no-such-entry = Esa entrada no existe
no-such-family = Esa familia no existe
no-such-file = Ese archivo no existe
no-such-insight = Esa observación no existe
no-such-invitation = Esa invitación no existe
no-such-member = Ese miembro no existe
no-such-message = No existe ese mensaje
no-such-notification = Esa notificación no existe
no-such-path = Esa ruta no existe
no-such-photo = Esa foto no existe
no-such-setup = No existe esa configuración inicial
no-such-share-code = Ese código de invitación no existe
no-such-timer = Ese temporizador no existe

# Otras negativas.
error-invalid = Los datos introducidos no son válidos
error-query = La consulta no se ajusta al esquema
error-exists = Ya existe y no coincide con lo enviado
error-birth-details-exist = Tus datos ya están registrados; cámbialos con PUT /auth/user-details
error-stale = Ha cambiado entretanto; consulta la versión actual
error-ended = Ha terminado y ya no se puede modificar
error-family-full = { $count ->
    [one] La familia solo puede tener un miembro
   *[other] La familia solo puede tener { $count } miembros
}
error-child-limit = { $count ->
    [one] La familia solo puede tener un niño o una niña
   *[other] La familia solo puede tener { $count } niños
}
error-questions-used = { $count ->
    [0] Tu plan no incluye preguntas al asistente
    [one] Ya has hecho la única pregunta diaria de tu plan; mañana tendrás otra
   *[other] Ya has hecho las { $count } preguntas diarias de tu plan; mañana tendrás más
}
error-rate-limited = { $count ->
    [one] Demasiadas solicitudes; vuelve a intentarlo dentro de { $count } segundo
   *[other] Demasiadas solicitudes; vuelve a intentarlo dentro de { $count } segundos
}
error-internal = Algo ha fallado por nuestra parte
lack-speech = Aquí no se pueden oír comandos de voz: no hay reconocimiento de voz configurado
lack-speech-language = Este servidor solo entiende comandos hablados en inglés; puedes escribirlos en tu idioma
lack-speech-now = El reconocimiento de voz no responde en este momento; inténtalo otra vez o escribe el comando

# Qué le pasa a un campo.
reason-required = Es obligatorio
reason-malformed = No se puede leer
reason-syntax = No se puede leer a partir de la línea { $line }, columna { $column }
reason-not-a-text = Debe ser un texto
reason-not-a-number = Debe ser un número
reason-not-a-whole-number = Debe ser un número entero
reason-not-a-yes-or-no = Debe ser true o false
reason-not-a-list = Debe ser una lista
reason-not-a-object = Debe ser un objeto
reason-not-a-date = Debe ser una fecha como 2024-01-10
reason-not-a-moment = Debe ser una fecha con hora como 2024-01-10T15:30:00Z
reason-not-a-clock = Debe ser una hora del día como 09:00
reason-not-a-base64 = Debe estar en base64
reason-not-a-quantity = Debe ser una cantidad con su unidad, como 120 ml
reason-not-a-duration = Debe ser una duración como 1:05
reason-control-characters = No debe contener caracteres de control
reason-one-of = Debe ser uno de estos valores: { $words }
reason-length = Debe tener entre { $least } y { $most } caracteres
reason-between = Debe estar entre { $least } y { $most }
reason-in-future = Está en el futuro
reason-before-start = Es anterior al inicio
reason-too-long = { $hours ->
    [one] No debe durar más de { $hours } hora
   *[other] No debe durar más de { $hours } horas
}
reason-not-an-id = Debe ser un identificador que empiece por { $prefix }_
reason-not-an-email = La dirección de correo electrónico no es válida
reason-not-a-milestone = Debe ser un identificador de GET /api/v1/milestones; las palabras propias van en name
reason-taken = Ya está en uso
reason-too-common = Es de las más comunes; elige otra
reason-wrong-password = No es tu contraseña actual
reason-not-repeated = No es igual que { $field }
reason-used-up = No es válido o ya no lo es; pide otra carta
reason-not-a-zone = Debe ser una zona horaria como Europe/Madrid
reason-forged = No se emitió para esta lista
reason-too-large = No debe ocupar más de { $count } bytes
reason-picture-format = Debe ser una imagen JPEG, PNG o WebP
reason-picture-broken = La imagen está dañada
reason-picture-pixels = La imagen tiene demasiados píxeles
reason-speech-format = Debe ser una grabación en WAV, MP3, M4A o AAC
reason-speech-broken = La grabación está dañada
reason-speech-long = La grabación dura más de 60 segundos
reason-speech-silent = En la grabación no se oye nada
reason-speech-unclear = No se ha entendido ningún comando en la grabación; repítelo o escríbelo
reason-not-here = Solo se puede enviar a /api/v1/auth/refresh
reason-fixed = No se puede cambiar aquí
reason-sent-as-file = Se sube como archivo
reason-last-parent = La familia se quedaría sin padre ni madre
reason-not-for-parents = No se puede fijar para los padres
reason-too-many = { $count ->
    [one] No debe tener más de { $count } elemento
   *[other] No debe tener más de { $count } elementos
}
reason-too-many-levels = No debe pasar de { $count } niveles de profundidad
reason-too-many-aliases = No debe tener más de { $count } alias
reason-too-many-fields = No debe pedir más de { $count } campos
reason-too-many-directives = No debe tener más de { $count } directivas
reason-too-many-directives-here = No debe tener más de { $count } directivas en un mismo lugar
reason-too-many-tokens = No debe tener más de { $count } elementos léxicos
reason-too-many-cost = No debe costar más de { $count }: cada campo cuenta tantas veces como entradas puedan tener las listas que lo rodean
reason-cycle = Un fragmento se incluye a sí mismo
reason-no-introspection = Aquí no se puede consultar el esquema
reason-one-field = Una suscripción debe pedir exactamente un campo, fuera de fragmentos
reason-one-at-a-time = Las operaciones se envían de una en una, no como lista
reason-not-its-hash = Debe ser el resumen SHA-256 de la consulta, en 64 dígitos hexadecimales
reason-one-needed = Hace falta al menos uno de estos: { $words }
reason-only-for = Solo va con { $kind }
reason-disagrees = No coincide con { $field }
reason-not-a-file-of = Debe ser un archivo CSV de uno de estos: { $words }; su primera línea debe nombrar las columnas
reason-open-quote = Tiene unas comillas que no se cierran
reason-either = Puede significar { $one } o { $other }; indica cuál
reason-between-poles = Debe ser mayor que -90 y menor que 90: en los polos no sale ningún signo
reason-skipped-time = No existió: los relojes de { $zone } se adelantaron en ese momento
reason-key-reused = Se usó para otra solicitud
reason-stale = No es la versión actual

# Lo que escribe el propio producto.
birth-time-twice = Los relojes de { $zone } mostraron esta hora dos veces ese día; se entiende la primera
family-name = Familia { $surname }
import-not-kept = No se guarda: { $kind }
import-other-child = De otro niño: { $name }
event-appointment-at = { $title } ({ $place })
event-birthday = { $years ->
    [one] { $name } cumple { $years } año
   *[other] { $name } cumple { $years } años
}
event-visit-first-week = Revisión pediátrica de la primera semana
event-visit-months = { $months ->
    [one] Revisión pediátrica de { $months } mes
   *[other] Revisión pediátrica de los { $months } meses
}
event-visit-years = { $years ->
    [one] Revisión pediátrica de { $years } año
   *[other] Revisión pediátrica de los { $years } años
}

# Gráficas de crecimiento. Las cinco primeras nombran lo que se mide.
growth-weight = Peso
growth-height = Longitud y estatura
growth-head_circumference = Perímetro cefálico
growth-bmi = Índice de masa corporal
growth-weight_for_length = Peso para la longitud
growth-age = Edad en meses
growth-corrected-age = Edad en meses, contada desde la fecha prevista hasta los 24 meses
growth-length = Longitud o estatura en cm
growth-lines = Líneas: de 100 niños sanos, cuántos miden menos
growth-no-lines = Sin líneas: el patrón las tiene para niñas y para niños
growth-empty = Todavía no se ha medido nada
growth-implausible = Un punto hueco puede ser un error

# Lo que se ha observado.
insight-longest-sleep = { $name } ha dormido { length } de un tirón, el sueño más largo en 30 días
insight-growth-spurt = { $name } ha dormido y comido como antes de un estirón (probable en los próximos 4 días: { $percent } %)
insight-weight-crossed-lines = El peso de { $name } ha pasado del percentil { $before } al { $now } desde la medición anterior. Puede ser del todo normal; coméntalo con tu pediatra
insight-unlikely-measure = { $measure ->
    [weight] El peso de { $name } del { $date } es uno que casi ningún niño tiene a esta edad; comprueba si se anotó bien
    [height] La altura de { $name } del { $date } es una que casi ningún niño tiene a esta edad; comprueba si se anotó bien
   *[other] El perímetro craneal de { $name } del { $date } es uno que casi ningún niño tiene a esta edad; comprueba si se anotó bien
}
insight-sleep-below-recommendation = La mayoría de los últimos 7 días { $name } ha dormido como mucho { length } en 24 horas. A esta edad se consideran adecuadas no menos de { $bound } horas. Cada niño es distinto; coméntalo con tu pediatra si notas cansancio en { $name }
insight-sleep-above-recommendation = La mayoría de los últimos 7 días { $name } ha dormido { length } o más en 24 horas. A esta edad se consideran adecuadas no más de { $bound } horas. Cada niño es distinto; coméntalo con tu pediatra si a { $name } le cuesta despertarse o tiene menos energía que de costumbre
length = { $hours ->
    [0] { $minutes } min
   *[other] { $minutes ->
        [0] { $hours } h
       *[other] { $hours } h { $minutes } min
    }
}

# Costumbres: lo que se cumple según una prueba estadística.
habit-longer-before = { $name } duerme { $minutes } minutos más cuando se acuesta antes de las { $time }
habit-longer-after = { $name } duerme { $minutes } minutos más cuando se acuesta después de las { $time }
habit-naps-awake-less = Las siestas de { $name } duran { $minutes } minutos más tras menos de { $awake } minutos sin dormir
habit-naps-awake-more = Las siestas de { $name } duran { $minutes } minutos más tras más de { $awake } minutos sin dormir
habit-steady-mornings = { $name } se despierta siempre entre las { $from } y las { $to }
habit-night-stretch-increasing = El sueño nocturno más largo de { $name } se va alargando
habit-night-stretch-decreasing = El sueño nocturno más largo de { $name } se va acortando
habit-feeding-intervals-increasing = Los intervalos entre tomas aumentan: puede que { $name } aguante más tiempo
habit-feeding-intervals-decreasing = Los intervalos entre tomas disminuyen: { $name } quiere comer más a menudo

# Por qué se prevé algo para ese momento.
why-awake-since = Sin dormir desde las { $time }; el tiempo de vigilia habitual
why-overdue = Sin dormir desde las { $time }, más de lo habitual
why-asleep-since = Duerme desde las { $time }; la siesta habitual y después el tiempo de vigilia habitual
why-after-night = Después de despertarse, hacia las { $time }
why-fed-at = Comió a las { $time }; el intervalo habitual
why-not-fed-since = Comió a las { $time }, hace más de lo habitual
why-usual-time = La hora habitual
why-nothing-since = Hace mucho que no se anota nada; la hora habitual
why-nothing-logged = Aún no hay nada anotado; lo habitual a esta edad
growth-spurt-expected = { $from }-{ $to } días
sign-more-sleep = más sueño
sign-more-bouts = más siestas o despertares
sign-more-feedings = más tomas
event-nap = Siesta, probablemente entre las { $from } y las { $to }
event-feeding = Toma, probablemente entre las { $from } y las { $to }
event-bedtime = Hora de acostarse, probablemente entre las { $from } y las { $to }

# Lo que se ha hecho.
done-reset-asked = Si hay una cuenta con ese correo, recibirás instrucciones para elegir otra contraseña.
done-password-reset = La contraseña se ha restablecido
done-password-changed = La contraseña se ha cambiado
done-signed-out = Se ha cerrado la sesión
done-avatar-saved = La foto de perfil se ha guardado
done-avatar-removed = La foto de perfil se ha eliminado
done-children-listed = Estos son los perfiles de los niños
done-child-deleted = El perfil del niño se ha eliminado
done-child-picture-saved = La foto de perfil se ha subido
done-early-access = Estás en la lista de acceso anticipado
done-code-sent = Código enviado correctamente
done-token-is-good = El token es válido
done-logged-out = Sesión cerrada correctamente

# Cartas.
letter-invitation-subject = { $name } te invita a { $family }
letter-invitation-opening = { $name } te invita a { $family } en Maternal.
letter-invitation-note =
    Abre app://join/{ $code } en tu móvil o introduce el código { $code } en la aplicación.
    Se puede usar una sola vez, hasta el { $until }.
letter-reset-password-subject = Elige una contraseña nueva
letter-reset-password-opening = Alguien, probablemente tú, ha pedido una contraseña nueva para la cuenta de Maternal de esta dirección.
letter-reset-password-link = Elegir una contraseña nueva
letter-reset-password-note =
    El enlace se puede usar una sola vez, hasta el { $until }.
    Si no has sido tú, no tienes que hacer nada: la contraseña sigue siendo la misma.
letter-verify-email-subject = ¿Es esta tu dirección de correo?
letter-verify-email-opening = Esta dirección se ha indicado para una cuenta de Maternal. Confirma que es tuya.
letter-verify-email-link = Confirmar esta dirección
letter-verify-email-note =
    El enlace se puede usar una sola vez, hasta el { $until }.
    Si la cuenta no es tuya, no tienes que hacer nada.
letter-sign-in-subject = Tu código para Maternal
letter-sign-in-opening = Con este código entras en Maternal: { $code }
letter-sign-in-note =
    Se puede usar una vez, hasta { $until }. No se lo digas a nadie.
    Si no lo has pedido, no hay nada que hacer.
letter-password-changed-subject = Se ha cambiado tu contraseña
letter-password-changed-opening = Se ha cambiado la contraseña de tu cuenta de Maternal: { $at }.
letter-password-changed-note = Si no has sido tú, alguien más conoce tu contraseña: pide una nueva cuanto antes, donde inicias sesión.
letter-password-reset-subject = Se ha cambiado tu contraseña
letter-password-reset-opening = Con un enlace que enviamos a esta dirección se ha elegido una contraseña nueva para tu cuenta de Maternal: { $at }.
letter-password-reset-note = Si no has sido tú, alguien más lee tu correo: protege primero tu buzón y pide después una contraseña nueva donde inicias sesión.
letter-email-changed-subject = Tu cuenta tiene otra dirección de correo
letter-email-changed-opening = Se ha cambiado la dirección de correo de tu cuenta de Maternal: { $at }. Desde ahora inicias sesión con la nueva, y esta es la última carta a la antigua.
letter-email-changed-note = Si no has sido tú, alguien más puede usar tu cuenta: cambia la contraseña cuanto antes en un dispositivo donde aún tengas la sesión iniciada y avisa a quien gestiona este servicio.
letter-first-code-subject = Alguien ha entrado con un código
letter-first-code-opening = Un código que enviamos a esta dirección se ha usado para entrar en su cuenta de Maternal: { $at }. La cuenta se creó antes de que nadie demostrara que la dirección es suya.
letter-first-code-note = Todas las sesiones anteriores se han cerrado y su contraseña ya no vale, pues otra persona pudo haber creado la cuenta. Si quieres una contraseña, pide una nueva donde inicias sesión. Mira quién está contigo en sus familias y quita a quien no conozcas. Donde aún no se había añadido ningún niño, ya no queda nadie más en la tuya, ni tú en las de otros; vuelve a invitar a quien conozcas.
letter-first-reset-subject = Se ha cambiado tu contraseña
letter-first-reset-opening = Con un enlace que enviamos a esta dirección se ha elegido una contraseña nueva para su cuenta de Maternal: { $at }. La cuenta se creó antes de que nadie demostrara que la dirección es suya.
letter-first-reset-note = Todas las sesiones anteriores se han cerrado, pues otra persona pudo haber creado la cuenta. Mira quién está contigo en sus familias y quita a quien no conozcas. Donde aún no se había añadido ningún niño, ya no queda nadie más en la tuya, ni tú en las de otros; vuelve a invitar a quien conozcas.
letter-erased-subject = Tu cuenta se ha borrado
letter-erased-opening = La cuenta de Maternal de esta dirección se ha borrado con todo lo que era suyo: { $at }.
letter-erased-note = Si no has sido tú, otra persona podía usar tu cuenta o lee tu correo: protege tu buzón y avisa a quien gestiona este servicio.

# Páginas a las que llevan las cartas.
page-new-password = Contraseña nueva
page-repeat-password = Otra vez la misma
page-save = Guardar
page-verified = Gracias: esta dirección está confirmada
page-incomplete = Este enlace no está completo: ábrelo de nuevo desde la carta
page-no-answer = No ha habido respuesta: inténtalo de nuevo dentro de un momento
page-needs-script = Esta página necesita JavaScript

# Notificaciones.
notification-test-title = Notificación de prueba
notification-test-body = Las notificaciones llegan a este dispositivo
notification-daily-reminder-title = ¿Qué tal el día?
notification-daily-reminder-body = Anota las tomas, el sueño y los pañales que falten
notification-member-joined-title = { $name } se ha unido a { $family }
notification-member-joined-body = { $name } es ahora parte de la familia: { role }
notification-member-left-title = { $name } ha dejado { $family }
notification-member-left-body = { $name } ya no ve lo que ocurre en { $family }
notification-removed-title = Ya no estás en { $family }
notification-removed-body = Ya no ves lo que ocurre en { $family }
notification-role-changed-title = Tu papel ha cambiado
notification-role-changed-body = Ahora tu papel en { $family } es: { role }
role = { $role ->
    [parent] progenitor
    [caregiver] cuidador
   *[viewer] observador
}
notification-password-changed-title = Se ha cambiado tu contraseña
notification-password-changed-body = Se han cerrado las demás sesiones. Si no has sido tú, pide una contraseña nueva donde inicias sesión
notification-level-up-title = Nuevo nivel: { level } { $icon }
notification-level-up-body = Anotando día a día has llegado al nivel { $number }
level = { $level ->
   *[seedling] plántula
    [sprout] brote
    [sapling] arbolito
    [growing] en crecimiento
    [rooted] con raíces
    [blooming] en flor
    [evergreen] siempre verde
}

# Lo que aceptan los padres.
consent-text = Soy padre, madre o tutor de este niño y acepto que este servidor guarde lo que mi familia anote sobre él, solo para mi familia. Puedo retirar este consentimiento en cualquier momento; entonces se borrará el niño con todo lo anotado sobre él.

# La carta natal como imagen; lo primero es breve.
kundli-Sun = So
kundli-Moon = Lu
kundli-Mars = Ma
kundli-Mercury = Me
kundli-Jupiter = Jú
kundli-Venus = Ve
kundli-Saturn = Sa
kundli-Rahu = Ra
kundli-Ketu = Ke
kundli-lagna = As
kundli-backwards = R
kundli-title = Carta natal
kundli-basis = Zodiaco sidéreo (Lahiri), { $node ->
    [mean] nodo medio
   *[true] nodo verdadero
}
kundli-marks = As: ascendente · R: retrógrado
kundli-numbers = Los números son signos, contados desde Aries
kundli-ascendant = Ascendente: { $sign } { $degree }°.
kundli-placed = { $graha }: { $sign } { $degree }°, casa { $house }.
kundli-placed-backwards = { $graha }: { $sign } { $degree }°, casa { $house }, retrógrado.

# El asistente (España): lo que dice de un niño y lo que rodea a lo que dice la biblioteca.

assistant-based-on = Según lo que ha anotado tu familia:
assistant-last-night = { $wakings ->
    [0] Anoche { $name } durmió { length } sin despertarse.
    [one] Anoche { $name } durmió { length } y se despertó una vez.
   *[other] Anoche { $name } durmió { length } y se despertó { $wakings } veces.
}
assistant-nights = { $days ->
    [one] El único día con sueño anotado de las dos últimas semanas, { $name } durmió { $night } h por la noche.
   *[other] Los { $days } días con sueño anotado de las dos últimas semanas, { $name } durmió de media { $night } h por noche.
}
assistant-nights-improving = El tramo más largo de la noche se va alargando.
assistant-nights-declining = El tramo más largo de la noche se va acortando.
assistant-bedtime = La hora de acostarse que mejor va con las noches es hacia las { $time }.
assistant-next-nap = La próxima siesta será probablemente hacia las { $time }.
assistant-next-bedtime = La próxima hora de acostarse será probablemente hacia las { $time }.
assistant-asleep = { $name } duerme desde las { $time }.
assistant-napped = La última siesta de { $name } fue de las { $from } a las { $until }.
assistant-slept = { $name } durmió por última vez de noche de las { $from } a las { $until }.
assistant-fed = { $name } comió por última vez a las { $time }.
assistant-fed-amount = { $name } comió por última vez a las { $time }: { $amount }.
assistant-feedings = { $count ->
    [one] En las últimas 24 horas hubo una toma.
   *[other] En las últimas 24 horas hubo { $count } tomas.
}
assistant-feedings-amount = { $count ->
    [one] En las últimas 24 horas hubo una toma, { $amount } en total.
   *[other] En las últimas 24 horas hubo { $count } tomas, { $amount } en total.
}
assistant-next-feeding = La próxima toma será probablemente hacia las { $time }.
assistant-changed = El último cambio de pañal de { $name } fue a las { $time }.
assistant-diapers = En las últimas 24 horas hubo { $wet ->
    [one] un pañal mojado
   *[other] { $wet } pañales mojados
} y { $dirty ->
    [one] uno con caca
   *[other] { $dirty } con caca
}.
assistant-temperature = La última temperatura anotada es { $temperature }, tomada a las { $time }.
assistant-weight = El { $date } { $name } pesaba { $weight }.
assistant-weight-percentile = El { $date } { $name } pesaba { $weight }, percentil { $percentile } ({ $standard }).
assistant-who = OMS
assistant-height = La última longitud o estatura, del { $date }, es { $height }.
assistant-age-weeks = { $weeks ->
    [0] { $name } tiene menos de una semana.
    [one] { $name } tiene una semana.
   *[other] { $name } tiene { $weeks } semanas.
}
assistant-age-months = { $months ->
    [one] { $name } tiene un mes.
   *[other] { $name } tiene { $months } meses.
}
assistant-age-corrected = { $months ->
    [one] { $name } tiene un mes, contado desde la fecha prevista.
   *[other] { $name } tiene { $months } meses, contados desde la fecha prevista.
}
assistant-upcoming = Lo que la mayoría aprende hacia esta edad y aún no está anotado: { $skills }.
assistant-nothing-logged = No hay nada sobre esto en lo anotado de { $name } los últimos días.
assistant-from-library = De la biblioteca, «{ $title }»:
assistant-unknown = No sé responder a eso. Pregunta a tu pediatra o prueba con otras palabras: sé de sueño, alimentación, pañales, crecimiento, desarrollo y salud cotidiana de niños de hasta tres años.
assistant-unknown-but = No sé responder a eso, pero esto está anotado:
assistant-suggest-nap = Acuesta a { $name } para una siesta hacia las { $time }
assistant-suggest-bedtime = Procura que esta noche se acueste hacia las { $time }

# Páginas de la biblioteca.
library-title = Biblioteca
library-to-try = Lo que puedes probar
library-source = Datos de: { $source }
library-disclaimer = Esta página es información general y no un consejo médico. Si algo de tu niño o niña te preocupa, pregunta a tu pediatra.
library-topic-sleep = Sueño
library-topic-feeding = Alimentación
library-topic-diapers = Pañales
library-topic-growth = Crecimiento
library-topic-development = Desarrollo
library-topic-health = Salud
library-topic-safety = Seguridad
library-topic-crying = Llanto
library-topic-parents = Padres y madres
library-topic-routines = Rutinas

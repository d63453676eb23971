# El asistente (México): lo que no se dice como en es-ES.ftl.

assistant-based-on = Según lo que registró tu familia:
assistant-nights = { $days ->
    [one] El único día con sueño registrado en las últimas dos semanas, { $name } durmió { $night } h en la noche.
   *[other] Los { $days } días con sueño registrado en las últimas dos semanas, { $name } durmió en promedio { $night } h por noche.
}
assistant-diapers = En las últimas 24 horas hubo { $wet ->
    [one] un pañal mojado
   *[other] { $wet } pañales mojados
} y { $dirty ->
    [one] uno con popó
   *[other] { $dirty } con popó
}.
assistant-temperature = La última temperatura registrada es { $temperature }, tomada a las { $time }.
assistant-upcoming = Lo que la mayoría aprende más o menos a esta edad y todavía no está registrado: { $skills }.
assistant-nothing-logged = No hay nada sobre esto en lo registrado de { $name } en los últimos días.
assistant-from-library = De la biblioteca, “{ $title }”:
assistant-unknown-but = No sé responder a eso, pero esto está registrado:

library-topic-parents = Mamás y papás

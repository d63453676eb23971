# Español (México): lo que no se dice como en es-ES.ftl.

theme-relationship = tu vida amorosa
    .opening = { $strength ->
        [supported] Tu carta habla con calidez de la pareja: te acercas a los demás { $way }, y la cercanía halla en ti buena tierra.
        [steady] En el amor te acercas a los demás { $way }, y mucho depende de lo que hagan entre los dos.
       *[demanding] Tu carta te pide paciencia en el amor: te acercas a los demás { $way }, y te sostiene la confianza que crece despacio.
    }
    .first = Dile a la persona en quien piensas algo que valoras en ella, y no pidas nada a cambio.
    .second = Pregúntate qué necesitas en la cercanía, y dilo en una frase sencilla.
    .third = Reserva una tarde sin prisa a la semana, y escucha antes de aconsejar.
theme-children = la vida con tus hijos
    .opening = { $strength ->
        [supported] Tu carta habla de alegría con los hijos: los acompañas { $way }, y en eso pueden apoyarse.
        [steady] Acompañas a los hijos { $way }, y tu carta deja a ambas partes espacio para crecer.
       *[demanding] Tu carta te pide calma con los hijos: los acompañas { $way }, y lo que repites con paciencia se les queda.
    }
    .first = Dale a cada uno un rato que no sea de nadie más, y deja que elija qué hacen.
    .second = Alaba el esfuerzo más que el resultado, y observa a qué vuelve por sí solo cada uno.
    .third = Conserva un pequeño rito del día que no cambie, cambie lo que cambie.

refused-pregnancy = Si llega un hijo, cuándo y cómo, no lo leo en una carta; un médico o una partera pueden decirte lo que se sabe. Si quieres, pregúntame por la vida con tu familia, tu pareja, tu trabajo o el período que corre ahora.

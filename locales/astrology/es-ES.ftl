# Español (España): las cartas natales en palabras. Lo que significan aquí son lecturas breves y propias de la tradición.
#
# Un graha: su nombre, en las formas que piden las frases; `there` es lo que hace en una casa, `mood` cómo es su período.
graha-Sun = Sol
    .the = el Sol
    .of = del Sol
    .your = tu Sol
    .there = ahí quieres responder de lo que haces, y que se vea
    .mood = un tiempo para asumir responsabilidad y dar un paso al frente
graha-Moon = Luna
    .the = la Luna
    .of = de la Luna
    .your = tu Luna
    .there = ahí actúan tu ánimo cambiante y tu don de cuidar
    .mood = un tiempo de sentimiento, cercanía y vaivenes
graha-Mars = Marte
    .the = Marte
    .of = de Marte
    .your = tu Marte
    .there = ahí pones empuje, y a veces prisa
    .mood = un tiempo de iniciativa, en el que el valor pide cabeza fría
graha-Mercury = Mercurio
    .the = Mercurio
    .of = de Mercurio
    .your = tu Mercurio
    .there = ahí lo piensas bien, lo hablas y aprendes por el camino
    .mood = un tiempo para aprender, negociar y dejar las cosas por escrito
graha-Jupiter = Júpiter
    .the = Júpiter
    .of = de Júpiter
    .your = tu Júpiter
    .there = ahí te da confianza, amplitud y gente de quien aprender
    .mood = un tiempo de crecimiento, buen consejo y miras más amplias
graha-Venus = Venus
    .the = Venus
    .of = de Venus
    .your = tu Venus
    .there = ahí te presta tacto, gusto y deseo de armonía
    .mood = un tiempo para los vínculos, la belleza y el bienestar
graha-Saturn = Saturno
    .the = Saturno
    .of = de Saturno
    .your = tu Saturno
    .there = ahí te pide paciencia y recompensa el esfuerzo constante
    .mood = un tiempo de trabajo y de poner orden, en el que lo lento se sostiene
graha-Rahu = Rahu
    .the = Rahu
    .of = de Rahu
    .your = tu Rahu
    .there = ahí quieres más de lo que ofrece la costumbre y pruebas caminos poco comunes
    .mood = un tiempo de hambre nueva y sendas desconocidas, en el que ayuda una medida clara
graha-Ketu = Ketu
    .the = Ketu
    .of = de Ketu
    .your = tu Ketu
    .there = ahí lo llevas con ligereza, y sabes más de lo que muestras
    .mood = un tiempo de soltar y de mirar hacia dentro

# Un signo, y cómo actúa alguien en él.
rashi-Aries = Aries
    .way = con valor y un arranque rápido
rashi-Taurus = Tauro
    .way = con paciencia y buen ojo para lo que perdura
rashi-Gemini = Géminis
    .way = con curiosidad y facilidad de palabra
rashi-Cancer = Cáncer
    .way = con cuidado y memoria larga
rashi-Leo = Leo
    .way = con orgullo y un corazón cálido
rashi-Virgo = Virgo
    .way = con precisión y ojo para lo que se puede mejorar
rashi-Libra = Libra
    .way = con justicia y sentido del equilibrio
rashi-Scorpio = Escorpio
    .way = con hondura y una voluntad que no suelta
rashi-Sagittarius = Sagitario
    .way = con confianza y una meta lejana a la vista
rashi-Capricorn = Capricornio
    .way = con disciplina y un plan para la larga subida
rashi-Aquarius = Acuario
    .way = con independencia y la mirada en el conjunto
rashi-Pisces = Piscis
    .way = con imaginación y un oído atento a los demás

# Una mansión lunar, y lo que da la Luna en ella.
nakshatra-Ashwini = Ashwini
    .gift = ayudas sin demora y empiezas sin rodeos
nakshatra-Bharani = Bharani
    .gift = cargas con mucho y llevas a término lo que tomaste sobre ti
nakshatra-Krittika = Krittika
    .gift = cortas las apariencias y dices lo que hay
nakshatra-Rohini = Rohini
    .gift = haces crecer las cosas y te gusta lo bello
nakshatra-Mrigashira = Mrigashira
    .gift = sigues buscando, con suavidad y sin descanso
nakshatra-Ardra = Ardra
    .gift = sales de las tormentas con la vista más clara
nakshatra-Punarvasu = Punarvasu
    .gift = encuentras el camino de vuelta a la luz y empiezas de nuevo
nakshatra-Pushya = Pushya
    .gift = nutres a los demás y cumples tu palabra
nakshatra-Ashlesha = Ashlesha
    .gift = ves lo que otros ocultan y eliges tu momento
nakshatra-Magha = Magha
    .gift = honras tu origen y te conduces con dignidad
nakshatra-Purva-Phalguni = Purva Phalguni
    .gift = sabes disfrutar, y a tu lado los demás se relajan
nakshatra-Uttara-Phalguni = Uttara Phalguni
    .gift = se puede contar con tu amistad y cumples lo prometido
nakshatra-Hasta = Hasta
    .gift = tienes manos hábiles y una mente que encuentra salida
nakshatra-Chitra = Chitra
    .gift = das a las cosas una forma que se recuerda
nakshatra-Swati = Swati
    .gift = necesitas espacio propio y te doblas sin romperte
nakshatra-Vishakha = Vishakha
    .gift = te fijas una meta y vuelves a ella
nakshatra-Anuradha = Anuradha
    .gift = guardas lealtad y unes a la gente
nakshatra-Jyeshtha = Jyeshtha
    .gift = tomas las riendas donde otros dudan
nakshatra-Mula = Mula
    .gift = vas a la raíz de las cosas
nakshatra-Purva-Ashadha = Purva Ashadha
    .gift = crees en lo que haces y sabes sumar a otros
nakshatra-Uttara-Ashadha = Uttara Ashadha
    .gift = ganas tarde y de forma duradera, porque juegas limpio
nakshatra-Shravana = Shravana
    .gift = escuchas bien y aprendes de todo lo que oyes
nakshatra-Dhanishta = Dhanishta
    .gift = tienes ritmo y te gusta compartir lo que ganas
nakshatra-Shatabhisha = Shatabhisha
    .gift = buscas la verdad por tu cuenta y sabes callar
nakshatra-Purva-Bhadrapada = Purva Bhadrapada
    .gift = ardes por una idea y te exiges mucho
nakshatra-Uttara-Bhadrapada = Uttara Bhadrapada
    .gift = tienes hondura y calma, y la gente confía en ti
nakshatra-Revati = Revati
    .gift = acompañas a los demás hasta que llegan bien

# Una casa: lo que rige, y lo que se sigue si está en ella el regente del que se habla.
house-1 = tu forma de ser y de empezar las cosas
    .so = de modo que mucho empieza aquí por tu propia iniciativa
house-2 = los recursos, la palabra y lo que aprecias
    .so = de modo que el asunto va unido a tus recursos y a lo que dices
house-3 = el valor, las destrezas y el trato diario
    .so = de modo que el asunto crece con práctica, valor y pasos pequeños
house-4 = el hogar, las raíces y la paz interior
    .so = de modo que el asunto necesita una base tranquila en casa
house-5 = la creatividad, el aprendizaje y los hijos
    .so = de modo que el asunto se nutre de ideas y de lo que haces con alegría
house-6 = los deberes diarios, el servicio y el modo de afrontar obstáculos
    .so = de modo que el asunto se gana con esfuerzo diario y mirando de frente lo que estorba
house-7 = la pareja y la gente que tienes enfrente
    .so = de modo que otras personas, y una sobre todo, tienen su parte en el asunto
house-8 = los cambios hondos y lo que se comparte con otros
    .so = de modo que el asunto cambia con giros hondos y gana con paciencia
house-9 = la guía, las creencias y la buena fortuna
    .so = de modo que maestros, viajes y convicción impulsan el asunto
house-10 = el trabajo, la vocación y el lugar que ocupas
    .so = de modo que el asunto quiere volverse obra visible
house-11 = las ganancias, las amistades y las esperanzas
    .so = de modo que amistades y círculos más amplios te abren puertas
house-12 = el descanso, la distancia y el soltar
    .so = de modo que una parte del asunto madura sin que se vea, en silencio o lejos de casa

# Cómo le va a un regente en su signo.
dignity-exalted = en exaltación
dignity-own = en un signo propio
dignity-friendly = en signo amigo
dignity-neutral = en terreno neutral
dignity-hostile = en un signo que no le acomoda
dignity-debilitated = en el signo de su caída

# Un tema: cómo se llama en una frase, cómo empieza una respuesta, y tres sugerencias.
theme-career = tu trabajo
    .opening = { $strength ->
        [supported] Tu carta habla bien de tu trabajo: avanzas en él { $way }, y lo que empiezas encuentra apoyo.
        [steady] En el trabajo avanzas { $way }, y tu carta te deja mucho espacio para darle forma.
       *[demanding] Tu carta te pide aguante en el trabajo: avanzas { $way }, y lo que tarda más queda más firme.
    }
    .first = Elige para este mes una cosa por la que quieras que te conozcan, y dale una hora antes que a todo lo demás.
    .second = Pregunta a alguien cuyo trabajo respetas qué haría ahora en tu lugar.
    .third = Anota qué tareas te dan fuerza y cuáles solo llenan el día, y cambia una de ellas.
theme-wealth = tus recursos
    .opening = { $strength ->
        [supported] Tu carta habla bien de tus recursos: los manejas { $way }, y lo que construyes se sostiene.
        [steady] Manejas tus recursos { $way }, y tu carta no muestra ni un regalo del cielo ni una puerta cerrada.
       *[demanding] Tu carta te pide paciencia con el dinero: lo manejas { $way }, y el orden te da más que la suerte.
    }
    .first = Mira de una sentada tus ingresos y gastos de tres meses, y decide un solo cambio.
    .second = Antes del próximo gasto grande deja pasar tres noches y pregúntate a qué ha de servir.
    .third = Nombra una destreza por la que la gente pagaría más con gusto, y dedícale un tiempo fijo.
theme-relationship = tu vida amorosa
    .opening = { $strength ->
        [supported] Tu carta habla con calidez de la pareja: te acercas a los demás { $way }, y la cercanía halla en ti buena tierra.
        [steady] En el amor te acercas a los demás { $way }, y mucho depende de lo que hagáis entre los dos.
       *[demanding] Tu carta te pide paciencia en el amor: te acercas a los demás { $way }, y te sostiene la confianza que crece despacio.
    }
    .first = Dile a la persona en quien piensas algo que valoras en ella, y no pidas nada a cambio.
    .second = Pregúntate qué necesitas en la cercanía, y dilo en una frase sencilla.
    .third = Reserva una tarde sin prisa a la semana, y escucha antes de aconsejar.
theme-family = tu familia
    .opening = { $strength ->
        [supported] Tu carta te da suelo firme en la familia: vives esos lazos { $way }, y el hogar es para ti una fuente.
        [steady] Vives los lazos de la familia { $way }, y tu carta deja en tus manos lo estrechos que sean.
       *[demanding] Tu carta muestra que la familia te pide mucho: vives esos lazos { $way }, y la paz llega ahí con pasos pequeños.
    }
    .first = Da tú el primer paso en algo pequeño, una llamada o una comida juntos, y deja descansar las cuentas viejas.
    .second = Di pronto y con cariño dónde están tus límites, para que la cercanía no se vuelva carga.
    .third = Pide a alguien mayor de la familia una historia que aún no conozcas.
theme-children = la vida con tus hijos
    .opening = { $strength ->
        [supported] Tu carta habla de alegría con los hijos: los acompañas { $way }, y en eso pueden apoyarse.
        [steady] Acompañas a los hijos { $way }, y tu carta deja a ambas partes espacio para crecer.
       *[demanding] Tu carta te pide calma con los hijos: los acompañas { $way }, y lo que repites con paciencia se les queda.
    }
    .first = Dale a cada uno un rato que no sea de nadie más, y deja que elija qué hacéis.
    .second = Alaba el esfuerzo más que el resultado, y observa a qué vuelve por sí solo cada uno.
    .third = Conserva un pequeño rito del día que no cambie, cambie lo que cambie.
theme-study = tus estudios
    .opening = { $strength ->
        [supported] Tu carta habla bien del aprendizaje: estudias { $way }, y lo que has entendido se queda contigo.
        [steady] Aprendes { $way }, y tu carta recompensa aquello a lo que vuelves.
       *[demanding] Tu carta te pide un camino más largo en el aprendizaje: estudias { $way }, y lo que descubres por tu cuenta es tuyo para siempre.
    }
    .first = Estudia en tramos cortos a la misma hora, y explica en voz alta lo que has aprendido.
    .second = Fija ya la fecha de tu próxima prueba pequeña, para tener una meta a la vista.
    .third = Busca a alguien con quien aprender: lo que enseñas se queda contigo.
theme-time = este momento de tu vida
    .opening = Vives este momento { $way }.
    .first = Apunta en una página para qué quieres que haya servido este período, y mírala una vez al mes.
    .second = Termina una cosa de lo que queda atrás antes de empezar la siguiente.
    .third = Planea en pasos pequeños y deja margen: un período da color a tus días, y el rumbo lo sigues llevando tú.
theme-general = tu camino
    .opening = { $strength ->
        [supported] Con { $sign } en el ascendente vas al encuentro del mundo { $way }, y tu carta te da una base firme.
        [steady] Con { $sign } en el ascendente vas al encuentro del mundo { $way }, y encuentras tu lugar probando.
       *[demanding] Con { $sign } en el ascendente vas al encuentro del mundo { $way }, y creces con lo que no te resulta fácil.
    }
    .first = Toma el don que se nombra primero y úsalo a propósito una vez al día esta semana.
    .second = Escribe durante un mes unas líneas de diario, y mira en qué de todo esto te reconoces.
    .third = Pregunta a una amistad cuáles de estos rasgos ve en ti: la respuesta suele ser la mejor carta.

# Las frases de una respuesta.
reading-house = casa { $house }
reading-place = { $retrograde ->
    [yes] en { $sign }, en movimiento retrógrado, en tu { reading-house }
   *[no] en { $sign }, en tu { reading-house }
}
reading-month = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
} de { $year }
reading-again = { $strength ->
    [supported] Miremos otra vez { $matter }, ahora desde tu { reading-house }: ahí actúas { $way }, y lo que empiezas encuentra apoyo.
    [steady] Miremos otra vez { $matter }, ahora desde tu { reading-house }: ahí actúas { $way }, con mucho espacio propio.
   *[demanding] Miremos otra vez { $matter }, ahora desde tu { reading-house }: ahí actúas { $way }, y el aguante da fruto.
}
reading-occupant = { $your } está { $place }, que rige { $area }: { $there }.
reading-karaka = { $the }, que representa este asunto por naturaleza, está { $place }, { $dignity }, y lo orienta hacia { $area }.
reading-lord = El astro que rige tu { reading-house }, { $the }, está { $place }, { $dignity }, { $so }.
reading-house-lord = Tu { reading-house }, que rige { $area }, cae en { $sign }, y su regente, { $the }, está { $place }, { $dignity }, { $so }.
reading-lord-home = { $the } rige tu { reading-house } y está en ella, de modo que esta parte de tu vida se apoya en su propia fuerza.
reading-moon = { $your } está { $place }, en la mansión lunar { $mansion }: { $gift }.
reading-dasha = { $same ->
    [yes] Hasta { $until } el gran período { $maha } está en su propia primera parte, { $mood }.
   *[no] Hasta { $until } vives en el período { $antar } dentro del gran período { $maha }, { $mood }.
}
reading-tie = { $tie ->
    [rules] Su regente gobierna también tu { reading-house }, así que este período responde de lleno a tu pregunta.
    [occupies] Su regente estaba en tu { reading-house } cuando naciste, así que este período te acerca el asunto.
    [signifies] Su regente es el significador natural de este asunto, así que este período sintoniza con tu pregunta.
    [aspects] Desde su lugar natal su regente mira tu { reading-house }, así que ahora se nota lo que haces ahí.
   *[none] Su regente no influye directamente en tu { reading-house }, así que aquí cuentan más tus pasos que el período.
}
reading-when-now = { $tie ->
    [rules] En cuanto al cuándo, la tradición señala el presente: { $the } rige tu { reading-house }, y su período dura hasta { $until }.
    [occupies] En cuanto al cuándo, la tradición señala el presente: { $the } está en tu { reading-house }, y su período dura hasta { $until }.
   *[signifies] En cuanto al cuándo, la tradición señala el presente: { $the } es el significador natural de este asunto, y su período dura hasta { $until }.
}
reading-when-later = { $tie ->
    [rules] En cuanto al cuándo, la tradición señala el período { $of }, de { $from } a { $until }, pues { $the } rige tu { reading-house }.
    [occupies] En cuanto al cuándo, la tradición señala el período { $of }, de { $from } a { $until }, pues { $the } está en tu { reading-house }.
   *[signifies] En cuanto al cuándo, la tradición señala el período { $of }, de { $from } a { $until }, pues { $the } es el significador natural de este asunto.
}
reading-time-now = { $same ->
    [yes] Vives en el gran período { $maha }, que dura hasta { $whole }, y hasta { $until } en su propia primera parte.
   *[no] Vives en el gran período { $maha }, que dura hasta { $whole }, y dentro de él en el { $antar }, hasta { $until }.
}
reading-time-place = En tu carta, { $the } está { $place }, así que su período se orienta hacia { $area }.
reading-time-mood = Los meses actuales llevan el color { $of }: { $mood }.
reading-time-inner = Dentro de los períodos que corren ahora, uno más breve, el { $of }, dura hasta { $until }, { $mood }.
reading-time-next = Desde { $from } sigue el período { $of }, { $mood }.
reading-mark = Compuesto a partir de lecturas incorporadas de la tradición védica, para reflexionar y no como pronóstico.

# Lo que no se pregunta a una carta.
refused-danger = Siento mucho que todo pese tanto. Una carta no sirve aquí, pero las personas sí, y no tienes que llevar esto en soledad.
refused-death = Cuánto dura una vida y cómo acaba no lo leo en una carta, y nadie debería. Si detrás de tu pregunta hay preocupación o duelo, te ayudará más una persona de confianza, un médico o un profesional de la psicología. Si quieres, pregúntame qué hacer de este tiempo: del trabajo, de tus vínculos, de tu familia o del período que corre ahora.
refused-pregnancy = Si llega un hijo, cuándo y cómo, no lo leo en una carta; un médico o una matrona pueden decirte lo que se sabe. Si quieres, pregúntame por la vida con tu familia, tu pareja, tu trabajo o el período que corre ahora.
refused-health = Sobre enfermedades, tratamientos y el cuerpo no digo nada a partir de una carta: acude a un médico y, en una emergencia, llama al número de emergencias de tu zona. Si quieres, pregúntame por tu trabajo, tus vínculos, tu familia, tus estudios o el período que corre ahora.
refused-wager = Una carta no conoce números ganadores ni precios, y no quiero que juegues dinero por ella. Si quieres, pregúntame cómo manejas tus recursos, por tu trabajo o por el período que corre ahora.
refused-verdict = Lo que decide un tribunal depende de los hechos y de la ley, y un abogado puede decirte más que una carta. Si quieres, pregúntame por tu trabajo, tus vínculos, tu familia o el período que corre ahora.

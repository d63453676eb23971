# Español (España): lo que la mayoría de los niños sabe hacer a cierta edad.

# A los 2 meses.
milestone-calms-when-held = Se calma en brazos o al oír tu voz
milestone-looks-at-faces = Mira a la cara
milestone-glad-when-you-come = Se alegra cuando te acercas
milestone-smiles-back = Sonríe cuando le hablas o le sonríes
milestone-makes-sounds = Emite sonidos además del llanto
milestone-reacts-to-loud-sounds = Reacciona a los ruidos fuertes
milestone-watches-you-move = Te sigue con la mirada
milestone-looks-at-toy = Se queda mirando un juguete unos segundos
milestone-holds-head-up-on-tummy = Levanta la cabeza boca abajo
milestone-moves-arms-and-legs = Mueve los dos brazos y las dos piernas
milestone-opens-hands = Abre las manos un momento

# A los 4 meses.
milestone-smiles-for-attention = Sonríe por iniciativa propia para llamar la atención
milestone-chuckles = Suelta risitas cuando le haces gracias
milestone-seeks-attention = Busca atención con miradas, movimientos o sonidos
milestone-coos = Hace gorgoritos con vocales largas
milestone-answers-with-sounds = Responde con sonidos cuando le hablas
milestone-turns-to-voice = Gira la cabeza hacia tu voz
milestone-opens-mouth-for-milk = Abre la boca al ver el pecho o el biberón si tiene hambre
milestone-studies-hands = Observa sus manos con interés
milestone-steady-head = Mantiene firme la cabeza en brazos
milestone-holds-toy = Sujeta un juguete que le ponen en la mano
milestone-swings-at-toys = Mueve el brazo hacia los juguetes
milestone-hands-to-mouth = Se lleva las manos a la boca
milestone-props-on-forearms = Se apoya en los antebrazos boca abajo

# A los 6 meses.
milestone-knows-familiar-people = Reconoce a las personas cercanas
milestone-likes-mirror = Disfruta mirándose al espejo
milestone-laughs = Se ríe en voz alta
milestone-takes-turns-with-sounds = Intercambia sonidos por turnos
milestone-blows-raspberries = Hace pedorretas
milestone-squeals = Da chillidos
milestone-explores-by-mouth = Explora las cosas con la boca
milestone-reaches-for-toys = Se estira para agarrar un juguete
milestone-closes-lips-when-full = Cierra los labios cuando no quiere más
milestone-rolls-over = Se da la vuelta estando boca abajo
milestone-pushes-up-on-straight-arms = Se levanta con los brazos estirados boca abajo
milestone-leans-on-hands = Se sienta apoyando las manos

# A los 9 meses.
milestone-shy-with-strangers = Desconfía de los desconocidos
milestone-shows-feelings-in-face = Expresa distintas emociones con la cara
milestone-responds-to-name = Mira al oír su nombre
milestone-reacts-to-leaving = Reacciona cuando te vas
milestone-enjoys-peekaboo = Se divierte con el cucú-tras
milestone-babbles = Balbucea cadenas de sílabas
milestone-lifts-arms = Pide brazos levantando los suyos
milestone-looks-for-dropped-things = Busca lo que cayó fuera de su vista
milestone-bangs-things-together = Golpea dos objetos entre sí
milestone-gets-to-sitting = Pasa a sentarse sin ayuda
milestone-passes-between-hands = Pasa objetos de una mano a otra
milestone-rakes-food = Arrastra la comida hacia sí con los dedos
milestone-sits-alone = Se mantiene en posición sentada sin apoyo

# A los 12 meses.
milestone-plays-pat-a-cake = Juega contigo a palmas palmitas
milestone-waves-goodbye = Dice adiós con la mano
milestone-names-a-parent = Llama a su madre o padre, con mamá, papá u otro nombre
milestone-understands-no = Entiende el no y se detiene un momento
milestone-puts-in-container = Mete cosas en un recipiente
milestone-finds-hidden-things = Busca lo que ve esconder
milestone-pulls-to-stand = Se pone de pie agarrándose
milestone-cruises = Camina apoyándose en los muebles
milestone-drinks-from-held-cup = Bebe de un vaso que le sujetas
milestone-pincer-grasp = Recoge migas con el pulgar y el índice

# A los 15 meses.
milestone-copies-children = Imita a otros niños al jugar
milestone-shows-liked-things = Te enseña objetos que le gustan
milestone-claps = Aplaude de alegría
milestone-hugs-toys = Abraza un muñeco o peluche
milestone-shows-affection = Te da abrazos o besos
milestone-says-first-words = Intenta decir una o dos palabras además de mamá y papá
milestone-looks-at-named-things = Mira un objeto conocido cuando lo nombras
milestone-follows-gestured-requests = Sigue una indicación dada con palabras y un gesto
milestone-points-to-ask = Señala para pedir algo
milestone-uses-things-properly = Intenta usar las cosas para lo que sirven
milestone-stacks-two = Apila dos bloques
milestone-takes-steps = Da unos pasos sin ayuda
milestone-eats-some-with-fingers = Come algunos alimentos con los dedos

# A los 18 meses.
milestone-explores-near-you = Se aleja y comprueba que sigues cerca
milestone-points-to-show = Señala para enseñarte algo interesante
milestone-hands-out-to-wash = Extiende las manos para que se las laves
milestone-looks-at-book = Mira contigo unas páginas de un libro
milestone-helps-dressing = Colabora al vestirse
milestone-says-three-words = Intenta decir tres o más palabras además de mamá y papá
milestone-follows-one-step = Sigue una indicación sencilla sin gestos
milestone-copies-chores = Imita las tareas de la casa
milestone-plays-simply-with-toys = Juega de forma sencilla, como empujar un coche
milestone-walks-alone = Camina sin agarrarse
milestone-scribbles = Hace garabatos
milestone-drinks-from-cup = Bebe de un vaso, aunque derrame algo
milestone-eats-with-fingers = Come con los dedos sin ayuda
milestone-tries-spoon = Intenta usar la cuchara
milestone-climbs-on-furniture = Sube y baja de una silla sin ayuda

# A los 24 meses.
milestone-notices-upset = Se da cuenta si alguien está triste o se ha hecho daño
milestone-checks-your-face = Mira tu cara para saber cómo reaccionar ante algo nuevo
milestone-points-in-books = Señala cosas de un libro si se lo pides
milestone-joins-two-words = Une dos palabras
milestone-points-to-body-parts = Señala dos partes del cuerpo
milestone-uses-more-gestures = Usa otros gestos, como asentir o lanzar un beso
milestone-uses-both-hands = Sujeta con una mano y actúa con la otra
milestone-tries-switches = Prueba los botones e interruptores de los juguetes
milestone-combines-toys = Juega con varios juguetes a la vez
milestone-kicks-ball = Da patadas a una pelota
milestone-runs = Corre
milestone-walks-up-stairs = Sube unos escalones caminando
milestone-eats-with-spoon = Come con cuchara

# A los 30 meses.
milestone-plays-beside-children = Juega al lado de otros niños y a veces con ellos
milestone-shows-off = Pide que mires lo que sabe hacer
milestone-follows-routines = Sigue rutinas sencillas cuando se lo dices
milestone-says-fifty-words = Dice unas cincuenta palabras
milestone-joins-words-with-action = Une palabras, una de ellas una acción
milestone-names-things-in-books = Nombra lo que señalas en un libro
milestone-says-i-or-me = Dice palabras como yo, mí o nosotros
milestone-pretends-with-things = Finge que una cosa es otra
milestone-solves-simple-problems = Resuelve problemas sencillos, como usar un taburete para llegar
milestone-follows-two-steps = Sigue una indicación de dos pasos
milestone-knows-a-color = Conoce un color
milestone-twists-things = Gira pomos y tapas
milestone-takes-clothes-off = Se quita alguna prenda
milestone-jumps = Salta con los dos pies
milestone-turns-pages = Pasa las páginas de una en una

# A los 3 años.
milestone-calms-after-goodbye = Se calma en diez minutos tras una despedida
milestone-joins-other-children = Se une a otros niños para jugar
milestone-converses = Conversa contigo con al menos dos turnos
milestone-asks-questions = Pregunta quién, qué, dónde o por qué
milestone-tells-actions-in-pictures = Dice qué acción se ve en un dibujo
milestone-says-own-name = Dice su nombre si se lo preguntan
milestone-is-understood = Se le entiende la mayor parte del tiempo
milestone-draws-circle = Dibuja un círculo si le muestras cómo
milestone-avoids-hot-things = Evita lo caliente cuando le avisas
milestone-strings-beads = Ensarta cuentas grandes
milestone-puts-clothes-on = Se pone alguna prenda
milestone-uses-fork = Usa el tenedor

# A los 4 años.
milestone-plays-pretend = Juega a ser otra persona o un animal
milestone-asks-for-playmates = Pide ir a jugar con otros niños
milestone-comforts-others = Consuela a quien está triste o se ha hecho daño
milestone-avoids-danger = Evita peligros, como saltar desde muy alto
milestone-likes-to-help = Le gusta ayudar
milestone-fits-behavior-to-place = Adapta su conducta al lugar
milestone-says-four-word-sentences = Dice frases de cuatro palabras o más
milestone-knows-words-of-songs = Dice palabras de una canción o un cuento
milestone-tells-about-the-day = Cuenta algo de su día
milestone-answers-simple-questions = Responde para qué sirven las cosas
milestone-names-colors = Nombra algunos colores
milestone-tells-what-comes-next = Dice cómo sigue un cuento conocido
milestone-draws-person = Dibuja una persona con tres partes o más
milestone-catches-ball = Atrapa casi siempre una pelota grande
milestone-serves-food = Se sirve comida o agua con supervisión
milestone-unbuttons = Desabrocha algunos botones
milestone-holds-pencil = Sujeta el lápiz entre los dedos y el pulgar

# A los 5 años.
milestone-follows-game-rules = Sigue las reglas o respeta los turnos al jugar
milestone-performs = Canta, baila o actúa para ti
milestone-does-chores = Hace tareas sencillas de la casa
milestone-tells-a-story = Cuenta una historia con dos sucesos
milestone-answers-about-a-story = Responde preguntas sobre un cuento
milestone-keeps-conversation-going = Mantiene una conversación de más de tres turnos
milestone-rhymes = Usa o reconoce rimas
milestone-counts-to-ten = Cuenta hasta diez
milestone-names-numbers = Nombra algunos números del uno al cinco
milestone-uses-time-words = Usa palabras de tiempo, como ayer
milestone-pays-attention = Mantiene la atención de cinco a diez minutos
milestone-writes-letters = Escribe algunas letras de su nombre
milestone-names-letters = Nombra algunas letras
milestone-buttons = Abrocha algunos botones
milestone-hops = Salta a la pata coja

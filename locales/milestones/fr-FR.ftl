# Français (France) : ce que la plupart des enfants savent faire à un âge donné.

# À 2 mois.
milestone-calms-when-held = Se calme dans les bras ou au son d’une voix
milestone-looks-at-faces = Regarde les visages
milestone-glad-when-you-come = Se réjouit quand vous approchez
milestone-smiles-back = Sourit quand vous lui parlez ou lui souriez
milestone-makes-sounds = Émet d’autres sons que les pleurs
milestone-reacts-to-loud-sounds = Réagit aux bruits forts
milestone-watches-you-move = Vous suit des yeux
milestone-looks-at-toy = Fixe un jouet quelques secondes
milestone-holds-head-up-on-tummy = Lève la tête à plat ventre
milestone-moves-arms-and-legs = Bouge les deux bras et les deux jambes
milestone-opens-hands = Ouvre brièvement les mains

# À 4 mois.
milestone-smiles-for-attention = Sourit spontanément pour attirer l’attention
milestone-chuckles = Glousse quand vous l’amusez
milestone-seeks-attention = Cherche l’attention par des regards, des gestes ou des sons
milestone-coos = Gazouille de longues voyelles
milestone-answers-with-sounds = Répond par des sons quand vous parlez
milestone-turns-to-voice = Tourne la tête vers votre voix
milestone-opens-mouth-for-milk = Ouvre la bouche à la vue du sein ou du biberon en cas de faim
milestone-studies-hands = Observe ses mains avec intérêt
milestone-steady-head = Tient sa tête droite dans les bras
milestone-holds-toy = Tient un jouet placé dans sa main
milestone-swings-at-toys = Lance le bras vers les jouets
milestone-hands-to-mouth = Porte ses mains à la bouche
milestone-props-on-forearms = S’appuie sur les avant-bras à plat ventre

# À 6 mois.
milestone-knows-familiar-people = Reconnaît ses proches
milestone-likes-mirror = Aime se regarder dans un miroir
milestone-laughs = Rit aux éclats
milestone-takes-turns-with-sounds = Échange des sons à tour de rôle
milestone-blows-raspberries = Fait des bruits de bouche en soufflant
milestone-squeals = Pousse des petits cris aigus
milestone-explores-by-mouth = Explore les objets avec la bouche
milestone-reaches-for-toys = Tend la main pour attraper un jouet
milestone-closes-lips-when-full = Ferme les lèvres pour refuser la suite du repas
milestone-rolls-over = Se retourne du ventre sur le dos
milestone-pushes-up-on-straight-arms = Se redresse bras tendus à plat ventre
milestone-leans-on-hands = Tient en position assise en s’appuyant sur les mains

# À 9 mois.
milestone-shy-with-strangers = Se méfie des inconnus
milestone-shows-feelings-in-face = Montre diverses émotions sur son visage
milestone-responds-to-name = Regarde à l’appel de son nom
milestone-reacts-to-leaving = Réagit quand vous partez
milestone-enjoys-peekaboo = S’amuse du jeu de coucou
milestone-babbles = Babille des suites de syllabes
milestone-lifts-arms = Réclame les bras en levant les siens
milestone-looks-for-dropped-things = Cherche un objet tombé hors de sa vue
milestone-bangs-things-together = Tape deux objets l’un contre l’autre
milestone-gets-to-sitting = Passe en position assise sans aide
milestone-passes-between-hands = Passe un objet d’une main à l’autre
milestone-rakes-food = Ramène la nourriture avec les doigts
milestone-sits-alone = Tient en position assise sans appui

# À 12 mois.
milestone-plays-pat-a-cake = Joue avec vous à Ainsi font, font, font
milestone-waves-goodbye = Fait au revoir de la main
milestone-names-a-parent = Appelle un parent maman, papa ou à sa manière
milestone-understands-no = Comprend le non et s’arrête un instant
milestone-puts-in-container = Met un objet dans un récipient
milestone-finds-hidden-things = Cherche ce que l’on cache sous ses yeux
milestone-pulls-to-stand = Se met debout en s’agrippant
milestone-cruises = Marche en se tenant aux meubles
milestone-drinks-from-held-cup = Boit dans un verre que vous tenez
milestone-pincer-grasp = Saisit des miettes entre le pouce et l’index

# À 15 mois.
milestone-copies-children = Imite d’autres enfants en jouant
milestone-shows-liked-things = Vous montre un objet qui lui plaît
milestone-claps = Applaudit de joie
milestone-hugs-toys = Serre une poupée ou une peluche dans ses bras
milestone-shows-affection = Vous fait des câlins ou des bisous
milestone-says-first-words = Essaie un ou deux mots en plus de papa et maman
milestone-looks-at-named-things = Regarde un objet familier que vous nommez
milestone-follows-gestured-requests = Suit une consigne donnée avec des mots et un geste
milestone-points-to-ask = Montre du doigt pour demander quelque chose
milestone-uses-things-properly = Essaie d’utiliser les objets comme il faut
milestone-stacks-two = Empile deux cubes
milestone-takes-steps = Fait quelques pas sans aide
milestone-eats-some-with-fingers = Mange certains aliments avec les doigts

# À 18 mois.
milestone-explores-near-you = S’éloigne en vérifiant que vous restez près
milestone-points-to-show = Montre du doigt ce qui l’intéresse
milestone-hands-out-to-wash = Tend les mains pour que vous les laviez
milestone-looks-at-book = Regarde quelques pages d’un livre avec vous
milestone-helps-dressing = Aide à l’habillage
milestone-says-three-words = Essaie au moins trois mots en plus de papa et maman
milestone-follows-one-step = Suit une consigne simple sans geste
milestone-copies-chores = Imite les tâches ménagères
milestone-plays-simply-with-toys = Joue simplement, par exemple à pousser une voiture
milestone-walks-alone = Marche sans se tenir
milestone-scribbles = Gribouille
milestone-drinks-from-cup = Boit au verre, en renversant parfois
milestone-eats-with-fingers = Mange avec les doigts sans aide
milestone-tries-spoon = S’essaie à la cuillère
milestone-climbs-on-furniture = Monte sur une chaise et en descend sans aide

# À 24 mois.
milestone-notices-upset = Remarque quand quelqu’un a mal ou est triste
milestone-checks-your-face = Lit sur votre visage comment réagir à la nouveauté
milestone-points-in-books = Montre des choses dans un livre sur demande
milestone-joins-two-words = Associe deux mots
milestone-points-to-body-parts = Montre deux parties du corps
milestone-uses-more-gestures = Fait d’autres gestes, comme hocher la tête ou envoyer un baiser
milestone-uses-both-hands = Tient d’une main et agit de l’autre
milestone-tries-switches = Essaie les boutons et interrupteurs des jouets
milestone-combines-toys = Joue avec plusieurs jouets à la fois
milestone-kicks-ball = Tape du pied dans un ballon
milestone-runs = Court
milestone-walks-up-stairs = Monte quelques marches en marchant
milestone-eats-with-spoon = Mange à la cuillère

# À 30 mois.
milestone-plays-beside-children = Joue à côté d’autres enfants, parfois avec eux
milestone-shows-off = Demande que vous regardiez ses prouesses
milestone-follows-routines = Suit une routine simple sur demande
milestone-says-fifty-words = Dit une cinquantaine de mots
milestone-joins-words-with-action = Associe des mots, dont un mot d’action
milestone-names-things-in-books = Nomme ce que vous montrez dans un livre
milestone-says-i-or-me = Dit des mots comme je, moi ou nous
milestone-pretends-with-things = Fait comme si un objet en était un autre
milestone-solves-simple-problems = Résout un petit problème, par exemple avec un tabouret
milestone-follows-two-steps = Suit une consigne en deux étapes
milestone-knows-a-color = Connaît une couleur
milestone-twists-things = Tourne poignées et couvercles
milestone-takes-clothes-off = Enlève certains vêtements
milestone-jumps = Saute à pieds joints
milestone-turns-pages = Tourne les pages une à une

# À 3 ans.
milestone-calms-after-goodbye = Se calme dans les dix minutes après votre départ
milestone-joins-other-children = Se joint à d’autres enfants pour jouer
milestone-converses = Converse avec vous en deux échanges au moins
milestone-asks-questions = Demande qui, quoi, où ou pourquoi
milestone-tells-actions-in-pictures = Dit quelle action montre une image
milestone-says-own-name = Dit son prénom sur demande
milestone-is-understood = Se fait comprendre la plupart du temps
milestone-draws-circle = Dessine un cercle après démonstration
milestone-avoids-hot-things = Évite ce qui brûle après un avertissement
milestone-strings-beads = Enfile de grosses perles
milestone-puts-clothes-on = Met certains vêtements
milestone-uses-fork = Se sert d’une fourchette

# À 4 ans.
milestone-plays-pretend = Joue à être quelqu’un d’autre
milestone-asks-for-playmates = Demande à aller jouer avec d’autres enfants
milestone-comforts-others = Console qui a mal ou est triste
milestone-avoids-danger = Évite le danger, comme sauter de trop haut
milestone-likes-to-help = Aime rendre service
milestone-fits-behavior-to-place = Adapte sa conduite au lieu
milestone-says-four-word-sentences = Fait des phrases de quatre mots ou plus
milestone-knows-words-of-songs = Dit des mots d’une chanson ou d’une histoire
milestone-tells-about-the-day = Raconte quelque chose de sa journée
milestone-answers-simple-questions = Répond à quoi servent les choses
milestone-names-colors = Nomme quelques couleurs
milestone-tells-what-comes-next = Dit la suite d’une histoire connue
milestone-draws-person = Dessine une personne avec au moins trois parties
milestone-catches-ball = Attrape presque toujours un gros ballon
milestone-serves-food = Se sert à manger ou à boire sous surveillance
milestone-unbuttons = Défait quelques boutons
milestone-holds-pencil = Tient son crayon entre les doigts et le pouce

# À 5 ans.
milestone-follows-game-rules = Suit les règles ou attend son tour au jeu
milestone-performs = Chante, danse ou joue la comédie pour vous
milestone-does-chores = Fait de petites tâches ménagères
milestone-tells-a-story = Raconte une histoire à deux événements
milestone-answers-about-a-story = Répond à des questions sur une histoire
milestone-keeps-conversation-going = Entretient une conversation de plus de trois échanges
milestone-rhymes = Fait ou reconnaît des rimes
milestone-counts-to-ten = Compte jusqu’à dix
milestone-names-numbers = Nomme certains chiffres de un à cinq
milestone-uses-time-words = Emploie des mots du temps, comme hier
milestone-pays-attention = Reste sur une activité cinq à dix minutes
milestone-writes-letters = Écrit certaines lettres de son prénom
milestone-names-letters = Nomme certaines lettres
milestone-buttons = Ferme quelques boutons
milestone-hops = Saute à cloche-pied

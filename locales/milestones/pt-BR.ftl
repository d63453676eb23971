# Português (Brasil): o que a maioria das crianças sabe fazer até certa idade.

# Aos 2 meses.
milestone-calms-when-held = Acalma-se no colo ou ao ouvir sua voz
milestone-looks-at-faces = Olha para o rosto das pessoas
milestone-glad-when-you-come = Fica feliz quando você se aproxima
milestone-smiles-back = Sorri quando você fala ou sorri
milestone-makes-sounds = Faz sons além do choro
milestone-reacts-to-loud-sounds = Reage a barulhos altos
milestone-watches-you-move = Segue você com os olhos
milestone-looks-at-toy = Fixa o olhar em um brinquedo por alguns segundos
milestone-holds-head-up-on-tummy = Levanta a cabeça de bruços
milestone-moves-arms-and-legs = Mexe os dois braços e as duas pernas
milestone-opens-hands = Abre as mãos por um instante

# Aos 4 meses.
milestone-smiles-for-attention = Sorri espontaneamente para chamar a atenção
milestone-chuckles = Dá risadinhas com as suas brincadeiras
milestone-seeks-attention = Busca atenção com olhares, movimentos ou sons
milestone-coos = Emite vogais longas, como “aaa”
milestone-answers-with-sounds = Responde com sons à sua fala
milestone-turns-to-voice = Vira a cabeça na direção da sua voz
milestone-opens-mouth-for-milk = Abre a boca ao ver o peito ou a mamadeira quando tem fome
milestone-studies-hands = Observa as próprias mãos com interesse
milestone-steady-head = Mantém a cabeça firme no colo
milestone-holds-toy = Segura um brinquedo colocado na mão
milestone-swings-at-toys = Balança o braço em direção aos brinquedos
milestone-hands-to-mouth = Leva as mãos à boca
milestone-props-on-forearms = Apoia-se nos antebraços de bruços

# Aos 6 meses.
milestone-knows-familiar-people = Reconhece pessoas próximas
milestone-likes-mirror = Gosta de se ver no espelho
milestone-laughs = Dá risada
milestone-takes-turns-with-sounds = Troca sons, um de cada vez
milestone-blows-raspberries = Faz barulhinhos soprando com a língua de fora
milestone-squeals = Dá gritinhos
milestone-explores-by-mouth = Explora objetos com a boca
milestone-reaches-for-toys = Estica-se para pegar um brinquedo
milestone-closes-lips-when-full = Fecha os lábios quando não quer mais
milestone-rolls-over = Vira de barriga para cima estando de bruços
milestone-pushes-up-on-straight-arms = Ergue-se com os braços esticados de bruços
milestone-leans-on-hands = Senta-se apoiando as mãos

# Aos 9 meses.
milestone-shy-with-strangers = Estranha pessoas desconhecidas
milestone-shows-feelings-in-face = Mostra várias emoções no rosto
milestone-responds-to-name = Olha ao ouvir o próprio nome
milestone-reacts-to-leaving = Reage quando você sai
milestone-enjoys-peekaboo = Diverte-se com o “cadê? Achou!”
milestone-babbles = Balbucia sequências de sílabas
milestone-lifts-arms = Levanta os braços para pedir colo
milestone-looks-for-dropped-things = Procura objetos que caíram fora de vista
milestone-bangs-things-together = Bate dois objetos um no outro
milestone-gets-to-sitting = Passa à posição sentada sem ajuda
milestone-passes-between-hands = Passa objetos de uma mão para a outra
milestone-rakes-food = Puxa a comida com os dedos
milestone-sits-alone = Mantém-se na posição sentada sem apoio

# Aos 12 meses.
milestone-plays-pat-a-cake = Brinca com você de bater palminhas
milestone-waves-goodbye = Dá tchau com a mão
milestone-names-a-parent = Chama a mãe ou o pai de mamãe, papai ou outro nome
milestone-understands-no = Entende o não e para por um instante
milestone-puts-in-container = Coloca objetos em um recipiente
milestone-finds-hidden-things = Procura o que viu ser escondido
milestone-pulls-to-stand = Fica em pé segurando-se em algo
milestone-cruises = Anda apoiando-se nos móveis
milestone-drinks-from-held-cup = Bebe de um copo aberto que você segura
milestone-pincer-grasp = Pega migalhas com o polegar e o indicador

# Aos 15 meses.
milestone-copies-children = Imita outras crianças ao brincar
milestone-shows-liked-things = Mostra a você um objeto de que gosta
milestone-claps = Bate palmas de alegria
milestone-hugs-toys = Abraça uma boneca ou pelúcia
milestone-shows-affection = Dá abraços ou beijos em você
milestone-says-first-words = Tenta dizer uma ou duas palavras além de mamãe e papai
milestone-looks-at-named-things = Olha para um objeto conhecido quando você diz o nome
milestone-follows-gestured-requests = Atende a um pedido feito com palavras e gesto
milestone-points-to-ask = Aponta para pedir algo
milestone-uses-things-properly = Tenta usar os objetos para o que servem
milestone-stacks-two = Empilha dois blocos
milestone-takes-steps = Dá alguns passos sem ajuda
milestone-eats-some-with-fingers = Come alguns alimentos com os dedos

# Aos 18 meses.
milestone-explores-near-you = Afasta-se conferindo se você está por perto
milestone-points-to-show = Aponta para mostrar algo interessante
milestone-hands-out-to-wash = Estende as mãos para você lavar
milestone-looks-at-book = Olha algumas páginas de um livro com você
milestone-helps-dressing = Ajuda na hora de se vestir
milestone-says-three-words = Tenta dizer três ou mais palavras além de mamãe e papai
milestone-follows-one-step = Atende a um pedido simples sem gestos
milestone-copies-chores = Imita tarefas da casa
milestone-plays-simply-with-toys = Brinca de modo simples, como empurrar um carrinho
milestone-walks-alone = Anda sem se segurar
milestone-scribbles = Faz rabiscos
milestone-drinks-from-cup = Bebe em copo aberto, derramando um pouco
milestone-eats-with-fingers = Come com os dedos sem ajuda
milestone-tries-spoon = Tenta usar a colher
milestone-climbs-on-furniture = Sobe e desce de uma cadeira sem ajuda

# Aos 24 meses.
milestone-notices-upset = Percebe quando alguém se machucou ou está triste
milestone-checks-your-face = Olha seu rosto para saber como reagir ao novo
milestone-points-in-books = Aponta coisas em um livro quando você pede
milestone-joins-two-words = Junta duas palavras
milestone-points-to-body-parts = Aponta duas partes do corpo
milestone-uses-more-gestures = Usa outros gestos, como acenar com a cabeça ou mandar beijo
milestone-uses-both-hands = Segura com uma mão e usa a outra
milestone-tries-switches = Experimenta os botões dos brinquedos
milestone-combines-toys = Brinca com vários brinquedos ao mesmo tempo
milestone-kicks-ball = Chuta bola
milestone-runs = Corre
milestone-walks-up-stairs = Sobe alguns degraus andando
milestone-eats-with-spoon = Come com colher

# Aos 30 meses.
milestone-plays-beside-children = Brinca ao lado de outras crianças e, às vezes, com elas
milestone-shows-off = Pede que você veja o que sabe fazer
milestone-follows-routines = Segue rotinas simples quando você pede
milestone-says-fifty-words = Fala cerca de cinquenta palavras
milestone-joins-words-with-action = Junta palavras, uma delas de ação
milestone-names-things-in-books = Diz o nome do que você aponta em um livro
milestone-says-i-or-me = Diz palavras como eu, mim ou nós
milestone-pretends-with-things = Faz de conta que uma coisa é outra
milestone-solves-simple-problems = Resolve problemas simples, como usar um banquinho para alcançar
milestone-follows-two-steps = Atende a um pedido em duas etapas
milestone-knows-a-color = Conhece uma cor
milestone-twists-things = Gira maçanetas e tampas
milestone-takes-clothes-off = Tira algumas peças de roupa
milestone-jumps = Pula com os dois pés
milestone-turns-pages = Vira as páginas uma a uma

# Aos 3 anos.
milestone-calms-after-goodbye = Acalma-se em até dez minutos depois que você sai
milestone-joins-other-children = Junta-se a outras crianças para brincar
milestone-converses = Conversa com você em pelo menos duas trocas
milestone-asks-questions = Pergunta quem, o quê, onde ou por quê
milestone-tells-actions-in-pictures = Diz que ação aparece em uma figura
milestone-says-own-name = Diz o próprio nome quando perguntam
milestone-is-understood = Consegue se fazer entender na maior parte do tempo
milestone-draws-circle = Desenha um círculo depois de ver como se faz
milestone-avoids-hot-things = Evita coisas quentes quando você avisa
milestone-strings-beads = Enfia contas grandes em um fio
milestone-puts-clothes-on = Veste algumas peças de roupa
milestone-uses-fork = Usa garfo

# Aos 4 anos.
milestone-plays-pretend = Brinca de ser outra pessoa ou um bicho
milestone-asks-for-playmates = Pede para ir brincar com outras crianças
milestone-comforts-others = Consola quem se machucou ou está triste
milestone-avoids-danger = Evita perigos, como pular de lugares altos
milestone-likes-to-help = Gosta de ajudar
milestone-fits-behavior-to-place = Muda o comportamento conforme o lugar
milestone-says-four-word-sentences = Forma frases de quatro palavras ou mais
milestone-knows-words-of-songs = Diz palavras de uma música ou história
milestone-tells-about-the-day = Conta algo do seu dia
milestone-answers-simple-questions = Responde para que servem as coisas
milestone-names-colors = Diz o nome de algumas cores
milestone-tells-what-comes-next = Diz como continua uma história conhecida
milestone-draws-person = Desenha uma pessoa com três partes ou mais
milestone-catches-ball = Pega quase sempre uma bola grande
milestone-serves-food = Serve-se de comida ou água com supervisão
milestone-unbuttons = Desabotoa alguns botões
milestone-holds-pencil = Segura o lápis entre os dedos e o polegar

# Aos 5 anos.
milestone-follows-game-rules = Segue regras ou espera a vez nos jogos
milestone-performs = Canta, dança ou encena para você
milestone-does-chores = Faz tarefas simples da casa
milestone-tells-a-story = Conta uma história com dois acontecimentos
milestone-answers-about-a-story = Responde a perguntas sobre uma história
milestone-keeps-conversation-going = Mantém uma conversa de mais de três trocas
milestone-rhymes = Faz ou reconhece rimas
milestone-counts-to-ten = Conta até dez
milestone-names-numbers = Diz o nome de alguns números de um a cinco
milestone-uses-time-words = Usa palavras de tempo, como ontem
milestone-pays-attention = Mantém a atenção por cinco a dez minutos
milestone-writes-letters = Escreve algumas letras do próprio nome
milestone-names-letters = Diz o nome de algumas letras
milestone-buttons = Abotoa alguns botões
milestone-hops = Pula em um pé só

# Português (Brasil): os mapas de nascimento em palavras. O que significam aqui são leituras breves e próprias da tradição.
#
# Um graha: seu nome, nas formas que as frases pedem; `there` é o que ele faz em uma casa, `mood` como é seu período.
graha-Sun = Sol
    .the = o Sol
    .of = do Sol
    .your = seu Sol
    .there = ali você quer responder pelo que faz, e que isso seja visto
    .mood = um tempo para assumir responsabilidade e dar um passo à frente
graha-Moon = Lua
    .the = a Lua
    .of = da Lua
    .your = sua Lua
    .there = ali atuam seus humores e seu dom de cuidar
    .mood = um tempo de sentimento, proximidade e altos e baixos
graha-Mars = Marte
    .the = Marte
    .of = de Marte
    .your = seu Marte
    .there = ali você põe impulso, e às vezes pressa
    .mood = um tempo de iniciativa, em que a coragem pede cabeça fria
graha-Mercury = Mercúrio
    .the = Mercúrio
    .of = de Mercúrio
    .your = seu Mercúrio
    .there = ali você pensa bem, conversa e aprende no caminho
    .mood = um tempo para aprender, negociar e pôr as coisas por escrito
graha-Jupiter = Júpiter
    .the = Júpiter
    .of = de Júpiter
    .your = seu Júpiter
    .there = ali ele lhe dá confiança, amplitude e gente com quem aprender
    .mood = um tempo de crescimento, bom conselho e visão mais ampla
graha-Venus = Vênus
    .the = Vênus
    .of = de Vênus
    .your = sua Vênus
    .there = ali ela lhe empresta tato, gosto e desejo de harmonia
    .mood = um tempo para os vínculos, a beleza e o conforto
graha-Saturn = Saturno
    .the = Saturno
    .of = de Saturno
    .your = seu Saturno
    .there = ali ele pede paciência e recompensa o esforço constante
    .mood = um tempo de trabalho e de pôr em ordem, em que o que é lento se sustenta
graha-Rahu = Rahu
    .the = Rahu
    .of = de Rahu
    .your = seu Rahu
    .there = ali você quer mais do que o costume oferece e tenta caminhos incomuns
    .mood = um tempo de fome nova e trilhas desconhecidas, em que uma medida clara ajuda
graha-Ketu = Ketu
    .the = Ketu
    .of = de Ketu
    .your = seu Ketu
    .there = ali você leva tudo com leveza, e sabe mais do que mostra
    .mood = um tempo de soltar e de olhar para dentro

# Um signo, e como alguém age nele.
rashi-Aries = Áries
    .way = com coragem e um começo rápido
rashi-Taurus = Touro
    .way = com paciência e senso do que dura
rashi-Gemini = Gêmeos
    .way = com curiosidade e facilidade com as palavras
rashi-Cancer = Câncer
    .way = com cuidado e memória longa
rashi-Leo = Leão
    .way = com orgulho e um coração caloroso
rashi-Virgo = Virgem
    .way = com precisão e olho para o que pode melhorar
rashi-Libra = Libra
    .way = com justiça e senso de equilíbrio
rashi-Scorpio = Escorpião
    .way = com profundidade e uma vontade que não larga
rashi-Sagittarius = Sagitário
    .way = com confiança e uma meta distante à vista
rashi-Capricorn = Capricórnio
    .way = com disciplina e um plano para a longa subida
rashi-Aquarius = Aquário
    .way = com independência e o olhar no conjunto
rashi-Pisces = Peixes
    .way = com imaginação e um ouvido atento aos outros

# Uma mansão lunar, e o que a Lua dá ali.
nakshatra-Ashwini = Ashwini
    .gift = você ajuda depressa e começa depressa
nakshatra-Bharani = Bharani
    .gift = você carrega muito e leva até o fim o que tomou para si
nakshatra-Krittika = Krittika
    .gift = você corta as aparências e diz o que é
nakshatra-Rohini = Rohini
    .gift = você faz as coisas crescerem e gosta do que é belo
nakshatra-Mrigashira = Mrigashira
    .gift = você continua buscando, com suavidade e sem descanso
nakshatra-Ardra = Ardra
    .gift = você sai das tempestades com a visão mais clara
nakshatra-Punarvasu = Punarvasu
    .gift = você encontra o caminho de volta à luz e recomeça
nakshatra-Pushya = Pushya
    .gift = você nutre os outros e cumpre sua palavra
nakshatra-Ashlesha = Ashlesha
    .gift = você vê o que outros escondem e escolhe seu momento
nakshatra-Magha = Magha
    .gift = você honra sua origem e se conduz com dignidade
nakshatra-Purva-Phalguni = Purva Phalguni
    .gift = você sabe aproveitar, e ao seu lado os outros relaxam
nakshatra-Uttara-Phalguni = Uttara Phalguni
    .gift = dá para contar com sua amizade, e você cumpre o que prometeu
nakshatra-Hasta = Hasta
    .gift = você tem mãos hábeis e uma mente que encontra saída
nakshatra-Chitra = Chitra
    .gift = você dá às coisas uma forma que fica na lembrança
nakshatra-Swati = Swati
    .gift = você precisa de espaço próprio e se curva sem quebrar
nakshatra-Vishakha = Vishakha
    .gift = você traça uma meta e volta a ela
nakshatra-Anuradha = Anuradha
    .gift = você guarda lealdade e reúne as pessoas
nakshatra-Jyeshtha = Jyeshtha
    .gift = você toma a frente onde outros hesitam
nakshatra-Mula = Mula
    .gift = você vai à raiz das coisas
nakshatra-Purva-Ashadha = Purva Ashadha
    .gift = você acredita no que faz e conquista outros para isso
nakshatra-Uttara-Ashadha = Uttara Ashadha
    .gift = você vence tarde e de modo duradouro, porque joga limpo
nakshatra-Shravana = Shravana
    .gift = você escuta bem e aprende com tudo o que ouve
nakshatra-Dhanishta = Dhanishta
    .gift = você tem ritmo e gosta de partilhar o que ganha
nakshatra-Shatabhisha = Shatabhisha
    .gift = você busca a verdade por conta própria e sabe calar
nakshatra-Purva-Bhadrapada = Purva Bhadrapada
    .gift = você arde por uma ideia e exige muito de si
nakshatra-Uttara-Bhadrapada = Uttara Bhadrapada
    .gift = você tem profundidade e calma, e as pessoas confiam em você
nakshatra-Revati = Revati
    .gift = você acompanha os outros até chegarem bem

# Uma casa: o que ela rege, e o que se segue se o regente de que se fala está nela.
house-1 = seu jeito de ser e de começar as coisas
    .so = de modo que muito começa ali por sua própria iniciativa
house-2 = os recursos, a palavra e o que você preza
    .so = de modo que o assunto se liga aos seus recursos e ao que você diz
house-3 = a coragem, as habilidades e as trocas do dia a dia
    .so = de modo que o assunto cresce com prática, coragem e passos pequenos
house-4 = o lar, as raízes e a paz interior
    .so = de modo que o assunto precisa de uma base tranquila em casa
house-5 = a criatividade, o aprendizado e os filhos
    .so = de modo que o assunto vive de ideias e do que você faz com alegria
house-6 = os deveres diários, o serviço e o modo de enfrentar obstáculos
    .so = de modo que o assunto se ganha com esforço diário e encarando o que atrapalha
house-7 = a vida a dois e as pessoas que você tem diante de si
    .so = de modo que outras pessoas, e uma acima de todas, têm parte no assunto
house-8 = as mudanças profundas e o que se partilha com outros
    .so = de modo que o assunto muda por viradas profundas e ganha com paciência
house-9 = a orientação, as convicções e a boa fortuna
    .so = de modo que mestres, viagens e convicção levam o assunto adiante
house-10 = o trabalho, a vocação e o lugar que você ocupa
    .so = de modo que o assunto quer virar obra visível
house-11 = os ganhos, as amizades e as esperanças
    .so = de modo que amizades e círculos mais amplos abrem portas
house-12 = o repouso, a distância e o desapego
    .so = de modo que uma parte do assunto amadurece fora da vista, em silêncio ou longe de casa

# Como um regente se sai em seu signo.
dignity-exalted = em exaltação
dignity-own = em signo próprio
dignity-friendly = em signo amigo
dignity-neutral = em terreno neutro
dignity-hostile = em um signo que não lhe convém muito
dignity-debilitated = no signo de sua queda

# Um tema: como se chama em uma frase, como começa uma resposta, e três sugestões.
theme-career = seu trabalho
    .opening = { $strength ->
        [supported] Seu mapa fala bem do seu trabalho: você avança nele { $way }, e o que você começa encontra apoio.
        [steady] No trabalho você avança { $way }, e seu mapa lhe deixa muito espaço para dar forma a ele.
       *[demanding] Seu mapa pede fôlego no trabalho: você avança { $way }, e o que demora mais fica mais firme.
    }
    .first = Escolha para este mês uma coisa pela qual queira que conheçam você, e dê a ela uma hora antes de todo o resto.
    .second = Pergunte a alguém cujo trabalho você respeita o que faria agora em seu lugar.
    .third = Anote quais tarefas lhe dão força e quais só enchem o dia, e mude uma delas.
theme-wealth = seus recursos
    .opening = { $strength ->
        [supported] Seu mapa fala bem dos seus recursos: você lida com eles { $way }, e o que você constrói se sustenta.
        [steady] Você lida com seus recursos { $way }, e seu mapa não mostra nem presente do céu nem porta trancada.
       *[demanding] Seu mapa pede paciência com o dinheiro: você lida com ele { $way }, e a ordem lhe traz mais do que a sorte.
    }
    .first = Olhe de uma vez suas receitas e despesas de três meses, e decida uma única mudança.
    .second = Antes da próxima despesa grande, deixe passar três noites e pergunte a que ela deve servir.
    .third = Nomeie uma habilidade pela qual as pessoas pagariam mais com prazer, e dedique a ela um tempo fixo.
theme-relationship = sua vida amorosa
    .opening = { $strength ->
        [supported] Seu mapa fala com carinho da vida a dois: você se aproxima dos outros { $way }, e a proximidade encontra em você boa terra.
        [steady] No amor você se aproxima dos outros { $way }, e muito depende do que vocês dois fizerem disso.
       *[demanding] Seu mapa pede paciência no amor: você se aproxima dos outros { $way }, e é a confiança que cresce devagar que sustenta você.
    }
    .first = Diga à pessoa em quem você pensa uma coisa que valoriza nela, e não peça nada em troca.
    .second = Pergunte a si o que precisa na proximidade, e diga isso em uma frase simples.
    .third = Reserve uma noite sem pressa por semana, e escute antes de aconselhar.
theme-family = sua família
    .opening = { $strength ->
        [supported] Seu mapa lhe dá chão firme na família: você vive esses laços { $way }, e o lar é para você uma fonte.
        [steady] Você vive os laços da família { $way }, e seu mapa deixa em suas mãos o quanto são estreitos.
       *[demanding] Seu mapa mostra que a família lhe pede muito: você vive esses laços { $way }, e a paz chega ali com passos pequenos.
    }
    .first = Dê o primeiro passo em algo pequeno, uma ligação ou uma refeição juntos, e deixe descansar as contas antigas.
    .second = Diga cedo e com carinho onde estão seus limites, para que a proximidade não vire peso.
    .third = Peça a alguém mais velho da família uma história que você ainda não conhece.
theme-children = a vida com seus filhos
    .opening = { $strength ->
        [supported] Seu mapa fala de alegria com os filhos: você os acompanha { $way }, e eles podem se apoiar nisso.
        [steady] Você acompanha os filhos { $way }, e seu mapa deixa aos dois lados espaço para crescer.
       *[demanding] Seu mapa pede calma com os filhos: você os acompanha { $way }, e o que você repete com paciência fica neles.
    }
    .first = Reserve a cada filho um tempinho que não seja de mais ninguém, e deixe que ele escolha o que vão fazer.
    .second = Elogie o esforço mais do que o resultado, e observe a que cada um volta por conta própria.
    .third = Mantenha um pequeno ritual do dia que não mude, mude o que mudar.
theme-study = seus estudos
    .opening = { $strength ->
        [supported] Seu mapa fala bem do aprendizado: você estuda { $way }, e o que você entendeu fica com você.
        [steady] Você aprende { $way }, e seu mapa recompensa aquilo a que você volta.
       *[demanding] Seu mapa pede um caminho mais longo no aprendizado: você estuda { $way }, e o que descobre por conta própria é seu para sempre.
    }
    .first = Estude em trechos curtos à mesma hora, e explique em voz alta o que aprendeu.
    .second = Marque já a data de sua próxima pequena prova, para ter uma meta à vista.
    .third = Encontre alguém com quem aprender: o que você ensina fica com você.
theme-time = este momento da sua vida
    .opening = Você vive este momento { $way }.
    .first = Anote em uma página para que quer que este período tenha servido, e olhe para ela uma vez por mês.
    .second = Termine uma coisa do que ficou para trás antes de começar a seguinte.
    .third = Planeje em passos pequenos e deixe folga: um período dá cor aos seus dias, e quem segue no leme é você.
theme-general = seu caminho
    .opening = { $strength ->
        [supported] Com { $sign } no ascendente, você vai ao encontro do mundo { $way }, e seu mapa lhe dá uma base firme.
        [steady] Com { $sign } no ascendente, você vai ao encontro do mundo { $way }, e encontra seu lugar experimentando.
       *[demanding] Com { $sign } no ascendente, você vai ao encontro do mundo { $way }, e cresce com o que não vem fácil.
    }
    .first = Pegue o dom nomeado primeiro e use-o de propósito uma vez por dia nesta semana.
    .second = Escreva por um mês algumas linhas de diário, e veja em que disso tudo você se reconhece.
    .third = Pergunte a alguém próximo quais desses traços vê em você: a resposta costuma ser o melhor mapa.

# As frases de uma resposta.
reading-house = casa { $house }
reading-place = { $retrograde ->
    [yes] em { $sign }, em movimento retrógrado, na sua { reading-house }
   *[no] em { $sign }, na sua { reading-house }
}
reading-month = { $month ->
    [1] janeiro
    [2] fevereiro
    [3] março
    [4] abril
    [5] maio
    [6] junho
    [7] julho
    [8] agosto
    [9] setembro
    [10] outubro
    [11] novembro
   *[12] dezembro
} de { $year }
reading-again = { $strength ->
    [supported] Vamos olhar mais uma vez para { $matter }, agora a partir da sua { reading-house }: ali você age { $way }, e o que começa encontra apoio.
    [steady] Vamos olhar mais uma vez para { $matter }, agora a partir da sua { reading-house }: ali você age { $way }, com muito espaço próprio.
   *[demanding] Vamos olhar mais uma vez para { $matter }, agora a partir da sua { reading-house }: ali você age { $way }, e o fôlego compensa.
}
reading-occupant = { $your } está { $place }, que rege { $area }: { $there }.
reading-karaka = { $the }, que representa este assunto por natureza, está { $place }, { $dignity }, e o orienta para { $area }.
reading-lord = O astro que rege sua { reading-house }, { $the }, está { $place }, { $dignity }, { $so }.
reading-house-lord = Sua { reading-house }, que rege { $area }, cai em { $sign }, e seu regente, { $the }, está { $place }, { $dignity }, { $so }.
reading-lord-home = { $the } rege sua { reading-house } e está nela, de modo que esta parte da sua vida se apoia em sua própria força.
reading-moon = { $your } está { $place }, na mansão lunar { $mansion }: { $gift }.
reading-dasha = { $same ->
    [yes] Até { $until } o grande período { $maha } está em sua própria primeira parte, { $mood }.
   *[no] Até { $until } você vive no período { $antar } dentro do grande período { $maha }, { $mood }.
}
reading-tie = { $tie ->
    [rules] Seu regente também rege sua { reading-house }, por isso este período responde diretamente à sua pergunta.
    [occupies] Seu regente estava na sua { reading-house } quando você nasceu, por isso este período aproxima você do assunto.
    [signifies] Seu regente é o significador natural deste assunto, por isso este período combina com sua pergunta.
    [aspects] De seu lugar natal, o regente olha para sua { reading-house }, por isso o que você faz ali se nota agora.
   *[none] Seu regente não influi diretamente na sua { reading-house }, por isso aqui contam mais seus próprios passos do que o período.
}
reading-when-now = { $tie ->
    [rules] Quanto ao quando, a tradição aponta para o presente: { $the } rege sua { reading-house }, e seu período dura até { $until }.
    [occupies] Quanto ao quando, a tradição aponta para o presente: { $the } está na sua { reading-house }, e seu período dura até { $until }.
   *[signifies] Quanto ao quando, a tradição aponta para o presente: { $the } é o significador natural deste assunto, e seu período dura até { $until }.
}
reading-when-later = { $tie ->
    [rules] Quanto ao quando, a tradição aponta para o período { $of }, de { $from } a { $until }, pois { $the } rege sua { reading-house }.
    [occupies] Quanto ao quando, a tradição aponta para o período { $of }, de { $from } a { $until }, pois { $the } está na sua { reading-house }.
   *[signifies] Quanto ao quando, a tradição aponta para o período { $of }, de { $from } a { $until }, pois { $the } é o significador natural deste assunto.
}
reading-time-now = { $same ->
    [yes] Você vive no grande período { $maha }, que dura até { $whole }, e até { $until } em sua própria primeira parte.
   *[no] Você vive no grande período { $maha }, que dura até { $whole }, e dentro dele no { $antar }, até { $until }.
}
reading-time-place = No seu mapa, { $the } está { $place }, por isso seu período se volta para { $area }.
reading-time-mood = Os meses atuais levam a cor { $of }: { $mood }.
reading-time-inner = Dentro dos períodos que correm agora, um mais curto, o { $of }, dura até { $until }, { $mood }.
reading-time-next = A partir de { $from } segue o período { $of }, { $mood }.
reading-mark = Composto a partir de leituras incorporadas da tradição védica, para reflexão e não como previsão.

# O que não se pergunta a um mapa.
refused-danger = Sinto muito que tudo esteja tão pesado. Um mapa não ajuda aqui, mas as pessoas sim, e você não precisa carregar isso em solidão.
refused-death = Quanto dura uma vida e como ela acaba, isso não leio em um mapa, e ninguém deveria. Se há preocupação ou luto por trás da sua pergunta, uma pessoa de confiança, um médico ou um psicólogo ajudarão mais. Se quiser, pergunte o que fazer deste tempo: do trabalho, dos seus vínculos, da sua família ou do período que corre agora.
refused-pregnancy = Se um filho vem, quando e como, isso não leio em um mapa; um médico ou uma parteira podem dizer o que se sabe. Se quiser, pergunte sobre a vida com sua família, a vida a dois, seu trabalho ou o período que corre agora.
refused-health = Sobre doenças, tratamentos e o corpo, não digo nada a partir de um mapa: procure um médico e, em uma emergência, ligue para o número de emergência da sua região. Se quiser, pergunte sobre seu trabalho, seus vínculos, sua família, seus estudos ou o período que corre agora.
refused-wager = Um mapa não conhece números vencedores nem preços, e não quero que você arrisque dinheiro por causa dele. Se quiser, pergunte como lidar com seus recursos, com seu trabalho ou com o período que corre agora.
refused-verdict = O que um tribunal decide depende dos fatos e da lei, e um advogado pode dizer mais do que um mapa. Se quiser, pergunte sobre seu trabalho, seus vínculos, sua família ou o período que corre agora.

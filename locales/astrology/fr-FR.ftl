# Français (France) : les thèmes de naissance en mots. Ce qu’ils signifient ici, ce sont nos propres lectures, brèves, de la tradition.
#
# Un graha : son nom, dans les formes que demandent les phrases ; `there` est ce qu’il fait dans une maison, `mood` le ton de sa période.
graha-Sun = Soleil
    .the = le Soleil
    .of = du Soleil
    .your = votre Soleil
    .there = vous voulez y répondre de ce que vous faites, et que cela se voie
    .mood = un temps pour prendre ses responsabilités et faire un pas en avant
graha-Moon = Lune
    .the = la Lune
    .of = de la Lune
    .your = votre Lune
    .there = vos humeurs et votre don de prendre soin y sont à l’œuvre
    .mood = un temps de sentiment, de proximité, de flux et de reflux
graha-Mars = Mars
    .the = Mars
    .of = de Mars
    .your = votre Mars
    .there = vous y mettez de l’élan, et parfois de la hâte
    .mood = un temps d’initiative, où le courage demande une tête froide
graha-Mercury = Mercure
    .the = Mercure
    .of = de Mercure
    .your = votre Mercure
    .there = vous y réfléchissez, vous en parlez et vous apprenez en chemin
    .mood = un temps pour apprendre, négocier et mettre les choses par écrit
graha-Jupiter = Jupiter
    .the = Jupiter
    .of = de Jupiter
    .your = votre Jupiter
    .there = il vous y donne confiance, ampleur et des gens de qui apprendre
    .mood = un temps de croissance, de bon conseil et de vues plus larges
graha-Venus = Vénus
    .the = Vénus
    .of = de Vénus
    .your = votre Vénus
    .there = elle vous y prête du tact, du goût et le désir d’harmonie
    .mood = un temps pour les liens, la beauté et la douceur de vivre
graha-Saturn = Saturne
    .the = Saturne
    .of = de Saturne
    .your = votre Saturne
    .there = il y demande de la patience et récompense l’effort régulier
    .mood = un temps de travail et de mise en ordre, où ce qui est lent tient bon
graha-Rahu = Rahu
    .the = Rahu
    .of = de Rahu
    .your = votre Rahu
    .there = vous y voulez plus que ce que la coutume offre, et tentez des voies inhabituelles
    .mood = un temps de faim nouvelle et de chemins inconnus, où une mesure claire aide
graha-Ketu = Ketu
    .the = Ketu
    .of = de Ketu
    .your = votre Ketu
    .there = vous y restez sans attache, et en savez plus que vous n’en montrez
    .mood = un temps pour lâcher prise et regarder en soi

# Un signe, et comment quelqu’un y agit.
rashi-Aries = Bélier
    .way = avec courage et en démarrant vite
rashi-Taurus = Taureau
    .way = avec patience et le sens de ce qui dure
rashi-Gemini = Gémeaux
    .way = avec curiosité et le mot juste
rashi-Cancer = Cancer
    .way = avec soin et une longue mémoire
rashi-Leo = Lion
    .way = avec fierté et un cœur chaleureux
rashi-Virgo = Vierge
    .way = avec précision et un œil pour ce qui peut s’améliorer
rashi-Libra = Balance
    .way = avec équité et le sens de la mesure
rashi-Scorpio = Scorpion
    .way = avec profondeur et une volonté qui ne lâche pas
rashi-Sagittarius = Sagittaire
    .way = avec confiance et un but lointain en vue
rashi-Capricorn = Capricorne
    .way = avec discipline et un plan pour la longue montée
rashi-Aquarius = Verseau
    .way = avec indépendance et un regard sur l’ensemble
rashi-Pisces = Poissons
    .way = avec imagination et une oreille attentive aux autres

# Une demeure lunaire, et ce que la Lune y donne.
nakshatra-Ashwini = Ashwini
    .gift = vous aidez vite et commencez vite
nakshatra-Bharani = Bharani
    .gift = vous portez beaucoup et menez à terme ce que vous avez pris sur vous
nakshatra-Krittika = Krittika
    .gift = vous tranchez dans les apparences et dites ce qui est
nakshatra-Rohini = Rohini
    .gift = vous faites grandir les choses et aimez ce qui est beau
nakshatra-Mrigashira = Mrigashira
    .gift = vous cherchez toujours, avec douceur et sans relâche
nakshatra-Ardra = Ardra
    .gift = vous sortez des orages avec une vue plus claire
nakshatra-Punarvasu = Punarvasu
    .gift = vous retrouvez le chemin de la lumière et recommencez
nakshatra-Pushya = Pushya
    .gift = vous nourrissez les autres et tenez parole
nakshatra-Ashlesha = Ashlesha
    .gift = vous voyez ce que d’autres cachent et choisissez votre moment
nakshatra-Magha = Magha
    .gift = vous honorez vos origines, et votre maintien a de la dignité
nakshatra-Purva-Phalguni = Purva Phalguni
    .gift = vous savez savourer, et auprès de vous on se détend
nakshatra-Uttara-Phalguni = Uttara Phalguni
    .gift = on peut compter sur votre amitié, et vous tenez vos promesses
nakshatra-Hasta = Hasta
    .gift = vous avez des mains habiles et un esprit qui trouve l’issue
nakshatra-Chitra = Chitra
    .gift = vous donnez aux choses une forme dont on se souvient
nakshatra-Swati = Swati
    .gift = il vous faut de l’espace, et vous pliez sans rompre
nakshatra-Vishakha = Vishakha
    .gift = vous vous fixez un but et y revenez
nakshatra-Anuradha = Anuradha
    .gift = votre loyauté est sûre, et vous rassemblez les gens
nakshatra-Jyeshtha = Jyeshtha
    .gift = vous prenez les choses en main là où d’autres hésitent
nakshatra-Mula = Mula
    .gift = vous allez à la racine des choses
nakshatra-Purva-Ashadha = Purva Ashadha
    .gift = vous croyez à ce que vous faites et savez y rallier les autres
nakshatra-Uttara-Ashadha = Uttara Ashadha
    .gift = vous l’emportez tard et durablement, parce que vous restez juste
nakshatra-Shravana = Shravana
    .gift = vous écoutez bien et apprenez de tout ce que vous entendez
nakshatra-Dhanishta = Dhanishta
    .gift = vous avez le rythme et aimez partager ce que vous gagnez
nakshatra-Shatabhisha = Shatabhisha
    .gift = vous cherchez la vérité par vous-même et savez vous taire
nakshatra-Purva-Bhadrapada = Purva Bhadrapada
    .gift = vous brûlez pour une idée et exigez beaucoup de vous
nakshatra-Uttara-Bhadrapada = Uttara Bhadrapada
    .gift = vous avez de la profondeur et du calme, et l’on se confie à vous
nakshatra-Revati = Revati
    .gift = vous accompagnez les autres jusqu’à bon port

# Une maison : ce qu’elle régit, et ce qui s’ensuit si le maître dont on parle s’y trouve.
house-1 = votre façon d’être et de commencer les choses
    .so = si bien que beaucoup y part de votre propre initiative
house-2 = les moyens, la parole et ce qui vous est cher
    .so = si bien que cette part de votre vie est liée à vos moyens et à ce que vous dites
house-3 = le courage, le savoir-faire et les échanges de tous les jours
    .so = si bien que cette part de votre vie grandit par la pratique, le courage et les petits pas
house-4 = le foyer, les racines et la paix intérieure
    .so = si bien que cette part de votre vie a besoin d’un port calme à la maison
house-5 = la créativité, l’apprentissage et les enfants
    .so = si bien que cette part de votre vie se nourrit d’idées et de ce que vous faites avec joie
house-6 = les devoirs quotidiens, le service et la façon d’affronter les obstacles
    .so = si bien que cette part de votre vie se gagne par l’effort quotidien et en regardant en face ce qui gêne
house-7 = le couple et les gens que vous avez en face de vous
    .so = si bien que d’autres, et une personne surtout, y ont leur part
house-8 = les changements profonds et ce qui se partage avec d’autres
    .so = si bien que cette part de votre vie change par tournants profonds et gagne à la patience
house-9 = les guides, les convictions et la bonne fortune
    .so = si bien que des maîtres, des voyages et une conviction portent cette part de votre vie
house-10 = le travail, la vocation et la place que vous occupez
    .so = si bien que cette part de votre vie veut devenir une œuvre visible
house-11 = les gains, les amitiés et les espoirs
    .so = si bien que des amitiés et des cercles plus larges vous ouvrent des portes
house-12 = le repos, la distance et le lâcher-prise
    .so = si bien que cette part de votre vie mûrit en partie hors de vue, dans le calme ou loin de chez vous

# Comment un maître se porte dans son signe.
dignity-exalted = en exaltation
dignity-own = dans son propre signe
dignity-friendly = en signe ami
dignity-neutral = en terrain neutre
dignity-hostile = dans un signe qui ne lui convient guère
dignity-debilitated = dans le signe de sa chute

# Un thème : son nom dans une phrase, le début d’une réponse, et trois suggestions.
theme-career = votre travail
    .opening = { $strength ->
        [supported] Votre thème parle en bien de votre travail : vous y avancez { $way }, et ce que vous commencez trouve un appui.
        [steady] Au travail, vous avancez { $way }, et votre thème vous laisse beaucoup de place pour lui donner forme.
       *[demanding] Votre thème vous demande de l’endurance au travail : vous y avancez { $way }, et ce qui prend du temps n’en tient que mieux.
    }
    .first = Choisissez ce mois-ci une chose pour laquelle vous voulez que l’on vous connaisse, et donnez-lui une heure avant tout le reste.
    .second = Demandez à quelqu’un dont vous estimez le travail ce qu’il ferait maintenant à votre place.
    .third = Notez quelles tâches vous donnent de la force et lesquelles ne font que remplir la journée, puis changez-en une.
theme-wealth = vos moyens
    .opening = { $strength ->
        [supported] Votre thème parle en bien de vos moyens : vous les gérez { $way }, et ce que vous bâtissez tient.
        [steady] Vous gérez vos moyens { $way }, et votre thème ne montre ni cadeau du ciel ni porte close.
       *[demanding] Votre thème vous demande du souffle avec l’argent : vous le gérez { $way }, et l’ordre vous apporte plus que la chance.
    }
    .first = Regardez d’une traite vos revenus et vos dépenses de trois mois, et décidez d’un seul changement.
    .second = Avant la prochaine grosse dépense, laissez passer trois nuits et demandez-vous à quoi elle doit servir.
    .third = Nommez un savoir-faire que l’on vous paierait volontiers mieux, et consacrez-lui un temps régulier.
theme-relationship = votre vie amoureuse
    .opening = { $strength ->
        [supported] Votre thème parle avec chaleur du couple : vous allez vers les autres { $way }, et la proximité trouve chez vous une bonne terre.
        [steady] En amour, vous allez vers les autres { $way }, et beaucoup dépend de ce que vous en faites à deux.
       *[demanding] Votre thème vous demande de la patience en amour : vous allez vers les autres { $way }, et c’est la confiance lentement venue qui vous porte.
    }
    .first = Dites à la personne à qui vous pensez une chose que vous appréciez chez elle, sans rien demander en retour.
    .second = Demandez-vous ce dont vous avez besoin dans la proximité, et dites-le en une phrase simple.
    .third = Réservez une soirée sans hâte par semaine, et écoutez avant de conseiller.
theme-family = votre famille
    .opening = { $strength ->
        [supported] Votre thème vous donne un sol ferme en famille : vous vivez ces liens { $way }, et le foyer est pour vous une source.
        [steady] Vous vivez les liens de famille { $way }, et votre thème vous laisse choisir jusqu’où va la proximité.
       *[demanding] Votre thème montre que la famille vous demande beaucoup : vous vivez ces liens { $way }, et la paix y vient à petits pas.
    }
    .first = Faites le premier pas dans une petite chose, un appel ou un repas ensemble, et laissez dormir les vieux comptes.
    .second = Dites tôt et gentiment où sont vos limites, pour que la proximité ne devienne pas un poids.
    .third = Demandez à une personne âgée de la famille une histoire que vous ne connaissez pas encore.
theme-children = la vie avec vos enfants
    .opening = { $strength ->
        [supported] Votre thème parle de joie avec les enfants : vous les accompagnez { $way }, et ils peuvent s’y appuyer.
        [steady] Vous accompagnez les enfants { $way }, et votre thème laisse à chacun la place de grandir.
       *[demanding] Votre thème vous demande du calme avec les enfants : vous les accompagnez { $way }, et ce que vous répétez avec patience leur reste.
    }
    .first = Donnez à chacun un moment qui n’appartient à personne d’autre, et laissez-le choisir ce que vous faites.
    .second = Louez l’effort plutôt que le résultat, et observez à quoi chacun revient de lui-même.
    .third = Gardez un petit rituel de la journée qui reste le même quand tout change autour.
theme-study = vos études
    .opening = { $strength ->
        [supported] Votre thème parle en bien de l’apprentissage : vous étudiez { $way }, et ce que vous avez compris vous reste.
        [steady] Vous apprenez { $way }, et votre thème récompense ce à quoi vous revenez.
       *[demanding] Votre thème vous demande un chemin plus long dans l’apprentissage : vous étudiez { $way }, et ce que vous trouvez par vous-même est à vous pour de bon.
    }
    .first = Étudiez par courtes séances à la même heure, et expliquez à voix haute ce que vous avez appris.
    .second = Fixez dès maintenant la date de votre prochaine petite épreuve, pour avoir vers quoi travailler.
    .third = Trouvez quelqu’un avec qui apprendre : ce que vous enseignez vous reste.
theme-time = ce moment de votre vie
    .opening = Vous vivez ce moment { $way }.
    .first = Notez sur une page à quoi vous voulez que cette période ait servi, et relisez-la une fois par mois.
    .second = Achevez une chose qui appartient à ce qui est derrière vous avant de commencer la suivante.
    .third = Planifiez à petits pas et laissez de la marge : une période colore vos jours, et c’est toujours vous qui tenez la barre.
theme-general = votre chemin
    .opening = { $strength ->
        [supported] Avec l’ascendant { $sign }, vous allez vers le monde { $way }, et votre thème vous donne une assise ferme.
        [steady] Avec l’ascendant { $sign }, vous allez vers le monde { $way }, et vous trouvez votre place en essayant.
       *[demanding] Avec l’ascendant { $sign }, vous allez vers le monde { $way }, et vous grandissez par ce qui ne vous vient pas sans peine.
    }
    .first = Prenez le don nommé en premier et servez-vous-en exprès une fois par jour cette semaine.
    .second = Tenez pendant un mois quelques lignes de journal, et voyez où vous vous reconnaissez.
    .third = Demandez à quelqu’un de proche lesquels de ces traits il voit en vous : la réponse est souvent le meilleur thème.

# Les phrases d’une réponse.
reading-house = maison { $house }
reading-place = { $retrograde ->
    [yes] en { $sign }, en mouvement rétrograde, dans votre { reading-house }
   *[no] en { $sign }, dans votre { reading-house }
}
reading-month = { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
} { $year }
reading-again = { $strength ->
    [supported] Regardons encore une fois { $matter }, cette fois depuis votre { reading-house } : vous y agissez { $way }, et ce que vous commencez trouve un appui.
    [steady] Regardons encore une fois { $matter }, cette fois depuis votre { reading-house } : vous y agissez { $way }, avec beaucoup d’espace à vous.
   *[demanding] Regardons encore une fois { $matter }, cette fois depuis votre { reading-house } : vous y agissez { $way }, et l’endurance y paie.
}
reading-occupant = { $your } se trouve { $place }, qui régit { $area } : { $there }.
reading-karaka = { $the }, qui représente ce sujet par nature, se trouve { $place }, { $dignity }, et l’oriente vers { $area }.
reading-lord = Le maître de votre { reading-house }, { $the }, se trouve { $place }, { $dignity }, { $so }.
reading-house-lord = Votre { reading-house }, qui régit { $area }, tombe en { $sign }, et son maître, { $the }, se trouve { $place }, { $dignity }, { $so }.
reading-lord-home = { $the } régit votre { reading-house } et s’y trouve, si bien que cette part de votre vie repose sur sa propre force.
reading-moon = { $your } se trouve { $place }, dans la demeure lunaire { $mansion } : { $gift }.
reading-dasha = { $same ->
    [yes] Jusqu’en { $until }, la grande période { $maha } est dans sa propre première part, { $mood }.
   *[no] Jusqu’en { $until }, vous vivez dans la période { $antar } au sein de la grande période { $maha }, { $mood }.
}
reading-tie = { $tie ->
    [rules] Son maître régit aussi votre { reading-house }, si bien que cette période répond directement à votre question.
    [occupies] Son maître se trouvait dans votre { reading-house } à la naissance, si bien que cette période vous rapproche du sujet.
    [signifies] Son maître est le significateur naturel de ce sujet, si bien que cette période s’accorde avec votre question.
    [aspects] Depuis sa place de naissance, son maître regarde votre { reading-house }, si bien que ce que vous y faites se remarque maintenant.
   *[none] Son maître n’a pas de prise directe sur votre { reading-house }, si bien que vos propres pas y comptent plus que la période.
}
reading-when-now = { $tie ->
    [rules] Quant au moment, la tradition désigne le présent : { $the } régit votre { reading-house }, et sa période dure jusqu’en { $until }.
    [occupies] Quant au moment, la tradition désigne le présent : { $the } se trouve dans votre { reading-house }, et sa période dure jusqu’en { $until }.
   *[signifies] Quant au moment, la tradition désigne le présent : { $the } est le significateur naturel de ce sujet, et sa période dure jusqu’en { $until }.
}
reading-when-later = { $tie ->
    [rules] Quant au moment, la tradition désigne la période { $of }, entre { $from } et { $until }, car { $the } régit votre { reading-house }.
    [occupies] Quant au moment, la tradition désigne la période { $of }, entre { $from } et { $until }, car { $the } se trouve dans votre { reading-house }.
   *[signifies] Quant au moment, la tradition désigne la période { $of }, entre { $from } et { $until }, car { $the } est le significateur naturel de ce sujet.
}
reading-time-now = { $same ->
    [yes] Vous vivez dans la grande période { $maha }, qui dure jusqu’en { $whole }, et jusqu’en { $until } dans sa propre première part.
   *[no] Vous vivez dans la grande période { $maha }, qui dure jusqu’en { $whole }, et, au sein de celle-ci, dans la période { $antar }, jusqu’en { $until }.
}
reading-time-place = Dans votre thème, { $the } se trouve { $place }, si bien que sa période se tourne vers { $area }.
reading-time-mood = Les mois actuels portent la couleur { $of } : { $mood }.
reading-time-inner = Au sein des périodes qui courent maintenant, une plus courte, celle { $of }, dure jusqu’en { $until }, { $mood }.
reading-time-next = Dès { $from } vient la période { $of }, { $mood }.
reading-mark = Composé à partir de lectures intégrées de la tradition védique, pour réfléchir et non comme une prévision.

# Ce qu’on ne demande pas à un thème.
refused-danger = Je regrette beaucoup que tout soit si lourd. Un thème n’aide pas ici, mais des gens le peuvent, et vous n’avez pas à porter cela dans la solitude.
refused-death = Combien de temps dure une vie et comment elle s’achève, je ne le lis pas dans un thème, et personne ne devrait le faire. Si l’inquiétude ou le deuil se cachent derrière votre question, une personne de confiance, un médecin ou un psychologue vous aideront davantage. N’hésitez pas à me demander ce que vous pouvez faire de ce temps : de votre travail, de vos liens, de votre famille ou de la période qui court.
refused-pregnancy = Si un enfant vient, quand et comment, je ne le lis pas dans un thème : un médecin ou une sage-femme peuvent vous dire ce que l’on sait. N’hésitez pas à m’interroger sur la vie avec votre famille, votre couple, votre travail ou la période qui court.
refused-health = Sur les maladies, les traitements et le corps, je ne dis rien à partir d’un thème : adressez-vous à un médecin et, en cas d’urgence, appelez le numéro d’urgence de votre région. N’hésitez pas à m’interroger sur votre travail, vos liens, votre famille, vos études ou la période qui court.
refused-wager = Un thème ne connaît ni numéros gagnants ni cours, et je ne veux pas que vous y risquiez de l’argent. N’hésitez pas à m’interroger sur la façon dont vous gérez vos moyens, sur votre travail ou sur la période qui court.
refused-verdict = Ce que décide un tribunal dépend des faits et de la loi, et un avocat peut vous en dire plus qu’un thème. N’hésitez pas à m’interroger sur votre travail, vos liens, votre famille ou la période qui court.

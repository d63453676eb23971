# Português (Brasil): o que fazer agora diante de cada sinal de perigo, e o que não se responde. Primeiro o que fazer; nem diagnósticos nem doses.

urgent-anywhere = { $emergency } ou para o número de emergência da sua região
urgent-call = Se não tiver certeza, ou se piorar, ligue para { $emergency }.
urgent-not-a-doctor = Não sou médico e não posso examinar ninguém. Por favor, não espere minhas respostas.

urgent-breathing = Ligue agora para { $emergency }. Mantenha a criança sentada ou como respirar melhor, e afrouxe a roupa. Se parar de respirar, comece a reanimação: vão orientar você por telefone.
urgent-blue = Ligue agora para { $emergency }. Não saia de perto da criança e observe cada respiração. Se parar de respirar, comece a reanimação: vão orientar você por telefone.
urgent-choking = Se não consegue tossir, chorar nem respirar, peça que alguém ligue agora para { $emergency }. Menos de um ano: cinco batidas entre as escápulas com a cabeça baixa e depois cinco compressões no peito com dois dedos; mais de um ano: cinco batidas nas costas e cinco compressões no abdômen. Repita até sair ou a ajuda chegar, e não ponha os dedos às cegas na boca.
urgent-unconscious = Ligue agora para { $emergency }. Se respira, deite a criança de lado e observe cada respiração. Se não respira, comece a reanimação: vão orientar você por telefone.
urgent-drowning = Ligue agora para { $emergency }. Se não respira normalmente, comece a reanimação com ventilações: vão orientar você por telefone. Leve ao médico hoje mesmo que pareça bem.
urgent-seizure = Ligue agora para { $emergency }. Deite a criança de lado em algo macio e afaste o que estiver perto. Não segure e não ponha nada na boca. Veja a hora em que começou.
urgent-allergic-reaction = Ligue agora para { $emergency }. Se foi receitada uma caneta de adrenalina, use já. Deite a criança com as pernas elevadas, ou deixe sentada se for difícil respirar.
urgent-limp = Ligue agora para { $emergency }. Mantenha a criança aquecida, não saia de perto e observe cada respiração.
urgent-swallowed = Ligue agora para o centro de intoxicações: { $poison }. Se engoliu uma pilha ou ímãs, vá já ao pronto-socorro; se está sonolenta ou com dificuldade para respirar, ligue para { $emergency }. Não provoque vômito e leve a embalagem.
urgent-rash = Vá ao pronto-socorro ou ligue agora para { $emergency }. Manchas que não somem quando apertadas com um copo precisam ser vistas já, mesmo que a criança pareça bem.
urgent-burn = Esfrie a queimadura agora em água corrente fresca por 20 minutos. Tire a roupa e a fralda em volta se não estiverem grudadas e cubra sem apertar com filme plástico. Toda queimadura de bebê deve ser vista hoje; ligue para { $emergency } se for grande, funda, no rosto, nas mãos ou nas partes íntimas, ou elétrica.
urgent-head-injury = Leve a criança a um médico agora. Ligue para { $emergency } se desmaiou, vomita, convulsiona, está muito sonolenta ou estranha, sai líquido do nariz ou dos ouvidos, caiu de altura ou tem menos de um ano. Não mova se o pescoço pode estar machucado.
urgent-self-harm = Por favor, ligue agora para { $crisis }, ou para { $emergency } se você acha que pode fazer isso. Não fique sem companhia: conte a alguém próximo o que me contou. O que você sente tem tratamento, e pedir ajuda é o certo.
urgent-harm-baby = Ponha o bebê em um lugar seguro, como o berço, e saia do quarto por alguns minutos. Ligue agora para { $crisis }, ou peça que alguém venha assumir. Se o bebê foi sacudido ou machucado, ou se você acha que pode fazer isso, ligue para { $emergency }. Pedir ajuda protege vocês dois.
urgent-psychosis = Ligue agora para { $emergency } ou para o seu médico. Não fique sem companhia, e que alguém de confiança cuide do bebê com você. Isso pode aparecer depois de um parto, não é culpa de ninguém e tem tratamento.
urgent-heavy-bleeding = Ligue agora para { $emergency }. Deite com as pernas elevadas, não fique sozinha e guarde os absorventes para mostrar. Que outra pessoa segure o bebê.
urgent-chest-pain = Ligue agora para { $emergency } e diga se deu à luz há pouco. Sente-se reta e não fique sozinha.
urgent-headache = Ligue agora para o seu médico ou a maternidade, ou vá ao pronto-socorro, e diga se deu à luz há pouco. Ligue para { $emergency } se enxerga mal, está confusa ou começou de repente.
urgent-leg-pain = Mostre hoje a um médico, e diga se deu à luz há pouco. Não massageie a perna. Se também dói o peito ou é difícil respirar, ligue agora para { $emergency }.
urgent-abuse = Se você corre perigo agora, ligue para { $emergency } ou saia com o bebê para um lugar seguro. Para falar com alguém, ligue para { $crisis }. Não é culpa sua. Apague esta conversa se outra pessoa lê o seu telefone.
urgent-vomit = Vá agora ao pronto-socorro ou ligue para { $emergency }. Não dê nada de comer até um médico ver. Leve uma foto ou um pano com o vômito.
urgent-fontanelle = Vá agora ao pronto-socorro, ou ligue para { $emergency } se a criança está sonolenta, vomita ou tem febre. No caminho, mantenha a criança erguida e calma.
urgent-young-fever = Ligue agora para um médico ou vá ao pronto-socorro: com menos de três meses, 38,0 °C ou mais precisa ser visto já. Não dê remédio nenhum sem um médico dizer. Ligue para { $emergency } se o bebê está mole, difícil de acordar ou com dificuldade para respirar.
urgent-high-fever = Ligue agora para um médico: uma febre tão alta precisa ser vista hoje. Ofereça líquidos com frequência e tire o excesso de roupa. Ligue para { $emergency } se a criança está mole, difícil de acordar, com dificuldade para respirar, pescoço duro ou manchas que não somem.
urgent-parent-fever = Ligue agora para o seu médico ou a maternidade: febre depois do parto pode ser uma infecção que precisa de tratamento hoje. Ligue { $emergency } se ficar confusa, respirar rápido, desmaiar ou sangrar muito. Peça que alguém fique com você e o bebê.
urgent-low-temperature = Aqueça o bebê pele a pele sob uma coberta, com touca, e ligue agora para um médico. Meça de novo depois de alguns minutos. Ligue para { $emergency } se o bebê está mole, difícil de acordar ou não mama.
urgent-refusing-feeds = Ligue agora para um médico: um bebê novo que não aceita nada precisa ser visto hoje. Continue oferecendo pequenas mamadas. Ligue para { $emergency } se o bebê está mole, difícil de acordar ou respira estranho.
urgent-dehydration = Ligue agora para um médico e ofereça pequenas mamadas com frequência. Vá ao pronto-socorro se não faz xixi há 12 horas, a moleira está funda ou chora sem lágrimas. Ligue para { $emergency } se a criança está mole ou difícil de acordar.
urgent-stool = Ligue agora para um médico e guarde a fralda ou tire uma foto. Vá ao pronto-socorro se há muito sangue, parece geleia vermelha, ou se a criança tem a barriga dura, vomita ou está pálida.
urgent-jaundice = Ligue agora para um médico ou a maternidade: pele amarela no primeiro dia, ou com fezes claras, precisa ser vista hoje. Ligue para { $emergency } se o bebê está mole, difícil de acordar ou não mama.
urgent-crying = Leve hoje a um médico: horas de choro sem consolo, ou um choro diferente, precisam ser examinados. Ligue para { $emergency } se a criança está mole, difícil de acordar, com febre ou a moleira estufada. Se você não aguenta mais, deixe o bebê seguro no berço e tire alguns minutos.

declined-dose = Pergunte a um farmacêutico ou ao seu médico: quanto remédio e de quanto em quanto tempo depende do peso, da idade e da saúde, por isso não digo. A bula diz para o seu produto. Se foi dado demais, ligue agora para { $poison }.
declined-diagnosis = Peça a um médico que olhe: não posso examinar ninguém, por isso não digo qual doença é ou não é. O que conto é informação geral. Ligue para { $emergency } se parecer grave.

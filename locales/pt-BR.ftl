# Português (Brasil): o que se diz às pessoas.
#
# As palavras que os clientes enviam (campos, permissões, opções) nunca são traduzidas.

# Como se escrevem as datas e os momentos, nas letras de strftime.
date = %d/%m/%Y
moment = %d/%m/%Y, %H:%M UTC
time = %H:%M

# Alguém não pode entrar.
sign-in-missing = Entre na sua conta primeiro
sign-in-bad-token = Token inválido ou expirado
sign-in-session-ended = Esta sessão terminou
sign-in-other-device = Este token pertence a outro dispositivo
sign-in-wrong-password = O e-mail ou a senha está incorreto
sign-in-wrong-code = O código está errado ou não vale mais
sign-in-unverified-email = Confirme primeiro seu endereço de e-mail
sign-in-bad-refresh-token = Este token de renovação não é válido; entre novamente

# Alguém não pode fazer.
need-canAddChildren = Para isso você precisa da permissão canAddChildren
need-canEditChildren = Para isso você precisa da permissão canEditChildren
need-canLogActivities = Para isso você precisa da permissão canLogActivities
need-canViewReports = Para isso você precisa da permissão canViewReports
need-parent = Para isso você precisa ser pai ou mãe da família
need-birth-details = Registre primeiro seus dados: POST /auth/register-details
need-voice = Você desativou os comandos de voz nas suas configurações (ai_voice_enabled)
need-same-origin = Isso só pode ser usado a partir de uma página deste servidor

# Algo não existe.
no-such-account = Essa conta não existe
no-such-activity = Essa atividade não existe
no-such-appointment = Esse compromisso não existe
no-such-article = Esse artigo não existe
no-such-birth-details = Ainda não há dados; registre-os primeiro
no-such-child = Essa criança não existe
no-such-conversation = Essa conversa não existe
no-such-device = Esse dispositivo não existe
no-such-entry = Esse registro não existe
no-such-family = Essa família não existe
no-such-file = Esse arquivo não existe
no-such-insight = Essa observação não existe
no-such-invitation = Esse convite não existe
no-such-member = Esse membro não existe
no-such-message = Essa mensagem não existe
no-such-notification = Essa notificação não existe
no-such-path = Esse caminho não existe
no-such-photo = Essa foto não existe
no-such-setup = Essa configuração inicial não existe
no-such-share-code = Esse código de convite não existe
no-such-timer = Esse cronômetro não existe

# Outras recusas.
error-invalid = Dados de entrada inválidos
error-query = A consulta não corresponde ao esquema
error-exists = Já existe e é diferente do que foi enviado
error-birth-details-exist = Seus dados já estão registrados; altere-os com PUT /auth/user-details
error-stale = Mudou nesse meio-tempo; consulte a versão atual
error-ended = Já terminou e não pode mais ser alterado
error-family-full = { $count ->
    [one] A família só pode ter um membro
   *[other] A família só pode ter { $count } membros
}
error-child-limit = { $count ->
    [one] A família só pode ter uma criança
   *[other] A família só pode ter { $count } crianças
}
error-questions-used = { $count ->
    [0] Seu plano não inclui perguntas ao assistente
    [one] Você já fez a única pergunta diária do seu plano; amanhã há outra
   *[other] Você já fez as { $count } perguntas diárias do seu plano; amanhã há mais
}
error-rate-limited = { $count ->
    [one] Muitas solicitações; tente novamente em { $count } segundo
   *[other] Muitas solicitações; tente novamente em { $count } segundos
}
error-internal = Algo deu errado do nosso lado
lack-speech = Comandos de voz não podem ser ouvidos aqui: nenhum reconhecimento de fala está configurado
lack-speech-language = Este servidor só entende comandos falados em inglês; você pode digitá-los no seu idioma
lack-speech-now = O reconhecimento de fala não responde no momento; tente de novo ou digite o comando

# O que há de errado com um campo.
reason-required = Obrigatório
reason-malformed = Não pode ser lido
reason-syntax = Não pode ser lido a partir da linha { $line }, coluna { $column }
reason-not-a-text = Deve ser um texto
reason-not-a-number = Deve ser um número
reason-not-a-whole-number = Deve ser um número inteiro
reason-not-a-yes-or-no = Deve ser true ou false
reason-not-a-list = Deve ser uma lista
reason-not-a-object = Deve ser um objeto
reason-not-a-date = Deve ser uma data como 2024-01-10
reason-not-a-moment = Deve ser uma data com hora como 2024-01-10T15:30:00Z
reason-not-a-clock = Deve ser um horário como 09:00
reason-not-a-base64 = Deve estar em base64
reason-not-a-quantity = Deve ser uma quantidade com sua unidade, como 120 ml
reason-not-a-duration = Deve ser uma duração como 1:05
reason-control-characters = Não deve conter caracteres de controle
reason-one-of = Deve ser um destes valores: { $words }
reason-length = Deve ter de { $least } a { $most } caracteres
reason-between = Deve estar entre { $least } e { $most }
reason-in-future = Está no futuro
reason-before-start = É anterior ao início
reason-too-long = { $hours ->
    [one] Não deve durar mais de { $hours } hora
   *[other] Não deve durar mais de { $hours } horas
}
reason-not-an-id = Deve ser um identificador que comece com { $prefix }_
reason-not-an-email = Formato de e-mail inválido
reason-not-a-milestone = Deve ser um identificador de GET /api/v1/milestones; palavras próprias vão em name
reason-taken = Já está em uso
reason-too-common = Está entre as mais comuns; escolha outra
reason-wrong-password = Não é a sua senha atual
reason-not-repeated = Não é igual a { $field }
reason-used-up = Não é válido ou já não é; peça outra carta
reason-not-a-zone = Deve ser um fuso horário como America/Sao_Paulo
reason-forged = Não foi emitido para esta lista
reason-too-large = Não deve ter mais de { $count } bytes
reason-picture-format = Deve ser uma imagem JPEG, PNG ou WebP
reason-picture-broken = A imagem está corrompida
reason-picture-pixels = A imagem tem pixels demais
reason-speech-format = Deve ser uma gravação em WAV, MP3, M4A ou AAC
reason-speech-broken = A gravação está corrompida
reason-speech-long = A gravação tem mais de 60 segundos
reason-speech-silent = Não há nada para ouvir na gravação
reason-speech-unclear = Nenhum comando foi entendido na gravação; repita-o ou digite-o
reason-not-here = Só pode ser enviado a /api/v1/auth/refresh
reason-fixed = Não pode ser alterado aqui
reason-sent-as-file = Deve ser enviado como arquivo
reason-last-parent = A família ficaria sem pai nem mãe
reason-not-for-parents = Não pode ser definido para os pais
reason-too-many = { $count ->
    [one] Não deve ter mais de { $count } item
   *[other] Não deve ter mais de { $count } itens
}
reason-too-many-levels = Não deve passar de { $count } níveis de profundidade
reason-too-many-aliases = Não deve ter mais de { $count } aliases
reason-too-many-fields = Não deve pedir mais de { $count } campos
reason-too-many-directives = Não deve ter mais de { $count } diretivas
reason-too-many-directives-here = Não deve ter mais de { $count } diretivas no mesmo lugar
reason-too-many-tokens = Não deve ter mais de { $count } elementos léxicos
reason-too-many-cost = Não deve custar mais de { $count }: cada campo conta tantas vezes quantas entradas as listas ao redor dele podem ter
reason-cycle = Um fragmento inclui a si mesmo
reason-no-introspection = O esquema não pode ser consultado aqui
reason-one-field = Uma assinatura deve pedir exatamente um campo, fora de fragmentos
reason-one-at-a-time = As operações são enviadas uma por vez, não como lista
reason-not-its-hash = Deve ser o resumo SHA-256 da consulta, em 64 dígitos hexadecimais
reason-one-needed = É preciso pelo menos um destes: { $words }
reason-only-for = Só vale com { $kind }
reason-disagrees = Não combina com { $field }
reason-not-a-file-of = Deve ser um arquivo CSV de um destes: { $words }; a primeira linha deve nomear as colunas
reason-open-quote = Tem aspas que não se fecham
reason-either = Pode significar { $one } ou { $other }; indique qual
reason-between-poles = Deve ser maior que -90 e menor que 90: nos polos nenhum signo nasce
reason-skipped-time = Não existiu: os relógios de { $zone } foram adiantados nesse momento
reason-key-reused = Foi usado em outra solicitação
reason-stale = Não é a versão atual

# O que o próprio produto escreve.
birth-time-twice = Os relógios de { $zone } mostraram esta hora duas vezes nesse dia; vale a primeira
family-name = Família { $surname }
import-not-kept = Não é guardado: { $kind }
import-other-child = De outra criança: { $name }
event-appointment-at = { $title } ({ $place })
event-birthday = { $years ->
    [one] { $name } faz { $years } ano
   *[other] { $name } faz { $years } anos
}
event-visit-first-week = Consulta de puericultura da primeira semana
event-visit-months = { $months ->
    [one] Consulta de puericultura de { $months } mês
   *[other] Consulta de puericultura de { $months } meses
}
event-visit-years = { $years ->
    [one] Consulta de puericultura de { $years } ano
   *[other] Consulta de puericultura de { $years } anos
}

# Gráficos de crescimento. Os cinco primeiros dizem o que é medido.
growth-weight = Peso
growth-height = Comprimento e altura
growth-head_circumference = Perímetro cefálico
growth-bmi = Índice de massa corporal
growth-weight_for_length = Peso para o comprimento
growth-age = Idade em meses
growth-corrected-age = Idade em meses, contada da data prevista até os 24 meses
growth-length = Comprimento ou altura em cm
growth-lines = Linhas: de 100 crianças saudáveis, quantas medem menos
growth-no-lines = Sem linhas: o padrão as tem para meninas e para meninos
growth-empty = Nada foi medido ainda
growth-implausible = Um ponto vazado pode ser um engano

# O que foi observado.
insight-longest-sleep = { $name } dormiu { length } sem interrupção, o sono mais longo em 30 dias
insight-growth-spurt = { $name } dormiu e comeu como antes de um salto de crescimento (provável nos próximos 4 dias: { $percent } %)
insight-weight-crossed-lines = O peso de { $name } passou do percentil { $before } para o percentil { $now } desde a pesagem anterior. Isso pode ser perfeitamente normal; converse com o pediatra
insight-unlikely-measure = { $measure ->
    [weight] O peso de { $name } de { $date } é um que quase nenhuma criança tem nesta idade; verifique se foi registrado corretamente
    [height] A altura de { $name } de { $date } é uma que quase nenhuma criança tem nesta idade; verifique se foi registrada corretamente
   *[other] O perímetro cefálico de { $name } de { $date } é um que quase nenhuma criança tem nesta idade; verifique se foi registrado corretamente
}
insight-sleep-below-recommendation = Na maioria dos últimos 7 dias, { $name } dormiu no máximo { length } em 24 horas. Nesta idade consideram-se adequadas no mínimo { $bound } horas. Cada criança é diferente; converse com o pediatra se notar cansaço em { $name }
insight-sleep-above-recommendation = Na maioria dos últimos 7 dias, { $name } dormiu { length } ou mais em 24 horas. Nesta idade consideram-se adequadas no máximo { $bound } horas. Cada criança é diferente; converse com o pediatra se { $name } custa a acordar ou tem menos energia que de costume
length = { $hours ->
    [0] { $minutes } min
   *[other] { $minutes ->
        [0] { $hours } h
       *[other] { $hours } h { $minutes } min
    }
}

# Hábitos: o que se confirma por um teste estatístico.
habit-longer-before = { $name } dorme { $minutes } minutos a mais quando vai para a cama antes das { $time }
habit-longer-after = { $name } dorme { $minutes } minutos a mais quando vai para a cama depois das { $time }
habit-naps-awake-less = As sonecas de { $name } duram { $minutes } minutos a mais depois de menos de { $awake } minutos sem dormir
habit-naps-awake-more = As sonecas de { $name } duram { $minutes } minutos a mais depois de mais de { $awake } minutos sem dormir
habit-steady-mornings = { $name } acorda sempre entre { $from } e { $to }
habit-night-stretch-increasing = O sono noturno mais longo de { $name } está aumentando
habit-night-stretch-decreasing = O sono noturno mais longo de { $name } está diminuindo
habit-feeding-intervals-increasing = Os intervalos entre as mamadas estão aumentando: talvez { $name } já aguente mais tempo
habit-feeding-intervals-decreasing = Os intervalos entre as mamadas estão diminuindo: { $name } quer comer com mais frequência

# Por que algo está previsto para esse momento.
why-awake-since = Sem dormir desde as { $time }; a janela de sono habitual
why-overdue = Sem dormir desde as { $time }, mais que o habitual
why-asleep-since = Dormindo desde as { $time }; a soneca habitual e depois a janela de sono habitual
why-after-night = Depois de acordar, por volta das { $time }
why-fed-at = Comeu às { $time }; o intervalo habitual
why-not-fed-since = Comeu às { $time }, há mais tempo que o habitual
why-usual-time = A hora habitual
why-nothing-since = Nada foi anotado há muito tempo; a hora habitual
why-nothing-logged = Nada foi anotado ainda; o que é habitual nessa idade
growth-spurt-expected = { $from }-{ $to } dias
sign-more-sleep = mais sono
sign-more-bouts = mais sonecas ou despertares
sign-more-feedings = mais mamadas
event-nap = Soneca, provavelmente entre { $from } e { $to }
event-feeding = Mamada, provavelmente entre { $from } e { $to }
event-bedtime = Hora de dormir, provavelmente entre { $from } e { $to }

# O que foi feito.
done-reset-asked = Se houver uma conta com esse e-mail, você receberá instruções para escolher outra senha.
done-password-reset = A senha foi redefinida
done-password-changed = A senha foi alterada
done-signed-out = A sessão foi encerrada
done-avatar-saved = A foto de perfil foi salva
done-avatar-removed = A foto de perfil foi removida
done-children-listed = Estes são os perfis das crianças
done-child-deleted = O perfil da criança foi excluído
done-child-picture-saved = A foto de perfil foi enviada
done-early-access = Você está na lista de acesso antecipado
done-code-sent = Código enviado com sucesso
done-token-is-good = O token é válido
done-logged-out = Sessão encerrada com sucesso

# Cartas.
letter-invitation-subject = { $name } convida você para { $family }
letter-invitation-opening = { $name } convida você para { $family } no Maternal.
letter-invitation-note =
    Abra app://join/{ $code } no seu celular ou digite o código { $code } no aplicativo.
    Ele pode ser usado uma única vez, até { $until }.
letter-reset-password-subject = Escolha uma nova senha
letter-reset-password-opening = Alguém, provavelmente você, pediu uma nova senha para a conta do Maternal deste endereço.
letter-reset-password-link = Escolher uma nova senha
letter-reset-password-note =
    O link pode ser usado uma única vez, até { $until }.
    Se não foi você, não é preciso fazer nada: a senha continua a mesma.
letter-verify-email-subject = Este endereço de e-mail é seu?
letter-verify-email-opening = Este endereço foi informado para uma conta no Maternal. Confirme que ele é seu.
letter-verify-email-link = Confirmar este endereço
letter-verify-email-note =
    O link pode ser usado uma única vez, até { $until }.
    Se a conta não é sua, não é preciso fazer nada.
letter-sign-in-subject = Seu código para o Maternal
letter-sign-in-opening = Com este código você entra no Maternal: { $code }
letter-sign-in-note =
    Ele pode ser usado uma vez, até { $until }. Não o conte a ninguém.
    Se você não o pediu, não há nada a fazer.
letter-password-changed-subject = Sua senha foi alterada
letter-password-changed-opening = A senha da sua conta do Maternal foi alterada: { $at }.
letter-password-changed-note = Se não foi você, outra pessoa conhece sua senha: peça uma nova imediatamente, onde você entra na conta.
letter-password-reset-subject = Sua senha foi alterada
letter-password-reset-opening = Um link que enviamos a este endereço foi usado para escolher uma nova senha para sua conta do Maternal: { $at }.
letter-password-reset-note = Se não foi você, outra pessoa lê seu e-mail: proteja primeiro sua caixa de correio e depois peça uma nova senha onde você entra na conta.
letter-email-changed-subject = Sua conta tem outro endereço de e-mail
letter-email-changed-opening = O endereço de e-mail da sua conta do Maternal foi alterado: { $at }. A partir de agora você entra com o novo, e esta é a última carta ao antigo.
letter-email-changed-note = Se não foi você, outra pessoa pode usar sua conta: altere a senha imediatamente em um dispositivo em que você ainda esteja conectado e avise quem cuida deste serviço.
letter-first-code-subject = Alguém entrou com um código
letter-first-code-opening = Um código que enviamos a este endereço foi usado para entrar na conta do Maternal dele: { $at }. A conta foi criada antes que alguém mostrasse que o endereço é seu.
letter-first-code-note = Todas as sessões anteriores foram encerradas e a senha dela não vale mais, pois outra pessoa pode ter criado a conta. Se quiser uma senha, peça uma nova onde você entra. Veja quem está com você nas famílias dela e retire quem você não conhece. Onde nenhuma criança tinha sido adicionada ainda, não há mais ninguém na sua, nem você nas de outros; convide de novo quem você conhece.
letter-first-reset-subject = Sua senha foi alterada
letter-first-reset-opening = Um link que enviamos a este endereço foi usado para escolher uma nova senha para a conta do Maternal dele: { $at }. A conta foi criada antes que alguém mostrasse que o endereço é seu.
letter-first-reset-note = Todas as sessões anteriores foram encerradas, pois outra pessoa pode ter criado a conta. Veja quem está com você nas famílias dela e retire quem você não conhece. Onde nenhuma criança tinha sido adicionada ainda, não há mais ninguém na sua, nem você nas de outros; convide de novo quem você conhece.
letter-erased-subject = Sua conta foi apagada
letter-erased-opening = A conta do Maternal deste endereço foi apagada com tudo o que era dela: { $at }.
letter-erased-note = Se não foi você, outra pessoa podia usar sua conta ou lê seus e-mails: proteja sua caixa de correio e avise quem mantém este serviço.

# Páginas às quais as cartas levam.
page-new-password = Nova senha
page-repeat-password = A mesma de novo
page-save = Salvar
page-verified = Obrigado: este endereço está confirmado
page-incomplete = Este link não está completo: abra-o de novo a partir da carta
page-no-answer = Não houve resposta: tente de novo daqui a pouco
page-needs-script = Esta página precisa de JavaScript

# Notificações.
notification-test-title = Notificação de teste
notification-test-body = As notificações chegam a este dispositivo
notification-daily-reminder-title = Como foi o dia?
notification-daily-reminder-body = Registre a alimentação, o sono e as fraldas que faltam
notification-member-joined-title = { $name } entrou em { $family }
notification-member-joined-body = { $name } agora faz parte da família: { role }
notification-member-left-title = { $name } saiu de { $family }
notification-member-left-body = { $name } não vê mais o que acontece em { $family }
notification-removed-title = Você não faz mais parte de { $family }
notification-removed-body = Você não vê mais o que acontece em { $family }
notification-role-changed-title = Seu papel mudou
notification-role-changed-body = Seu papel em { $family } agora é: { role }
role = { $role ->
    [parent] responsável
    [caregiver] cuidador
   *[viewer] observador
}
notification-password-changed-title = Sua senha foi alterada
notification-password-changed-body = As outras sessões foram encerradas. Se não foi você, peça uma nova senha onde você entra na conta
notification-level-up-title = Novo nível: { level } { $icon }
notification-level-up-body = Registrando dia após dia, você chegou ao nível { $number }
level = { $level ->
   *[seedling] mudinha
    [sprout] broto
    [sapling] arvorezinha
    [growing] em crescimento
    [rooted] com raízes
    [blooming] em flor
    [evergreen] sempre-verde
}

# Com o que os pais concordam.
consent-text = Sou mãe, pai ou responsável por esta criança e concordo que este servidor guarde o que minha família registrar sobre ela, somente para a minha família. Posso retirar este consentimento a qualquer momento; a criança será então apagada com tudo o que foi registrado sobre ela.

# O mapa natal como imagem; os primeiros são curtos.
kundli-Sun = So
kundli-Moon = Lu
kundli-Mars = Ma
kundli-Mercury = Me
kundli-Jupiter = Jú
kundli-Venus = Vê
kundli-Saturn = Sa
kundli-Rahu = Ra
kundli-Ketu = Ke
kundli-lagna = As
kundli-backwards = R
kundli-title = Mapa natal
kundli-basis = Zodíaco sideral (Lahiri), { $node ->
    [mean] nodo médio
   *[true] nodo verdadeiro
}
kundli-marks = As: ascendente · R: retrógrado
kundli-numbers = Os números são os signos, contados de Áries
kundli-ascendant = Ascendente: { $sign } { $degree }°.
kundli-placed = { $graha }: { $sign } { $degree }°, casa { $house }.
kundli-placed-backwards = { $graha }: { $sign } { $degree }°, casa { $house }, retrógrado.

# A assistente: o que diz de uma criança e em torno do que diz a biblioteca.

assistant-based-on = Com base no que sua família registrou:
assistant-last-night = { $wakings ->
    [0] { $name } dormiu { length } na noite passada, sem acordar.
    [one] { $name } dormiu { length } na noite passada e acordou uma vez.
   *[other] { $name } dormiu { length } na noite passada e acordou { $wakings } vezes.
}
assistant-nights = { $days ->
    [one] No único dia com sono registrado das últimas duas semanas, { $name } dormiu { $night } h à noite.
   *[other] Nos { $days } dias com sono registrado das últimas duas semanas, { $name } dormiu em média { $night } h por noite.
}
assistant-nights-improving = O sono noturno mais longo está aumentando.
assistant-nights-declining = O sono noturno mais longo está diminuindo.
assistant-bedtime = A hora de dormir que combina com as melhores noites é por volta das { $time }.
assistant-next-nap = A próxima soneca será provavelmente por volta das { $time }.
assistant-next-bedtime = A próxima hora de dormir será provavelmente por volta das { $time }.
assistant-asleep = { $name } dorme desde as { $time }.
assistant-napped = A última soneca de { $name } foi das { $from } às { $until }.
assistant-slept = O último sono da noite de { $name } foi das { $from } às { $until }.
assistant-fed = { $name } comeu pela última vez às { $time }.
assistant-fed-amount = { $name } comeu pela última vez às { $time }: { $amount }.
assistant-feedings = { $count ->
    [one] Nas últimas 24 horas houve uma mamada.
   *[other] Nas últimas 24 horas houve { $count } mamadas.
}
assistant-feedings-amount = { $count ->
    [one] Nas últimas 24 horas houve uma mamada, { $amount } ao todo.
   *[other] Nas últimas 24 horas houve { $count } mamadas, { $amount } ao todo.
}
assistant-next-feeding = A próxima mamada será provavelmente por volta das { $time }.
# Em português o zero conta como singular: por isso tem sua própria forma.
assistant-changed = A última troca de fralda de { $name } foi às { $time }.
assistant-diapers = Nas últimas 24 horas houve { $wet ->
    [0] nenhuma fralda de xixi
    [one] uma fralda de xixi
   *[other] { $wet } fraldas de xixi
} e { $dirty ->
    [0] nenhuma de cocô
    [one] uma de cocô
   *[other] { $dirty } de cocô
}.
assistant-temperature = A última temperatura registrada é { $temperature }, medida às { $time }.
assistant-weight = { $name } pesava { $weight } em { $date }.
assistant-weight-percentile = { $name } pesava { $weight } em { $date }, percentil { $percentile } ({ $standard }).
assistant-who = OMS
assistant-height = O último comprimento ou altura, de { $date }, é { $height }.
assistant-age-weeks = { $weeks ->
    [0] { $name } tem menos de uma semana.
    [one] { $name } tem uma semana.
   *[other] { $name } tem { $weeks } semanas.
}
assistant-age-months = { $months ->
    [0] { $name } tem menos de um mês.
    [one] { $name } tem um mês.
   *[other] { $name } tem { $months } meses.
}
assistant-age-corrected = { $months ->
    [0] { $name } tem menos de um mês, contado da data prevista.
    [one] { $name } tem um mês, contado da data prevista.
   *[other] { $name } tem { $months } meses, contados da data prevista.
}
assistant-upcoming = O que a maioria das crianças aprende por volta dessa idade e ainda não está registrado: { $skills }.
assistant-nothing-logged = Não há nada sobre isso nos registros de { $name } dos últimos dias.
assistant-from-library = Da biblioteca, “{ $title }”:
assistant-unknown = Não sei responder a isso. Pergunte ao pediatra ou tente com outras palavras: conheço o sono, a alimentação, as fraldas, o crescimento, o desenvolvimento e a saúde do dia a dia de crianças de até três anos.
assistant-unknown-but = Não sei responder a isso, mas isto está registrado:
assistant-suggest-nap = Coloque { $name } para tirar uma soneca por volta das { $time }
assistant-suggest-bedtime = Procure que a hora de dormir de hoje seja por volta das { $time }

# Páginas da biblioteca.
library-title = Biblioteca
library-to-try = O que você pode tentar
library-source = Fatos de: { $source }
library-disclaimer = Esta página traz informações gerais e não é orientação médica. Se você se preocupa com seu filho, pergunte ao pediatra.
library-topic-sleep = Sono
library-topic-feeding = Alimentação
library-topic-diapers = Fraldas
library-topic-growth = Crescimento
library-topic-development = Desenvolvimento
library-topic-health = Saúde
library-topic-safety = Segurança
library-topic-crying = Choro
library-topic-parents = Mães e pais
library-topic-routines = Rotinas

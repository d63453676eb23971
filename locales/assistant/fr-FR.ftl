# Français (France) : l’assistant, ce qu’il dit d’un enfant et autour de ce que dit la bibliothèque.

assistant-based-on = D’après ce que votre famille a noté :
assistant-last-night = { $wakings ->
    [0] { $name } a dormi { length } la nuit dernière, sans réveil.
    [one] { $name } a dormi { length } la nuit dernière, avec un réveil.
   *[other] { $name } a dormi { length } la nuit dernière, avec { $wakings } réveils.
}
assistant-nights = { $days ->
    [one] Le seul jour des deux dernières semaines où du sommeil est noté, { $name } a dormi { $night } h la nuit.
   *[other] Sur les { $days } jours des deux dernières semaines où du sommeil est noté, { $name } a dormi en moyenne { $night } h par nuit.
}
assistant-nights-improving = Le plus long sommeil de la nuit s’allonge.
assistant-nights-declining = Le plus long sommeil de la nuit raccourcit.
assistant-bedtime = L’heure de coucher qui réussit le mieux à ses nuits est { $time } environ.
assistant-next-nap = La prochaine sieste est à prévoir vers { $time }.
assistant-next-bedtime = Le prochain coucher est à prévoir vers { $time }.
assistant-asleep = { $name } dort depuis { $time }.
assistant-napped = La dernière sieste de { $name } a duré de { $from } à { $until }.
assistant-slept = Le dernier sommeil de nuit de { $name } a duré de { $from } à { $until }.
assistant-fed = { $name } a mangé pour la dernière fois à { $time }.
assistant-fed-amount = { $name } a mangé pour la dernière fois à { $time } : { $amount }.
assistant-feedings = { $count ->
    [0] Au cours des dernières 24 heures, aucun repas n’est noté.
    [one] Au cours des dernières 24 heures, il y a eu un repas.
   *[other] Au cours des dernières 24 heures, il y a eu { $count } repas.
}
assistant-feedings-amount = { $count ->
    [0] Au cours des dernières 24 heures, aucun repas n’est noté ({ $amount }).
    [one] Au cours des dernières 24 heures, il y a eu un repas, { $amount } en tout.
   *[other] Au cours des dernières 24 heures, il y a eu { $count } repas, { $amount } en tout.
}
assistant-next-feeding = Le prochain repas est à prévoir vers { $time }.
# En français, zéro est du singulier : il a donc sa propre ligne.
assistant-changed = La dernière couche de { $name } a été changée à { $time }.
assistant-diapers = Au cours des dernières 24 heures, il y a eu { $wet ->
    [0] zéro couche mouillée
    [one] une couche mouillée
   *[other] { $wet } couches mouillées
} et { $dirty ->
    [0] zéro couche avec des selles
    [one] une couche avec des selles
   *[other] { $dirty } couches avec des selles
}.
assistant-temperature = La dernière température notée est de { $temperature }, prise à { $time }.
assistant-weight = { $name } pesait { $weight } le { $date }.
assistant-weight-percentile = { $name } pesait { $weight } le { $date }, percentile { $percentile } ({ $standard }).
assistant-who = OMS
assistant-height = La dernière taille notée, du { $date }, est de { $height }.
assistant-age-weeks = { $weeks ->
    [0] { $name } a moins d’une semaine.
    [one] { $name } a une semaine.
   *[other] { $name } a { $weeks } semaines.
}
assistant-age-months = { $months ->
    [0] { $name } a moins d’un mois.
    [one] { $name } a un mois.
   *[other] { $name } a { $months } mois.
}
assistant-age-corrected = { $months ->
    [0] { $name } a moins d’un mois, compté depuis la date prévue.
    [one] { $name } a un mois, compté depuis la date prévue.
   *[other] { $name } a { $months } mois, comptés depuis la date prévue.
}
assistant-upcoming = Ce que la plupart des enfants apprennent vers cet âge et qui n’est pas encore noté : { $skills }.
assistant-nothing-logged = Rien n’est noté à ce sujet pour { $name } ces derniers jours.
assistant-from-library = Dans la bibliothèque, « { $title } » :
assistant-unknown = Je n’ai pas de réponse à cela. Posez la question à votre pédiatre, ou essayez avec d’autres mots : je connais le sommeil, les repas, les couches, la croissance, le développement et la santé de tous les jours des enfants jusqu’à trois ans.
assistant-unknown-but = Je n’ai pas de réponse à cela, mais voici ce qui est noté :
assistant-suggest-nap = Proposez une sieste à { $name } vers { $time }
assistant-suggest-bedtime = Visez un coucher vers { $time } ce soir

# Pages de la bibliothèque.
library-title = Bibliothèque
library-to-try = Ce que vous pouvez essayer
library-source = Faits tirés de : { $source }
library-disclaimer = Cette page donne des informations générales et non un avis médical. Si votre enfant vous inquiète, parlez-en à votre pédiatre.
library-topic-sleep = Sommeil
library-topic-feeding = Alimentation
library-topic-diapers = Couches
library-topic-growth = Croissance
library-topic-development = Développement
library-topic-health = Santé
library-topic-safety = Sécurité
library-topic-crying = Pleurs
library-topic-parents = Parents
library-topic-routines = Rythmes et rituels

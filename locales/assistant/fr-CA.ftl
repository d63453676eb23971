# Français (Canada) : ce qui ne se dit pas comme dans fr-FR.ftl.

assistant-based-on = D’après ce que votre famille a noté:
assistant-fed = Le dernier boire ou repas de { $name } était à { $time }.
assistant-fed-amount = Le dernier boire ou repas de { $name } était à { $time }: { $amount }.
assistant-feedings = { $count ->
    [0] Au cours des dernières 24 heures, aucun boire ni repas n’est noté.
    [one] Au cours des dernières 24 heures, il y a eu un boire ou repas.
   *[other] Au cours des dernières 24 heures, il y a eu { $count } boires et repas.
}
assistant-feedings-amount = { $count ->
    [0] Au cours des dernières 24 heures, aucun boire ni repas n’est noté ({ $amount }).
    [one] Au cours des dernières 24 heures, il y a eu un boire ou repas, { $amount } en tout.
   *[other] Au cours des dernières 24 heures, il y a eu { $count } boires et repas, { $amount } en tout.
}
assistant-next-feeding = Le prochain boire ou repas est à prévoir vers { $time }.
assistant-upcoming = Ce que la plupart des enfants apprennent vers cet âge et qui n’est pas encore noté: { $skills }.
assistant-from-library = Dans la bibliothèque, « { $title } »:
assistant-unknown = Je n’ai pas de réponse à cela. Posez la question à votre pédiatre ou à votre médecin de famille, ou essayez avec d’autres mots: je connais le sommeil, les boires et les repas, les couches, la croissance, le développement et la santé de tous les jours des enfants jusqu’à trois ans.
assistant-unknown-but = Je n’ai pas de réponse à cela, mais voici ce qui est noté:

library-source = Faits tirés de: { $source }
library-disclaimer = Cette page donne de l’information générale et non un avis médical. Si votre enfant vous inquiète, parlez-en à votre pédiatre ou à votre médecin de famille.

# Français (Canada) : ce qui diffère de fr-FR.

command-kind-feeding = boire
command-food-formula = préparation pour nourrissons
command-ask-heard = A-t-on bien entendu? { $what }
command-ask-action = Qu’était-ce : un boire, du sommeil, une couche ou autre chose?
command-ask-child = De quel enfant s’agit-il?
command-ask-missing-amount = Combien, ou pendant combien de temps?
command-ask-missing-type = De quelle sorte?
command-ask-missing-time = Quand était-ce?
command-ask-unit = Dans quelle unité : { $field }?
command-ask-time = De quelle heure s’agit-il? Précisez le matin ou l’après-midi, ou la date
command-ask-medicine = Faut-il enregistrer ceci? { $what }
command-ask-left-over = Ces mots n’ont pas été compris : { $words }. Le reste est-il exact? { $what }

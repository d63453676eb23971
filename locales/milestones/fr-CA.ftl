# Français (Canada) : ce qui ne se dit pas comme dans fr-FR.ftl.

milestone-enjoys-peekaboo = S’amuse à jouer à coucou
milestone-plays-pat-a-cake = Joue avec vous à tape la galette
milestone-waves-goodbye = Fait bye-bye de la main
milestone-hugs-toys = Serre une poupée ou un toutou dans ses bras
milestone-shows-affection = Vous fait des câlins ou vous donne des becs
milestone-uses-more-gestures = Fait d’autres gestes, comme hocher la tête ou envoyer un bec
milestone-kicks-ball = Donne un coup de pied dans un ballon
milestone-solves-simple-problems = Résout un petit problème, par exemple avec un petit banc

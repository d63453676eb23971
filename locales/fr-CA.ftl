# Français (Canada) : ce qui ne se dit pas comme dans fr-FR.ftl.

date = %Y-%m-%d
moment = %Y-%m-%d %H h %M UTC
time = %H h %M

sign-in-wrong-password = L’adresse courriel ou le mot de passe est incorrect
sign-in-bad-refresh-token = Ce jeton de renouvellement n’est pas valide; reconnectez-vous

error-stale = Cela a changé entre-temps; consultez la version actuelle
error-rate-limited = { $count ->
    [one] Trop de requêtes; réessayez dans { $count } seconde
   *[other] Trop de requêtes; réessayez dans { $count } secondes
}

reason-not-an-email = Le format de l’adresse courriel est invalide
reason-not-a-milestone = Doit être un identifiant de GET /api/v1/milestones; vos propres mots vont dans name
reason-too-common = Parmi les plus courants; choisissez-en un autre
reason-not-a-zone = Doit être un fuseau horaire tel que America/Toronto

event-visit-first-week = Visite de suivi pédiatrique de la première semaine
event-visit-months = Visite de suivi pédiatrique de { $months } mois
event-visit-years = { $years ->
    [one] Visite de suivi pédiatrique de { $years } an
   *[other] Visite de suivi pédiatrique de { $years } ans
}

insight-weight-crossed-lines = Le poids de { $name } est passé du percentile { $before } au percentile { $now } depuis la pesée précédente. Cela peut être tout à fait normal; parlez-en à votre pédiatre

mail-invitation-code =
    Ouvrez app://join/{ $code } sur votre cellulaire ou entrez le code { $code } dans l’application.
    Il ne peut être utilisé qu’une seule fois, jusqu’au { $until }.

notification-daily-reminder-title = Comment s’est passée la journée?
notification-daily-reminder-body = Notez les boires, le sommeil et les couches qui manquent

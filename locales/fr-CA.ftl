# Français (Canada) : ce qui ne se dit pas comme dans fr-FR.ftl.

date = %Y-%m-%d
moment = %Y-%m-%d %H h %M UTC
time = %H h %M

sign-in-wrong-password = L’adresse courriel ou le mot de passe est incorrect
sign-in-bad-refresh-token = Ce jeton de renouvellement n’est pas valide; reconnectez-vous

error-stale = Cela a changé entre-temps; consultez la version actuelle
error-questions-used = { $count ->
    [0] Votre formule ne comprend pas de questions à l’assistant
    [one] Vous avez posé la seule question quotidienne de votre formule; vous en aurez une autre demain
   *[other] Vous avez posé les { $count } questions quotidiennes de votre formule; vous en aurez d’autres demain
}
error-rate-limited = { $count ->
    [one] Trop de requêtes; réessayez dans { $count } seconde
   *[other] Trop de requêtes; réessayez dans { $count } secondes
}

reason-not-an-email = Le format de l’adresse courriel est invalide
reason-not-a-milestone = Doit être un identifiant de GET /api/v1/milestones; vos propres mots vont dans name
reason-too-common = Parmi les plus courants; choisissez-en un autre
reason-used-up = N’est pas ou n’est plus valable; demandez une autre lettre
reason-not-a-zone = Doit être un fuseau horaire tel que America/Toronto
reason-not-a-file-of = Doit être un fichier CSV de l’un de ceux-ci : { $words }; sa première ligne doit nommer les colonnes
reason-either = Peut signifier { $one } ou { $other }; précisez lequel

event-visit-first-week = Visite de suivi pédiatrique de la première semaine
event-visit-months = Visite de suivi pédiatrique de { $months } mois
event-visit-years = { $years ->
    [one] Visite de suivi pédiatrique de { $years } an
   *[other] Visite de suivi pédiatrique de { $years } ans
}

insight-weight-crossed-lines = Le poids de { $name } est passé du percentile { $before } au percentile { $now } depuis la pesée précédente. Cela peut être tout à fait normal; parlez-en à votre pédiatre
insight-unlikely-measure = { $measure ->
    [weight] Le poids de { $name } du { $date } n’est celui de presque aucun enfant de cet âge; vérifiez qu’il a été bien saisi
    [height] La taille de { $name } du { $date } n’est celle de presque aucun enfant de cet âge; vérifiez qu’elle a été bien saisie
   *[other] Le périmètre crânien de { $name } du { $date } n’est celui de presque aucun enfant de cet âge; vérifiez qu’il a été bien saisi
}
insight-sleep-below-recommendation = La plupart des 7 derniers jours, { $name } a dormi au plus { length } en 24 heures. À cet âge, on ne considère pas comme adapté moins de { $bound } heures. Chaque enfant est différent; parlez-en à votre pédiatre si { $name } semble manquer de sommeil
insight-sleep-above-recommendation = La plupart des 7 derniers jours, { $name } a dormi { length } ou plus en 24 heures. À cet âge, on ne considère pas comme adapté plus de { $bound } heures. Chaque enfant est différent; parlez-en à votre pédiatre si { $name } se réveille difficilement ou a moins d’entrain que d’habitude

done-reset-asked = S’il existe un compte avec cette adresse courriel, vous recevrez de quoi choisir un nouveau mot de passe.
done-signed-out = Votre session est fermée

letter-invitation-note =
    Ouvrez app://join/{ $code } sur votre cellulaire ou entrez le code { $code } dans l’application.
    Il ne peut être utilisé qu’une seule fois, jusqu’au { $until }.
letter-reset-password-note =
    Le lien ne peut être utilisé qu’une seule fois, jusqu’au { $until }.
    Si ce n’était pas vous, il n’y a rien à faire: le mot de passe reste le même.
letter-verify-email-subject = Cette adresse courriel est-elle la vôtre?
letter-password-changed-opening = Le mot de passe de votre compte Maternal a été modifié: { $at }.
letter-password-changed-note = Si ce n’était pas vous, quelqu’un d’autre connaît votre mot de passe: demandez-en tout de suite un nouveau, là où vous ouvrez une session.
letter-password-reset-opening = Un lien que nous avions envoyé à cette adresse a servi à choisir un nouveau mot de passe pour votre compte Maternal: { $at }.
letter-password-reset-note = Si ce n’était pas vous, quelqu’un d’autre lit vos courriels: sécurisez d’abord votre boîte, puis demandez un nouveau mot de passe là où vous ouvrez une session.
letter-email-changed-subject = Votre compte a une autre adresse courriel
letter-email-changed-opening = L’adresse courriel de votre compte Maternal a été modifiée: { $at }. Vous ouvrez désormais une session avec la nouvelle, et cette lettre est la dernière à l’ancienne.
letter-email-changed-note = Si ce n’était pas vous, quelqu’un d’autre peut utiliser votre compte: changez tout de suite le mot de passe sur un appareil où votre session est encore ouverte et prévenez qui gère ce service.

page-verified = Merci: cette adresse est confirmée
page-incomplete = Ce lien n’est pas complet: ouvrez-le de nouveau depuis la lettre
page-no-answer = Il n’y a pas eu de réponse: réessayez dans un instant

notification-daily-reminder-title = Comment s’est passée la journée?
notification-daily-reminder-body = Notez les boires, le sommeil et les couches qui manquent
notification-password-changed-body = Les autres sessions sont fermées. Si ce n’était pas vous, demandez un nouveau mot de passe là où vous ouvrez une session

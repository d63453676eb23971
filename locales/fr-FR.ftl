# Français (France) : ce que l’on dit aux gens.
#
# Les mots que les clients envoient (champs, droits, choix) ne sont jamais traduits.

# Comment s’écrivent les dates et les instants, avec les lettres de strftime.
date = %d/%m/%Y
moment = %d/%m/%Y %H:%M UTC
time = %H:%M

# Quelqu’un n’entre pas.
sign-in-missing = Connectez-vous d’abord
sign-in-bad-token = Jeton invalide ou expiré
sign-in-session-ended = Cette session est terminée
sign-in-other-device = Ce jeton appartient à un autre appareil
sign-in-wrong-password = L’adresse e-mail ou le mot de passe est incorrect
sign-in-wrong-code = Le code est incorrect ou n’est plus valable
sign-in-unverified-email = Confirmez d’abord votre adresse e-mail
sign-in-bad-refresh-token = Ce jeton de renouvellement n’est pas valide. Reconnectez-vous

# Quelqu’un n’a pas le droit.
need-canAddChildren = Il vous faut pour cela le droit canAddChildren
need-canEditChildren = Il vous faut pour cela le droit canEditChildren
need-canLogActivities = Il vous faut pour cela le droit canLogActivities
need-canViewReports = Il vous faut pour cela le droit canViewReports
need-parent = Il faut pour cela être un parent de la famille
need-birth-details = Enregistrez d’abord vos données : POST /auth/register-details
need-voice = Vous avez désactivé les commandes vocales dans vos réglages (ai_voice_enabled)
need-same-origin = Cela ne peut être utilisé que depuis une page de ce serveur

# Quelque chose n’existe pas.
no-such-account = Ce compte n’existe pas
no-such-activity = Cette activité n’existe pas
no-such-appointment = Ce rendez-vous n’existe pas
no-such-article = Cet article n’existe pas
no-such-birth-details = Il n’y a pas encore de données ; enregistrez-les d’abord
no-such-child = Cet enfant n’existe pas
no-such-conversation = Cette conversation n’existe pas
no-such-device = Cet appareil n’existe pas
no-such-entry = Cette entrée n’existe pas
no-such-family = Cette famille n’existe pas
no-such-file = Ce fichier n’existe pas
no-such-insight = Cette observation n’existe pas
no-such-invitation = Cette invitation n’existe pas
no-such-member = Ce membre n’existe pas
no-such-message = Ce message n’existe pas
no-such-notification = Cette notification n’existe pas
no-such-path = Ce chemin n’existe pas
no-such-photo = Cette photo n’existe pas
no-such-setup = Cette configuration initiale n’existe pas
no-such-share-code = Ce code d’invitation n’existe pas
no-such-timer = Ce minuteur n’existe pas

# Autres refus.
error-invalid = Données saisies invalides
error-query = La requête ne correspond pas au schéma
error-exists = Cela existe déjà et diffère de ce qui a été envoyé
error-birth-details-exist = Vos données sont déjà enregistrées ; modifiez-les avec PUT /auth/user-details
error-stale = Cela a changé entre-temps. Consultez la version actuelle
error-ended = C’est terminé et ne peut plus être modifié
error-family-full = { $count ->
    [one] La famille ne peut compter qu’un seul membre
   *[other] La famille ne peut compter que { $count } membres
}
error-child-limit = { $count ->
    [one] La famille ne peut compter qu’un seul enfant
   *[other] La famille ne peut compter que { $count } enfants
}
error-questions-used = { $count ->
    [0] Votre formule ne comprend pas de questions à l’assistant
    [one] Vous avez posé la seule question quotidienne de votre formule ; vous en aurez une autre demain
   *[other] Vous avez posé les { $count } questions quotidiennes de votre formule ; vous en aurez d’autres demain
}
error-rate-limited = { $count ->
    [one] Trop de requêtes. Réessayez dans { $count } seconde
   *[other] Trop de requêtes. Réessayez dans { $count } secondes
}
error-internal = Un problème est survenu de notre côté
lack-speech = Les commandes vocales ne peuvent pas être entendues ici : aucune reconnaissance vocale n’est configurée
lack-speech-language = Ce serveur ne comprend les commandes parlées qu’en anglais ; vous pouvez les écrire dans votre langue
lack-speech-now = La reconnaissance vocale ne répond pas pour le moment ; réessayez ou écrivez la commande

# Ce qui ne va pas dans un champ.
reason-required = Obligatoire
reason-malformed = Illisible
reason-syntax = Illisible à partir de la ligne { $line }, colonne { $column }
reason-not-a-text = Doit être un texte
reason-not-a-number = Doit être un nombre
reason-not-a-whole-number = Doit être un nombre entier
reason-not-a-yes-or-no = Doit être true ou false
reason-not-a-list = Doit être une liste
reason-not-a-object = Doit être un objet
reason-not-a-date = Doit être une date telle que 2024-01-10
reason-not-a-moment = Doit être une date avec l’heure telle que 2024-01-10T15:30:00Z
reason-not-a-clock = Doit être une heure du jour comme 09:00
reason-not-a-base64 = Doit être en base64
reason-not-a-quantity = Doit être une quantité avec son unité, comme 120 ml
reason-not-a-duration = Doit être une durée comme 1:05
reason-control-characters = Ne doit pas contenir de caractères de contrôle
reason-one-of = Doit être l’une de ces valeurs : { $words }
reason-length = Doit compter de { $least } à { $most } caractères
reason-between = Doit être compris entre { $least } et { $most }
reason-in-future = Se situe dans le futur
reason-before-start = Se situe avant le début
reason-too-long = { $hours ->
    [one] Ne doit pas durer plus de { $hours } heure
   *[other] Ne doit pas durer plus de { $hours } heures
}
reason-not-an-id = Doit être un identifiant commençant par { $prefix }_
reason-not-an-email = Le format de l’adresse e-mail est invalide
reason-not-a-milestone = Doit être un identifiant de GET /api/v1/milestones ; vos propres mots vont dans name
reason-taken = Déjà utilisé
reason-too-common = Parmi les plus courants. Choisissez-en un autre
reason-wrong-password = Ce n’est pas votre mot de passe actuel
reason-not-repeated = N’est pas identique à { $field }
reason-used-up = N’est pas ou n’est plus valable ; demandez une autre lettre
reason-not-a-zone = Doit être un fuseau horaire tel que Europe/Paris
reason-forged = N’a pas été émis pour cette liste
reason-too-large = Ne doit pas dépasser { $count } octets
reason-picture-format = Doit être une image JPEG, PNG ou WebP
reason-picture-broken = L’image est endommagée
reason-picture-pixels = L’image a trop de pixels
reason-speech-format = Doit être un enregistrement en WAV, MP3, M4A ou AAC
reason-speech-broken = L’enregistrement est endommagé
reason-speech-long = L’enregistrement dure plus de 60 secondes
reason-speech-silent = On n’entend rien dans l’enregistrement
reason-speech-unclear = Aucune commande n’a été comprise dans l’enregistrement ; répétez-la ou écrivez-la
reason-not-here = Ne peut être envoyé qu’à /api/v1/auth/refresh
reason-fixed = Ne peut pas être modifié ici
reason-sent-as-file = S’envoie en tant que fichier
reason-last-parent = La famille se retrouverait sans parent
reason-not-for-parents = Ne peut pas être défini pour les parents
reason-too-many = { $count ->
    [one] Ne doit pas compter plus de { $count } élément
   *[other] Ne doit pas compter plus de { $count } éléments
}
reason-too-many-levels = Ne doit pas dépasser { $count } niveaux de profondeur
reason-too-many-aliases = Ne doit pas compter plus de { $count } alias
reason-too-many-fields = Ne doit pas demander plus de { $count } champs
reason-too-many-directives = Ne doit pas compter plus de { $count } directives
reason-too-many-directives-here = Ne doit pas compter plus de { $count } directives au même endroit
reason-too-many-tokens = Ne doit pas compter plus de { $count } éléments lexicaux
reason-too-many-cost = Ne doit pas coûter plus de { $count } : chaque champ compte autant de fois que les listes qui l’entourent peuvent avoir d’entrées
reason-cycle = Un fragment s’inclut lui-même
reason-no-introspection = Le schéma ne peut pas être consulté ici
reason-one-field = Un abonnement doit demander exactement un champ, hors de tout fragment
reason-one-at-a-time = Les opérations s’envoient une par une, non sous forme de liste
reason-not-its-hash = Doit être l’empreinte SHA-256 de la requête, en 64 chiffres hexadécimaux
reason-one-needed = Il faut au moins l’un de ces champs : { $words }
reason-only-for = Ne va qu’avec { $kind }
reason-disagrees = Ne concorde pas avec { $field }
reason-not-a-file-of = Doit être un fichier CSV de l’un de ceux-ci : { $words } ; sa première ligne doit nommer les colonnes
reason-open-quote = Contient un guillemet qui n’est pas fermé
reason-either = Peut signifier { $one } ou { $other } ; précisez lequel
reason-between-poles = Doit être supérieur à -90 et inférieur à 90 : aux pôles, aucun signe ne se lève
reason-skipped-time = N’a pas existé : les horloges de { $zone } ont été avancées à ce moment-là
reason-key-reused = A servi pour une autre requête
reason-stale = N’est pas la version actuelle

# Ce que le produit écrit lui-même.
birth-time-twice = Ce jour-là, les horloges de { $zone } ont affiché cette heure deux fois, et c’est la première qui compte
family-name = Famille { $surname }
import-not-kept = Non conservé : { $kind }
import-other-child = D’un autre enfant : { $name }
event-appointment-at = { $title } ({ $place })
event-birthday = { $years ->
    [one] { $name } fête son premier anniversaire
   *[other] { $name } fête ses { $years } ans
}
event-visit-first-week = Examen pédiatrique de la première semaine
event-visit-months = Examen pédiatrique de { $months } mois
event-visit-years = { $years ->
    [one] Examen pédiatrique de { $years } an
   *[other] Examen pédiatrique de { $years } ans
}

# Courbes de croissance. Les cinq premières nomment ce qui est mesuré.
growth-weight = Poids
growth-height = Longueur et taille
growth-head_circumference = Périmètre crânien
growth-bmi = Indice de masse corporelle
growth-weight_for_length = Poids pour la longueur
growth-age = Âge en mois
growth-corrected-age = Âge en mois, compté depuis la date prévue jusqu’à 24 mois
growth-length = Longueur ou taille en cm
growth-lines = Courbes : sur 100 enfants en bonne santé, combien mesurent moins
growth-no-lines = Sans courbes : la norme en a pour les filles et pour les garçons
growth-empty = Rien n’a encore été mesuré
growth-implausible = Un point creux peut être une erreur

# Ce qui a été observé.
insight-longest-sleep = { $name } a dormi { length } d’affilée, le plus long sommeil en 30 jours
insight-growth-spurt = { $name } a dormi et mangé comme avant une poussée de croissance (probable dans les 4 jours : { $percent } %)
insight-weight-crossed-lines = Le poids de { $name } est passé du percentile { $before } au percentile { $now } depuis la pesée précédente. Cela peut être tout à fait normal ; parlez-en à votre pédiatre
insight-unlikely-measure = { $measure ->
    [weight] Le poids de { $name } du { $date } n’est celui de presque aucun enfant de cet âge ; vérifiez qu’il a été bien saisi
    [height] La taille de { $name } du { $date } n’est celle de presque aucun enfant de cet âge ; vérifiez qu’elle a été bien saisie
   *[other] Le périmètre crânien de { $name } du { $date } n’est celui de presque aucun enfant de cet âge ; vérifiez qu’il a été bien saisi
}
insight-sleep-below-recommendation = La plupart des 7 derniers jours, { $name } a dormi au plus { length } en 24 heures. À cet âge, on ne considère pas comme adapté moins de { $bound } heures. Chaque enfant est différent ; parlez-en à votre pédiatre si { $name } semble manquer de sommeil
insight-sleep-above-recommendation = La plupart des 7 derniers jours, { $name } a dormi { length } ou plus en 24 heures. À cet âge, on ne considère pas comme adapté plus de { $bound } heures. Chaque enfant est différent ; parlez-en à votre pédiatre si { $name } se réveille difficilement ou a moins d’entrain que d’habitude
length = { $hours ->
    [0] { $minutes } min
   *[other] { $minutes ->
        [0] { $hours } h
       *[other] { $hours } h { $minutes } min
    }
}

# Habitudes : ce qui se vérifie par un test statistique.
habit-longer-before = { $name } dort { $minutes } minutes de plus quand le coucher a lieu avant { $time }
habit-longer-after = { $name } dort { $minutes } minutes de plus quand le coucher a lieu après { $time }
habit-naps-awake-less = Les siestes de { $name } durent { $minutes } minutes de plus après moins de { $awake } minutes d’éveil
habit-naps-awake-more = Les siestes de { $name } durent { $minutes } minutes de plus après plus de { $awake } minutes d’éveil
habit-steady-mornings = { $name } se réveille régulièrement entre { $from } et { $to }
habit-night-stretch-increasing = Le plus long sommeil de la nuit de { $name } s’allonge
habit-night-stretch-decreasing = Le plus long sommeil de la nuit de { $name } raccourcit
habit-feeding-intervals-increasing = Les intervalles entre les repas augmentent : { $name } est peut-être prêt pour de plus longues pauses
habit-feeding-intervals-decreasing = Les intervalles entre les repas diminuent : { $name } réclame plus souvent

# Pourquoi quelque chose est prévu pour ce moment.
why-awake-since = Éveil depuis { $time } ; la durée d’éveil habituelle
why-overdue = Éveil depuis { $time }, plus long que d’habitude
why-asleep-since = Sommeil depuis { $time } ; la sieste habituelle, puis la durée d’éveil habituelle
why-after-night = Après le réveil, vers { $time }
why-fed-at = Dernier repas à { $time } ; l’intervalle habituel
why-not-fed-since = Dernier repas à { $time }, il y a plus longtemps que d’habitude
why-usual-time = L’heure habituelle
why-nothing-since = Rien n’a été noté depuis longtemps ; l’heure habituelle
why-nothing-logged = Rien n’a encore été noté ; ce qui est habituel à cet âge
growth-spurt-expected = { $from }-{ $to } jours
sign-more-sleep = plus de sommeil
sign-more-bouts = plus de siestes ou de réveils
sign-more-feedings = plus de repas
event-nap = Sieste, sans doute entre { $from } et { $to }
event-feeding = Repas, sans doute entre { $from } et { $to }
event-bedtime = Coucher, sans doute entre { $from } et { $to }

# Ce qui a été fait.
done-reset-asked = S’il existe un compte avec cette adresse, vous recevrez de quoi choisir un nouveau mot de passe.
done-password-reset = Le mot de passe a été réinitialisé
done-password-changed = Le mot de passe a été modifié
done-signed-out = Vous êtes déconnecté
done-avatar-saved = La photo de profil est enregistrée
done-avatar-removed = La photo de profil est supprimée
done-children-listed = Voici les profils des enfants
done-child-deleted = Le profil de l’enfant est supprimé
done-child-picture-saved = La photo de profil est envoyée
done-early-access = Vous êtes sur la liste d’accès anticipé
done-code-sent = Code envoyé avec succès
done-token-is-good = Le jeton est valable
done-logged-out = Déconnexion réussie

# Lettres.
letter-invitation-subject = { $name } vous invite à rejoindre { $family }
letter-invitation-opening = { $name } vous invite à rejoindre { $family } sur Maternal.
letter-invitation-note =
    Ouvrez app://join/{ $code } sur votre téléphone ou saisissez le code { $code } dans l’application.
    Il ne peut être utilisé qu’une seule fois, jusqu’au { $until }.
letter-reset-password-subject = Choisissez un nouveau mot de passe
letter-reset-password-opening = Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour le compte Maternal de cette adresse.
letter-reset-password-link = Choisir un nouveau mot de passe
letter-reset-password-note =
    Le lien ne peut être utilisé qu’une seule fois, jusqu’au { $until }.
    Si ce n’était pas vous, il n’y a rien à faire : le mot de passe reste le même.
letter-verify-email-subject = Cette adresse e-mail est-elle la vôtre ?
letter-verify-email-opening = Cette adresse a été indiquée pour un compte sur Maternal. Veuillez confirmer que c’est la vôtre.
letter-verify-email-link = Confirmer cette adresse
letter-verify-email-note =
    Le lien ne peut être utilisé qu’une seule fois, jusqu’au { $until }.
    Si le compte n’est pas le vôtre, il n’y a rien à faire.
letter-sign-in-subject = Votre code pour Maternal
letter-sign-in-opening = Avec ce code, vous vous connectez à Maternal : { $code }
letter-sign-in-note =
    Il ne sert qu’une fois, jusqu’au { $until }. Ne le communiquez à personne.
    Si vous ne l’avez pas demandé, il n’y a rien à faire.
letter-password-changed-subject = Votre mot de passe a été modifié
letter-password-changed-opening = Le mot de passe de votre compte Maternal a été modifié : { $at }.
letter-password-changed-note = Si ce n’était pas vous, quelqu’un d’autre connaît votre mot de passe : demandez-en tout de suite un nouveau, là où vous vous connectez.
letter-password-reset-subject = Votre mot de passe a été modifié
letter-password-reset-opening = Un lien que nous avions envoyé à cette adresse a servi à choisir un nouveau mot de passe pour votre compte Maternal : { $at }.
letter-password-reset-note = Si ce n’était pas vous, quelqu’un d’autre lit votre courrier : sécurisez d’abord votre messagerie, puis demandez un nouveau mot de passe là où vous vous connectez.
letter-email-changed-subject = Votre compte a une autre adresse e-mail
letter-email-changed-opening = L’adresse e-mail de votre compte Maternal a été modifiée : { $at }. Vous vous connectez désormais avec la nouvelle, et cette lettre est la dernière à l’ancienne.
letter-email-changed-note = Si ce n’était pas vous, quelqu’un d’autre peut utiliser votre compte : changez tout de suite le mot de passe sur un appareil où vous êtes encore connecté et prévenez qui gère ce service.
letter-first-code-subject = Quelqu’un s’est connecté avec un code
letter-first-code-opening = Un code que nous avions envoyé à cette adresse a servi à se connecter à son compte Maternal : { $at }. Le compte a été créé avant que quiconque ait montré que l’adresse est la sienne.
letter-first-code-note = Toutes les sessions précédentes ont pris fin et son mot de passe n’est plus valable, car quelqu’un d’autre a pu créer ce compte. Si vous souhaitez un mot de passe, demandez-en un nouveau là où vous vous connectez. Regardez qui est avec vous dans ses familles et retirez qui vous ne connaissez pas. Là où aucun enfant n’avait encore été ajouté, plus personne d’autre n’est dans la vôtre, ni vous dans celle d’autrui ; invitez de nouveau qui vous connaissez.
letter-first-reset-subject = Votre mot de passe a été modifié
letter-first-reset-opening = Un lien que nous avions envoyé à cette adresse a servi à choisir un nouveau mot de passe pour son compte Maternal : { $at }. Le compte a été créé avant que quiconque ait montré que l’adresse est la sienne.
letter-first-reset-note = Toutes les sessions précédentes ont pris fin, car quelqu’un d’autre a pu créer ce compte. Regardez qui est avec vous dans ses familles et retirez qui vous ne connaissez pas. Là où aucun enfant n’avait encore été ajouté, plus personne d’autre n’est dans la vôtre, ni vous dans celle d’autrui ; invitez de nouveau qui vous connaissez.
letter-erased-subject = Votre compte a été effacé
letter-erased-opening = Le compte Maternal de cette adresse a été effacé avec tout ce qui lui appartenait : { $at }.
letter-erased-note = Si ce n’était pas vous, quelqu’un d’autre pouvait utiliser votre compte ou lit votre courrier : protégez votre messagerie et prévenez l’exploitant de ce service.

# Pages auxquelles mènent les lettres.
page-new-password = Nouveau mot de passe
page-repeat-password = Le même une nouvelle fois
page-save = Enregistrer
page-verified = Merci : cette adresse est confirmée
page-incomplete = Ce lien n’est pas complet : ouvrez-le de nouveau depuis la lettre
page-no-answer = Il n’y a pas eu de réponse : réessayez dans un instant
page-needs-script = Cette page a besoin de JavaScript

# Notifications.
notification-test-title = Notification de test
notification-test-body = Les notifications arrivent sur cet appareil
notification-daily-reminder-title = Comment s’est passée la journée ?
notification-daily-reminder-body = Notez les repas, le sommeil et les changes qui manquent
notification-member-joined-title = { $name } a rejoint { $family }
notification-member-joined-body = { $name } fait maintenant partie de la famille : { role }
notification-member-left-title = { $name } a quitté { $family }
notification-member-left-body = { $name } ne voit plus ce qui se passe dans { $family }
notification-removed-title = Vous ne faites plus partie de { $family }
notification-removed-body = Vous ne voyez plus ce qui se passe dans { $family }
notification-role-changed-title = Votre rôle a changé
notification-role-changed-body = Votre rôle dans { $family } est maintenant : { role }
role = { $role ->
    [parent] parent
    [caregiver] garde
   *[viewer] observateur
}
notification-password-changed-title = Votre mot de passe a été modifié
notification-password-changed-body = Les autres sessions sont fermées. Si ce n’était pas vous, demandez un nouveau mot de passe là où vous vous connectez
notification-level-up-title = Nouveau niveau : { level } { $icon }
notification-level-up-body = À force de noter jour après jour, vous voilà au niveau { $number }
level = { $level ->
   *[seedling] plantule
    [sprout] pousse
    [sapling] jeune arbre
    [growing] en pleine croissance
    [rooted] bien enraciné
    [blooming] en fleur
    [evergreen] toujours vert
}

# Ce que les parents acceptent.
consent-text = Je suis parent ou tuteur de cet enfant et j’accepte que ce serveur conserve ce que ma famille note à son sujet, pour ma famille seulement. Je peux retirer ce consentement à tout moment ; l’enfant est alors effacé avec tout ce qui a été noté à son sujet.

# Le thème natal en image ; les premiers sont courts.
kundli-Sun = So
kundli-Moon = Lu
kundli-Mars = Ma
kundli-Mercury = Me
kundli-Jupiter = Ju
kundli-Venus = Vé
kundli-Saturn = Sa
kundli-Rahu = Ra
kundli-Ketu = Ke
kundli-lagna = As
kundli-backwards = R
kundli-title = Thème natal
kundli-basis = Zodiaque sidéral (Lahiri), { $node ->
    [mean] nœud moyen
   *[true] nœud vrai
}
kundli-marks = As : ascendant · R : rétrograde
kundli-numbers = Nombres : signes, comptés depuis le Bélier
kundli-ascendant = Ascendant : { $sign } { $degree }°.
kundli-placed = { $graha } : { $sign } { $degree }°, maison { $house }.
kundli-placed-backwards = { $graha } : { $sign } { $degree }°, maison { $house }, rétrograde.

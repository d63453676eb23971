# English (United States): what people are told.
#
# Words that clients send (fields, permissions, choices) are never translated.

# How dates and moments are written, in the letters of strftime.
date = %m/%d/%Y
moment = %m/%d/%Y, %-I:%M %p UTC
time = %-I:%M %p

# Somebody is not let in.
sign-in-missing = Sign in first
sign-in-bad-token = Invalid or expired token
sign-in-session-ended = This session has ended
sign-in-other-device = This token belongs to another device
sign-in-wrong-password = The e-mail address or the password is wrong
sign-in-wrong-code = The code is wrong, or no longer good
sign-in-unverified-email = Confirm your e-mail address first
sign-in-bad-refresh-token = This refresh token is not valid; sign in again

# Somebody may not.
need-canAddChildren = You need the permission canAddChildren for this
need-canEditChildren = You need the permission canEditChildren for this
need-canLogActivities = You need the permission canLogActivities for this
need-canViewReports = You need the permission canViewReports for this
need-parent = You need to be a parent of the family for this
need-birth-details = Register your details first: POST /auth/register-details
need-voice = You have switched voice commands off in your settings (ai_voice_enabled)
need-same-origin = This can only be used from a page of this server

# Something is not there.
no-such-account = There is no such account
no-such-activity = There is no such activity
no-such-appointment = There is no such appointment
no-such-article = There is no such article
no-such-birth-details = There are no details yet; register them first
no-such-child = There is no such child
no-such-conversation = There is no such conversation
no-such-device = There is no such device
no-such-entry = There is no such entry
no-such-family = There is no such family
no-such-file = There is no such file
no-such-insight = There is no such insight
no-such-invitation = There is no such invitation
no-such-member = There is no such member
no-such-message = There is no such message
no-such-notification = There is no such notification
no-such-path = There is no such path
no-such-photo = There is no such photo
no-such-setup = There is no such setup
no-such-share-code = There is no such share code
no-such-timer = There is no such timer

# Other refusals.
error-invalid = Invalid input data
error-query = The query does not fit the schema
error-exists = It already exists and differs from what was sent
error-birth-details-exist = Your details are registered already; change them with PUT /auth/user-details
error-stale = It was changed meanwhile; look at the current version
error-ended = It has ended and cannot be changed any more
error-family-full = { $count ->
    [one] The family can have only one member
   *[other] The family can have only { $count } members
}
error-child-limit = { $count ->
    [one] The family can have only one child
   *[other] The family can have only { $count } children
}
error-questions-used = { $count ->
    [0] Questions to the assistant are not part of your plan
    [one] You have asked the one question a day of your plan; there is another one tomorrow
   *[other] You have asked the { $count } questions a day of your plan; there are more tomorrow
}
error-rate-limited = { $count ->
    [one] Too many requests; try again in { $count } second
   *[other] Too many requests; try again in { $count } seconds
}
error-internal = Something went wrong on our side
lack-speech = Voice commands cannot be heard here: no speech recognition is set up
lack-speech-language = This server understands spoken commands in English only; you can type them in your language
lack-speech-now = Speech recognition does not answer at the moment; try again, or type the command

# What is wrong with a field.
reason-required = Required
reason-malformed = Cannot be read
reason-syntax = Cannot be read from line { $line }, column { $column }
reason-not-a-text = Must be text
reason-not-a-number = Must be a number
reason-not-a-whole-number = Must be a whole number
reason-not-a-yes-or-no = Must be true or false
reason-not-a-list = Must be a list
reason-not-a-object = Must be an object
reason-not-a-date = Must be a date such as 2024-01-10
reason-not-a-moment = Must be a date and time such as 2024-01-10T15:30:00Z
reason-not-a-clock = Must be a time of day such as 09:00
reason-not-a-base64 = Must be in base64
reason-not-a-quantity = Must be a quantity with its unit, such as 120 ml
reason-not-a-duration = Must be a length of time such as 1:05
reason-control-characters = Must not hold control characters
reason-one-of = Must be one of { $words }
reason-length = Must have { $least } to { $most } characters
reason-between = Must be between { $least } and { $most }
reason-in-future = Lies in the future
reason-before-start = Lies before the start
reason-too-long = { $hours ->
    [one] Must not take longer than { $hours } hour
   *[other] Must not take longer than { $hours } hours
}
reason-not-an-id = Must be an id that begins with { $prefix }_
reason-not-an-email = Invalid email format
reason-not-a-milestone = Must be an id of GET /api/v1/milestones; own words go into name
reason-taken = Already in use
reason-too-common = One of the most common ones; choose another
reason-wrong-password = Is not your current password
reason-not-repeated = Is not the same as { $field }
reason-used-up = Is not valid, or no longer; ask for another letter
reason-not-a-zone = Must be a time zone such as Europe/Paris
reason-forged = Was not given out for this list
reason-too-large = Must not be larger than { $count } bytes
reason-picture-format = Must be a JPEG, PNG or WebP picture
reason-picture-broken = The picture is broken
reason-picture-pixels = The picture has too many pixels
reason-speech-format = Must be a recording in WAV, MP3, M4A or AAC
reason-speech-broken = The recording is broken
reason-speech-long = The recording is longer than 60 seconds
reason-speech-silent = There is nothing to hear in the recording
reason-speech-unclear = No command was understood in the recording; say it again, or type it
reason-not-here = May only be sent to /api/v1/auth/refresh
reason-fixed = Cannot be changed here
reason-sent-as-file = Upload it as a file instead
reason-last-parent = The family would be left without a parent
reason-not-for-parents = Cannot be set for parents
reason-too-many = { $count ->
    [one] Must not have more than { $count } entry
   *[other] Must not have more than { $count } entries
}
reason-too-many-levels = Must not go deeper than { $count } levels
reason-too-many-aliases = Must not have more than { $count } aliases
reason-too-many-fields = Must not ask for more than { $count } fields
reason-too-many-directives = Must not have more than { $count } directives
reason-too-many-directives-here = Must not have more than { $count } directives at one place
reason-too-many-tokens = Must not have more than { $count } tokens
reason-too-many-cost = Must not cost more than { $count }: each field counts as often as the lists around it may have entries
reason-cycle = A fragment spreads itself
reason-no-introspection = The schema cannot be looked at here
reason-one-field = A subscription must ask for exactly one field, outside of fragments
reason-one-at-a-time = Operations are taken one at a time, not as a list
reason-not-its-hash = Must be the SHA-256 digest of the query, in 64 hexadecimal digits
reason-one-needed = At least one of these is needed: { $words }
reason-only-for = Goes only with { $kind }
reason-disagrees = Does not agree with { $field }
reason-not-a-file-of = Must be a CSV file of one of these: { $words }; its first line must name the columns
reason-open-quote = Has a quotation mark that does not end
reason-either = Can mean { $one } or { $other }; say which
reason-between-poles = Must be greater than -90 and less than 90: at the poles no sign rises
reason-skipped-time = Did not exist: the clocks of { $zone } were put forward over that time
reason-key-reused = Was used for another request
reason-stale = Is not the current version

# What the product itself writes.
birth-time-twice = The clocks of { $zone } showed this time twice that day; the earlier one is meant
family-name = The { $surname } Family
import-not-kept = Not kept: { $kind }
import-other-child = Of another child: { $name }
event-appointment-at = { $title } ({ $place })
event-birthday = { $name } turns { $years }
event-visit-first-week = Well-child visit of the first week
event-visit-months = { $months ->
    [one] Well-child visit at { $months } month
   *[other] Well-child visit at { $months } months
}
event-visit-years = { $years ->
    [one] Well-child visit at { $years } year
   *[other] Well-child visit at { $years } years
}

# Growth charts. The first five name what is measured.
growth-weight = Weight
growth-height = Length and height
growth-head_circumference = Head circumference
growth-bmi = Body mass index
growth-weight_for_length = Weight for length
growth-age = Age in months
growth-corrected-age = Age in months, counted from the due date up to 24 months
growth-length = Length or height in cm
growth-lines = Lines: of 100 healthy children, how many measure less
growth-no-lines = Without lines: the standard has them for girls and for boys
growth-empty = Nothing was measured yet
growth-implausible = A hollow point may be a slip

# What was found out.
insight-longest-sleep = { $name } slept { length } at a stretch, the longest in 30 days
insight-growth-spurt = { $name } slept and ate like before a growth spurt (likely in the next 4 days: { $percent } %)
insight-weight-crossed-lines = { $name }’s weight went from percentile { $before } to { $now } since the previous weighing. That can be quite normal; your pediatrician can tell what it means
insight-unlikely-measure = { $measure ->
    [weight] { $name }’s weight of { $date } is one that hardly any child of this age has; please check whether it was entered right
    [height] { $name }’s height of { $date } is one that hardly any child of this age has; please check whether it was entered right
   *[other] { $name }’s head circumference of { $date } is one that hardly any child of this age has; please check whether it was entered right
}
insight-sleep-below-recommendation = On most of the last 7 days { $name } slept no more than { length } in 24 hours. At this age, no less than { $bound } hours is thought to be right. Children differ; it is worth a word with your pediatrician if { $name } seems tired
insight-sleep-above-recommendation = On most of the last 7 days { $name } slept { length } or more in 24 hours. At this age, no more than { $bound } hours is thought to be right. Children differ; it is worth a word with your pediatrician if { $name } is hard to wake or not as lively as usual
length = { $hours ->
    [0] { $minutes } min
   *[other] { $minutes ->
        [0] { $hours } h
       *[other] { $hours } h { $minutes } min
    }
}

# Habits: what holds of a child by a statistical test.
habit-longer-before = { $name } sleeps { $minutes } minutes longer when put down before { $time }
habit-longer-after = { $name } sleeps { $minutes } minutes longer when put down after { $time }
habit-naps-awake-less = { $name } naps { $minutes } minutes longer when awake for less than { $awake } minutes before
habit-naps-awake-more = { $name } naps { $minutes } minutes longer when awake for more than { $awake } minutes before
habit-steady-mornings = { $name } consistently wakes between { $from } and { $to }
habit-night-stretch-increasing = { $name }’s longest stretch of sleep at night is getting longer
habit-night-stretch-decreasing = { $name }’s longest stretch of sleep at night is getting shorter
habit-feeding-intervals-increasing = Feeding intervals are increasing: { $name } may be ready for longer stretches
habit-feeding-intervals-decreasing = Feeding intervals are decreasing: { $name } wants to be fed more often

# Why something is predicted for when it is.
why-awake-since = Awake since { $time }; the usual wake window
why-overdue = Awake since { $time }, longer than usual
why-asleep-since = Asleep since { $time }; the usual nap, then the usual wake window
why-after-night = After waking up, at about { $time }
why-fed-at = Fed at { $time }; the usual interval
why-not-fed-since = Fed at { $time }, longer ago than usual
why-usual-time = The usual time
why-nothing-since = Nothing has been logged for a long time; the usual time of day
why-nothing-logged = Nothing has been logged yet; what is usual at this age
growth-spurt-expected = { $from }-{ $to } days
sign-more-sleep = more sleep
sign-more-bouts = more naps or awakenings
sign-more-feedings = increased feeding
event-nap = Nap, likely between { $from } and { $to }
event-feeding = Feeding, likely between { $from } and { $to }
event-bedtime = Bedtime, likely between { $from } and { $to }

# What was done.
done-reset-asked = If an account exists with that email, you will receive password reset instructions.
done-password-reset = Password has been reset successfully
done-password-changed = Password changed successfully
done-signed-out = Successfully logged out
done-avatar-saved = Profile picture saved successfully
done-avatar-removed = Profile picture removed successfully
done-children-listed = Child profiles retrieved successfully
done-child-deleted = Child profile deleted successfully
done-child-picture-saved = Profile picture uploaded successfully
done-early-access = You are on the early access list
done-code-sent = OTP sent successfully
done-token-is-good = Token is valid
done-logged-out = Logged out successfully

# Letters.
letter-invitation-subject = { $name } invites you to { $family }
letter-invitation-opening = { $name } invites you to { $family } on Maternal.
letter-invitation-note =
    Open app://join/{ $code } on your phone, or enter the code { $code } in the app.
    It can be used once, until { $until }.
letter-reset-password-subject = Choose a new password
letter-reset-password-opening = Somebody, probably you, asked for a new password for the Maternal account of this address.
letter-reset-password-link = Choose a new password
letter-reset-password-note =
    The link works once, until { $until }.
    If it was not you, there is nothing to do: the password stays as it is.
letter-verify-email-subject = Is this your e-mail address?
letter-verify-email-opening = This address was given for an account on Maternal. Please confirm that it is yours.
letter-verify-email-link = Confirm this address
letter-verify-email-note =
    The link works once, until { $until }.
    If the account is not yours, there is nothing to do.
letter-sign-in-subject = Your code for Maternal
letter-sign-in-opening = With this code you sign in to Maternal: { $code }
letter-sign-in-note =
    It can be used once, until { $until }. Tell it to nobody.
    If you did not ask for it, there is nothing to do.
letter-password-changed-subject = Your password was changed
letter-password-changed-opening = The password of your Maternal account was changed: { $at }.
letter-password-changed-note = If it was not you, somebody else knows your password: ask for a new one at once, where you sign in.
letter-password-reset-subject = Your password was changed
letter-password-reset-opening = A link that we had sent to this address was used to choose a new password for your Maternal account: { $at }.
letter-password-reset-note = If it was not you, somebody else reads your mail: secure your mailbox first, then ask for a new password where you sign in.
letter-email-changed-subject = Your account has another e-mail address
letter-email-changed-opening = The e-mail address of your Maternal account was changed: { $at }. From now on you sign in with the new one, and this is the last letter to the old one.
letter-email-changed-note = If it was not you, somebody else can use your account: change the password at once on a device where you are still signed in, and tell whoever runs this service.
letter-first-code-subject = Somebody signed in with a code
letter-first-code-opening = A code that we had sent to this address was used to sign in to its Maternal account: { $at }. The account was made before anybody had shown that the address is theirs.
letter-first-code-note = Everybody who was signed in to it before is signed out, and its password is gone, as somebody else may have made the account. If you want a password, ask for a new one where you sign in. Look who is in its families with you: whom you do not know, take out. Where no child had been added yet, nobody else is in yours any more, and you are in nobody else’s; invite again whom you know.
letter-first-reset-subject = Your password was changed
letter-first-reset-opening = A link that we had sent to this address was used to choose a new password for its Maternal account: { $at }. The account was made before anybody had shown that the address is theirs.
letter-first-reset-note = Everybody who was signed in to it before is signed out, as somebody else may have made the account. Look who is in its families with you: whom you do not know, take out. Where no child had been added yet, nobody else is in yours any more, and you are in nobody else’s; invite again whom you know.
letter-erased-subject = Your account was erased
letter-erased-opening = The Maternal account of this address was erased with all that was its own: { $at }.
letter-erased-note = If it was not you, somebody else could use your account or reads your mail: secure your mailbox, and tell whoever runs this service.

# Pages that letters lead to.
page-new-password = New password
page-repeat-password = The same again
page-save = Save
page-verified = Thank you: this address is confirmed
page-incomplete = This link is not complete: open it from the letter once more
page-no-answer = There was no answer: try again in a moment
page-needs-script = This page needs JavaScript

# Notifications.
notification-test-title = Test notification
notification-test-body = Notifications reach this device
notification-daily-reminder-title = How was today?
notification-daily-reminder-body = Log the feedings, sleep and diapers that are missing
notification-member-joined-title = { $name } joined { $family }
notification-member-joined-body = { $name } is now part of the family: { role }
notification-member-left-title = { $name } left { $family }
notification-member-left-body = { $name } no longer sees what happens in { $family }
notification-removed-title = You are no longer in { $family }
notification-removed-body = You no longer see what happens in { $family }
notification-role-changed-title = Your role changed
notification-role-changed-body = You are now { role } in { $family }
role = { $role ->
    [parent] parent
    [caregiver] caregiver
   *[viewer] viewer
}
notification-password-changed-title = Your password was changed
notification-password-changed-body = Everyone who was signed in elsewhere is signed out. If that was not you, ask for a new password where you sign in
notification-level-up-title = New level: { level } { $icon }
notification-level-up-body = By logging day after day you have come to level { $number }
level = { $level ->
   *[seedling] seedling
    [sprout] sprout
    [sapling] sapling
    [growing] growing
    [rooted] rooted
    [blooming] blooming
    [evergreen] evergreen
}

# What parents agree to; words that mean something else are another version of it.
consent-text = I am a parent or guardian of this child and agree that this server keeps what my family enters about it, for my family alone. I can withdraw this at any time; the child is then erased with all that was entered about it.

# The birth chart as a picture; the first are short.
kundli-Sun = Su
kundli-Moon = Mo
kundli-Mars = Ma
kundli-Mercury = Me
kundli-Jupiter = Ju
kundli-Venus = Ve
kundli-Saturn = Sa
kundli-Rahu = Ra
kundli-Ketu = Ke
kundli-lagna = As
kundli-backwards = R
kundli-title = Birth chart
kundli-basis = Sidereal zodiac (Lahiri), { $node ->
    [mean] mean node
   *[true] true node
}
kundli-marks = As: ascendant · R: retrograde
kundli-numbers = Numbers are signs, counted from Aries
kundli-ascendant = Ascendant: { $sign } { $degree }°.
kundli-placed = { $graha }: { $sign } { $degree }°, house { $house }.
kundli-placed-backwards = { $graha }: { $sign } { $degree }°, house { $house }, retrograde.

# The assistant: what it says of a child, and around what the library says.

assistant-based-on = Based on what your family logged:
assistant-last-night = { $wakings ->
    [0] { $name } slept { length } last night without waking up.
    [one] { $name } slept { length } last night and woke up once.
   *[other] { $name } slept { length } last night and woke up { $wakings } times.
}
assistant-nights = { $days ->
    [one] On the one day of the last two weeks with sleep in the log, { $name } slept { $night } h by night.
   *[other] On the { $days } days of the last two weeks with sleep in the log, { $name } slept { $night } h a night on average.
}
assistant-nights-improving = The longest stretch at night is getting longer.
assistant-nights-declining = The longest stretch at night is getting shorter.
assistant-bedtime = The bedtime that goes best with the nights is about { $time }.
assistant-next-nap = The next nap is likely at about { $time }.
assistant-next-bedtime = The next bedtime is likely at about { $time }.
assistant-asleep = { $name } has been asleep since { $time }.
assistant-napped = { $name } last napped from { $from } to { $until }.
assistant-slept = { $name } last slept by night from { $from } to { $until }.
assistant-fed = { $name } was last fed at { $time }.
assistant-fed-amount = { $name } was last fed at { $time }: { $amount }.
assistant-feedings = { $count ->
    [one] In the last 24 hours there was one feeding.
   *[other] In the last 24 hours there were { $count } feedings.
}
assistant-feedings-amount = { $count ->
    [one] In the last 24 hours there was one feeding, { $amount } in all.
   *[other] In the last 24 hours there were { $count } feedings, { $amount } in all.
}
assistant-next-feeding = The next feeding is likely at about { $time }.
assistant-changed = { $name }’s diaper was last changed at { $time }.
assistant-diapers = In the last 24 hours there were { $wet ->
    [one] one wet diaper
   *[other] { $wet } wet diapers
} and { $dirty ->
    [one] one dirty one
   *[other] { $dirty } dirty ones
}.
assistant-temperature = The last temperature in the log is { $temperature }, taken at { $time }.
assistant-weight = { $name } weighed { $weight } on { $date }.
assistant-weight-percentile = { $name } weighed { $weight } on { $date }, percentile { $percentile } ({ $standard }).
assistant-who = WHO
assistant-height = The last length or height, of { $date }, is { $height }.
assistant-age-weeks = { $weeks ->
    [0] { $name } is less than a week old.
    [one] { $name } is one week old.
   *[other] { $name } is { $weeks } weeks old.
}
assistant-age-months = { $months ->
    [one] { $name } is one month old.
   *[other] { $name } is { $months } months old.
}
assistant-age-corrected = { $months ->
    [one] { $name } is one month old, counted from the due date.
   *[other] { $name } is { $months } months old, counted from the due date.
}
assistant-upcoming = What most children learn around this age and is not in the log yet: { $skills }.
assistant-nothing-logged = There is nothing about this in { $name }’s log of the last days.
assistant-from-library = From the library, “{ $title }”:
assistant-unknown = I don’t know an answer to that. Please ask your pediatrician, or try other words: I know about sleep, feeding, diapers, growth, development and everyday health of children up to three.
assistant-unknown-but = I don’t know an answer to that, but this is in the log:
assistant-suggest-nap = Put { $name } down for a nap at about { $time }
assistant-suggest-bedtime = Aim for a bedtime of about { $time } tonight

# Pages of the library.
library-title = Library
library-to-try = What you can try
library-source = Facts from: { $source }
library-disclaimer = This page is general information and no medical advice. If you worry about your child, ask your pediatrician.
library-topic-sleep = Sleep
library-topic-feeding = Feeding
library-topic-diapers = Diapers
library-topic-growth = Growth
library-topic-development = Development
library-topic-health = Health
library-topic-safety = Safety
library-topic-crying = Crying
library-topic-parents = Parents
library-topic-routines = Routines

# English (United States): what most children can do by an age. The ages are those of the checklists in
# crates/domain/src/milestone; the words are ours.

# By 2 months.
milestone-calms-when-held = Settles when held or spoken to
milestone-looks-at-faces = Looks into faces
milestone-glad-when-you-come = Is glad when you come near
milestone-smiles-back = Answers your words or smile with a smile
milestone-makes-sounds = Has sounds besides crying
milestone-reacts-to-loud-sounds = Responds to loud noise
milestone-watches-you-move = Follows you with the eyes
milestone-looks-at-toy = Keeps looking at a toy for a while
milestone-holds-head-up-on-tummy = Lifts the head while on the tummy
milestone-moves-arms-and-legs = Moves all four limbs
milestone-opens-hands = Unfolds the hands for a moment

# By 4 months.
milestone-smiles-for-attention = Smiles unprompted to be noticed
milestone-chuckles = Chuckles at your jokes
milestone-seeks-attention = Seeks attention by looks, movements or sounds
milestone-coos = Coos long vowels
milestone-answers-with-sounds = Answers your talking with sounds
milestone-turns-to-voice = Turns to your voice
milestone-opens-mouth-for-milk = Opens the mouth for breast or bottle when hungry
milestone-studies-hands = Studies their own hands
milestone-steady-head = Keeps the head steady when carried
milestone-holds-toy = Keeps hold of a toy put into the hand
milestone-swings-at-toys = Swipes at toys
milestone-hands-to-mouth = Gets the hands to the mouth
milestone-props-on-forearms = Props up on the forearms while on the tummy

# By 6 months.
milestone-knows-familiar-people = Recognizes people close to them
milestone-likes-mirror = Enjoys the mirror
milestone-laughs = Laughs aloud
milestone-takes-turns-with-sounds = Trades sounds back and forth
milestone-blows-raspberries = Sputters with the tongue out
milestone-squeals = Squeals
milestone-explores-by-mouth = Explores things with the mouth
milestone-reaches-for-toys = Stretches out for a wanted toy
milestone-closes-lips-when-full = Shuts the mouth when full
milestone-rolls-over = Rolls over from the tummy
milestone-pushes-up-on-straight-arms = Straightens the arms while on the tummy
milestone-leans-on-hands = Sits propped on the hands

# By 9 months.
milestone-shy-with-strangers = Is wary of strangers
milestone-shows-feelings-in-face = Has a face for each feeling
milestone-responds-to-name = Looks up when called by name
milestone-reacts-to-leaving = Minds when you leave
milestone-enjoys-peekaboo = Enjoys peekaboo
milestone-babbles = Babbles chains of syllables
milestone-lifts-arms = Raises the arms to be carried
milestone-looks-for-dropped-things = Searches for what fell out of sight
milestone-bangs-things-together = Knocks things against each other
milestone-gets-to-sitting = Sits up unaided
milestone-passes-between-hands = Passes things from hand to hand
milestone-rakes-food = Rakes food closer
milestone-sits-alone = Stays seated alone

# By 12 months.
milestone-plays-pat-a-cake = Joins in clapping games
milestone-waves-goodbye = Waves goodbye
milestone-names-a-parent = Has a name for a parent, such as mama
milestone-understands-no = Stops for a moment at a no
milestone-puts-in-container = Fills a cup or box with things
milestone-finds-hidden-things = Searches for what was hidden in plain view
milestone-pulls-to-stand = Stands up by pulling on something
milestone-cruises = Walks along the furniture
milestone-drinks-from-held-cup = Drinks from an open cup that you hold
milestone-pincer-grasp = Picks up crumbs with thumb and finger

# By 15 months.
milestone-copies-children = Copies other children at play
milestone-shows-liked-things = Holds out favorite things for you to see
milestone-claps = Claps with joy
milestone-hugs-toys = Cuddles a doll or soft toy
milestone-shows-affection = Gives hugs or kisses
milestone-says-first-words = Tries a word or two beyond mama and dada
milestone-looks-at-named-things = Looks to a familiar thing that you name
milestone-follows-gestured-requests = Does what words and a gesture ask for
milestone-points-to-ask = Asks for things by pointing
milestone-uses-things-properly = Tries things out for what they are for
milestone-stacks-two = Builds a tower of two
milestone-takes-steps = Walks a few steps alone
milestone-eats-some-with-fingers = Eats some food by hand

# By 18 months.
milestone-explores-near-you = Ventures off while checking where you are
milestone-points-to-show = Points out what is interesting
milestone-hands-out-to-wash = Offers the hands for washing
milestone-looks-at-book = Shares a few pages of a book with you
milestone-helps-dressing = Helps along with dressing
milestone-says-three-words = Tries three or more words beyond mama and dada
milestone-follows-one-step = Does a simple thing when only words ask for it
milestone-copies-chores = Plays at housework
milestone-plays-simply-with-toys = Plays simply, such as with a car to push
milestone-walks-alone = Walks freely
milestone-scribbles = Draws scribbles
milestone-drinks-from-cup = Drinks from an open cup, if with spills
milestone-eats-with-fingers = Eats by hand without help
milestone-tries-spoon = Tries out a spoon
milestone-climbs-on-furniture = Climbs onto a chair and down again alone

# By 24 months.
milestone-notices-upset = Sees when somebody is hurt or sad
milestone-checks-your-face = Reads your face when something is new
milestone-points-in-books = Finds things in a book when asked
milestone-joins-two-words = Puts two words together
milestone-points-to-body-parts = Shows two parts of the body
milestone-uses-more-gestures = Has further gestures, such as a nod or a blown kiss
milestone-uses-both-hands = Holds with one hand while the other works
milestone-tries-switches = Tries what buttons and switches do
milestone-combines-toys = Plays with several toys together
milestone-kicks-ball = Kicks balls
milestone-runs = Can run
milestone-walks-up-stairs = Goes up a few stairs on foot
milestone-eats-with-spoon = Manages a spoon

# By 30 months.
milestone-plays-beside-children = Plays beside other children, sometimes with them
milestone-shows-off = Wants you to watch a feat
milestone-follows-routines = Joins in simple routines when told
milestone-says-fifty-words = Has some fifty words
milestone-joins-words-with-action = Joins words with one for an action
milestone-names-things-in-books = Tells what a picture shows
milestone-says-i-or-me = Speaks of I, me or we
milestone-pretends-with-things = Lets one thing stand for another
milestone-solves-simple-problems = Solves small problems, such as with a stool
milestone-follows-two-steps = Carries out a request of two steps
milestone-knows-a-color = Knows a color
milestone-twists-things = Turns knobs and lids
milestone-takes-clothes-off = Slips out of some clothes
milestone-jumps = Jumps with both feet
milestone-turns-pages = Turns page after page

# By 3 years.
milestone-calms-after-goodbye = Gets over a goodbye in ten minutes
milestone-joins-other-children = Goes to other children to play
milestone-converses = Talks to and fro, twice at least
milestone-asks-questions = Asks who, what, where or why
milestone-tells-actions-in-pictures = Tells what somebody in a picture does
milestone-says-own-name = Tells their first name
milestone-is-understood = Is mostly understood by others
milestone-draws-circle = Draws a circle after you
milestone-avoids-hot-things = Keeps off hot things when warned
milestone-strings-beads = Threads large beads
milestone-puts-clothes-on = Slips into some clothes
milestone-uses-fork = Manages a fork

# By 4 years.
milestone-plays-pretend = Plays being somebody else
milestone-asks-for-playmates = Asks for other children to play with
milestone-comforts-others = Comforts who is hurt or sad
milestone-avoids-danger = Keeps out of danger, such as great heights
milestone-likes-to-help = Likes to help out
milestone-fits-behavior-to-place = Behaves as the place asks for
milestone-says-four-word-sentences = Speaks in sentences of four words or more
milestone-knows-words-of-songs = Knows some words of a song or story
milestone-tells-about-the-day = Tells something of the day
milestone-answers-simple-questions = Tells what things are for
milestone-names-colors = Names some colors
milestone-tells-what-comes-next = Knows how a familiar story goes on
milestone-draws-person = Draws people with three parts or more
milestone-catches-ball = Mostly catches a large ball
milestone-serves-food = Helps themselves to food or water while you watch
milestone-unbuttons = Opens some buttons
milestone-holds-pencil = Has a pencil between fingers and thumb

# By 5 years.
milestone-follows-game-rules = Keeps to rules or turns in games
milestone-performs = Performs a song, a dance or a play for you
milestone-does-chores = Does small chores
milestone-tells-a-story = Tells a story in which two things happen
milestone-answers-about-a-story = Answers questions on a story
milestone-keeps-conversation-going = Keeps a talk going, to and fro
milestone-rhymes = Rhymes or hears a rhyme
milestone-counts-to-ten = Counts up to ten
milestone-names-numbers = Reads some numbers up to five
milestone-uses-time-words = Speaks of times, such as yesterday
milestone-pays-attention = Stays with something for five to ten minutes
milestone-writes-letters = Writes some letters of their name
milestone-names-letters = Reads some letters
milestone-buttons = Closes some buttons
milestone-hops = Hops on a single foot

# English (United States): birth charts in words. What a chart means here are our own short readings of the tradition.
#
# A graha: its name, in the forms that sentences need; `there` is what it does in a house, `mood` what its period is like.
graha-Sun = Sun
    .the = the Sun
    .of = of the Sun
    .your = your Sun
    .there = you want to answer for what you do, and to be seen doing it
    .mood = a time to take responsibility and to step forward
graha-Moon = Moon
    .the = the Moon
    .of = of the Moon
    .your = your Moon
    .there = your moods and your gift for caring are at work there
    .mood = a time of feeling, closeness and changing tides
graha-Mars = Mars
    .the = Mars
    .of = of Mars
    .your = your Mars
    .there = you bring drive to it, and sometimes haste
    .mood = a time of initiative, in which courage needs a cool head
graha-Mercury = Mercury
    .the = Mercury
    .of = of Mercury
    .your = your Mercury
    .there = you think it through, talk about it and learn as you go
    .mood = a time to learn, to negotiate and to put things in writing
graha-Jupiter = Jupiter
    .the = Jupiter
    .of = of Jupiter
    .your = your Jupiter
    .there = it gives you trust, breadth and people to learn from
    .mood = a time of growth, good counsel and wider views
graha-Venus = Venus
    .the = Venus
    .of = of Venus
    .your = your Venus
    .there = it lends you tact, taste and the wish for harmony
    .mood = a time for bonds, beauty and comfort
graha-Saturn = Saturn
    .the = Saturn
    .of = of Saturn
    .your = your Saturn
    .there = it asks for patience there and repays steady effort
    .mood = a time of work and of clearing up, in which slow things hold
graha-Rahu = Rahu
    .the = Rahu
    .of = of Rahu
    .your = your Rahu
    .there = you want more than custom offers there, and try unusual ways
    .mood = a time of new hunger and unfamiliar paths, in which a clear measure helps
graha-Ketu = Ketu
    .the = Ketu
    .of = of Ketu
    .your = your Ketu
    .there = you hold it lightly, and know more of it than you show
    .mood = a time of letting go and of looking inward

# A sign, and how somebody acts in it.
rashi-Aries = Aries
    .way = with courage and a quick start
rashi-Taurus = Taurus
    .way = with patience and a sense for what lasts
rashi-Gemini = Gemini
    .way = with curiosity and a way with words
rashi-Cancer = Cancer
    .way = with care and a long memory
rashi-Leo = Leo
    .way = with pride and a warm heart
rashi-Virgo = Virgo
    .way = with precision and an eye for what can be improved
rashi-Libra = Libra
    .way = with fairness and a feeling for balance
rashi-Scorpio = Scorpio
    .way = with depth and a will that does not let go
rashi-Sagittarius = Sagittarius
    .way = with trust and a distant goal in view
rashi-Capricorn = Capricorn
    .way = with discipline and a plan for the long climb
rashi-Aquarius = Aquarius
    .way = with independence and an eye on the whole
rashi-Pisces = Pisces
    .way = with imagination and a fine ear for others

# A lunar mansion, and what the Moon gives there.
nakshatra-Ashwini = Ashwini
    .gift = you are quick to help and quick to begin
nakshatra-Bharani = Bharani
    .gift = you carry much and bring to the end what you took on
nakshatra-Krittika = Krittika
    .gift = you cut through pretence and say what is so
nakshatra-Rohini = Rohini
    .gift = you make things grow and like what is beautiful
nakshatra-Mrigashira = Mrigashira
    .gift = you keep searching, gently and without rest
nakshatra-Ardra = Ardra
    .gift = you come out of storms with a clearer view
nakshatra-Punarvasu = Punarvasu
    .gift = you find the way back to the light and begin again
nakshatra-Pushya = Pushya
    .gift = you nourish others and keep your word
nakshatra-Ashlesha = Ashlesha
    .gift = you see what others hide and choose your moment
nakshatra-Magha = Magha
    .gift = you honor where you come from and carry yourself with dignity
nakshatra-Purva-Phalguni = Purva Phalguni
    .gift = you know how to enjoy, and others relax beside you
nakshatra-Uttara-Phalguni = Uttara Phalguni
    .gift = you are reliable in friendship and keep what you promised
nakshatra-Hasta = Hasta
    .gift = your hands are skillful and your mind finds a way
nakshatra-Chitra = Chitra
    .gift = you give things a form that people remember
nakshatra-Swati = Swati
    .gift = you need room of your own and bend without breaking
nakshatra-Vishakha = Vishakha
    .gift = you set yourself a goal and come back to it
nakshatra-Anuradha = Anuradha
    .gift = you are loyal and bring people together
nakshatra-Jyeshtha = Jyeshtha
    .gift = you take charge where others hesitate
nakshatra-Mula = Mula
    .gift = you go to the root of things
nakshatra-Purva-Ashadha = Purva Ashadha
    .gift = you believe in what you do and win others over to it
nakshatra-Uttara-Ashadha = Uttara Ashadha
    .gift = you win late and for good, because you stay fair
nakshatra-Shravana = Shravana
    .gift = you listen well and learn from all you hear
nakshatra-Dhanishta = Dhanishta
    .gift = you have rhythm, and like to share what you earn
nakshatra-Shatabhisha = Shatabhisha
    .gift = you look for the truth on your own and keep your counsel
nakshatra-Purva-Bhadrapada = Purva Bhadrapada
    .gift = you burn for an idea and ask much of yourself
nakshatra-Uttara-Bhadrapada = Uttara Bhadrapada
    .gift = you are deep and calm, and people confide in you
nakshatra-Revati = Revati
    .gift = you see others safely on their way

# A house: what it rules, and what follows if the lord that is spoken of stands in it.
house-1 = your self and how you begin things
    .so = so much here begins with your own initiative
house-2 = means, speech and what you hold dear
    .so = so the matter is tied to your means and to what you say
house-3 = courage, skills and everyday exchange
    .so = so the matter grows by practice, courage and small steps
house-4 = home, roots and peace of mind
    .so = so the matter needs a quiet base at home
house-5 = creativity, learning and children
    .so = so the matter thrives on ideas and on what you do with joy
house-6 = daily duties, service and how you meet obstacles
    .so = so the matter is won by daily effort and by facing what stands in the way
house-7 = partnership and the people you meet face to face
    .so = so other people, and one above all, have a part in the matter
house-8 = deep change and what is shared with others
    .so = so the matter changes by deep turns and gains by patience
house-9 = guidance, belief and good fortune
    .so = so teachers, journeys and conviction carry the matter
house-10 = work, calling and standing
    .so = so the matter wants to be turned into visible work
house-11 = gains, friends and hopes
    .so = so friends and wider circles open doors here
house-12 = rest, distance and letting go
    .so = so part of the matter ripens out of sight, in quiet or far from home

# How a lord fares in its sign.
dignity-exalted = exalted
dignity-own = in a sign of its own
dignity-friendly = in the sign of a friend
dignity-neutral = on neutral ground
dignity-hostile = in a sign that does not suit it
dignity-debilitated = in the sign of its fall

# A theme: what it is called in a sentence, how an answer begins, and three suggestions.
theme-career = your work
    .opening = { $strength ->
        [supported] Your chart speaks well of your work: you get on in it { $way }, and what you begin is carried.
        [steady] In your work you get on { $way }, and your chart leaves you much room to shape it.
       *[demanding] Your chart asks for staying power in your work: you get on { $way }, and what takes longer stands all the firmer.
    }
    .first = Choose one thing this month that you want to be known for, and give it an hour before anything else.
    .second = Ask somebody whose work you respect what they would do next in your place.
    .third = Write down which tasks give you strength and which only fill the day, and shift one of them.
theme-wealth = your means
    .opening = { $strength ->
        [supported] Your chart speaks well of your means: you handle them { $way }, and what you build up holds.
        [steady] You handle your means { $way }, and your chart shows neither a gift from the sky nor a lock on the door.
       *[demanding] Your chart asks for a long breath with money: you handle it { $way }, and order brings you more than luck.
    }
    .first = Look at your income and spending of three months in one sitting, and decide on a single change.
    .second = Before the next large expense let three nights pass, and ask what it is to serve.
    .third = Name one skill that people would gladly pay more for, and put regular time into it.
theme-relationship = your love life
    .opening = { $strength ->
        [supported] Your chart speaks warmly of partnership: you approach others { $way }, and closeness finds good ground with you.
        [steady] In love you approach others { $way }, and much depends on what the two of you make of it.
       *[demanding] Your chart asks for patience in love: you approach others { $way }, and trust that grows slowly is what carries you.
    }
    .first = Tell the person you think of one thing that you value in them, and ask for nothing in return.
    .second = Ask yourself what you need in closeness, and say it in one plain sentence.
    .third = Make room for one unhurried evening a week, and listen before you advise.
theme-family = your family
    .opening = { $strength ->
        [supported] Your chart gives you firm ground in your family: you live these bonds { $way }, and home is a source to you.
        [steady] You live the bonds of your family { $way }, and your chart leaves it to you how close they are to be.
       *[demanding] Your chart shows that family asks much of you: you live these bonds { $way }, and peace there comes by small steps.
    }
    .first = Take the first step in one small thing, a call or a meal together, and let old accounts rest.
    .second = Say early and kindly where your limits are, so that closeness does not become a burden.
    .third = Ask an older relative for a story that you do not know yet.
theme-children = life with your children
    .opening = { $strength ->
        [supported] Your chart speaks of joy in children: you accompany them { $way }, and they can lean on that.
        [steady] You accompany children { $way }, and your chart leaves both sides room to grow.
       *[demanding] Your chart asks for calm with children: you accompany them { $way }, and what you repeat patiently stays with them.
    }
    .first = Give each child a little time that belongs to nobody else, and let the child choose what you do.
    .second = Praise the effort rather than the result, and watch what the child returns to unasked.
    .third = Keep one small ritual of the day that stays the same whatever else changes.
theme-study = your studies
    .opening = { $strength ->
        [supported] Your chart speaks well of learning: you study { $way }, and what you have understood stays with you.
        [steady] You learn { $way }, and your chart rewards what you come back to.
       *[demanding] Your chart asks for a longer road in learning: you study { $way }, and what you work out yourself is yours for good.
    }
    .first = Study in short stretches at the same hour, and explain aloud what you have learned.
    .second = Set the date of your next small test now, so that you have something to work toward.
    .third = Find one person to learn with: what you teach stays with you.
theme-time = this time of your life
    .opening = You meet this time { $way }.
    .first = Note on one page what you want this period to have been good for, and look at it once a month.
    .second = Finish one thing that belongs to what lies behind you before you begin the next.
    .third = Plan in small steps and leave room: a period colors your days, and you still steer them.
theme-general = your path
    .opening = { $strength ->
        [supported] With { $sign } rising you meet the world { $way }, and your chart gives you a firm stand.
        [steady] With { $sign } rising you meet the world { $way }, and you find your place by trying things.
       *[demanding] With { $sign } rising you meet the world { $way }, and you grow by what does not come easily.
    }
    .first = Take the gift named first and use it on purpose once a day this week.
    .second = Keep a few lines of a diary for a month, and see which of this you recognize.
    .third = Ask a friend which of these traits they see in you: the answer is often the better chart.

# The sentences of an answer.
reading-house = { $house ->
    [1] 1st house
    [2] 2nd house
    [3] 3rd house
   *[other] { $house }th house
}
reading-place = { $retrograde ->
    [yes] in { $sign }, retrograde, in your { reading-house }
   *[no] in { $sign } in your { reading-house }
}
reading-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
reading-again = { $strength ->
    [supported] Let us look at { $matter } once more, this time from your { reading-house }: there you act { $way }, and what you begin is carried.
    [steady] Let us look at { $matter } once more, this time from your { reading-house }: there you act { $way }, with much room of your own.
   *[demanding] Let us look at { $matter } once more, this time from your { reading-house }: there you act { $way }, and staying power pays.
}
reading-occupant = { $your } stands { $place }, which rules { $area }: { $there }.
reading-karaka = { $the }, the natural significator here, stands { $place }, { $dignity }, and draws it toward { $area }.
reading-lord = The lord of your { reading-house }, { $the }, stands { $place }, { $dignity }, { $so }.
reading-house-lord = Your { reading-house }, which rules { $area }, falls in { $sign }, and its lord, { $the }, stands { $place }, { $dignity }, { $so }.
reading-lord-home = { $the }, the lord of your { reading-house }, stands in the house itself, so this part of your life rests on its own strength.
reading-moon = { $your } stands { $place }, in the lunar mansion { $mansion }: { $gift }.
reading-dasha = { $same ->
    [yes] Until { $until } the great period { $maha } is in its own first part, { $mood }.
   *[no] Until { $until } you live in the period { $antar } within the great period { $maha }, { $mood }.
}
reading-tie = { $tie ->
    [rules] Its lord also rules your { reading-house }, so this time speaks to your question directly.
    [occupies] Its lord stood in your { reading-house } at birth, so this time brings the matter closer to you.
    [signifies] Its lord signifies this matter by nature, so the time is on speaking terms with your question.
    [aspects] From its place at birth its lord looks at your { reading-house }, so what you do there is noticed now.
   *[none] Its lord has no direct hold on your { reading-house }, so your own steps count for more here than the time.
}
reading-when-now = { $tie ->
    [rules] As to when, the tradition points to the present: { $the } rules your { reading-house }, and its period runs until { $until }.
    [occupies] As to when, the tradition points to the present: { $the } stands in your { reading-house }, and its period runs until { $until }.
   *[signifies] As to when, the tradition points to the present: { $the } signifies this matter by nature, and its period runs until { $until }.
}
reading-when-later = { $tie ->
    [rules] As to when, the tradition points to the period { $of } from { $from } to { $until }, for { $the } rules your { reading-house }.
    [occupies] As to when, the tradition points to the period { $of } from { $from } to { $until }, for { $the } stands in your { reading-house }.
   *[signifies] As to when, the tradition points to the period { $of } from { $from } to { $until }, for { $the } signifies this matter by nature.
}
reading-time-now = { $same ->
    [yes] You live in the great period { $maha }, which lasts until { $whole }, and until { $until } in its own first part.
   *[no] You live in the great period { $maha }, which lasts until { $whole }, and within it in that { $antar } until { $until }.
}
reading-time-place = { $the } stands in your chart { $place }, so its time turns toward { $area }.
reading-time-mood = The present months are colored by { $the }: { $mood }.
reading-time-inner = Within the periods that run now a shorter one, that { $of }, lasts until { $until }, { $mood }.
reading-time-next = From { $from } the period { $of } follows, { $mood }.
reading-mark = Composed from built-in readings of the Vedic tradition, for reflection and not as a forecast.

# What a chart is not asked.
refused-danger = I am very sorry that things are so heavy. A chart is of no help here, but people are, and you do not have to carry this alone.
refused-death = How long a life is, and how it ends, I do not read in a chart, and nobody should. If worry or grief lies behind your question, someone you trust, a doctor or a counselor will help you further. Gladly ask me what you can make of this time: of your work, your bonds, your family or the period that runs now.
refused-pregnancy = Whether, when and how a child comes I do not read in a chart; a doctor or a midwife can tell you what is known. Gladly ask me about life with your family, your partnership, your work or the period that runs now.
refused-health = About illness, treatment and the body I say nothing from a chart: please turn to a doctor, and in an emergency to your local emergency number. Gladly ask me about your work, your bonds, your family, your studies or the period that runs now.
refused-wager = A chart knows no winning numbers and no prices, and I do not want you to stake money on it. Gladly ask me how you deal with your means, with your work or with the period that runs now.
refused-verdict = How a court decides depends on facts and on the law, and a lawyer can tell you more about it than a chart. Gladly ask me about your work, your bonds, your family or the period that runs now.

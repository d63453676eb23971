# English (United States): what to do now about each red flag, and what is not answered. First what to do; no diagnosis, no doses.

urgent-anywhere = { $emergency } or your local emergency number
urgent-call = If you are not sure, or it gets worse, call { $emergency }.
urgent-not-a-doctor = I am not a doctor and cannot examine anybody. Please do not wait for my answers.

urgent-breathing = Call { $emergency } now. Hold your child upright or however breathing is easiest, and loosen tight clothes. If breathing stops, begin CPR; the dispatcher will guide you.
urgent-blue = Call { $emergency } now. Stay with your child and watch every breath. If breathing stops, begin CPR; the dispatcher will guide you.
urgent-choking = If your child cannot cough, cry or breathe, have somebody call { $emergency } now. Under one year: five back blows between the shoulder blades, head low, then five chest thrusts with two fingers; over one year: five back blows, then five abdominal thrusts. Repeat until it comes out or help arrives, and do not reach blindly into the mouth.
urgent-unconscious = Call { $emergency } now. If your child breathes, lay them on their side and watch every breath. If not, begin CPR; the dispatcher will guide you.
urgent-drowning = Call { $emergency } now. If your child does not breathe normally, begin CPR with rescue breaths; the dispatcher will guide you. See a doctor today even if all seems well again.
urgent-seizure = Call { $emergency } now. Lay your child on their side on something soft and clear the space around. Do not hold them down and put nothing in the mouth. Note when it began.
urgent-allergic-reaction = Call { $emergency } now. If an adrenaline auto-injector was prescribed, use it at once. Lay your child down with the legs raised, or let them sit up if breathing is hard.
urgent-limp = Call { $emergency } now. Keep your child warm, stay with them and watch every breath.
urgent-swallowed = Call the poison center now: { $poison }. If your child has swallowed a battery or magnets, go to the emergency room at once; if they are drowsy or struggle to breathe, call { $emergency }. Do not make them vomit, and take the package with you.
urgent-rash = Go to the emergency room or call { $emergency } now. A rash that does not fade when a glass is pressed on it has to be seen at once, also if your child seems well.
urgent-burn = Cool the burn under cool running water for 20 minutes, now. Take off clothes and diaper around it unless they stick, then cover it loosely with cling film. Have every burn of a baby seen today; call { $emergency } if it is large, deep, on the face, hands or genitals, or from electricity.
urgent-head-injury = Have your child seen by a doctor now. Call { $emergency } if they passed out, vomit, have a seizure, are very sleepy or not themselves, have fluid from nose or ears, fell from a height, or are under one year old. Do not move them if the neck may be hurt.
urgent-self-harm = Please call or text { $crisis } now, or call { $emergency } if you might act on it. Do not stay alone: tell somebody near you what you told me. What you feel can be treated, and asking for help is the right thing.
urgent-harm-baby = Put your baby down in a safe place, such as the crib, and leave the room for a few minutes. Call { $crisis } now, or ask somebody to come and take over. If your baby was shaken or hurt, or you might do it, call { $emergency }. Asking for help protects you both.
urgent-psychosis = Call { $emergency } or your doctor now. Do not stay alone, and have somebody you trust look after the baby with you. This can come on after a birth, is nobody's fault, and can be treated.
urgent-heavy-bleeding = Call { $emergency } now. Lie down with your legs raised, do not stay alone, and keep the pads to show. Have somebody else hold the baby.
urgent-chest-pain = Call { $emergency } now and say that you gave birth recently, if you did. Sit upright and do not stay alone.
urgent-headache = Call your doctor or maternity unit now, or go to the emergency room, and say that you gave birth recently, if you did. Call { $emergency } if you see badly, are confused, or it came on suddenly.
urgent-leg-pain = Have it seen by a doctor today, and say that you gave birth recently, if you did. Do not massage the leg. If you have chest pain or trouble breathing as well, call { $emergency } now.
urgent-abuse = If you are in danger now, call { $emergency } or leave with the baby for a safe place. To talk to somebody, call { $crisis }. It is not your fault. Delete this chat if somebody else reads your phone.
urgent-vomit = Go to the emergency room now, or call { $emergency }. Give nothing to eat until a doctor has seen your child. Take a picture or a cloth with the vomit along.
urgent-fontanelle = Go to the emergency room now, or call { $emergency } if your child is drowsy, vomits or has a fever. Hold them upright and calm on the way.
urgent-young-fever = Call a doctor now or go to the emergency room: under three months, 38.0 °C (100.4 °F) or more has to be seen at once. Give no medicine before a doctor says so. Call { $emergency } if your baby is limp, hard to wake, or struggles to breathe.
urgent-high-fever = Call a doctor now: a fever this high has to be seen today. Offer drinks often and take off extra layers. Call { $emergency } if your child is limp, hard to wake, struggles to breathe, has a stiff neck or a rash that does not fade.
urgent-parent-fever = Call your doctor or maternity unit now: a fever after a birth can be an infection that has to be treated today. Call { $emergency } if you are confused, breathe fast, faint, or bleed heavily. Have somebody stay with you and the baby.
urgent-low-temperature = Warm your baby skin to skin under a blanket, with a hat on, and call a doctor now. Measure again after a few minutes. Call { $emergency } if your baby is limp, hard to wake, or does not feed.
urgent-refusing-feeds = Call a doctor now: a young baby who takes nothing has to be seen today. Keep offering small feeds. Call { $emergency } if your baby is limp, hard to wake, or breathes oddly.
urgent-dehydration = Call a doctor now, and offer small feeds often. Go to the emergency room if nothing is wet for 12 hours, the soft spot is sunken, or there are no tears. Call { $emergency } if your child is limp or hard to wake.
urgent-stool = Call a doctor now and keep the diaper, or take a picture. Go to the emergency room if there is much blood, it looks like red jelly, or your child has a hard belly, vomits or is pale.
urgent-jaundice = Call a doctor or your maternity unit now: yellow skin in the first day, or with pale stools, has to be seen today. Call { $emergency } if your baby is limp, hard to wake, or does not feed.
urgent-crying = Have your child seen by a doctor today: hours of crying without comfort, or a cry that sounds different, need a look. Call { $emergency } if they are limp, hard to wake, or have a fever or a bulging soft spot. If you cannot bear it, put the baby down safely in the crib and take a few minutes.

declined-dose = Ask a pharmacist or your doctor: how much of a medicine and how often depends on weight, age and health, so I do not say. The leaflet says it for your product. If too much was given, call { $poison } now.
declined-diagnosis = Ask a doctor to look at it: I cannot examine anybody, so I do not say which illness it is or is not. What I tell is general information. Call { $emergency } if it seems serious.

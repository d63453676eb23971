# Español (México): lo que no se dice como en es-ES.ftl.

milestone-opens-mouth-for-milk = Abre la boca al ver el pecho o la mamila si tiene hambre
milestone-blows-raspberries = Hace trompetillas
milestone-enjoys-peekaboo = Se divierte con el juego de taparse la cara
milestone-plays-pat-a-cake = Juega contigo a las tortillitas
milestone-drinks-from-held-cup = Toma de un vaso que le detienes
milestone-shows-liked-things = Te muestra objetos que le gustan
milestone-points-to-show = Señala para mostrarte algo interesante
milestone-plays-simply-with-toys = Juega de forma sencilla, como empujar un carrito
milestone-drinks-from-cup = Toma de un vaso, aunque derrame algo
milestone-notices-upset = Se da cuenta si alguien está triste o se lastimó
milestone-uses-more-gestures = Usa otros gestos, como asentir o mandar un beso
milestone-kicks-ball = Patea una pelota
milestone-solves-simple-problems = Resuelve problemas sencillos, como usar un banquito para alcanzar
milestone-twists-things = Gira perillas y tapas
milestone-comforts-others = Consuela a quien está triste o se lastimó
milestone-hops = Salta en un pie

# Español (España): qué hacer ahora ante cada señal de peligro, y lo que no se contesta. Primero qué hacer; ni diagnósticos ni dosis.

urgent-anywhere = { $emergency } o al número de emergencias de tu zona
urgent-call = Si no estás seguro, o si empeora, llama al { $emergency }.
urgent-not-a-doctor = No soy médico y no puedo examinar a nadie. Por favor, no esperes mis respuestas.

urgent-breathing = Llama ya al { $emergency }. Mantén a tu hijo incorporado o como mejor respire, y afloja la ropa. Si deja de respirar, empieza la reanimación: por teléfono te guiarán.
urgent-blue = Llama ya al { $emergency }. No te separes de tu hijo y vigila cada respiración. Si deja de respirar, empieza la reanimación: por teléfono te guiarán.
urgent-choking = Si no puede toser, llorar ni respirar, que alguien llame ya al { $emergency }. Menos de un año: cinco golpes entre los omóplatos con la cabeza baja y después cinco compresiones en el pecho con dos dedos; más de un año: cinco golpes en la espalda y cinco compresiones en el abdomen. Repite hasta que salga o llegue la ayuda, y no metas los dedos a ciegas en la boca.
urgent-unconscious = Llama ya al { $emergency }. Si respira, ponlo de lado y vigila cada respiración. Si no respira, empieza la reanimación: por teléfono te guiarán.
urgent-drowning = Llama ya al { $emergency }. Si no respira con normalidad, empieza la reanimación con insuflaciones: por teléfono te guiarán. Que lo vea hoy un médico aunque parezca estar bien.
urgent-seizure = Llama ya al { $emergency }. Ponlo de lado sobre algo blando y aparta lo que haya cerca. No lo sujetes ni le metas nada en la boca. Mira a qué hora empezó.
urgent-allergic-reaction = Llama ya al { $emergency }. Si tiene recetado un autoinyector de adrenalina, úsalo enseguida. Túmbalo con las piernas en alto, o déjalo sentado si le cuesta respirar.
urgent-limp = Llama ya al { $emergency }. Abriga a tu hijo, no te separes de él y vigila cada respiración.
urgent-swallowed = Llama ya al centro de toxicología: { $poison }. Si ha tragado una pila o imanes, ve a urgencias enseguida; si está adormilado o le cuesta respirar, llama al { $emergency }. No le provoques el vómito y lleva el envase.
urgent-rash = Ve a urgencias o llama ya al { $emergency }. Unas manchas que no se borran al apretarlas con un vaso deben verse enseguida, aunque tu hijo parezca estar bien.
urgent-burn = Enfría la quemadura ahora mismo con agua corriente fresca durante 20 minutos. Quita la ropa y el pañal de alrededor si no están pegados y cúbrela sin apretar con film transparente. Toda quemadura de un bebé debe verse hoy; llama al { $emergency } si es grande, profunda, en cara, manos o genitales, o eléctrica.
urgent-head-injury = Que lo vea un médico ahora. Llama al { $emergency } si perdió el conocimiento, vomita, convulsiona, está muy dormido o raro, le sale líquido por la nariz o los oídos, cayó desde altura o tiene menos de un año. No lo muevas si puede tener daño en el cuello.
urgent-self-harm = Por favor, llama ahora al { $crisis }, o al { $emergency } si crees que puedes hacerlo. No te quedes a solas: cuéntale a alguien cercano lo que me has contado. Lo que sientes tiene tratamiento, y pedir ayuda es lo correcto.
urgent-harm-baby = Deja al bebé en un lugar seguro, como la cuna, y sal de la habitación unos minutos. Llama ahora al { $crisis } o pide a alguien que venga a relevarte. Si lo has sacudido o herido, o crees que puedes hacerlo, llama al { $emergency }. Pedir ayuda os protege a los dos.
urgent-psychosis = Llama ahora al { $emergency } o a tu médico. No te quedes a solas, y que alguien de confianza cuide contigo del bebé. Puede aparecer después de un parto, no es culpa de nadie y tiene tratamiento.
urgent-heavy-bleeding = Llama ya al { $emergency }. Túmbate con las piernas en alto, no te quedes a solas y guarda las compresas para enseñarlas. Que otra persona coja al bebé.
urgent-chest-pain = Llama ya al { $emergency } y di si has dado a luz hace poco. Siéntate incorporada y no te quedes a solas.
urgent-headache = Llama ahora a tu médico o a maternidad, o ve a urgencias, y di si has dado a luz hace poco. Llama al { $emergency } si ves mal, estás confusa o empezó de golpe.
urgent-leg-pain = Que lo vea hoy un médico, y di si has dado a luz hace poco. No masajees la pierna. Si además te duele el pecho o te cuesta respirar, llama ya al { $emergency }.
urgent-abuse = Si ahora corres peligro, llama al { $emergency } o vete con el bebé a un lugar seguro. Para hablar con alguien, llama al { $crisis }. No es culpa tuya. Borra esta conversación si otra persona mira tu teléfono.
urgent-vomit = Ve ahora a urgencias o llama al { $emergency }. No le des de comer hasta que lo vea un médico. Lleva una foto o un paño con el vómito.
urgent-fontanelle = Ve ahora a urgencias, o llama al { $emergency } si está adormilado, vomita o tiene fiebre. De camino, mantenlo incorporado y tranquilo.
urgent-young-fever = Llama ahora a un médico o ve a urgencias: con menos de tres meses, 38,0 °C o más debe verse enseguida. No le des ningún medicamento sin que lo diga un médico. Llama al { $emergency } si está flácido, cuesta despertarlo o le cuesta respirar.
urgent-high-fever = Llama ahora a un médico: una fiebre tan alta debe verse hoy. Ofrécele líquido a menudo y quítale ropa. Llama al { $emergency } si está flácido, cuesta despertarlo, le cuesta respirar, tiene el cuello rígido o manchas que no se borran.
urgent-parent-fever = Llama ahora a tu médico o a la maternidad: la fiebre después de un parto puede ser una infección que hay que tratar hoy. Llama al { $emergency } si estás confusa, respiras rápido, te desmayas o sangras mucho. Que alguien se quede contigo y con el bebé.
urgent-low-temperature = Calienta al bebé piel con piel bajo una manta y con gorro, y llama ahora a un médico. Mide otra vez a los pocos minutos. Llama al { $emergency } si está flácido, cuesta despertarlo o no come.
urgent-refusing-feeds = Llama ahora a un médico: un bebé pequeño que no toma nada debe verse hoy. Sigue ofreciéndole tomas pequeñas. Llama al { $emergency } si está flácido, cuesta despertarlo o respira raro.
urgent-dehydration = Llama ahora a un médico y ofrécele tomas pequeñas a menudo. Ve a urgencias si lleva 12 horas sin mojar, tiene la fontanela hundida o llora sin lágrimas. Llama al { $emergency } si está flácido o cuesta despertarlo.
urgent-stool = Llama ahora a un médico y guarda el pañal o haz una foto. Ve a urgencias si hay mucha sangre, parece gelatina roja, o tiene la barriga dura, vomita o está pálido.
urgent-jaundice = Llama ahora a un médico o a maternidad: la piel amarilla el primer día, o con heces pálidas, debe verse hoy. Llama al { $emergency } si está flácido, cuesta despertarlo o no come.
urgent-crying = Que lo vea hoy un médico: horas de llanto sin consuelo, o un llanto distinto, deben mirarse. Llama al { $emergency } si está flácido, cuesta despertarlo, tiene fiebre o la fontanela abultada. Si no puedes más, déjalo seguro en la cuna y tómate unos minutos.

declined-dose = Pregunta a un farmacéutico o a tu médico: cuánto medicamento y cada cuánto depende del peso, la edad y la salud, así que no lo digo. El prospecto lo dice para tu producto. Si se dio demasiado, llama ya al { $poison }.
declined-diagnosis = Pide a un médico que lo vea: no puedo examinar a nadie, así que no digo qué enfermedad es o no es. Lo que cuento es información general. Llama al { $emergency } si parece grave.

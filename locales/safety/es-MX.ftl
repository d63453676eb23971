# Español (México): lo que no se dice como en es-ES.ftl.

urgent-allergic-reaction = Llama ya al { $emergency }. Si le recetaron un autoinyector de adrenalina, úsalo de inmediato. Acuéstalo con las piernas en alto, o déjalo sentado si le cuesta respirar.
urgent-swallowed = Llama ya al centro de toxicología: { $poison }. Si se tragó una pila o imanes, llévalo de inmediato a urgencias; si está adormilado o le cuesta respirar, llama al { $emergency }. No le provoques el vómito y lleva el envase.
urgent-burn = Enfría la quemadura ahora mismo con agua fresca de la llave durante 20 minutos. Quita la ropa y el pañal de alrededor si no están pegados y cúbrela sin apretar con plástico para alimentos. Toda quemadura de un bebé debe verse hoy; llama al { $emergency } si es grande, profunda, en cara, manos o genitales, o eléctrica.
urgent-harm-baby = Deja al bebé en un lugar seguro, como la cuna, y sal del cuarto unos minutos. Llama ahora al { $crisis } o pide a alguien que venga a relevarte. Si lo sacudiste o lastimaste, o crees que puedes hacerlo, llama al { $emergency }. Pedir ayuda los protege a los dos.
urgent-heavy-bleeding = Llama ya al { $emergency }. Acuéstate con las piernas en alto, no te quedes sola y guarda las toallas para mostrarlas. Que otra persona cargue al bebé.
urgent-chest-pain = Llama ya al { $emergency } y di si diste a luz hace poco. Siéntate derecha y no te quedes sola.
urgent-fontanelle = Ve ahora a urgencias, o llama al { $emergency } si está adormilado, vomita o tiene fiebre. De camino, mantenlo en brazos y tranquilo; no le presiones la mollera.
urgent-young-fever = Llama ahora a un médico o ve a urgencias: con menos de tres meses, 38.0 °C o más debe verse de inmediato. No le des ningún medicamento sin que lo diga un médico. Llama al { $emergency } si está flácido, cuesta despertarlo o le cuesta respirar.
urgent-dehydration = Llama ahora a un médico y ofrécele tomas pequeñas a menudo. Ve a urgencias si lleva 12 horas sin mojar el pañal, tiene la mollera hundida o llora sin lágrimas. Llama al { $emergency } si está flácido o cuesta despertarlo.
urgent-crying = Que lo vea hoy un médico: horas de llanto sin consuelo, o un llanto distinto, deben revisarse. Llama al { $emergency } si está flácido, cuesta despertarlo, tiene fiebre o la mollera abultada. Si no puedes más, déjalo seguro en la cuna y tómate unos minutos.

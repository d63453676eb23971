# Français (Canada) : ce qui ne se dit pas comme dans fr-FR.ftl.

refused-self-harm = Je regrette beaucoup que tout soit si lourd. Un thème n’aide pas ici, mais des gens le peuvent : parlez dès maintenant à quelqu’un en qui vous avez confiance et, si vous ou un proche êtes peut-être en danger, appelez tout de suite le numéro d’urgence de votre région ou une ligne d’aide. Vous n’avez pas à porter cela dans la solitude.

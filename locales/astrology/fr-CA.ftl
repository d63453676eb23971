# Français (Canada) : ce qui ne se dit pas comme dans fr-FR.ftl.


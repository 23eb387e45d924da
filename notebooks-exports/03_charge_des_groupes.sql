-- Question: which groups are proposed more often than everybody else, and is it sure?
-- View: allnat_mesure, national figures that have passed the release step; a group too small to be published is not there.
-- part_liste: share of the group that is on a list; part_liste_reste: the same for the others; rapport: the first over the
-- second, with its 95 % interval. A burden is sure when bas is above 1.25, excluded when haut is below, and otherwise
-- nobody can tell.
SELECT
  mois,
  groupe,
  max(valeur) FILTER (mesure = 'part_liste')        AS part_liste,
  max(valeur) FILTER (mesure = 'part_liste_reste')  AS part_liste_reste,
  round(max(valeur) FILTER (mesure = 'rapport_liste'), 2) AS rapport,
  round(max(bas) FILTER (mesure = 'rapport_liste'), 2)    AS bas,
  round(max(haut) FILTER (mesure = 'rapport_liste'), 2)   AS haut,
  CASE
    WHEN max(bas) FILTER (mesure = 'rapport_liste') > 1.25 THEN 'depasse'
    WHEN max(haut) FILTER (mesure = 'rapport_liste') <= 1.25 THEN 'tenu'
    ELSE 'ne peut pas conclure'
  END                                               AS verdict
FROM allnat_mesure
WHERE mesure IN ('part_liste', 'part_liste_reste', 'rapport_liste')
GROUP BY mois, groupe
HAVING count(*) FILTER (mesure = 'rapport_liste') > 0
ORDER BY mois, rapport DESC
LIMIT 12

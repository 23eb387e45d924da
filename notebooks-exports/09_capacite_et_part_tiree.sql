-- Question: is each list as long as its CAF's capacity, and is the random share what was set?
-- Views: resultat_proposition, resultat_classement. pour_10000 is the number of proposals for 10,000 dossiers of the CAF.
WITH taille AS (
  SELECT mois, caf, count(*) AS dossiers
  FROM resultat_classement
  GROUP BY mois, caf
)
SELECT
  p.mois,
  p.caf,
  any_value(t.dossiers)                                         AS dossiers,
  count(*)                                                      AS propositions,
  round(count(*) * 10000 / any_value(t.dossiers), 1)            AS pour_10000,
  round(count(*) FILTER (origine = 'aleatoire') / count(*), 3)  AS part_tiree
FROM resultat_proposition AS p
JOIN taille AS t ON t.mois = p.mois AND t.caf = p.caf
GROUP BY p.mois, p.caf
ORDER BY p.mois, p.caf

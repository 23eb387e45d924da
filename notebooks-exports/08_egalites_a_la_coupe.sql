-- Question: how many dossiers have the same score as the last one of a list, so that the keyed tie-break chose among them?
-- Views: resultat_proposition, resultat_classement. egaux counts every dossier of the CAF at the cut's score, listed or not.
WITH coupe AS (
  SELECT mois, caf, min(score) AS score, max(rang) AS rang
  FROM resultat_proposition
  WHERE origine = 'ciblage'
  GROUP BY mois, caf
)
SELECT
  c.mois,
  c.caf,
  any_value(c.rang)                                   AS rang_de_la_coupe,
  round(any_value(c.score), 4)                        AS score_de_la_coupe,
  count(*)                                            AS egaux,
  count(*) FILTER (r.rang <= c.rang)                  AS egaux_au_dessus
FROM coupe AS c
JOIN resultat_classement AS r ON r.mois = c.mois AND r.caf = c.caf AND r.score = c.score
GROUP BY c.mois, c.caf
ORDER BY c.mois, c.caf

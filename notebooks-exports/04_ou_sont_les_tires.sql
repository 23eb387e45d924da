-- Question: where do the drawn stand in the rankings? A fair draw takes as many from each fifth, the highest and the lowest.
-- Views: resultat_proposition, resultat_classement. A dossier controlled or drawn recently cannot be drawn, so that the first
-- fifth may have fewer. attendu is what a draw that knows no score would take of all dossiers.
WITH taille AS (
  SELECT mois, caf, count(*) AS dossiers
  FROM resultat_classement
  GROUP BY mois, caf
),
tire AS (
  SELECT p.mois, least(5, 1 + (p.rang - 1) * 5 // t.dossiers) AS cinquieme
  FROM resultat_proposition AS p
  JOIN taille AS t ON p.mois = t.mois AND p.caf = t.caf
  WHERE p.origine = 'aleatoire'
),
rang AS (
  SELECT unnest([1, 2, 3, 4, 5]) AS cinquieme
)
SELECT
  r.cinquieme,
  count(t.cinquieme)                                     AS tires,
  round((SELECT count(*) FROM tire) / 5.0, 1)            AS attendu
FROM rang AS r
LEFT JOIN tire AS t ON t.cinquieme = r.cinquieme
GROUP BY r.cinquieme
ORDER BY r.cinquieme

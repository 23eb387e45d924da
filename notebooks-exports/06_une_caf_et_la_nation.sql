-- Question: does a CAF's population look riskier to the model than the nation's?
-- View: resultat_classement. The score is the model's probability, not calibrated: compare CAFs, do not read it as a rate.
-- part_dans_le_dixieme is 0.1 for a CAF like the nation.
WITH place AS (
  SELECT mois, caf, score, ntile(10) OVER (PARTITION BY mois ORDER BY score DESC, caf, rang) AS dixieme
  FROM resultat_classement
)
SELECT
  mois,
  caf,
  count(*)                                              AS dossiers,
  round(avg(score), 3)                                  AS score_moyen,
  round(median(score), 3)                               AS score_median,
  round(count(*) FILTER (dixieme = 1) / count(*), 3)    AS part_dans_le_dixieme
FROM place
GROUP BY ROLLUP (mois, caf)
HAVING mois IS NOT NULL
ORDER BY mois, caf NULLS LAST

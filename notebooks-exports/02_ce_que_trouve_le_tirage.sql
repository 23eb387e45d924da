-- Question: what do controls find, drawn at random beside chosen, and how sure is it?
-- View: allnat_cellule_cas, cells of decided and matured cases. A case leaves once, so sums over months count nobody twice.
-- taux is the share of positives among the cases; taux_pondere gives each case the inverse of its chance to be selected,
-- so it speaks of all dossiers and not of those that someone chose. bas and haut: Wilson's 95 % interval of taux.
WITH total AS (
  SELECT
    origine,
    substr(mois, 1, 4)     AS annee,
    sum(effectif)          AS n,
    sum(positif_nb)        AS p,
    sum(positif_poids)     AS pp,
    sum(poids)             AS w
  FROM allnat_cellule_cas
  GROUP BY origine, substr(mois, 1, 4)
)
SELECT
  annee,
  origine,
  n                        AS cas,
  p                        AS positifs,
  round(p / n, 3)          AS taux,
  round((p / n + 1.9208 / n - 1.96 * sqrt(p / n * (1 - p / n) / n + 0.9604 / n / n)) / (1 + 3.8416 / n), 3) AS bas,
  round((p / n + 1.9208 / n + 1.96 * sqrt(p / n * (1 - p / n) / n + 0.9604 / n / n)) / (1 + 3.8416 / n), 3) AS haut,
  round(pp / w, 3)         AS taux_pondere
FROM total
ORDER BY annee, origine

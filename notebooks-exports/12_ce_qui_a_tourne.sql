-- Question: what was run, what failed, and does every CAF run the same model?
-- Views: journal_execution, modele_deploiement. A unit that was in force already (deja_fait) was not computed again.
WITH deploye AS (
  SELECT caf, arg_max(modele_id, instant) AS modele_id, arg_max(empreinte, instant) AS empreinte
  FROM modele_deploiement
  GROUP BY caf
)
SELECT
  commande,
  count(*) FILTER (evenement = 'fait')       AS faits,
  count(*) FILTER (evenement = 'deja_fait')  AS deja_faits,
  count(*) FILTER (evenement = 'echec')      AS echecs,
  sum(sortie_nb)                             AS lignes_ecrites,
  (SELECT count(DISTINCT empreinte) FROM deploye) AS modeles_deployes
FROM journal_execution
WHERE evenement <> 'debut'
GROUP BY commande
ORDER BY commande

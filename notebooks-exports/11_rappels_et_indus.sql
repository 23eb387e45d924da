-- Question: do months with more indus also have more rappels, money owed to people? Both count, with the same care.
-- View: allnat_cellule_population. Code 1 of each variable is "aucun" within 24 months and each code above is more, so a mean of
-- 1 is nobody; the columns are means of bands, not of euros.
SELECT
  mois,
  sum(effectif)                                                           AS dossiers_publies,
  round(sum(indu_24m_nb * effectif) / sum(effectif), 3)                   AS indu_code_moyen,
  round(sum(rappel_24m_nb * effectif) / sum(effectif), 3)                 AS rappel_code_moyen,
  round(sum(indu_caisse_24m_nb * effectif) / sum(effectif), 3)            AS indu_de_la_caf_code_moyen
FROM allnat_cellule_population
GROUP BY mois
ORDER BY mois

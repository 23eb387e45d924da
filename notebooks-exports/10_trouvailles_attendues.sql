-- Question: how many irregularities should a list find, and how many would the same number of controls drawn by lot find?
-- View: resultat_proposition. risque is the calibrated probability; the drawn are like everybody, so their mean risk is what
-- chance finds. gain is how many times more a targeted control is expected to find. It is an expectation, to be compared with
-- what controls then found (question 02).
SELECT
  mois,
  count(*) FILTER (origine = 'ciblage')                                       AS cibles,
  round(sum(risque) FILTER (origine = 'ciblage'), 1)                          AS trouvailles_attendues,
  round(avg(risque) FILTER (origine = 'ciblage'), 3)                          AS risque_cible,
  round(avg(risque) FILTER (origine = 'aleatoire'), 3)                        AS risque_tire,
  round(avg(risque) FILTER (origine = 'ciblage')
    / avg(risque) FILTER (origine = 'aleatoire'), 1)                          AS gain
FROM resultat_proposition
GROUP BY mois
ORDER BY mois

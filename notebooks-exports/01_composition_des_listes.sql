-- Question: how is each CAF's list of the month made up, and how do scores of the drawn differ from the targeted?
-- Views: resultat_proposition and resultat_classement are the tables of all CAFs (resultat/<caf>/...), by month.
SELECT
  mois,
  caf,
  origine,
  count(*)                            AS propositions,
  round(avg(score), 3)                AS score_moyen,
  min(rang)                           AS premier_rang,
  max(rang)                           AS dernier_rang,
  round(min(proba_inclusion), 4)      AS proba_inclusion_min
FROM resultat_proposition
GROUP BY mois, caf, origine
ORDER BY mois, caf, origine

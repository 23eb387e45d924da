-- Question: which reasons carry the lists, and are they as frequent among the drawn, who are like everybody?
-- View: resultat_proposition. A reason is a fact that raises the score, told in words; part is the share of the proposals that
-- have it among their three. A fact that is frequent among the targeted and rare among the drawn is what the model looks for:
-- a fact to verify, neither a fault nor a cause.
WITH motif AS (
  SELECT p.origine, m.code
  FROM (SELECT origine, unnest(motifs) AS m FROM resultat_proposition) AS p
  WHERE m.contribution > 0
),
total AS (
  SELECT origine, count(*) AS n
  FROM resultat_proposition
  GROUP BY origine
)
SELECT
  m.code                                                                    AS variable,
  count(*) FILTER (m.origine = 'ciblage')                                   AS parmi_cibles,
  round(count(*) FILTER (m.origine = 'ciblage')
    / (SELECT n FROM total WHERE origine = 'ciblage'), 2)                   AS part_cibles,
  round(count(*) FILTER (m.origine = 'aleatoire')
    / (SELECT n FROM total WHERE origine = 'aleatoire'), 2)                 AS part_tires
FROM motif AS m
GROUP BY m.code
ORDER BY parmi_cibles DESC, variable
LIMIT 10

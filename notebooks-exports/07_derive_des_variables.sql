-- Question: which variables have moved since the first published month?
-- View: allnat_cellule_population. Each line is the national mean of a column (bands in their order, or a share of a category),
-- added over cells by their size; ecart is the change in standard deviations between cells, so that columns compare. Months are
-- published with noise: below some hundredths there is nothing to read.
WITH colonne AS (
  SELECT mois, effectif, variable, valeur
  FROM (
    UNPIVOT (SELECT * EXCLUDE (cellule_nb, execution_id) FROM allnat_cellule_population)
    ON COLUMNS (* EXCLUDE (mois, effectif))
    INTO NAME variable VALUE valeur
  )
  WHERE variable NOT LIKE '%inconnu'
),
borne AS (
  SELECT min(mois) AS premier, max(mois) AS dernier FROM allnat_cellule_population
),
moyenne AS (
  SELECT
    c.variable,
    sum(valeur * effectif) FILTER (c.mois = b.premier) / sum(effectif) FILTER (c.mois = b.premier)  AS debut,
    sum(valeur * effectif) FILTER (c.mois = b.dernier) / sum(effectif) FILTER (c.mois = b.dernier)  AS fin,
    stddev_pop(valeur)                                                                             AS ecart_type
  FROM colonne AS c CROSS JOIN borne AS b
  GROUP BY c.variable
)
SELECT
  variable,
  round(debut, 2)                         AS debut,
  round(fin, 2)                           AS fin,
  round((fin - debut) / ecart_type, 2)    AS ecart
FROM moyenne
WHERE ecart_type > 0
ORDER BY abs((fin - debut) / ecart_type) DESC, variable
LIMIT 10

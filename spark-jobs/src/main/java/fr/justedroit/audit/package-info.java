/**
 * Measures models, and the burden of their lists, from counts.
 *
 * <p>Enters: {@code compte} and {@code effectif_code} of every CAF, added up inside the nominative zone, and amounts of {@code
 * cas}; a table of cases of any system, with its mapping. Leaves: {@code allnat/mesure}, figures
 * with their intervals, after one release step; and a model's calibration, under {@code modele/<id>/evaluation/}.
 *
 * <p>Must never happen: a figure that rests on fewer than 11 dossiers, or an exact small count, outside the nominative
 * zone ({@code ReleaseTest}); a figure measured on cases that the model learnt from that does not say so ({@code
 * EvaluateJobLongTest}); an alarm of drift that chance explains ({@code StabilityStatisticalTest}); targeting
 * stopped where it finds twice what chance does, at the country's size ({@code StopRuleStatisticalTest}); a difference that
 * chance explains called a better model ({@code ComparisonTest}); a row's value in a message ({@code AuditCasesJobTest}).
 */
package fr.justedroit.audit;

/**
 * Applies a model to dossiers and decided cases inside each CAF's zone.
 *
 * <p>Enters: the bundle of a model, the codes of a month ({@code dossier_mois}), cases ({@code cas}, {@code
 * cas_selection}) and, for counts alone, audit variables. Leaves: {@code classement} (every dossier, in a total order),
 * {@code proposition} (the dossiers proposed, with their reasons), {@code tirage} (who was drawn) and {@code compte}
 * (exact counts, added up nationally by {@code audit} before anything leaves).
 *
 * <p>Must never happen: an order that depends on partitions, machine or dossier number, or has a gap ({@code
 * ScoreJobLongTest}); a draw that can be foreseen without the key, or that favours someone ({@code
 * ListSelectionStatisticalTest}); a list that agents have received replaced in silence ({@code ScoreJobLongTest}); an
 * audit variable opened by the job that makes lists (only {@link fr.justedroit.scoring.CountCasesJob} opens them);
 * reasons that do not add up to the score ({@code ReasonsTest}); a code read from the scan's batches that Spark's rows do
 * not give ({@code DossierBlocksSparkTest}).
 */
package fr.justedroit.scoring;

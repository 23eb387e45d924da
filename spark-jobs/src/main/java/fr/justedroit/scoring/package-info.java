/**
 * Applies a model to dossiers and decided cases inside each CAF's zone.
 *
 * <p>Enters: the bundle of a model, the codes of a month ({@code dossier_mois}), cases ({@code cas}, {@code
 * cas_selection}) and, for counts alone, audit variables. Leaves: {@code classement} (every dossier, in a total order),
 * {@code proposition} (the dossiers proposed, with their reasons), {@code tirage} (who was drawn), {@code
 * liste_visible} (which lists tell it), {@code preuve/tirage} (what the draw was made from, sealed) and {@code compte}
 * (exact counts, added up nationally by {@code audit} before anything leaves).
 *
 * <p>Must never happen: an order that depends on partitions, machine or dossier number, or has a gap ({@code
 * ScoreJobLongTest}); a draw that can be foreseen without the key, or that favours someone ({@code
 * ListSelectionStatisticalTest}); a list that is not what its draw gives ({@code
 * ReplayDrawsJobLongTest}); a list that agents have received replaced in silence ({@code ScoreJobLongTest}); an
 * audit variable opened by the job that makes lists ({@link fr.justedroit.scoring.CountCasesJob} and {@link
 * fr.justedroit.scoring.PlanJob} alone open them);
 * reasons that do not add up to the score ({@code ReasonsTest}, {@code SheetTest}); a sheet that tells
 * what may not be told ({@code SpokenSentencesTest}), or how a dossier was chosen while its control is open, unless its
 * list is marked, and then in no estimate ({@code ExplainJobLongTest}, {@code CountCasesJobLongTest}); a code read from the
 * scan's batches that Spark's rows do not give ({@code DossierBlocksSparkTest}).
 */
package fr.justedroit.scoring;

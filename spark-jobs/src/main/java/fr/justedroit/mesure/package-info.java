/**
 * What is measured of a model, from counts alone.
 *
 * <p><b>Enters:</b> exact counts by score bin and outcome ({@link fr.justedroit.mesure.ScoreCounts}), added over
 * dossiers in any order, and counts of a group by CAF and arm ({@link fr.justedroit.mesure.GroupCounts}).
 *
 * <p><b>Leaves:</b> figures with their interval and the name of the method, and verdicts against a bound, among them
 * "ne peut pas conclure".
 *
 * <p><b>Must never happen:</b> a figure that depends on the order or the partition of the rows ({@code
 * ScoreCountsTest} adds in random orders); an AUC, or an interval, that differs from its definition ({@code AucTest}
 * compares with all pairs and with scikit-learn, {@code AucStatisticalTest} with the truth of simulated draws); a bound
 * said to be held because nothing could be measured ({@code BurdenTest}, {@code DisparityTest}); an interval that does not
 * cover, or an unfairness that is there and not found, or found and not there ({@code FairnessStatisticalLongTest}).
 *
 * <p>Nothing here knows a dossier or applies a disclosure rule: figures computed from exact counts stay where these may
 * stay.
 */
package fr.justedroit.mesure;

/**
 * What is measured of a model, from counts alone.
 *
 * <p><b>Enters:</b> exact counts by score bin and outcome ({@link fr.justedroit.mesure.ScoreCounts}), added over
 * dossiers in any order, and counts of proposals by group.
 *
 * <p><b>Leaves:</b> figures with their interval and the name of the method, and verdicts against a bound, among them
 * "ne peut pas conclure".
 *
 * <p><b>Must never happen:</b> a figure that depends on the order or the partition of the rows ({@code
 * ScoreCountsTest} adds in random orders); an AUC, or an interval, that differs from its definition ({@code AucTest}
 * compares with all pairs and with scikit-learn, {@code AucStatisticalTest} with the truth of simulated draws); a bound
 * said to be held because nothing could be measured ({@code BurdenTest}).
 *
 * <p>Nothing here knows a dossier or applies a disclosure rule: figures computed from exact counts stay where these may
 * stay.
 */
package fr.justedroit.mesure;

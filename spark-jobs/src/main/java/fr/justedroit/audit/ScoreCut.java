package fr.justedroit.audit;

import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Where a CAF's capacity ends among the scores of its cases, under their weights.
 *
 * @param bin the lowest bin within capacity; above all bins where there is no place
 * @param part of that bin that is, 0 to 1
 */
record ScoreCut(int bin, double part) {

    static ScoreCut of(ScoreCounts counts, double share) {
        double left = share * (counts.weight(Outcome.POSITIVE) + counts.weight(Outcome.NEGATIVE));
        for (int bin = counts.bins() - 1; bin >= 0 && left > 0; bin--) {
            double here = (double) counts.weight(bin, Outcome.POSITIVE) + counts.weight(bin, Outcome.NEGATIVE);
            if (here >= left) {
                return new ScoreCut(bin, left / here);
            }
            left -= here;
        }
        return left > 0 ? new ScoreCut(0, 1) : new ScoreCut(counts.bins(), 0);
    }

    /** The bin of each row's CAF; null for a CAF without one. */
    static Column column(Map<String, ScoreCut> cuts) {
        List<Column> entries = new ArrayList<>();
        cuts.forEach((caf, cut) -> {
            entries.add(functions.lit(caf));
            entries.add(functions.lit(cut.bin()));
        });
        return functions.try_element_at(functions.map(entries.toArray(Column[]::new)), functions.col("caf"));
    }
}

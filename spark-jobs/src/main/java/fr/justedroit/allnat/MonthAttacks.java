package fr.justedroit.allnat;

import fr.justedroit.table.ExecutionId;
import fr.justedroit.variable.Category;
import fr.justedroit.variable.Dictionary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Every attack on what a month would publish, by somebody who has the release and knows the world. */
final class MonthAttacks {
    /** What neighbours, employers and landlords know of somebody. */
    private static final Set<Category> OUTSIDE =
            Set.of(Category.FAMILLE, Category.ENFANTS, Category.ACTIVITE, Category.LOGEMENT);

    /** Dossiers of each side that attacks by nearest record are tried on, at most. */
    private static final int MOST = 11_000;

    private final CellLayout layout;
    private final Set<String> outside;
    private final Broadcast<DossierDraw> draw;
    private final double share;

    MonthAttacks(CellLayout layout, Dictionary dictionary, Broadcast<DossierDraw> draw, double share) {
        this.layout = layout;
        this.draw = draw;
        this.share = share;
        this.outside = outside(dictionary);
    }

    /** Names of the variables that outsiders know. */
    static Set<String> outside(Dictionary dictionary) {
        return dictionary.variables().stream()
                .filter(variable -> OUTSIDE.contains(variable.category()))
                .map(variable -> variable.name())
                .collect(Collectors.toSet());
    }

    /** What records publish, as the learner's columns. */
    static List<double[]> values(List<CellPublisher.Published> published) {
        return published.stream()
                .map(record -> record.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .toList();
    }

    /**
     * Runs them.
     *
     * @param dossiers of the month: mois, caf, dossier_id, then the codes
     * @param count how many there are
     */
    List<BoundCheck> checks(String month, List<CellPublisher.Published> published, Dataset<Row> dossiers, long count) {
        List<double[]> records = values(published);
        List<BoundCheck> checks = new ArrayList<>();
        checks.add(
                AnonymityGate.singlingOut(new SinglingOut(layout).attack(records, dossiers, draw, share, seed(month))));
        AttackSample sample = new AttackSampler(draw, share, layout.variables()).draw(dossiers, count, MOST);
        int[] known = places(outside::contains);
        int[] secret = places(name -> !outside.contains(name));
        checks.addAll(AttackGate.judge(new NearestAttacks(layout, records, known, secret), sample, known));
        return checks;
    }

    /** Variables of some names among the layout's, in its order. */
    private int[] places(Predicate<String> wanted) {
        return IntStream.range(0, layout.variables())
                .filter(variable -> wanted.test(layout.source(variable).name()))
                .toArray();
    }

    private static long seed(String month) {
        return Long.parseUnsignedLong(
                ExecutionId.sha256(RefreshAllnatJob.COMMAND + " " + month).substring(0, 16), 16);
    }
}

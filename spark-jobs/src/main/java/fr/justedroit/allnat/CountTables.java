package fr.justedroit.allnat;

import fr.justedroit.mesure.Verdict;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The national tables of counts of some months: what is published of them, and what the gate says of it. */
final class CountTables {
    static final String G7 = "G7";

    /** Stands for every value of a dimension. */
    static final String ALL = "tous";

    private static final Map<String, String> SCHEMAS = Map.of(
            AllnatColumns.DELAY,
            "mois STRING, mois_selection STRING, origine STRING, delai STRING, issue STRING, controle_nb BIGINT",
            AllnatColumns.FRAUD,
            "mois STRING, annee STRING, code_fraude STRING, prejudice STRING, fraude_nb BIGINT");
    /** Dimensions that totals keep, by table: the total of each of their values is published too. */
    private static final Map<String, Integer> TOTALS = Map.of(AllnatColumns.DELAY, 2, AllnatColumns.FRAUD, 2);

    private final Map<String, Month> months = new TreeMap<>();
    private final long k;

    /** What a month publishes. */
    private record Month(
            List<CountRelease.Line> lines, List<CountRelease.Line> published, List<Long> counts, List<Row> rows) {}

    CountTables(
            Map<CaseCounts.Address, CaseCounts.Tally> tallies,
            Iterable<String> wanted,
            long k,
            PerturbationTable perturbation) {
        this.k = k;
        wanted.forEach(month -> months.put(month, release(month, CaseCounts.ofMonth(tallies, month), perturbation)));
    }

    private Month release(
            String month, Map<String, Map<List<String>, CaseCounts.Tally>> tables, PerturbationTable perturbation) {
        List<Long> counts = new ArrayList<>();
        List<Long> contributors = new ArrayList<>();
        Map<String, CountRelease.Line> lines = new TreeMap<>();
        tables.forEach((table, cells) -> cells.forEach((key, tally) -> {
            for (List<String> of : List.of(key, total(table, key), total(key))) {
                CountRelease.Line line = new CountRelease.Line(table, of, new BitSet());
                lines.computeIfAbsent(line.text(), text -> line).atoms().set(counts.size());
            }
            counts.add(tally.count());
            contributors.add(tally.contributors());
        }));
        List<CountRelease.Line> all = List.copyOf(lines.values());
        List<CountRelease.Line> published = new CountRelease(k).published(all, counts);
        List<Row> rows = new ArrayList<>();
        for (CountRelease.Line line : published) {
            long exact = line.atoms().stream().mapToLong(counts::get).sum();
            long from = line.atoms().stream().mapToLong(contributors::get).sum() & 0xffffffffL;
            List<Object> values = new ArrayList<>(List.of(line.table(), month));
            values.addAll(line.key());
            values.add(perturbation.perturbed(exact, line.text(), from));
            rows.add(RowFactory.create(values.toArray()));
        }
        return new Month(all, published, counts, rows);
    }

    /** The key with every dimension after those that totals keep left open. */
    private static List<String> total(String table, List<String> key) {
        List<String> total = new ArrayList<>(key);
        for (int i = TOTALS.get(table); i < total.size(); i++) {
            total.set(i, ALL);
        }
        return List.copyOf(total);
    }

    private static List<String> total(List<String> key) {
        List<String> total = new ArrayList<>(key);
        for (int i = 1; i < total.size(); i++) {
            total.set(i, ALL);
        }
        return List.copyOf(total);
    }

    /** Is every line on k at least, and does no hidden count follow from what is published. */
    BoundCheck check(String month) {
        String text = "lignes des tables de comptes : plus petite, et compte caché qui s'en déduirait";
        Month release = months.get(month);
        if (release.published().isEmpty()) {
            return new BoundCheck(
                    G7,
                    text,
                    Verdict.SANS_OBJET,
                    0,
                    k,
                    release.lines().isEmpty() ? "aucune ligne" : "toutes les lignes sont cachées");
        }
        long smallest = release.published().stream()
                .mapToLong(line ->
                        line.atoms().stream().mapToLong(release.counts()::get).sum())
                .min()
                .orElse(0);
        boolean leaks = new CountRelease(k)
                .leak(release.lines(), release.published(), release.counts())
                .isPresent();
        return new BoundCheck(
                G7,
                text,
                smallest >= k && !leaks ? Verdict.TENU : Verdict.DEPASSE,
                smallest,
                k,
                release.published().size() + " lignes sur " + release.lines().size() + " ; compte caché déductible : "
                        + (leaks ? "oui" : "non"));
    }

    /** Writes the tables of some months; a table without a line is not written. Returns the versions. */
    Map<TableId, Long> write(Door door, Access access, Map<Unit, ExecutionId> plan) {
        Map<TableId, Long> versions = new TreeMap<>();
        SCHEMAS.keySet().stream().sorted().forEach(table -> {
            List<Row> rows = rows(table, plan);
            if (!rows.isEmpty()) {
                versions.putAll(
                        door.replace(access.of(AccessKind.CREATION), Zone.ALLNAT, table, plan, () -> door.spark()
                                        .createDataFrame(rows, StructType.fromDDL(SCHEMAS.get(table))))
                                .versions());
            }
        });
        return versions;
    }

    private List<Row> rows(String table, Map<Unit, ExecutionId> plan) {
        List<Row> rows = new ArrayList<>();
        months.forEach((month, release) -> {
            if (plan.containsKey(Unit.ofMonth(month))) {
                release.rows().stream()
                        .filter(row -> row.getString(0).equals(table))
                        .forEach(row -> {
                            Object[] values = new Object[row.size() - 1];
                            for (int i = 0; i < values.length; i++) {
                                values[i] = row.get(i + 1);
                            }
                            rows.add(RowFactory.create(values));
                        });
            }
        });
        return rows;
    }
}

package fr.justedroit.allnat;

import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Wilson;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * The multivariate singling-out attack (M. Giomi, F. Boenisch, C. Wehmeyer, B. Tasnádi, "A unified framework for
 * quantifying privacy risk in synthetic data", PoPETS 2023): predicates on three columns that one published record alone
 * satisfies, tried on all dossiers of the month. An attack succeeds when exactly one dossier satisfies the predicate; it
 * counts against the release when the month published that dossier, and as a control when it did not, each for as many
 * dossiers: there are fewer controls than published dossiers, and taking as few of the latter would hide from the attack
 * most of those that it could find.
 */
final class SinglingOut implements Serializable {
    private static final long serialVersionUID = 1L;
    /** Fewest predicates that a result may rest on. */
    static final int MIN_ATTEMPTS = 500;

    /** Of a column's values, how many of the most extreme are looked at. */
    private static final int EXTREMES = 100;

    private static final int WANTED = 3_000;
    private static final int TRIES = 400_000;
    private static final int COLUMNS = 3;
    private static final double LEVEL = 0.95;
    /**
     * @param risk share of predicates that single out because of the release; empty of sense without attempts
     * @param attempts predicates that one record alone satisfies
     * @param released dossiers published that they were tried on
     * @param controls dossiers not published that they were tried on
     */
    record Result(Estimate risk, long attempts, long released, long controls) {}

    /** Three columns and the side of a value on which a dossier must be. */
    static final class Predicate implements Serializable {
        private static final long serialVersionUID = 1L;
        private final int[] columns;
        private final double[] values;
        private final boolean[] atLeast;

        Predicate(int[] columns, double[] values, boolean[] atLeast) {
            this.columns = columns;
            this.values = values;
            this.atLeast = atLeast;
        }

        boolean holds(double[] record) {
            for (int i = 0; i < columns.length; i++) {
                double value = record[columns[i]];
                if (atLeast[i] ? value < values[i] : value > values[i]) {
                    return false;
                }
            }
            return true;
        }

        String text() {
            return Arrays.toString(columns) + Arrays.toString(values);
        }
    }

    private final CellLayout layout;

    SinglingOut(CellLayout layout) {
        this.layout = layout;
    }

    /** Predicates that exactly one of the distinct records satisfies; the seed decides them. */
    static List<Predicate> predicates(List<double[]> records, long seed) {
        List<double[]> distinct = distinct(records);
        List<Predicate> found = new ArrayList<>();
        if (distinct.isEmpty()) {
            return found;
        }
        int columns = distinct.get(0).length;
        List<List<double[]>> byColumn = IntStream.range(0, columns)
                .mapToObj(column -> distinct.stream()
                        .sorted(Comparator.comparingDouble(record -> record[column]))
                        .toList())
                .toList();
        double[] medians = IntStream.range(0, columns)
                .mapToDouble(column -> byColumn.get(column).get(distinct.size() / 2)[column])
                .toArray();
        Random random = new Random(seed);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < TRIES && found.size() < WANTED && columns >= COLUMNS; i++) {
            int first = random.nextInt(columns);
            Predicate predicate = predicate(record(byColumn.get(first), i, random), first, medians, random);
            if (isUnique(predicate, byColumn.get(first)) && seen.add(predicate.text())) {
                found.add(predicate);
            }
        }
        return found;
    }

    private static List<double[]> distinct(List<double[]> records) {
        Set<List<Double>> seen = new HashSet<>();
        return records.stream()
                .filter(record -> seen.add(Arrays.stream(record).boxed().toList()))
                .toList();
    }

    /** Any record, and by turns one of those at an end of the column: few others are beyond it there. */
    private static double[] record(List<double[]> sorted, int turn, Random random) {
        int extremes = Math.min(EXTREMES, sorted.size());
        return switch (turn % 3) {
            case 0 -> sorted.get(random.nextInt(sorted.size()));
            case 1 -> sorted.get(random.nextInt(extremes));
            default -> sorted.get(sorted.size() - 1 - random.nextInt(extremes));
        };
    }

    private static Predicate predicate(double[] record, int first, double[] medians, Random random) {
        int[] columns = IntStream.concat(IntStream.of(first), random.ints(0, record.length))
                .distinct()
                .limit(COLUMNS)
                .toArray();
        double[] values = new double[COLUMNS];
        boolean[] atLeast = new boolean[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            values[i] = record[columns[i]];
            atLeast[i] = values[i] > medians[columns[i]];
        }
        return new Predicate(columns, values, atLeast);
    }

    /** @param sorted by the predicate's first column: looking begins at its end of it, and stops past its value */
    private static boolean isUnique(Predicate predicate, List<double[]> sorted) {
        int column = predicate.columns[0];
        int hits = 0;
        for (int i = 0; i < sorted.size(); i++) {
            double[] record = sorted.get(predicate.atLeast[0] ? sorted.size() - 1 - i : i);
            boolean isPast =
                    predicate.atLeast[0] ? record[column] < predicate.values[0] : record[column] > predicate.values[0];
            if (isPast) {
                break;
            }
            if (predicate.holds(record) && ++hits > 1) {
                return false;
            }
        }
        return hits == 1;
    }

    /**
     * Runs the attack.
     *
     * @param records published values of the learner's columns
     * @param dossiers of the month: mois, caf, dossier_id, then the codes
     * @param share of the dossiers that the month published
     */
    Result attack(List<double[]> records, Dataset<Row> dossiers, Broadcast<DossierDraw> draw, double share, long seed) {
        List<Predicate> predicates = predicates(records, seed);
        MapPartitionsFunction<Row, byte[]> count = rows -> count(rows, predicates, draw, share);
        long[] counts = new long[2 * predicates.size() + 2];
        for (byte[] part : dossiers.mapPartitions(count, Encoders.BINARY()).collectAsList()) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += ByteBuffer.wrap(part).getLong(8 * i);
            }
        }
        return result(counts, share / (1 - share));
    }

    private Iterator<byte[]> count(
            Iterator<Row> rows, List<Predicate> predicates, Broadcast<DossierDraw> draw, double share) {
        int size = predicates.size();
        long[] counts = new long[2 * size + 2];
        double[] values = new double[layout.size()];
        while (rows.hasNext()) {
            Row row = rows.next();
            String month = row.getString(0);
            boolean released = draw.value().drawn(month, row.getString(1), row.getString(2)) < share;
            layout.values(CodeVector.of(row, 3, layout.variables()), values);
            int from = released ? 0 : size;
            for (int i = 0; i < size; i++) {
                if (predicates.get(i).holds(values)) {
                    counts[from + i]++;
                }
            }
            counts[2 * size + (released ? 0 : 1)]++;
        }
        ByteBuffer bytes = ByteBuffer.allocate(8 * counts.length);
        bytes.asLongBuffer().put(counts);
        return List.of(bytes.array()).iterator();
    }

    private static Result result(long[] counts, double ratio) {
        int size = (counts.length - 2) / 2;
        long main = 0;
        long control = 0;
        for (int i = 0; i < size; i++) {
            if (counts[i] + counts[size + i] == 1) {
                main += counts[i];
                control += counts[size + i];
            }
        }
        return new Result(risk(main, control, size, ratio), size, counts[2 * size], counts[2 * size + 1]);
    }

    /**
     * Risk over control, with the error of both rates.
     *
     * @param ratio published dossiers for one control
     */
    static Estimate risk(long main, long control, long attempts, double ratio) {
        if (attempts == 0 || !Double.isFinite(ratio)) {
            return new Estimate(0, 0, 1, 0, "aucun essai");
        }
        return Attack.risk(
                Wilson.interval(main, attempts, LEVEL), Wilson.interval(control, attempts, LEVEL), ratio, attempts);
    }

    /** Attempts after which a risk like this one could be told from the bound: the error falls with their root. */
    static long needed(Result result, double bound) {
        return Math.max(MIN_ATTEMPTS, Attack.needed(result.risk(), result.attempts(), bound));
    }
}

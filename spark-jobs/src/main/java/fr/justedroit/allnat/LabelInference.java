package fr.justedroit.allnat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * G5b: somebody who knows everything of a person but the outcome of the control, and so the cell, guesses the outcome that
 * most of the cell has. What that gains is measured against a model learnt without the dossier: the outcome that most of the
 * ten nearest other cells of the same origin have, guessed of the same people. By origin, over all cells and within each
 * tenth of the cases by that model's rate (decision 0049).
 */
final class LabelInference {
    /** The tenth that stands for all cases of an origin. */
    static final int ALL = -1;

    private static final int NEIGHBOURS = 10;
    private static final int TENTHS = 10;
    /** Cells that neighbours are looked for among, so that a long list costs no square. */
    private static final int MOST = 1_500;

    private LabelInference() {}

    /**
     * A published cell of cases.
     *
     * @param shown published number of positives
     * @param values the learner's columns
     */
    record CaseRecord(String origin, long size, long positives, long shown, List<Double> values) {
        /** A cell whose count is exact. */
        CaseRecord(String origin, long size, long positives, List<Double> values) {
            this(origin, size, positives, positives, values);
        }
    }

    /**
     * @param tenth of the cases by the rate of the neighbours, 0 to 9, or {@link #ALL}
     * @param positives cases that are positive
     * @param found of them, those that the guess finds
     */
    record Stratum(String origin, int tenth, Attack attack, long positives, long found) {}

    /** What cells of cases publish. */
    static List<CaseRecord> records(List<CellRows.PublishedCase> cases) {
        return cases.stream()
                .map(one -> new CaseRecord(
                        one.origin(),
                        one.record().cell().size(),
                        one.record().cell().sums().positives,
                        one.record().values()))
                .toList();
    }

    static List<Stratum> of(List<CaseRecord> records) {
        List<Stratum> strata = new ArrayList<>();
        TreeSet<String> origins = new TreeSet<>();
        records.forEach(record -> origins.add(record.origin()));
        for (String origin : origins) {
            List<CaseRecord> cells = records.stream()
                    .filter(record -> record.origin().equals(origin))
                    .toList();
            if (cells.size() > 1) {
                strata.addAll(of(origin, cells));
            }
        }
        return strata;
    }

    private static List<Stratum> of(String origin, List<CaseRecord> cells) {
        double[] scores = scores(cells);
        int[] order = IntStream.range(0, cells.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        long total = cells.stream().mapToLong(CaseRecord::size).sum();
        List<Stratum> strata = new ArrayList<>(List.of(stratum(origin, ALL, cells, scores, order)));
        long before = 0;
        int from = 0;
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            int to = from;
            while (to < order.length && before * TENTHS < total * (tenth + 1)) {
                before += cells.get(order[to++]).size();
            }
            if (to > from) {
                strata.add(stratum(origin, tenth, cells, scores, Arrays.copyOfRange(order, from, to)));
            }
            from = to;
        }
        return strata;
    }

    private static Stratum stratum(String origin, int tenth, List<CaseRecord> cells, double[] scores, int[] places) {
        long tries = 0;
        long hits = 0;
        long without = 0;
        long positives = 0;
        long found = 0;
        for (int place : places) {
            CaseRecord cell = cells.get(place);
            boolean isGuessed = 2 * cell.shown() > cell.size();
            tries += cell.size();
            positives += cell.positives();
            found += isGuessed ? cell.positives() : 0;
            hits += isGuessed ? cell.positives() : cell.size() - cell.positives();
            without += 2 * scores[place] > 1 ? cell.positives() : cell.size() - cell.positives();
        }
        return new Stratum(origin, tenth, Attack.of(hits, tries, without, tries), positives, found);
    }

    /** For each cell, the rate of the nearest others. */
    private static double[] scores(List<CaseRecord> cells) {
        double[][] values = cells.stream()
                .map(cell ->
                        cell.values().stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
        double[] ranges = ranges(values);
        int step = Math.max(1, cells.size() / MOST);
        return IntStream.range(0, cells.size())
                .parallel()
                .mapToDouble(i -> {
                    long[] sums = IntStream.range(0, cells.size())
                            .filter(j -> j != i && j % step == 0)
                            .boxed()
                            .sorted(Comparator.comparingDouble(j -> distance(values[i], values[j], ranges)))
                            .limit(NEIGHBOURS)
                            .map(j -> new long[] {
                                cells.get(j).positives(), cells.get(j).size()
                            })
                            .reduce(new long[2], (one, other) -> new long[] {one[0] + other[0], one[1] + other[1]});
                    return sums[1] == 0 ? 0.5 : (double) sums[0] / sums[1];
                })
                .toArray();
    }

    private static double[] ranges(double[][] values) {
        double[] ranges = new double[values[0].length];
        for (int column = 0; column < ranges.length; column++) {
            int at = column;
            double low = Arrays.stream(values).mapToDouble(row -> row[at]).min().orElse(0);
            double high =
                    Arrays.stream(values).mapToDouble(row -> row[at]).max().orElse(0);
            ranges[column] = high - low;
        }
        return ranges;
    }

    private static double distance(double[] one, double[] other, double[] ranges) {
        double distance = 0;
        for (int column = 0; column < one.length; column++) {
            distance += ranges[column] == 0 ? 0 : Math.abs(one[column] - other[column]) / ranges[column];
        }
        return distance;
    }
}

package fr.justedroit.model;

import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Decided cases that nobody has, and the cells that they make: six hidden factors behind the codes of every variable, an
 * outcome by a law of ten of them, cases of a month and an origin cut in two at medians of one variable after another until
 * 22 to 43 are left. One seed is one country.
 */
final class MadeUpCells {
    static final List<String> MONTHS = List.of(
            "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09", "2025-10",
            "2025-11", "2025-12", "2026-01");
    private static final int FACTORS = 6;
    private static final int LEAST = 22;

    /** What the outcome follows. */
    enum Law {
        LINEAR,
        INTERACTIONS
    }

    /** Cases: codes by variable and case, and which are positive. */
    static final class Cases {
        private final byte[][] codes;
        private final boolean[] positive;

        Cases(byte[][] codes, boolean[] positive) {
            this.codes = codes;
            this.positive = positive;
        }

        int size() {
            return positive.length;
        }

        boolean isPositive(int i) {
            return positive[i];
        }

        /** The codes of a case, in the order of the layout's variables. */
        byte[] vector(int i) {
            byte[] vector = new byte[codes.length];
            for (int v = 0; v < vector.length; v++) {
                vector[v] = codes[v][i];
            }
            return vector;
        }

        /** The learner's columns of a case. */
        double[] columns(FeatureLayout layout, int i) {
            double[] row = new double[layout.size()];
            for (int c = 0; c < row.length; c++) {
                row[c] = layout.value(c, codes[layout.variableOf(c)][i]);
            }
            return row;
        }
    }

    private final FeatureLayout layout;
    private final Law law;
    private final int[] order;

    MadeUpCells(FeatureLayout layout, Law law) {
        this.layout = layout;
        this.law = law;
        int n = layout.sources().size();
        this.order = new int[n];
        for (int v = 0; v < n; v++) {
            order[v] = v;
        }
        Random random = new Random(11);
        for (int v = n - 1; v > 0; v--) {
            int w = random.nextInt(v + 1);
            int kept = order[v];
            order[v] = order[w];
            order[w] = kept;
        }
    }

    /** Draws cases. */
    Cases draw(int count, long seed) {
        Random random = new Random(seed);
        List<FeatureSource> sources = layout.sources();
        byte[][] codes = new byte[sources.size()][count];
        boolean[] positive = new boolean[count];
        double[] latent = new double[sources.size()];
        double[] factors = new double[FACTORS];
        for (int i = 0; i < count; i++) {
            for (int f = 0; f < FACTORS; f++) {
                factors[f] = random.nextGaussian();
            }
            for (int v = 0; v < latent.length; v++) {
                latent[v] = 0.5 * factors[v % FACTORS] + 0.866 * random.nextGaussian();
                codes[v][i] = code(sources.get(v), v, latent[v]);
                if (random.nextInt(100) == 0) {
                    codes[v][i] = 0;
                }
            }
            positive[i] = random.nextDouble() < 1 / (1 + Math.exp(-margin(latent)));
        }
        return new Cases(codes, positive);
    }

    private double margin(double[] latent) {
        double z = -1.6;
        double[] share = {0.45, -0.4, 0.35, 0.3, -0.3, 0.25, 0.2, 0.2, -0.15, 0.15};
        for (int j = 0; j < share.length; j++) {
            z += share[j] * latent[order[j]];
        }
        if (law == Law.INTERACTIONS) {
            z += latent[order[0]] > 0.3 && latent[order[10]] > 0.3 ? 1.1 : 0;
            z += latent[order[1]] < -0.2 && latent[order[11]] > 0 ? 0.9 : 0;
            z -= latent[order[12]] > 0 && latent[order[13]] > 0 ? 0.8 : 0;
        }
        return z;
    }

    /** Every second variable has half of its cases in its first code, as amounts that are often nothing. */
    private static byte code(FeatureSource source, int variable, double latent) {
        double share = 1 / (1 + Math.exp(-1.7 * latent));
        double rest = variable % 2 == 0 ? Math.max(0, (share - 0.5) * 2) : share;
        return (byte) (1 + Math.min(source.codes() - 1, (int) (rest * source.codes())));
    }

    /** The cells of cases. */
    CaseCells cells(Cases cases, long seed) {
        return CaseCells.of(rows(cases, seed), layout);
    }

    /** Cases of one cell, by their numbers. */
    record Group(String month, String origin, List<Integer> members) {}

    /** The rows of {@link #cells}, in the order in which they were cut. */
    List<Row> rows(Cases cases, long seed) {
        return groups(cases, seed).stream().map(group -> cell(cases, group)).toList();
    }

    /** Who is in each cell, in the order in which they were cut: neighbours come one after the other. */
    List<Group> groups(Cases cases, long seed) {
        Random random = new Random(seed);
        List<List<Integer>> byPlace = new ArrayList<>();
        for (int p = 0; p < 2 * MONTHS.size(); p++) {
            byPlace.add(new ArrayList<>());
        }
        for (int i = 0; i < cases.size(); i++) {
            int month = random.nextInt(MONTHS.size());
            byPlace.get(2 * month + (random.nextInt(10) == 0 ? 0 : 1)).add(i);
        }
        List<Group> groups = new ArrayList<>();
        for (int p = 0; p < byPlace.size(); p++) {
            int[] members = byPlace.get(p).stream().mapToInt(Integer::intValue).toArray();
            if (members.length >= LEAST) {
                cut(cases, members, 0, MONTHS.get(p / 2), p % 2 == 0 ? "aleatoire" : "selection", groups);
            }
        }
        return groups;
    }

    private void cut(Cases cases, int[] members, int depth, String month, String origin, List<Group> groups) {
        for (int tried = 0; members.length >= 2 * LEAST && tried < order.length; tried++) {
            byte[] codes = cases.codes[order[(depth + tried) % 20]];
            int[] sorted = Arrays.stream(members).map(i -> codes[i]).sorted().toArray();
            int limit = sorted[sorted.length / 2 - 1];
            int[] left = Arrays.stream(members).filter(i -> codes[i] <= limit).toArray();
            int[] right = Arrays.stream(members).filter(i -> codes[i] > limit).toArray();
            if (left.length >= LEAST && right.length >= LEAST) {
                cut(cases, left, depth + tried + 1, month, origin, groups);
                cut(cases, right, depth + tried + 1, month, origin, groups);
                return;
            }
        }
        groups.add(new Group(month, origin, Arrays.stream(members).boxed().toList()));
    }

    /** What one case of an origin counts for. */
    static double weight(String origin) {
        return origin.equals("aleatoire") ? 3 : 1.25;
    }

    private Row cell(Cases cases, Group group) {
        int[] members = group.members().stream().mapToInt(i -> i).toArray();
        // A cell publishes at least two negatives (G6).
        long positives = Math.min(
                members.length - 2,
                Arrays.stream(members).filter(i -> cases.positive[i]).count());
        return row(cases, group, positives);
    }

    /** A cell with some count of positives. */
    Row row(Cases cases, Group group, long positives) {
        int[] members = group.members().stream().mapToInt(i -> i).toArray();
        double weight = weight(group.origin());
        List<Object> values = new ArrayList<>(List.of(
                group.month(),
                group.origin(),
                (long) members.length,
                members.length * weight,
                positives,
                positives * weight));
        for (int c = 0; c < layout.size(); c++) {
            int column = c;
            byte[] codes = cases.codes[layout.variableOf(c)];
            double sum = Arrays.stream(members)
                    .mapToDouble(i -> layout.value(column, codes[i]))
                    .sum();
            values.add(Math.round(sum / members.length * 1e6) / 1e6);
        }
        return RowFactory.create(values.toArray());
    }
}

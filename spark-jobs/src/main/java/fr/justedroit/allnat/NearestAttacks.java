package fr.justedroit.allnat;

import fr.justedroit.mesure.Auc;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Attacks by an outsider who knows some variables of a person and looks for the nearest published record: does the record
 * join two halves of what is known of one person (linkability), and does it tell a variable that the attacker does not know
 * (inference). Threads of the common pool share the dossiers, and the result does not depend on how. Not thread-safe.
 */
final class NearestAttacks {
    private static final double NEARLY_ALL = 0.9;

    private final CellLayout layout;
    private final List<double[]> records;
    private final int[] outside;
    private final int[] inside;
    private final Nearest byOutside;
    private final Nearest byInside;
    /** By the vector itself, not by what it holds. */
    private final IdentityHashMap<byte[], Place> measured = new IdentityHashMap<>();

    /**
     * @param records published values of the learner's columns
     * @param outside variables that people outside the agency know of somebody
     * @param inside the others
     */
    NearestAttacks(CellLayout layout, List<double[]> records, int[] outside, int[] inside) {
        this.layout = layout;
        this.records = records;
        this.outside = outside.clone();
        this.inside = inside.clone();
        this.byOutside = new Nearest(layout, records, outside);
        this.byInside = new Nearest(layout, records, inside);
    }

    /** Does the record nearest to what outsiders know of a person also come first for the rest. */
    Attack linkability(AttackSample sample) {
        if (records.isEmpty() || outside.length == 0 || inside.length == 0) {
            return Attack.of(0, 0, 0, 0);
        }
        return Attack.of(
                linked(sample.released()),
                sample.released().size(),
                linked(sample.controls()),
                sample.controls().size());
    }

    private long linked(List<byte[]> dossiers) {
        return places(dossiers)
                .filter(place -> place.byOutside() == place.byInside())
                .count();
    }

    /** For each variable that outsiders do not know, by name: does the nearest record tell its code. */
    Map<String, Attack> inference(AttackSample sample) {
        Map<String, Attack> attacks = new TreeMap<>();
        if (records.isEmpty() || outside.length == 0) {
            return attacks;
        }
        int[] ofReleased = nearest(sample.released());
        int[] ofControls = nearest(sample.controls());
        for (int secret : inside) {
            int[] guesses = IntStream.range(0, records.size())
                    .map(record -> guess(records.get(record), secret))
                    .toArray();
            int common = common(sample, secret);
            long[] main = told(sample.released(), ofReleased, guesses, secret, common);
            long[] control = told(sample.controls(), ofControls, guesses, secret, common);
            // Nobody to guess it of, published or not: a variable that is unknown, or the same, for all of the sample.
            if (main[1] + control[1] > 0) {
                attacks.put(layout.source(secret).name(), Attack.of(main[0], main[1], control[0], control[1]));
            }
        }
        return attacks;
    }

    private int[] nearest(List<byte[]> dossiers) {
        return places(dossiers).mapToInt(Place::byOutside).toArray();
    }

    /**
     * Where a dossier stands in the release.
     *
     * @param byOutside the record nearest to what outsiders know of it
     * @param byInside the one nearest to the rest
     * @param distance of the nearest one over every variable
     */
    private record Place(int byOutside, int byInside, float distance) {}

    /** Each dossier is measured against the records once, whatever the attacks. */
    private Stream<Place> places(List<byte[]> dossiers) {
        List<byte[]> fresh =
                dossiers.stream().filter(codes -> !measured.containsKey(codes)).toList();
        List<Place> places = fresh.parallelStream().map(this::measure).toList();
        for (int i = 0; i < fresh.size(); i++) {
            measured.put(fresh.get(i), places.get(i));
        }
        return dossiers.stream().map(measured::get);
    }

    private Place measure(byte[] codes) {
        float[] total = byOutside.distances(codes);
        float[] rest = byInside.distances(codes);
        int outsideBest = Nearest.least(total);
        for (int r = 0; r < total.length; r++) {
            total[r] += rest[r];
        }
        return new Place(outsideBest, Nearest.least(rest), total[Nearest.least(total)]);
    }

    /** The code that most of a record's dossiers have, as far as its mean or shares tell. */
    private int guess(double[] record, int variable) {
        int first = layout.firstColumn(variable);
        int codes = layout.source(variable).codes();
        if (layout.isOrdered(variable)) {
            return (int) Math.max(1, Math.min(codes, Math.round(record[first])));
        }
        int best = 1;
        for (int code = 2; code <= codes; code++) {
            if (record[first + code - 1] > record[first + best - 1]) {
                best = code;
            }
        }
        return best;
    }

    /** The code that nearly everybody has, or 0: guessing it is no success, and who has it is not worth attacking. */
    private static int common(AttackSample sample, int secret) {
        int[] counts = new int[32];
        sample.released().forEach(codes -> counts[codes[secret]]++);
        sample.controls().forEach(codes -> counts[codes[secret]]++);
        int known = sample.released().size() + sample.controls().size() - counts[0];
        for (int code = 1; code < counts.length; code++) {
            if (counts[code] > NEARLY_ALL * known) {
                return code;
            }
        }
        return 0;
    }

    /** Successes and tries; who has an unknown code, or the one that nearly everybody has, is not tried on. */
    private static long[] told(List<byte[]> dossiers, int[] nearest, int[] guesses, int secret, int common) {
        long[] told = new long[2];
        for (int i = 0; i < nearest.length; i++) {
            int code = dossiers.get(i)[secret];
            if (code != 0 && code != common) {
                told[0] += guesses[nearest[i]] == code ? 1 : 0;
                told[1]++;
            }
        }
        return told;
    }

    /**
     * The chance that a published dossier is nearer to the release, over every variable, than one that was not published:
     * one half when nearness tells nothing of who is in the base.
     */
    Estimate membership(AttackSample sample) {
        if (records.isEmpty()
                || sample.released().isEmpty()
                || sample.controls().isEmpty()) {
            return new Estimate(0.5, 0, 1, 0, "aucun essai");
        }
        double[] near = distances(sample.released());
        double[] far = distances(sample.controls());
        double[] sorted = DoubleStream.concat(DoubleStream.of(near), DoubleStream.of(far))
                .sorted()
                .distinct()
                .toArray();
        ScoreCounts.Builder counts = new ScoreCounts.Builder(sorted.length);
        add(counts, sorted, near, Outcome.POSITIVE);
        add(counts, sorted, far, Outcome.NEGATIVE);
        return Auc.estimate(List.of(counts.build()), Auc.Weighting.CASES, 0.95)
                .orElse(new Estimate(0.5, 0, 1, 0, "aucun essai"));
    }

    private double[] distances(List<byte[]> dossiers) {
        return places(dossiers).mapToDouble(Place::distance).toArray();
    }

    /** The nearest dossiers have the highest scores. */
    private static void add(ScoreCounts.Builder counts, double[] sorted, double[] distances, Outcome outcome) {
        for (double distance : distances) {
            counts.add(sorted.length - 1 - Arrays.binarySearch(sorted, distance), outcome, ScoreCounts.WEIGHT_UNIT);
        }
    }
}

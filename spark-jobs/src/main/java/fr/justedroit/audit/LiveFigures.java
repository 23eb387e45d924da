package fr.justedroit.audit;

import fr.justedroit.config.Thresholds.Drift;
import fr.justedroit.mesure.Shortfall;
import fr.justedroit.scoring.CountCasesJob;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What controls found of the dossiers that a model's lists chose, against what its calibration expected of them, cohort by
 * cohort: a cohort is a month of selection, and enters once at least nine in ten of its controls are mature. Those still open
 * count as found for the alarm, so that no delay, and positives take longer, is ever taken for a drop; the share that is
 * published is of the mature ones alone.
 */
final class LiveFigures {
    static final String FOUND = "precision_trouvee";
    static final String EXPECTED = "precision_attendue";
    static final String ALARM = "alerte_baisse";

    private static final int NINE_IN_TEN = 9;

    private final Drift bounds;

    LiveFigures(Drift bounds) {
        this.bounds = bounds;
    }

    /** Are at least nine in ten of some controls mature. */
    static boolean isClosed(long mature, long open) {
        return mature >= NINE_IN_TEN * open;
    }

    /** Controls of a month of selection by risk, in thousandths, and outcome. Not thread-safe. */
    static final class Cohort {
        private final long[] positive = new long[Shortfall.STEPS];
        private final long[] negative = new long[Shortfall.STEPS];
        private final long[] open = new long[Shortfall.STEPS];

        void add(int step, String outcome, long count) {
            long[] counts =
                    switch (outcome) {
                        case CountCasesJob.POSITIF -> positive;
                        case CountCasesJob.NEGATIF -> negative;
                        default -> open;
                    };
            counts[step] += count;
        }

        private long mature() {
            return sum(positive) + sum(negative);
        }

        private boolean isClosed() {
            return LiveFigures.isClosed(mature(), sum(open));
        }

        private static long sum(long[] counts) {
            return Arrays.stream(counts).sum();
        }

        private static long[] plus(long[] one, long[] two) {
            long[] sum = one.clone();
            Arrays.setAll(sum, i -> one[i] + two[i]);
            return sum;
        }

        private double expected() {
            double sum = 0;
            for (int step = 0; step < Shortfall.STEPS; step++) {
                sum += (double) step / Shortfall.STEPS * (positive[step] + negative[step]);
            }
            return sum / mature();
        }
    }

    /**
     * Releases each closed cohort and the alarm.
     *
     * @param cohorts over all CAFs, by month of selection
     * @return the month of selection with which the alarm was raised
     */
    Optional<String> release(Map<String, Cohort> cohorts, Release release) {
        Shortfall shortfall = new Shortfall(bounds.toleratedDrop(), bounds.falseAlarms());
        Optional<String> since = Optional.empty();
        long size = 0;
        for (Map.Entry<String, Cohort> entry : new TreeMap<>(cohorts).entrySet()) {
            Cohort cohort = entry.getValue();
            if (cohort.mature() == 0 || !cohort.isClosed()) {
                continue;
            }
            size += cohort.mature();
            long[] found = Cohort.plus(cohort.positive, cohort.open);
            boolean isAlarm = shortfall.add(Cohort.plus(found, cohort.negative), found);
            since = since.isEmpty() && isAlarm ? Optional.of(entry.getKey()) : since;
            String group = "selection=" + entry.getKey();
            release.share(FOUND, group, Cohort.sum(cohort.positive), cohort.mature());
            release.known(EXPECTED, group, cohort.expected(), cohort.mature());
        }
        release.flag(ALARM, since.isPresent(), size);
        return since;
    }
}

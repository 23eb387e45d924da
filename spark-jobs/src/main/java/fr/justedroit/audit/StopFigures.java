package fr.justedroit.audit;

import fr.justedroit.config.StopRule;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.scoring.CountCasesJob;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The stop rule: is a model's targeting still worth its burden. For each quarter of selection, what controls found of those
 * that its lists chose, over what they would have found of as many dossiers drawn in the same CAFs. The ratio is worked out
 * from the two shares as they are published, so that anybody can apply the rule. A quarter in which too little is known
 * neither counts nor breaks a run of weak ones.
 */
final class StopFigures {
    static final String TARGETED = "rendement_cible";
    static final String CHANCE = "rendement_hasard";
    static final String RATIO = "rapport_rendement";

    private final StopRule rule;

    StopFigures(StopRule rule) {
        this.rule = rule;
    }

    /** Controls of one arm in one CAF and quarter, by outcome. */
    private record Arm(long positive, long negative, long open) {
        static final Arm NONE = new Arm(0, 0, 0);

        Arm plus(Arm other) {
            return new Arm(positive + other.positive, negative + other.negative, open + other.open);
        }

        long mature() {
            return positive + negative;
        }
    }

    /** Both arms of a CAF in a quarter. */
    private record Arms(Arm targeted, Arm random) {
        Arms plus(Arms other) {
            return new Arms(targeted.plus(other.targeted), random.plus(other.random));
        }
    }

    /** Controls by quarter of selection, CAF, arm and outcome. Not thread-safe. */
    static final class Quarters {
        private final Map<String, Map<String, Arms>> byQuarter = new TreeMap<>();

        /**
         * Adds controls.
         *
         * @param selection month of selection
         * @param outcome a word of {@link CountCasesJob}
         */
        void add(String selection, String caf, boolean isTargeted, String outcome, long count) {
            Arm arm =
                    switch (outcome) {
                        case CountCasesJob.POSITIF -> new Arm(count, 0, 0);
                        case CountCasesJob.NEGATIF -> new Arm(0, count, 0);
                        default -> new Arm(0, 0, count);
                    };
            byQuarter
                    .computeIfAbsent(quarter(selection), quarter -> new TreeMap<>())
                    .merge(caf, isTargeted ? new Arms(arm, Arm.NONE) : new Arms(Arm.NONE, arm), Arms::plus);
        }
    }

    /** The quarter of a month, such as {@code 2026-T1}. */
    private static String quarter(String month) {
        YearMonth selected = YearMonth.parse(month);
        return selected.getYear() + "-T" + selected.get(IsoFields.QUARTER_OF_YEAR);
    }

    /**
     * Releases what each quarter says, and whether targeting is to stop.
     *
     * @param month of the evaluation: its own quarter is still being selected from, and left out
     * @return the quarter with which it is; empty while it is not
     */
    Optional<String> release(Quarters quarters, String month, Release release) {
        int running = 0;
        long size = 0;
        Optional<String> since = Optional.empty();
        for (Map.Entry<String, Map<String, Arms>> entry : quarters.byQuarter.entrySet()) {
            if (entry.getKey().compareTo(quarter(month)) >= 0) {
                continue;
            }
            Optional<Estimate> ratio = ratio(entry.getKey(), entry.getValue(), release);
            if (ratio.isEmpty()) {
                continue;
            }
            size += ratio.get().n();
            running = ratio.get().value() < rule.minRatio() ? running + 1 : 0;
            since = since.isEmpty() && running >= rule.quarters() ? Optional.of(entry.getKey()) : since;
        }
        release.flag(EvaluateJob.STOP, since.isPresent(), size);
        return since;
    }

    private Optional<Estimate> ratio(String quarter, Map<String, Arms> byCaf, Release release) {
        Arms all = byCaf.values().stream().reduce(new Arms(Arm.NONE, Arm.NONE), Arms::plus);
        if (!isKnown(all.targeted()) || !isKnown(all.random())) {
            return Optional.empty();
        }
        double places = 0;
        double hits = 0;
        double spread = 0;
        long found = 0;
        for (Arms caf : byCaf.values()) {
            long drawn = caf.random().mature();
            if (drawn > 0) {
                double chosen = caf.targeted().mature();
                places += chosen;
                found += caf.targeted().positive();
                hits += chosen * caf.random().positive() / drawn;
                spread += chosen * chosen / drawn;
            }
        }
        if (places < rule.minControls()) {
            return Optional.empty();
        }
        // Controls drawn evenly that would be as sure as these (Kish).
        long drawn = Math.round(places * places / spread);
        String group = "trimestre=" + quarter;
        Optional<Estimate> targeted = release.share(TARGETED, group, found, Math.round(places));
        Optional<Estimate> chance = release.share(CHANCE, group, Math.round(hits / places * drawn), drawn);
        Optional<Estimate> ratio = targeted.flatMap(over -> chance.flatMap(under -> ratio(over, under)));
        ratio.ifPresent(figure -> release.derived(RATIO, group, figure));
        return ratio;
    }

    private boolean isKnown(Arm arm) {
        return arm.mature() >= rule.minControls() && LiveFigures.isClosed(arm.mature(), arm.open());
    }

    /**
     * By the limits of both, on the logarithms (A. Donner, G. Y. Zou, "Closed-form confidence intervals for functions of the
     * normal mean and standard deviation", Stat. Methods Med. Res. 2012); none where chance finds nothing.
     */
    private static Optional<Estimate> ratio(Estimate over, Estimate under) {
        if (under.low() <= 0) {
            return Optional.empty();
        }
        long n = over.n() + under.n();
        if (over.value() <= 0) {
            return Optional.of(new Estimate(0, 0, over.high() / under.low(), n, "limites"));
        }
        double value = over.value() / under.value();
        double down = Math.hypot(log(over.value(), over.low()), log(under.high(), under.value()));
        double up = Math.hypot(log(over.high(), over.value()), log(under.value(), under.low()));
        return Optional.of(new Estimate(value, value * Math.exp(-down), value * Math.exp(up), n, "MOVER"));
    }

    private static double log(double more, double less) {
        return Math.log(more / less);
    }
}

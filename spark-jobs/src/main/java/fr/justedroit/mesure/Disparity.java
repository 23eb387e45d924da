package fr.justedroit.mesure;

import fr.justedroit.mesure.Rates.Rate;
import fr.justedroit.mesure.Replicated.Scale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A group against the rest: the rates of both and what sets them apart, with intervals by replicates of clusters. Group
 * and rest are drawn together, so that what a CAF does to both cancels.
 */
public final class Disparity {

    /** What sets a group apart: the higher, the worse for it. */
    public enum Contrast {
        /** False alarms of the group over those of the rest. */
        FALSE_ALARM_RATIO(0, Scale.LOG, 1),
        /** Share proposed of the group over that of the rest. */
        BURDEN_RATIO(1, Scale.LOG, 1),
        /** Precision of the rest less that of the group: how much less is found when the group is controlled. */
        PRECISION_GAP(2, Scale.LINEAR, 0);

        private final int place;
        private final Scale scale;
        private final double equal;

        Contrast(int place, Scale scale, double equal) {
            this.place = place;
            this.scale = scale;
            this.equal = equal;
        }

        /** Returns the value where both sides are treated alike. */
        public double equal() {
            return equal;
        }

        Scale scale() {
            return scale;
        }
    }

    /** Which side. */
    public enum Side {
        GROUP,
        REST
    }

    private final String name;
    private final GroupCounts group;
    private final GroupCounts rest;
    private final Replicated replicated;
    private final double level;

    private Disparity(String name, GroupCounts group, GroupCounts rest, Replicated replicated, double level) {
        this.name = name;
        this.group = group;
        this.rest = rest;
        this.replicated = replicated;
        this.level = level;
    }

    /**
     * Measures a group.
     *
     * @param name of the group
     * @param group its counts
     * @param all everyone's, the group among them, by the same clusters
     * @param replicates of these clusters
     * @param level confidence of each interval, between 0 and 1 excluded
     */
    public static Disparity of(String name, GroupCounts group, GroupCounts all, Replicates replicates, double level) {
        GroupCounts rest = all.minus(group);
        Replicated replicated = replicates.measure(times -> figures(group.rates(times), rest.rates(times)));
        return new Disparity(name, group, rest, replicated, level);
    }

    private static double[] figures(Rates group, Rates rest) {
        double[] figures = new double[2 * Rate.COUNT + Contrast.values().length];
        for (Rate rate : Rate.values()) {
            figures[place(Side.GROUP, rate)] = group.of(rate);
            figures[place(Side.REST, rate)] = rest.of(rate);
        }
        figures[place(Contrast.FALSE_ALARM_RATIO)] = group.falseAlarm() / rest.falseAlarm();
        figures[place(Contrast.BURDEN_RATIO)] = group.burden() / rest.burden();
        figures[place(Contrast.PRECISION_GAP)] = rest.precision() - group.precision();
        return figures;
    }

    private static int place(Side side, Rate rate) {
        return (side == Side.GROUP ? 0 : Rate.COUNT) + rate.place();
    }

    private static int place(Contrast contrast) {
        return 2 * Rate.COUNT + contrast.place;
    }

    /** Returns the group's name. */
    public String name() {
        return name;
    }

    /** Returns the counts of a side. */
    public GroupCounts counts(Side side) {
        return side == Side.GROUP ? group : rest;
    }

    /** Returns a rate of a side, or nothing where it has no meaning. */
    public Optional<Ranged> rate(Side side, Rate rate) {
        return replicated.ranged(
                place(side, rate), Scale.LINEAR, level, counts(side).cases(rate));
    }

    /** Returns what sets the sides apart, or nothing where it has no meaning. */
    public Optional<Ranged> contrast(Contrast contrast) {
        return replicated.ranged(place(contrast), contrast.scale, level, cases(contrast));
    }

    private long cases(Contrast contrast) {
        return switch (contrast) {
            case FALSE_ALARM_RATIO -> group.cases(Rate.FALSE_ALARM) + rest.cases(Rate.FALSE_ALARM);
            case BURDEN_RATIO -> group.cases(Rate.BURDEN) + rest.cases(Rate.BURDEN);
            case PRECISION_GAP -> group.cases(Rate.PRECISION) + rest.cases(Rate.PRECISION);
        };
    }

    /** Returns the two-sided p-value of a contrast being equal to a value; nothing where there is no error to tell. */
    public OptionalDouble pValue(Contrast contrast, double hypothesis) {
        return replicated.pValue(place(contrast), contrast.scale, hypothesis);
    }

    /**
     * Returns the smallest true value of a contrast that a test against a bound finds in {@link RandomArm#POWER} of all
     * years, by the normal law on the jackknife's standard error. It looks at that error, never at the contrast.
     *
     * @param questions how many are asked together (the first step of {@link Holm})
     */
    public OptionalDouble smallestSeen(Contrast contrast, double bound, int questions) {
        OptionalDouble error = replicated.standardError(place(contrast), contrast.scale);
        return error.isEmpty()
                ? error
                : OptionalDouble.of(
                        SmallestEffect.beyond(bound, contrast.scale, error.getAsDouble(), level, questions));
    }
}

package fr.justedroit.mesure;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much more often a group is proposed for control than the rest, against a bound.
 *
 * <p>The interval of the ratio comes from the Wilson intervals of the two shares (A. Donner and G. Y. Zou, "Closed-form
 * confidence intervals for functions of the normal mean and standard deviation", Statistical Methods in Medical
 * Research 21, 2012: the MOVER method), which keeps a meaning when few or none are proposed. It takes dossiers as
 * independent draws.
 *
 * @param group share of the group that is proposed; absent if the group is empty
 * @param rest share of the rest that is proposed; absent if there is no rest
 * @param ratio first share over the second; absent if a share is absent or nobody of the rest is proposed
 * @param bound the highest ratio allowed
 * @param verdict what can be said; {@code SANS_OBJET} if a side is empty or nobody at all is proposed
 * @param sizeNeeded only with {@code NE_PEUT_PAS_CONCLURE}: how many dossiers the group should have for a conclusion,
 *     if the shares stayed as observed and the rest grew in proportion; absent too if no size below {@value #MAX_SIZE}
 *     would do, as when the ratio is the bound itself
 */
public record Burden(
        Optional<Estimate> group,
        Optional<Estimate> rest,
        Optional<Estimate> ratio,
        double bound,
        Verdict verdict,
        OptionalLong sizeNeeded) {

    /** No larger size is worth telling: more than the dossiers there are. */
    public static final long MAX_SIZE = 100_000_000;

    /** The name of the method in the ratio's {@link Estimate}. */
    public static final String METHOD = "mover-wilson";

    /**
     * Counts of one side.
     *
     * @param proposed how many are proposed, 0 to {@code total}
     * @param total how many there are, 0 or more
     */
    public record Side(long proposed, long total) {

        /** Checks the ranges. */
        public Side {
            if (total < 0 || proposed < 0 || proposed > total) {
                throw new IllegalArgumentException(proposed + " proposed of " + total);
            }
        }

        private double share() {
            return (double) proposed / total;
        }

        private Optional<Estimate> estimate(double level) {
            return total == 0 ? Optional.empty() : Optional.of(Wilson.interval(proposed, total, level));
        }
    }

    /**
     * Measures a group against the rest.
     *
     * @param bound the highest ratio allowed, above 0 and finite
     * @param level confidence of each interval, between 0 and 1 excluded
     * @throws IllegalArgumentException if the bound or the level is out of range
     */
    public static Burden of(Side group, Side rest, double bound, double level) {
        if (!(bound > 0 && Double.isFinite(bound))) {
            throw new IllegalArgumentException("a ratio's bound is above 0 and finite: " + bound);
        }
        double z = Quantiles.normal(level);
        Optional<Estimate> share = group.estimate(level);
        Optional<Estimate> other = rest.estimate(level);
        if (group.total() == 0 || rest.total() == 0 || group.proposed() + rest.proposed() == 0) {
            return new Burden(share, other, Optional.empty(), bound, Verdict.SANS_OBJET, OptionalLong.empty());
        }
        Verdict verdict = verdict(group, rest, 1, bound, z);
        OptionalLong size =
                verdict == Verdict.NE_PEUT_PAS_CONCLURE ? sizeNeeded(group, rest, bound, z) : OptionalLong.empty();
        return new Burden(share, other, ratio(group, rest, z), bound, verdict, size);
    }

    /**
     * Judges the contrast "share less bound times the other share", if both sides were {@code times} as large: the same
     * as judging the ratio, with a meaning also when nobody of the rest is proposed.
     */
    private static Verdict verdict(Side group, Side rest, double times, double bound, double z) {
        double p = group.share();
        double q = rest.share();
        double[] pEnds = Wilson.ends(p, group.total() * times, z);
        double[] qEnds = Wilson.ends(q, rest.total() * times, z);
        double contrast = p - bound * q;
        double up = Math.hypot(pEnds[1] - p, bound * (q - qEnds[0]));
        double down = Math.hypot(p - pEnds[0], bound * (qEnds[1] - q));
        if (contrast + up <= 0) {
            return Verdict.TENU;
        }
        return contrast - down > 0 ? Verdict.DEPASSE : Verdict.NE_PEUT_PAS_CONCLURE;
    }

    private static Optional<Estimate> ratio(Side group, Side rest, double z) {
        if (rest.proposed() == 0) {
            return Optional.empty();
        }
        double p = group.share();
        double q = rest.share();
        double[] pEnds = Wilson.ends(p, (double) group.total(), z);
        double[] qEnds = Wilson.ends(q, (double) rest.total(), z);
        double value = p / q;
        double low = limit(p, q, pEnds[0], qEnds[1], -1);
        double high = limit(p, q, pEnds[1], qEnds[0], 1);
        return Optional.of(new Estimate(
                value, Math.max(0, Math.min(value, low)), Math.max(value, high), group.total() + rest.total(), METHOD));
    }

    /** Solves for the ratio r at which p - r q is as far from 0 as its two margins allow, on one side. */
    private static double limit(double p, double q, double pEnd, double qEnd, int side) {
        double a = qEnd * (2 * q - qEnd);
        double c = pEnd * (2 * p - pEnd);
        double root = Math.sqrt(Math.max(0, p * q * p * q - a * c));
        if (side < 0) {
            // The small root as c / (pq + root): the same number, also when a is near or below 0.
            double divisor = p * q + root;
            return divisor == 0 ? 0 : c / divisor;
        }
        return (p * q + root) / a;
    }

    private static OptionalLong sizeNeeded(Side group, Side rest, double bound, double z) {
        long enough = group.total();
        long tooFew = enough;
        while (isOpen(group, rest, enough, bound, z)) {
            tooFew = enough;
            enough *= 2;
            if (tooFew > MAX_SIZE) {
                return OptionalLong.empty();
            }
        }
        while (enough - tooFew > 1) {
            long middle = tooFew + (enough - tooFew) / 2;
            if (isOpen(group, rest, middle, bound, z)) {
                tooFew = middle;
            } else {
                enough = middle;
            }
        }
        return enough > MAX_SIZE ? OptionalLong.empty() : OptionalLong.of(enough);
    }

    private static boolean isOpen(Side group, Side rest, long size, double bound, double z) {
        double times = (double) size / group.total();
        return verdict(group, rest, times, bound, z) == Verdict.NE_PEUT_PAS_CONCLURE;
    }
}

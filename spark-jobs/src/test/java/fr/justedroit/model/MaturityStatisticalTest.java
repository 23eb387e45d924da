package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.Test;

/**
 * What the month of entry does to the bias of young cases. Decisions on positives take longer than on negatives, so that
 * the cases of the last three months of selection that are decided are nearly all negative. Allnat files a case by the
 * month in which it became mature, whenever it was selected, and open cases are nowhere: the last three months hold the slow
 * positives of older selections beside the quick negatives of young ones. Made-up cases; one seed is one country.
 */
public final class MaturityStatisticalTest {
    private static final int LAST = 48;
    private static final int THREE = 3;
    /** A decision is mature when the delay for appeal has passed ({@code maturite.recours_mois}). */
    private static final int APPEAL = Shipped.SETTINGS.thresholds().maturity().appealMonths();

    private static final int CENSORED = Shipped.SETTINGS.thresholds().maturity().censoringMonths();

    /** What a country is like: how controls grow by month, and how the rate of positives moves. */
    private record World(int firstMonth, double growth, double rate, double drift) {
        double rateIn(int month) {
            return rate + drift * (month - LAST);
        }
    }

    /** Relative errors of the rate of the last three months, naive and by month of entry. */
    private record Errors(double naive, double byEntry) {}

    private static Errors errors(World world, long seed) {
        Random random = new Random(seed);
        double[] naive = new double[2];
        double[] entered = new double[2];
        for (int month = world.firstMonth(); month <= LAST; month++) {
            long controls = Math.round(2_000 * Math.pow(1 + world.growth(), month - LAST));
            for (long i = 0; i < controls; i++) {
                boolean positive = random.nextDouble() < world.rateIn(month);
                int mature = month + delay(random, positive ? 6.0 : 2.5) + APPEAL;
                if (mature > LAST || mature - month > CENSORED) {
                    continue;
                }
                count(entered, mature > LAST - THREE, positive);
                count(naive, month > LAST - THREE - APPEAL && month <= LAST - APPEAL, positive);
            }
        }
        double truth = world.rateIn(LAST - 1);
        return new Errors(
                Math.abs(naive[1] / (naive[0] + naive[1]) - truth) / truth,
                Math.abs(entered[1] / (entered[0] + entered[1]) - truth) / truth);
    }

    private static void count(double[] counts, boolean isCounted, boolean isPositive) {
        if (isCounted) {
            counts[isPositive ? 1 : 0]++;
        }
    }

    /** Months to a decision: geometric, of this mean. */
    private static int delay(Random random, double mean) {
        return (int) Math.floor(Math.log(1 - random.nextDouble()) / Math.log(mean / (1 + mean)));
    }

    private static Errors mean(World world) {
        double naive = 0;
        double entry = 0;
        for (int seed = 0; seed < 10; seed++) {
            Errors errors = errors(world, seed);
            naive += errors.naive() / 10;
            entry += errors.byEntry() / 10;
        }
        return new Errors(naive, entry);
    }

    @Test
    public void rate_ofTheLastThreeMonths_errsAThirdOfTheNaiveOneAtMost() {
        for (World world : new World[] {
            new World(1, 0, 0.25, 0),
            new World(1, 0.02, 0.25, 0),
            new World(1, 0, 0.25, 0.002),
            new World(1, -0.02, 0.25, 0)
        }) {
            Errors errors = mean(world);
            assertThat(errors.byEntry()).as(world.toString()).isLessThan(errors.naive() / 3);
        }
    }

    /** A base that begins holds no old selections yet: its months are biased as the naive ones are, and the card cannot know. */
    @Test
    public void rate_ofABaseOfTwelveMonths_isNearerThanTheNaiveOneAndNotMended() {
        Errors errors = mean(new World(LAST - 11, 0, 0.25, 0));
        assertThat(errors.byEntry()).isLessThan(errors.naive());
    }
}

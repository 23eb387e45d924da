package fr.justedroit.mesure;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A year of controls of a plain country, drawn case by case, and the truth of the law they are drawn from. Each year has
 * its own 101 CAFs, drawn from a law of CAFs: size, prevalence, how readily regular dossiers are proposed, share of each
 * group, and how much each group bears there all differ between CAFs.
 *
 * <p>Planned sizes: 13.7 million dossiers, 144,000 targeted and 16,000 random controls a year.
 */
final class PlainCases {
    static final int CAFS = 101;
    static final double DOSSIERS = 13_700_000;
    static final double TARGETED = 144_000;
    static final double RANDOM = 16_000;
    static final double PREVALENCE = 0.09;
    static final double PRECISION = 0.4;

    /** Shares of the twelve groups among regular dossiers. */
    static final double[] SHARES = {0.5, 0.4, 0.3, 0.25, 0.2, 0.15, 0.12, 0.1, 0.08, 0.06, 0.05, 0.02};

    /** How many times more often an irregular dossier is of the group: groups differ in truth, fairly or not. */
    private static final double[] TILT = {1, 0.9, 1.2, 1, 1.3, 1, 0.8, 1.1, 1, 1.2, 1, 1.3};

    private static final double IRREGULAR_CHOSEN = TARGETED * PRECISION / (DOSSIERS * PREVALENCE);
    private static final double REGULAR_CHOSEN = TARGETED * (1 - PRECISION) / (DOSSIERS * (1 - PREVALENCE));

    /** False alarms of each group over those of the rest. */
    private final double[] ratios;

    PlainCases(double[] ratios) {
        this.ratios = ratios.clone();
    }

    /** A country where nobody is treated worse. */
    static PlainCases fair() {
        double[] ratios = new double[SHARES.length];
        Arrays.fill(ratios, 1);
        return new PlainCases(ratios);
    }

    /** A country where one group has so many more false alarms. */
    static PlainCases against(int group, double ratio) {
        PlainCases cases = fair();
        cases.ratios[group] = ratio;
        return cases;
    }

    /** A CAF: dossiers, prevalence, chance of a regular dossier of no group, shares by outcome, false alarms by group. */
    private final class Caf {
        final double dossiers;
        final double prevalence;
        final double falseAlarm;
        final double[] ofRegular = new double[SHARES.length];
        final double[] ofIrregular = new double[SHARES.length];
        final double[] ratio = new double[SHARES.length];

        Caf(Random random) {
            dossiers = DOSSIERS / CAFS * spread(random, 0.6);
            prevalence = PREVALENCE * spread(random, 0.15);
            falseAlarm = REGULAR_CHOSEN * spread(random, 0.2);
            for (int g = 0; g < SHARES.length; g++) {
                ofRegular[g] = Math.min(0.9, SHARES[g] * spread(random, 0.15));
                ofIrregular[g] = Math.min(0.95, ofRegular[g] * TILT[g]);
                ratio[g] = ratios[g] * spread(random, 0.1);
            }
        }

        /** How many more regular dossiers are proposed than if nobody was of a group but, perhaps, the one left out. */
        double raised(int without) {
            double product = 1;
            for (int g = 0; g < SHARES.length; g++) {
                product *= g == without ? 1 : 1 - ofRegular[g] + ofRegular[g] * ratio[g];
            }
            return product;
        }
    }

    /** A factor of mean 1. */
    private static double spread(Random random, double deviation) {
        return Math.exp(deviation * random.nextGaussian() - deviation * deviation / 2);
    }

    /** Everyone's counts, and each group's. */
    record Year(GroupCounts all, List<GroupCounts> groups) {}

    /** Draws a year. */
    Year draw(long seed) {
        Random ofCafs = new Random(seed);
        SplittableRandom ofCases = new SplittableRandom(seed);
        Caf[] cafs = new Caf[CAFS];
        double[] places = new double[CAFS];
        for (int c = 0; c < CAFS; c++) {
            cafs[c] = new Caf(ofCafs);
            // Small CAFs draw more than their share: a weight of 1 for all would be wrong.
            places[c] = Math.pow(cafs[c].dossiers, 0.7);
        }
        double allPlaces = Arrays.stream(places).sum();
        GroupCounts.Builder all = new GroupCounts.Builder(CAFS);
        GroupCounts.Builder[] groups = new GroupCounts.Builder[SHARES.length];
        Arrays.setAll(groups, g -> new GroupCounts.Builder(CAFS));
        for (int c = 0; c < CAFS; c++) {
            Caf caf = cafs[c];
            long chosen = targeted(caf, c, ofCafs, ofCases, all, groups);
            random(caf, c, Math.max(1, Math.round(RANDOM * places[c] / allPlaces)), ofCases, all, groups);
            all.population(c, units(caf.dossiers), chosen * ScoreCounts.WEIGHT_UNIT);
            for (int g = 0; g < groups.length; g++) {
                double share = caf.prevalence * caf.ofIrregular[g] + (1 - caf.prevalence) * caf.ofRegular[g];
                groups[g].population(c, units(caf.dossiers * share), 0);
            }
        }
        return new Year(
                all.build(),
                Arrays.stream(groups).map(GroupCounts.Builder::build).toList());
    }

    private static long units(double dossiers) {
        return Math.round(dossiers) * ScoreCounts.WEIGHT_UNIT;
    }

    private static long targeted(
            Caf caf,
            int c,
            Random ofCafs,
            SplittableRandom random,
            GroupCounts.Builder all,
            GroupCounts.Builder[] groups) {
        double[] ofChosen = new double[SHARES.length];
        for (int g = 0; g < SHARES.length; g++) {
            double share = caf.ofRegular[g] * caf.ratio[g];
            ofChosen[g] = share / (1 - caf.ofRegular[g] + share);
        }
        long found = poisson(ofCafs, caf.dossiers * caf.prevalence * IRREGULAR_CHOSEN);
        long others = poisson(ofCafs, caf.dossiers * (1 - caf.prevalence) * caf.falseAlarm * caf.raised(-1));
        for (long i = 0; i < found + others; i++) {
            Outcome outcome = i < found ? Outcome.POSITIVE : Outcome.NEGATIVE;
            double[] shares = i < found ? caf.ofIrregular : ofChosen;
            all.targeted(c, outcome, 1, ScoreCounts.WEIGHT_UNIT);
            for (int g = 0; g < groups.length; g++) {
                if (random.nextDouble() < shares[g]) {
                    groups[g].targeted(c, outcome, 1, ScoreCounts.WEIGHT_UNIT);
                    groups[g].population(c, 0, ScoreCounts.WEIGHT_UNIT);
                }
            }
        }
        return found + others;
    }

    /** A Poisson count of a large mean, by the normal law. */
    private static long poisson(Random random, double mean) {
        return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }

    private static void random(
            Caf caf, int c, long n, SplittableRandom random, GroupCounts.Builder all, GroupCounts.Builder[] groups) {
        long weight = Math.round(caf.dossiers / n * ScoreCounts.WEIGHT_UNIT);
        for (long i = 0; i < n; i++) {
            boolean isIrregular = random.nextDouble() < caf.prevalence;
            Outcome outcome = isIrregular ? Outcome.POSITIVE : Outcome.NEGATIVE;
            all.random(c, outcome, 1, weight);
            for (int g = 0; g < groups.length; g++) {
                if (random.nextDouble() < (isIrregular ? caf.ofIrregular : caf.ofRegular)[g]) {
                    groups[g].random(c, outcome, 1, weight);
                }
            }
        }
    }

    /** Rates of a group and of the rest in the law itself. */
    record Truth(Rates group, Rates rest) {
        double falseAlarmRatio() {
            return group.falseAlarm() / rest.falseAlarm();
        }
    }

    /**
     * Computes the truth of each group over CAFs of the law, without drawing a case.
     *
     * @param cafs how many: of a million, the error of the truth is a hundredth of that of a year's figures
     */
    Truth[] truths(int cafs) {
        Random random = new Random(-1);
        int groups = SHARES.length;
        // By group, then the rest: irregular, regular, irregular chosen, regular chosen.
        double[][] sums = new double[2 * groups][4];
        for (int k = 0; k < cafs; k++) {
            Caf caf = new Caf(random);
            double irregular = caf.dossiers * caf.prevalence;
            double regular = caf.dossiers * (1 - caf.prevalence);
            for (int g = 0; g < groups; g++) {
                double alarms = regular * caf.falseAlarm * caf.raised(g);
                double in = caf.ofIrregular[g];
                double at = caf.ofRegular[g];
                add(sums[g], irregular * in, regular * at, alarms * at * caf.ratio[g]);
                add(sums[groups + g], irregular * (1 - in), regular * (1 - at), alarms * (1 - at));
            }
        }
        Truth[] truths = new Truth[groups];
        Arrays.setAll(truths, g -> new Truth(rates(sums[g]), rates(sums[groups + g])));
        return truths;
    }

    private static void add(double[] sums, double irregular, double regular, double falseAlarms) {
        sums[0] += irregular;
        sums[1] += regular;
        sums[2] += irregular * IRREGULAR_CHOSEN;
        sums[3] += falseAlarms;
    }

    private static Rates rates(double[] sums) {
        double chosen = sums[2] + sums[3];
        return Rates.of(sums[0] / (sums[0] + sums[1]), sums[2] / chosen, chosen / (sums[0] + sums[1]));
    }
}

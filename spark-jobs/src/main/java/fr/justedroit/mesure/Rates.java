package fr.justedroit.mesure;

/**
 * What a list does to a group, each source asked for what it knows: how many are proposed, from the whole population;
 * what is found among those that the model chose, from the targeted arm; what there is to find, from the random arm.
 * The last two follow from these by Bayes' rule, and need no control of everyone.
 *
 * <p>Each is {@link Double#NaN} where it has no meaning. False alarms and recall are estimates of a share: chance in
 * both arms can put them above 1, and they are left there.
 *
 * @param prevalence share of the group that has what is looked for (random arm, under its design weights; J. Hájek's
 *     ratio, in "Foundations of Statistical Inference", 1971)
 * @param precision share of the targeted that have it
 * @param burden share of the group that is proposed
 * @param falseAlarm share proposed of those who have it not: {@code burden (1 - precision) / (1 - prevalence)}
 * @param recall share proposed of those who have it: {@code burden precision / prevalence}
 */
public record Rates(double prevalence, double precision, double burden, double falseAlarm, double recall) {

    /** The five, as figures are named. */
    public enum Rate {
        PREVALENCE(0),
        PRECISION(1),
        BURDEN(2),
        FALSE_ALARM(3),
        RECALL(4);

        /** How many there are. */
        public static final int COUNT = 5;

        private final int place;

        Rate(int place) {
            this.place = place;
        }

        /** Returns its place among the five, from 0. */
        public int place() {
            return place;
        }
    }

    /** Computes the last two from the first three. */
    public static Rates of(double prevalence, double precision, double burden) {
        return new Rates(
                prevalence,
                precision,
                burden,
                prevalence < 1 ? burden * (1 - precision) / (1 - prevalence) : Double.NaN,
                prevalence > 0 ? burden * precision / prevalence : Double.NaN);
    }

    /** Returns one of the five. */
    public double of(Rate rate) {
        return switch (rate) {
            case PREVALENCE -> prevalence;
            case PRECISION -> precision;
            case BURDEN -> burden;
            case FALSE_ALARM -> falseAlarm;
            case RECALL -> recall;
        };
    }
}

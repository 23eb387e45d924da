package fr.justedroit.simulation;

/**
 * The law of deaths: the yearly rate is {@code famille.deces_niveau × exp(famille.deces_pente × age)} (Gompertz), the same
 * for all; one uniform number gives the month by the inverse of the survival function.
 */
final class Mortality {
    private static final double DAYS_IN_YEAR = 365.25;
    private static final int NEVER = Integer.MAX_VALUE;

    private Mortality() {}

    /**
     * The month in which a person dies who is alive on the first day of {@code from}.
     *
     * @param u from 0, included, to 1, excluded
     */
    static int month(World world, int birthDay, int from, double u) {
        double level = world.scenario.famille().decesNiveau();
        double slope = world.scenario.famille().decesPente();
        if (level == 0 || slope == 0) {
            return NEVER;
        }
        double age = (Months.firstDay(from) - birthDay) / DAYS_IN_YEAR;
        double last = StrictMath.log(StrictMath.exp(slope * age) - slope / level * StrictMath.log(1 - u)) / slope;
        double months = (last - age) * 12;
        return months > 1200 ? NEVER : from + (int) months;
    }
}

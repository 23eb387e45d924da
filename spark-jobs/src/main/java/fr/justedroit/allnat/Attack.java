package fr.justedroit.allnat;

import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Wilson;

/**
 * What an attack gained from the release: its rate of success on dossiers that were published over that on dossiers that
 * were not, {@code (main - control) / (1 - control)}, cut at 0 and 1, with the errors of both rates (M. Giomi, F. Boenisch,
 * C. Wehmeyer, B. Tasnádi, "A unified framework for quantifying privacy risk in synthetic data", PoPETS 2023).
 *
 * @param risk what it gained
 * @param attempts on each side, the fewer
 * @param onReleased rate of success on dossiers that were published
 * @param onControls rate of success on dossiers that were not
 */
record Attack(Estimate risk, long attempts, Estimate onReleased, Estimate onControls) {
    private static final double LEVEL = 0.95;
    private static final double Z = 1.959963984540054;

    /** @param hits successes, of so many tries, on published dossiers; then on the others */
    static Attack of(long hits, long tries, long controlHits, long controlTries) {
        if (tries == 0 || controlTries == 0) {
            Estimate none = new Estimate(0, 0, 1, 0, "aucun essai");
            return new Attack(none, 0, none, none);
        }
        Estimate main = Wilson.interval(hits, tries, LEVEL);
        Estimate control = Wilson.interval(controlHits, controlTries, LEVEL);
        long n = Math.min(tries, controlTries);
        return new Attack(risk(main, control, 1, n), n, main, control);
    }

    /** Rate of success on dossiers that were not published. */
    double control() {
        return onControls.value();
    }

    /**
     * Is the risk above a bound by so many errors. That the risk is above {@code b} says that {@code main} is above
     * {@code control + b (1 - control)}: this difference of two rates is tested, not the risk itself, whose error is told too
     * small where nearly every control is a success and the risk divides by the few that are left.
     *
     * @param errors critical value, such as 1.96
     */
    boolean exceeds(double bound, double errors) {
        double above = middle(onReleased) - (1 - bound) * middle(onControls) - bound;
        double error = Math.hypot(error(onReleased), (1 - bound) * error(onControls));
        return above > errors * error;
    }

    private static double middle(Estimate rate) {
        return (rate.low() + rate.high()) / 2;
    }

    private static double error(Estimate rate) {
        return (rate.high() - rate.low()) / 2 / Z;
    }

    /**
     * Risk over control, with the error of both rates.
     *
     * @param ratio published dossiers for one control
     * @param n attempts
     */
    static Estimate risk(Estimate main, Estimate control, double ratio, long n) {
        double mainRate = middle(main);
        double controlRate = ratio * middle(control);
        double mainError = error(main);
        double controlError = ratio * error(control);
        double left = 1 - controlRate;
        if (left <= 0) {
            return new Estimate(0, 0, 1, n, "temoins satures");
        }
        double risk = (mainRate - controlRate) / left;
        double byControl = (mainRate - 1) / (left * left) * controlError;
        double half = Z * Math.sqrt(mainError / left * mainError / left + byControl * byControl);
        double value = clip(risk);
        return new Estimate(
                value, Math.min(value, clip(risk - half)), Math.max(value, clip(risk + half)), n, Wilson.METHOD);
    }

    private static double clip(double value) {
        return Math.max(0, Math.min(1, value));
    }

    /** Attempts on each side after which a risk like this one could be told from a bound. */
    long needed(double bound) {
        return needed(risk, attempts, bound);
    }

    /** Attempts after which a risk could be told from a bound: the error falls with their root. */
    static long needed(Estimate risk, long attempts, double bound) {
        double half = Math.max(1e-3, (risk.high() - risk.low()) / 2);
        double gap = Math.max(5e-3, Math.abs(bound - risk.value()));
        double times = Math.max(1, half / gap);
        return (long) Math.ceil(Math.max(1, attempts) * times * times);
    }
}

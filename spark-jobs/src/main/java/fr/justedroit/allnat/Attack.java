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
 * @param control rate of success on dossiers that were not published
 */
record Attack(Estimate risk, long attempts, double control) {
    private static final double LEVEL = 0.95;
    private static final double Z = 1.959963984540054;

    /** @param hits successes, of so many tries, on published dossiers; then on the others */
    static Attack of(long hits, long tries, long controlHits, long controlTries) {
        if (tries == 0 || controlTries == 0) {
            return new Attack(new Estimate(0, 0, 1, 0, "aucun essai"), 0, 0);
        }
        Estimate main = Wilson.interval(hits, tries, LEVEL);
        Estimate control = Wilson.interval(controlHits, controlTries, LEVEL);
        long n = Math.min(tries, controlTries);
        return new Attack(risk(main, control, 1, n), n, control.value());
    }

    /**
     * Risk over control, with the error of both rates.
     *
     * @param ratio published dossiers for one control
     * @param n attempts
     */
    static Estimate risk(Estimate main, Estimate control, double ratio, long n) {
        double mainRate = (main.low() + main.high()) / 2;
        double controlRate = ratio * (control.low() + control.high()) / 2;
        double mainError = (main.high() - main.low()) / 2 / Z;
        double controlError = ratio * (control.high() - control.low()) / 2 / Z;
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

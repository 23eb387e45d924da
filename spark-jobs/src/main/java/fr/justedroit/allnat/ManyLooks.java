package fr.justedroit.allnat;

import fr.justedroit.mesure.Quantiles;
import fr.justedroit.mesure.Verdict;
import java.util.Collection;

/**
 * One verdict on many attacks of one kind: held when every one is; exceeded when one is so beyond the error of as
 * many looks as there are attacks (Bonferroni), so that looking at forty does not refuse one month in three by chance.
 */
final class ManyLooks {
    private static final double ERROR = 0.05;

    private ManyLooks() {}

    /**
     * @param bound of the upper end of each risk
     * @param fewest attempts that a verdict on one rests on
     */
    static Verdict atMost(Collection<Attack> attacks, double bound, long fewest) {
        double errors = Quantiles.normal(1 - ERROR / Math.max(1, attacks.size()));
        boolean exceeded = attacks.stream()
                .filter(attack -> attack.attempts() >= fewest)
                .anyMatch(one -> one.exceeds(bound, errors));
        if (exceeded) {
            return Verdict.DEPASSE;
        }
        boolean held = attacks.stream()
                .allMatch(attack -> attack.attempts() >= fewest && attack.risk().high() <= bound);
        return held ? Verdict.TENU : Verdict.NE_PEUT_PAS_CONCLURE;
    }
}

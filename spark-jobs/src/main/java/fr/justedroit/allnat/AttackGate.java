package fr.justedroit.allnat;

import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What the gate says of the attacks by nearest record: on everybody, and on the rarest dossiers, whom means hide least.
 * Bounds: 0.05, from the 0.09 that health agencies take for one record (EMA 0070), with room.
 */
final class AttackGate {
    static final String G4 = "G4";
    static final String G5A = "G5a";
    static final String MEMBERSHIP = "appartenance";

    /** Upper end of what linkability and inference may gain. */
    static final double MAX_RISK = 0.05;
    /** Upper end of the chance that nearness tells a published dossier from another. */
    static final double MAX_AREA = 0.55;
    /** Fewest attempts on each side that a verdict on everybody rests on. */
    static final long MIN_ATTEMPTS = 2_000;
    /** Of the rarest dossiers, and of those that one variable can be tried on, who are fewer by their nature. */
    static final long MIN_RARE = 500;
    /** How many are the rarest. */
    static final double RARE = 0.05;

    private AttackGate() {}

    static List<BoundCheck> judge(NearestAttacks attacks, AttackSample sample, int[] outside) {
        AttackSample rare = sample.rarest(outside, RARE);
        List<BoundCheck> checks = new ArrayList<>();
        checks.add(
                linkability("rapprochement de deux moitiés d'un dossier", attacks.linkability(sample), MIN_ATTEMPTS));
        checks.add(linkability("le même, sur les dossiers les plus rares", attacks.linkability(rare), MIN_RARE));
        checks.add(inference("déduction d'une variable que l'extérieur ignore", attacks.inference(sample)));
        checks.add(inference("la même, sur les dossiers les plus rares", attacks.inference(rare)));
        checks.add(membership(attacks.membership(sample), sample));
        return checks;
    }

    private static BoundCheck linkability(String text, Attack attack, long fewest) {
        return new BoundCheck(
                G4,
                text + ", borne haute à 95 %",
                attack.attempts() < fewest ? Verdict.NE_PEUT_PAS_CONCLURE : Verdict.atMost(attack.risk(), MAX_RISK),
                attack.risk().high(),
                MAX_RISK,
                figures(attack));
    }

    private static String figures(Attack attack) {
        String needed = attack.risk().high() <= MAX_RISK && attack.attempts() >= MIN_RARE
                ? ""
                : " ; il faudrait " + Math.max(MIN_ATTEMPTS, attack.needed(MAX_RISK)) + " essais pour conclure";
        return Figures.interval(attack.risk()) + ", " + attack.attempts() + " essais de chaque côté, témoins "
                + Figures.number(attack.control()) + needed;
    }

    private static BoundCheck inference(String text, Map<String, Attack> attacks) {
        String bound = text + ", pire variable, borne haute à 95 %";
        if (attacks.isEmpty()) {
            return new BoundCheck(G5A, bound, Verdict.SANS_OBJET, 0, MAX_RISK, "aucune variable à déduire");
        }
        Map.Entry<String, Attack> worst = attacks.entrySet().stream()
                .max(Comparator.comparingDouble(one -> one.getValue().risk().high()))
                .orElseThrow();
        long within = attacks.values().stream()
                .filter(attack -> attack.risk().high() <= MAX_RISK)
                .count();
        return new BoundCheck(
                G5A,
                bound,
                ManyLooks.atMost(attacks.values(), MAX_RISK, MIN_RARE),
                worst.getValue().risk().high(),
                MAX_RISK,
                worst.getKey() + " : " + figures(worst.getValue()) + " ; " + within + " variables sur " + attacks.size()
                        + " sous la borne");
    }

    private static BoundCheck membership(Estimate area, AttackSample sample) {
        boolean tooFew = Math.min(sample.released().size(), sample.controls().size()) < MIN_ATTEMPTS;
        return new BoundCheck(
                MEMBERSHIP,
                "chance qu'un dossier publié soit plus proche de la base qu'un autre, borne haute à 95 %",
                tooFew ? Verdict.NE_PEUT_PAS_CONCLURE : Verdict.atMost(area, MAX_AREA),
                area.high(),
                MAX_AREA,
                Figures.interval(area) + ", " + sample.released().size() + " publiés et "
                        + sample.controls().size() + " témoins");
    }
}

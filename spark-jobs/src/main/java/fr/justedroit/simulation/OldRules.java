package fr.justedroit.simulation;

import fr.justedroit.simulation.ControlPractice.Selection;

/**
 * How dossiers were chosen before there were lists: a random draw, rules that lean on purpose towards low incomes and
 * lone parents, and selections whose probability nobody knows.
 *
 * <p>One draw a month decides between them all, so that the probability written is the probability used: exact, to six
 * decimals, for a dossier outside the delay between two controls.
 */
final class OldRules {
    private static final int DRAW = 0;
    private static final double MILLION = 1e6;

    private final Scenario.Controle law;
    private final Draw draw;
    private final String randomText;

    OldRules(World world, Draw draw) {
        this.law = world.scenario.controle();
        this.draw = draw;
        this.randomText = text(round(law.aleatoire()));
    }

    /** The selection of a month, or null. */
    Selection select(int month, Signals signals) {
        double u = draw.uniform(month, DRAW);
        double random = round(law.aleatoire());
        if (u < random) {
            return new Selection(month, "aleatoire", randomText);
        }
        double other = selectOther(u);
        if (other >= 0) {
            return new Selection(month, origineOf(other), "");
        }
        if (u - random >= law.ciblageMax()) {
            return null;
        }
        double targeted = round(targetedProbability(signals));
        return u - random < targeted ? new Selection(month, "ciblage", text(targeted)) : null;
    }

    /** The selection of a month whose lists come from elsewhere: reports and cross-matches alone, or null. */
    Selection selectOutsideLists(int month) {
        double other = selectOther(draw.uniform(month, DRAW));
        return other >= 0 ? new Selection(month, origineOf(other), "") : null;
    }

    /** From the top of the draw, so that it is the same with and without the other rules; -1 if nothing is chosen. */
    private double selectOther(double u) {
        double fromTop = 1 - u;
        return fromTop <= law.signalement() + law.croisement() + law.autre() ? fromTop : -1;
    }

    private String origineOf(double fromTop) {
        if (fromTop <= law.signalement()) {
            return "signalement";
        }
        return fromTop <= law.signalement() + law.croisement() ? "croisement" : "autre";
    }

    /** A known function of what the extracts show, clipped. */
    double targetedProbability(Signals signals) {
        double exponent = law.regleChangements() * signals.changesCounted();
        if (signals.revenuParUcCents() < 100 * law.revenuBasEur()) {
            exponent += law.regleRevenuBas();
        }
        if (signals.isLoneParent()) {
            exponent += law.regleMonoparent();
        }
        if (signals.rsaCents() > 0) {
            exponent += law.regleRsa();
        }
        if (signals.trouves() > 0) {
            exponent += law.regleDejaTrouve();
        }
        return Math.min(law.ciblageMax(), Math.max(law.ciblageMin(), law.ciblage() * StrictMath.exp(exponent)));
    }

    private static double round(double probability) {
        return Math.round(probability * MILLION) / MILLION;
    }

    private static String text(double probability) {
        long millionths = Math.round(probability * MILLION);
        return millionths == 1_000_000
                ? "1"
                : "0." + String.valueOf(1_000_000 + millionths).substring(1);
    }
}

package fr.justedroit.allnat;

import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.mesure.Wilson;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What the gate says of classes of outsiders, outcomes of cases, amounts, and all months together. */
final class MeasureGate {
    static final String G2 = "G2";
    static final String G5B = "G5b";
    static final String G8 = "G8";
    static final String G13 = "G13";

    /** G2 is a bound of the whole country's base; a smaller one can hold it and cannot exceed it. */
    static final long COUNTRY = 13_000_000;

    /** Upper end of what an attacker who knows all but the outcome may gain: EMA 0070. */
    static final double MAX_LABEL = 0.09;
    /** Above what the cells' own rates give. */
    static final double MAX_RECONSTRUCTION = 0.09;
    /** Largest share of one dossier in the sum behind a mean. */
    static final double MAX_DOMINANCE = 0.5;

    private static final double LEVEL = 0.95;

    private MeasureGate() {}

    /** @param counts dossiers of the month in each class */
    static BoundCheck classes(long[] counts, long population, int k) {
        String text = "plus petite classe décrite par ce qu'une cellule dit exactement à l'extérieur";
        long smallest = OutsiderClasses.smallest(counts);
        if (smallest == 0) {
            return new BoundCheck(G2, text, Verdict.SANS_OBJET, 0, k, "aucune classe");
        }
        long under =
                Arrays.stream(counts).filter(count -> count > 0 && count < k).count();
        Verdict verdict =
                smallest >= k ? Verdict.TENU : population < COUNTRY ? Verdict.NE_PEUT_PAS_CONCLURE : Verdict.DEPASSE;
        String needed = verdict == Verdict.NE_PEUT_PAS_CONCLURE
                ? " ; la borne est celle d'une base nationale : il faudrait " + COUNTRY + " dossiers"
                : "";
        return new BoundCheck(
                G2,
                text,
                verdict,
                smallest,
                k,
                counts.length + " classes, les plus précises, dont " + under + " de moins de " + k + " dossiers sur "
                        + population + needed);
    }

    /** All strata together. */
    static BoundCheck labels(List<LabelInference.Stratum> strata) {
        return labels(
                "déduction de l'issue par qui sait tout le reste, par origine et dixième, borne haute à 95 %", strata);
    }

    /** The same for what an insider who knows the main outcome learns of frauds. */
    static BoundCheck frauds(List<LabelInference.Stratum> strata) {
        return labels(
                "déduction d'une fraude par qui sait tout le reste et l'autre issue, par origine et dixième, borne haute à 95 %",
                strata);
    }

    private static BoundCheck labels(String text, List<LabelInference.Stratum> strata) {
        if (strata.isEmpty()) {
            return new BoundCheck(G5B, text, Verdict.SANS_OBJET, 0, MAX_LABEL, "trop peu de cellules de cas");
        }
        List<Attack> attacks =
                strata.stream().map(LabelInference.Stratum::attack).toList();
        Verdict verdict = ManyLooks.atMost(attacks, MAX_LABEL, AttackGate.MIN_RARE);
        LabelInference.Stratum worst = strata.stream()
                .max(Comparator.comparingDouble(one -> one.attack().risk().high()))
                .orElseThrow();
        Attack attack = worst.attack();
        String where = worst.origin() + (worst.tenth() == LabelInference.ALL ? "" : ", dixième " + (worst.tenth() + 1));
        return new BoundCheck(
                G5B,
                text,
                verdict,
                attack.risk().high(),
                MAX_LABEL,
                where + " : " + Figures.interval(attack.risk()) + ", " + attack.attempts() + " cas, témoins "
                        + Figures.number(attack.control()) + ", positifs trouvés " + worst.found() + " sur "
                        + worst.positives()
                        + (verdict == Verdict.NE_PEUT_PAS_CONCLURE
                                ? " ; il faudrait "
                                        + Math.max(AttackGate.MIN_RARE, attack.needed(MAX_LABEL))
                                        + " cas par origine et dixième"
                                : ""));
    }

    /** Largest share of one dossier in the codes behind a mean that a cell publishes by itself. */
    static BoundCheck amounts(CellLayout layout, List<Cell> cells, int k) {
        double worst = 0;
        String where = "";
        long means = 0;
        for (int variable = 0; variable < layout.variables(); variable++) {
            for (Cell cell : cells) {
                long known = cell.size() - cell.sums().columns[layout.unknownColumn(variable)];
                if (layout.isOrdered(variable) && known >= k) {
                    int first = layout.firstColumn(variable);
                    long total = cell.sums().columns[first]
                            + known * layout.source(variable).referenceCode();
                    double share = (double) cell.sums().highest[first] / Math.max(1, total);
                    means++;
                    if (share > worst) {
                        worst = share;
                        where = layout.source(variable).name();
                    }
                }
            }
        }
        String text = "plus grande part d'un dossier dans la somme des rangs d'une moyenne";
        return means == 0
                ? new BoundCheck(G8, text, Verdict.SANS_OBJET, 0, MAX_DOMINANCE, "aucune moyenne")
                : new BoundCheck(
                        G8,
                        text,
                        worst <= MAX_DOMINANCE ? Verdict.TENU : Verdict.DEPASSE,
                        worst,
                        MAX_DOMINANCE,
                        where + " ; " + means + " moyennes, chacune sur au moins " + k + " dossiers");
    }

    /**
     * What knowing all months gains over the cells' own rates.
     *
     * @param months of which the dossiers are known
     * @param inForce months published with these cuts
     */
    static BoundCheck reconstruction(JointReconstruction.Result result, int months, int inForce, String attribute) {
        String text = "reconstruction sur les mois en vigueur : précision au-delà du taux des cellules";
        if (months < 2 || result.claims() == 0) {
            return new BoundCheck(
                    G13,
                    text,
                    inForce < 2 ? Verdict.SANS_OBJET : Verdict.NE_PEUT_PAS_CONCLURE,
                    0,
                    MAX_RECONSTRUCTION,
                    inForce < 2
                            ? "un seul mois publié avec cette découpe"
                            : "les dossiers des mois précédents ne sont plus là, ou aucune variable ne s'y prête");
        }
        Estimate precision = Wilson.interval(result.hits(), result.claims(), LEVEL);
        double bound = result.own() + MAX_RECONSTRUCTION;
        boolean tooFew = result.claims() < AttackGate.MIN_RARE;
        Verdict verdict = tooFew ? Verdict.NE_PEUT_PAS_CONCLURE : Verdict.atMost(precision, bound);
        return new BoundCheck(
                G13,
                text,
                verdict,
                precision.high() - result.own(),
                MAX_RECONSTRUCTION,
                attribute + " : précision " + Figures.interval(precision) + ", taux des cellules "
                        + Figures.number(result.own()) + ", "
                        + result.claims() + " désignations, " + months + " mois sur " + inForce
                        + (verdict == Verdict.NE_PEUT_PAS_CONCLURE
                                ? " ; il faudrait "
                                        + Math.max(
                                                AttackGate.MIN_RARE, Attack.needed(precision, result.claims(), bound))
                                        + " désignations"
                                : ""));
    }
}

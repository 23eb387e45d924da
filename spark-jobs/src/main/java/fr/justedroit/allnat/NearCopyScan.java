package fr.justedroit.allnat;

import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.mesure.Wilson;
import fr.justedroit.variable.FeatureSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Near copies in figures (E12): a variable of the learner from which an attribute of class {@code jamais} can be read, under
 * whatever name and by whatever path it came. The figure is Goodman and Kruskal's lambda (1954): of the errors made by
 * naming everybody's most frequent code, the share that knowing the variable spares; 1 for a copy. What is only related to an
 * attribute stays far below and is for the proxy scan.
 */
final class NearCopyScan {
    static final String BOUND = "copie";

    /** Halfway between what the shipped variables reach (0.54, resources for their own unit) and a copy. */
    static final double MAX_LAMBDA = 0.8;
    /** Fewest dossiers outside the most frequent code: a rarer attribute is not tried. */
    static final long MIN_OTHERS = 30;

    private static final double ERROR = 0.05;
    private static final int CODES = FeatureSource.MAX_CODE + 1;
    private static final String TEXT =
            "part d'un attribut d'audit qui se lit dans une variable d'apprentissage, borne basse à 95 %";

    private final List<String> variables;
    private final List<String> attributes;

    /**
     * @param variables of role modele, in the order of the codes
     * @param attributes audited variables of class jamais
     */
    NearCopyScan(List<String> variables, List<String> attributes) {
        this.variables = List.copyOf(variables);
        this.attributes = List.copyOf(attributes);
    }

    /** How well a variable tells an attribute. */
    private record Pair(String variable, String attribute, Estimate lambda) {}

    /**
     * The verdict on a sample, widened for as many looks as there are pairs.
     *
     * @param sample codes of the variables, then of the attributes
     */
    BoundCheck judge(List<byte[]> sample) {
        if (attributes.isEmpty()) {
            return said(Verdict.SANS_OBJET, 0, "aucun attribut d'audit de classe jamais");
        }
        if (sample.isEmpty()) {
            return said(Verdict.NE_PEUT_PAS_CONCLURE, 0, "audit_mois de ce mois n'est plus là");
        }
        double level = 1 - ERROR / (variables.size() * attributes.size());
        List<Pair> pairs = new ArrayList<>();
        List<String> rare = new ArrayList<>();
        for (int a = 0; a < attributes.size(); a++) {
            int place = variables.size() + a;
            long most = most(sample, place);
            long others = sample.size() - most;
            if (others < MIN_OTHERS) {
                rare.add(attributes.get(a));
                continue;
            }
            for (int v = 0; v < variables.size(); v++) {
                long named = named(sample, v, place);
                pairs.add(new Pair(variables.get(v), attributes.get(a), Wilson.interval(named - most, others, level)));
            }
        }
        return judge(pairs, rare, sample.size());
    }

    private static long most(List<byte[]> sample, int attribute) {
        long[] counts = new long[CODES];
        sample.forEach(codes -> counts[codes[attribute]]++);
        return Arrays.stream(counts).max().orElseThrow();
    }

    /** Dossiers whose attribute is the most frequent one among those of the same code of the variable. */
    private static long named(List<byte[]> sample, int variable, int attribute) {
        long[][] counts = new long[CODES][CODES];
        sample.forEach(codes -> counts[codes[variable]][codes[attribute]]++);
        return Arrays.stream(counts)
                .mapToLong(row -> Arrays.stream(row).max().orElseThrow())
                .sum();
    }

    private BoundCheck judge(List<Pair> pairs, List<String> rare, int size) {
        String left = rare.isEmpty() ? "" : " ; trop rares pour être essayés : " + String.join(", ", rare);
        if (pairs.isEmpty()) {
            return said(Verdict.SANS_OBJET, 0, "sur " + size + " dossiers" + left);
        }
        Pair worst = pairs.stream()
                .max(Comparator.comparingDouble(pair -> pair.lambda().low()))
                .orElseThrow();
        Verdict verdict = worst.lambda().low() > MAX_LAMBDA ? Verdict.DEPASSE : Verdict.TENU;
        return said(
                verdict,
                worst.lambda().low(),
                worst.variable() + " pour " + worst.attribute() + " : " + Figures.interval(worst.lambda()) + ", sur "
                        + size + " dossiers" + left);
    }

    private static BoundCheck said(Verdict verdict, double measured, String detail) {
        return new BoundCheck(BOUND, TEXT, verdict, measured, MAX_LAMBDA, detail);
    }
}

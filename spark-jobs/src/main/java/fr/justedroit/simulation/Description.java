package fr.justedroit.simulation;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a scenario gives, beside public figures, and the effects planted in its truth.
 *
 * <p>Lives are told for it and nothing is delivered; no list of proposals is answered.
 */
public final class Description {
    private final Scenario scenario;
    private final Shares shares;

    /**
     * Tells lives.
     *
     * @param cafs their lives are mixed in equal parts
     * @param dossiers lives in all
     * @param mois the month described
     */
    public Description(Scenario scenario, long seed, List<String> cafs, int dossiers, YearMonth mois) {
        this.scenario = scenario;
        this.shares = Marginals.of(scenario, seed, cafs, Math.max(1, dossiers / cafs.size()), Months.index(mois));
    }

    /** What the simulator gives for a public figure; NaN where no life told has anything to say of it. */
    public double of(Repere repere) {
        return shares.of(repere.cle());
    }

    /** Marginals beside public figures, then the planted effects, in French. */
    public List<String> lines(List<Repere> reperes) {
        List<String> lines = new ArrayList<>();
        lines.add("Repères publics et ce que donne le simulateur");
        for (Repere repere : reperes) {
            double given = of(repere);
            boolean holds = Math.abs(given - repere.valeur()) <= repere.tolerance();
            lines.add(String.format(
                    java.util.Locale.ROOT,
                    "  %-28s %12s  public %12s (± %s)  %s  %s, %d",
                    repere.cle(),
                    repere.written(given),
                    repere.written(repere.valeur()),
                    repere.writtenTolerance(),
                    holds ? "tenu " : "ÉCART",
                    repere.editeur(),
                    repere.annee()));
        }
        lines.add("Effets plantés (rapport des cotes du début d'une irrégularité, pour une unité)");
        planted().forEach((name, weight) -> {
            if (weight != 0) {
                lines.add(String.format(
                        java.util.Locale.ROOT, "  %-52s × %s", name, French.number(StrictMath.exp(weight), 2)));
            }
        });
        lines.add("Biais plantés des contrôles (rapport des probabilités de sélection ; heures passées)");
        biases().forEach((name, ratio) ->
                lines.add(String.format(java.util.Locale.ROOT, "  %-52s × %s", name, French.number(ratio, 2))));
        lines.add("Dossiers irréguliers, mesurés sur les vies racontées");
        for (String name : shares.names()) {
            if (name.startsWith("irregulier")) {
                lines.add(String.format(
                        java.util.Locale.ROOT,
                        "  %-52s %s sur %s",
                        name,
                        French.percent(shares.of(name)),
                        French.number(shares.whole(name), 0)));
            }
        }
        return List.copyOf(lines);
    }

    private Map<String, Double> planted() {
        Scenario.Verite law = scenario.verite();
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put("variation du revenu sur 12 mois", law.poidsVariation());
        weights.put("changement d'activité sur 24 mois", law.poidsChangements());
        weights.put("loyer sur revenu", law.poidsEffort());
        weights.put("emménagement récent", law.poidsDemenagement());
        weights.put("contact sur 12 mois", law.poidsContacts());
        weights.put("seul, revenu variable et aide au logement", law.poidsSeulVariableAl());
        weights.put("enfant de moins de 6 ans et deux changements", law.poidsEnfantChangements());
        law.croisements().forEach((name, weight) -> weights.put("produit de signes " + name, weight));
        return weights;
    }

    private Map<String, Double> biases() {
        Scenario.Controle law = scenario.controle();
        Map<String, Double> ratios = new LinkedHashMap<>();
        ratios.put("revenu bas", StrictMath.exp(law.regleRevenuBas()));
        ratios.put("parent seul", StrictMath.exp(law.regleMonoparent()));
        ratios.put("RSA", StrictMath.exp(law.regleRsa()));
        ratios.put("changement d'activité sur 24 mois", StrictMath.exp(law.regleChangements()));
        ratios.put("indu déjà trouvé sur 36 mois", StrictMath.exp(law.regleDejaTrouve()));
        ratios.put("heures passées chez un parent seul", law.heuresMonoparent());
        return ratios;
    }
}

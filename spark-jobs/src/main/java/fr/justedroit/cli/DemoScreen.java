package fr.justedroit.cli;

import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** The demo's last screen, in French, from the tables themselves. */
final class DemoScreen {
    private final Workplace place;
    private final PrintStream out;
    private final Map<String, Double> seconds;

    DemoScreen(Workplace place, PrintStream out, Map<String, Double> seconds) {
        this.place = place;
        this.out = out;
        this.seconds = seconds;
    }

    void print(String month, List<String> cafs, String model, GlobalOptions options) {
        out.println();
        out.println("=== juste-droit, démonstration sur des données synthétiques ===");
        times();
        deliveries(cafs);
        cells(month);
        figures(model);
        random(cafs);
        lists(month, cafs);
        next(month, options);
    }

    private void times() {
        StringBuilder text = new StringBuilder();
        double total = 0;
        for (Map.Entry<String, Double> step : seconds.entrySet()) {
            text.append(String.format(Locale.FRANCE, " %s %.0f s,", step.getKey(), step.getValue()));
            total += step.getValue();
        }
        out.println("Durées :" + text + String.format(Locale.FRANCE, " en tout %.0f s", total));
    }

    private List<Row> rows(Read read) {
        return place.door()
                .open(place.access(Room.CLI, Purpose.EXPLOITATION, AccessKind.CONSULTATION), read)
                .collectAsList();
    }

    private void deliveries(List<String> cafs) {
        long in = 0;
        long refused = 0;
        for (Row row : rows(
                Read.national(Zone.JOURNAL, "execution").columns("commande", "evenement", "entree_nb", "refus_nb"))) {
            if (row.getString(0).equals("ingest") && row.getString(1).equals("fait")) {
                in += row.getLong(2);
                refused += row.getLong(3);
            }
        }
        List<Row> reasons = rows(Read.of(Zone.LOCAL, "quarantaine", cafs).columns("extrait", "colonne", "regle"));
        String first = reasons.isEmpty()
                ? ""
                : " (premier motif : " + reasons.get(0).getString(0) + ", "
                        + reasons.get(0).getString(1) + ", règle "
                        + reasons.get(0).getString(2) + ")";
        out.println(String.format(
                Locale.FRANCE,
                "Livraisons : %,d lignes livrées = %,d gardées + %,d en quarantaine%s",
                in,
                in - refused,
                refused,
                first));
    }

    private void cells(String month) {
        List<Row> cells = rows(Read.national(Zone.ALLNAT, "cellule_population")
                .months(List.of(month))
                .columns("effectif"));
        long smallest = cells.stream().mapToLong(row -> row.getLong(0)).min().orElse(0);
        List<Row> cases = rows(Read.national(Zone.ALLNAT, "cellule_cas").columns("effectif"));
        long smallestCases =
                cases.stream().mapToLong(row -> row.getLong(0)).min().orElse(0);
        out.println(String.format(
                Locale.FRANCE,
                "Allnat : %,d cellules de population en %s (la plus petite publie %d), %,d cellules de cas (la plus petite : %d)",
                cells.size(),
                month,
                smallest,
                cases.size(),
                smallestCases));
        out.println("Anonymat : " + verdicts(month));
    }

    /** The gate's verdicts, as its report of the month says them. */
    private String verdicts(String month) {
        Optional<String> report = place.door()
                .files()
                .readText(
                        place.access(Room.CLI, Purpose.EXPLOITATION, AccessKind.CONSULTATION),
                        TableId.national(Zone.ALLNAT, "rapport"),
                        month + "/rapport.json");
        return report.map(GateSummary::of).orElse("aucun rapport");
    }

    private void figures(String model) {
        List<Row> figures = rows(Read.national(Zone.ALLNAT, "mesure")
                .columns("modele_id", "mesure", "groupe", "valeur", "bas", "haut", "effectif"));
        out.println("Modèle : " + model);
        Optional<Row> trees = figure(figures, model, "auc_arbres", "tous");
        Optional<Row> logistic = figure(figures, model, "auc_logistique", "tous");
        out.println("  AUC des arbres " + text(trees) + ", de la régression logistique " + text(logistic));
        out.println("  " + better(trees, logistic));
        figures.stream()
                .filter(row -> row.getString(0).startsWith(model)
                        && row.getString(1).startsWith("part_liste")
                        && row.getString(2).startsWith("parent_isole=2"))
                .findFirst()
                .ifPresent(row -> out.println("  Charge : part des parents isolés proposés " + text(Optional.of(row))));
        out.println("  Le score est une indication, jamais une décision.");
    }

    /**
     * Two models on the decided cases of a month; drawn cases are the only ones that no list chose. A model measured on cases
     * that taught it is flattered, says so, and is not compared.
     */
    void printLoop(String month, List<String> models) {
        List<Row> figures = rows(Read.national(Zone.ALLNAT, "mesure")
                .months(List.of(month))
                .columns("modele_id", "mesure", "groupe", "valeur", "bas", "haut", "effectif"));
        out.println();
        out.println("=== La boucle : ce que les contrôles ont appris, sur les cas décidés à " + month + " ===");
        times();
        for (String model : models) {
            out.println("Modèle : " + model + (isOut(figures, model) ? "" : " (mesuré aussi sur ce qu'il a appris)"));
            out.println("  AUC sur tous les cas " + text(figure(figures, model, "auc_arbres", "tous")) + ", pondérée "
                    + text(figure(figures, model, "auc_arbres_pondere", "tous")));
            out.println("  AUC sur les seuls dossiers tirés au sort "
                    + text(figure(figures, model, "auc_arbres_aleatoire", "tous")));
        }
        Optional<Row> before = figure(figures, models.get(0), "auc_arbres_aleatoire", "tous");
        Optional<Row> after = figure(figures, models.get(1), "auc_arbres_aleatoire", "tous");
        boolean areOut = models.stream().allMatch(model -> isOut(figures, model));
        out.println("Le tirage seul : "
                + (areOut ? said(before, after) : "trop peu de cas décidés depuis l'apprentissage pour comparer."));
    }

    /** Was the model measured on cases that did not teach it. */
    private static boolean isOut(List<Row> figures, String model) {
        return figure(figures, model, "hors_apprentissage", "tous")
                .filter(row -> row.getDouble(3) > 0)
                .isPresent();
    }

    private static String said(Optional<Row> before, Optional<Row> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return "trop peu de cas pour comparer les deux modèles.";
        }
        if (after.get().getDouble(4) > before.get().getDouble(5)) {
            return "le second modèle classe mieux.";
        }
        return before.get().getDouble(4) > after.get().getDouble(5)
                ? "le premier modèle classe mieux."
                : "les intervalles se recouvrent : on ne peut pas conclure.";
    }

    private static Optional<Row> figure(List<Row> figures, String model, String name, String group) {
        return figures.stream()
                .filter(row -> row.getString(0).startsWith(model)
                        && row.getString(1).equals(name)
                        && row.getString(2).equals(group))
                .findFirst();
    }

    private static String text(Optional<Row> figure) {
        return figure.map(row -> String.format(
                        Locale.FRANCE,
                        "%.3f [%.3f ; %.3f] sur %,d",
                        row.getDouble(3),
                        row.getDouble(4),
                        row.getDouble(5),
                        row.getLong(6)))
                .orElse("non mesurée");
    }

    private static String better(Optional<Row> trees, Optional<Row> logistic) {
        if (trees.isEmpty() || logistic.isEmpty()) {
            return "On ne peut pas dire lequel est le meilleur.";
        }
        double gap = trees.get().getDouble(3) - logistic.get().getDouble(3);
        boolean apart = trees.get().getDouble(4) > logistic.get().getDouble(5)
                || logistic.get().getDouble(4) > trees.get().getDouble(5);
        String best = gap > 0 ? "Les arbres" : "La régression logistique";
        return best
                + (gap > 0 ? " font mieux de " : " fait mieux de ")
                + String.format(Locale.FRANCE, "%.3f", Math.abs(gap))
                + (apart ? "." : " ; les intervalles se recouvrent : on ne peut pas conclure.");
    }

    private void random(List<String> cafs) {
        int cases = 0;
        int positive = 0;
        BigDecimal rappels = BigDecimal.ZERO;
        BigDecimal indus = BigDecimal.ZERO;
        for (Row row : rows(
                Read.of(Zone.LOCAL, "cas", cafs).columns("origine", "etat", "positif", "indu_eur", "rappel_eur"))) {
            if ("aleatoire".equals(row.getString(0)) && row.getString(1).equals("mur")) {
                cases++;
                positive += !row.isNullAt(2) && row.getBoolean(2) ? 1 : 0;
                indus = indus.add(row.isNullAt(3) ? BigDecimal.ZERO : row.getDecimal(3));
                rappels = rappels.add(row.isNullAt(4) ? BigDecimal.ZERO : row.getDecimal(4));
            }
        }
        out.println(String.format(
                Locale.FRANCE,
                "Tirage au sort : %,d contrôles clos et définitifs, %,d irrégularités confirmées, %,.0f EUR d'indus, "
                        + "et %,.0f EUR dus AUX personnes (rappels)",
                cases,
                positive,
                indus,
                rappels));
    }

    private void lists(String month, List<String> cafs) {
        String caf = cafs.get(1);
        List<Row> rows = ProposalsCommand.rows(place, caf, month);
        List<Row> shown = new ArrayList<>(rows.subList(0, Math.min(10, rows.size())));
        out.println("Dix premières propositions de la CAF " + caf + " pour " + month + ", et une tirée au sort :");
        rows.stream()
                .filter(row -> row.getString(3).equals("aleatoire") && !shown.contains(row))
                .findFirst()
                .ifPresent(shown::add);
        proposals(shown);
    }

    /**
     * Prints rows with their ranks, for who looks at the software rather than works from a list; the target stands above,
     * since a figure means nothing without it.
     */
    private void proposals(List<Row> rows) {
        rows.stream()
                .findFirst()
                .ifPresent(row -> out.println("Cible : " + row.getString(5).replace('_', ' ')));
        for (Row row : rows) {
            out.println(String.format(
                    Locale.FRANCE,
                    "%5d  %-14s  %s  %-9s",
                    row.getInt(0),
                    row.getString(1),
                    likelihood(row),
                    row.getString(3).equals("aleatoire") ? "tirage" : "ciblage"));
            for (Row reason : row.<Row>getList(4)) {
                out.println("         " + (reason.getDouble(2) >= 0 ? "+ " : "- ") + reason.getString(1));
            }
        }
        out.println(ProposalsCommand.INDICATION);
    }

    /** The calibrated probability, or the raw score where no calibration exists: never one under the other's name. */
    private static String likelihood(Row row) {
        return row.isNullAt(6)
                ? String.format(Locale.FRANCE, "score %.3f", row.getDouble(2))
                : String.format(Locale.FRANCE, "risque %.2f", row.getDouble(6));
    }

    private void next(String month, GlobalOptions options) {
        out.println("Pour continuer :");
        out.println("  export JUSTE_DROIT_ROOT=" + options.root + " JUSTE_DROIT_SECRETS=" + options.secrets
                + (options.config == null ? "" : " JUSTE_DROIT_CONF=" + options.config));
        out.println("  scripts/submit/juste-droit proposals --caf 974 --mois " + month + " --format csv");
        out.println("  scripts/submit/juste-droit model show");
        out.println("  scripts/submit/juste-droit status");
    }
}

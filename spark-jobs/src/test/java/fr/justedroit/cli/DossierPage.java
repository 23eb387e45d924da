package fr.justedroit.cli;

import fr.justedroit.allnat.DossierCell;
import fr.justedroit.config.Keys;
import fr.justedroit.config.Thresholds;
import fr.justedroit.docs.Pages;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Variable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The page that follows one dossier through the tables of a small root. */
final class DossierPage {
    private final SparkSession spark;
    private final Path root;
    private final Dictionary dictionary;
    private final Keys keys;
    private final Thresholds.Anonymity bounds;
    private final String caf;
    private final String month;
    private final Map<String, String> delivered;

    DossierPage(
            SparkSession spark,
            Path root,
            Path config,
            Keys keys,
            String caf,
            String month,
            Map<String, String> delivered) {
        this.spark = spark;
        this.root = root;
        Workplace.Conf conf = Workplace.Conf.read(config);
        this.dictionary = conf.dictionary();
        this.bounds = conf.settings().thresholds().anonymity();
        this.keys = keys;
        this.caf = caf;
        this.month = month;
        this.delivered = delivered;
    }

    /** @param printed what {@code proposals} prints for the list */
    String text(String printed) {
        Row proposal = proposal();
        String id = proposal.getAs("dossier_id");
        Row codes = one("local/" + caf + "/dossier_mois", id);
        Row ranked = one("resultat/" + caf + "/classement", id);
        StringBuilder page = new StringBuilder(intro(id));
        page.append(DELIVERY).append(block(lines(id)));
        page.append(STATE).append(block(state(one("local/" + caf + "/etat_mois", id))));
        page.append(CODES).append(codes(codes));
        page.append(CELL).append(cell(id, codes));
        page.append(SCORE).append(block(score(proposal, ranked)));
        page.append(REASONS).append(reasons(proposal));
        page.append(LIST).append(block(of(printed, id)));
        return page.append(AFTER).toString();
    }

    /** The first targeted proposal whose cell is published, so that every step has something to show. */
    private Row proposal() {
        for (Row row : table("resultat/" + caf + "/proposition").sort("rang").collectAsList()) {
            String id = row.getAs("dossier_id");
            if (row.getAs("origine").equals("ciblage")
                    && row.getAs("mois").equals(month)
                    && DossierCell.isDrawn(keys, month, caf, id, bounds.drawShare())
                    && number(one("local/" + caf + "/dossier_mois", id)).isPresent()) {
                return row;
            }
        }
        throw new AssertionError("no proposal can be followed");
    }

    private org.apache.spark.sql.Dataset<Row> table(String path) {
        return spark.read().format("delta").load(root.resolve(path).toString());
    }

    private Row one(String path, String id) {
        return table(path).collectAsList().stream()
                .filter(row ->
                        row.getAs("dossier_id").equals(id) && row.getAs("mois").equals(month))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Integer> number(Row codes) {
        return DossierCell.number(root.resolve("secret"), keys, dictionary, month, byName(codes));
    }

    private Map<String, Integer> byName(Row codes) {
        Map<String, Integer> byName = new TreeMap<>();
        dictionary.of(Role.MODELE).forEach(one -> byName.put(one.name(), (int) codes.<Byte>getAs(one.name())));
        return byName;
    }

    private String lines(String id) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(delivered).forEach((file, content) -> {
            List<String> all = content.lines().toList();
            List<String> own = all.stream()
                    .skip(1)
                    .filter(line ->
                            List.of(line.replace("\"", "").split(";", -1)).contains(id))
                    .toList();
            text.append("-- ").append(file).append('\n');
            if (own.isEmpty()) {
                text.append("(aucune ligne ce mois-ci)\n");
            } else {
                text.append(all.get(0)).append('\n');
                own.forEach(line -> text.append(line).append('\n'));
            }
        });
        return text.toString();
    }

    private static String state(Row row) {
        StringBuilder text = new StringBuilder();
        for (String name : row.schema().fieldNames()) {
            if (name.equals("execution_id") || name.equals("livraison")) {
                continue;
            }
            Object value = row.getAs(name);
            text.append(String.format(Locale.ROOT, "%-22s %s%n", name, value == null ? "(inconnu)" : shown(value)));
        }
        return text.toString();
    }

    private static String shown(Object value) {
        if (!(value instanceof scala.collection.Seq<?>)) {
            return value.toString();
        }
        List<String> items = new ArrayList<>();
        for (Object item : scala.jdk.javaapi.CollectionConverters.asJava((scala.collection.Seq<?>) value)) {
            Row event = (Row) item;
            items.add(event.getString(0) + " " + event.getString(1)
                    + (event.isNullAt(2) ? "" : " " + event.getDecimal(2) + " EUR"));
        }
        return items.isEmpty() ? "(aucun)" : String.join(", ", items);
    }

    private String codes(Row row) {
        StringBuilder text = new StringBuilder(Pages.head("Variable", "Code", "Ce que le code veut dire"));
        for (Variable variable : dictionary.of(Role.MODELE)) {
            int code = row.<Byte>getAs(variable.name());
            text.append(
                    Pages.row("`" + variable.name() + "`", "" + code, variable.label() + " : " + variable.words(code)));
        }
        return text.toString();
    }

    private String cell(String id, Row codes) {
        int number = number(codes).orElseThrow();
        Row cell = table("allnat/cellule_population").collectAsList().stream()
                .filter(row -> row.getAs("mois").equals(month) && row.<Integer>getAs("cellule_nb") == number)
                .findFirst()
                .orElseThrow();
        checkIsTheCellOf(number, cell);
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Ce mois-ci le tirage secret a retenu ce dossier. Sa cellule est publiée pour %d dossiers.%n%n",
                cell.<Long>getAs("effectif")));
        text.append(Pages.head("Colonne publiée", "Valeur de la cellule", "Le dossier, lui"));
        FeatureLayout layout = dictionary.layout();
        List<Variable> variables = dictionary.of(Role.MODELE);
        for (int column = 0; column < layout.size(); column++) {
            String name = layout.columnName(column);
            Variable variable = variables.get(layout.variableOf(column));
            int code = codes.<Byte>getAs(variable.name());
            String suffix = name.equals(variable.name())
                    ? ""
                    : name.substring(variable.name().length() + 2);
            String own = suffix.isEmpty()
                    ? "" + code
                    : suffix.equals("inconnu") ? (code == 0 ? "1" : "0") : (suffix.equals("" + code) ? "1" : "0");
            text.append(Pages.row("`" + name + "`", decimal(cell.<Double>getAs(name), 2), own));
        }
        if (table("allnat/cellule_population").collectAsList().stream()
                .anyMatch(row -> row.toString().contains(id))) {
            throw new AssertionError("a cell holds the number of a dossier");
        }
        return text.toString();
    }

    /** The record found is the dossier's: it has the very figures that the dossiers routed to it give under the keys. */
    private void checkIsTheCellOf(int number, Row cell) {
        Map<String, Map<String, Integer>> members = new TreeMap<>();
        for (Row row : table("local/" + caf + "/dossier_mois").collectAsList()) {
            if (row.getAs("mois").equals(month)
                    && DossierCell.isDrawn(keys, month, caf, row.getAs("dossier_id"), bounds.drawShare())
                    && number(row).equals(Optional.of(number))) {
                members.put(row.getAs("dossier_id"), byName(row));
            }
        }
        Map<String, Double> expected = DossierCell.published(keys, dictionary, month, caf, members, bounds);
        Map<String, Double> found = new TreeMap<>();
        expected.keySet().forEach(name -> found.put(name, ((Number) cell.getAs(name)).doubleValue()));
        if (!found.equals(expected)) {
            throw new AssertionError("the cell is not the dossier's: " + found + " and not " + expected);
        }
    }

    private String score(Row proposal, Row ranked) {
        long all = table("resultat/" + caf + "/classement")
                .filter("mois = '" + month + "'")
                .count();
        return "score            " + decimal(ranked.<Double>getAs("score"), 3) + "\n"
                + "rang             " + ranked.<Integer>getAs("rang") + " sur " + all + "\n"
                + "cible            " + ranked.getAs("cible") + "\n"
                + "origine          " + proposal.getAs("origine") + "\n"
                + "proba_inclusion  " + decimal(proposal.<Double>getAs("proba_inclusion"), 3) + "\n"
                + "risque           "
                + (proposal.getAs("risque") == null
                        ? "(pas de calibration : trop peu de cas)"
                        : decimal(proposal.<Double>getAs("risque"), 2))
                + "\n";
    }

    private static String reasons(Row proposal) {
        StringBuilder text = new StringBuilder(Pages.head("Variable", "Phrase", "Contribution"));
        for (Row reason : proposal.<Row>getList(proposal.fieldIndex("motifs"))) {
            text.append(
                    Pages.row("`" + reason.getString(0) + "`", reason.getString(1), decimal(reason.getDouble(2), 2)));
        }
        return text.toString();
    }

    /** The lines of the list that are the dossier's, with what stands above and below every list. */
    private static String of(String printed, String id) {
        List<String> lines = printed.lines().toList();
        StringBuilder text = new StringBuilder(lines.get(0)).append('\n');
        boolean own = false;
        for (String line : lines.subList(1, lines.size() - 1)) {
            own = line.startsWith("         ") ? own : line.contains(id);
            if (own) {
                text.append(line).append('\n');
            }
        }
        return text.append(lines.get(lines.size() - 1)).append('\n').toString();
    }

    private static String decimal(double value, int digits) {
        return String.format(Locale.FRANCE, "%." + digits + "f", value);
    }

    private static String block(String text) {
        return "```\n" + text + "```\n";
    }

    private String intro(String id) {
        return "# Un dossier, du dépôt à la proposition\n" + Pages.made(UnDossierLongTest.class)
                + """

                Le dossier %s n'existe pas : la CAF %s de cette page compte 1 500 dossiers inventés par `simulate`, contrôlés
                bien plus souvent que dans la réalité pour qu'un modèle puisse s'y apprendre. Aucun chiffre d'ici ne dit rien
                de la France. La page suit ce dossier en %s, table par table ; chaque bloc est produit par un test, qui échoue
                si le programme dit autre chose. Les tables sont décrites dans [tables.md](tables.md), les mots dans
                [glossaire.md](glossaire.md).
                """
                        .formatted(id, caf, month);
    }

    private static final String DELIVERY =
            """

            ## 1. Ce que la CAF livre
            Chaque mois, des fichiers arrivent dans `depot/<mois>/<caf>/` : l'état complet des dossiers au dernier jour du
            mois, et les événements nouveaux (contacts, contrôles, indus, rappels). `ingest` les vérifie ligne par ligne
            contre le contrat de `conf/sources.yaml`, écarte les lignes fausses, puis détruit les fichiers.

            """;
    private static final String STATE =
            """

            ## 2. Son état du mois
            `local/<caf>/etat_mois` garde les valeurs vérifiées, dans leurs unités, 25 mois au plus. C'est une table
            nominative : elle ne quitte pas la zone de la CAF.

            """;
    private static final String CODES =
            """

            ## 3. Ses codes
            Le modèle ne voit aucune de ces valeurs. Chaque variable devient un code, un octet, dont les mots sont dans
            `conf/variables.yaml` ; 0 veut dire inconnu. Le sexe, la nationalité, le statut du NIR, la tutelle et l'âge des
            adultes n'y sont pas : ils servent à mesurer les biais (`audit_mois`), jamais à classer.

            """;
    private static final String CELL =
            """

            ## 4. La cellule où il se fond
            La base nationale ne contient aucun dossier. Les dossiers qui se ressemblent sont réunis par 11 au moins, et
            seules sont publiées leur nombre, leurs moyennes et leurs parts, avec un bruit. **L'appartenance d'un dossier à
            une cellule n'est écrite nulle part.** Cette page la recalcule avec les clés secrètes et les découpes de la racine,
            ce qu'un lecteur de la base nationale ne peut pas faire ; elle ne peut la montrer que parce que les données sont
            synthétiques. Sur une vraie racine, ce tableau serait une fuite.

            """;
    private static final String SCORE =
            """

            ## 5. Son score et son rang
            Le modèle, appris sur des cellules de cas déjà décidés, est appliqué aux codes dans la zone de la CAF. `score` est
            la probabilité brute du modèle ; `risque`, s'il existe, est calibré sur ce que les contrôles ont trouvé.
            `proba_inclusion` est la probabilité que ce dossier avait d'être proposé : un dossier dont le rang suffit l'est
            toujours, les autres peuvent l'être par le tirage.

            """;
    private static final String REASONS =
            """

            ## 6. Ses motifs
            Au plus trois variables qui élèvent le score et une qui l'abaisse. Les contributions de toutes les variables, avec
            une constante, s'ajoutent en une marge dont le score est tiré ; ce sont les valeurs de Shapley du modèle, qui
            partagent cette marge entre les variables selon l'usage qu'en font ses arbres. Un motif est un fait déclaré ou constaté que l'agent
            peut vérifier, ou l'absence de ce fait (« information inconnue ») ; ce n'est ni un reproche ni une cause.

            """;
    private static final String LIST =
            """

            ## 7. Ce que l'équipe lit
            `juste-droit proposals --caf 031 --mois 2026-01`, réduit à ce dossier :

            """;
    private static final String AFTER =
            """

            ## 8. Et après
            Rien, tant que personne n'agit. Un agent peut contrôler le dossier selon la procédure habituelle, ou
            l'écarter. Ce qu'il fait revient dans les livraisons suivantes (`cristal_controle`, `cristal_indu`,
            `cristal_rappel`, `corali_fraude`) ; `follow-up` en fait un cas, et un cas décidé, une fois passé le délai de
            recours, entre dans une cellule d'au moins 22 cas dont le modèle suivant apprendra. Un contrôle ouvert n'est
            jamais compté comme négatif. Ce qu'on sait faire et ce qui manque encore est dans [conformite.md](conformite.md).
            """;
}

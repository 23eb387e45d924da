package fr.justedroit.table;

import static fr.justedroit.table.Purpose.ANALYSE;
import static fr.justedroit.table.Purpose.ANONYMISATION;
import static fr.justedroit.table.Purpose.APPRENTISSAGE;
import static fr.justedroit.table.Purpose.AUDIT;
import static fr.justedroit.table.Purpose.EVALUATION;
import static fr.justedroit.table.Purpose.EXPLOITATION;
import static fr.justedroit.table.Purpose.NOTATION;
import static fr.justedroit.table.Specs.table;
import static fr.justedroit.table.Zone.ALLNAT;
import static fr.justedroit.table.Zone.JOURNAL;
import static fr.justedroit.table.Zone.MODELE;
import static fr.justedroit.table.Zone.PREUVE;
import static fr.justedroit.table.Zone.SECRET;

import java.util.List;

/** The national tables: they hold no row of a person, and keep their history. */
final class NationalTables {
    private NationalTables() {}

    static List<TableSpec> specs() {
        return List.of(
                cellulePopulation(),
                celluleCas(),
                celluleFraude(),
                delai(),
                fraude(),
                audit(),
                mesure(),
                rapport(),
                decoupe(),
                bundle(),
                recherche(),
                evaluation(),
                registre(),
                deploiement(),
                execution(),
                acces(),
                definition(),
                preuve(),
                preuveTirage());
    }

    private static TableSpec cellulePopulation() {
        return table(
                        ALLNAT,
                        "cellule_population",
                        Room.ALLNAT,
                        "Cells of at least k dossiers: counts and means, no person")
                .key("cellule_nb")
                .column("cellule_nb", "INT", "Number of the cell in the month's order, without meaning")
                .column("effectif", "BIGINT", "Number of dossiers, rounded to what the noise allows")
                .readBy(Room.ALLNAT, ANONYMISATION)
                .readBy(Room.MODEL, APPRENTISSAGE)
                .readBy(Room.CLI, EXPLOITATION, ANALYSE)
                .keepingHistory()
                .kept("as long as a model that read it")
                .build();
    }

    private static TableSpec celluleCas() {
        return cellsOfCases(
                "cellule_cas",
                "Cells of decided and matured cases, at least 22 dossiers each",
                "Target that positif_nb counts",
                "Cases that are positive for the target",
                "Sum of their inverse selection probabilities");
    }

    private static TableSpec celluleFraude() {
        return cellsOfCases(
                "cellule_fraude",
                "Cells of decided and matured cases for the target fraude_retenue: whole cells of cellule_cas, together",
                "fraude_retenue: what positif_nb counts",
                "Retained frauds past appeal, perturbed",
                "positif_nb times the mean weight of the cell's cases");
    }

    private static TableSpec cellsOfCases(
            String name, String title, String target, String positives, String positiveWeight) {
        return table(ALLNAT, name, Room.ALLNAT, title)
                .key("cellule_nb")
                .column("cellule_nb", "INT", "Number of the cell in the month's order, without meaning")
                .column("cible", "STRING", target)
                .column("origine", "STRING", "aleatoire, or selection for the rest")
                .column("effectif", "BIGINT", "Number of cases")
                .column("poids", "DOUBLE", "Sum of inverse selection probabilities")
                .column("positif_nb", "BIGINT", positives)
                .column("positif_poids", "DOUBLE", positiveWeight)
                .readBy(Room.ALLNAT, ANONYMISATION)
                .readBy(Room.MODEL, APPRENTISSAGE)
                .readBy(Room.CLI, EXPLOITATION, ANALYSE)
                .keepingHistory()
                .kept("as long as a model that read it")
                .build();
    }

    private static TableSpec delai() {
        return table(ALLNAT, "delai", Room.ALLNAT, "Controls of one month of selection, counted once, 12 months later")
                .key("mois_selection", "origine", "delai", "issue")
                .column("mois_selection", "STRING", "Month of the selection, YYYY-MM")
                .column(
                        "origine",
                        "STRING",
                        "aleatoire, ciblage, signalement, croisement or autre; tous for all of them")
                .column(
                        "delai",
                        "STRING",
                        "Months from selection to decision, in bands; empty while open, tous for all")
                .column(
                        "issue",
                        "STRING",
                        "positif, negatif, ecarte, or ouvert while an appeal can overturn; tous for all")
                .column("controle_nb", "BIGINT", "Controls, at least 11, perturbed")
                .readBy(Room.ALLNAT, ANONYMISATION)
                .readBy(Room.AUDIT, EVALUATION)
                .readBy(Room.CLI, EXPLOITATION, ANALYSE)
                .keepingHistory()
                .kept("without end")
                .build();
    }

    private static TableSpec fraude() {
        return table(ALLNAT, "fraude", Room.ALLNAT, "Retained frauds of a year past appeal, counted once, in December")
                .key("annee", "code_fraude", "prejudice")
                .column("annee", "STRING", "Year in which no appeal could overturn them any more")
                .column("code_fraude", "STRING", "641 to 644; tous for all of them")
                .column("prejudice", "STRING", "Band of the indu in euros; tous for all")
                .column("fraude_nb", "BIGINT", "Frauds, at least 11, perturbed")
                .readBy(Room.ALLNAT, ANONYMISATION)
                .readBy(Room.AUDIT, EVALUATION)
                .readBy(Room.CLI, EXPLOITATION, ANALYSE)
                .keepingHistory()
                .kept("without end")
                .build();
    }

    private static TableSpec audit() {
        return table(
                        ALLNAT,
                        "audit",
                        Room.ALLNAT,
                        "Dossiers of a year by audited group and by two of them at most, counted once, in December")
                .key("annee", "groupe_1", "groupe_2")
                .column("annee", "STRING", "Year of the December that they are counted in")
                .column("groupe_1", "STRING", "Audit variable and code, variable=code; code 0 is unknown")
                .column("groupe_2", "STRING", "Another one that they have too; empty for those of the first alone")
                .column("dossier_nb", "BIGINT", "Dossiers, at least 11, perturbed")
                .readBy(Room.AUDIT, AUDIT)
                .readBy(Room.CLI, EXPLOITATION, ANALYSE)
                .keepingHistory()
                .kept("without end")
                .build();
    }

    private static TableSpec mesure() {
        return table(ALLNAT, "mesure", Room.AUDIT, "National figures of a model, added over all CAFs before they leave")
                .key("modele_id", "mesure", "groupe")
                .column("modele_id", "STRING", "Model")
                .column("mesure", "STRING", "Name of the figure")
                .column(
                        "groupe",
                        "STRING",
                        "Group of the audit, or tous; of a drift the variable, in one CAF after its code")
                .column("valeur", "DOUBLE", "The figure")
                .column(
                        "bas",
                        "DOUBLE",
                        "Lower end of its 95 % interval; of a drift, of the interval that no month of a year is likely to leave")
                .column("haut", "DOUBLE", "Upper end, likewise")
                .column("effectif", "BIGINT", "Dossiers behind it, at least 11")
                .readBy(Room.AUDIT, EVALUATION)
                .readBy(Room.REGISTRE, EXPLOITATION)
                .readBy(Room.CLI, EXPLOITATION, ANALYSE)
                .keepingHistory()
                .kept("as long as the model")
                .build();
    }

    private static TableSpec rapport() {
        return table(ALLNAT, "rapport", Room.ALLNAT, "The anonymity gate's reports")
                .form(Form.FILES)
                .readBy(Room.MODEL, APPRENTISSAGE)
                .readBy(Room.REGISTRE, EXPLOITATION)
                .readBy(Room.CLI, EXPLOITATION, ANALYSE)
                .keepingHistory()
                .kept("as long as the month")
                .build();
    }

    private static TableSpec decoupe() {
        return table(SECRET, "decoupe", Room.ALLNAT, "Cuts of the cells by year: as nominative as what they cut")
                .form(Form.FILES)
                .readBy(Room.ALLNAT, ANONYMISATION)
                .readBy(Room.REGISTRE, Purpose.INTEGRITE)
                .kept("while the partition is in use")
                .build();
    }

    private static TableSpec bundle() {
        return table(MODELE, "bundle", Room.MODEL, "Models as files: MLlib's own, canonical form, dictionary, card")
                .form(Form.FILES)
                .readBy(Room.MODEL, APPRENTISSAGE)
                .readBy(Room.SCORING, NOTATION, EVALUATION)
                .readBy(Room.AUDIT, EVALUATION, AUDIT)
                .readBy(Room.REGISTRE, EXPLOITATION)
                .readBy(Room.CLI, EXPLOITATION)
                .keepingHistory()
                .kept("as long as the model can be reproduced")
                .build();
    }

    private static TableSpec recherche() {
        return table(
                        MODELE,
                        "recherche",
                        Room.MODEL,
                        "Areas of the candidates of a search under way, one file a fit, so that one that was cut goes on")
                .form(Form.FILES)
                .readBy(Room.MODEL, APPRENTISSAGE)
                .kept("until the model is sealed")
                .build();
    }

    private static TableSpec evaluation() {
        return table(MODELE, "evaluation", Room.AUDIT, "What audit adds beside a bundle, signed apart: calibrations")
                .form(Form.FILES)
                .readBy(Room.SCORING, NOTATION, EVALUATION)
                .readBy(Room.REGISTRE, EXPLOITATION)
                .readBy(Room.CLI, EXPLOITATION)
                .keepingHistory()
                .kept("as long as the model")
                .build();
    }

    private static TableSpec registre() {
        return table(MODELE, "registre", Room.REGISTRE, "History of what was put into force, by whom and why")
                .form(Form.APPENDED)
                .key("instant", "modele_id")
                .column("instant", "TIMESTAMP", "When, UTC")
                .column("modele_id", "STRING", "Model")
                .column("acte", "STRING", "promotion or retour")
                .column("cible", "STRING", "Target")
                .column("forme", "STRING", "Which of its models ranks: arbres or logistique")
                .column("visa", "STRING", "Who authorises and why, as the visa says")
                .column("visa_digest", "STRING", "SHA-256 of the visa file")
                .column("identite", "STRING", "User that ran the command")
                .column("precedent_id", "STRING", "Model that was in force before")
                .readBy(Room.REGISTRE, EXPLOITATION)
                .readBy(Room.SCORING, NOTATION, EVALUATION)
                .readBy(Room.MODEL, APPRENTISSAGE)
                .readBy(Room.AUDIT, EVALUATION)
                .readBy(Room.CLI, EXPLOITATION, ANALYSE)
                .keepingHistory()
                .kept("without end")
                .build();
    }

    private static TableSpec deploiement() {
        return table(MODELE, "deploiement", Room.REGISTRE, "Which CAF runs which bundle since when")
                .form(Form.APPENDED)
                .key("instant", "caf")
                .column("instant", "TIMESTAMP", "When, UTC")
                .column("caf", "STRING", "Three-digit code of the CAF")
                .column("modele_id", "STRING", "Model")
                .column("empreinte", "STRING", "SHA-256 of the bundle's checksums")
                .readBy(Room.REGISTRE, EXPLOITATION)
                .readBy(Room.SCORING, NOTATION)
                .readBy(Room.CLI, EXPLOITATION, ANALYSE)
                .keepingHistory()
                .kept("without end")
                .build();
    }

    private static TableSpec execution() {
        return table(JOURNAL, "execution", Room.JOURNAL, "Events of runs, append-only")
                .form(Form.APPENDED)
                .key("instant", "run", "numero")
                .column("instant", "TIMESTAMP", "When, UTC")
                .column("run", "STRING", "Random name of the run")
                .column("numero", "INT", "Order of the event in the run")
                .column("evenement", "STRING", "debut, fait, echec or deja_fait")
                .column("commande", "STRING", "Command")
                .column("mois", "STRING", "Month, YYYY-MM, or empty")
                .column("caf", "STRING", "CAF, or empty for a national step")
                .column("etape", "STRING", "Step of the command")
                .column("execution_id", "STRING", "What the unit computes")
                .column("entree_nb", "BIGINT", "Rows in")
                .column("sortie_nb", "BIGINT", "Rows out")
                .column("refus_nb", "BIGINT", "Rows refused")
                .column("duree_ms", "BIGINT", "Duration, milliseconds")
                .column("versions", "STRING", "Tables and versions read and written")
                .column("detail", "STRING", "Error code, reason of a --force, or figures; never a personal value")
                .column("identite", "STRING", "User that ran it")
                .readBy(Room.JOURNAL, EXPLOITATION)
                .readBy(Room.REGISTRE, Purpose.INTEGRITE)
                .readBy(Room.CLI, EXPLOITATION, ANALYSE)
                .keepingHistory()
                .kept("by law")
                .build();
    }

    private static TableSpec acces() {
        return table(JOURNAL, "acces", Room.JOURNAL, "Accesses, folded from the files that were written ahead of them")
                .form(Form.APPENDED)
                .key("instant", "numero")
                .column("instant", "TIMESTAMP", "When, UTC")
                .column("run", "STRING", "Random name of the run")
                .column("numero", "BIGINT", "Order of the access in the run")
                .column("identite", "STRING", "Who")
                .column("piece", "STRING", "Room that asked")
                .column("finalite", "STRING", "Purpose")
                .column("genre", "STRING", "consultation, creation, modification or effacement")
                .column("execution", "STRING", "Label of the run")
                .column("tables", "STRING", "Tables, separated by spaces")
                .column("colonnes", "STRING", "Columns, separated by spaces")
                .column("lignes_nb", "BIGINT", "Rows committed, null for an opening")
                .readBy(Room.SUIVI, Purpose.DROIT_ACCES)
                .readBy(Room.JOURNAL, EXPLOITATION)
                .readBy(Room.CLI, EXPLOITATION, ANALYSE)
                .keepingHistory()
                .kept("by law")
                .build();
    }

    private static TableSpec definition() {
        return table(JOURNAL, "definition", Room.DOSSIER, "What each variable meant when ingest first used its name")
                .form(Form.FILES)
                .readBy(Room.DOSSIER, Purpose.CODAGE)
                .readBy(Room.CLI, EXPLOITATION)
                .keepingHistory()
                .kept("without end")
                .build();
    }

    private static TableSpec preuveTirage() {
        return table(
                        PREUVE,
                        "tirage",
                        Room.SCORING,
                        "Sealed records of draws: keyed hashes of the eligible, by CAF and month")
                .form(Form.FILES)
                .kept("36 months")
                .build();
    }

    private static TableSpec preuve() {
        return table(PREUVE, "effacement", Room.SUIVI, "Certificates of erasure, without personal data")
                .form(Form.FILES)
                .readBy(Room.SUIVI, Purpose.EFFACEMENT)
                .readBy(Room.CLI, EXPLOITATION)
                .keepingHistory()
                .kept("by law")
                .build();
    }
}

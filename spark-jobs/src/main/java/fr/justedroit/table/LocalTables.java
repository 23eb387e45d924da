package fr.justedroit.table;

import static fr.justedroit.table.Purpose.ANALYSE;
import static fr.justedroit.table.Purpose.ANONYMISATION;
import static fr.justedroit.table.Purpose.AUDIT;
import static fr.justedroit.table.Purpose.CHARGEMENT;
import static fr.justedroit.table.Purpose.CODAGE;
import static fr.justedroit.table.Purpose.EVALUATION;
import static fr.justedroit.table.Purpose.EXPLOITATION;
import static fr.justedroit.table.Purpose.INTEGRITE;
import static fr.justedroit.table.Purpose.NOTATION;
import static fr.justedroit.table.Purpose.SIMULATION;
import static fr.justedroit.table.Purpose.SUIVI;
import static fr.justedroit.table.Specs.table;
import static fr.justedroit.table.Zone.DEPOT;
import static fr.justedroit.table.Zone.LOCAL;
import static fr.justedroit.table.Zone.RESULTAT;

import java.util.List;

/** The tables of the CAFs' zones: nominative, without file statistics, no version kept beyond the one in force. */
final class LocalTables {
    private static final String CAF = "Three-digit code of the CAF";
    private static final String DOSSIER = "Opaque number of the dossier in its CAF";
    private static final String CONTROLE = "Number of the control";

    private LocalTables() {}

    static List<TableSpec> specs() {
        return List.of(
                depot(),
                quarantaine(),
                etatMois(),
                dossierMois(),
                auditMois(),
                effectifCode(),
                acte(),
                acteListe(),
                suspicion(),
                effacement(),
                notice(),
                cas(),
                casSelection(),
                casAudit(),
                sortie(),
                tirage(),
                listeVisible(),
                compte(),
                classement(),
                proposition());
    }

    private static TableSpec depot() {
        return table(DEPOT, "livraison", Room.SIMULATION, "Deliveries as files, by month and CAF, with their manifest")
                .form(Form.FILES)
                .readBy(Room.SOURCE, CHARGEMENT)
                .readBy(Room.SIMULATION, SIMULATION)
                .readBy(Room.CLI, EXPLOITATION)
                .readBy(Room.REGISTRE, INTEGRITE)
                .kept("consumed by ingest; the manifest stays")
                .holdingSuspicions()
                .build();
    }

    private static TableSpec quarantaine() {
        return table(LOCAL, "quarantaine", Room.SOURCE, "Refused rows of deliveries, offending values masked by shape")
                .key("extrait", "ligne_nb")
                .column("caf", "STRING", CAF)
                .column("extrait", "STRING", "Extract of the delivery")
                .column("ligne_nb", "BIGINT", "Line of the file, the header being line 1")
                .column("colonne", "STRING", "Column that breaks the rule, empty for a rule on the row")
                .column("regle", "STRING", "Rule of the contract that refused the row")
                .column("forme", "STRING", "Shape of the offending value: letters as A, digits as 9")
                .readBy(Room.CLI, EXPLOITATION, ANALYSE)
                .kept("30 days")
                .build();
    }

    private static TableSpec etatMois() {
        return table(LOCAL, "etat_mois", Room.DOSSIER, "Checked state of each dossier at the month's end, own units")
                .key("caf", "dossier_id")
                .column("caf", "STRING", CAF)
                .column("dossier_id", "STRING", DOSSIER)
                .readBy(Room.DOSSIER, CODAGE)
                .readBy(Room.SUIVI, Purpose.DROIT_ACCES)
                .kept("25 months")
                .markingEmptyUnits()
                .build();
    }

    private static TableSpec dossierMois() {
        return table(LOCAL, "dossier_mois", Room.DOSSIER, "One byte a variable of role modele, by dossier and month")
                .key("caf", "dossier_id")
                .column("caf", "STRING", CAF)
                .column("dossier_id", "STRING", DOSSIER)
                .readBy(Room.ALLNAT, ANONYMISATION)
                .readBy(Room.SCORING, NOTATION, EVALUATION)
                .kept("3 months")
                .markingEmptyUnits()
                .build();
    }

    private static TableSpec auditMois() {
        return table(LOCAL, "audit_mois", Room.DOSSIER, "One byte a variable of role audit, by dossier and month")
                .key("caf", "dossier_id")
                .column("caf", "STRING", CAF)
                .column("dossier_id", "STRING", DOSSIER)
                .readBy(Room.ALLNAT, AUDIT)
                .readBy(Room.SCORING, AUDIT)
                .kept("3 months")
                .markingEmptyUnits()
                .build();
    }

    private static TableSpec effectifCode() {
        return table(
                        LOCAL,
                        "effectif_code",
                        Room.DOSSIER,
                        "Exact counts of dossiers by code of each variable of role modele, to tell a month from another")
                .key("variable", "code")
                .column("caf", "STRING", CAF)
                .column("variable", "STRING", "Variable of the dictionary")
                .column("code", "INT", "Code, 0 unknown")
                .column("effectif", "BIGINT", "Number of dossiers")
                .readBy(Room.AUDIT, EVALUATION)
                .kept("36 months")
                .markingEmptyUnits()
                .build();
    }

    private static TableSpec acte() {
        return table(LOCAL, "acte", Room.DOSSIER, "Acts on controls, indus and rappels as received, by delivery month")
                .key("caf", "controle_id", "date_acte", "nature", "evenement_id")
                .column("caf", "STRING", CAF)
                .column("evenement_id", "STRING", "Number of the event")
                .column("dossier_id", "STRING", DOSSIER)
                .column("controle_id", "STRING", CONTROLE)
                .column("nature", "STRING", "OUVERT, ECARTE, INFORME, FAIT, CLOS, INDU or RAPPEL")
                .column(
                        "origine",
                        "STRING",
                        "Origin of the control: aleatoire, ciblage, signalement, croisement, autre")
                .column("genre", "STRING", "PIECES (documents) or PLACE (home)")
                .column("mois_selection", "STRING", "Month of the selection, YYYY-MM")
                .column("proba_inclusion", "STRING", "Decimal text: probability of selection, where known by design")
                .column("role", "STRING", "Role of the act's author")
                .column("heures", "DECIMAL(12,2)", "Hours spent")
                .column("montant_eur", "DECIMAL(12,2)", "Amount of the indu or rappel, euros")
                .column("duree_mois", "INT", "Months over which it arose")
                .column("date_acte", "DATE", "Day of the act")
                .column("date_connaissance", "DATE", "Day on which it was known")
                .readBy(Room.CAS, SUIVI)
                .readBy(Room.SUIVI, SUIVI, Purpose.DROIT_ACCES)
                .kept("legal rule of seuils.yaml")
                .build();
    }

    private static TableSpec acteListe() {
        return table(LOCAL, "acte_liste", Room.DOSSIER, "Acts that a team wrote on its lists, by delivery month")
                .key("caf", "mois_liste", "dossier_id", "acte")
                .column("caf", "STRING", CAF)
                .column("dossier_id", "STRING", DOSSIER)
                .column("mois_liste", "STRING", "Month of the list, YYYY-MM")
                .column("acte", "STRING", "OUVERT, ECARTE, INFORME, FAIT or CLOS")
                .column("role", "STRING", "Role of the act's author; who it was is never read")
                .column("motif_ecart", "STRING", "Reason of a set-aside, from the closed list of procedure.yaml")
                .column("resultat", "STRING", "What the team says that a closed control found")
                .column("heures", "DECIMAL(12,2)", "Hours spent")
                .column("date_acte", "DATE", "Day of the act")
                .readBy(Room.CAS, SUIVI)
                .readBy(Room.SUIVI, SUIVI, Purpose.DROIT_ACCES)
                .kept("legal rule of seuils.yaml")
                .build();
    }

    private static TableSpec suspicion() {
        return table(
                        LOCAL,
                        "suspicion",
                        Room.DOSSIER,
                        "CORALI's state of the newest month: what is no longer there is gone")
                .form(Form.WHOLE)
                .key("caf", "controle_id")
                .column("mois", "STRING", "Month of the state, YYYY-MM")
                .column("caf", "STRING", CAF)
                .column("controle_id", "STRING", CONTROLE)
                .column("dossier_id", "STRING", DOSSIER)
                .column("etat", "STRING", "SUSPICION, AVIS or RETENUE")
                .column("date_suspicion", "DATE", "Day on which an agent set the code")
                .column("date_avis", "DATE", "Day of the commission's opinion")
                .column("date_decision", "DATE", "Day of the director's decision")
                .column("code_fraude", "STRING", "641, 642, 643 or 644")
                .column("sanction", "STRING", "Option of the director's decision")
                .column("prejudice_eur", "DECIMAL(12,2)", "Damage, euros")
                .readBy(Room.CAS, SUIVI)
                .readBy(Room.SUIVI, SUIVI, Purpose.EFFACEMENT)
                .kept("until the director's decision")
                .holdingSuspicions()
                .markingEmptyUnits()
                .build();
    }

    private static TableSpec effacement() {
        return table(LOCAL, "effacement", Room.SUIVI, "The order of an erasure under way, gone with its certificate")
                .form(Form.FILES)
                .kept("until the certificate is written")
                .holdingSuspicions()
                .build();
    }

    private static TableSpec notice() {
        return table(LOCAL, "notice", Room.SUIVI, "Notices to persons and sheets for agents, by month and list number")
                .form(Form.FILES)
                .readBy(Room.CLI, EXPLOITATION)
                .kept("legal rule of seuils.yaml")
                .build();
    }

    private static TableSpec cas() {
        return table(LOCAL, "cas", Room.CAS, "One row a control: origin, state and outcome")
                .form(Form.WHOLE)
                .key("caf", "controle_id")
                .column("caf", "STRING", CAF)
                .column("controle_id", "STRING", CONTROLE)
                .column("dossier_id", "STRING", DOSSIER)
                .column("origine", "STRING", "aleatoire, ciblage, signalement, croisement or autre")
                .column("genre", "STRING", "PIECES or PLACE")
                .column("heures", "DECIMAL(12,2)", "Hours spent")
                .column("proba_inclusion", "STRING", "Decimal text: probability of selection, where known by design")
                .column("mois_selection", "STRING", "Month of the selection, YYYY-MM")
                .column("mois_decision", "STRING", "Month in which the outcome was decided, null while open")
                .column("mois_maturite", "STRING", "Month from which no appeal can overturn it, null while open")
                .column("etat", "STRING", "ouvert, ecarte, decide, mur or censure")
                .column("indu_eur", "DECIMAL(12,2)", "Indu found, euros, 0 when none, null while open")
                .column("indu_mois", "INT", "Months over which it arose")
                .column("rappel_eur", "DECIMAL(12,2)", "Money found to be owed to the person, euros")
                .column("code_fraude", "STRING", "641 to 644 once retained by the director, null otherwise")
                .column("positif", "BOOLEAN", "Outcome for the target of seuils.yaml, null unless etat is mur")
                .readBy(Room.DOSSIER, CODAGE)
                .readBy(Room.ALLNAT, ANONYMISATION)
                .readBy(Room.SCORING, EVALUATION, NOTATION)
                .readBy(Room.AUDIT, EVALUATION)
                .readBy(Room.SUIVI, SUIVI, Purpose.DROIT_ACCES)
                .readBy(Room.CLI, EXPLOITATION)
                .kept("legal rule of seuils.yaml")
                .markingEmptyUnits()
                .build();
    }

    private static TableSpec casSelection() {
        return table(
                        LOCAL,
                        "cas_selection",
                        Room.DOSSIER,
                        "Codes of each case as of its selection, by month of delivery")
                .key("caf", "controle_id")
                .column("caf", "STRING", CAF)
                .column("controle_id", "STRING", CONTROLE)
                .column("dossier_id", "STRING", DOSSIER)
                .column("mois_selection", "STRING", "Month of the selection, YYYY-MM")
                .readBy(Room.ALLNAT, ANONYMISATION)
                .readBy(Room.SCORING, EVALUATION)
                .kept("36 months")
                .build();
    }

    private static TableSpec casAudit() {
        return table(LOCAL, "cas_audit", Room.DOSSIER, "Audit variables of each case as of its selection")
                .key("caf", "controle_id")
                .column("caf", "STRING", CAF)
                .column("controle_id", "STRING", CONTROLE)
                .column("dossier_id", "STRING", DOSSIER)
                .column("mois_selection", "STRING", "Month of the selection, YYYY-MM")
                .readBy(Room.SCORING, AUDIT)
                .kept("36 months")
                .build();
    }

    private static TableSpec sortie() {
        return table(LOCAL, "sortie", Room.ALLNAT, "Which cases have left for the national cells, once for each target")
                .key("caf", "controle_id", "cible")
                .column("caf", "STRING", CAF)
                .column("controle_id", "STRING", CONTROLE)
                .column("cible", "STRING", "Target of the cells that it entered")
                .readBy(Room.ALLNAT, ANONYMISATION)
                .readBy(Room.SCORING, EVALUATION)
                .readBy(Room.SUIVI, SUIVI)
                .kept("as long as the case")
                .build();
    }

    private static TableSpec tirage() {
        return table(LOCAL, "tirage", Room.SCORING, "Dossier and month of each random draw, nothing else")
                .key("caf", "dossier_id")
                .column("caf", "STRING", CAF)
                .column("dossier_id", "STRING", DOSSIER)
                .readBy(Room.SCORING, NOTATION)
                .readBy(Room.SUIVI, Purpose.DROIT_ACCES)
                .kept("36 months")
                .build();
    }

    private static TableSpec listeVisible() {
        return table(
                        LOCAL,
                        "liste_visible",
                        Room.SCORING,
                        "Months whose list told its team how each dossier was chosen; their controls are measured apart")
                .key("caf")
                .column("caf", "STRING", CAF)
                .readBy(Room.SCORING, EVALUATION)
                .readBy(Room.CLI, EXPLOITATION, ANALYSE)
                .kept("without end")
                .build();
    }

    private static TableSpec compte() {
        return table(
                        LOCAL,
                        "compte",
                        Room.SCORING,
                        "Exact counts for evaluation, added up nationally before they leave")
                .key("caf", "modele_id", "usage", "origine", "groupe", "score_bin", "issue")
                .column("caf", "STRING", CAF)
                .column(
                        "modele_id",
                        "STRING",
                        "Model and form; followed by fraude_retenue, the same cases with a retained fraud as the outcome;"
                                + " or model and fraude_retenue, by the regression of frauds")
                .column(
                        "usage",
                        "STRING",
                        "evaluation (decided cases that the model did not learn from), apprentissage (those it may have"
                                + " seen), visible (those of a list that told how they were chosen), the first two followed by _ancienne where they"
                                + " matured more than twelve months before, liste (the month's proposals), liste_simulee (before the first list) or suivi (what became"
                                + " of targeted proposals)")
                .column("origine", "STRING", "Origin of the control, or of the proposal")
                .column("groupe", "STRING", "Group of the audit, variable=code, or tous; of suivi, month of selection")
                .column(
                        "score_bin",
                        "INT",
                        "Bin of the score, 0 to 999; of suivi, the risk that was proposed, in thousandths")
                .column("issue", "STRING", "positif, negatif, ouvert, liste or reste")
                .column("effectif", "BIGINT", "Number of dossiers")
                .column("poids_e6", "BIGINT", "Sum of design weights, millionths")
                .column("poids2_e6", "BIGINT", "Sum of their squares, millionths")
                .readBy(Room.AUDIT, EVALUATION, AUDIT)
                .kept("36 months")
                .markingEmptyUnits()
                .build();
    }

    private static TableSpec classement() {
        return table(
                        RESULTAT,
                        "classement",
                        Room.SCORING,
                        "Every dossier of the month in its order; proves the ranking")
                .key("caf", "rang")
                .column("caf", "STRING", CAF)
                .column("dossier_id", "STRING", DOSSIER)
                .column("score", "DOUBLE", "The model's probability, 0 to 1, not calibrated")
                .column("rang", "INT", "Rank in the CAF, 1 first, without gap or tie")
                .column("cible", "STRING", "Target of the model: what the score is about")
                .column("modele_id", "STRING", "Model that scored")
                .readBy(Room.SCORING, NOTATION)
                .readBy(Room.SUIVI, Purpose.DROIT_ACCES)
                .readBy(Room.CLI, EXPLOITATION, ANALYSE)
                .readBy(Room.REGISTRE, INTEGRITE)
                .kept("until the next one")
                .markingEmptyUnits()
                .build();
    }

    private static TableSpec proposition() {
        return table(
                        RESULTAT,
                        "proposition",
                        Room.SCORING,
                        "Dossiers proposed for a control; an indication, never a decision")
                .key("caf", "rang")
                .column("caf", "STRING", CAF)
                .column("rang", "INT", "Rank of the dossier in classement")
                .column("dossier_id", "STRING", DOSSIER)
                .column("score", "DOUBLE", "The model's probability, 0 to 1, not calibrated")
                .column("risque", "DOUBLE", "Calibrated probability of the target, 0 to 1, null without a calibration")
                .column("origine", "STRING", "ciblage or aleatoire")
                .column("proba_inclusion", "DOUBLE", "Probability with which the dossier was proposed, by design")
                .column(
                        "motifs",
                        "ARRAY<STRUCT<code:STRING,libelle:STRING,contribution:DOUBLE>>",
                        "Reasons: variable, French sentence, contribution to the margin")
                .column("cible", "STRING", "Target of the model")
                .column("modele_id", "STRING", "Model that scored")
                .readBy(Room.SCORING, NOTATION)
                .readBy(Room.SUIVI, SUIVI, Purpose.DROIT_ACCES)
                .readBy(Room.SIMULATION, SIMULATION)
                .readBy(Room.CLI, EXPLOITATION, ANALYSE)
                .readBy(Room.REGISTRE, INTEGRITE)
                .kept("legal rule of seuils.yaml")
                .markingEmptyUnits()
                .build();
    }
}

package fr.justedroit.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and columns of the extracts, in the order of {@code conf/sources.yaml} ({@code DeliveryContractLongTest}). */
final class Extracts {
    static final String DOSSIER = "cristal_dossier";
    static final String ENFANT = "cristal_enfant";
    static final String ACTIVITE = "cristal_activite";
    static final String RESSOURCE = "cristal_ressource";
    static final String PRESTATION = "cristal_prestation";
    static final String LOGEMENT = "cristal_logement";
    static final String CONTACT = "cristal_contact";
    static final String CONTROLE = "cristal_controle";
    static final String INDU = "cristal_indu";
    static final String RAPPEL = "cristal_rappel";
    static final String FRAUDE = "corali_fraude";

    private static final Map<String, List<String>> COLUMNS = columns();

    private Extracts() {}

    static List<String> names() {
        return List.copyOf(COLUMNS.keySet());
    }

    static List<String> columnsOf(String extract) {
        return COLUMNS.get(extract);
    }

    private static Map<String, List<String>> columns() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        columns.put(
                DOSSIER,
                List.of(
                        "dossier_id",
                        "date_immatriculation",
                        "sexe",
                        "date_naissance",
                        "nationalite",
                        "nir_statut",
                        "conjoint",
                        "tutelle",
                        "caf_origine",
                        "dossier_origine",
                        "situation_date",
                        "piece_attendue_nb",
                        "declaration_retard_jour",
                        "paiement_date"));
        columns.put(ENFANT, List.of("dossier_id", "enfant_rang", "date_naissance", "a_charge", "garde"));
        columns.put(
                ACTIVITE,
                List.of("dossier_id", "personne", "activite", "date_debut", "date_fin", "profession", "contrat"));
        columns.put(RESSOURCE, List.of("dossier_id", "personne", "nature", "montant_eur", "origine"));
        columns.put(PRESTATION, List.of("dossier_id", "prestation", "montant_eur", "date_ouverture"));
        columns.put(
                LOGEMENT,
                List.of("dossier_id", "statut", "loyer_eur", "date_entree", "bailleur", "impaye_mois", "zone"));
        columns.put(
                CONTACT, List.of("evenement_id", "dossier_id", "date_contact", "sens", "motif", "date_connaissance"));
        columns.put(
                CONTROLE,
                List.of(
                        "evenement_id",
                        "dossier_id",
                        "controle_id",
                        "acte",
                        "origine",
                        "genre",
                        "mois_selection",
                        "proba_inclusion",
                        "role",
                        "heures",
                        "date_acte",
                        "date_connaissance"));
        List<String> sum = List.of(
                "evenement_id",
                "dossier_id",
                "controle_id",
                "montant_eur",
                "duree_mois",
                "erreur",
                "date_connaissance");
        columns.put(INDU, sum);
        columns.put(RAPPEL, sum);
        columns.put(
                FRAUDE,
                List.of(
                        "controle_id",
                        "dossier_id",
                        "etat",
                        "date_suspicion",
                        "date_avis",
                        "date_decision",
                        "code_fraude",
                        "sanction",
                        "prejudice_eur"));
        return columns;
    }
}

package fr.justedroit.dossier;

import fr.justedroit.table.Catalogue;
import fr.justedroit.table.Column;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Role;
import java.util.ArrayList;
import java.util.List;

/** The columns of local tables that only the dictionary knows. */
public final class DossierColumns {
    /** Events of {@code etat_mois}. */
    static final String EVENEMENT = "evenement";

    /** Digest of the delivery that a row of {@code etat_mois} comes from. */
    static final String LIVRAISON = "livraison";

    /** CAF that a dossier came from this month, and its number there; names of the contract's columns too. */
    static final String CAF_ORIGINE = "caf_origine";

    static final String DOSSIER_ORIGINE = "dossier_origine";

    /** Digits of the sum of amounts, which a long holds. */
    static final int SUM_PRECISION = 18;

    static final String EVENEMENT_TYPE =
            "ARRAY<STRUCT<nom: STRING, mois: STRING, evenement_nb: INT, montant_eur: DECIMAL(18,2)>>";

    private DossierColumns() {}

    /** The catalogue with the dictionary's columns in the tables of states and codes. */
    public static Catalogue extend(Catalogue catalogue, Dictionary dictionary) {
        List<Column> model = codes(dictionary, Role.MODELE);
        List<Column> audit = codes(dictionary, Role.AUDIT);
        return catalogue
                .with(Zone.LOCAL, "etat_mois", etat(dictionary))
                .with(Zone.LOCAL, "dossier_mois", model)
                .with(Zone.LOCAL, "audit_mois", audit)
                .with(Zone.LOCAL, "cas_selection", model)
                .with(Zone.LOCAL, "cas_audit", audit);
    }

    private static List<Column> etat(Dictionary dictionary) {
        List<Column> columns = new ArrayList<>();
        dictionary.etat().forEach(column -> columns.add(new Column(column.name(), column.type(), column.comment())));
        columns.add(new Column(
                EVENEMENT,
                EVENEMENT_TYPE,
                "Events delivered this month: kind, month, how many, their amount in euros where it has one"));
        columns.add(new Column(LIVRAISON, "STRING", "Digest of the delivery's manifest, the same for a whole month"));
        columns.add(new Column(CAF_ORIGINE, "STRING", "CAF that the dossier came from this month"));
        columns.add(new Column(DOSSIER_ORIGINE, "STRING", "Number that the dossier had there"));
        return columns;
    }

    private static List<Column> codes(Dictionary dictionary, Role role) {
        return dictionary.of(role).stream()
                .map(variable -> new Column(variable.name(), "TINYINT", variable.label() + " (code, 0 unknown)"))
                .toList();
    }
}

package fr.justedroit.dossier;

import fr.justedroit.config.Contracts;
import fr.justedroit.config.Contracts.Extract;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Copies the columns of an extract's row that a table has too, by name; the others are null.
 *
 * @param extract it is for
 * @param from for each column of the table, its place in the row, or -1
 * @param nature place of the column {@code nature} in the table, or -1
 * @param constant nature of every row, {@code ""} when the row says it
 * @param required place in the row of a value without which there is nothing to copy, or -1
 */
record RowCopy(String extract, List<Integer> from, int nature, String constant, int required) implements Serializable {
    private static final List<String> ACTE = List.of(
            "evenement_id STRING",
            "dossier_id STRING",
            "controle_id STRING",
            "nature STRING",
            "origine STRING",
            "genre STRING",
            "mois_selection STRING",
            "proba_inclusion STRING",
            "role STRING",
            "heures DECIMAL(12,2)",
            "montant_eur DECIMAL(12,2)",
            "duree_mois INT",
            "date_acte DATE",
            "date_connaissance DATE");
    private static final List<String> SUSPICION = List.of(
            "controle_id STRING",
            "dossier_id STRING",
            "etat STRING",
            "date_suspicion DATE",
            "date_avis DATE",
            "date_decision DATE",
            "code_fraude STRING",
            "sanction STRING",
            "prejudice_eur DECIMAL(12,2)");

    private static final List<String> LISTE = List.of(
            "dossier_id STRING",
            "mois_liste STRING",
            "acte STRING",
            "role STRING",
            "motif_ecart STRING",
            "resultat STRING",
            "heures DECIMAL(12,2)",
            "date_acte DATE");

    static StructType acteType() {
        return StructType.fromDDL(String.join(", ", ACTE));
    }

    static StructType suspicionType() {
        return StructType.fromDDL(String.join(", ", SUSPICION));
    }

    static StructType listeType() {
        return StructType.fromDDL(String.join(", ", LISTE));
    }

    /** Acts that teams wrote on their lists; a line of a list without an act has nothing to copy. */
    static List<RowCopy> listed(Contracts contracts) {
        List<RowCopy> copies = new ArrayList<>();
        contracts
                .playing(Contracts.Part.LISTE)
                .ifPresent(extract -> copies.add(
                        new RowCopy(extract.name(), places(extract, names(LISTE)), -1, "", place(extract, "acte"))));
        return copies;
    }

    /** Acts on controls, and debts and arrears that a control found; parts that no extract plays are left out. */
    static List<RowCopy> acts(Contracts contracts) {
        List<RowCopy> copies = new ArrayList<>();
        contracts.playing(Contracts.Part.CONTROLE).ifPresent(extract -> copies.add(act(extract, "")));
        contracts.playing(Contracts.Part.INDU).ifPresent(extract -> copies.add(act(extract, "INDU")));
        contracts.playing(Contracts.Part.RAPPEL).ifPresent(extract -> copies.add(act(extract, "RAPPEL")));
        return copies;
    }

    private static RowCopy act(Extract extract, String constant) {
        List<String> names = names(ACTE);
        List<Integer> from = places(extract, names);
        from.set(names.indexOf("nature"), constant.isEmpty() ? place(extract, "acte") : -1);
        if (!constant.isEmpty()) {
            from.set(names.indexOf("date_acte"), place(extract, "date_connaissance"));
        }
        return new RowCopy(extract.name(), from, names.indexOf("nature"), constant, place(extract, "controle_id"));
    }

    /** Suspicions as CORALI delivers them. */
    static List<RowCopy> suspicions(Contracts contracts) {
        List<RowCopy> copies = new ArrayList<>();
        Optional<Extract> fraud = contracts.playing(Contracts.Part.FRAUDE);
        fraud.ifPresent(
                extract -> copies.add(new RowCopy(extract.name(), places(extract, names(SUSPICION)), -1, "", -1)));
        return copies;
    }

    private static List<String> names(List<String> columns) {
        return columns.stream()
                .map(column -> column.substring(0, column.indexOf(' ')))
                .toList();
    }

    private static List<Integer> places(Extract extract, List<String> names) {
        return new ArrayList<>(names.stream().map(name -> place(extract, name)).toList());
    }

    private static int place(Extract extract, String name) {
        return extract.columns().stream()
                .map(Contracts.ColumnContract::name)
                .toList()
                .indexOf(name);
    }

    /** The table's row, or empty when there is nothing to copy. */
    Optional<InternalRow> copy(Object[] values) {
        if (required >= 0 && values[required] == null) {
            return Optional.empty();
        }
        Object[] row = new Object[from.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = from.get(i) < 0 ? null : values[from.get(i)];
        }
        if (!constant.isEmpty()) {
            row[nature] = UTF8String.fromString(constant);
        }
        return Optional.of(new GenericInternalRow(row));
    }
}

package fr.justedroit.dossier;

import static org.apache.spark.sql.functions.col;

import fr.justedroit.config.Contracts.Part;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.source.CheckedRows;
import fr.justedroit.source.QuarantineRowsJob;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.TableSpec;
import fr.justedroit.table.Unit;
import fr.justedroit.table.WriteResult;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Writes the tables of units in the order that makes {@code dossier_mois} the witness: whoever finds a unit's execution id
 * there finds it everywhere. Not thread-safe; for one run.
 */
final class UnitTables {
    private static final List<String> ALWAYS_FULL =
            List.of("etat_mois", "audit_mois", CodeCounts.TABLE, "dossier_mois");
    private static final List<String> SOMETIMES_EMPTY =
            List.of("quarantaine", "acte", "acte_liste", "cas_selection", "cas_audit");

    private final Door door;
    private final Settings settings;
    private final Dictionary dictionary;
    private final Consumer<String> progress;
    private final Access access;
    private final Set<Unit> forced;
    private final Map<TableId, Long> versions = new TreeMap<>();

    UnitTables(
            Door door,
            Settings settings,
            Dictionary dictionary,
            Consumer<String> progress,
            Access access,
            Set<Unit> forced) {
        this.door = door;
        this.settings = settings;
        this.dictionary = dictionary;
        this.progress = progress;
        this.access = access;
        this.forced = forced;
    }

    static Access access(String execution) {
        return Access.consultation(Room.DOSSIER, Purpose.CODAGE, execution).of(AccessKind.CREATION);
    }

    /**
     * Writes everything of the plan's units.
     *
     * @param suspicions execution ids of the CAFs whose suspicions are newer than what is in force
     * @param months newest month in force before the run, by CAF
     * @param erasures what the newest pictures overturn goes there, before anything else is written
     * @return versions of the tables that changed
     */
    Map<TableId, Long> write(
            CheckedRows checked,
            Map<Unit, ExecutionId> plan,
            Map<Unit, Suspicions> suspicions,
            Map<String, String> months,
            Erasures erasures) {
        writeSuspicions(checked, suspicions, months, erasures);
        note(new QuarantineRowsJob(door)
                .execute(access.execution(), checked, plan, forced)
                .written());
        String base = EtatFold.base(settings.contracts());
        WriteResult etat = replace("etat_mois", plan, of(checked, EtatFold.ETAT));
        if (!door.isDry()) {
            plan.keySet()
                    .forEach(unit -> balance(
                            unit,
                            "etat_mois",
                            checked.accepted().get(unit).kept(base),
                            etat.rows().get(unit)));
        }
        replace(
                "acte",
                touched("acte", plan, checked, Part.CONTROLE, Part.INDU, Part.RAPPEL),
                of(checked, EtatFold.ACTE));
        replace("acte_liste", touched("acte_liste", plan, checked, Part.LISTE), of(checked, EtatFold.LISTE));
        Dataset<Row> coded = coded(checked, plan);
        if (door.isDry()) {
            writeCodes(checked, plan, coded);
            return versions;
        }
        coded.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Map<Unit, Long> rows = count(coded);
            progress.accept("coded: "
                    + rows.values().stream().mapToLong(Long::longValue).sum() + " rows");
            plan.keySet()
                    .forEach(unit -> balance(unit, "dossier_mois", etat.rows().get(unit), rows.getOrDefault(unit, 0L)));
            writeCodes(checked, plan, coded);
        } finally {
            coded.unpersist(true);
        }
        checkWritten(plan);
        return versions;
    }

    private void writeCodes(CheckedRows checked, Map<Unit, ExecutionId> plan, Dataset<Row> coded) {
        replace("cas_selection", touched("cas_selection", plan, checked, Part.CONTROLE), cases(coded, Role.MODELE));
        replace("cas_audit", touched("cas_audit", plan, checked, Part.CONTROLE), cases(coded, Role.AUDIT));
        replace("audit_mois", plan, dossiers(coded, Role.AUDIT));
        replace(CodeCounts.TABLE, plan, CodeCounts.of(dossiers(coded, Role.MODELE), dictionary.names(Role.MODELE)));
        replace("dossier_mois", plan, dossiers(coded, Role.MODELE));
    }

    /** The units that have rows of these parts now, or have rows in force that must go. */
    private Map<Unit, ExecutionId> touched(
            String table, Map<Unit, ExecutionId> plan, CheckedRows checked, Part... parts) {
        Set<Unit> before = door.rowsInForce(Zone.LOCAL, table, cafs(plan)).keySet();
        Map<Unit, ExecutionId> touched = new TreeMap<>(plan);
        touched.keySet().removeIf(unit -> {
            long rows = Arrays.stream(parts)
                    .flatMap(part -> settings.contracts().playing(part).stream())
                    .mapToLong(extract -> checked.accepted().get(unit).kept(extract.name()))
                    .sum();
            return rows == 0 && !before.contains(unit);
        });
        return touched;
    }

    private static List<String> cafs(Map<Unit, ExecutionId> plan) {
        return plan.keySet().stream().map(Unit::caf).distinct().toList();
    }

    /** Only then may the delivered files go. */
    private void checkWritten(Map<Unit, ExecutionId> plan) {
        SOMETIMES_EMPTY.forEach(table -> door.checkComplete(Zone.LOCAL, table, plan));
        for (String table : ALWAYS_FULL) {
            Map<Unit, ExecutionId> inForce = door.inForce(Zone.LOCAL, table, cafs(plan));
            plan.forEach((unit, id) -> {
                if (!id.equals(inForce.get(unit))) {
                    throw ErrorCode.CONCURRENT.with("table", TableId.ofCaf(Zone.LOCAL, unit.caf(), table));
                }
            });
        }
    }

    /**
     * The newest suspicions of a CAF.
     *
     * @param month of the delivery
     * @param execution that writes them
     * @param forced are they written even if in force
     */
    record Suspicions(String month, ExecutionId execution, Set<Unit> forced) {}

    /** First of all: a suspicion that is not retained is gone whatever fails after (E10). */
    private void writeSuspicions(
            CheckedRows checked, Map<Unit, Suspicions> suspicions, Map<String, String> months, Erasures erasures) {
        Map<Unit, ExecutionId> plan = new TreeMap<>();
        Set<Unit> again = new TreeSet<>();
        suspicions.forEach((unit, found) -> {
            plan.put(unit, found.execution());
            if (!found.forced().isEmpty()) {
                again.add(unit);
            }
        });
        if (plan.isEmpty() || settings.contracts().playing(Part.FRAUDE).isEmpty()) {
            return;
        }
        Dataset<Row> delivered = of(checked, EtatFold.SUSPICION);
        Pictures pictures = new Pictures(door, access, suspicions, months, new Lineage(settings.cafs()));
        Map<String, List<String>> overturned = pictures.overturned(delivered);
        if (!overturned.isEmpty()) {
            erasures.overturned(newestMonth(suspicions), overturned);
        }
        pictures.refused(delivered)
                .forEach((caf, rows) -> progress.accept("CAF " + caf + ": " + rows
                        + " row(s) of suspicions come back from before the picture in force: refused, nothing is kept of"
                        + " them; the source has not erased them"));
        note(door.replace(access, Zone.LOCAL, "suspicion", plan, again, () -> pictures.accepted(delivered)));
        Map<String, List<String>> moved = pictures.moved();
        if (!moved.isEmpty()) {
            erasures.moved(newestMonth(suspicions), moved);
        }
    }

    private static String newestMonth(Map<Unit, Suspicions> suspicions) {
        return suspicions.values().stream()
                .map(Suspicions::month)
                .max(String::compareTo)
                .orElseThrow();
    }

    private static Dataset<Row> of(CheckedRows checked, String kind) {
        return checked.rows().where(col(kind).isNotNull()).select("mois", "caf", kind + ".*");
    }

    private Dataset<Row> coded(CheckedRows checked, Map<Unit, ExecutionId> plan) {
        int window =
                Windows.length(dictionary, settings.thresholds().retention().etatMois());
        TreeSet<String> months = new TreeSet<>();
        plan.keySet().forEach(unit -> months.addAll(Windows.of(window, unit.month())));
        Lineage lineage = new Lineage(settings.cafs());
        Dataset<Row> etat = door.open(
                access,
                Read.of(Zone.LOCAL, "etat_mois", lineage.bases(cafs(plan)))
                        .months(months)
                        .columns(EtatValues.columns(dictionary)));
        CodeMonths coding = new CodeMonths(dictionary, settings.scale(), lineage, window);
        if (door.isDry()) {
            return coding.none(door.spark());
        }
        Dataset<Row> selections = of(checked, EtatFold.ACTE)
                .where(col("nature").equalTo("OUVERT"))
                .select("mois", "caf", "dossier_id", CodeMonths.CONTROLE, CodeMonths.SELECTION);
        return coding.code(etat, selections, plan.keySet(), months);
    }

    private static Map<Unit, Long> count(Dataset<Row> coded) {
        Map<Unit, Long> rows = new TreeMap<>();
        coded.where(col(CodeMonths.CONTROLE).isNull())
                .groupBy("caf", "mois")
                .count()
                .collectAsList()
                .forEach(row -> rows.put(Unit.of(row.getString(0), row.getString(1)), row.getLong(2)));
        return rows;
    }

    private Dataset<Row> dossiers(Dataset<Row> coded, Role role) {
        return coded.where(col(CodeMonths.CONTROLE).isNull())
                .select(columns(List.of(TableSpec.MOIS, "caf", "dossier_id"), role));
    }

    private Dataset<Row> cases(Dataset<Row> coded, Role role) {
        return coded.where(col(CodeMonths.CONTROLE).isNotNull())
                .select(columns(
                        List.of(TableSpec.MOIS, "caf", "dossier_id", CodeMonths.CONTROLE, CodeMonths.SELECTION), role));
    }

    private Column[] columns(List<String> keys, Role role) {
        List<String> names = new ArrayList<>(keys);
        names.addAll(dictionary.names(role));
        return names.stream().map(functions::col).toArray(Column[]::new);
    }

    private WriteResult replace(String table, Map<Unit, ExecutionId> plan, Dataset<Row> rows) {
        if (plan.isEmpty()) {
            return new WriteResult(Map.of(), Map.of());
        }
        WriteResult written = door.replace(access, Zone.LOCAL, table, plan, forced, () -> rows);
        if (!door.isDry()) {
            progress.accept(table + ": " + written.total() + " rows");
        }
        note(written);
        return written;
    }

    private void note(WriteResult written) {
        versions.putAll(written.versions());
    }

    private static void balance(Unit unit, String table, long expected, long found) {
        if (expected != found) {
            throw new IllegalStateException(table + " does not balance: " + unit.caf() + " " + unit.month() + " has "
                    + found + " rows where " + expected + " are expected");
        }
    }
}

package fr.justedroit.table;

import fr.justedroit.errors.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.types.StructType;

/**
 * Brings a root of an older layout to the one that this version works on, by numbered migrations. Each does only what is
 * still to do, and the stamp is written last, so that one that was cut is run again.
 *
 * <ol>
 *   <li>to layout 2: tables that keep their history tell Delta's own commands not to clean their logs, which would drop
 *       entries older than thirty days and with them versions that a model has read.
 * </ol>
 */
public final class Upgrade {
    private final RootFiles files;
    private final DeltaLog log;
    private final Catalogue catalogue;
    private final Committer committer;
    private final Leases leases;
    private final AccessPolicy policy;
    private final AccessListener listener;

    Upgrade(
            RootFiles files,
            DeltaLog log,
            Catalogue catalogue,
            Committer committer,
            Leases leases,
            AccessPolicy policy,
            AccessListener listener) {
        this.files = files;
        this.log = log;
        this.catalogue = catalogue;
        this.committer = committer;
        this.leases = leases;
        this.policy = policy;
        this.listener = listener;
    }

    /** The layout of the root. */
    public int layout() {
        try {
            return Root.layout(files);
        } catch (IOException e) {
            throw RootFiles.unavailable("reading the stamp", e);
        }
    }

    /** Tables that would change, in order; the stamp changes last. Fails as {@link #execute} would. */
    public List<TableId> plan() {
        checkForms();
        return layout() >= Root.LAYOUT
                ? List.of()
                : unprotected().stream().map(TableState::id).toList();
    }

    /**
     * Does it.
     *
     * @param access whose room is replaced by the writer of each table
     * @return how many tables were changed
     * @throws fr.justedroit.errors.DataminingException when a column's form is another version's: no migration rewrites rows
     */
    public int execute(Access access) {
        checkForms();
        if (layout() >= Root.LAYOUT) {
            return 0;
        }
        int changed = 0;
        for (TableState state : unprotected()) {
            TableSpec spec = catalogue.spec(state.id());
            Access writing = new Access(
                    access.identity(), spec.writer(), access.purpose(), AccessKind.MODIFICATION, access.execution());
            policy.check(writing, List.of(state.id()), List.of());
            if (spec.isReplaced()) {
                leases.acquire(spec.zone(), state.id().caf());
            }
            listener.opening(writing, List.of(state.id()), List.of());
            changed += committer.settle(writing, log.read(state.id())) ? 1 : 0;
        }
        try {
            Root.stamp(files, Root.LAYOUT);
        } catch (IOException e) {
            throw ErrorCode.STORAGE.with(
                    "quoi", "writing the stamp", "raison", e.getClass().getSimpleName() + ".");
        }
        return changed;
    }

    private void checkForms() {
        List<String> columns = new ArrayList<>();
        Set<TableId> tables = new TreeSet<>();
        for (TableSpec spec : catalogue.specs()) {
            StructType wanted = spec.schema();
            for (TableId id : spec.form() == Form.FILES ? List.<TableId>of() : ids(spec)) {
                List<String> others = log.read(id).otherForms(wanted);
                if (!others.isEmpty()) {
                    tables.add(id);
                    columns.addAll(others);
                }
            }
        }
        if (!columns.isEmpty()) {
            throw TableState.otherForms(tables.size(), columns);
        }
    }

    /** The table of each CAF that has a folder, whatever the configuration of today names. */
    private List<TableId> ids(TableSpec spec) {
        Zone zone = spec.zone();
        return zone.isOfCaf()
                ? files.list(zone.folder() + "/").stream()
                        .filter(name -> name.matches("[0-9]{3}"))
                        .map(caf -> TableId.ofCaf(zone, caf, spec.name()))
                        .toList()
                : List.of(TableId.national(zone, spec.name()));
    }

    /** National tables that keep their history, whose properties do not say so yet. */
    private List<TableState> unprotected() {
        TreeMap<TableId, TableState> found = new TreeMap<>();
        for (TableSpec spec : catalogue.specs()) {
            if (spec.keepsHistory()) {
                TableState state = log.read(TableId.national(spec.zone(), spec.name()));
                if (state.exists() && !state.hasPropertiesOf(spec)) {
                    found.put(state.id(), state);
                }
            }
        }
        return List.copyOf(found.values());
    }
}

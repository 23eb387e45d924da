package fr.justedroit.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every table that may exist: what is not in it cannot be opened or written. Columns that only the configuration knows
 * (a byte per variable, a mean per column) are added at start with {@link #with}. Immutable.
 */
public final class Catalogue {
    private final Map<String, TableSpec> specs;

    private Catalogue(Map<String, TableSpec> specs) {
        this.specs = specs;
    }

    /** The tables of design section 3 that this version writes. */
    public static Catalogue standard() {
        List<TableSpec> all = new ArrayList<>();
        all.addAll(LocalTables.specs());
        all.addAll(NationalTables.specs());
        Map<String, TableSpec> specs = new TreeMap<>();
        for (TableSpec spec : all) {
            if (specs.put(key(spec.zone(), spec.name()), spec) != null) {
                throw new IllegalStateException("table declared twice: " + spec.name());
            }
        }
        return new Catalogue(specs);
    }

    /** The same catalogue where a table has more columns. */
    public Catalogue with(Zone zone, String name, List<Column> columns) {
        Map<String, TableSpec> copy = new TreeMap<>(specs);
        copy.put(key(zone, name), spec(zone, name).withColumns(columns));
        return new Catalogue(copy);
    }

    /** The spec of a table; an unknown table is our own bug. */
    public TableSpec spec(Zone zone, String name) {
        return find(zone, name)
                .orElseThrow(() -> new IllegalStateException("not in the catalogue: " + key(zone, name)));
    }

    public TableSpec spec(TableId id) {
        return spec(id.zone(), id.name());
    }

    public Optional<TableSpec> find(Zone zone, String name) {
        return Optional.ofNullable(specs.get(key(zone, name)));
    }

    /** All tables, ordered by zone and name. */
    public List<TableSpec> specs() {
        return List.copyOf(specs.values());
    }

    private static String key(Zone zone, String name) {
        return zone.folder() + "/" + name;
    }
}

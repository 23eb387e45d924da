package fr.justedroit.table;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names one stored table or folder of files. Printed to and parsed from its path under the root here and nowhere else.
 *
 * @param zone the zone
 * @param caf three-digit code for a zone of CAFs, {@code ""} otherwise; never null
 * @param name table or folder name, snake_case
 */
public record TableId(Zone zone, String caf, String name) implements Comparable<TableId> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern CAF = Pattern.compile("[0-9]{3}");
    /** Folders of files that are their zone's own folder, by table name. */
    private static final Set<String> WHOLE_ZONE = Set.of("livraison", "bundle", "evaluation", "decoupe");

    public TableId {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a table name: " + name);
        }
        if (zone.isOfCaf() ? !CAF.matcher(caf).matches() : !caf.isEmpty()) {
            throw new IllegalArgumentException("zone " + zone + " does not go with CAF '" + caf + "'");
        }
    }

    /** A table of one CAF. */
    public static TableId ofCaf(Zone zone, String caf, String name) {
        return new TableId(zone, caf, name);
    }

    /** A national table. */
    public static TableId national(Zone zone, String name) {
        return new TableId(zone, "", name);
    }

    /** The path under the root, with slashes. */
    public String path() {
        if (WHOLE_ZONE.contains(name)) {
            return zone.folder();
        }
        return zone.folder() + "/" + (caf.isEmpty() ? "" : caf + "/") + name;
    }

    /** Reads what {@link #path()} wrote for a Delta table. */
    public static TableId parse(String path) {
        String[] parts = path.split("/", -1);
        Zone zone = Zone.ofFolder(parts[0]);
        if (parts.length != (zone.isOfCaf() ? 3 : 2)) {
            throw new IllegalArgumentException("not the path of a table: " + path);
        }
        return zone.isOfCaf() ? new TableId(zone, parts[1], parts[2]) : new TableId(zone, "", parts[1]);
    }

    @Override
    public int compareTo(TableId other) {
        return path().compareTo(other.path());
    }

    @Override
    public String toString() {
        return path();
    }
}

package fr.justedroit.registre;

import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/** What {@code journal/execution} says was done, as an inspection needs it: units that ended well, oldest first. */
record RunEvents(List<Event> done) {
    private static final Set<String> WELL = Set.of("fait", "deja_fait");

    /**
     * A unit that ended well.
     *
     * @param versions tables and versions that it wrote, as the journal prints them
     */
    record Event(
            Instant instant,
            boolean wrote,
            String command,
            Unit unit,
            long rowsIn,
            long rowsOut,
            long rowsRefused,
            String versions) {}

    RunEvents {
        done = List.copyOf(done);
    }

    static RunEvents read(Door door, Access access) {
        Read read = Read.national(Zone.JOURNAL, "execution")
                .columns(
                        "instant",
                        "evenement",
                        "commande",
                        "caf",
                        "mois",
                        "entree_nb",
                        "sortie_nb",
                        "refus_nb",
                        "versions");
        List<Event> events = new ArrayList<>();
        for (Row row : door.open(access, read).collectAsList()) {
            if (WELL.contains(row.getString(1))) {
                events.add(new Event(
                        row.getTimestamp(0).toInstant(),
                        row.getString(1).equals("fait"),
                        row.getString(2),
                        new Unit(row.getString(3), row.getString(4)),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getString(8)));
            }
        }
        events.sort(Comparator.comparing(Event::instant));
        return new RunEvents(events);
    }

    /** The newest event of each unit that a command wrote. */
    Map<Unit, Event> newest(String command) {
        Map<Unit, Event> newest = new TreeMap<>();
        done.stream()
                .filter(event -> event.wrote() && event.command().equals(command))
                .forEach(event -> newest.put(event.unit(), event));
        return newest;
    }

    /** Units that a command has, written or found in force. */
    Set<Unit> units(String command) {
        Set<Unit> units = new TreeSet<>();
        done.stream().filter(event -> event.command().equals(command)).forEach(event -> units.add(event.unit()));
        return units;
    }

    /** Has a command said that it wrote this table. */
    boolean wrote(String command, TableId table) {
        return done.stream().filter(event -> event.command().equals(command)).anyMatch(event -> versions(event)
                .containsKey(table.path()));
    }

    /** The newest version of each table, by its path, that any line names. */
    Map<String, Long> versions() {
        Map<String, Long> newest = new TreeMap<>();
        done.forEach(event ->
                versions(event).forEach((table, version) -> newest.merge(table, version, (a, b) -> Math.max(a, b))));
        return newest;
    }

    private static Map<String, Long> versions(Event event) {
        Map<String, Long> versions = new TreeMap<>();
        for (String word : event.versions().split(" ", -1)) {
            int at = word.indexOf('@');
            if (at > 0 && word.substring(at + 1).matches("[0-9]{1,18}")) {
                versions.put(word.substring(0, at), Long.parseLong(word.substring(at + 1)));
            }
        }
        return versions;
    }
}

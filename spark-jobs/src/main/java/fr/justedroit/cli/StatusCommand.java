package fr.justedroit.cli;

import fr.justedroit.journal.AccessFold;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Zone;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;

/** Prints how each unit of work stands, from the journal, and folds the access trails of finished runs. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Prints the newest event of each step, month and CAF, from the journal.")
final class StatusCommand extends Subcommand {
    StatusCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        try (Workplace place = open("status", "")) {
            long folded = new AccessFold(place.door(), place.trails()).execute();
            Map<String, Row> newest = new TreeMap<>();
            for (Row row : events(place)) {
                String key =
                        row.getString(1) + "|" + row.getString(4) + "|" + row.getString(2) + "|" + row.getString(3);
                newest.merge(key, row, (one, two) -> one.getTimestamp(0).after(two.getTimestamp(0)) ? one : two);
            }
            for (Row row : newest.values()) {
                host.out()
                        .println(String.format(
                                Locale.ROOT,
                                "%-16s %-12s %-18s %-4s %-9s %8.1f s  %s",
                                row.getString(1),
                                row.getString(4),
                                row.getString(2),
                                row.getString(3),
                                row.getString(5),
                                row.getLong(6) / 1000.0,
                                row.getString(7)));
            }
            place.progress().accept(folded + " accesses folded into journal/acces");
            return 0;
        }
    }

    private List<Row> events(Workplace place) {
        return place.door()
                .open(
                        place.access(Room.CLI, Purpose.EXPLOITATION, AccessKind.CONSULTATION),
                        Read.national(Zone.JOURNAL, "execution")
                                .columns(
                                        "instant",
                                        "commande",
                                        "mois",
                                        "caf",
                                        "etape",
                                        "evenement",
                                        "duree_ms",
                                        "detail"))
                .where("evenement <> 'debut'")
                .collectAsList();
    }
}

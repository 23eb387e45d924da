package fr.justedroit.cli;

import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Zone;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the list that a team works from. */
@Command(
        name = "proposals",
        mixinStandardHelpOptions = true,
        description = "Prints a CAF's list of a month, as a table for people or as CSV.")
final class ProposalsCommand extends Subcommand {
    private static final String INDICATION =
            "Cette liste est une indication : elle ne décide rien. Un motif est un fait à vérifier, pas un reproche.";

    @Option(names = "--caf", required = true, paramLabel = "CAF", description = "Three-digit code.")
    private String caf;

    @Option(names = "--mois", required = true, paramLabel = "YYYY-MM", description = "Month of the list.")
    private String month;

    @Option(names = "--format", defaultValue = "table", paramLabel = "FORM", description = "table (default) or csv.")
    private String format;

    @Option(
            names = "--limit",
            defaultValue = "50",
            paramLabel = "N",
            description = "Rows of the table (default: ${DEFAULT-VALUE}).")
    private int limit;

    ProposalsCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        String wanted = MonthCommand.one(Months.parse(month));
        if (!format.equals("table") && !format.equals("csv")) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--format", "raison", "There is no such form.", "remede", "Use table or csv.");
        }
        try (Workplace place = open("proposals", wanted)) {
            place.cafs(List.of(caf), List.of(wanted));
            List<Row> rows = rows(place, caf, wanted);
            if (rows.isEmpty()) {
                throw ErrorCode.STATE_MISSING.with(
                        "quoi", "CAF " + caf + " has no list for " + wanted + ".",
                        "raison", "'score' has not written one.",
                        "remede", "Run: juste-droit score --mois " + wanted + " --caf " + caf);
            }
            if (format.equals("csv")) {
                csv(rows);
            } else {
                table(host.out(), rows.subList(0, Math.min(limit, rows.size())));
            }
            return 0;
        }
    }

    /** The list of a CAF in the order of its ranks. */
    static List<Row> rows(Workplace place, String caf, String month) {
        return place
                .door()
                .open(
                        place.access(Room.CLI, Purpose.EXPLOITATION, AccessKind.CONSULTATION),
                        Read.of(Zone.RESULTAT, "proposition", List.of(caf))
                                .months(List.of(month))
                                .columns("rang", "dossier_id", "score", "origine", "motifs", "cible", "risque"))
                .collectAsList()
                .stream()
                .sorted(Comparator.comparingInt(row -> row.getInt(0)))
                .toList();
    }

    /** Prints rows for people, in French; the target stands above, since a figure means nothing without it. */
    static void table(PrintStream out, List<Row> rows) {
        rows.stream()
                .findFirst()
                .ifPresent(row -> out.println("Cible : " + row.getString(5).replace('_', ' ')));
        for (Row row : rows) {
            out.println(String.format(
                    Locale.FRANCE,
                    "%5d  %-14s  %s  %-9s",
                    row.getInt(0),
                    row.getString(1),
                    likelihood(row),
                    row.getString(3).equals("aleatoire") ? "tirage" : "ciblage"));
            for (Row reason : row.<Row>getList(4)) {
                out.println("         " + (reason.getDouble(2) >= 0 ? "+ " : "- ") + reason.getString(1));
            }
        }
        out.println(INDICATION);
    }

    /** The calibrated probability, or the raw score where no calibration exists: never one under the other's name. */
    private static String likelihood(Row row) {
        return row.isNullAt(6)
                ? String.format(Locale.FRANCE, "score %.3f", row.getDouble(2))
                : String.format(Locale.FRANCE, "risque %.2f", row.getDouble(6));
    }

    private void csv(List<Row> rows) {
        host.out().println("rang;dossier_id;score;origine;cible;motifs;agent;suite;resultat");
        for (Row row : rows) {
            StringBuilder reasons = new StringBuilder();
            for (Row reason : row.<Row>getList(4)) {
                reasons.append(reasons.isEmpty() ? "" : " | ").append(reason.getString(1));
            }
            host.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%d;%s;%.6f;%s;%s;\"%s\";;;",
                            row.getInt(0),
                            row.getString(1),
                            row.getDouble(2),
                            row.getString(3),
                            row.getString(5),
                            reasons.toString().replace("\"", "\"\"")));
        }
    }
}

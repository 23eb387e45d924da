package fr.justedroit.cli;

import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.SqlViews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one read-only query over views of all CAFs. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = {
            "Runs one read-only query over views of the tables, all CAFs together: allnat.*, modele.*, journal.*, and with",
            "--finalite analyse resultat.* too, which hold persons. No command, path, table function or foreign function is",
            "run. What is read is traced; the query's own words are kept nowhere, since they can name somebody."
        })
final class SqlCommand extends Subcommand {
    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(
            names = "--finalite",
            paramLabel = "PURPOSE",
            description = "Why tables of persons are read: analyse. Without it they are refused.")
    private String purpose;

    @Option(
            names = "--format",
            defaultValue = "table",
            paramLabel = "FORM",
            description = "table (default), csv or json.")
    private String format;

    @Option(
            names = "--limit",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Most rows that are printed (default: ${DEFAULT-VALUE}).")
    private int limit;

    /** The text, or the file that holds it. */
    static final class Source {
        @Parameters(paramLabel = "QUERY", description = "The query.")
        private String text;

        @Option(names = "-f", required = true, paramLabel = "FILE", description = "A file that holds the query.")
        private Path file;
    }

    SqlCommand(Host host) {
        super(host);
    }

    /** Plans hold the query's literals. */
    @Override
    boolean keepsEventLog() {
        return false;
    }

    @Override
    public Integer call() {
        if (!List.of("table", "csv", "json").contains(format)) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--format", "raison", "There is no such form.", "remede", "Use table, csv or json.");
        }
        if (purpose != null && !purpose.equals(Purpose.ANALYSE.word())) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--finalite",
                    "raison", "Queries have one purpose.",
                    "remede", "Give --finalite analyse.");
        }
        String query = text();
        try (Workplace place = open("sql", "")) {
            SqlViews views = new SqlViews(
                    place.door(),
                    place.access(Room.CLI, Purpose.ANALYSE, AccessKind.CONSULTATION),
                    place.settings().cafs().byCode().keySet(),
                    purpose == null ? SqlViews.Nominative.REFUSED : SqlViews.Nominative.NAMED);
            Dataset<Row> rows = views.query(query).limit(limit + 1);
            new RowPrinter(host.out(), format).print(rows.columns(), rows.collectAsList(), limit);
            return 0;
        }
    }

    private String text() {
        if (source.text != null) {
            return source.text;
        }
        try {
            return Files.readString(source.file)
                    .replaceAll("(?m)^\\s*--.*$", "")
                    .strip()
                    .replaceFirst(";$", "");
        } catch (IOException e) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "-f", "raison", "The file cannot be read.", "remede", "Give a readable file, in UTF-8.");
        }
    }
}

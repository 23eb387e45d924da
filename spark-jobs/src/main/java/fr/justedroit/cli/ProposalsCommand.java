package fr.justedroit.cli;

import fr.justedroit.config.Contracts;
import fr.justedroit.config.Contracts.ColumnContract;
import fr.justedroit.config.Keys;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.scoring.Audience;
import fr.justedroit.scoring.TeamList;
import fr.justedroit.scoring.VisibleLists;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the list that a team works from. */
@Command(
        name = "proposals",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a CAF's list of a month as its team works from it: as a table, CSV or a page. It has numbers of its own;",
            "rank, score and how a dossier was chosen are not shown, so that one drawn by lot is controlled as any other,",
            "unless the list was made under choix_visible (conf/caf.yaml): a table and a page then show them, and say so.",
            "As CSV it has the columns that the team fills in; the file comes back with a delivery, and follow-up folds it."
        })
final class ProposalsCommand extends Subcommand {
    static final String INDICATION =
            "Cette liste est une indication : elle ne décide rien. Un motif est un fait à vérifier, pas un reproche.";

    private static final String VISIBLE =
            "Cette liste montre comment chaque dossier a été choisi : ses contrôles sont comptés à part des mesures.";

    @Option(names = "--caf", required = true, paramLabel = "CAF", description = "Three-digit code.")
    private String caf;

    @Option(names = "--mois", required = true, paramLabel = "YYYY-MM", description = "Month of the list.")
    private String month;

    @Option(
            names = "--format",
            defaultValue = "table",
            paramLabel = "FORM",
            description = "table (default), csv or html.")
    private String format;

    @Option(
            names = "--limit",
            defaultValue = "50",
            paramLabel = "N",
            description = "Rows of the table (default: ${DEFAULT-VALUE}).")
    private int limit;

    private Dictionary dictionary;
    private boolean isVisible;

    ProposalsCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        String wanted = MonthCommand.one(Months.parse(month));
        if (!List.of("table", "csv", "html").contains(format)) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--format", "raison", "There is no such form.", "remede", "Use table, csv or html.");
        }
        try (Workplace place = open("proposals", wanted)) {
            dictionary = place.dictionary();
            place.cafs(List.of(caf), List.of(wanted));
            List<Row> rows = rows(place, caf, wanted);
            if (rows.isEmpty()) {
                throw ErrorCode.STATE_MISSING.with(
                        "quoi", "CAF " + caf + " has no list for " + wanted + ".",
                        "raison", "'score' has not written one.",
                        "remede", "Run: juste-droit score --mois " + wanted + " --caf " + caf);
            }
            List<TeamList.Numbered<Row>> list = team(place, caf, wanted, rows);
            isVisible = VisibleLists.of(place.door(), place.settings().cafs(), List.of(caf))
                    .holds(caf, wanted);
            switch (format) {
                case "csv" -> csv(list, place.settings().contracts(), wanted);
                case "html" -> html(list, wanted);
                default -> table(list);
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

    /** The list as its team meets it: numbers of its own, and nothing that tells a dossier drawn by lot from another. */
    private static List<TeamList.Numbered<Row>> team(Workplace place, String caf, String month, List<Row> rows) {
        return new TeamList(place.keys().of(Keys.Use.TIRAGE), month, caf)
                .of(rows, row -> row.getString(3).equals("aleatoire"), row -> row.getString(1));
    }

    /** Prints the list for people, in French; the target stands above, since a list means nothing without it. */
    private void table(List<TeamList.Numbered<Row>> list) {
        host.out().println("Cible : " + target(list));
        if (isVisible) {
            host.out().println(VISIBLE);
        }
        for (TeamList.Numbered<Row> one : list.subList(0, Math.min(limit, list.size()))) {
            host.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%5d  %s%s",
                            one.number(),
                            one.proposal().getString(1),
                            isVisible ? "  " + choice(one.proposal()) : ""));
            for (Row reason : one.proposal().<Row>getList(4)) {
                host.out().println("         " + (reason.getDouble(2) >= 0 ? "+ " : "- ") + told(reason));
            }
        }
        host.out().println(INDICATION);
    }

    /** How a dossier of a visible list was chosen. */
    private static String choice(Row row) {
        return String.format(
                Locale.FRENCH,
                "rang %d, score %.3f, %s",
                row.getInt(0),
                row.getDouble(2),
                row.getString(3).equals("aleatoire") ? "tiré au sort" : "ciblé");
    }

    private static String target(List<TeamList.Numbered<Row>> list) {
        return list.get(0).proposal().getString(5).replace('_', ' ');
    }

    /** Columns that the software fills where no contract says what comes back. */
    private static final List<String> WRITTEN = List.of("numero", "mois_liste", "dossier_id", "cible", "motifs");

    /** With the columns of the contract of lists, so that the file comes back as it went: the team fills the others. */
    private void csv(List<TeamList.Numbered<Row>> list, Contracts contracts, String wanted) {
        List<String> columns = contracts
                .playing(Contracts.Part.LISTE)
                .map(extract ->
                        extract.columns().stream().map(ColumnContract::name).toList())
                .orElse(WRITTEN);
        String between = contracts.separator();
        host.out().println(String.join(between, columns));
        for (TeamList.Numbered<Row> one : list) {
            Row row = one.proposal();
            Map<String, String> known = Map.of(
                    "numero", String.valueOf(one.number()),
                    "mois_liste", wanted,
                    "dossier_id", row.getString(1),
                    "cible", row.getString(5),
                    "motifs", quoted(reasons(row, " | "), contracts.quote()));
            host.out()
                    .println(columns.stream()
                            .map(name -> known.getOrDefault(name, ""))
                            .collect(Collectors.joining(between)));
        }
    }

    private static String quoted(String text, String quote) {
        return quote + text.replace(quote, quote + quote) + quote;
    }

    private String reasons(Row row, String between) {
        return row.<Row>getList(4).stream().map(this::told).collect(Collectors.joining(between));
    }

    /** What today's dictionary lets the agent be told of a reason. */
    private String told(Row reason) {
        return Audience.AGENT.told(
                dictionary.variables().stream()
                        .filter(variable -> variable.name().equals(reason.getString(0)))
                        .findFirst(),
                reason.getString(1));
    }

    private void html(List<TeamList.Numbered<Row>> list, String wanted) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"fr\">\n<head><meta charset=\"utf-8\">")
                .append("<title>Liste de travail, CAF ")
                .append(caf)
                .append(", ")
                .append(wanted)
                .append("</title></head>\n<body>\n<main>\n<h1>Liste de travail, CAF ")
                .append(caf)
                .append(", ")
                .append(wanted)
                .append("</h1>\n<p>Cible : ")
                .append(escape(target(list)))
                .append("</p>\n<p>")
                .append(INDICATION)
                .append(isVisible ? "</p>\n<p>" + VISIBLE : "")
                .append("</p>\n<table>\n<thead><tr>");
        for (String head : List.of("Numéro", "Dossier", "Motifs", "Agent", "Suite", "Résultat")) {
            page.append("<th scope=\"col\">").append(head).append("</th>");
        }
        page.append("</tr></thead>\n<tbody>\n");
        for (TeamList.Numbered<Row> one : list) {
            page.append("<tr><th scope=\"row\">")
                    .append(one.number())
                    .append("</th><td>")
                    .append(escape(one.proposal().getString(1)))
                    .append(isVisible ? "<br>" + escape(choice(one.proposal())) : "")
                    .append("</td><td><ul>");
            one.proposal().<Row>getList(4).forEach(reason -> page.append("<li>")
                    .append(escape(told(reason)))
                    .append("</li>"));
            page.append("</ul></td><td></td><td></td><td></td></tr>\n");
        }
        host.out().print(page.append("</tbody>\n</table>\n</main>\n</body>\n</html>\n"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

package fr.justedroit.docs;

import fr.justedroit.allnat.AllnatColumns;
import fr.justedroit.config.Contracts;
import fr.justedroit.config.Settings;
import fr.justedroit.dossier.DossierColumns;
import fr.justedroit.errors.Problems;
import fr.justedroit.table.Catalogue;
import fr.justedroit.table.Form;
import fr.justedroit.table.TableId;
import fr.justedroit.table.TableSpec;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.DictionaryReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;

/** Every table of the catalogue with the shipped dictionary's columns. */
final class TablesPage {
    private TablesPage() {}

    static String text() {
        List<TableSpec> specs = catalogue().specs();
        StringBuilder page = new StringBuilder("# Tables\n" + Pages.made(PagesTest.class) + "\n");
        page.append(
                """
                Every table that may exist, from the catalogue of `table` and the shipped `conf/`; what is not here cannot be
                opened or written. A room reads what it is named for, with the purposes given, and nothing else; its one
                writer reads it as well. `<caf>` is a three-digit code.

                """);
        page.append(Pages.head("Path under the root", "Form", "Writer", "Suspicion", "Kept"));
        for (TableSpec spec : specs) {
            page.append(Pages.row(
                    "[`" + path(spec) + "`](#" + anchor(spec) + ")",
                    form(spec.form()),
                    spec.writer().folder(),
                    spec.suspicion() ? "can hold one" : "no",
                    spec.retention()));
        }
        specs.forEach(spec -> page.append(section(spec)));
        return page.toString();
    }

    static Catalogue catalogue() {
        Path conf = Pages.REPOSITORY.resolve("conf");
        Problems problems = new Problems();
        Contracts contracts = Settings.read(conf, problems).contracts();
        Dictionary dictionary = DictionaryReader.read(conf, contracts, problems);
        problems.check();
        return AllnatColumns.extend(DossierColumns.extend(Catalogue.standard(), dictionary), dictionary);
    }

    static String path(TableSpec spec) {
        Zone zone = spec.zone();
        return zone.isOfCaf()
                ? zone.folder() + "/<caf>/" + spec.name()
                : TableId.national(zone, spec.name()).path();
    }

    private static String anchor(TableSpec spec) {
        return spec.zone().folder() + "-" + spec.name();
    }

    static String readers(TableSpec spec) {
        Map<String, String> readers = new TreeMap<>();
        spec.readers()
                .forEach((room, purposes) -> readers.put(
                        room.folder(),
                        new TreeSet<>(purposes).stream().map(one -> one.word()).collect(Collectors.joining(", "))));
        return readers.isEmpty()
                ? "no other room"
                : readers.entrySet().stream()
                        .map(reader -> reader.getKey() + " (" + reader.getValue() + ")")
                        .collect(Collectors.joining("; "));
    }

    static String form(Form form) {
        return switch (form) {
            case MONTHLY -> "Delta, a month replaced as a whole";
            case WHOLE -> "Delta, replaced as a whole";
            case APPENDED -> "Delta, only added to";
            case FILES -> "files";
        };
    }

    private static String section(TableSpec spec) {
        StringBuilder text = new StringBuilder("\n<a id=\"" + anchor(spec) + "\"></a>\n");
        text.append("## `").append(path(spec)).append("`\n\n");
        text.append(spec.comment()).append(".\n\n");
        text.append("- zone: ").append(spec.zone().folder()).append(spec.zone().isOfCaf() ? ", one per CAF\n" : "\n");
        text.append("- written by: ").append(spec.writer().folder()).append('\n');
        text.append("- read by: ").append(readers(spec)).append('\n');
        text.append("- form: ").append(form(spec.form()));
        text.append(spec.keepsHistory() ? ", older versions kept\n" : ", no version but the one in force\n");
        text.append("- kept: ").append(spec.retention()).append('\n');
        if (!spec.key().isEmpty()) {
            text.append("- ordered by: ").append(String.join(", ", spec.key())).append('\n');
        }
        if (spec.marksEmpty()) {
            text.append("- a month without a row leaves an empty file, so that it is known to be in force\n");
        }
        if (spec.form() != Form.FILES) {
            text.append("\n```sql\n").append(ddl(spec)).append("```\n");
        }
        return text.toString();
    }

    private static String ddl(TableSpec spec) {
        StringBuilder ddl = new StringBuilder("CREATE TABLE " + spec.name() + " (\n");
        StructField[] fields = spec.schema().fields();
        for (int i = 0; i < fields.length; i++) {
            StructField field = fields[i];
            ddl.append(String.format(
                    Locale.ROOT,
                    "  %s %s COMMENT '%s'%s%n",
                    field.name(),
                    field.dataType().sql(),
                    field.getComment().get().replace("'", "\\'"),
                    i + 1 < fields.length ? "," : ""));
        }
        ddl.append(") USING delta").append(spec.partitionColumns().isEmpty() ? "" : " PARTITIONED BY (mois)");
        return ddl.append('\n').toString();
    }
}

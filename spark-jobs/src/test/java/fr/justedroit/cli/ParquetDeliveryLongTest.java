package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.cli.CommandProbe.Ended;
import fr.justedroit.table.DoorFixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/** The same draw delivered as CSV and as Parquet comes to the same local base. */
public final class ParquetDeliveryLongTest extends DoorFixture {
    private static final long serialVersionUID = 1L;

    private Path base(String format) {
        Path root = folder.getRoot().toPath().resolve(format);
        CommandProbe probe = new CommandProbe(
                root,
                Path.of("../conf"),
                folder.getRoot().toPath().resolve("cles").resolve(format + ".p12"));
        done(probe.run("init", "--env", "essai"));
        String truth = folder.getRoot().toPath().resolve("verite-" + format).toString();
        done(probe.run(
                "simulate",
                "--format",
                format,
                "--mois",
                "2025-01..2025-02",
                "--caf",
                "031",
                "--dossiers",
                "400",
                "--verite",
                truth));
        done(probe.run("ingest", "--mois", "2025-01..2025-02", "--caf", "031"));
        return root;
    }

    private static void done(Ended ended) {
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    private List<String> content(Path root, String table) {
        return spark
                .read()
                .format("delta")
                .load(root.resolve("local/031").resolve(table).toString())
                .drop("execution_id", "livraison")
                .toJSON()
                .collectAsList()
                .stream()
                .sorted()
                .toList();
    }

    @Test
    public void ingest_parquetOfTheSameDraw_givesTheSameLogicalContent() {
        Path csv = base("csv");
        Path parquet = base("parquet");
        assertThat(csv.resolve("depot/2025-01/031/manifest.json")).content().contains("\"csv\"");
        assertThat(parquet.resolve("depot/2025-01/031/manifest.json")).content().contains("\"parquet\"");
        for (String table :
                List.of("etat_mois", "dossier_mois", "audit_mois", "acte", "cas_selection", "cas_audit", "suspicion")) {
            assertThat(content(parquet, table)).as(table).isNotEmpty().isEqualTo(content(csv, table));
        }
    }
}

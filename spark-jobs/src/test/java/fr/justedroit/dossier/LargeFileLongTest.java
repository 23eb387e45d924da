package fr.justedroit.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.journal.UnitOutcome.State;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.junit.Test;

/**
 * A file of 200 MB: read in shares, to its last line, with every row counted once. {@code juste-droit.large.megabytes} makes
 * it larger ({@code scripts/long/large-file.sh}).
 */
public final class LargeFileLongTest extends IngestFixture {
    private static final long serialVersionUID = 1L;
    private static final String MONTH = "2026-01";
    private static final String CAF = "031";
    private static final String EXTRACT = "cristal_contact";
    private static final int DOSSIERS = 3000;
    private static final long MEGABYTES = Long.getLong("juste-droit.large.megabytes", 200);

    @Test
    public void execute_largeFile_everyRowKeptOrRefused() throws Exception {
        // More contacts of a dossier and month than anybody has: what counts is the file's length.
        deliveries.of(CAF, MONTH).dossiers(DOSSIERS).write();
        Path file = deliveries.file(CAF, MONTH, EXTRACT + ".csv");
        long rows = fill(file);
        tolerate(0.5);
        long start = System.nanoTime();
        IngestJob.Result result = ingest(List.of(MONTH), CAF);
        System.out.printf(
                Locale.ROOT,
                "large %d MB, %d rows, %.1f s, heap of at most %d MB%n",
                MEGABYTES,
                rows,
                (System.nanoTime() - start) / 1e9,
                Runtime.getRuntime().maxMemory() >> 20);
        assertThat(state(result, CAF, MONTH)).isEqualTo(State.FAIT);
        assertThat(result.delivered()).isEqualTo(rows + DOSSIERS);
        assertThat(result.refused()).isEqualTo(3);
        assertThat(result.kept()).isEqualTo(rows + DOSSIERS - 3);
        assertThat(table("quarantaine", CAF).select("ligne_nb", "regle").collectAsList().stream()
                        .map(Row::toString))
                .containsExactlyInAnyOrder(
                        "[" + (rows - 1) + ",ligne]", "[" + rows + ",domaine]", "[" + (rows + 1) + ",doublon]");
        assertThat(content("dossier_mois", CAF)).hasSize(DOSSIERS);
    }

    /** Adds rows until the file is as large as wanted, then a torn line, a bad value and a repeated key; the manifest agrees. */
    private long fill(Path file) throws IOException, java.security.NoSuchAlgorithmException {
        String header = Files.readAllLines(file).get(0) + "\n";
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long rows = 0;
        long bytes = header.length();
        try (OutputStream out =
                new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20), digest)) {
            out.write(header.getBytes(StandardCharsets.UTF_8));
            while (bytes < MEGABYTES << 20) {
                bytes += write(out, row(rows++, "ENTRANT"));
            }
            bytes += write(out, "torn;line\n");
            bytes += write(out, row(rows + 1, "AILLEURS"));
            // The first row's number once more, in a dossier that another share holds.
            bytes += write(out, row(0, "ENTRANT").replace("D-0001", "D-0002"));
            rows += 3;
        }
        Path manifest = deliveries.file(CAF, MONTH, "manifest.json");
        String sum = HexFormat.of().formatHex(digest.digest());
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replaceFirst(
                                "(\"extrait\": \"" + EXTRACT
                                        + "\", )\"lignes\": [0-9]+, \"octets\": [0-9]+, \"sha256\": \"[0-9a-f]+\"",
                                "$1\"lignes\": %d, \"octets\": %d, \"sha256\": \"%s\"".formatted(rows, bytes, sum)));
        return rows;
    }

    private static int write(OutputStream out, String line) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        return bytes.length;
    }

    private static String row(long number, String way) {
        return "EVENEMENT-NUMERO-%012d;D-%04d;2026-01-%02d;%s;INFORMATION;2026-01-30\n"
                .formatted(number, 1 + number % DOSSIERS, 1 + number % 28, way);
    }
}

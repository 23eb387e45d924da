package fr.justedroit.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the deliveries of one CAF for a range of months: one open file for each month and extract, then one
 * {@code manifest.json} for each month, last of all, so that a delivery without a manifest is one that was cut short.
 *
 * <p>Not thread-safe. Call {@link #finish()} when all rows are in; {@link #close()} alone abandons.
 */
public final class ExtractDelivery implements ExtractSink, AutoCloseable {
    private static final String MANIFEST = "manifest.json";
    private static final int FIRST_NUMBER = 1;

    private final DeliveryTarget target;
    private final DeliveryForm form;
    private final String caf;
    private final YearMonth from;
    private final int begin;
    private final List<Map<String, DeliveredFile>> files = new ArrayList<>();

    /**
     * Opens the files of the months {@code from..to}, both included.
     *
     * @throws UncheckedIOException if one cannot be opened; those that were are closed
     */
    public ExtractDelivery(DeliveryTarget target, DeliveryForm form, String caf, YearMonth from, YearMonth to) {
        this.form = form;
        this.target = target;
        this.caf = caf;
        this.from = from;
        this.begin = Months.index(from);
        try {
            for (int month = begin; month <= Months.index(to); month++) {
                Map<String, DeliveredFile> opened = new LinkedHashMap<>();
                files.add(opened);
                for (String extract : Extracts.names()) {
                    OutputStream out = target.create(Months.toYearMonth(month), caf, extract + "." + form.word());
                    opened.put(extract, form.open(out, Extracts.columnsOf(extract)));
                }
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("CAF " + caf + ": a file of the delivery cannot be opened", e);
        }
    }

    /** Names of the files of a month, the manifest last. */
    public static List<String> fileNames(DeliveryForm form) {
        List<String> names = new ArrayList<>();
        Extracts.names().forEach(extract -> names.add(extract + "." + form.word()));
        names.add(MANIFEST);
        return names;
    }

    @Override
    public void row(YearMonth mois, String extract, String[] values) {
        try {
            files.get(Months.index(mois) - begin).get(extract).row(values);
        } catch (IOException e) {
            throw new UncheckedIOException("CAF " + caf + ": " + extract + " of " + mois + " cannot be written", e);
        }
    }

    /**
     * Ends every file, then writes the manifests.
     *
     * @return rows for each extract, all months together
     */
    public Map<String, Long> finish() {
        Map<String, Long> rows = new LinkedHashMap<>();
        try {
            for (Map<String, DeliveredFile> month : files) {
                for (Map.Entry<String, DeliveredFile> file : month.entrySet()) {
                    file.getValue().finish();
                    file.getValue().close();
                    rows.merge(file.getKey(), file.getValue().rows(), Long::sum);
                }
            }
            for (int i = 0; i < files.size(); i++) {
                YearMonth mois = from.plusMonths(i);
                try (OutputStream out = target.create(mois, caf, MANIFEST)) {
                    out.write(manifest(mois, files.get(i)).getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("CAF " + caf + ": the delivery cannot be ended", e);
        }
        return rows;
    }

    private String manifest(YearMonth mois, Map<String, DeliveredFile> month) {
        StringBuilder json = new StringBuilder()
                .append("{\n  \"format\": \"")
                .append(form.word())
                .append("\",\n  \"mois\": \"")
                .append(mois)
                .append("\",\n  \"caf\": \"")
                .append(caf)
                .append("\",\n  \"numero\": ")
                .append(FIRST_NUMBER)
                .append(",\n  \"fichiers\": [");
        String separator = "\n";
        for (Map.Entry<String, DeliveredFile> file : month.entrySet()) {
            DeliveredFile written = file.getValue();
            json.append(separator)
                    .append("    {\"nom\": \"")
                    .append(file.getKey())
                    .append('.')
                    .append(form.word())
                    .append("\", \"extrait\": \"")
                    .append(file.getKey())
                    .append("\", \"lignes\": ")
                    .append(written.rows())
                    .append(", \"octets\": ")
                    .append(written.bytes())
                    .append(", \"sha256\": \"")
                    .append(written.sha256())
                    .append("\"}");
            separator = ",\n";
        }
        return json.append("\n  ]\n}\n").toString();
    }

    /** Closes what is still open; a delivery that was not finished has no manifest. */
    @Override
    public void close() {
        UncheckedIOException failure = null;
        for (Map<String, DeliveredFile> month : files) {
            for (DeliveredFile file : month.values()) {
                try {
                    file.close();
                } catch (IOException e) {
                    failure = new UncheckedIOException("CAF " + caf + ": a file cannot be closed", e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

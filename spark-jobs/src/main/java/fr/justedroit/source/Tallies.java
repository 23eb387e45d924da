package fr.justedroit.source;

import fr.justedroit.config.Contracts;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.source.CheckedRows.Balance;
import fr.justedroit.source.CheckedRows.FirstRefusal;
import fr.justedroit.source.Delivery.DeliveredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/** What the tasks of one delivery counted, held against its manifest. Not thread-safe. */
final class Tallies {
    private static final int SHOWN = 3;

    private final Map<String, Long> rows = new TreeMap<>();
    private final Map<String, Long> refused = new TreeMap<>();
    private final Map<String, Long> bytes = new TreeMap<>();
    private final Map<String, String> checksums = new TreeMap<>();
    private final Map<String, String> problems = new TreeMap<>();
    private final Map<String, FirstRefusal> first = new TreeMap<>();

    /** Adds a row of tallies: caf, mois, then the columns of {@link ShareRows#schema}. */
    void add(Row row) {
        String extract = row.getString(2);
        rows.merge(extract, row.getLong(3), Long::sum);
        refused.merge(extract, row.getLong(4), Long::sum);
        bytes.merge(extract, row.getLong(5), Long::sum);
        if (!row.getString(6).isEmpty()) {
            checksums.put(extract, row.getString(6));
        }
        if (!row.getString(7).isEmpty()) {
            problems.put(extract, row.getString(7));
        }
        if (!row.isNullAt(8)) {
            FirstRefusal refusal = new FirstRefusal(extract, row.getLong(8), row.getString(9), row.getString(10));
            first.merge(extract, refusal, (one, two) -> one.line() <= two.line() ? one : two);
        }
    }

    /** The counts of a delivery that may be taken in; DELIVERY_FILE or DELIVERY_REFUSED with every reason otherwise. */
    Balance check(Delivery delivery, Contracts contracts) {
        checkFiles(delivery);
        checkTolerance(delivery, contracts);
        Map<String, Long> delivered = new TreeMap<>();
        delivery.files().forEach(file -> delivered.put(file.extract(), file.rows()));
        Optional<FirstRefusal> one = delivery.files().stream()
                .map(DeliveredFile::extract)
                .filter(first::containsKey)
                .findFirst()
                .map(first::get);
        return new Balance(delivered, refused, one);
    }

    private void checkFiles(Delivery delivery) {
        TreeSet<String> names = new TreeSet<>();
        List<String> reasons = new ArrayList<>();
        for (DeliveredFile file : delivery.files()) {
            problem(file).ifPresent(problem -> {
                names.add(file.name());
                reasons.add(file.name() + ": " + problem);
            });
        }
        if (!reasons.isEmpty()) {
            throw ErrorCode.DELIVERY_FILE.with(
                    "mois",
                    delivery.unit().month(),
                    "caf",
                    delivery.unit().caf(),
                    "fichier",
                    String.join(", ", names),
                    "raison",
                    String.join("; ", reasons) + ".");
        }
    }

    private Optional<String> problem(DeliveredFile file) {
        String extract = file.extract();
        if (problems.containsKey(extract)) {
            return Optional.of(problems.get(extract));
        }
        long found = bytes.getOrDefault(extract, 0L);
        if (found != file.bytes()) {
            return Optional.of(
                    "it has " + found + " bytes where the manifest says " + file.bytes() + " (cut or changed)");
        }
        if (!file.sha256().equals(checksums.get(extract))) {
            return Optional.of("its SHA-256 is not the manifest's (changed)");
        }
        long lines = rows.getOrDefault(extract, 0L);
        if (lines != file.rows()) {
            return Optional.of("it has " + lines + " rows where the manifest says " + file.rows());
        }
        return Optional.empty();
    }

    private void checkTolerance(Delivery delivery, Contracts contracts) {
        List<String> reasons = new ArrayList<>();
        for (DeliveredFile file : delivery.files()) {
            long bad = refused.getOrDefault(file.extract(), 0L);
            double tolerance = contracts.toleranceOf(file.extract());
            if (bad > tolerance * file.rows()) {
                FirstRefusal one = first.get(file.extract());
                reasons.add(bad + " of " + file.rows() + " rows of " + file.extract() + " are refused, more than "
                        + tolerance + " (first: line "
                        + one.line() + ", rule " + one.rule()
                        + (one.column().isEmpty() ? "" : ", column " + one.column()) + ")");
            }
        }
        if (!reasons.isEmpty()) {
            String more = reasons.size() > SHOWN ? "; and " + (reasons.size() - SHOWN) + " more extracts" : "";
            throw ErrorCode.DELIVERY_REFUSED.with(
                    "mois",
                    delivery.unit().month(),
                    "caf",
                    delivery.unit().caf(),
                    "raison",
                    "Too much of an extract: " + String.join("; ", reasons.subList(0, Math.min(SHOWN, reasons.size())))
                            + more + ".");
        }
    }
}

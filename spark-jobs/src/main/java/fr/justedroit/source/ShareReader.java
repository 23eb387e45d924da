package fr.justedroit.source;

import static fr.justedroit.source.ContractPlan.DOSSIER_ID;

import fr.justedroit.source.ContractPlan.ExtractPlan;
import fr.justedroit.source.Delivery.DeliveredFile;
import fr.justedroit.source.FileLines.Found;
import fr.justedroit.source.FileLines.Tell;
import fr.justedroit.source.Refusal.Rule;
import fr.justedroit.table.FileDoor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads one share of a delivery in a task: every file from its first line, in the order of parents and children, each row
 * checked, then handed to the fold or noted as refused.
 */
final class ShareReader implements Serializable {
    private static final long serialVersionUID = 1L;

    private final FileDoor.Intake intake;
    private final ContractPlan contracts;

    ShareReader(FileDoor.Intake intake, ContractPlan contracts) {
        this.intake = intake;
        this.contracts = contracts;
    }

    /** A refused row and its line. */
    record RefusedRow(String extract, long line, Refusal refusal) {}

    /**
     * What was read of a file.
     *
     * @param extract of the file
     * @param rows of the share
     * @param refused among them
     * @param bytes of the file, 0 unless this is the first share
     * @param sha256 of the file, {@code ""} unless this is the first share
     * @param problem why the file cannot be used, {@code ""} when it can
     */
    record Tally(String extract, long rows, long refused, long bytes, String sha256, String problem) {}

    /** @param refused rows, as many as can matter: a delivery with more is refused whole */
    record Reading(List<Tally> tallies, List<RefusedRow> refused) {}

    Reading read(DeliveryShare share, RowFold.Part fold) {
        Delivery delivery = share.delivery();
        Map<String, DeliveredFile> files = new HashMap<>();
        delivery.files().forEach(file -> files.put(file.extract(), file));
        Map<String, Set<String>> dossiers = new HashMap<>();
        Reading reading = new Reading(new ArrayList<>(), new ArrayList<>());
        for (ExtractPlan extract : contracts.extracts()) {
            DeliveredFile file = files.get(extract.name());
            if (file == null) {
                // The manifest has been checked: only what is optional may be absent.
                continue;
            }
            try {
                new FileReading(share, file, extract, dossiers, fold, reading).run();
            } catch (FileNotFoundException e) {
                reading.tallies().add(unusable(file, "it is missing"));
            } catch (IOException e) {
                String kind = e.getClass().getSimpleName();
                reading.tallies().add(unusable(file, "it cannot be read (" + kind + ")"));
            }
        }
        return reading;
    }

    private static Tally unusable(DeliveredFile file, String problem) {
        return new Tally(file.extract(), 0, 0, 0, "", problem);
    }

    /** One file of one share. */
    private final class FileReading {
        private final DeliveryShare share;
        private final DeliveredFile file;
        private final ExtractPlan extract;
        private final Map<String, Set<String>> dossiers;
        private final RowFold.Part fold;
        private final Reading reading;
        private final RowCheck check;
        private final Set<String> keys = new HashSet<>();
        /** Keys of the share's own rows, where other dossiers' rows may repeat them; empty elsewhere. */
        private final Set<String> ownKeys = new HashSet<>();

        private final Set<String> own = new HashSet<>();
        private final Optional<Set<String>> parents;
        private final int dossier;
        private final int[] key;
        private final long most;
        private final String[] texts;
        private final Object[] values;
        private long rows;
        private long refused;

        FileReading(
                DeliveryShare share,
                DeliveredFile file,
                ExtractPlan extract,
                Map<String, Set<String>> dossiers,
                RowFold.Part fold,
                Reading reading) {
            this.share = share;
            this.file = file;
            this.extract = extract;
            this.dossiers = dossiers;
            this.fold = fold;
            this.reading = reading;
            YearMonth month = YearMonth.parse(share.delivery().unit().month());
            this.check = new RowCheck(
                    extract, contracts.decimal(), (int) month.atEndOfMonth().toEpochDay());
            this.parents = Optional.ofNullable(dossiers.get(extract.parent()));
            this.dossier = extract.position(DOSSIER_ID);
            this.key = extract.key().stream().mapToInt(extract::position).toArray();
            this.most = (long) (contracts.tolerances().get(extract.name()) * file.rows()) + 1;
            this.texts = new String[extract.columns().size()];
            this.values = new Object[texts.length];
        }

        void run() throws IOException {
            String path = Delivery.folder(share.delivery().unit()) + "/" + file.name();
            if (isRepeatedElsewhere()) {
                findOwnKeys(path);
            }
            try (FileLines lines = open(path, share.isFirst())) {
                String problem = header(lines.columns());
                if (problem.isEmpty()) {
                    rows(lines, order(lines.columns()));
                }
                long bytes = share.isFirst() ? lines.drain() : 0;
                String sha256 = share.isFirst() ? lines.digest() : "";
                reading.tallies().add(new Tally(extract.name(), rows, refused, bytes, sha256, problem));
            }
            if (contracts.isParent(extract.name())) {
                dossiers.put(extract.name(), own);
            }
        }

        private FileLines open(String path, boolean isChecked) throws IOException {
            return FileLines.open(intake, share.delivery().format(), path, contracts, isChecked);
        }

        /** May a row of another share have the key of one of this share. */
        private boolean isRepeatedElsewhere() {
            return share.of() > 1 && dossier >= 0 && !extract.key().contains(DOSSIER_ID);
        }

        /** Goes through the file once more, first: all keys of a large file do not fit a task's memory, its own do. */
        private void findOwnKeys(String path) throws IOException {
            try (FileLines lines = open(path, false)) {
                if (!header(lines.columns()).isEmpty()) {
                    return;
                }
                int[] order = order(lines.columns());
                String[] read = new String[order.length];
                List<Tell> tells = List.of(new Tell(order[dossier], share::holds));
                Found found;
                while ((found = lines.next(read, tells)) != Found.END) {
                    if (found == Found.ROW && share.holds(read[order[dossier]])) {
                        arrange(read, order);
                        ownKeys.add(key());
                    }
                }
            }
        }

        private void arrange(String[] read, int[] order) {
            for (int i = 0; i < order.length; i++) {
                texts[i] = read[order[i]];
            }
        }

        /** What is wrong with the columns. A first line that names no known column is no header and is not quoted. */
        private String header(List<String> found) {
            Set<String> missing = new TreeSet<>(extract.names());
            found.forEach(missing::remove);
            List<String> unknown = found.stream()
                    .filter(name -> !extract.names().contains(name))
                    .toList();
            if (found.isEmpty() || found.equals(List.of(""))) {
                return "it is empty: a file without rows still has its header";
            }
            if (missing.size() == texts.length) {
                return "its first line is not the contract's header";
            }
            if (!missing.isEmpty()) {
                return "columns missing: " + String.join(", ", missing);
            }
            if (!unknown.isEmpty()) {
                return "columns that the contract does not have: "
                        + unknown.stream().map(FileReading::safe).collect(Collectors.joining(", "));
            }
            return found.size() == texts.length ? "" : "a column is given twice";
        }

        private static String safe(String name) {
            return name.matches("[a-z][a-z0-9_]{0,60}") ? name : "(no column name)";
        }

        /** For each column of the contract, its place in the file. */
        private int[] order(List<String> found) {
            return extract.names().stream().mapToInt(found::indexOf).toArray();
        }

        private void rows(FileLines lines, int[] order) throws IOException {
            String[] read = new String[order.length];
            List<Tell> tells = tells(order);
            long line = 1;
            Found found;
            while ((found = lines.next(read, tells)) != Found.END) {
                line++;
                if (found == Found.ROW) {
                    arrange(read, order);
                    row(line);
                } else if (found == Found.MALFORMED && share.isFirst()) {
                    rows++;
                    refuse(line, Refusal.ofRow(Rule.LIGNE));
                }
            }
        }

        /**
         * The first share of a large file answers for torn lines and splits every line; another splits its own rows, and
         * those that have the key of one.
         */
        private List<Tell> tells(int[] order) {
            if (share.isFirst() || dossier < 0 || (key.length > 1 && isRepeatedElsewhere())) {
                return List.of();
            }
            Tell own = new Tell(order[dossier], share::holds);
            return isRepeatedElsewhere() ? List.of(own, new Tell(order[key[0]], ownKeys::contains)) : List.of(own);
        }

        private void row(long line) {
            String number = dossier < 0 ? "" : texts[dossier];
            boolean isOwn = share.holds(number);
            String key = isOwn || !ownKeys.isEmpty() ? key() : "";
            boolean isRepeated = (isOwn || ownKeys.contains(key)) && !keys.add(key);
            if (!isOwn) {
                return;
            }
            rows++;
            Optional<Refusal> refusal = check.check(texts, values);
            if (refusal.isEmpty() && isRepeated) {
                refusal = Optional.of(Refusal.ofRow(Rule.DOUBLON));
            }
            if (refusal.isEmpty() && parents.isPresent() && !parents.get().contains(number)) {
                refusal = Optional.of(Refusal.ofValue(Rule.ORPHELIN, DOSSIER_ID, number));
            }
            if (refusal.isPresent()) {
                refuse(line, refusal.get());
                return;
            }
            if (contracts.isParent(extract.name())) {
                own.add(number);
            }
            fold.row(extract.name(), number, values);
        }

        private String key() {
            if (key.length == 1) {
                return texts[key[0]];
            }
            StringBuilder text = new StringBuilder();
            for (int position : key) {
                text.append(texts[position]).append('\u0001');
            }
            return text.toString();
        }

        private void refuse(long line, Refusal refusal) {
            refused++;
            if (refused <= most) {
                reading.refused().add(new RefusedRow(extract.name(), line, refusal));
            }
        }
    }
}

package fr.justedroit.table;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/** What can be seen of a root without opening a table: space, dates, leases, manifests. Reads no row and no value. */
public final class RootInspection {
    private static final String LEASES = ".bail";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RootFiles files;

    private RootInspection(RootFiles files) {
        this.files = files;
    }

    public static RootInspection of(Root root, Configuration hadoop) {
        return new RootInspection(new RootFiles(new org.apache.hadoop.fs.Path(root.uri()), hadoop));
    }

    /** Bytes that can still be written, {@link Long#MAX_VALUE} where the storage does not say. */
    public long freeBytes() {
        return files.freeBytes();
    }

    /** The newest date of a file of the journal or of a lease: storage has been written then at the latest. */
    public Instant newest() {
        long newest = 0;
        for (String folder : List.of("journal", "journal/execution/_delta_log", LEASES)) {
            for (FileStatus status : files.statuses(folder)) {
                newest = Math.max(newest, status.getModificationTime());
            }
        }
        return Instant.ofEpochMilli(newest);
    }

    /** Who holds what, in words, one line a lease that was not given back. */
    public List<String> leases(Instant now) {
        List<String> held = new ArrayList<>();
        for (FileStatus folder : files.statuses(LEASES)) {
            String name = folder.getPath().getName();
            List<String> epochs = folder.isDirectory() ? files.list(LEASES + "/" + name) : List.of();
            Optional<String> newest =
                    epochs.stream().filter(file -> !file.contains(".")).max(String::compareTo);
            if (newest.isPresent() && !epochs.contains(newest.get() + ".fin")) {
                held.add(words(name, LEASES + "/" + name + "/" + newest.get(), now));
            }
        }
        return held;
    }

    private String words(String name, String file, Instant now) {
        String text =
                files.readText(file + ".vie").or(() -> files.readText(file)).orElse("{}");
        try {
            var lease = JSON.readTree(text);
            long age = Duration.between(
                            Instant.ofEpochMilli(lease.path("instant").asLong()), now)
                    .toSeconds();
            return name + " by " + lease.path("tenant").asText("unknown") + ", renewed " + age + " s ago";
        } catch (IOException e) {
            return name + " by unknown";
        }
    }

    /** Does the manifest of a CAF's month lie in the depot. */
    public boolean isDelivered(String month, String caf) {
        return files.exists("depot/" + month + "/" + caf + "/manifest.json");
    }
}

package fr.justedroit.config;

import fr.justedroit.errors.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Spark settings that hold the meaning of the data or its safety. They are part of the code: checked at start, and
 * refused when a properties file, {@code --conf} or the environment gives another value.
 */
public final class PinnedSettings {
    /**
     * A setting that nobody may change.
     *
     * @param key Spark's key
     * @param value the one value
     * @param reason what another value would break
     */
    public record Pinned(String key, String value, String reason) {}

    /** Where event logs go: known once the root is. */
    public static final String EVENT_LOGS = "spark.eventLog.dir";

    private static final String REDACTED = "(?i)secret|password|passwd|token|credential|access[.]?key";

    private static final List<Pinned> ALL = List.of(
            new Pinned("spark.sql.ansi.enabled", "true", "an overflow or a bad cast is an error, not a null"),
            new Pinned("spark.sql.session.timeZone", "UTC", "a day is the same day everywhere"),
            new Pinned("spark.sql.storeAssignmentPolicy", "ANSI", "no silent narrowing on write"),
            new Pinned("spark.sql.legacy.timeParserPolicy", "CORRECTED", "one reading of a date"),
            new Pinned("spark.sql.caseSensitive", "false", "names are ASCII and unique without case"),
            new Pinned("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS", "what other readers understand"),
            new Pinned("spark.sql.sources.partitionColumnTypeInference.enabled", "false", "a month is text"),
            new Pinned("spark.sql.catalogImplementation", "in-memory", "no metastore knows the tables"),
            new Pinned("spark.databricks.delta.schema.autoMerge.enabled", "false", "a schema changes on purpose only"),
            new Pinned("spark.io.encryption.enabled", "true", "spill and shuffle files are unreadable"),
            new Pinned("spark.authenticate", "true", "no process joins a run without its secret (E21)"),
            new Pinned("spark.network.crypto.enabled", "true", "what goes between machines is encrypted (E21)"),
            new Pinned("spark.ui.enabled", "false", "any user of the machine could read it; history.sh shows the same"),
            new Pinned("spark.eventLog.enabled", "true", "what Spark did can be read afterwards"),
            new Pinned(
                    EVENT_LOGS, "journal/.spark of the root", "it is kept as secret, and as long, as nominative data"),
            new Pinned("spark.redaction.regex", REDACTED, "no secret is shown with the settings"),
            new Pinned("spark.sql.debug.maxToStringFields", "0", "plans in messages stay short"));

    private static final Set<String> BETWEEN_MACHINES = Set.of("spark.authenticate", "spark.network.crypto.enabled");
    private static final Set<String> WITH_A_ROOT = Set.of("spark.eventLog.enabled", EVENT_LOGS);

    private PinnedSettings() {}

    /** Every pinned setting, in the order in which it is documented. */
    public static List<Pinned> all() {
        return ALL;
    }

    /**
     * Those that a run on this master takes. In one process nothing goes between machines: authentication and network
     * encryption would only stand between the process and itself, where a class loader was once seen to wait for minutes.
     * Those on event logs are taken once a root is known.
     *
     * @param master Spark's master, such as {@code local[2]} or {@code spark://host:7077}
     */
    public static List<Pinned> of(String master) {
        return ALL.stream()
                .filter(pinned -> !WITH_A_ROOT.contains(pinned.key()))
                .filter(pinned -> !master.startsWith("local") || !BETWEEN_MACHINES.contains(pinned.key()))
                .toList();
    }

    /**
     * Fails with SETTING_PINNED if a setting has another value, naming all of them.
     *
     * @param given gives the value that is set for a key, or null
     */
    public static void checkNotOverridden(Function<String, String> given) {
        List<String> wrong = new ArrayList<>();
        for (Pinned pinned : ALL) {
            String value = given.apply(pinned.key());
            if (value != null && !value.equalsIgnoreCase(pinned.value())) {
                wrong.add(pinned.key() + " (must stay " + pinned.value() + ": " + pinned.reason() + ")");
            }
        }
        if (!wrong.isEmpty()) {
            throw ErrorCode.SETTING_PINNED.with("liste", String.join("; ", wrong));
        }
    }

    /** Settings that suit many small tables; an operator may change them. */
    public static Map<String, String> tuning() {
        return Map.of(
                "spark.sql.shuffle.partitions", "4",
                "spark.sql.adaptive.enabled", "true",
                "spark.sql.files.maxPartitionBytes", "64m",
                "spark.sql.files.openCostInBytes", "1m",
                "spark.sql.codegen.maxFields", "400",
                "spark.locality.wait", "0s",
                "spark.memory.fraction", "0.4",
                "spark.sql.parquet.compression.codec", "zstd");
    }
}

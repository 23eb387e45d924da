package fr.justedroit.cli;

import fr.justedroit.config.PinnedSettings;
import fr.justedroit.errors.ErrorCode;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Makes the one session of a process, with what is pinned and what suits small tables. */
final class SparkSessions {
    private SparkSessions() {}

    /**
     * Checks what was given against the pinned settings, then starts or finds the session.
     *
     * @param eventLogs folder of Spark's event logs, or empty to keep none
     */
    static SparkSession start(String name, Optional<String> eventLogs) {
        SparkConf given = new SparkConf();
        PinnedSettings.checkNotOverridden(key -> given.get(key, null));
        SparkConf conf = new SparkConf();
        PinnedSettings.tuning().forEach((key, value) -> {
            if (!given.contains(key)) {
                conf.set(key, value);
            }
        });
        if (!given.contains("spark.master")) {
            conf.setMaster("local[*]");
        }
        PinnedSettings.of(conf.get("spark.master")).forEach(pinned -> conf.set(pinned.key(), pinned.value()));
        checkSecret(conf);
        conf.set("spark.eventLog.enabled", Boolean.toString(eventLogs.isPresent()));
        eventLogs.ifPresent(folder -> conf.set(PinnedSettings.EVENT_LOGS, folder));
        conf.setAppName("juste-droit " + name);
        if (conf.get("spark.master").startsWith("local") && !given.contains("spark.local.dir")) {
            Path spill = SpillFolders.forThisProcess();
            conf.set("spark.local.dir", spill.toString());
        }
        return SparkSession.builder().config(conf).getOrCreate();
    }

    /** A standalone cluster is joined with its secret, which a file of mode 0600 brings; others make their own. */
    private static void checkSecret(SparkConf conf) {
        if (conf.get("spark.master").startsWith("spark://") && !conf.contains("spark.authenticate.secret")) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option",
                    "--master",
                    "raison",
                    "A standalone cluster is joined with its secret (spark.authenticate.secret), and none was given.",
                    "remede",
                    "Give --properties-file FILE, a file of mode 0600 that holds it; 'cluster.sh start' makes one.");
        }
    }
}

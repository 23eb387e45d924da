package fr.justedroit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The variables of the environment that the launcher and the commands read, in words. */
final class Environment {
    static final Map<String, String> WORDS = Map.of(
            "JUSTE_DROIT_ROOT", "root of all data, where `--root` is not given",
            "JUSTE_DROIT_CONF", "configuration folder, where `--config` is not given",
            "JUSTE_DROIT_SECRETS", "keystore of the root, where `--secrets` is not given",
            "JUSTE_DROIT_MEMORY", "memory of the driver in the embedded runtime (default `2g`)",
            "JUSTE_DROIT_HOME", "the installation, set by the launcher: where `conf/` is looked for",
            "JUSTE_DROIT_LOGS", "folder of log files, one JSON object a line, rotated; none by default",
            "JUSTE_DROIT_CLUSTER", "folder of the small cluster's state (default `target/cluster`)",
            "JUSTE_DROIT_BUILT", "for `demo.sh`: any value says that the jar is built already",
            "SPARK_HOME", "a Spark distribution to use instead of the embedded runtime",
            "JAVA_HOME", "the Java of the embedded runtime, else `java` of the path");
    private static final Pattern NAME = Pattern.compile("\\b(JUSTE_DROIT_[A-Z]+|SPARK_HOME|JAVA_HOME)\\b");

    private Environment() {}

    /** Those that the scripts and the code name. */
    static Set<String> named() {
        Set<String> names = new TreeSet<>();
        for (String folder : new String[] {"scripts/submit", "spark-jobs/src/main/java"}) {
            try (Stream<Path> files = Files.walk(Pages.REPOSITORY.resolve(folder))) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    Matcher name = NAME.matcher(Files.readString(file));
                    while (name.find()) {
                        names.add(name.group());
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }
}

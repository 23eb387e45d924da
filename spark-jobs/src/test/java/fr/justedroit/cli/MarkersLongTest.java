package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.Exigence;
import fr.justedroit.cli.CommandProbe.Ended;
import fr.justedroit.table.DoorFixture;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.util.JsonProtocol;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/**
 * No value of a row is anywhere but in the tables that hold it: a marker in every column, in rows that are refused and in
 * rows that are kept, then a search of everything that an administrator can read beside the tables. The search is first
 * shown to find what is planted.
 */
public final class MarkersLongTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final String MONTH = "2026-01";
    private static final String CAF = "031";
    private static final String PLANTED = "ZQXPLANTED";

    private final transient Queue<String> log = new ConcurrentLinkedQueue<>();
    private final transient Queue<String> events = new ConcurrentLinkedQueue<>();
    private final transient Map<LoggerConfig, Level> levels = new LinkedHashMap<>();
    private transient AbstractAppender appender;
    private transient SparkListener eventLog;

    @Before
    public void listen() {
        appender =
                new AbstractAppender(
                        "markers",
                        null,
                        PatternLayout.newBuilder().withPattern("%c %m%n%xEx").build(),
                        true,
                        Property.EMPTY_ARRAY) {
                    @Override
                    public void append(LogEvent event) {
                        log.add(new String(getLayout().toByteArray(event), StandardCharsets.UTF_8));
                    }
                };
        appender.start();
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        Set<LoggerConfig> all =
                new LinkedHashSet<>(context.getConfiguration().getLoggers().values());
        all.add(context.getConfiguration().getRootLogger());
        for (LoggerConfig logger : all) {
            levels.put(logger, logger.getLevel());
            logger.setLevel(Level.DEBUG);
            if (!logger.isAdditive() || logger == context.getConfiguration().getRootLogger()) {
                logger.addAppender(appender, Level.DEBUG, null);
            }
        }
        context.updateLoggers();
        // What an event log would hold, whatever is written of it.
        eventLog = new SparkListener() {
            @Override
            public void onOtherEvent(SparkListenerEvent event) {
                events.add(JsonProtocol.sparkEventToJsonString(event));
            }

            @Override
            public void onTaskEnd(org.apache.spark.scheduler.SparkListenerTaskEnd event) {
                events.add(JsonProtocol.sparkEventToJsonString(event));
            }

            @Override
            public void onStageCompleted(org.apache.spark.scheduler.SparkListenerStageCompleted event) {
                events.add(JsonProtocol.sparkEventToJsonString(event));
            }

            @Override
            public void onJobStart(org.apache.spark.scheduler.SparkListenerJobStart event) {
                events.add(JsonProtocol.sparkEventToJsonString(event));
            }
        };
        spark.sparkContext().addSparkListener(eventLog);
    }

    @After
    public void listenNoMore() {
        spark.sparkContext().removeSparkListener(eventLog);
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        levels.forEach((logger, level) -> {
            logger.setLevel(level);
            logger.removeAppender("markers");
        });
        context.updateLoggers();
    }

    @Test
    @Exigence("E12")
    public void ingest_markerInEveryColumn_isNowhereButInTheTables() throws Exception {
        Path root = folder.getRoot().toPath().resolve("racine");
        Path conf = MarkedDelivery.configuration(folder.getRoot().toPath());
        CommandProbe probe = new CommandProbe(
                root, conf, folder.getRoot().toPath().resolve("cles").resolve("cles.p12"));
        assertThat(probe.run("init", "--env", "essai").code()).isZero();
        Set<String> markers = new MarkedDelivery(root, conf).write(CAF, MONTH);
        Ended good = probe.run("ingest", "--mois", MONTH, "--caf", CAF);
        assertThat(good.code()).as(good.err()).isZero();
        assertThat(good.err()).contains("in quarantine");
        assertThat(log).as("log at DEBUG").hasSizeGreaterThan(1000);
        assertThat(events).as("events").hasSizeGreaterThan(20);
        assertThat(markers).hasSizeGreaterThan(80);

        assertThat(found(places(root, good), markers)).isEmpty();
        plant(root);
        assertThat(found(places(root, good), Set.of(PLANTED)))
                .containsKeys("log", "events", "Delta logs", "journal")
                .hasEntrySatisfying("spark.local.dir", hits -> assertThat(hits).contains(PLANTED));
    }

    /** What an administrator can read beside the tables, by name. */
    private Map<String, String> places(Path root, Ended ended) throws IOException {
        Map<String, String> places = new TreeMap<>();
        places.put("log", String.join("\n", log));
        places.put("events", String.join("\n", events));
        places.put("stdout and stderr", ended.out() + ended.err());
        places.put("Delta logs", bytes(root, path -> path.toString().contains("_delta_log")));
        StringBuilder journal = new StringBuilder(bytes(root.resolve("journal"), path -> true));
        for (String table : List.of("journal/execution", "local/" + CAF + "/quarantaine")) {
            Dataset<String> rows = spark.read()
                    .format("delta")
                    .load(root.resolve(table).toString())
                    .toJSON();
            rows.collectAsList().forEach(row -> journal.append(row).append('\n'));
        }
        places.put("journal", journal.toString());
        StringBuilder local = new StringBuilder();
        for (File folderOfBlocks :
                SparkEnv.get().blockManager().diskBlockManager().localDirs()) {
            local.append(bytes(folderOfBlocks.toPath(), path -> true));
        }
        places.put("spark.local.dir", local.toString());
        return places;
    }

    static String bytes(Path folder, java.util.function.Predicate<Path> which) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).filter(which).forEach(file -> {
                try {
                    text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .append('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return text.toString();
    }

    static Map<String, Set<String>> found(Map<String, String> places, Set<String> wanted) {
        Map<String, Set<String>> found = new TreeMap<>();
        places.forEach((place, text) -> {
            Set<String> hits = new TreeSet<>();
            wanted.stream().filter(text::contains).forEach(hits::add);
            if (!hits.isEmpty()) {
                found.put(place, hits);
            }
        });
        return found;
    }

    /** One leak of each kind. */
    private void plant(Path root) throws Exception {
        LogManager.getLogger("org.apache.spark.planted").debug(PLANTED);
        MapFunction<Long, String> failing = number -> {
            throw new IllegalStateException(PLANTED);
        };
        assertThatThrownBy(() -> spark.range(1)
                        .as(Encoders.LONG())
                        .map(failing, Encoders.STRING())
                        .collectAsList())
                .isInstanceOf(Exception.class);
        spark.sparkContext().listenerBus().waitUntilEmpty();
        Files.writeString(root.resolve("local/" + CAF + "/etat_mois/_delta_log/planted.json"), PLANTED);
        Files.writeString(root.resolve("journal/planted"), PLANTED);
        File blocks = SparkEnv.get().blockManager().diskBlockManager().localDirs()[0];
        Files.writeString(blocks.toPath().resolve("planted"), PLANTED);
    }
}

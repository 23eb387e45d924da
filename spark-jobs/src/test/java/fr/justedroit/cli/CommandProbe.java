package fr.justedroit.cli;

import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessListener;
import fr.justedroit.table.FailPoint;
import fr.justedroit.table.TableId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Runs commands as an operator types them, in this JVM, and sees what they touch. */
final class CommandProbe {
    private final Path root;
    private final Path conf;
    private final Path keystore;

    CommandProbe(Path root, Path conf, Path keystore) {
        this.root = root;
        this.conf = conf;
        this.keystore = keystore;
    }

    /** How a command ended. */
    record Ended(int code, String out, String err) {}

    Ended run(Host.Watch watch, List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Host host = new Host(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("JUSTE_DROIT_HOME", ".."),
                Clock.systemUTC(),
                random(arguments),
                FailPoint.Hook.NONE,
                watch);
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--root", root.toString(), "--config", conf.toString(), "--secrets", keystore.toString()));
        int code = new Application(host).run(all.toArray(String[]::new));
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Keys of a seed: a small base with other keys is another base, which a gate may refuse. Names of runs differ. */
    private static SecureRandom random(List<String> arguments) {
        return arguments.contains("init") ? SeededRandom.of(1) : new SecureRandom();
    }

    Ended run(String... arguments) {
        return run(Host.Watch.NONE, List.of(arguments));
    }

    /** A policy that says no to everything. */
    static Host.Watch denying() {
        return new Host.Watch(
                policy -> (access, tables, columns) -> {
                    throw ErrorCode.ACCESS_DENIED.with(
                            "table",
                            tables.get(0),
                            "piece",
                            access.room().folder(),
                            "genre",
                            access.kind().word(),
                            "finalite",
                            access.purpose().word());
                },
                listener -> listener);
    }

    /** A trace that cannot be written. */
    static Host.Watch deaf() {
        return new Host.Watch(policy -> policy, listener -> new AccessListener() {
            @Override
            public void opening(Access access, List<TableId> tables, List<String> columns) {
                throw ErrorCode.STORAGE.with("quoi", "the trace", "raison", "The test says so.");
            }

            @Override
            public void committed(Access access, TableId table, long version, long rows, long files) {
                throw new IllegalStateException("nothing may be committed");
            }
        });
    }

    /** What a command was seen to do. */
    static final class Seen implements AccessListener {
        /** {@code room purpose kind zone/table}, whatever the CAFs. */
        final Set<String> accesses = new TreeSet<>();
        /** Versions committed with their rows, by table. */
        final Map<String, Long> commits = new TreeMap<>();

        private final AccessListener next;

        Seen(AccessListener next) {
            this.next = next;
        }

        @Override
        public synchronized void opening(Access access, List<TableId> tables, List<String> columns) {
            for (TableId id : tables) {
                accesses.add(access.room().folder() + " "
                        + access.purpose().word() + " " + access.kind().word() + " "
                        + id.zone().folder() + "/" + id.name());
            }
            next.opening(access, tables, columns);
        }

        @Override
        public synchronized void committed(Access access, TableId table, long version, long rows, long files) {
            commits.put("%s/_delta_log/%020d.json".formatted(table.path(), version), rows);
            next.committed(access, table, version, rows, files);
        }
    }

    /** Every file below the root with its SHA-256. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                files.put(
                        root.relativize(path).toString(),
                        HexFormat.of().formatHex(digest.digest(Files.readAllBytes(path))));
            }
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return files;
    }

    /** Files that came, went or changed, the trails of accesses apart. */
    static Set<String> changes(Map<String, String> before, Map<String, String> after) {
        Set<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(name -> name.startsWith("journal/.acces/")
                || (before.containsKey(name) && before.get(name).equals(after.get(name))));
        return changed;
    }
}

package fr.justedroit.cli;

import fr.justedroit.config.PinnedSettings;
import fr.justedroit.config.Secrets;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.table.LocalFiles;
import fr.justedroit.table.Root;
import fr.justedroit.table.RootInspection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;

/** Looks at everything that a run needs, without a session, and goes on after a finding. */
final class Checkup {
    static final int JAVA = 17;
    static final long MEMORY_MB = 900;
    static final long ROOT_FREE_MB = 2_048;
    static final long SPILL_FREE_MB = 1_024;
    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(1);

    private final Subcommand command;
    private final Host host;
    private final List<Finding> findings = new ArrayList<>();

    Checkup(Subcommand command, Host host) {
        this.command = command;
        this.host = host;
    }

    /**
     * Every finding, in the order in which a run would meet the subject.
     *
     * @param month whose deliveries are looked for, or null
     * @param cafs or null for all of the month
     */
    List<Finding> findings(String month, List<String> cafs) {
        java();
        memory();
        encoding();
        port();
        spill();
        settings();
        Optional<Workplace.Conf> conf = configuration();
        Optional<Root> root = root();
        if (root.isPresent()) {
            RootInspection inspection = RootInspection.of(root.get(), LocalFiles.settings());
            space(inspection);
            clock(inspection);
            secrets(root.get());
            leases(inspection);
            if (conf.isPresent() && month != null) {
                deliveries(inspection, conf.get(), month, cafs);
            }
        }
        return List.copyOf(findings);
    }

    private void java() {
        int version = Runtime.version().feature();
        findings.add(
                version == JAVA
                        ? Finding.ok("java", "Java " + Runtime.version())
                        : Finding.fails("java", "Java " + version, "Set JAVA_HOME to a JDK " + JAVA + "."));
    }

    private void memory() {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        findings.add(
                megabytes >= MEMORY_MB
                        ? Finding.ok("memory", megabytes + " MB for the driver")
                        : Finding.warns(
                                "memory",
                                "only " + megabytes + " MB for the driver",
                                "Raise JUSTE_DROIT_MEMORY or --driver-memory; 2g suits the demo."));
    }

    private void encoding() {
        boolean utf8 = Charset.defaultCharset().equals(StandardCharsets.UTF_8)
                && "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));
        findings.add(
                utf8
                        ? Finding.ok("encoding", "UTF-8")
                        : Finding.warns(
                                "encoding",
                                "texts " + Charset.defaultCharset() + ", names of files "
                                        + System.getProperty("sun.jnu.encoding"),
                                "Use the launcher, which sets both to UTF-8."));
    }

    private void port() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            findings.add(Finding.ok("ports", "loopback can be listened on (tried " + socket.getLocalPort() + ")"));
        } catch (IOException e) {
            findings.add(Finding.fails(
                    "ports",
                    "loopback cannot be listened on",
                    "Spark's driver listens on 127.0.0.1: see what forbids it."));
        }
    }

    private void spill() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            long free = Files.getFileStore(folder).getUsableSpace() >> 20;
            findings.add(
                    free >= SPILL_FREE_MB
                            ? Finding.ok("spill", free + " MB free in " + folder)
                            : Finding.fails(
                                    "spill",
                                    free + " MB free in " + folder,
                                    "Free some, or set spark.local.dir to a larger disk."));
        } catch (IOException e) {
            findings.add(Finding.fails("spill", folder + " cannot be used", "Set spark.local.dir to a folder."));
        }
    }

    private void settings() {
        SparkConf given = new SparkConf();
        attempt(
                "settings",
                () -> {
                    PinnedSettings.checkNotOverridden(key -> given.get(key, null));
                    return PinnedSettings.all().size();
                },
                pinned -> pinned + " are pinned, none is overridden");
    }

    private Optional<Workplace.Conf> configuration() {
        return attempt(
                "configuration",
                () -> Workplace.Conf.read(command.config()),
                conf -> conf.dictionary().variables().size() + " variables, "
                        + conf.settings().cafs().byCode().size() + " CAFs");
    }

    private Optional<Root> root() {
        return attempt(
                "root",
                () -> {
                    Root root = Root.open(command.root(), LocalFiles.settings());
                    if (command.writes().isDry()) {
                        root.checkRights(LocalFiles.settings());
                    } else {
                        root.checkWritable(LocalFiles.settings());
                    }
                    return root;
                },
                root -> root.uri() + " (" + root.environment().word() + (root.isSynthetic() ? ", synthetic)" : ")"));
    }

    private void secrets(Root root) {
        attempt("secrets", () -> Secrets.open(command.secrets(root.id())), keys -> "every key is there, mode 0600");
    }

    private void space(RootInspection inspection) {
        long free = inspection.freeBytes() >> 20;
        findings.add(
                free >= ROOT_FREE_MB
                        ? Finding.ok("disk", free + " MB free under the root")
                        : Finding.fails(
                                "disk",
                                free + " MB free under the root",
                                "Free some: 'retention --plan' says what may go. A run that fills the disk is resumable."));
    }

    /** Storage that dates files ahead of this machine makes leases look alive, or dead, when they are not. */
    private void clock(RootInspection inspection) {
        Instant now = host.clock().instant();
        Duration ahead = Duration.between(now, inspection.newest());
        findings.add(
                ahead.compareTo(CLOCK_MARGIN) <= 0
                        ? Finding.ok("clock", now + ", not behind what the root has seen")
                        : Finding.fails(
                                "clock",
                                "behind the root's newest file by " + ahead.toSeconds() + " s",
                                "Set the clock (NTP) of this machine, or of the one that wrote last."));
    }

    private void leases(RootInspection inspection) {
        List<String> held = inspection.leases(host.clock().instant());
        findings.add(
                held.isEmpty()
                        ? Finding.ok("leases", "nobody holds one")
                        : Finding.warns(
                                "leases",
                                String.join("; ", held),
                                "Wait for that run; a lease that is not renewed is taken over after a minute."));
    }

    private void deliveries(RootInspection inspection, Workplace.Conf conf, String month, List<String> cafs) {
        List<String> wanted = cafs == null ? conf.settings().cafs().in(month) : cafs;
        List<String> absent = new ArrayList<>();
        for (String caf : wanted) {
            if (!inspection.isDelivered(month, caf)) {
                absent.add(caf);
            }
        }
        findings.add(
                absent.isEmpty()
                        ? Finding.ok("deliveries", wanted.size() + " CAF(s) have delivered " + month)
                        : Finding.missing(
                                "deliveries",
                                month + " is missing for " + String.join(", ", absent),
                                "Ask these CAFs for it; the others can be run with --caf."));
    }

    /** Notes what a piece of work gives, or how it fails; a failure does not keep the others from being looked at. */
    private <T> Optional<T> attempt(String subject, Supplier<T> work, Function<T, String> text) {
        try {
            T found = work.get();
            findings.add(Finding.ok(subject, text.apply(found)));
            return Optional.of(found);
        } catch (DataminingException e) {
            findings.add(Finding.fails(subject, e.what() + " " + e.why(), e.remedy()));
            return Optional.empty();
        }
    }
}

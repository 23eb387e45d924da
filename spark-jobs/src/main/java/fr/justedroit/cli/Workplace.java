package fr.justedroit.cli;

import fr.justedroit.allnat.AllnatColumns;
import fr.justedroit.config.Keys;
import fr.justedroit.config.Settings;
import fr.justedroit.dossier.DossierColumns;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.errors.Problems;
import fr.justedroit.journal.AccessTrail;
import fr.justedroit.journal.Journal;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.suivi.EraseJob;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Catalogue;
import fr.justedroit.table.CataloguePolicy;
import fr.justedroit.table.Door;
import fr.justedroit.table.DoorBuilder;
import fr.justedroit.table.EventLogs;
import fr.justedroit.table.Identity;
import fr.justedroit.table.LocalFiles;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.Root;
import fr.justedroit.table.Trails;
import fr.justedroit.table.Writes;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.DictionaryReader;
import fr.justedroit.variable.Role;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * A root opened for one command: configuration read and checked before anything else, then the stamp, the secrets, the
 * session, the door and the journal. Closing it ends leases and files; it is also closed when the process is told to
 * stop, so that an interrupted run leaves no lease behind.
 */
final class Workplace implements AutoCloseable {
    private final Host host;
    private final Settings settings;
    private final Dictionary dictionary;
    private final Root root;
    private final Keys keys;
    private final Door door;
    private final EventLogs eventLogs;
    private final Trails trails;
    private final AccessTrail trail;
    private final Journal journal;
    private final Progress progress;
    private final String run;
    private final String command;
    private final Thread hook;
    private final Witness witness;
    private boolean closed;

    private Workplace(Subcommand subcommand, String command, String months) {
        this.host = subcommand.host;
        this.command = command;
        this.run = name(host);
        this.progress = new Progress(host.err(), host.clock(), subcommand.options.logFormat, run, command, months);
        Conf conf = Conf.read(subcommand.config());
        this.settings = conf.settings();
        this.dictionary = conf.dictionary();
        this.root = subcommand.opened();
        this.witness = new Witness(subcommand.secrets(root.id()));
        if (!subcommand.takesRestored()) {
            witness.check(root);
        }
        Writes writes = subcommand.writes();
        if (writes.isDry()) {
            root.checkRights(LocalFiles.settings());
        } else {
            root.checkWritable(LocalFiles.settings());
        }
        this.keys = subcommand.keys(root.id());
        this.eventLogs = new EventLogs(root.uri(), LocalFiles.settings());
        SparkSession spark = SparkSessions.start(
                command,
                writes.isDry() || !subcommand.keepsEventLog() ? Optional.empty() : Optional.of(eventLogs.open()));
        spark.sparkContext().setJobGroup(run, (command + " " + months).strip(), true);
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        this.trails = new Trails(root.uri(), hadoop, hostName());
        this.trail = new AccessTrail(() -> trails.create(run), host.clock(), run);
        Catalogue catalogue = AllnatColumns.extend(DossierColumns.extend(Catalogue.standard(), dictionary), dictionary);
        this.door = DoorBuilder.on(spark, root.uri())
                .catalogue(catalogue)
                .policy(host.watch().policy().apply(new CataloguePolicy(catalogue)))
                .listener(host.watch().listener().apply(trail))
                .failPoints(host.failPoints())
                .writes(writes)
                .clock(host.clock())
                .holder(Identity.current() + " process "
                        + ProcessHandle.current().pid() + " (" + command + ")")
                .build();
        this.journal = new Journal(door, host.clock(), run);
        this.hook = new Thread(this::close, "juste-droit-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        String why = subcommand.journalled();
        journal.started(command, months, why);
        if (!why.isEmpty()) {
            // Before any work: a list replaced by a run that was killed has its reason all the same.
            journal.flush();
        }
    }

    static Workplace open(Subcommand subcommand, String command, String months) {
        return new Workplace(subcommand, command, months);
    }

    private static String name(Host host) {
        byte[] bytes = new byte[8];
        host.random().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    Settings settings() {
        return settings;
    }

    Dictionary dictionary() {
        return dictionary;
    }

    Root root() {
        return root;
    }

    Keys keys() {
        return keys;
    }

    /** What says, outside the root, which certificates of erasure it must hold. */
    Witness witness() {
        return witness;
    }

    /** The one way to erase suspicions. */
    EraseJob eraser() {
        return new EraseJob(door, settings, keys, host.clock(), progress, witness::note);
    }

    Door door() {
        return door;
    }

    /** Is the command a dry run, which changes nothing. */
    boolean isDry() {
        return door.isDry();
    }

    EventLogs eventLogs() {
        return eventLogs;
    }

    /** Did Spark's context stop before the command closed it. */
    boolean isSparkDead() {
        return door.spark().sparkContext().isStopped();
    }

    Trails trails() {
        return trails;
    }

    Journal journal() {
        return journal;
    }

    Progress progress() {
        return progress;
    }

    /** Says who asks, for a room and a purpose. */
    Access access(Room room, Purpose purpose, AccessKind kind) {
        return new Access(Identity.current(), room, purpose, kind, command + " [" + run + "]");
    }

    /** The CAFs asked for, all of those of the last month when none was named; an unknown one is refused. */
    List<String> cafs(List<String> asked, List<String> months) {
        String last = months.get(months.size() - 1);
        if (asked == null || asked.isEmpty()) {
            return settings.cafs().in(last);
        }
        asked.forEach(caf -> settings.cafs().caf(caf, last));
        return asked.stream().sorted().distinct().toList();
    }

    /** The CAFs asked for, whatever the month; one that the configuration does not know is refused. */
    List<String> known(List<String> asked) {
        asked.forEach(caf -> settings.cafs().known(caf));
        return asked.stream().sorted().distinct().toList();
    }

    /** Refuses to write synthetic data into a root that is not stamped so. */
    void checkSynthetic() {
        if (!root.isSynthetic()) {
            throw ErrorCode.ROOT_REAL.with(
                    "commande",
                    command,
                    "racine",
                    root.uri(),
                    "env",
                    root.environment().word());
        }
    }

    /** Notes in the journal, and for machines among the progress lines, how the units of a step ended. */
    void ended(String of, String step, List<UnitOutcome> outcomes) {
        journal.finished(of, step, outcomes);
        progress.ended(of, step, outcomes);
    }

    /** Notes in the journal that the command failed, and gives the failure back. */
    DataminingException failed(DataminingException failure, String months) {
        journal.failed(command, months, failure.code().name());
        return failure;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        door.close();
        trail.close();
        trails.finish(run);
        if (Thread.currentThread() != hook) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    /** The files of {@code conf/}, all problems reported together. */
    record Conf(Settings settings, Dictionary dictionary) {
        static Conf read(Path folder) {
            Problems problems = new Problems();
            Settings settings = Settings.read(folder, problems);
            Dictionary dictionary = DictionaryReader.read(folder, settings.contracts(), problems);
            settings.learning()
                    .check(
                            new HashSet<>(dictionary.names(Role.MODELE)),
                            new HashSet<>(dictionary.names(Role.AUDIT)),
                            problems);
            problems.check();
            return new Conf(settings, dictionary);
        }
    }
}

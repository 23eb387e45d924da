package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.justedroit.cli.CommandProbe.Ended;
import fr.justedroit.cli.CommandProbe.Seen;
import fr.justedroit.table.DoorFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.rules.TemporaryFolder;
import picocli.CommandLine;

/**
 * A small root walked once through every command there is: each is first denied, then left without a trace, then run dry,
 * and only then run.
 */
public abstract class CommandWalk extends DoorFixture {
    private static final long serialVersionUID = 1L;
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String MONTHS = "2025-05..2025-08";
    static final String LAST = "2025-08";
    static final String NEXT = "2025-09";
    private static final String DOSSIERS = "3600";
    static final String CAFS = "001,031,974";

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    /** What was seen of each command, by name and place on the walk. */
    static final Map<String, Evidence> WALK = new LinkedHashMap<>();

    record Evidence(
            String command,
            Ended denied,
            Set<String> changedWhenDenied,
            Ended deaf,
            Set<String> changedWhenDeaf,
            Ended dry,
            Set<String> changedWhenDry,
            Ended done,
            Set<String> changed,
            Set<String> accesses,
            Map<String, Long> commits,
            Map<String, Long> logged) {}

    transient CommandProbe probe;

    static Path path(String name) {
        return FOLDER.getRoot().toPath().resolve(name);
    }

    @Before
    public void walk() throws IOException {
        probe = new CommandProbe(path("racine"), path("conf"), path("cles").resolve("k.p12"));
        if (!WALK.isEmpty()) {
            return;
        }
        configure();
        step("init", "--env", "essai");
        step("check");
        step("dictionary");
        step("simulate", "--mois", MONTHS, "--caf", CAFS, "--dossiers", DOSSIERS, "--verite", path("verite") + "");
        step("ingest", "--mois", MONTHS, "--caf", CAFS);
        step("follow-up", "--mois", LAST, "--caf", CAFS);
        step("erase", "--acts", orders());
        step("reconcile", "--caf", CAFS);
        String visa = path("conf").resolve("demo/visa-allnat.yaml").toString();
        step("refresh-allnat", "--mois", MONTHS, "--caf", CAFS, "--visa", visa);
        step("train", "--as-of", "2025-06", "--show-splits");
        String model = step("train", "--as-of", "2025-06").out().strip();
        step("evaluate", "--modele", model, "--mois", LAST, "--caf", CAFS);
        step("audit", "--cases", table(), "--mapping", mapping());
        step("promote", "--modele", model, "--visa", visa(model));
        step("deploy");
        step("model", "show");
        step("model", "diff", model, model);
        step("model", "export");
        step("model", "reproduce", model);
        step("score", "--mois", LAST, "--caf", CAFS);
        step("proposals", "--caf", "001", "--mois", LAST);
        step("plan", "--mois", LAST, "--caf", CAFS);
        step("explain", "--caf", "001", "--mois", LAST, "--numero", "1");
        step("demo", "--mois", MONTHS, "--dossiers", DOSSIERS, "--verite", path("verite") + "");
        step("acces", "--demande", request());
        step("sql", "select count(*) from allnat.cellule_population");
        step("status");
        step("simulate", "--next", "--mois", NEXT);
        step("cycle", "--mois", NEXT, "--caf", CAFS, "--visa", visa);
        step("retention", "--caf", CAFS);
        step("verify", "--json");
        step("verify", "--tirage");
        Path stamp = path("racine").resolve("juste-droit.json");
        Files.writeString(stamp, Files.readString(stamp).replaceFirst("\"layout\" : [0-9]+", "\"layout\" : 1"));
        step("upgrade");
    }

    /**
     * The shipped configuration, with a bound of promotion that a few thousand dossiers can meet, and waiting cases that
     * leave in each of the few months there are.
     */
    private static void configure() throws IOException {
        Path from = Path.of("../conf");
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = path("conf").resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Path seuils = path("conf").resolve("seuils.yaml");
        Files.writeString(
                seuils,
                Files.readString(seuils)
                        .replace("auc_min: 0.55", "auc_min: 0.01")
                        .replaceFirst("reste_mois: \\[[^]]*]", "reste_mois: [5, 6, 7, 8, 9]"));
    }

    /** An order for a suspicion that there is, or for one that there is not where there is none. */
    private String orders() throws IOException {
        List<String> controls = one("local/001/suspicion", "controle_id");
        String control = controls.isEmpty() ? "CTL-NONE" : controls.get(0);
        return Files.writeString(
                        path("ordres.csv"),
                        "caf;controle_id;acte;role;auteur;date;motif\n001;" + control
                                + ";ne_pas_retenir;directeur;D1;2025-08-20;essai\n")
                .toString();
    }

    private String request() throws IOException {
        String dossier = one("local/001/cas", "dossier_id").get(0);
        return Files.writeString(path("demande.csv"), "caf;dossier_id\n001;" + dossier + "\n")
                .toString();
    }

    private static String table() throws IOException {
        return Files.writeString(path("cas.csv"), "refus,groupe\n" + "oui,a\nnon,b\n".repeat(20))
                .toString();
    }

    private static String mapping() throws IOException {
        return Files.writeString(
                        path("correspondance.yaml"), "selection: {colonne: refus, oui: [oui]}\ngroupes: [groupe]\n")
                .toString();
    }

    private List<String> one(String table, String column) {
        return spark.read()
                .format("delta")
                .load(path("racine").resolve(table).toString())
                .select(column)
                .orderBy(column)
                .limit(1)
                .as(org.apache.spark.sql.Encoders.STRING())
                .collectAsList();
    }

    private String visa(String model) throws IOException {
        String sums = probe.run("model", "show", model).out();
        var found = java.util.regex.Pattern.compile("\\b[0-9a-f]{64}\\b").matcher(sums);
        assertThat(found.find()).as(sums).isTrue();
        Path file = path("visa.yaml");
        Files.writeString(
                file,
                """
                modele: %s
                sommes: %s
                auteur: "test"
                raison: "test"
                jusqua: 2999-12-31
                admet: [auc_min, ecart_reference_max, anonymat, arbres_non_superieurs, fausses_alertes_max,
                        ecart_precision_max, ecarts_argumentes, deja_controles_max, derive]
                """
                        .formatted(model, found.group()));
        return file.toString();
    }

    private Ended step(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(more));
        Ended none = new Ended(0, "", "");
        boolean isInit = command.equals("init");
        Changed denied =
                isInit ? new Changed(none, Set.of()) : during(() -> probe.run(CommandProbe.denying(), arguments));
        Changed deaf = isInit ? new Changed(none, Set.of()) : during(() -> probe.run(CommandProbe.deaf(), arguments));
        Changed dry = new Changed(none, Set.of());
        if (commands().get(command) instanceof WritingCommand) {
            List<String> asked = new ArrayList<>(arguments);
            asked.addAll(List.of("--dry-run", "--json"));
            dry = during(() -> probe.run(Host.Watch.NONE, asked));
        }
        List<Seen> seen = new ArrayList<>();
        Host.Watch recording = new Host.Watch(policy -> policy, listener -> {
            seen.add(new Seen(listener));
            return seen.get(seen.size() - 1);
        });
        Changed done = during(() -> probe.run(recording, arguments));
        Set<String> accesses = new TreeSet<>();
        Map<String, Long> commits = new TreeMap<>();
        seen.forEach(one -> {
            accesses.addAll(one.accesses);
            commits.putAll(one.commits);
        });
        WALK.put(
                WALK.size() + " " + String.join(" ", arguments.subList(0, Math.min(2, arguments.size()))),
                new Evidence(
                        command,
                        denied.ended(),
                        denied.files(),
                        deaf.ended(),
                        deaf.files(),
                        dry.ended(),
                        dry.files(),
                        done.ended(),
                        done.files(),
                        accesses,
                        commits,
                        logged(done.files())));
        return done.ended();
    }

    /** Rows added by each log entry among these files, from the entries themselves. */
    private static Map<String, Long> logged(Set<String> files) {
        Map<String, Long> rows = new TreeMap<>();
        for (String file : files) {
            if (file.matches(".*/_delta_log/[0-9]{20}\\.json")) {
                rows.put(file, 0L);
                try {
                    for (String line : Files.readAllLines(path("racine").resolve(file))) {
                        String stats =
                                JSON.readTree(line).path("add").path("stats").asText("{}");
                        rows.merge(file, JSON.readTree(stats).path("numRecords").asLong(), Long::sum);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return rows;
    }

    record Changed(Ended ended, Set<String> files) {}

    Changed during(Supplier<Ended> run) {
        Map<String, String> before = Files.exists(path("racine")) ? probe.files() : Map.of();
        Ended ended = run.get();
        Map<String, String> after = Files.exists(path("racine")) ? probe.files() : Map.of();
        return new Changed(ended, CommandProbe.changes(before, after));
    }

    static Map<String, Subcommand> commands() {
        Map<String, Subcommand> commands = new TreeMap<>();
        for (Subcommand command : Commands.all(Host.real())) {
            commands.put(
                    command.getClass().getAnnotation(CommandLine.Command.class).name(), command);
        }
        return commands;
    }
}

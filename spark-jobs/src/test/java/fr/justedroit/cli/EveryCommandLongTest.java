package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.justedroit.Exigence;
import fr.justedroit.cli.CommandProbe.Ended;
import fr.justedroit.cli.CommandProbe.Seen;
import fr.justedroit.table.DoorFixture;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.stream.Collectors;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import picocli.CommandLine;

/**
 * Walks a small root through every command there is: each is first denied, then left without a trace, then run dry, and
 * only then run. A command that is not on the walk fails the test.
 */
public final class EveryCommandLongTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MONTHS = "2025-04..2025-08";
    private static final String LAST = "2025-08";
    private static final String NEXT = "2025-09";
    private static final String DOSSIERS = "3600";
    private static final String CAFS = "001,031,974";

    /** Commands that open no table: they have nothing to deny and nothing to trace. */
    private static final Set<String> WITHOUT_DATA = Set.of("init", "dictionary");

    /** Commands that change nothing but the journal. */
    private static final Set<String> READING = Set.of("dictionary", "model", "proposals", "status");

    /** Not a command of its own: it types the others, which have their dry runs. */
    private static final Set<String> TYPING_OTHERS = Set.of("demo");

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    /** What was seen of each command, by name and place on the walk. */
    private static final Map<String, Evidence> WALK = new LinkedHashMap<>();

    private record Evidence(
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
            Map<String, Long> commits) {}

    private transient CommandProbe probe;

    private static Path path(String name) {
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
        step("dictionary");
        step("simulate", "--mois", MONTHS, "--caf", CAFS, "--dossiers", DOSSIERS, "--verite", path("verite") + "");
        step("ingest", "--mois", MONTHS, "--caf", CAFS);
        step("follow-up", "--mois", LAST, "--caf", CAFS);
        String visa = path("conf").resolve("demo/visa-allnat.yaml").toString();
        step("refresh-allnat", "--mois", MONTHS, "--caf", CAFS, "--visa", visa);
        String model = step("train", "--as-of", "2025-06").out().strip();
        step("evaluate", "--modele", model, "--mois", LAST, "--caf", CAFS);
        step("promote", "--modele", model, "--visa", visa(model));
        step("deploy");
        step("model", "show");
        step("score", "--mois", LAST, "--caf", CAFS);
        step("proposals", "--caf", "001", "--mois", LAST);
        step("demo", "--mois", MONTHS, "--dossiers", DOSSIERS, "--verite", path("verite") + "");
        step("status");
        step("simulate", "--next", "--mois", NEXT);
        step("cycle", "--mois", NEXT, "--caf", CAFS, "--visa", visa);
    }

    /** The shipped configuration, with a bound of promotion that a few thousand dossiers can meet. */
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
        Files.writeString(seuils, Files.readString(seuils).replace("auc_min: 0.55", "auc_min: 0.01"));
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
                admet: [auc_min, ecart_reference_max, anonymat, arbres_non_superieurs]
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
                        commits));
        System.err.println(command + " ended with " + done.ended());
        return done.ended();
    }

    private record Changed(Ended ended, Set<String> files) {}

    private Changed during(Supplier<Ended> run) {
        Map<String, String> before = Files.exists(path("racine")) ? probe.files() : Map.of();
        Ended ended = run.get();
        Map<String, String> after = Files.exists(path("racine")) ? probe.files() : Map.of();
        return new Changed(ended, CommandProbe.changes(before, after));
    }

    private static Map<String, Subcommand> commands() {
        Map<String, Subcommand> commands = new TreeMap<>();
        for (Subcommand command : Commands.all(Host.real())) {
            commands.put(
                    command.getClass().getAnnotation(CommandLine.Command.class).name(), command);
        }
        return commands;
    }

    private static Set<String> withoutLeases(Set<String> files) {
        return files.stream().filter(file -> !file.startsWith(".bail/")).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    public void walk_meets_everyCommandThereIs() {
        Set<String> walked = WALK.values().stream().map(Evidence::command).collect(Collectors.toSet());
        assertThat(walked).isEqualTo(commands().keySet());
        WALK.forEach((name, seen) -> assertThat(seen.done().code())
                .as(name + "\n" + seen.done().err())
                .isZero());
    }

    @Test
    @Exigence("E16")
    public void denied_everyCommandThatTouchesData_endsWith5AndChangesNothing() {
        WALK.forEach((name, seen) -> {
            if (!WITHOUT_DATA.contains(seen.command())) {
                assertThat(seen.denied().code())
                        .as(name + "\n" + seen.denied().err())
                        .isEqualTo(5);
                assertThat(seen.denied().err())
                        .as(name)
                        .contains("ACCESS_DENIED")
                        .doesNotContain("Exception");
                assertThat(withoutLeases(seen.changedWhenDenied())).as(name).isEmpty();
            }
        });
    }

    @Test
    @Exigence("E20")
    public void untraced_everyCommandThatTouchesData_changesNothingAndPrintsNoRow() {
        WALK.forEach((name, seen) -> {
            if (!WITHOUT_DATA.contains(seen.command())) {
                assertThat(seen.deaf().code())
                        .as(name + "\n" + seen.deaf().err())
                        .isEqualTo(7);
                assertThat(seen.deaf().out()).as(name).isEmpty();
                assertThat(withoutLeases(seen.changedWhenDeaf())).as(name).isEmpty();
            }
        });
    }

    @Test
    @Exigence("E20")
    public void accesses_ofEveryCommand_areThoseOfTheTable() throws IOException {
        Map<String, Set<String>> byCommand = new TreeMap<>();
        WALK.values().forEach(seen -> byCommand
                .computeIfAbsent(seen.command(), command -> new TreeSet<>())
                .addAll(seen.accesses()));
        StringBuilder text = new StringBuilder();
        byCommand.forEach((command, accesses) -> {
            text.append(command).append('\n');
            accesses.forEach(access -> text.append("  ").append(access).append('\n'));
        });
        Files.writeString(Path.of("target/acces.txt"), text, StandardCharsets.UTF_8);
        assertThat(text.toString())
                .isEqualTo(
                        Files.readString(Path.of("src/test/resources/golden/cli/acces.txt"), StandardCharsets.UTF_8));
    }

    @Test
    @Exigence("E20")
    public void commits_ofEveryCommand_areTracedOneByOne() {
        WALK.forEach((name, seen) -> {
            Set<String> entries = seen.changed().stream()
                    .filter(file -> file.matches(".*/_delta_log/[0-9]{20}\\.json"))
                    .collect(Collectors.toSet());
            assertThat(seen.commits().keySet()).as(name).isEqualTo(entries);
        });
    }

    @Test
    public void dryRun_ofEveryWritingCommand_changesNothing() {
        Set<String> without = commands().entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof WritingCommand))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new TreeSet<>(READING);
        expected.addAll(TYPING_OTHERS);
        assertThat(without).isEqualTo(expected);
        WALK.forEach((name, seen) -> {
            assertThat(seen.dry().code()).as(name + "\n" + seen.dry().err()).isZero();
            assertThat(seen.changedWhenDry()).as(name).isEmpty();
        });
    }

    @Test
    public void dryRun_ofEveryWritingCommand_foreseesWhatTheRunChanges() throws IOException {
        for (Map.Entry<String, Evidence> entry : WALK.entrySet()) {
            Evidence seen = entry.getValue();
            if (READING.contains(seen.command()) || TYPING_OTHERS.contains(seen.command())) {
                continue;
            }
            Set<String> places = new TreeSet<>(Set.of("journal/", ".bail/"));
            for (String line : seen.dry().out().lines().toList()) {
                JsonNode report = JSON.readTree(line);
                report.path("planned").forEach(planned -> places.add(place(planned)));
                report.path("unforeseen").forEach(sentence -> places.addAll(admitted(sentence.asText())));
            }
            Set<String> surprises = seen.changed().stream()
                    .filter(file -> places.stream().noneMatch(file::startsWith))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(surprises).as(entry.getKey() + "\n" + seen.dry().out()).isEmpty();
        }
    }

    private static String place(JsonNode planned) {
        String effect = planned.path("effect").asText();
        if (effect.equals("read") || effect.equals("in_force")) {
            return "(nothing)";
        }
        if (planned.path("zone").asText().isEmpty()) {
            return planned.path("table").asText();
        }
        Zone zone = Zone.ofFolder(planned.path("zone").asText());
        String table = new TableId(
                        zone,
                        planned.path("caf").asText(),
                        planned.path("table").asText())
                .path();
        if (effect.endsWith("_file")) {
            String part = planned.path("part").asText();
            return table + "/" + (part.contains("*") ? part.substring(0, part.indexOf('*')) : part);
        }
        return table + "/";
    }

    /** What a sentence of a dry run says that it leaves open. */
    private static Set<String> admitted(String sentence) {
        if (sentence.startsWith("evaluate")) {
            return Set.of("allnat/mesure/", "modele/");
        }
        if (sentence.startsWith("promote")) {
            return Set.of("modele/deploiement/");
        }
        return sentence.startsWith("cycle") ? Set.of("local/", "allnat/", "resultat/", "secret/") : Set.of();
    }

    @Test
    public void dryRun_thatWrites_isCaughtByTheSameCheck() {
        Host.Watch planting = new Host.Watch(policy -> policy, listener -> {
            try {
                Files.writeString(path("racine").resolve("local/plante.txt"), "x");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return listener;
        });
        Changed changed =
                during(() -> probe.run(planting, List.of("score", "--mois", LAST, "--caf", CAFS, "--dry-run")));
        assertThat(changed.files()).containsExactly("local/plante.txt");
    }
}

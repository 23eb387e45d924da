package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.justedroit.Exigence;
import fr.justedroit.cli.CommandProbe.Ended;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.Test;

/** What every command does and does not do to a root; a command that is not on the walk fails the test. */
public final class EveryCommandLongTest extends CommandWalk {
    private static final long serialVersionUID = 1L;

    /** Commands that open no table: they have nothing to deny and nothing to trace. */
    private static final Set<String> WITHOUT_DATA = Set.of("init", "check", "dictionary", "audit");

    /** Commands that change nothing but the journal. */
    private static final Set<String> READING =
            Set.of("acces", "audit", "check", "dictionary", "explain", "plan", "proposals", "sql", "status", "verify");

    /** Not a command of its own: it types the others, which have their dry runs. */
    private static final Set<String> TYPING_OTHERS = Set.of("demo");

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
    public void commits_ofEveryCommand_areTracedOneByOneWithTheirRows() {
        WALK.forEach((name, seen) -> assertThat(seen.commits()).as(name).isEqualTo(seen.logged()));
        assertThat(WALK.values().stream().flatMap(seen -> seen.commits().values().stream()))
                .anyMatch(rows -> rows > 1000);
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
        return sentence.startsWith("cycle") ? Set.of("local/", "allnat/", "resultat/", "secret/", "preuve/") : Set.of();
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

    @Test
    public void dryRun_ofWhatARunRefuses_isRefusedAlike() throws IOException {
        assertRefused(3, "DELIVERY_ABSENT", "ingest", "--mois", "2025-12", "--caf", "001");
        assertRefused(2, "STATE_MISSING", "follow-up", "--mois", "2025-12", "--caf", "001");
        assertRefused(2, "STATE_MISSING", "refresh-allnat", "--mois", "2025-12", "--caf", "001");
        assertRefused(2, "STATE_MISSING", "train", "--as-of", "2024-01");
        assertRefused(2, "STATE_MISSING", "score", "--mois", "2025-12", "--caf", "001");
        Path stranger = path("autre-visa.yaml");
        String known = Files.readString(path("visa.yaml"));
        Files.writeString(stranger, known.replaceFirst("sommes: [0-9a-f]{8}", "sommes: 00000000"));
        String model = known.lines().findFirst().orElseThrow().replace("modele: ", "");
        assertRefused(4, "GATE_REFUSED", "promote", "--modele", model, "--visa", stranger.toString());
    }

    private void assertRefused(int code, String error, String... arguments) {
        List<String> dry = new ArrayList<>(List.of(arguments));
        dry.add("--dry-run");
        Changed refused = during(() -> probe.run(Host.Watch.NONE, dry));
        assertThat(refused.ended().code()).as(refused.ended().err()).isEqualTo(code);
        assertThat(refused.ended().err()).contains(error);
        assertThat(refused.files()).isEmpty();
    }

    @Test
    public void force_ofEachCommandWithUnits_writesTheSameContentAgainAndJournalsWhy() {
        assertWrittenAgain("local/001/cas", "follow-up", "--mois", NEXT, "--caf", "001");
        assertWrittenAgain("allnat/cellule_population", "refresh-allnat", "--mois", LAST, "--caf", CAFS);
        assertWrittenAgain("resultat/001/proposition", "score", "--mois", NEXT, "--caf", "001");
        Ended gone = probe.run("ingest", "--mois", LAST, "--caf", "001", "--force", "--reason", "essai de reprise");
        assertThat(gone.code()).isEqualTo(3);
        assertThat(gone.err()).contains("must be delivered again");
        List<String> reasons = spark.read()
                .format("delta")
                .load(path("racine").resolve("journal/execution").toString())
                .where("evenement = 'debut' and detail = 'force: essai de reprise'")
                .select("commande")
                .distinct()
                .as(org.apache.spark.sql.Encoders.STRING())
                .collectAsList();
        assertThat(reasons).containsExactlyInAnyOrder("follow-up", "refresh-allnat", "score", "ingest");
    }

    private void assertWrittenAgain(String table, String... arguments) {
        List<String> before = content(table);
        List<String> forced = new ArrayList<>(List.of(arguments));
        forced.addAll(List.of("--force", "--reason", "essai de reprise"));
        Changed again = during(() -> probe.run(Host.Watch.NONE, forced));
        assertThat(again.ended().code()).as(again.ended().err()).isZero();
        assertThat(again.files()).as(table).anyMatch(file -> file.startsWith(table + "/_delta_log/"));
        assertThat(content(table)).as(table).isNotEmpty().isEqualTo(before);
    }

    private List<String> content(String table) {
        return spark
                .read()
                .format("delta")
                .load(path("racine").resolve(table).toString())
                .toJSON()
                .collectAsList()
                .stream()
                .sorted()
                .toList();
    }
}

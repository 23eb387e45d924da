package fr.justedroit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.yaml.snakeyaml.Yaml;

public class CafSimulationTest {
    private static final YearMonth LAST = Simulated.FIRST.plusMonths(3);

    private static void deliver(String root, int dossiers, YearMonth from, YearMonth to) {
        SimulationRequest request = new SimulationRequest(
                Simulated.SEED,
                List.of(new SimulationRequest.CafSize("001", dossiers)),
                Simulated.FIRST,
                from,
                to,
                List.of());
        for (SimulateJob.Task task : SimulateJob.tasks(request, 1)) {
            SimulateJob.run(Simulated.base(), task, Simulated.deliveriesTo(root), Simulated.truthsTo(root + "-verite"));
        }
    }

    @Test
    public void run_monthByMonth_givesTheBytesOfTheRange() {
        deliver("range", 300, Simulated.FIRST, LAST);
        for (YearMonth mois = Simulated.FIRST; !mois.isAfter(LAST); mois = mois.plusMonths(1)) {
            deliver("months", 300, mois, mois);
        }
        assertSameFiles("range", "months");
        assertSameFiles("range-verite", "months-verite");
        assertThat(Simulated.filesOf("range")).hasSize(4 * 12);
    }

    @Test
    public void run_sameListsTwiceInAnyOrder_answersWithTheSameFiles() {
        List<Proposal> made = new ArrayList<>();
        for (String[] dossier : Simulated.rows("001", 300, Simulated.FIRST, Simulated.FIRST, List.of())
                .get(Simulated.FIRST + "/cristal_dossier")) {
            made.add(new Proposal(Simulated.FIRST, "001", dossier[0], "ciblage", ""));
        }
        List<Proposal> reversed = new ArrayList<>(made);
        Collections.reverse(reversed);
        Map<String, List<Proposal>> roots = Map.of("acts", made, "acts-again", made, "acts-reversed", reversed);
        roots.forEach((root, proposals) -> {
            SimulationRequest request = new SimulationRequest(
                    Simulated.SEED,
                    List.of(new SimulationRequest.CafSize("001", 300)),
                    Simulated.FIRST,
                    Simulated.FIRST.plusMonths(1),
                    LAST,
                    proposals);
            for (SimulateJob.Task task : SimulateJob.tasks(request, 2)) {
                SimulateJob.run(
                        Simulated.base(), task, Simulated.deliveriesTo(root), Simulated.truthsTo(root + "-verite"));
            }
        });
        assertSameFiles("acts", "acts-again");
        assertSameFiles("acts", "acts-reversed");
        deliver("no-acts", 300, Simulated.FIRST.plusMonths(1), LAST);
        String controls = LAST + "/001/cristal_controle.csv";
        assertThat(Simulated.filesOf("acts").get(controls))
                .isNotEqualTo(Simulated.filesOf("no-acts").get(controls));
    }

    @Test
    public void tasks_onOneTwoOrSevenPartitions_giveTheSameBytes() {
        SimulationRequest request = new SimulationRequest(
                Simulated.SEED,
                List.of(
                        new SimulationRequest.CafSize("001", 120),
                        new SimulationRequest.CafSize("031", 200),
                        new SimulationRequest.CafSize("974", 90)),
                Simulated.FIRST,
                Simulated.FIRST,
                LAST,
                List.of());
        for (int partitions : new int[] {1, 2, 7}) {
            String root = "cut-" + partitions;
            List<SimulateJob.Task> tasks = SimulateJob.tasks(request, partitions);
            for (SimulateJob.Task task : tasks) {
                SimulateJob.run(
                        Simulated.base(), task, Simulated.deliveriesTo(root), Simulated.truthsTo(root + "-verite"));
            }
        }
        assertThat(SimulateJob.tasks(request, 7)).hasSizeGreaterThan(3);
        assertSameFiles("cut-1", "cut-2");
        assertSameFiles("cut-1", "cut-7");
        assertSameFiles("cut-1-verite", "cut-7-verite");
    }

    @Test
    public void run_sameDossiersInALargerCaf_keepTheirRows() {
        List<String[]> small = Simulated.rows("021", 100, LAST, LAST, List.of()).get(LAST + "/cristal_dossier");
        List<String[]> large = Simulated.rows("021", 150, LAST, LAST, List.of()).get(LAST + "/cristal_dossier");
        assertThat(small).hasSize(100);
        assertThat(large.subList(0, 100)).usingRecursiveComparison().isEqualTo(small);
    }

    @Test
    @SuppressWarnings("unchecked")
    public void run_manifest_saysRowsBytesAndDigestOfEachFile() throws Exception {
        deliver("manifest", 120, Simulated.FIRST, Simulated.FIRST);
        Map<String, byte[]> files = Simulated.filesOf("manifest");
        String folder = Simulated.FIRST + "/001/";
        String text = new String(files.get(folder + "manifest.json"), StandardCharsets.UTF_8);
        Map<String, Object> manifest = new Yaml().load(text);
        assertThat(manifest.keySet()).containsExactly("format", "mois", "caf", "numero", "fichiers");
        List<Map<String, Object>> listed = (List<Map<String, Object>>) manifest.get("fichiers");
        assertThat(listed).hasSize(11);
        for (Map<String, Object> file : listed) {
            byte[] bytes = files.get(folder + file.get("nom"));
            assertThat(file.keySet()).containsExactly("nom", "extrait", "lignes", "octets", "sha256");
            assertThat(file).containsEntry("octets", bytes.length);
            assertThat(file)
                    .containsEntry(
                            "lignes",
                            (int) new String(bytes, StandardCharsets.UTF_8)
                                            .lines()
                                            .count()
                                    - 1);
            assertThat(file)
                    .containsEntry(
                            "sha256",
                            HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(bytes)));
        }
    }

    @Test
    public void run_departures_keepTheSizeAndBringOtherDossiers() {
        Map<String, List<String[]>> rows = Simulated.rows("021", 400, Simulated.FIRST, LAST, List.of());
        List<String> before = ids(rows.get(Simulated.FIRST + "/cristal_dossier"));
        List<String> after = ids(rows.get(LAST + "/cristal_dossier"));
        assertThat(before).hasSize(400).doesNotHaveDuplicates();
        assertThat(after).hasSize(400).doesNotHaveDuplicates();
        assertThat(after.stream().filter(before::contains).count()).isBetween(370L, 399L);
    }

    @Test
    public void new_proposalForADossierOfNoSimulation_isRefusedWithoutItsNumber() {
        World world = new World(Simulated.base(), Simulated.SEED, "021");
        Proposal foreign = new Proposal(Simulated.FIRST, "021", "DOS-12345678", "ciblage", "0.5");
        assertThatThrownBy(() -> new CafSimulation(world, 10, List.of(foreign), Simulated.FIRST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("12345678");
        Proposal beyond = new Proposal(Simulated.FIRST, "021", world.numbers.of(256L * 10), "ciblage", "0.5");
        assertThatThrownBy(() -> new CafSimulation(world, 10, List.of(beyond), Simulated.FIRST))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void answerable_listsMadeAfterTheNextDelivery_areLeftOut() {
        Proposal late = new Proposal(Simulated.FIRST, "021", "SYN-00000000", "ciblage", "");
        Proposal inTime = new Proposal(LAST, "021", "SYN-00000000", "ciblage", "");
        assertThat(SimulationRequest.answerable(List.of(late, inTime), LAST.plusMonths(1)))
                .containsExactly(inTime);
    }

    private static List<String> ids(List<String[]> rows) {
        return rows.stream().map(row -> row[0]).toList();
    }

    private static void assertSameFiles(String one, String two) {
        Map<String, byte[]> expected = Simulated.filesOf(one);
        Map<String, byte[]> actual = Simulated.filesOf(two);
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((path, bytes) -> assertThat(actual.get(path)).as(path).isEqualTo(bytes));
    }
}

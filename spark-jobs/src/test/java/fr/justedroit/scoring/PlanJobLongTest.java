package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.Exigence;
import fr.justedroit.config.Settings;
import fr.justedroit.model.Bundle;
import fr.justedroit.model.Form;
import fr.justedroit.table.Room;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.Test;

public final class PlanJobLongTest extends ScoringFixture {
    private static final long serialVersionUID = 1L;
    private static final Bundle TREES = bundle(Form.ARBRES);

    @Test
    @Exigence({"E05", "E08"})
    public void execute_list_saysWhatItFindsWhatOneHourMoreBringsAndWhoBearsIt() {
        // 200 of 1,000 at the top; the calibration gives 0.4 above one half and 0.05 below.
        List<byte[]> codes = new ArrayList<>();
        List<Row> audits = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            codes.add(i < 200 ? new byte[] {9, 5, 2, 1} : new byte[] {1, 1, 2, 1});
            // Women are 120 of the 200, and 400 of the 1,000.
            boolean isWoman = i < 120 || (i >= 200 && i < 480);
            audits.add(RowFactory.create(MONTH, "001", dossier(i), (byte) (isWoman ? 1 : 2), (byte) 1));
        }
        dossiers("001", MONTH, codes);
        write(
                Room.DOSSIER,
                Zone.LOCAL,
                "audit_mois",
                "001",
                MONTH,
                "mois STRING, caf STRING, dossier_id STRING, sexe TINYINT, age TINYINT",
                audits);
        List<Row> cases = new ArrayList<>();
        for (int i = 900; i < 940; i++) {
            cases.add(control("001", i, "2024-06", "2025-06", "decide"));
        }
        cases("001", cases, "v1");
        Calibration calibration =
                new Calibration(List.of(new Calibration.Step(499, 0.05), new Calibration.Step(999, 0.4)));
        Settings settings = settings(caf("001", 0, 1000));
        new ScoreJob(door, settings, TREES, keys(1), line -> {}).execute(MONTH, List.of("001"));
        PlanJob.Result result = new PlanJob(door, settings, Optional.of(calibration)).execute(MONTH, List.of("001"));
        assertThat(result.cafs()).singleElement().satisfies(caf -> {
            assertThat(caf.hours()).isEqualTo(100);
            assertThat(caf.controls()).isEqualTo(100);
            assertThat(caf.findings().orElseThrow()).isCloseTo(40, within(1e-9));
            assertThat(caf.atMargin().orElseThrow()).isCloseTo(0.4, within(1e-9));
            assertThat(caf.perHour().orElseThrow()).isCloseTo(0.4, within(1e-9));
            assertThat(caf.kinds()).singleElement().satisfies(kind -> {
                assertThat(kind.kind()).isEqualTo("PIECES");
                assertThat(kind.controls()).isEqualTo(40);
            });
        });
        assertThat(result.rate()).isEmpty();
        PlanJob.OfGroup women = result.groups().stream()
                .filter(group -> group.group().equals("sexe=1"))
                .findFirst()
                .orElseThrow();
        assertThat(women.share()).isCloseTo(0.4, within(1e-9));
        // With twice the capacity the list is the 200: 120 of 400 women, 80 of 600 men.
        assertThat(women.ratios().get(PlanJob.CAPACITIES.indexOf(2.0)).orElseThrow())
                .isCloseTo(120 / 400.0 / (80 / 600.0), within(1e-9));
        assertThat(result.groups()).noneMatch(group -> group.group().startsWith("age"));
        assertThatThrownBy(() -> new PlanJob(door, settings, Optional.empty()).execute("2025-11", List.of("001")))
                .hasMessageContaining("no ranking");
    }

    @Test
    public void judged_fewerThanElevenOfAGroup_areNotShown() {
        Map<String, long[]> counts = Map.of(
                "sexe=1", new long[] {100, 10, 20, 30, 40, 50, 60},
                "sexe=2", new long[] {100, 30, 30, 30, 40, 50, 60},
                "age=1", new long[] {10, 1, 1, 1, 1, 1, 1},
                "age=2", new long[] {190, 39, 49, 59, 79, 99, 119});
        List<PlanJob.OfGroup> groups = PlanJob.judged(counts, OptionalDouble.of(0.1));
        assertThat(groups).extracting(PlanJob.OfGroup::group).containsExactly("sexe=1", "sexe=2");
        assertThat(groups.get(0).ratios().get(0)).isEmpty();
        assertThat(groups.get(0).ratios().get(1).orElseThrow()).isCloseTo(20 / 30.0, within(1e-9));
        assertThat(groups.get(0).randomArm()).isPresent();
    }
}

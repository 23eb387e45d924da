package fr.justedroit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.holdenkarau.spark.testing.SharedJavaSparkContext;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class SimulateJobSparkTest extends SharedJavaSparkContext {
    private static final YearMonth LAST = Simulated.FIRST.plusMonths(2);

    @Test
    public void execute_severalCafs_givesTheBytesOfEachAlone() {
        SimulateJob.Result both = run("both", Simulated.FIRST, "001", "974");
        SimulateJob.Result one = run("alone", Simulated.FIRST, "001");
        SimulateJob.Result two = run("alone", Simulated.FIRST, "974");
        assertThat(both).isEqualTo(one.plus(two));
        assertThat(both.lignes()).containsEntry("cristal_dossier", 600L);
        assertThat(both.verite()).containsEntry("dossier", 600L);
        Map<String, byte[]> expected = Simulated.filesOf("spark-both");
        Map<String, byte[]> actual = Simulated.filesOf("spark-alone");
        assertThat(actual.keySet()).isEqualTo(expected.keySet()).hasSize(2 * 3 * 12);
        expected.forEach((path, bytes) -> assertThat(actual.get(path)).as(path).isEqualTo(bytes));
    }

    @Test
    public void execute_firstMonthBeforeThePast_isRefused() {
        assertThatThrownBy(() -> run("early", YearMonth.of(2017, 1), "001"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mois_origine");
    }

    private SimulateJob.Result run(String root, YearMonth first, String... cafs) {
        List<SimulationRequest.CafSize> sizes = java.util.Arrays.stream(cafs)
                .map(caf -> new SimulationRequest.CafSize(caf, 100))
                .toList();
        // The country is the same whichever of its CAFs is delivered: dossiers move between them.
        SimulationRequest request = new SimulationRequest(
                Simulated.SEED, sizes, first, first, LAST, List.of(), DeliveryForm.CSV, Map.of("001", 100, "974", 100));
        return new SimulateJob(
                        jsc(),
                        Simulated.base(),
                        request,
                        Simulated.deliveriesTo("spark-" + root),
                        Simulated.truthsTo("spark-truth-" + root))
                .execute();
    }
}

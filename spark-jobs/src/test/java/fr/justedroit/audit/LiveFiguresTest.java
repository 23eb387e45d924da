package fr.justedroit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Thresholds.Drift;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.Test;

/** What lists found against what was expected: which cohorts count, and that open controls never speak against a model. */
public final class LiveFiguresTest {
    private final Release release = new Release(new Perturbation(new KeyedHash(new byte[16])), "m1", 1.25);

    private static LiveFigures.Cohort cohort(long positive, long negative, long open) {
        LiveFigures.Cohort cohort = new LiveFigures.Cohort();
        cohort.add(640, "positif", positive);
        cohort.add(640, "negatif", negative);
        cohort.add(640, "ouvert", open);
        return cohort;
    }

    private Optional<String> alarm(Map<String, LiveFigures.Cohort> cohorts) {
        return new LiveFigures(new Drift(0.1, 0.05, 0.1)).release(cohorts, release);
    }

    private double value(String name, String group) {
        return Released.value(release, name, group);
    }

    @Test
    public void release_dropFromAMonthOn_isNamedByIt() {
        Map<String, LiveFigures.Cohort> cohorts = new TreeMap<>();
        cohorts.put("2025-01", cohort(64, 36, 0));
        cohorts.put("2025-02", cohort(62, 38, 5));
        cohorts.put("2025-03", cohort(35, 65, 0));
        cohorts.put("2025-04", cohort(64, 36, 0));
        assertThat(alarm(cohorts)).contains("2025-03");
        assertThat(value("precision_attendue", "selection=2025-03")).isEqualTo(0.64);
        assertThat(value("precision_trouvee", "selection=2025-03")).isBetween(0.30, 0.40);
        assertThat(value("alerte_baisse", "tous")).isEqualTo(1);
    }

    @Test
    public void release_positivesThatTakeLonger_areNoDrop() {
        // One in ten is open, and all of them will be positive: 54 of 90 so far, where 58 were expected.
        Map<String, LiveFigures.Cohort> cohorts = new TreeMap<>();
        for (int month = 1; month <= 9; month++) {
            cohorts.put("2025-0" + month, cohort(54, 36, 10));
        }
        // Most of the newest is open: of what is known of it nothing was found.
        cohorts.put("2025-10", cohort(0, 40, 60));
        assertThat(alarm(cohorts)).isEmpty();
        assertThat(release.figures()).noneMatch(figure -> figure.group().contains("2025-10"));
        assertThat(value("alerte_baisse", "tous")).isZero();
    }

    @Test
    public void release_fewControls_leaveNoFigure() {
        assertThat(alarm(Map.of("2025-01", cohort(3, 7, 0)))).isEmpty();
        assertThat(release.figures()).isEmpty();
        assertThat(alarm(Map.of())).isEmpty();
    }
}

package fr.justedroit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Thresholds.Drift;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

/** Drift as it is released: nationally every variable, of a CAF what is in alarm, of few dossiers nothing. */
public final class DriftFiguresTest {
    private static final long[] SAME = {3000, 5000, 2000};
    private static final long[] MOVED = {5000, 4000, 1000};

    private static Release release(Map<String, Map<String, Sides>> pairs, Drift bounds) {
        Release release = new Release(new Perturbation(new KeyedHash(new byte[16])), "m1", 1.25);
        new DriftFigures(bounds).release(pairs, release);
        return release;
    }

    private static List<String> released(Map<String, Map<String, Sides>> pairs) {
        return release(pairs, new Drift(0.1, 0.05, 0.1)).figures().stream()
                .map(figure -> figure.name() + " " + figure.group())
                .toList();
    }

    private static long[] times(long[] counts, long by) {
        return Arrays.stream(counts).map(count -> count * by).toArray();
    }

    @Test
    public void release_oneCafThatMoved_isNamedAndTheOthersAreNot() {
        Map<String, Sides> byCaf = new TreeMap<>();
        byCaf.put("001", new Sides(times(SAME, 20), times(SAME, 20)));
        byCaf.put("021", new Sides(SAME, MOVED));
        Map<String, Map<String, Sides>> pairs = Map.of("x", byCaf, "y", Map.of("001", new Sides(SAME, SAME)));
        assertThat(released(pairs)).containsExactly("derive x", "derive y", "derive_caf 021 x");
        Figure national = release(pairs, new Drift(0.1, 0.05, 0.1)).figures().get(0);
        assertThat(national.high()).isLessThan(0.1);
    }

    @Test
    public void release_cafOnOneSideAlone_isNotADriftOfTheCountry() {
        Map<String, Sides> byCaf = new TreeMap<>();
        byCaf.put("001", new Sides(SAME, SAME));
        byCaf.put("021", new Sides(new long[3], times(MOVED, 5)));
        byCaf.put("031", new Sides(times(MOVED, 5), new long[3]));
        Release release = release(Map.of("x", byCaf), new Drift(0.1, 0.05, 0.1));
        assertThat(release.figures()).singleElement().satisfies(figure -> {
            assertThat(figure.value()).isZero();
            assertThat(figure.size()).isBetween(9_990L, 10_010L);
        });
    }

    @Test
    public void release_tenDossiers_sayNothing() {
        assertThat(released(Map.of("x", Map.of("001", new Sides(new long[] {4, 2}, new long[] {0, 6})))))
                .isEmpty();
        assertThat(released(Map.of("x", Map.of()))).isEmpty();
    }

    @Test
    public void release_moreQuestions_askForMoreEvidenceOfEach() {
        Map<String, Map<String, Sides>> one = Map.of("x", Map.of("001", new Sides(SAME, MOVED)));
        Map<String, Map<String, Sides>> many = new TreeMap<>(one);
        for (int i = 0; i < 60; i++) {
            many.put("y" + i, Map.of("001", new Sides(SAME, SAME)));
        }
        Drift bounds = new Drift(0.1, 0.05, 0.1);
        double alone = low(release(one, bounds));
        assertThat(low(release(many, bounds))).isLessThan(alone);
        assertThat(low(release(one, new Drift(0.1, 0.001, 0.1)))).isLessThan(alone);
    }

    private static double low(Release release) {
        return release.figures().stream()
                .filter(figure ->
                        figure.name().equals("derive") && figure.group().equals("x"))
                .findFirst()
                .orElseThrow()
                .low();
    }
}

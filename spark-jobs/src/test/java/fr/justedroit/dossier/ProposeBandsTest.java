package fr.justedroit.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.Settings;
import fr.justedroit.errors.Problems;
import fr.justedroit.variable.DictionaryReader;
import fr.justedroit.variable.Variable;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.Test;

/** Proposed limits share the positive values out, and zero keeps a band of its own. */
public final class ProposeBandsTest {
    private static final Variable VARIABLE = variable();

    private static Variable variable() {
        Problems problems = new Problems();
        Path conf = Path.of("..", "conf");
        Settings settings = Settings.read(conf, problems);
        Variable found = DictionaryReader.read(conf, settings.contracts(), problems).variables().stream()
                .filter(variable -> variable.name().equals("ressource_smic"))
                .findFirst()
                .orElseThrow();
        problems.check();
        return found;
    }

    @Test
    public void result_uniformValues_limitsShareThemOut() {
        TreeMap<Double, Long> counts = new TreeMap<>();
        counts.put(0.0, 500L);
        for (int i = 1; i <= 80; i++) {
            counts.put(i / 10.0, 10L);
        }
        ProposeBandsJob.Result result = ProposeBandsJob.result(VARIABLE, counts, 30);
        assertThat(result.dossiers()).isEqualTo(1330);
        assertThat(result.limits()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0);
        assertThat(result.byCode()).containsEntry(0, 30L).containsEntry(VARIABLE.codeOf(0), 500L);
        assertThat(result.byCode().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(1330);
    }

    @Test
    public void result_oneValueHoldsHalf_itsLimitComesOnce() {
        TreeMap<Double, Long> counts = new TreeMap<>();
        counts.put(1.0, 10L);
        counts.put(2.0, 1000L);
        counts.put(3.456, 10L);
        assertThat(ProposeBandsJob.result(VARIABLE, counts, 0).limits())
                .containsExactly(2.0)
                .doesNotHaveDuplicates();
    }

    @Test
    public void result_nothingKnown_proposesNothing() {
        assertThat(ProposeBandsJob.result(VARIABLE, new TreeMap<>(), 12).limits())
                .isEmpty();
    }
}

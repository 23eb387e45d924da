package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.Contracts;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.Problems;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.DictionaryReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** The size of the demo with the shipped dictionary: passes the whole gate without a visa; prints its times. */
public final class RefreshAllnatTimingLongTest extends AllnatFixture {
    private static final long serialVersionUID = 1L;
    private static final Path CONF = Path.of("..", "conf");

    @Override
    protected Dictionary dictionary() {
        Problems problems = new Problems();
        Contracts contracts = Settings.read(CONF, problems).contracts();
        return DictionaryReader.read(CONF, contracts, problems);
    }

    @Test
    public void execute_demoSize_passesTheGateWithoutVisa() {
        int dossiers = Integer.getInteger("allnat.dossiers", 50_000);
        List<String> months = months("2024-12", 14);
        dossiers(dossiers, months, CAFS, "a");
        cases(Math.min(4000, dossiers / 13), "2025-03", 11, "a");
        long start = System.nanoTime();
        RefreshAllnatJob job = new RefreshAllnatJob(
                door,
                settings(0.8, 0.9),
                dictionary(),
                KEYS,
                Optional.empty(),
                line -> System.out.println((System.nanoTime() - start) / 1_000_000 + " ms " + line));
        RefreshAllnatJob.Result result = job.execute(months, CAFS);
        System.out.println("TOTAL " + (System.nanoTime() - start) / 1_000_000 + " ms");
        result.months()
                .forEach(month -> System.out.println(
                        month.month() + " cells " + month.cells() + " smallest " + month.smallest() + " cases "
                                + month.caseCells() + " " + month.outcome().state()));
        result.months().get(13).checks().forEach(System.out::println);
        assertThat(result.failure()).isEmpty();
    }
}

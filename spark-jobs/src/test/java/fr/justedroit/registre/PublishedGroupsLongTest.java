package fr.justedroit.registre;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.scoring.CountCasesJob;
import java.util.List;
import org.junit.Test;

/** The month's report shows what was published of groups, and nothing where nothing was. */
public final class PublishedGroupsLongTest extends RegistryFixture {
    private static final long serialVersionUID = 1L;

    @Test
    public void execute_modelInForce_itsNewestFiguresByGroupInWords() {
        PublishedGroups published = new PublishedGroups(door);
        assertThat(published.execute(REGISTRE)).isEmpty();
        String id = promoted();
        PublishedGroups.Result result = published.execute(REGISTRE).orElseThrow();
        assertThat(result.modelId()).isEqualTo(id);
        assertThat(result.month()).isEqualTo("2026-01");
        List<String> primary = SETTINGS.thresholds().fairness().primary();
        assertThat(result.lines())
                .extracting(PublishedGroups.Line::group)
                .contains(CountCasesJob.CONTROLLED_BEFORE)
                .containsAll(primary)
                .isSorted();
        assertThat(result.lines())
                .filteredOn(line -> line.group().equals(primary.get(0)))
                .extracting(PublishedGroups.Line::words)
                .containsExactly(
                        "proposé tant de fois plus souvent que le reste",
                        "en règle et ciblé tant de fois plus souvent que le reste");
        assertThat(result.lines()).allSatisfy(line -> assertThat(line.value().low())
                .isLessThan(line.value().value()));
    }
}

package fr.justedroit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.Test;

public class DossierNumberTest {
    private final DossierNumber numbers = new DossierNumber(Simulated.SEED, "031");

    @Test
    public void of_manyRanks_neverRepeatsAndLeadsBack() {
        Set<String> seen = new HashSet<>();
        for (long rank = 0; rank < 200_000; rank++) {
            String number = numbers.of(rank * 256);
            assertThat(seen.add(number)).isTrue();
            assertThat(numbers.toRank(number)).hasValue(rank * 256);
        }
        assertThat(seen).allMatch(number -> number.matches("SYN-[0-9A-HJKMNP-TV-Z]{8}"));
    }

    @Test
    public void of_anotherCafOrSeed_givesAnotherNumber() {
        assertThat(numbers.of(5)).isNotEqualTo(new DossierNumber(Simulated.SEED, "033").of(5));
        assertThat(numbers.of(5)).isNotEqualTo(new DossierNumber(Simulated.SEED + 1, "031").of(5));
    }

    @Test
    public void toRank_textOfAnotherForm_isEmpty() {
        assertThat(numbers.toRank("SYN-ABCDEFGI")).isEmpty();
        assertThat(numbers.toRank("DOS-00000000")).isEmpty();
        assertThat(numbers.toRank("SYN-0")).isEmpty();
    }
}

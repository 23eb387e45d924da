package fr.justedroit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.Test;

/**
 * {@code docs/conformite.md} says of each requirement which tests carry it and what they do not cover. To accept a new
 * page: {@code mvn test -pl spark-jobs -Dtest=ConformityTest -Djuste-droit.docs.write=true}.
 */
public final class ConformityTest {
    @Test
    public void conformity_committed_isWhatTheTestsCarry() {
        Pages.check("conformite.md", ConformityPage.text(), ConformityTest.class);
    }

    @Test
    public void entries_areTheTwentyEightRequirements() {
        assertThat(ConformityPage.entries().keySet()).containsExactlyElementsOf(ConformityPage.numbers());
        assertThat(ConformityPage.numbers()).containsAll(ConformityPage.tests().keySet());
    }

    @Test
    public void entries_sayNoMoreThanTheTests() {
        Map<String, Set<String>> tests = ConformityPage.tests();
        ConformityPage.entries().forEach((number, entry) -> {
            assertThat(tests.containsKey(number))
                    .as(number + " has tests")
                    .isEqualTo(!entry.proof().equals("aucune"));
            assertThat(entry.missing().isEmpty())
                    .as(number + " says what is missing, unless nothing is")
                    .isEqualTo(entry.proof().equals("entier"));
        });
    }
}

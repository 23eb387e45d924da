package fr.justedroit.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import fr.justedroit.variable.FeatureSource.Kind;
import org.junit.Test;

public class FeatureSourceTest {

    @Test
    public void constructor_extremeRanges_areAccepted() {
        assertThat(new FeatureSource("a", Kind.ORDERED, 31, 31).codes()).isEqualTo(31);
        assertThat(new FeatureSource("revenu_24m_nb", Kind.CATEGORICAL, 1, 1).referenceCode())
                .isEqualTo(1);
    }

    @Test
    public void constructor_outOfRange_isRefused() {
        for (int codes : new int[] {-1, 0, 32}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new FeatureSource("a", Kind.ORDERED, codes, 1));
        }
        for (int reference : new int[] {-1, 0, 6}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new FeatureSource("a", Kind.ORDERED, 5, reference));
        }
    }

    @Test
    public void constructor_nameThatCouldCollideWithAColumn_isRefused() {
        for (String name : new String[] {"", " ", "A", "é", "a__inconnu", "a_", "_a", "1a", "a b", "a".repeat(101)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new FeatureSource(name, Kind.ORDERED, 5, 1));
        }
    }

    @Test
    public void constructor_null_isRefused() {
        assertThatNullPointerException().isThrownBy(() -> new FeatureSource(null, Kind.ORDERED, 5, 1));
        assertThatNullPointerException().isThrownBy(() -> new FeatureSource("a", null, 5, 1));
    }
}

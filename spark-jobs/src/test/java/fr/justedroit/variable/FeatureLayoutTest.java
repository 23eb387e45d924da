package fr.justedroit.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.variable.FeatureSource.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;

public class FeatureLayoutTest {

    private static final FeatureSource AGE = new FeatureSource("age", Kind.ORDERED, 5, 3);
    private static final FeatureSource LOGEMENT = new FeatureSource("logement", Kind.CATEGORICAL, 3, 2);
    private static final FeatureLayout LAYOUT = new FeatureLayout(List.of(AGE, LOGEMENT));

    @Test
    public void columns_ofBothKinds_areNamedInOrder() {
        assertThat(LAYOUT.columnNames())
                .containsExactly(
                        "age", "age__inconnu", "logement__1", "logement__2", "logement__3", "logement__inconnu");
        assertThat(LAYOUT.size()).isEqualTo(6);
        assertThat(LAYOUT.columnName(4)).isEqualTo("logement__3");
        assertThat(LAYOUT.variableOf(1)).isZero();
        assertThat(LAYOUT.variableOf(2)).isEqualTo(1);
        assertThat(LAYOUT.sources()).containsExactly(AGE, LOGEMENT);
    }

    @Test
    public void value_orderedUnknown_isTheReferenceCodeAndIsMarked() {
        assertThat(LAYOUT.value(0, 0)).isEqualTo(3.0);
        assertThat(LAYOUT.value(0, 5)).isEqualTo(5.0);
        assertThat(LAYOUT.value(1, 0)).isEqualTo(1.0);
        assertThat(LAYOUT.value(1, 3)).isEqualTo(0.0);
    }

    @Test
    public void value_category_isOneInItsOwnColumnOnly() {
        for (int code = 0; code <= 3; code++) {
            for (int column = 2; column < 6; column++) {
                int columnCode = column == 5 ? 0 : column - 1;
                assertThat(LAYOUT.value(column, code)).isEqualTo(code == columnCode ? 1.0 : 0.0);
            }
        }
    }

    @Test
    public void value_outOfRange_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> LAYOUT.value(0, 32));
        assertThatIllegalArgumentException().isThrownBy(() -> LAYOUT.value(0, -1));
        assertThatThrownBy(() -> LAYOUT.value(6, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    public void leftMask_knownThresholds_areTheCodesUnderThem() {
        // age <= 2.5: codes 1 and 2; unknown counts as 3 and goes right.
        assertThat(LAYOUT.leftMask(0, 2.5)).isEqualTo(0b110);
        // age <= 3: codes 1, 2, 3 and unknown.
        assertThat(LAYOUT.leftMask(0, 3.0)).isEqualTo(0b1111);
        // a share <= 0.5: every code but that of the column.
        assertThat(LAYOUT.leftMask(2, 0.5)).isEqualTo(~0b10);
        assertThat(LAYOUT.leftMask(5, 0.5)).isEqualTo(~0b1);
        assertThat(LAYOUT.leftMask(2, Double.NEGATIVE_INFINITY)).isZero();
        assertThat(LAYOUT.leftMask(2, 1.0)).isEqualTo(-1);
    }

    @Test
    public void leftMask_everyColumnAndThreshold_agreesWithValue() {
        FeatureLayout wide = new FeatureLayout(List.of(
                AGE,
                LOGEMENT,
                new FeatureSource("montant_eur", Kind.ORDERED, 31, 31),
                new FeatureSource("situation", Kind.CATEGORICAL, 31, 1)));
        for (int column = 0; column < wide.size(); column++) {
            for (double threshold = -0.5; threshold <= 32; threshold += 0.25) {
                int mask = wide.leftMask(column, threshold);
                for (int code = 0; code < 32; code++) {
                    boolean left = ((mask >>> code) & 1) != 0;
                    assertThat(left).isEqualTo(wide.value(column, code) <= threshold);
                }
            }
        }
    }

    @Test
    public void leftMask_notANumber_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> LAYOUT.leftMask(0, Double.NaN));
    }

    @Test
    public void constructor_emptyOrTwice_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FeatureLayout(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new FeatureLayout(List.of(AGE, AGE)));
    }

    @Test
    public void digest_anyPartChanged_changes() {
        Set<String> digests = new HashSet<>();
        digests.add(LAYOUT.digest());
        digests.add(new FeatureLayout(List.of(LOGEMENT, AGE)).digest());
        digests.add(new FeatureLayout(List.of(AGE)).digest());
        digests.add(new FeatureLayout(List.of(new FeatureSource("ages", Kind.ORDERED, 5, 3), LOGEMENT)).digest());
        digests.add(new FeatureLayout(List.of(new FeatureSource("age", Kind.CATEGORICAL, 5, 3), LOGEMENT)).digest());
        digests.add(new FeatureLayout(List.of(new FeatureSource("age", Kind.ORDERED, 6, 3), LOGEMENT)).digest());
        digests.add(new FeatureLayout(List.of(new FeatureSource("age", Kind.ORDERED, 5, 4), LOGEMENT)).digest());
        assertThat(digests).hasSize(7);
    }

    @Test
    public void digest_knownLayout_isStable() {
        // printf 'age ORDERED 5 3\nlogement CATEGORICAL 3 2\n' | sha256sum
        assertThat(LAYOUT.digest()).isEqualTo("58c1e9354e6792367318abda765d0986a8e16de80299d5b6c8ad56848ac87a25");
        assertThat(new FeatureLayout(List.of(AGE, LOGEMENT))).isEqualTo(LAYOUT).hasSameHashCodeAs(LAYOUT);
    }
}

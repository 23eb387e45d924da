package fr.justedroit.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.justedroit.variable.FeatureLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

public class CanonicalFormTest {

    private static final TreeEnsemble SMALL = new TreeEnsemble(
            2,
            List.of(Tree.of(
                    0.1,
                    new Tree.Nodes(
                            new int[] {1, -1, -1},
                            new double[] {0.5, 7, 7},
                            new double[] {0, -1e-7, 1e7},
                            new int[] {2, -1, -1},
                            new int[] {1, -1, -1},
                            new double[] {22, 11, 11}))));

    private static final String SMALL_TEXT = "{\"colonnes\":2,\"genre\":\"arbres\",\"trees\":[{\"feature\":[1,-1,-1],"
            + "\"left\":[1,-1,-1],\"poids\":[22.0,11.0,11.0],\"prediction\":[0.0,1.0E7,-1.0E-7],"
            + "\"right\":[2,-1,-1],\"threshold\":[0.5,0.0,0.0],\"weight\":0.1}]}";

    @Test
    public void toJson_smallEnsemble_isTheTextWrittenByHand() {
        assertThat(CanonicalForm.toJson(SMALL)).isEqualTo(SMALL_TEXT);
        // printf '%s' "$text" | sha256sum
        assertThat(CanonicalForm.sha256(SMALL))
                .isEqualTo("d48e052805ac8b30f16f1a28f4ab3469596e6110d60603b111aaf6b08103edd6");
    }

    @Test
    public void toJson_linear_isTheTextWrittenByHand() {
        assertThat(CanonicalForm.toJson(new LinearModel(-0.25, new double[] {1, 2e-5})))
                .isEqualTo("{\"coefficients\":[1.0,2.0E-5],\"genre\":\"lineaire\",\"intercept\":-0.25}");
    }

    @Test
    public void toJson_keys_areSorted() throws Exception {
        for (String text : List.of(SMALL_TEXT, CanonicalForm.toJson(new LinearModel(0, new double[] {1})))) {
            JsonNode root = new ObjectMapper().readTree(text);
            assertThat(keys(root)).isSorted();
            if (root.has("trees")) {
                assertThat(keys(root.get("trees").get(0))).isSorted();
            }
        }
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    public void parse_randomModels_givesBackEveryBit() {
        for (int round = 0; round < 20; round++) {
            RandomModels models = new RandomModels(round);
            FeatureLayout layout = models.layout(10);
            for (PlainModel model : List.of(models.ensemble(layout, 1 + round, 1 + round % 8), models.linear(layout))) {
                PlainModel back = CanonicalForm.parse(CanonicalForm.toJson(model));
                assertThat(back).isEqualTo(model);
                assertThat(CanonicalForm.sha256(back)).isEqualTo(CanonicalForm.sha256(model));
            }
        }
    }

    @Test
    public void parse_textThatIsNotCanonical_isRefused() {
        assertThat(CanonicalForm.parse(SMALL_TEXT)).isEqualTo(SMALL);
        for (String other : List.of(
                SMALL_TEXT + "\n",
                " " + SMALL_TEXT,
                SMALL_TEXT + SMALL_TEXT,
                SMALL_TEXT.replace("0.1}", "0.10}"),
                SMALL_TEXT.replace("22.0", "22"),
                SMALL_TEXT.replace("\"colonnes\":2", "\"colonnes\":2,\"extra\":1"),
                SMALL_TEXT.replace("\"colonnes\":2", "\"colonnes\":3,\"colonnes\":2"),
                SMALL_TEXT.replace("[0.5,0.0,", "[0.5,7.0,"),
                SMALL_TEXT.replace("\"left\":[1,-1,-1]", "\"left\":[1.0,-1,-1]"),
                SMALL_TEXT.replace("\"left\":[1,-1,-1]", "\"left\":[1,-1]"),
                SMALL_TEXT.replace("\"left\":[1,", "\"left\":[2,"),
                SMALL_TEXT.replace("arbres", "foret"),
                SMALL_TEXT.replace("\"weight\":0.1", "\"weight\":\"0.1\""),
                SMALL_TEXT.replace("1.0E7", "NaN"),
                SMALL_TEXT.replace("1.0E7", "1.0E700"),
                SMALL_TEXT.replace(",\"weight\":0.1", ""),
                "",
                "null",
                "{}")) {
            assertThatIllegalArgumentException().as(other).isThrownBy(() -> CanonicalForm.parse(other));
        }
    }

    @Test
    public void sha256_oneBitChanged_changes() {
        Set<String> digests = new HashSet<>();
        double x = 0.1;
        for (int i = 0; i < 20; i++) {
            digests.add(CanonicalForm.sha256(new TreeEnsemble(1, List.of(leaf(x)))));
            x = Math.nextUp(x);
        }
        digests.add(CanonicalForm.sha256(new TreeEnsemble(1, List.of(leaf(0.0)))));
        digests.add(CanonicalForm.sha256(new TreeEnsemble(1, List.of(leaf(-0.0)))));
        digests.add(CanonicalForm.sha256(new TreeEnsemble(2, List.of(leaf(0.0)))));
        assertThat(digests).hasSize(23);
    }

    private static Tree leaf(double prediction) {
        double[] one = {prediction};
        return Tree.of(1, new Tree.Nodes(new int[] {-1}, one, one, new int[1], new int[1], new double[1]));
    }

    @Test
    public void number_knownHardCases_hasTheFewestDigits() {
        // Digits from Python 3.11's repr, which gives the shortest text that reads back; the shape is Java's.
        String[] expected = {
            "2.0E-3=0.002",
            "1.0E23=1.0E23",
            "8.41E21=8.41E21",
            "2.0E23=2.0E23",
            "1.0E-3=0.001",
            "9.999E-4=9.999E-4",
            "5.684341886080802E-14=5.684341886080802E-14",
            "2.2250738585072014E-308=2.2250738585072014E-308",
            "1.7976931348623157E308=1.7976931348623157E308",
            "9007199254740993=9.007199254740992E15",
            "0.30000000000000004=0.30000000000000004",
            "123456.789=123456.789",
            "9999999=9999999.0",
            "1E7=1.0E7",
            "-100=-100.0",
            "-0.0=-0.0",
            "0=0.0",
            "2E-322=2.0E-322",
            "1.5E-320=1.5E-320"
        };
        for (String pair : expected) {
            String[] sides = pair.split("=", 2);
            assertThat(CanonicalNumber.text(Double.parseDouble(sides[0]))).isEqualTo(sides[1]);
        }
        // Java's shape shows two digits, so it takes the nearest of two digits: 4.9E-324, where Python writes 5e-324.
        assertThat(CanonicalNumber.text(Double.MIN_VALUE)).isEqualTo("4.9E-324");
        assertThat(CanonicalNumber.text(Math.scalb(1.0, -44))).isEqualTo("5.684341886080802E-14");
    }

    @Test
    public void number_randomBits_readsBackAndIsNoLongerThanJava() {
        Random random = new Random(17);
        for (int i = 0; i < 50_000; i++) {
            double x = i % 2 == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextGaussian();
            if (Double.isFinite(x)) {
                String text = CanonicalNumber.text(x);
                assertThat(Double.parseDouble(text)).isEqualTo(x);
                assertThat(text.length()).isLessThanOrEqualTo(Double.toString(x).length());
            }
        }
    }

    @Test
    public void number_javaNineteenOrLater_isDoubleToString() {
        assumeTrue(Runtime.version().feature() >= 19);
        Random random = new Random(19);
        for (int i = 0; i < 50_000; i++) {
            double x = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(x)) {
                assertThat(CanonicalNumber.text(x)).isEqualTo(Double.toString(x));
            }
        }
    }

    @Test
    public void number_notFinite_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalNumber.text(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalNumber.text(Double.NEGATIVE_INFINITY));
    }
}

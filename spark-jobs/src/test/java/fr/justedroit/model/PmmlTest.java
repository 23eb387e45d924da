package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.ensemble.PlainModel;
import fr.justedroit.ensemble.RandomModels;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.w3c.dom.Element;

/** What other software reads of a model is the model; PyPMML says so of the demo's ({@code scripts/oracle/pmml.py}). */
public final class PmmlTest {
    private static final String LABEL = "L'âge < 30 & « autres »";

    private static Bundle bundle(RandomModels models, FeatureLayout layout) {
        List<BundleVariable> variables = new ArrayList<>();
        for (FeatureSource source : layout.sources()) {
            variables.add(new BundleVariable(
                    source, LABEL, "{mots}", Collections.nCopies(source.codes() + 1, "mots"), "definition"));
        }
        return new Bundle(
                "cible-2026-01-0123456789ab",
                "cible",
                models.ensemble(layout, 12, 4),
                models.linear(layout),
                variables,
                Form.ARBRES,
                "2026-01");
    }

    @Test
    public void of_anyModel_otherReadersGetItsScores() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            RandomModels models = new RandomModels(seed);
            FeatureLayout layout = models.layout(6);
            Bundle bundle = bundle(models, layout);
            for (Form form : Form.values()) {
                PlainModel model = bundle.model(form);
                PmmlReading reading = new PmmlReading(Pmml.of(bundle, form, "1.2.3"));
                for (int row = 0; row < 50; row++) {
                    byte[] codes = models.codes(layout);
                    double raw = model.raw(RandomModels.values(layout, codes));
                    Map<String, Double> outputs = reading.outputs(byName(layout, codes));
                    assertThat(outputs.get("score")).isCloseTo(raw, within(1e-12));
                    assertThat(outputs.get("probabilite")).isCloseTo(model.probability(raw), within(1e-12));
                }
            }
        }
    }

    private static Map<String, Integer> byName(FeatureLayout layout, byte[] codes) {
        Map<String, Integer> byName = new HashMap<>();
        for (int v = 0; v < codes.length; v++) {
            byName.put(layout.sources().get(v).name(), (int) codes[v]);
        }
        return byName;
    }

    @Test
    public void of_itsInputs_areTheVariablesWithTheirWords() throws Exception {
        RandomModels models = new RandomModels(1);
        FeatureLayout layout = models.layout(4);
        String document = Pmml.of(bundle(models, layout), Form.LOGISTIQUE, "1.2.3");
        List<Element> top = PmmlReading.children(new PmmlReading(document).root());
        assertThat(top.get(0).getAttribute("description"))
                .contains("cible-2026-01-0123456789ab", "logistique", Card.STATEMENT);
        List<Element> fields = PmmlReading.children(top.get(1));
        assertThat(fields).hasSize(4).allSatisfy(field -> assertThat(field.getAttribute("displayName"))
                .isEqualTo(LABEL));
        RandomModels again = new RandomModels(1);
        assertThat(Pmml.of(bundle(again, again.layout(4)), Form.LOGISTIQUE, "1.2.3"))
                .isEqualTo(document);
    }
}

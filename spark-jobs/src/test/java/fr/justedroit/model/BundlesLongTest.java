package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.ensemble.CompiledModel;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vectors;
import org.junit.Test;

/** A bundle is what was signed, to the byte, or it is refused. */
public final class BundlesLongTest extends CellFixture {
    private static final long serialVersionUID = 1L;
    private static final Access READ = Access.consultation(Room.SCORING, Purpose.NOTATION, "test");

    private Path bundle(String id) {
        return folder.getRoot().toPath().resolve("modele").resolve(id);
    }

    private void assertRefused(String id, String why) {
        assertThatThrownBy(() -> new Bundles(door, KEYS).read(READ, id))
                .isInstanceOfSatisfying(DataminingException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.GATE_REFUSED);
                    assertThat(e.why()).contains(why);
                });
    }

    @Test
    public void read_sealed_givesBothModelsAndTheFrozenWords() {
        String id = sealed();
        Bundle bundle = new Bundles(door, KEYS).read(READ, id);
        assertThat(bundle.trees()).isEqualTo(learnt().trees());
        assertThat(bundle.logistic()).isEqualTo(learnt().logistic());
        Card card = new Bundles(door, KEYS).card(READ, id);
        assertThat(CardJson.readCard(CardJson.write(card))).isEqualTo(card);
        assertThat(card.seed()).isEqualTo(-7);
        assertThat(bundle.layout()).isEqualTo(LAYOUT);
        assertThat(bundle.cible()).isEqualTo("irregularite_confirmee");
        assertThat(id).startsWith("irregularite_confirmee-2026-01-");
        List<Variable> variables = DICTIONARY.of(Role.MODELE);
        for (int v = 0; v < variables.size(); v++) {
            for (int code = 0; code <= variables.get(v).codes(); code++) {
                assertThat(bundle.reason(v, code)).isEqualTo(variables.get(v).reason(code));
            }
        }
        byte[] codes = new byte[variables.size()];
        for (Form form : Form.values()) {
            CompiledModel compiled = bundle.with(form).compiled();
            double[] values = new double[LAYOUT.size()];
            for (int c = 0; c < values.length; c++) {
                values[c] = LAYOUT.value(c, 0);
            }
            assertThat(compiled.raw(codes)).isCloseTo(bundle.model(form).raw(values), within(1e-12));
        }
    }

    @Test
    public void mllibFiles_loaded_giveTheSameScores() {
        String id = sealed();
        Bundle bundle = new Bundles(door, KEYS).read(READ, id);
        GBTClassificationModel trees = GBTClassificationModel.load(
                bundle(id).resolve("mllib/arbres").toUri().toString());
        LogisticRegressionModel logistic = LogisticRegressionModel.load(
                bundle(id).resolve("mllib/logistique").toUri().toString());
        double[] values = new double[LAYOUT.size()];
        for (int i = 0; i < 20; i++) {
            values[i % values.length] = i % 5;
            assertThat(bundle.trees().raw(values))
                    .isCloseTo(trees.predictRaw(Vectors.dense(values)).apply(1), within(1e-12));
            assertThat(bundle.logistic().raw(values))
                    .isCloseTo(logistic.predictRaw(Vectors.dense(values)).apply(1), within(1e-9));
        }
    }

    @Test
    public void problem_contentSealedUnderAnotherName_isNamed() throws IOException {
        String id = sealed();
        Bundles bundles = new Bundles(door, KEYS);
        assertThat(bundles.problem(READ, id)).isEmpty();
        Path words = bundle(id).resolve("dictionnaire.json");
        Files.writeString(words, Files.readString(words) + "\n");
        assertThat(bundles.problem(READ, id))
                .hasValueSatisfying(what -> assertThat(what).contains("dictionnaire.json"));
        Access write = new Access("someone", Room.MODEL, Purpose.APPRENTISSAGE, AccessKind.CREATION, "test");
        new Sums(door.files(), KEYS).seal(write, id);
        assertThat(bundles.problem(READ, id))
                .hasValueSatisfying(what -> assertThat(what).contains("identifier"));
    }

    @Test
    public void read_anyFileEdited_refusedWithItsName() throws IOException {
        String id = sealed();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(bundle(id))) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(9);
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            byte[] edited = java.util.Arrays.copyOf(content, content.length + 1);
            edited[content.length] = '1';
            Files.write(file, edited);
            String name = bundle(id).relativize(file).toString();
            boolean seal = name.equals("SOMMES.sha256") || name.equals("SIGNATURE");
            assertRefused(id, seal ? "signature" : name);
            Files.write(file, content);
        }
        assertThat(new Bundles(door, KEYS).read(READ, id).id()).isEqualTo(id);
    }

    @Test
    public void read_fileAddedOrMissing_refused_andEvaluationIsSignedApart() throws IOException {
        String id = sealed();
        Files.createDirectories(bundle(id).resolve("evaluation"));
        Files.writeString(bundle(id).resolve("evaluation/calibration.json"), "{}");
        assertThat(new Bundles(door, KEYS).read(READ, id).id()).isEqualTo(id);
        Files.writeString(bundle(id).resolve("autre.json"), "{}");
        assertRefused(id, "autre.json was added");
        Files.delete(bundle(id).resolve("autre.json"));
        Files.delete(bundle(id).resolve("fiche.json"));
        assertRefused(id, "fiche.json is missing");
    }

    @Test
    public void read_sumsRecomputedByAnIntruder_refusedForTheSignature() throws IOException {
        String id = sealed();
        Bundles bundles = new Bundles(door, keys("other"));
        assertThatThrownBy(() -> bundles.read(READ, id)).hasMessageContaining("signature");
        Path sums = bundle(id).resolve("SOMMES.sha256");
        Files.writeString(sums, Files.readString(sums).replace("fiche.json", "fiche2.json"));
        assertRefused(id, "signature");
    }

    @Test
    public void read_unknown_namesWhatThereIs() {
        String id = sealed();
        assertThatThrownBy(() -> new Bundles(door, KEYS).read(READ, "irregularite_confirmee-2026-01-000000000000"))
                .isInstanceOfSatisfying(DataminingException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.STATE_MISSING);
                    assertThat(e.why()).contains(id);
                });
        assertThatThrownBy(() -> new Bundles(door, KEYS).read(READ, "../secret"))
                .isInstanceOf(DataminingException.class);
    }
}

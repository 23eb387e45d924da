package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.cli.CommandProbe.Ended;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.Problems;
import fr.justedroit.table.DoorFixture;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.DictionaryReader;
import fr.justedroit.variable.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Test;

/** Another organisation writes its own {@code conf/} and no code: the whole chain on one that shares nothing with ours. */
public final class SecondConfigurationLongTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final Path CONF = Path.of("src/test/resources/conf-retraite");
    private static final List<String> QUARTERS =
            List.of("2024-03", "2024-06", "2024-09", "2024-12", "2025-03", "2025-06", "2025-09", "2025-12");
    private static final String ALL = "2024-01..2025-12";

    private transient Path root;
    private transient CommandProbe probe;

    @Before
    public void probe() {
        root = folder.getRoot().toPath().resolve("racine");
        probe = new CommandProbe(
                root, CONF, folder.getRoot().toPath().resolve("cles").resolve("k.p12"));
    }

    private String run(String... arguments) {
        Ended ended = probe.run(arguments);
        assertThat(ended.code()).as(arguments[0] + "\n" + ended.err()).isZero();
        return ended.out().strip();
    }

    @Test
    public void files_shareNothingWithTheShipped() throws IOException {
        Path shipped = Path.of("../conf");
        try (Stream<Path> files = Files.list(CONF)) {
            for (Path file : files.toList()) {
                Path other = shipped.resolve(file.getFileName());
                assertThat(Files.exists(other) && Files.mismatch(file, other) < 0)
                        .as(file.toString())
                        .isFalse();
            }
        }
        Dictionary own = dictionary(CONF);
        Dictionary ours = dictionary(shipped);
        Set<String> words = words(own);
        words.retainAll(words(ours));
        assertThat(words).isEmpty();
        assertThat(own.variables().stream().map(Variable::sentence))
                .doesNotContainAnyElementsOf(
                        ours.variables().stream().map(Variable::sentence).toList());
        assertThat(settings(CONF).contracts().extracts().keySet())
                .doesNotContainAnyElementsOf(
                        settings(shipped).contracts().extracts().keySet());
        assertThat(settings(CONF).cafs().byCode().keySet())
                .hasSize(7)
                .doesNotContainAnyElementsOf(settings(shipped).cafs().byCode().keySet());
    }

    private static Settings settings(Path conf) {
        Problems problems = new Problems();
        Settings settings = Settings.read(conf, problems);
        problems.check();
        return settings;
    }

    private static Dictionary dictionary(Path conf) {
        Problems problems = new Problems();
        Dictionary dictionary = DictionaryReader.read(conf, settings(conf).contracts(), problems);
        problems.check();
        return dictionary;
    }

    private static Set<String> words(Dictionary dictionary) {
        return dictionary.variables().stream()
                .flatMap(variable -> variable.codesInOrder().stream())
                .map(Variable.Code::words)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @Exigence("E27")
    public void chain_runsFromDeliveriesToLists() throws IOException {
        run("init", "--env", "essai");
        new PensionFund(root, settings(CONF).contracts()).deliver(QUARTERS);
        run("check");
        assertThat(run("dictionary")).contains("absence_jour", "trop_percu_24m_nb");
        String offices = PensionFund.offices();
        // A range of months holds the quarters that end in it; the others are no deliveries.
        run("ingest", "--mois", ALL, "--caf", offices);
        assertThat(probe.run("ingest", "--mois", "2025-11", "--caf", offices).code())
                .isEqualTo(2);
        run("follow-up", "--mois", "2025-12", "--caf", offices);
        String visa = CONF.resolve("visa.yaml").toString();
        run("refresh-allnat", "--mois", ALL, "--caf", offices, "--visa", visa);
        // Four quarters make the twelve months of the window.
        String model = run("train", "--as-of", "2025-09");
        run("evaluate", "--modele", model, "--mois", "2025-12", "--caf", offices);
        run(
                "promote",
                "--modele",
                model,
                "--visa",
                ChainWorld.promotion(folder.getRoot().toPath(), root, model, ""));
        String shown = run("model", "show", model);
        assertThat(shown).contains("trop-perçu notable", "Appris sur 4 mois", "jusqu'à 2025-09");
        run("deploy");
        run("score", "--mois", "2025-12", "--caf", offices);
        String list = run("proposals", "--caf", "901", "--mois", "2025-12", "--format", "csv");
        assertThat(list.lines()).hasSizeGreaterThan(5);
        assertThat(list).containsAnyOf("absence", "attestation", "pension", "guichet");
        assertThat(run("dictionary", "--propose-bands", "rente_12m_moyenne"))
                .contains("2025-12: " + PensionFund.dossiers() + " dossiers", "aucune rente");
        run("verify");
        // The effect that was planted is what the model found.
        long planted = list.lines()
                .skip(1)
                .filter(line -> line.contains("attestation attendue") || line.contains("jours d'absence"))
                .count();
        assertThat(planted).isGreaterThan(list.lines().count() / 3);
    }
}

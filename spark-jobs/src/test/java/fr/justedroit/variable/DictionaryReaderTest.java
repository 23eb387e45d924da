package fr.justedroit.variable;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.config.Contracts;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What no configuration can make an input of a model. */
public final class DictionaryReaderTest {
    private static final Path CONF = Path.of("../conf");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** Problems of the shipped dictionary with one more variable. */
    private List<String> problems(String category, String role, String argument, String more) throws IOException {
        Path file = folder.getRoot().toPath().resolve("variables.yaml");
        Files.writeString(
                file,
                Files.readString(CONF.resolve("variables.yaml"))
                        + """
                          essai:
                            libelle: "Essai"
                            categorie: %s
                            role: %s
                            classe: %s
                            argument: "Essai"
                            concerne: [allocataire]
                            dit: aucun
                            valeur: "case when enfant_nb > 0 and prestation_nb > 0 then 'O' else 'N' end"
                            categories: {"N": "non", "O": "oui"}
                            reference: 1
                            phrase: "Essai : {mots}"
                        """
                                .formatted(category, role, argument)
                                .indent(0)
                        + more);
        Problems problems = new Problems();
        Contracts contracts = Settings.read(CONF, new Problems()).contracts();
        DictionaryReader.read(file.getParent(), contracts, problems);
        return problems.lines();
    }

    @Test
    public void read_variableOfAKnownCategory_isAccepted() throws IOException {
        assertThat(problems("famille", "modele", "libre", "")).isEmpty();
    }

    @Test
    @Exigence({"E12", "E26"})
    public void read_categoryOutsideTheList_isRefused() throws IOException {
        for (String category : List.of("reseaux_sociaux", "sante", "religion")) {
            assertThat(problems(category, "modele", "libre", "")).as(category).isNotEmpty();
        }
    }

    @Test
    @Exigence("E12")
    public void read_protectedOrFraud_areNeverInputs() throws IOException {
        assertThat(problems("famille", "modele", "jamais", "")).anyMatch(line -> line.contains("jamais"));
        assertThat(problems("famille", "audit", "jamais", "")).isEmpty();
        for (String category : List.of("tutelle", "fraude", "audit_seulement")) {
            assertThat(problems(category, "modele", "libre", "")).as(category).isNotEmpty();
        }
    }

    @Test
    @Exigence("E12")
    public void shipped_modelVariables_holdNoneOfTheProtected() {
        Problems problems = new Problems();
        Dictionary dictionary =
                DictionaryReader.read(CONF, Settings.read(CONF, problems).contracts(), problems);
        assertThat(problems.lines()).isEmpty();
        assertThat(dictionary.of(Role.MODELE)).isNotEmpty().allSatisfy(variable -> {
            assertThat(variable.argument()).isNotEqualTo(Argument.JAMAIS);
            assertThat(variable.value().orElse(""))
                    .doesNotContain("sexe", "nationalite", "nir_statut", "tutelle", "aah", "date_naissance");
        });
    }

    @Test
    @Exigence({"E06", "E10"})
    public void read_stateMadeFromASuspicion_isRefused() throws IOException {
        Path file = folder.getRoot().toPath().resolve("variables.yaml");
        Files.writeString(
                file,
                Files.readString(CONF.resolve("variables.yaml"))
                        .replace(
                                "variables:\n",
                                "  soupcon: {type: STRING, extrait: corali_fraude, expression: \"max(etat)\","
                                        + " commentaire: \"x\"}\n\nvariables:\n"));
        Problems problems = new Problems();
        DictionaryReader.read(
                file.getParent(), Settings.read(CONF, new Problems()).contracts(), problems);
        assertThat(problems.lines()).singleElement().asString().contains("suspicion");
    }
}

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

    private static List<String> problemsOf(Path file) {
        Problems problems = new Problems();
        DictionaryReader.read(
                file.getParent(), Settings.read(CONF, new Problems()).contracts(), problems);
        return problems.lines();
    }

    /** Problems of the shipped dictionary where an argument for a group has other words. */
    private List<String> problemsOfArgument(String other) throws IOException {
        Path file = folder.getRoot().toPath().resolve("variables.yaml");
        String shipped = Files.readString(CONF.resolve("variables.yaml"));
        String line = "age_tranche=1: \"À moins de 25 ans aucun dossier";
        assertThat(shipped).contains(line);
        Files.writeString(file, shipped.replace(line, other));
        return problemsOf(file);
    }

    @Test
    @Exigence("E12")
    public void read_argumentForAGroup_namesOneThatIsThere() throws IOException {
        assertThat(problemsOfArgument("age_tranche=1, 5: \"")).isEmpty();
        for (String group : List.of("age_tranche=6", "age_tranche=0", "rsa_majore=2", "enfant_nb=1", "inconnu=1")) {
            assertThat(problemsOfArgument(group + ": \""))
                    .singleElement()
                    .asString()
                    .contains("'" + group + "' is no group");
        }
        assertThat(problemsOfArgument("age_tranche: \""))
                .singleElement()
                .asString()
                .contains("names no group");
        assertThat(problemsOfArgument("age_tranche=1: \"\"\n      age_tranche=2: \""))
                .singleElement()
                .asString()
                .contains("by an argument");
        assertThat(problemsOfArgument("age_tranche=1,2: \"a\"\n      age_tranche=2: \""))
                .singleElement()
                .asString()
                .contains("argued twice");
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

    /** Problems of the shipped dictionary with one more column of etat, and a variable that reads it. */
    private List<String> problemsOf(String name, String extract, String expression, String value) throws IOException {
        Path file = folder.getRoot().toPath().resolve("variables.yaml");
        Files.writeString(
                file,
                Files.readString(CONF.resolve("variables.yaml"))
                                .replace(
                                        "\nvariables:\n",
                                        "  " + name + ": {type: STRING, extrait: " + extract + ", expression: \""
                                                + expression + "\", commentaire: \"x\"}\n\nvariables:\n")
                        + """
                          essai:
                            libelle: "Essai"
                            categorie: famille
                            role: modele
                            classe: libre
                            argument: "Essai"
                            concerne: [allocataire]
                            dit: personne
                            valeur: "%s"
                            categories: {"N": "non", "O": "oui"}
                            reference: 1
                            phrase: "Essai : {mots}"
                        """
                                .formatted(value)
                                .indent(0));
        return problemsOf(file);
    }

    @Test
    @Exigence("E12")
    public void read_nearCopyOfAnAuditedVariable_isRefusedAsAnInput() throws IOException {
        for (String[] copy : new String[][] {
            {"autre", "cristal_dossier", "max(nationalite)", "autre"},
            {"autre", "cristal_dossier", "upper(min(sexe))", "case when autre = 'F' then 'O' else 'N' end"},
            {"autre", "cristal_prestation", "max(case when prestation = 'AAH' then 'O' end)", "autre"},
            {"autre", "cristal_dossier", "max(date_immatriculation)", "year(date_naissance) > 1980"},
            {"autre", "cristal_logement", "max(zone)", "autre"},
            {"autre", "cristal_prestation", "max(case when prestation = 'RSAM' then 'O' else 'N' end)", "autre"}
        }) {
            assertThat(problemsOf(copy[0], copy[1], copy[2], copy[3]))
                    .as(copy[2] + " " + copy[3])
                    .anyMatch(line -> line.contains("jamais") && line.contains("E12"));
        }
        assertThat(problemsOf("autre", "cristal_dossier", "max(date_immatriculation)", "autre > fin_mois"))
                .isEmpty();
    }

    @Test
    @Exigence({"E12", "E26"})
    public void read_identifiersNetworksAndFreeText_areRefusedByName() throws IOException {
        for (String name : List.of(
                "nir",
                "conjoint_nom",
                "adresse_ligne",
                "courriel",
                "iban",
                "ip_connexion",
                "compte_facebook",
                "reseau_social",
                "observation_visite")) {
            assertThat(problemsOf(name, "cristal_dossier", "max(conjoint)", "'N'"))
                    .as(name)
                    .anyMatch(line -> line.contains("E12"));
        }
    }

    @Test
    @Exigence("E10")
    public void read_decisionThatAnAppealCanOverturn_isRefused() throws IOException {
        assertThat(problemsOf("autre", "cristal_indu", "max(controle_id)", "autre"))
                .anyMatch(line -> line.contains("E10"));
        Path file = folder.getRoot().toPath().resolve("variables.yaml");
        Files.writeString(
                file, Files.readString(CONF.resolve("variables.yaml")).replace("retard_mois: 2", "retard_mois: 1"));
        Problems problems = new Problems();
        DictionaryReader.read(
                file.getParent(), Settings.read(CONF, new Problems()).contracts(), problems);
        assertThat(problems.lines()).isNotEmpty().allMatch(line -> line.contains("appealed") && line.contains("E10"));
    }

    @Test
    @Exigence("E12")
    public void shipped_dictionary_hasThreeInputsInEachCategoryThatAllowsSome() {
        Problems problems = new Problems();
        Dictionary dictionary =
                DictionaryReader.read(CONF, Settings.read(CONF, problems).contracts(), problems);
        assertThat(dictionary.variables()).hasSizeGreaterThanOrEqualTo(70);
        assertThat(dictionary.of(Role.MODELE)).hasSizeGreaterThanOrEqualTo(60);
        for (Category category : Category.values()) {
            boolean isClosed =
                    category == Category.TUTELLE || category == Category.FRAUDE || category == Category.AUDIT_SEULEMENT;
            assertThat(dictionary.of(Role.MODELE).stream().filter(variable -> variable.category() == category))
                    .as(category.name())
                    .hasSizeGreaterThanOrEqualTo(isClosed ? 0 : 3);
        }
    }

    /** Words say where a band ends: a number, or that there is nothing. */
    @Test
    public void shipped_bands_wordsHoldTheirLimits() {
        Problems problems = new Problems();
        Dictionary dictionary =
                DictionaryReader.read(CONF, Settings.read(CONF, problems).contracts(), problems);
        dictionary.variables().stream()
                .filter(variable -> !variable.isCategorical())
                .forEach(variable -> variable.codesInOrder().forEach(code -> assertThat(code.words())
                        .as(variable.name())
                        .containsPattern("[0-9]|^auc|^sans|^pas de")));
    }
}

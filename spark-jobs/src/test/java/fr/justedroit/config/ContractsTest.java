package fr.justedroit.config;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.config.Contracts.Part;
import fr.justedroit.errors.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/** The contracts shipped for the CNAF's extracts. */
public final class ContractsTest {
    private final Contracts contracts =
            Settings.read(Path.of("../conf"), new Problems()).contracts();

    @Test
    @Exigence("E13")
    public void shipped_fraudComesFromCoraliAndAllElseFromCristal() {
        assertThat(contracts.playing(Part.FRAUDE).orElseThrow().source()).isEqualTo("CORALI");
        assertThat(contracts.playing(Part.INDU).orElseThrow().source()).isEqualTo("CRISTAL");
        String fraud = contracts.playing(Part.FRAUDE).orElseThrow().name();
        String list = contracts.playing(Part.LISTE).orElseThrow().name();
        assertThat(contracts.extracts().values()).allSatisfy(extract -> assertThat(extract.source())
                .isEqualTo(
                        extract.name().equals(fraud) ? "CORALI" : extract.name().equals(list) ? "CAF" : "CRISTAL"));
    }

    @Test
    @Exigence("E07")
    public void shipped_codesOfAFraud_areTheFour() {
        assertThat(contracts
                        .playing(Part.FRAUDE)
                        .orElseThrow()
                        .column("code_fraude")
                        .orElseThrow()
                        .values())
                .containsExactlyInAnyOrder("641", "642", "643", "644");
    }

    /** Problems of the shipped contracts with one more column of the housing extract. */
    private static List<String> problemsOf(String column) throws IOException {
        String shipped = Files.readString(Path.of("../conf/sources.yaml"));
        String anchor = "      bailleur:";
        assertThat(shipped).contains(anchor);
        Problems problems = new Problems();
        Contracts.read(
                YamlNode.parse("sources.yaml", shipped.replace(anchor, "      " + column + "\n" + anchor), problems));
        return problems.lines();
    }

    @Test
    @Exigence({"E12", "E26"})
    public void read_identifierFreeTextOrNetwork_isRefusedWithItsRequirement() throws IOException {
        String closed = ": {type: TEXTE, domaine: [A, B], commentaire: x}";
        assertThat(problemsOf("etage" + closed)).isEmpty();
        for (String name : List.of(
                "nir",
                "nom_bailleur",
                "adresse",
                "rue_code",
                "email",
                "iban",
                "rib",
                "ip",
                "compte_instagram",
                "reseaux",
                "observations",
                "telephone_2")) {
            assertThat(problemsOf(name + closed)).as(name).anyMatch(line -> line.contains("E12"));
        }
        assertThat(problemsOf("etage: {type: TEXTE, commentaire: x}")).anyMatch(line -> line.contains("free text"));
        for (String pattern : List.of(".*", "[A-Za-z ]+", "[0-9]{15}", "[0-9.]+", "[^;]{3,60}", "[A-Z]+")) {
            assertThat(problemsOf("etage: {type: TEXTE, motif: \"" + pattern + "\", commentaire: x}"))
                    .as(pattern)
                    .anyMatch(line -> line.contains("E12"));
        }
        assertThat(problemsOf("etage: {type: TEXTE, domaine: [\"jeanne.martin@exemple.fr\"], commentaire: x}"))
                .anyMatch(line -> line.contains("E12"));
    }

    @Test
    public void read_orderOfDates_mustNameADateOfTheExtract() throws IOException {
        assertThat(problemsOf("fin: {type: DATE, apres: date_entree, commentaire: x}"))
                .isEmpty();
        assertThat(problemsOf("fin: {type: DATE, apres: statut, commentaire: x}"))
                .isNotEmpty();
        assertThat(problemsOf("fin: {type: DATE, apres: nulle_part, commentaire: x}"))
                .isNotEmpty();
    }

    @Test
    @Exigence("E08")
    public void list_anActWithoutRoleOrDay_orAListThatIsAskedFor_isRefused() throws IOException {
        String shipped = Files.readString(Path.of("../conf/sources.yaml"));
        for (String[] change : List.of(
                new String[] {"[AGENT, CONTROLEUR], exige_par: [acte]", "[AGENT, CONTROLEUR]"},
                new String[] {"date_acte:             {type: DATE, exige_par: [acte]", "date_acte: {type: DATE"},
                new String[] {"    facultatif: true\n", ""},
                new String[] {"exige_par: [\"acte=CLOS\"]", "exige_par: [agent]"})) {
            assertThat(shipped).contains(change[0]);
            Problems problems = new Problems();
            Contracts.read(YamlNode.parse("sources.yaml", shipped.replace(change[0], change[1]), problems));
            assertThat(problems.lines()).as(change[0]).isNotEmpty();
        }
    }

    @Test
    @Exigence("E08")
    public void list_reasonsOfASetAside_areThoseOfTheProcedure() throws IOException {
        Path conf = Path.of("../conf");
        assertThat(contracts
                        .playing(Part.LISTE)
                        .flatMap(list -> list.column("motif_ecart"))
                        .orElseThrow()
                        .values())
                .containsExactlyElementsOf(Settings.read(conf, new Problems())
                        .procedure()
                        .reasons()
                        .keySet());
        Path other = Files.createTempDirectory("conf");
        try (var files = Files.list(conf)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, other.resolve(file.getFileName()));
            }
        }
        Path procedure = other.resolve("procedure.yaml");
        Files.writeString(procedure, Files.readString(procedure).replace("  FAUTE_DE_TEMPS:", "  AUTRE_CHOSE:"));
        Problems problems = new Problems();
        Settings.read(other, problems);
        assertThat(problems.lines()).singleElement().asString().contains("motifs_ecart");
    }
}

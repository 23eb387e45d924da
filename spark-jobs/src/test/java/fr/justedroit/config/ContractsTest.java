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
        assertThat(contracts.extracts().values()).allSatisfy(extract -> assertThat(extract.source())
                .isEqualTo(extract.name().equals(fraud) ? "CORALI" : "CRISTAL"));
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
}

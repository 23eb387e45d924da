package fr.justedroit.config;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.errors.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.Test;

/** The shipped procedure, and what its reader refuses: every problem at once, each with its line. */
public final class ProcedureTest {
    private static final Path FILE = Path.of("../conf/procedure.yaml");

    private static List<String> problems(String old, String now) throws IOException {
        String text = Files.readString(FILE);
        assertThat(text).contains(old);
        Problems problems = new Problems();
        ProcedureReader.read(YamlNode.parse("conf/procedure.yaml", text.replace(old, now), problems));
        return problems.lines();
    }

    @Test
    @Exigence("E07")
    public void shipped_codes_areTheFourOfTheDeliberation() throws IOException {
        Problems problems = new Problems();
        Procedure shipped = ProcedureReader.read(YamlNode.read(FILE, problems));
        assertThat(problems.lines()).isEmpty();
        assertThat(shipped.codes().keySet()).isEqualTo(Procedure.FRAUD_CODES);
        assertThat(shipped.codes().get("642").benefits()).isNotEmpty();
        assertThat(problems("\"644\": {", "\"645\": {")).singleElement().satisfies(line -> assertThat(line)
                .matches("conf/procedure.yaml:[0-9]+: '645' is not one of the codes.*"));
        assertThat(problems("prestations: [RSAM, ASF], ", "")).anyMatch(line -> line.contains("lone parents"));
    }

    @Test
    @Exigence({"E01", "E06", "E08"})
    public void read_actOfTheSoftware_isRefusedSaveExpiryAndErasure() throws IOException {
        assertThat(problems(
                        "{acte: soupconner, de: [controle, clos], vers: soupcon, roles: [agent, controleur]",
                        "{acte: soupconner, de: [controle, clos], vers: soupcon, roles: [systeme]"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("may not be done by the software"));
        assertThat(problems("roles: [commission]", "roles: [commission, directeur]"))
                .anyMatch(line -> line.contains("of nobody else"));
    }

    @Test
    public void read_manyMistakes_areAllReportedWithTheirLines() throws IOException {
        String text = Files.readString(FILE)
                .replace("depart: propose", "depart: nulle_part")
                .replace("exige: [motif], unique: ecarter", "exige: [motiff], unique: ecarter")
                .replace("\"delai:expiration\"", "\"delai:toujours\"")
                .replace("vers: recours, roles: [allocataire]", "vers: recours, roles: [voisin]")
                .replaceFirst("depuis: 2010-03-25\n", "depuis: hier\n")
                .replace(
                        "article: \"CNIL 2010-086 : caractère indicatif\", verifie: \"délibération\"",
                        "article: \"CNIL 2010-086\"");
        Problems problems = new Problems();
        ProcedureReader.read(YamlNode.parse("conf/procedure.yaml", text, problems));
        assertThat(problems.lines()).hasSize(6).allMatch(line -> line.matches("conf/procedure.yaml:[0-9]+: .*"));
    }

    @Test
    public void read_sameActTwiceForAState_isRefusedUnlessTheirDatesFollow() throws IOException {
        String first = "{acte: ecarter, de: [propose], vers: ecarte, roles: [agent], exige: [motif], unique: ecarter,"
                + " depuis: 2010-03-25, texte: {article: \"projet\"}}";
        String again = "  - " + first + "\n  - {acte: expirer";
        assertThat(problems("  - {acte: expirer", again)).anyMatch(line -> line.contains("given twice"));
        String earlier = first.replace("depuis: 2010-03-25", "depuis: 2009-01-01, jusqua: 2010-03-24");
        assertThat(problems("  - {acte: expirer", "  - " + earlier + "\n  - {acte: expirer"))
                .isEmpty();
    }

    @Test
    public void months_onADay_areThoseInForce() {
        Problems problems = new Problems();
        Procedure shipped = ProcedureReader.read(YamlNode.read(FILE, problems));
        assertThat(shipped.months("observations", LocalDate.of(2026, 1, 1))).contains(1);
        assertThat(shipped.months("observations", LocalDate.of(2009, 1, 1))).isEmpty();
        assertThat(shipped.transitions()).anyMatch(one -> one.text().isToVerify());
    }
}

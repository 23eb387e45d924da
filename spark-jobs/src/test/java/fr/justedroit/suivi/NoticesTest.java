package fr.justedroit.suivi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.Exigence;
import fr.justedroit.config.Texts;
import fr.justedroit.errors.DataminingException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What a person and an agent read: plain, whole, escaped, in any language that has every sentence. */
public final class NoticesTest {
    private static final Path CONF = Path.of("../conf");
    /** Words that a person may not know; each may stand only where the page explains it. */
    private static final Set<String> STOP = Set.of(
            "allocataire",
            "indu",
            "rappel",
            "datamining",
            "algorithme",
            "score",
            "scoring",
            "probabilité",
            "contentieux",
            "diligenter",
            "susvisé",
            "nonobstant",
            "CRISTAL",
            "CORALI",
            "CNIL",
            "RGPD",
            "DPO",
            "NIR",
            "fraude",
            "suspect",
            "fraudeur",
            "susceptible",
            "corrélation",
            "statistique");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static Notices.Subject subject(String... reasons) {
        return new Notices.Subject("031", "2026-01", 17, "irrégularité confirmée", List.of(reasons), 1, 2);
    }

    private static Notices shipped() {
        return new Notices(Texts.read(CONF, "fr"));
    }

    /** The longest reasons that a notice can hold; {@code scripts/ci/axe.py} looks at the pages with a browser. */
    @Test
    @Exigence("E19")
    public void longestPages_areLeftForTheBrowser() throws IOException {
        List<String> words = Pattern.compile("mots: \"([^\"]+)\"")
                .matcher(Files.readString(CONF.resolve("variables.yaml")))
                .results()
                .map(found -> found.group(1))
                .sorted(java.util.Comparator.comparingInt(String::length).reversed())
                .limit(5)
                .toList();
        Path pages = Files.createDirectories(Path.of("target/pages"));
        Notices.Subject longest = subject(words.toArray(String[]::new));
        Page notice = shipped().notice(longest);
        assertThat(notice.text().replaceAll("\\s+", " ")).contains(words);
        Files.writeString(pages.resolve("notice.html"), notice.html());
        Files.writeString(pages.resolve("fiche.html"), shipped().sheet(longest).html());
    }

    private static List<String> sentences(Page page) {
        List<String> sentences = new ArrayList<>();
        page.parts().forEach(part -> sentences.addAll(part.sentences()));
        return sentences;
    }

    @Test
    @Exigence("E19")
    public void notice_saysProcedureReasonsDataRemediesRightsAndContact() {
        String text = shipped().notice(subject("3 pièces attendues")).text();
        assertThat(text.replaceAll("\\s+", " "))
                .contains("un agent a choisi", "3 pièces attendues", "1 mois pour répondre", "commission de recours")
                .contains("dans les 2 mois", "6 janvier 1978", "RGPD", "délégué à la protection des données", "CNIL")
                .contains("numéro 17", "ne décide rien", "Se tromper est un droit");
        // Money is spoken of both ways.
        assertThat(text).contains("Si elle vous doit de l'argent", "Si vous avez trop reçu");
        assertThat(text.lines().toList()).allMatch(line -> line.length() <= 90);
        assertThat(shipped().notice(subject()).text()).contains("Aucun fait particulier");
    }

    @Test
    @Exigence({"E08", "E19"})
    public void sheet_saysFirstThatTheRankingIsAnIndication() {
        Page sheet = shipped().sheet(subject("3 pièces attendues"));
        assertThat(sentences(sheet).get(0)).contains("est une indication", "ne décide rien");
        assertThat(sheet.text()).contains("irrégularité confirmée").doesNotContainIgnoringCase("fraude");
    }

    @Test
    @Exigence("E19")
    public void sentences_ofTheNotice_areShortAndPlain() {
        Texts texts = Texts.read(CONF, "fr");
        for (Page page : List.of(shipped().notice(subject("un fait")), shipped().sheet(subject("un fait")))) {
            List<String> sentences = sentences(page);
            double words = sentences.stream()
                    .mapToInt(sentence -> sentence.split("\\s+", -1).length)
                    .average()
                    .orElseThrow();
            assertThat(words).isLessThanOrEqualTo(15);
            String text = page.text();
            for (String word : STOP) {
                boolean isThere = Pattern.compile("(?<!\\p{L})" + word + "(?!\\p{L})")
                        .matcher(text)
                        .find();
                boolean isExplained = texts.words().containsKey(word) && text.contains(word + " : ");
                assertThat(!isThere || isExplained).as(word).isTrue();
            }
        }
    }

    /** Two A4 pages: some 46 lines of 90 characters each at 11 points. */
    @Test
    @Exigence("E19")
    public void notice_withTheMostReasons_holdsOnTwoPages() {
        String reason = "Une valeur de votre dossier, entre 0,50 et 0,75 SMIC, a compté dans le classement";
        String text = shipped()
                .notice(subject(reason, reason, reason, reason, reason))
                .text();
        assertThat(text.lines().count()).isLessThanOrEqualTo(92);
    }

    @Test
    @Exigence("E19")
    public void html_ofAPage_isWellFormedAloneAndReadableWithoutStyle() throws Exception {
        String html = shipped().notice(subject("un fait")).html();
        assertThat(html).startsWith("<!DOCTYPE html>\n<html lang=\"fr\">").doesNotContain("<script", "http:", "https:");
        String body = html.replace("<!DOCTYPE html>", "")
                .replaceAll("<meta [^>]*>", "")
                .replaceAll("(?s)<style>.*?</style>", "");
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(body.strip())));
        assertThat(document.getElementsByTagName("main").getLength()).isEqualTo(1);
        assertThat(document.getElementsByTagName("h1").getLength()).isEqualTo(1);
        assertThat(document.getElementsByTagName("h2").getLength()).isGreaterThan(4);
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isNotBlank();
        assertThat(document.getDocumentElement().getTextContent()).contains("Votre dossier va être vérifié");
    }

    @Test
    public void html_ofAValueWithMarks_isEscaped() {
        String html =
                shipped().notice(subject("<script>alert('x')</script> & \"y\"")).html();
        assertThat(html).doesNotContain("<script>").contains("&lt;script&gt;", "&amp;");
    }

    private Path language(String name, String text) throws IOException {
        Path textes = folder.getRoot().toPath().resolve("textes");
        Files.createDirectories(textes);
        return Files.writeString(textes.resolve(name + ".yaml"), text);
    }

    @Test
    @Exigence("E19")
    public void notice_inASecondLanguage_isANotice() throws IOException {
        StringBuilder other = new StringBuilder("langue: br\nphrases:\n");
        Texts.KEYS.forEach(key -> other.append("  ")
                .append(key)
                .append(": \"Frazenn ")
                .append(key.toUpperCase(Locale.ROOT))
                .append(key.endsWith("repondre") ? " ${delai_mois}" : "")
                .append("\"\n"));
        language("br", other.toString());
        Page page = new Notices(Texts.read(folder.getRoot().toPath(), "br")).notice(subject("un fait"));
        assertThat(page.html()).contains("<html lang=\"br\">", "Frazenn NOTICE.REPONDRE 1", "un fait");
        assertThat(page.text()).doesNotContain("Votre", "caisse");
    }

    @Test
    public void read_missingOrUnknownSentences_areAllReportedWithTheirLines() throws IOException {
        String shipped = Files.readString(CONF.resolve("textes/fr.yaml"));
        language(
                "fr",
                shipped.replace("  notice.juge", "  x")
                        .replaceFirst("  notice.visite:", "  notice.vizite:")
                        .replaceFirst("  fiche.titre:", "  fiche.tittre:"));
        assertThatThrownBy(() -> Texts.read(folder.getRoot().toPath(), "fr"))
                .isInstanceOf(DataminingException.class)
                .hasMessageContaining("4 problem(s)")
                .hasMessageContaining("'notice.visite' is missing")
                .hasMessageContaining("'fiche.titre' is missing")
                .hasMessageContaining("'notice.vizite' is used by no page");
    }
}

package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.Problems;
import fr.justedroit.variable.Arrival;
import fr.justedroit.variable.Category;
import fr.justedroit.variable.Concern;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.DictionaryReader;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Told;
import fr.justedroit.variable.Variable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.Test;

/**
 * Every sentence that a sheet can print for a variable of the model, whatever the code: health, guardianship, child
 * protection and what a third party declared are told to nobody or to the agent alone; another adult's situation reaches
 * the person only as such (E05). The words are searched, not the intention: a sentence that says it in words that are not
 * below passes.
 */
public final class SpokenSentencesTest {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** Told to nobody. */
    private static final Pattern NEVER = Pattern.compile(
            "sant[ée]|malad|handicap|invalid|inapt|m[ée]dic|hospital|grossesse|enceinte|d[ée]c[èe]s|\\bAAH\\b|\\bAEEH\\b"
                    + "|tutelle|curatelle|tuteur|mandataire|protection de l'enfan|\\bASE\\b|placé|aide sociale"
                    + "|nationalit|\\bNIR\\b|fraud|suspic|soup[çc]on",
            FLAGS);

    /** Not told to the person: what another than the household declared. */
    private static final Pattern THIRD = Pattern.compile(
            "signal[ée]|d[ée]nonc|t[ée]moign|tiers|employeur|voisin|d'apr[èe]s le bailleur|banque|imp[ôo]ts", FLAGS);

    /** Not told to the person: what names the other adult. */
    private static final Pattern ADULT =
            Pattern.compile("conjoint|concubin|[ée]poux|[ée]pouse|compagn|partenaire|mari\\b|\\bsa femme", FLAGS);

    private static Dictionary dictionary(String folder) {
        Problems problems = new Problems();
        Settings settings = Settings.read(Path.of(folder), problems);
        Dictionary dictionary = DictionaryReader.read(Path.of(folder), settings.contracts(), problems);
        problems.check();
        return dictionary;
    }

    private static List<String> sentences(Dictionary dictionary, Audience audience) {
        List<String> sentences = new ArrayList<>();
        for (Variable variable : dictionary.of(Role.MODELE)) {
            for (int code = 0; code <= variable.codes(); code++) {
                sentences.add(audience.told(Optional.of(variable), variable.reason(code)));
            }
        }
        return sentences;
    }

    @Test
    @Exigence({"E05", "E08"})
    public void sentences_ofTheShippedDictionary_tellNobodyOfHealthGuardianshipOrChildProtection() {
        Dictionary dictionary = dictionary("../conf");
        for (Audience audience : Audience.values()) {
            assertThat(sentences(dictionary, audience))
                    .hasSizeGreaterThan(100)
                    .noneMatch(sentence -> NEVER.matcher(sentence).find());
        }
    }

    @Test
    @Exigence({"E05", "E08"})
    public void sentences_forThePerson_holdNoThirdPartyAndNoOtherAdult() {
        List<String> person = sentences(dictionary("../conf"), Audience.PERSONNE);
        assertThat(person).noneMatch(sentence -> THIRD.matcher(sentence).find());
        assertThat(person).noneMatch(sentence -> ADULT.matcher(sentence).find());
        assertThat(person).contains(Sheet.OTHER_ADULT, Sheet.UNTOLD);
    }

    @Test
    public void sentences_forTheAgent_holdWhatThePersonIsNotTold() {
        List<String> agent = sentences(dictionary("../conf"), Audience.AGENT);
        assertThat(agent).anyMatch(sentence -> THIRD.matcher(sentence).find());
        assertThat(agent).anyMatch(sentence -> ADULT.matcher(sentence).find());
    }

    @Test
    public void telling_ofWhatNoConfigurationMayOpen_isNothing() {
        Variable plain = dictionary("../conf").of(Role.MODELE).get(0);
        for (Category category : List.of(Category.TUTELLE, Category.FRAUDE, Category.AUDIT_SEULEMENT)) {
            assertThat(Telling.of(
                            Optional.of(with(plain, category, Told.PERSONNE, Concern.ALLOCATAIRE)), Audience.AGENT))
                    .isEqualTo(Telling.NOTHING);
        }
        assertThat(Telling.of(Optional.empty(), Audience.AGENT)).isEqualTo(Telling.NOTHING);
        Variable another = with(plain, Category.ACTIVITE, Told.PERSONNE, Concern.CONJOINT);
        assertThat(Telling.of(Optional.of(another), Audience.PERSONNE)).isEqualTo(Telling.OTHER_ADULT);
        assertThat(Telling.of(Optional.of(another), Audience.AGENT)).isEqualTo(Telling.WORDS);
        Variable thirds = with(plain, Category.LOGEMENT, Told.AGENT, Concern.TIERS);
        assertThat(Telling.of(Optional.of(thirds), Audience.PERSONNE)).isEqualTo(Telling.NOTHING);
    }

    private static Variable with(Variable one, Category category, Told told, Concern concern) {
        return new Variable(
                one.name(),
                one.label(),
                category,
                one.role(),
                one.argument(),
                one.unit(),
                one.value(),
                one.event(),
                one.window(),
                one.delay(),
                one.aggregate(),
                Arrival.INCONNU,
                one.codesInOrder(),
                one.reference(),
                one.sentence(),
                new Variable.Stance("", Optional.empty(), List.of(concern), told));
    }
}

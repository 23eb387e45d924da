package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.variable.FeatureSource;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.Test;

/** What a profile says is in the dictionary's words, and accuses nobody. */
public final class RuleWordsTest {
    private static final RuleWords WORDS = Shipped.VOCABULARY.words();

    private static final Pattern ACCUSING = Pattern.compile(
            "fraud|suspect|soupcon|coupable|trich|mensong|menteu|dissimul|escroc|faux\\b|abus|delinqu|malhonn|profiteu|suspicio");

    private static int column(String name) {
        return Shipped.VOCABULARY.layout().columnNames().indexOf(name);
    }

    @Test
    @Exigence("E03")
    public void sentences_oneCodeSeveralAndARange_areTheDictionarys() {
        assertThat(WORDS.sentences(List.of(new Condition(column("indu_24m_nb"), Condition.Side.AT_MOST, 1.3))))
                .containsExactly(Shipped.VOCABULARY.variables().stream()
                        .filter(one -> one.source().name().equals("indu_24m_nb"))
                        .findFirst()
                        .orElseThrow()
                        .reason(1));
        assertThat(WORDS.sentences(List.of(new Condition(column("dossier_anciennete"), Condition.Side.ABOVE, 4.2))))
                .containsExactly("Ancienneté du dossier : de 4 à 7 ans, ou 8 ans ou plus");
        assertThat(WORDS.sentences(List.of(new Condition(column("dossier_anciennete"), Condition.Side.ABOVE, 2.5))))
                .containsExactly("Ancienneté du dossier : de « de 12 à 23 mois » à « 8 ans ou plus »");
        assertThat(WORDS.sentences(List.of(new Condition(column("activite__1"), Condition.Side.ABOVE, 0.4))))
                .containsExactly(Shipped.VOCABULARY.variables().stream()
                        .filter(one -> one.source().name().equals("activite"))
                        .findFirst()
                        .orElseThrow()
                        .reason(1));
        assertThat(WORDS.sentences(List.of(new Condition(column("activite__1"), Condition.Side.AT_MOST, 0.4))))
                .containsExactly("Activité : toute autre que « salarié »");
    }

    @Test
    public void isSayable_whatLeavesNobodyOutOrNobodyIn_isNot() {
        Condition all = new Condition(column("activite__inconnu"), Condition.Side.AT_MOST, 0.2);
        assertThat(WORDS.isSayable(List.of(all))).isFalse();
        Condition low = new Condition(column("dossier_anciennete"), Condition.Side.AT_MOST, 2.5);
        Condition high = new Condition(column("dossier_anciennete"), Condition.Side.ABOVE, 4.5);
        assertThat(WORDS.isSayable(List.of(low, high))).isFalse();
        assertThat(WORDS.isSayable(List.of(low))).isTrue();
    }

    /** Every sentence that any condition could give: each code alone, and each limit on both sides. */
    @Test
    @Exigence("E03")
    public void sentences_ofEveryCondition_accuseNobody() {
        List<String> all = new ArrayList<>(List.of(Profiles.READING, Occupations.READING));
        for (int c = 0; c < Shipped.VOCABULARY.layout().size(); c++) {
            FeatureSource source = Shipped.VOCABULARY
                    .layout()
                    .sources()
                    .get(Shipped.VOCABULARY.layout().variableOf(c));
            for (double limit = 0.5; limit < source.codes(); limit++) {
                for (Condition.Side side : Condition.Side.values()) {
                    all.addAll(WORDS.sentences(List.of(new Condition(c, side, limit))));
                }
            }
        }
        assertThat(all).hasSizeGreaterThan(300).noneMatch(sentence -> ACCUSING.matcher(
                        Normalizer.normalize(sentence.toLowerCase(Locale.FRENCH), Normalizer.Form.NFD)
                                .replaceAll("\\p{M}", ""))
                .find());
    }

    @Test
    @Exigence("E03")
    public void audited_noneIsAVariableOfModels_andNoOtherMayBeTold() {
        List<String> audited = Shipped.DICTIONARY.names(fr.justedroit.variable.Role.AUDIT);
        assertThat(Shipped.VOCABULARY.variables())
                .extracting(one -> one.source().name())
                .doesNotContainAnyElementsOf(audited);
        assertThat(Shipped.SETTINGS.learning().forbidden())
                .extracting(pair -> pair.attribute())
                .isSubsetOf(audited)
                .contains("parent_isole", "rsa", "ressource_uc_rsa", "age_tranche", "aah");
        assertThat(Shipped.VOCABULARY.told())
                .doesNotContain("conjoint_activite", "impaye_mois", "foyer_activite_24m_nb");
    }
}

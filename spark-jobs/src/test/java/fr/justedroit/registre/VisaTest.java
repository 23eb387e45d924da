package fr.justedroit.registre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.model.Form;
import org.junit.Test;

/** A visa says all it must, and is the same visa however it is laid out. */
public final class VisaTest {
    private static final String PLAIN =
            """
            modele: m
            sommes: abc
            auteur: La directrice
            raison: Premier modèle
            jusqua: 2026-06-30
            admet: [anonymat, auc_min]
            """;

    @Test
    public void digest_otherLayoutAndOrder_sameVisa() {
        String other =
                """
                # a comment
                admet:
                  - auc_min
                  - anonymat
                raison:   "Premier modèle"
                auteur: La directrice
                jusqua: "2026-06-30"
                sommes: abc
                modele: m
                """;
        assertThat(Visa.parse(other).digest()).isEqualTo(Visa.parse(PLAIN).digest());
    }

    @Test
    public void digest_anyPartChanged_anotherVisa() {
        String digest = Visa.parse(PLAIN).digest();
        for (String[] change : new String[][] {
            {"modele: m", "modele: n"},
            {"abc", "abd"},
            {"directrice", "sous-directrice"},
            {"Premier", "Second"},
            {"06-30", "07-30"},
            {", auc_min", ""},
            {"modele: m", "forme: logistique\nmodele: m"}
        }) {
            assertThat(Visa.parse(PLAIN.replace(change[0], change[1])).digest()).isNotEqualTo(digest);
        }
        assertThat(Visa.parse("forme: logistique\n" + PLAIN).form()).contains(Form.LOGISTIQUE);
    }

    @Test
    public void parse_wrong_everyProblemAtItsLine() {
        String wrong =
                """
                modele: m
                auteur: ""
                raison: r
                jusqua: demain
                admet: [tout]
                signature: x
                """;
        assertThatThrownBy(() -> Visa.parse(wrong)).isInstanceOfSatisfying(DataminingException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
            assertThat(e.what())
                    .contains("'sommes' is missing", "visa:2", "visa:4", "'tout' is no bound", "'signature'");
        });
    }
}

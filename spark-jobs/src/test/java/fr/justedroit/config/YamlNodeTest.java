package fr.justedroit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.Problems;
import java.nio.file.Path;
import org.junit.Test;

/** All problems of a file are found at once, each at its line. */
public final class YamlNodeTest {
    @Test
    public void problems_severalAtOnce_eachWithItsLine() {
        Problems problems = new Problems();
        YamlNode node = YamlNode.parse("conf/essai.yaml", "a: un\nb: [1]\nc: 3\nd: oui\n", problems);
        node.at("a").integer();
        node.at("b").text();
        node.at("d").flag();
        node.at("absent").text();
        node.allow("a", "b", "d");
        assertThat(problems.lines())
                .hasSize(5)
                .anyMatch(line -> line.startsWith("conf/essai.yaml:1: "))
                .anyMatch(line -> line.startsWith("conf/essai.yaml:2: "))
                .anyMatch(line -> line.startsWith("conf/essai.yaml:3: "))
                .anyMatch(line -> line.startsWith("conf/essai.yaml:4: "));
        assertThatThrownBy(problems::check)
                .isInstanceOf(DataminingException.class)
                .hasMessageContaining("5 problem");
    }

    @Test
    public void parse_keyTwice_isAProblem() {
        Problems problems = new Problems();
        YamlNode.parse("conf/essai.yaml", "a: 1\na: 2\n", problems).entries();
        assertThat(problems.lines()).hasSize(1);
    }

    @Test
    public void settings_shipped_haveNoProblem() {
        Problems problems = new Problems();
        Settings settings = Settings.read(Path.of("../conf"), problems);
        assertThat(problems.lines()).isEmpty();
        assertThat(settings.contracts().extracts()).hasSize(12);
        assertThat(settings.scale().value("smic_mensuel_net_eur", "2023-06")).isEqualTo(1383.08);
    }

    @Test
    public void thresholds_looserThanTheGoals_areRefused() {
        Problems problems = new Problems();
        String text =
                """
                cible: x
                cibles: {x: {libelle: "x", indu_min_eur: 1, indu_min_mois: 1, fraude_retenue: true}}
                maturite: {recours_mois: 2, censure_mois: 18}
                anonymat: {k_population: 5, k_cas: 11, remplissage_max: 2, bruit_ecart_type: 0, tirage_part: 1,
                  hors_cellule_max: 0.001, posterieur_max: 0.9, negatifs_min: 2, reste_mois: [12, 13]}
                cloture: {caf_min: 0.9, dossiers_min: 0.9}
                promotion: {auc_min: 0.5, ecart_reference_max: 0.1}
                conservation: {etat_mois: 25, dossier_mois: 3, audit_mois: 3, classement: 1, quarantaine_jours: 30, evenements_spark: 3}
                """;
        Thresholds.read(YamlNode.parse("conf/seuils.yaml", text, problems));
        assertThat(problems.lines()).hasSize(5).anySatisfy(line -> assertThat(line)
                .contains("reste_mois"));
    }
}

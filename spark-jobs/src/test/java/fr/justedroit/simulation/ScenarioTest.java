package fr.justedroit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.YearMonth;
import org.junit.Test;

public class ScenarioTest {

    @Test
    public void parse_baseScenario_readsEveryGroup() {
        Scenario scenario = Simulated.base();
        assertThat(scenario.monde().moisOrigine()).isEqualTo(YearMonth.of(2014, 1));
        assertThat(scenario.activite().transitions().get("CHO")).containsKey("SAL");
        assertThat(scenario.verite().natures()).hasSize(5);
    }

    @Test
    public void parse_severalProblems_reportsThemTogether() {
        String wrong = Simulated.baseYaml()
                .replace("  passe_mois:", "  passe_moi:")
                .replace("part_femme: 0.58", "part_femme: 1.58")
                .replace("ERREUR: 0.60, ", "")
                .replace("age_max_ans: 70", "age_max_ans: vieux");
        assertThatThrownBy(() -> Scenario.parse(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("monde.passe_mois: missing")
                .hasMessageContaining("monde.passe_moi: unknown key")
                .hasMessageContaining("famille.part_femme: not a share")
                .hasMessageContaining("famille.age_max_ans: not a whole number")
                .hasMessageContaining("verite.natures.ERREUR: missing");
    }

    @Test
    public void parse_baseScenario_explainsEveryKeyOnItsLine() {
        assertThat(Simulated.baseYaml().lines().filter(line -> line.startsWith("  ")))
                .allSatisfy(line -> assertThat(line.startsWith("    ") || line.contains("#"))
                        .as(line)
                        .isTrue());
    }
}

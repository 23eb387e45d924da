package fr.justedroit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * Practice of the controls under the base scenario: how many, by which origin, how fast, with which planned bias.
 *
 * <p>The seed is fixed, so that a run never fails by chance. Under another seed (about 4,000 controls, 600 drawn at
 * random, 850 positive): standard errors are 1.3 days for the delays, 0.6 points for the share of the random draw, 0.2
 * points for the yearly rate; bounds are at least three standard errors away, an error rate below 0.3 % for each assertion.
 */
public class ControlStatisticalTest {
    private static final int DOSSIERS = 20_000;
    private static final int LAST = Months.index(java.time.YearMonth.of(2025, 1));
    private static final List<Control> CONTROLS = new ArrayList<>();
    private static final Map<String, Integer> ORIGINS = new TreeMap<>();
    private static long eligible;
    private static double loneTargeted;
    private static double lone;
    private static double otherTargeted;
    private static double other;

    @BeforeClass
    public static void live() {
        Scenario scenario = Simulated.base();
        World world = new World(scenario, Simulated.SEED, "033");
        Worklists none = new Worklists(world, List.of());
        OldRules rules = new OldRules(world, world.drawOf(1));
        for (int place = 0; place < DOSSIERS; place++) {
            Life life = new Life(world, none, Tenure.at(world, place, LAST));
            for (int month = life.tenure().open(); month <= LAST; month++) {
                life.advance(month);
                if (month > LAST - 24) {
                    eligible++;
                }
            }
            if (life.signals().isLoneParent()) {
                lone++;
                loneTargeted += rules.targetedProbability(life.signals());
            } else {
                other++;
                otherTargeted += rules.targetedProbability(life.signals());
            }
            for (Control control : life.controls()) {
                if (control.month() > LAST - 24 && control.acts().size() > 1) {
                    CONTROLS.add(control);
                    ORIGINS.merge(control.origine(), 1, Integer::sum);
                }
            }
        }
    }

    @Test
    public void select_aYear_controlsAboutTwelvePercent() {
        assertThat(12.0 * CONTROLS.size() / eligible).isBetween(0.10, 0.15);
        assertThat((double) ORIGINS.get("aleatoire") / CONTROLS.size()).isBetween(0.12, 0.18);
        assertThat(ORIGINS).containsOnlyKeys("aleatoire", "ciblage", "signalement", "croisement", "autre");
    }

    @Test
    public void select_proba_isWrittenWhereItIsKnownByDesign() {
        assertThat(CONTROLS).allSatisfy(control -> {
            boolean known = List.of("aleatoire", "ciblage").contains(control.origine());
            assertThat(control.probaInclusion().isEmpty()).isEqualTo(!known);
            if (known) {
                assertThat(Double.parseDouble(control.probaInclusion())).isBetween(0.0004, 0.0801);
            }
        });
    }

    @Test
    public void select_dossierWhereSomethingWasFound_isChosenMoreOften() {
        Signals clean = new Signals(0, 0, 0, 50, 0, 2, 0, 0, 200_000, 0, 0, 50_000, 0);
        Signals found = new Signals(0, 0, 0, 50, 0, 2, 0, 0, 200_000, 0, 0, 50_000, 1);
        World world = new World(Simulated.base(), Simulated.SEED, "033");
        OldRules rules = new OldRules(world, world.drawOf(1));
        assertThat(rules.targetedProbability(found)).isGreaterThan(1.5 * rules.targetedProbability(clean));
        long dossiers = CONTROLS.stream().map(Control::dossierId).distinct().count();
        assertThat(dossiers).as("some are controlled again").isLessThan(CONTROLS.size());
    }

    @Test
    public void conduct_positives_takeLonger() {
        assertThat(meanDays(true)).isGreaterThan(meanDays(false) + 30);
    }

    @Test
    public void targetedProbability_loneParents_areOverSelectedAsPlanned() {
        assertThat(loneTargeted / lone).isGreaterThan(1.5 * otherTargeted / other);
    }

    private static double meanDays(boolean positive) {
        return CONTROLS.stream()
                .filter(control -> control.acts().size() == 4 && (control.indu() != null) == positive)
                .mapToInt(control ->
                        control.acts().get(3).day() - control.acts().get(0).day())
                .average()
                .orElseThrow();
    }
}

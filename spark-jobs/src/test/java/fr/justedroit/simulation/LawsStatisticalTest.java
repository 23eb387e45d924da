package fr.justedroit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.simulation.Abroad.Stay;
import fr.justedroit.simulation.Tenure.End;
import fr.justedroit.simulation.World.JobState;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/**
 * The laws of a life, one test each.
 *
 * <p>The seed is fixed, so that a run never fails by chance. Under another seed, each bound is at least four standard errors
 * from what the law gives, computed where it stands: an error rate below 0.01 % for each assertion.
 */
public class LawsStatisticalTest {
    private static final int MONTH = Months.index(YearMonth.of(2025, 6));
    private final Scenario scenario = Simulated.base();
    private final World world = new World(scenario, Simulated.SEED, "021");
    private final Worklists none = new Worklists(world, List.of());

    @Test
    public void tenure_anyMonth_beginsNoFurtherBackThanItsBound() {
        int bound = scenario.monde().dureeMaxMois();
        for (int month : new int[] {MONTH, MONTH + 120, MONTH + 480}) {
            long lived = 0;
            for (int place = 0; place < 3000; place++) {
                Tenure tenure = Tenure.at(world, place, month);
                assertThat(tenure.open()).isGreaterThan(month - bound).isLessThanOrEqualTo(month);
                assertThat(tenure.close()).isGreaterThan(month);
                assertThat(Tenure.ofRank(world, tenure.rank())).isEqualTo(tenure);
                lived += month - tenure.open() + 1;
            }
            // The cost of a month is the length of the lives told: the same 40 years later (deviation 33, mean of
            // 3,000).
            assertThat(lived / 3000.0).isCloseTo(56, within(4 * 0.7));
        }
    }

    @Test
    public void tenure_deaths_followTheYearlyRateOfTheLaw() {
        double expected = 0;
        int deaths = 0;
        for (int place = 0; place < 20_000; place++) {
            Tenure tenure = Tenure.at(world, place, MONTH);
            int birth = Family.birthDay(world, world.drawOf(tenure.rank()), tenure.open());
            // Who holds a place in a month has lived until then: the rate is looked at from the next one on.
            for (int month = MONTH + 1; month < tenure.close(); month++) {
                double age = (Months.firstDay(month) - birth) / 365.25;
                expected += scenario.famille().decesNiveau()
                        * StrictMath.exp(scenario.famille().decesPente() * age)
                        / 12;
            }
            deaths += tenure.end() == End.DECES ? 1 : 0;
        }
        assertThat(deaths).isGreaterThan(300);
        assertThat(deaths).isCloseTo((int) expected, within((int) (4 * Math.sqrt(expected))));
    }

    @Test
    public void income_fromMonthToMonth_staysInItsBand() {
        int kept = 0;
        int far = 0;
        int compared = 0;
        for (int place = 0; place < 1500; place++) {
            Life life = new Life(world, none, Tenure.at(world, place, MONTH));
            int before = -1;
            int yearAgo = -1;
            for (int month = life.tenure().open(); month <= MONTH; month++) {
                life.advance(month);
                int band = band(life);
                if (before >= 0 && month == MONTH) {
                    compared++;
                    kept += band == before ? 1 : 0;
                    far += yearAgo >= 0 && band == yearAgo ? 1 : 0;
                }
                before = band;
                yearAgo = month == MONTH - 12 ? band : yearAgo;
            }
        }
        // Bands of a quarter of the minimum wage, of which most hold a tenth of persons at most.
        assertThat((double) kept / compared).isGreaterThan(0.70);
        assertThat((double) far / compared).isGreaterThan(0.40).isLessThan((double) kept / compared);
    }

    private int band(Life life) {
        return (int)
                (life.allocataire().incomeCents() / (25 * scenario.ressource().smicEur()));
    }

    @Test
    public void spell_ofShortContracts_isShorterThanOneOfStableWork() {
        Map<JobState, long[]> rates = new EnumMap<>(JobState.class);
        for (int place = 0; place < 3000; place++) {
            Life life = new Life(world, none, Tenure.at(world, place, MONTH));
            JobState before = null;
            for (int month = life.tenure().open(); month <= MONTH; month++) {
                int spells = life.allocataire().pastCount();
                life.advance(month);
                if (before != null) {
                    long[] rate = rates.computeIfAbsent(before, state -> new long[2]);
                    rate[0] += life.allocataire().pastCount() - spells;
                    rate[1]++;
                }
                before = life.allocataire().state();
            }
        }
        // The monthly rate at which a spell ends, with retirement beside: lengths of about 9 and 80 months.
        double brief = (double) rates.get(JobState.SAL_INSTABLE)[0] / rates.get(JobState.SAL_INSTABLE)[1];
        double stable = (double) rates.get(JobState.SAL_STABLE)[0] / rates.get(JobState.SAL_STABLE)[1];
        assertThat(brief).isCloseTo(0.110, within(0.012));
        assertThat(stable).isCloseTo(0.0125, within(0.0025));
    }

    @Test
    public void separation_changesHousingAndBenefitsTogether() {
        int separations = 0;
        int moves = 0;
        int benefits = 0;
        for (int place = 0; place < 12_000; place++) {
            Life life = new Life(world, none, Tenure.at(world, place, MONTH));
            long before = 0;
            for (int month = life.tenure().open(); month <= MONTH; month++) {
                life.advance(month);
                if (life.change() == Family.Change.SEPARATION
                        && month > life.tenure().open()) {
                    separations++;
                    assertThat(life.conjoint()).isNull();
                    assertThat(life.signals().isAlone()).isTrue();
                    moves += life.housing().entryDay() >= Months.firstDay(month) ? 1 : 0;
                    benefits += life.benefits().totalCents() != before ? 1 : 0;
                }
                before = life.benefits().totalCents();
            }
        }
        // About 700 separations: deviations 1.9 points for moves, 1.8 for benefits.
        assertThat(separations).isGreaterThan(400);
        assertThat((double) moves / separations)
                .isCloseTo(scenario.logement().demenagementSeparation(), within(4 * 0.025));
        assertThat((double) benefits / separations).isGreaterThan(0.55);
    }

    @Test
    public void stayAbroad_declared_stopsBenefits_untold_isAnIrregularity() {
        int declared = 0;
        int untold = 0;
        for (int place = 0; place < 4000; place++) {
            Life life = new Life(world, none, Tenure.at(world, place, MONTH));
            int length = 0;
            for (int month = life.tenure().open(); month <= MONTH; month++) {
                life.advance(month);
                if (life.stay() == Stay.DECLARE) {
                    declared++;
                    assertThat(life.benefits().totalCents()).isZero();
                    assertThat(life.finding().nature()).isNotEqualTo(Irregularity.SEJOUR);
                } else if (life.stay() == Stay.TU) {
                    untold += life.finding().nature() == Irregularity.SEJOUR ? 1 : 0;
                } else {
                    assertThat(life.finding().nature()).isNotEqualTo(Irregularity.SEJOUR);
                }
                length = life.stay() == Stay.EN_FRANCE ? 0 : length + 1;
                assertThat(length).isLessThanOrEqualTo(scenario.sejour().dureeMaxMois());
            }
        }
        assertThat(declared).isGreaterThan(200);
        assertThat(untold).isGreaterThan(60);
    }

    @Test
    public void widowhood_endsTheCoupleAndKeepsTheChildren() {
        int widowed = 0;
        for (int place = 0; place < 12_000; place++) {
            Life life = new Life(world, none, Tenure.at(world, place, MONTH));
            int children = 0;
            for (int month = life.tenure().open(); month <= MONTH; month++) {
                life.advance(month);
                if (life.change() == Family.Change.VEUVAGE) {
                    widowed++;
                    assertThat(life.family().isCouple()).isFalse();
                    assertThat(life.family().childCount()).isGreaterThanOrEqualTo(children);
                }
                children = life.family().childCount();
            }
        }
        assertThat(widowed).isGreaterThan(20);
    }

    @Test
    public void reform_declaredWages_changeMeaningAndSource() {
        int before = 0;
        int after = 0;
        int sources = 0;
        for (int place = 0; place < 1500; place++) {
            Life life = new Life(world, none, Tenure.at(world, place, world.reform));
            for (int month = life.tenure().open(); month <= world.reform; month++) {
                life.advance(month);
                Person person = life.allocataire();
                boolean employed = person.state() == JobState.SAL_STABLE;
                if (employed && month < world.reform) {
                    before++;
                    assertThat(person.declaredCents()).isEqualTo(person.incomeCents());
                } else if (employed) {
                    after++;
                    assertThat((double) person.declaredCents() / person.incomeCents())
                            .isCloseTo(scenario.reforme().netSocialFacteur(), within(0.001));
                    sources += "TIERS".equals(person.incomeSource(month)) ? 1 : 0;
                }
            }
        }
        assertThat(before).isGreaterThan(10_000);
        assertThat((double) sources / after).isGreaterThan(0.88);
    }
}

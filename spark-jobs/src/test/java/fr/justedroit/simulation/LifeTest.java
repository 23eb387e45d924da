package fr.justedroit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class LifeTest {
    private static final int MIDDLE = Months.index(java.time.YearMonth.of(2025, 6));
    private final World world = new World(Simulated.base(), Simulated.SEED, "021");
    private final Worklists none = new Worklists(world, List.of());

    @Test
    public void advance_sameLifeTwice_tellsTheSame() {
        for (int place = 0; place < 50; place++) {
            assertThat(tell(place)).isEqualTo(tell(place));
        }
        assertThat(tell(1)).isNotEqualTo(tell(2));
    }

    @Test
    public void advance_monthAfterMonth_childrenStayAndGrow() {
        for (int place = 0; place < 400; place++) {
            Life life = new Life(world, none, Tenure.at(world, place, MIDDLE));
            List<Integer> births = new ArrayList<>();
            List<Boolean> dependent = new ArrayList<>();
            for (int month = life.tenure().open(); month < end(life); month++) {
                life.advance(month);
                Family family = life.family();
                assertThat(family.childCount()).isGreaterThanOrEqualTo(births.size());
                for (int i = 0; i < births.size(); i++) {
                    assertThat(family.childBirth(i)).isEqualTo(births.get(i));
                    assertThat(!dependent.get(i) && family.isDependent(i, month))
                            .as("a child that grew up or left comes back")
                            .isFalse();
                }
                births.clear();
                dependent.clear();
                for (int i = 0; i < family.childCount(); i++) {
                    assertThat(family.childBirth(i)).isLessThanOrEqualTo(Months.lastDay(month));
                    births.add(family.childBirth(i));
                    dependent.add(family.isDependent(i, month));
                }
            }
        }
    }

    @Test
    public void advance_spellsOfActivity_followWithoutHoleOrOverlap() {
        int spells = 0;
        for (int place = 0; place < 400; place++) {
            Life life = new Life(world, none, Tenure.at(world, place, MIDDLE));
            for (int month = life.tenure().open(); month < end(life); month++) {
                life.advance(month);
            }
            Person person = life.allocataire();
            for (int i = 0; i < person.pastCount(); i++) {
                int next = i + 1 < person.pastCount() ? person.pastStart(i + 1) : person.startDay();
                assertThat(person.pastEnd(i)).isGreaterThanOrEqualTo(person.pastStart(i));
                assertThat(next).isEqualTo(person.pastEnd(i) + 1);
                spells++;
            }
        }
        assertThat(spells).isGreaterThan(200);
    }

    @Test
    public void advance_withinASpellOfStableWork_incomePersists() {
        int steady = 0;
        int compared = 0;
        for (int place = 0; place < 400; place++) {
            Life life = new Life(world, none, Tenure.at(world, place, MIDDLE));
            long before = 0;
            int start = 0;
            for (int month = life.tenure().open(); month < end(life); month++) {
                life.advance(month);
                Person person = life.allocataire();
                if (person.startDay() == start && "SAL".equals(person.activity())) {
                    compared++;
                    steady += Math.abs(person.incomeCents() - before) <= before / 20 ? 1 : 0;
                }
                before = person.incomeCents();
                start = person.startDay();
            }
        }
        assertThat((double) steady / compared).isGreaterThan(0.6);
    }

    @Test
    public void advance_separation_changesCoupleAndBenefitsTogether() {
        int separations = 0;
        for (int place = 0; place < 600; place++) {
            Life life = new Life(world, none, Tenure.at(world, place, MIDDLE));
            boolean couple = life.family().isCouple();
            for (int month = life.tenure().open(); month < end(life); month++) {
                life.advance(month);
                assertThat(life.conjoint() != null).isEqualTo(life.family().isCouple());
                if (couple && !life.family().isCouple()) {
                    separations++;
                    assertThat(life.signals().isAlone()).isTrue();
                }
                if (life.benefits().paidCents(Benefits.ASF) > 0
                        || life.benefits().paidCents(Benefits.RSAM) > 0) {
                    assertThat(life.signals().isLoneParent()).isTrue();
                }
                couple = life.family().isCouple();
            }
        }
        assertThat(separations).isGreaterThan(20);
    }

    @Test
    public void controls_withinTheDelay_areNotRepeated() {
        int delay = Simulated.base().controle().delaiMois();
        for (int place = 0; place < 2000; place++) {
            Life life = new Life(world, none, Tenure.at(world, place, MIDDLE));
            for (int month = life.tenure().open(); month < end(life); month++) {
                life.advance(month);
            }
            int last = -1000;
            for (Control control : life.controls()) {
                assertThat(control.month() - last).isPositive();
                if (!"ECARTE".equals(control.acts().get(0).acte())) {
                    assertThat(control.month() - last).isGreaterThanOrEqualTo(delay);
                    last = control.month();
                }
            }
        }
    }

    private int end(Life life) {
        return life.tenure().close();
    }

    private String tell(int place) {
        Life life = new Life(world, none, Tenure.at(world, place, MIDDLE));
        StringBuilder story = new StringBuilder();
        for (int month = life.tenure().open(); month < end(life); month++) {
            life.advance(month);
            story.append(life.signals()).append(life.finding());
        }
        return story.append(life.controls()).toString();
    }
}

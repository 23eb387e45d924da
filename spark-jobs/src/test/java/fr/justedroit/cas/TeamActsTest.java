package fr.justedroit.cas;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** What a team writes stands beside what CRISTAL says, tells of no outcome by itself, and is never guessed at. */
public final class TeamActsTest {
    private static Act cristal(String event, String nature, String day, long hoursE2, long cents) {
        LocalDate date = LocalDate.parse(day);
        String role = nature.equals("INDU") ? null : "AGENT";
        return new Act(
                event, "D1", nature, "ciblage", "PIECES", "2026-01", "0.25", hoursE2, cents, 7, date, date, role);
    }

    private static Act written(String nature, String day, String known, long hoursE2, String reason, String result) {
        return new Act(
                "liste 2026-01 D1 " + nature,
                "D1",
                nature,
                null,
                null,
                "2026-01",
                null,
                hoursE2,
                0,
                0,
                LocalDate.parse(day),
                LocalDate.parse(known),
                "AGENT",
                reason,
                result,
                true);
    }

    private static List<String> told(TeamActs acts) {
        return acts.refused().stream()
                .map(refusal -> refusal.step().act() + " " + refusal.why())
                .toList();
    }

    @Test
    public void of_oneActToldTwice_isOneActWithTheReasonOfTheTeam() {
        Act delivered = cristal("E1", "ECARTE", "2026-02-10", 0, 0);
        TeamActs both =
                TeamActs.of(List.of(written("ECARTE", "2026-02-10", "2026-02-28", 150, "DEJA_VU", null), delivered));
        assertThat(both.refused()).isEmpty();
        assertThat(both.acts()).singleElement().satisfies(act -> {
            assertThat(act.event()).isEqualTo("E1");
            assertThat(act.reason()).isEqualTo("DEJA_VU");
            assertThat(act.hoursE2()).isEqualTo(150);
        });
    }

    @Test
    public void of_hoursOfBoth_thoseOfCristalAlone() {
        TeamActs both = TeamActs.of(List.of(
                cristal("E1", "OUVERT", "2026-02-02", 0, 0),
                cristal("E2", "FAIT", "2026-02-10", 300, 0),
                written("FAIT", "2026-02-10", "2026-02-28", 250, null, null),
                written("INFORME", "2026-02-05", "2026-02-28", 100, null, null)));
        assertThat(both.acts()).hasSize(3);
        assertThat(both.acts().stream().mapToLong(Act::hoursE2).sum()).isEqualTo(300);
    }

    @Test
    @Exigence({"E06", "E08"})
    public void of_outcomeThatCristalDoesNotKnow_waitsAndSaysSo() {
        List<Act> team = List.of(
                written("OUVERT", "2026-02-02", "2026-02-28", 0, null, null),
                written("FAIT", "2026-02-10", "2026-02-28", 0, null, null),
                written("CLOS", "2026-02-20", "2026-02-28", 0, null, "RIEN"));
        TeamActs alone = TeamActs.of(team);
        assertThat(alone.acts()).extracting(Act::nature).containsExactly("OUVERT");
        assertThat(told(alone)).containsExactlyInAnyOrder("faire ATTENTE", "clore ATTENTE");
        List<Act> known = new ArrayList<>(team);
        known.add(cristal("E1", "OUVERT", "2026-02-02", 0, 0));
        TeamActs both = TeamActs.of(known);
        assertThat(both.refused()).isEmpty();
        assertThat(both.acts()).extracting(Act::nature).containsExactlyInAnyOrder("OUVERT", "FAIT", "CLOS");
    }

    @Test
    public void of_resultThatTheSumsDoNotBearOut_closesNothing() {
        List<Act> acts = new ArrayList<>(List.of(
                cristal("E1", "OUVERT", "2026-02-02", 0, 0),
                written("FAIT", "2026-02-10", "2026-02-28", 0, null, null),
                written("CLOS", "2026-02-20", "2026-02-28", 0, null, "INDU")));
        assertThat(told(TeamActs.of(acts))).containsExactly("clore RESULTAT");
        acts.add(cristal("I1", "INDU", "2026-02-20", 0, 65_000));
        assertThat(TeamActs.of(acts).refused()).isEmpty();
        acts.set(2, written("CLOS", "2026-02-20", "2026-02-28", 0, null, "RIEN"));
        assertThat(told(TeamActs.of(acts))).containsExactly("clore RESULTAT");
    }

    @Test
    public void of_correctedLine_theNewestCounts_andTwoThatAreEquallyNewCountForNothing() {
        Act first = written("ECARTE", "2026-02-10", "2026-02-28", 0, "DEJA_VU", null);
        Act corrected = written("ECARTE", "2026-02-12", "2026-03-31", 0, "DROIT_CLOS", null);
        assertThat(TeamActs.of(List.of(corrected, first)).acts()).containsExactly(corrected);
        Act rival = written("ECARTE", "2026-02-12", "2026-03-31", 0, "DEJA_VU", null);
        TeamActs torn = TeamActs.of(List.of(corrected, rival, first, rival));
        assertThat(torn.acts()).isEmpty();
        assertThat(told(torn)).containsExactly("ecarter CONTRADICTION", "ecarter CONTRADICTION");
    }

    @Test
    public void of_anyOrderAndRepetition_isTheSame() {
        List<Act> acts = new ArrayList<>(List.of(
                cristal("E1", "OUVERT", "2026-02-02", 0, 0),
                cristal("E2", "FAIT", "2026-02-10", 0, 0),
                written("FAIT", "2026-02-10", "2026-02-28", 250, null, null),
                written("FAIT", "2026-02-11", "2026-03-31", 200, null, null),
                written("INFORME", "2026-02-05", "2026-02-28", 100, null, null),
                written("CLOS", "2026-02-20", "2026-02-28", 0, null, "INDU")));
        TeamActs expected = TeamActs.of(acts);
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(acts, random);
            TeamActs other = TeamActs.of(acts);
            assertThat(other.acts()).containsExactlyInAnyOrderElementsOf(expected.acts());
            assertThat(other.refused()).isEqualTo(expected.refused());
        }
        acts.addAll(acts.stream().filter(Act::team).toList());
        assertThat(TeamActs.of(acts).refused()).isEqualTo(expected.refused());
    }
}

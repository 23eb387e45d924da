package fr.justedroit.cas;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.cas.Judgement.Why;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

/** Any acts, however absurd, in any order and repeated, come to one state. Seeded; a shrunk way to each state is mixed in. */
public final class JudgePropertyTest {
    private static final Judge JUDGE = new Judge(JudgeTest.SHIPPED);
    private static final LocalDate START = LocalDate.of(2026, 1, 1);
    private static final List<String> ROLES = List.of(
            "agent", "controleur", "commission", "directeur", "president_departement", "allocataire", "juridiction");
    private static final List<String[]> WAY = List.of(
            new String[] {"ouvrir", "agent"},
            new String[] {"informer", "agent"},
            new String[] {"faire", "controleur"},
            new String[] {"soupconner", "agent"},
            new String[] {"donner_avis", "commission"},
            new String[] {"retenir", "directeur"},
            new String[] {"contester", "allocataire"},
            new String[] {"annuler", "juridiction"});

    private static <T> T orNull(Random random, T value) {
        return random.nextInt(12) == 0 ? null : value;
    }

    private static Step absurd(Random random) {
        List<String> acts = new ArrayList<>(JudgeTest.SHIPPED.acts());
        acts.add("inconnu");
        return new Step(
                orNull(random, "E" + random.nextInt(6)),
                orNull(random, acts.get(random.nextInt(acts.size()))),
                orNull(random, ROLES.get(random.nextInt(ROLES.size()))),
                orNull(random, "P" + random.nextInt(3)),
                orNull(random, START.plusDays(random.nextInt(400))),
                orNull(random, START.plusDays(random.nextInt(3))),
                orNull(random, "motif"),
                orNull(random, "RETENIR"),
                orNull(random, "64" + random.nextInt(6)),
                List.of(random.nextBoolean() ? "PENALITE" : "PLAINTE", "PLAINTE"),
                random.nextBoolean() ? null : List.of("RSA"));
    }

    private static List<Step> history(Random random) {
        List<Step> steps = new ArrayList<>();
        int length = random.nextInt(WAY.size() + 1);
        for (int i = 0; i < length; i++) {
            steps.add(JudgeTest.step(WAY.get(i)[0], WAY.get(i)[1], 1 + i * (10 + random.nextInt(20))));
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            steps.add(absurd(random));
        }
        return steps;
    }

    @Test
    public void judge_anyOrderAndRepetition_sameJudgement() {
        Random random = new Random(20261122);
        Set<String> states = new TreeSet<>();
        Set<Why> reasons = EnumSet.noneOf(Why.class);
        for (int round = 0; round < 6000; round++) {
            List<Step> steps = history(random);
            Judgement once = JUDGE.judge(Optional.of(START), steps);
            states.add(once.state());
            once.refused().forEach(refusal -> reasons.add(refusal.why()));
            List<Step> replayed = new ArrayList<>(steps);
            replayed.addAll(steps.subList(0, random.nextInt(steps.size() + 1)));
            Collections.shuffle(replayed, random);
            assertThat(JUDGE.judge(Optional.of(START), replayed)).isEqualTo(once);
            if (once.has("retenir")) {
                assertThat(once.has("donner_avis") && (once.has("informer") || once.has("notifier")))
                        .isTrue();
            }
        }
        assertThat(states)
                .contains("propose", "ouvert", "informe", "controle", "clos", "soupcon", "avis", "retenu", "recours");
        assertThat(reasons)
                .contains(Why.ETAT, Why.ROLE, Why.CONTRADICTION, Why.AUTEUR, Why.DATE, Why.ACTE, Why.OBSERVATIONS);
    }
}

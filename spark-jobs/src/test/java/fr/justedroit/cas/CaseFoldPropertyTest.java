package fr.justedroit.cas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

/** Any set of acts, however absurd, folds to one case, whatever the order and the repetitions. Seeded. */
public final class CaseFoldPropertyTest {
    private static final List<String> NATURES =
            List.of("OUVERT", "ECARTE", "INFORME", "FAIT", "CLOS", "INDU", "RAPPEL", "AUTRE");
    private static final CaseFold FOLD =
            new CaseFold(YearMonth.parse("2026-03"), 60_000, 6, true, Long.MAX_VALUE, 2, 18);

    private static <T> T orNull(Random random, T value) {
        return random.nextInt(6) == 0 ? null : value;
    }

    private static Act act(Random random) {
        LocalDate day = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(850));
        return new Act(
                orNull(random, "E" + random.nextInt(5)),
                orNull(random, "D" + random.nextInt(2)),
                orNull(random, NATURES.get(random.nextInt(NATURES.size()))),
                orNull(random, random.nextBoolean() ? "ciblage" : "aleatoire"),
                orNull(random, "PIECES"),
                orNull(random, "2024-0" + (1 + random.nextInt(9))),
                orNull(random, "0.5"),
                random.nextInt(500),
                random.nextInt(200_000),
                random.nextInt(12),
                orNull(random, day),
                orNull(random, day.plusDays(random.nextInt(60))),
                null);
    }

    private static Optional<Fraud> fraud(Random random) {
        LocalDate day = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(480));
        List<String> states = List.of("SUSPICION", "AVIS", "RETENUE");
        return random.nextInt(3) > 0
                ? Optional.empty()
                : Optional.of(new Fraud(
                        orNull(random, states.get(random.nextInt(3))),
                        orNull(random, day),
                        orNull(random, day.plusDays(30)),
                        orNull(random, "642")));
    }

    @Test
    public void fold_anyOrderAndReplay_sameCase() {
        Random random = new Random(20260301);
        Set<Case.State> seen = EnumSet.noneOf(Case.State.class);
        for (int round = 0; round < 3000; round++) {
            List<Act> acts = new ArrayList<>();
            for (int i = 1 + random.nextInt(9); i > 0; i--) {
                acts.add(act(random));
            }
            Optional<Fraud> fraud = fraud(random);
            Case once = FOLD.fold(acts, fraud);
            seen.add(once.state());
            List<Act> replayed = new ArrayList<>(acts);
            replayed.addAll(acts.subList(0, random.nextInt(acts.size() + 1)));
            Collections.shuffle(replayed, random);
            assertThat(FOLD.fold(replayed, fraud)).isEqualTo(once);
            checkNoOutcomeBeforeItsTime(once, fraud);
        }
        assertThat(seen).isEqualTo(EnumSet.allOf(Case.State.class));
    }

    private static void checkNoOutcomeBeforeItsTime(Case folded, Optional<Fraud> fraud) {
        assertThat(folded.positive() != null).isEqualTo(folded.state() == Case.State.MUR);
        if (folded.state() == Case.State.MUR) {
            assertThat(folded.maturity()).isLessThanOrEqualTo("2026-03");
            assertThat(fraud.filter(row -> row.isOpen(LocalDate.of(2026, 3, 31))))
                    .isEmpty();
        } else {
            assertThat(folded.fraudCode()).isNull();
        }
    }
}

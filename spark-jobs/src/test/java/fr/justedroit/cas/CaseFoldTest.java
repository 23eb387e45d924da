package fr.justedroit.cas;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** Each state, its outcome, and what must never be a negative. */
public final class CaseFoldTest {
    private static final List<Act> NEGATIVE = List.of(
            act("1", "OUVERT", "2025-01-10", 0, 0),
            act("2", "FAIT", "2025-02-10", 0, 0),
            act("3", "CLOS", "2025-03-10", 0, 0));

    static Act act(String event, String nature, String day, long cents, int duration) {
        LocalDate date = LocalDate.parse(day);
        return new Act(
                event, "D1", nature, "ciblage", "PIECES", "2025-01", "0.25", 0, cents, duration, date, date, null);
    }

    private static CaseFold fold(String month) {
        return new CaseFold(YearMonth.parse(month), 60_000, 6, true, Long.MAX_VALUE, 2, 18);
    }

    private static List<Act> and(List<Act> acts, Act more) {
        List<Act> all = new java.util.ArrayList<>(acts);
        all.add(more);
        return all;
    }

    private static Optional<Fraud> fraud(String state, String decided) {
        return Optional.of(new Fraud(
                state, LocalDate.parse("2025-02-20"), decided == null ? null : LocalDate.parse(decided), "641"));
    }

    @Test
    public void fold_openedOnly_isOpenWithoutOutcome() {
        Case open = fold("2025-06").fold(NEGATIVE.subList(0, 2), Optional.empty());
        assertThat(open.state()).isEqualTo(Case.State.OUVERT);
        assertThat(open.positive()).isNull();
        assertThat(open.induCents()).isNull();
        assertThat(open.decision()).isNull();
        assertThat(open.maturity()).isNull();
    }

    @Test
    public void fold_doneAndClosed_isDecidedThenMatureNegative() {
        Case decided = fold("2025-04").fold(NEGATIVE, Optional.empty());
        assertThat(decided.state()).isEqualTo(Case.State.DECIDE);
        assertThat(decided.positive()).isNull();
        assertThat(decided.maturity()).isEqualTo("2025-05");
        Case mature = fold("2025-05").fold(NEGATIVE, Optional.empty());
        assertThat(mature.state()).isEqualTo(Case.State.MUR);
        assertThat(mature.positive()).isFalse();
        assertThat(mature.induCents()).isZero();
    }

    @Test
    @Exigence({"E06", "E11"})
    public void fold_openSuspicion_isNeverANegative() {
        for (String state : List.of("SUSPICION", "AVIS")) {
            Case suspected = fold("2025-08").fold(NEGATIVE, fraud(state, null));
            assertThat(suspected.state()).isEqualTo(Case.State.OUVERT);
            assertThat(suspected.positive()).isNull();
            assertThat(suspected.fraudCode()).isNull();
        }
    }

    @Test
    public void fold_openForTooLong_isCensoredAndNeverANegative() {
        List<Act> open = NEGATIVE.subList(0, 1);
        assertThat(fold("2026-07").fold(open, Optional.empty()).state()).isEqualTo(Case.State.OUVERT);
        Case censored = fold("2026-08").fold(open, Optional.empty());
        assertThat(censored.state()).isEqualTo(Case.State.CENSURE);
        assertThat(censored.positive()).isNull();
        assertThat(fold("2026-08").fold(NEGATIVE, fraud("SUSPICION", null)).state())
                .isEqualTo(Case.State.CENSURE);
    }

    @Test
    @Exigence("E11")
    public void fold_retainedFraud_countsOnceTheAppealHasPassed() {
        Optional<Fraud> retained = fraud("RETENUE", "2025-05-02");
        assertThat(fold("2025-04").fold(NEGATIVE, retained).state()).isEqualTo(Case.State.OUVERT);
        Case decided = fold("2025-06").fold(NEGATIVE, retained);
        assertThat(decided.state()).isEqualTo(Case.State.DECIDE);
        assertThat(decided.fraudCode()).isNull();
        Case mature = fold("2025-07").fold(NEGATIVE, retained);
        assertThat(mature.state()).isEqualTo(Case.State.MUR);
        assertThat(mature.decision()).isEqualTo("2025-05");
        assertThat(mature.fraudCode()).isEqualTo("641");
        assertThat(mature.positive()).isTrue();
    }

    @Test
    public void fold_suspicionSetAfterTheMonth_isNotKnownYet() {
        Case mature = new CaseFold(YearMonth.parse("2025-01"), 60_000, 6, true, Long.MAX_VALUE, 0, 18)
                .fold(
                        List.of(act("1", "FAIT", "2025-01-02", 0, 0), act("2", "CLOS", "2025-01-03", 0, 0)),
                        fraud("SUSPICION", null));
        assertThat(mature.state()).isEqualTo(Case.State.MUR);
    }

    @Test
    public void fold_indu_isPositiveFromBothBoundsOn() {
        assertThat(positive(60_000, 6)).isTrue();
        assertThat(positive(59_999, 6)).isFalse();
        assertThat(positive(60_000, 5)).isFalse();
    }

    private static Boolean positive(long cents, int months) {
        return fold("2025-12")
                .fold(and(NEGATIVE, act("4", "INDU", "2025-03-12", cents, months)), Optional.empty())
                .positive();
    }

    @Test
    public void fold_lateIndu_movesTheDecision() {
        Case later = fold("2025-06").fold(and(NEGATIVE, act("4", "INDU", "2025-05-12", 70_000, 8)), Optional.empty());
        assertThat(later.decision()).isEqualTo("2025-05");
        assertThat(later.state()).isEqualTo(Case.State.DECIDE);
    }

    @Test
    @Exigence("E08")
    public void fold_setAside_hasNoOutcomeUnlessItWasDoneAfterAll() {
        Case aside = fold("2025-12").fold(List.of(act("0", "ECARTE", "2025-01-09", 0, 0)), Optional.empty());
        assertThat(aside.state()).isEqualTo(Case.State.ECARTE);
        assertThat(aside.positive()).isNull();
        assertThat(aside.induCents()).isNull();
        Case done = fold("2025-12").fold(and(NEGATIVE, act("0", "ECARTE", "2025-01-09", 0, 0)), Optional.empty());
        assertThat(done.state()).isEqualTo(Case.State.MUR);
    }

    @Test
    public void fold_correctedAct_theNewestCounts() {
        Act first = act("4", "INDU", "2025-03-12", 70_000, 8);
        Act corrected = new Act(
                "4",
                "D1",
                "INDU",
                null,
                null,
                null,
                null,
                0,
                100,
                8,
                first.date(),
                LocalDate.parse("2025-04-02"),
                null);
        Case folded = fold("2025-12").fold(and(and(NEGATIVE, corrected), first), Optional.empty());
        assertThat(folded.induCents()).isEqualTo(100L);
        assertThat(folded.positive()).isFalse();
    }

    @Test
    public void fold_rappel_isPositiveForATargetThatLooksForItAlone() {
        List<Act> owed = and(NEGATIVE, act("4", "RAPPEL", "2025-03-12", 12_000, 3));
        assertThat(fold("2025-12").fold(owed, Optional.empty()).positive()).isFalse();
        CaseFold rights = new CaseFold(YearMonth.parse("2025-12"), Long.MAX_VALUE, 6, false, 12_000, 2, 18);
        assertThat(rights.fold(owed, Optional.empty()).positive()).isTrue();
        assertThat(rights.fold(NEGATIVE, Optional.empty()).positive()).isFalse();
    }
}

package fr.justedroit.cas;

import fr.justedroit.config.Thresholds;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Folds the acts of one control into a case, as known at the end of a month. The result depends on the set of acts
 * alone: not on their order, nor on how often one was delivered; of two versions of one act the newest counts. Acts
 * that contradict each other never fail: what was done and closed outweighs what was set aside, and what is missing
 * leaves the case open.
 *
 * @param month end of knowledge, YYYY-MM; the caller gives no act delivered after it
 * @param minInduCents an indu of at least this much...
 * @param minInduMonths ...over at least this many months is positive
 * @param retainedFraud is a retained fraud positive
 * @param minRappelCents money owed to the person of at least this much is positive, {@code Long.MAX_VALUE} when not looked for
 * @param appealMonths months after which no appeal can overturn a decision
 * @param censoringMonths an open case older than this is censored
 */
record CaseFold(
        YearMonth month,
        long minInduCents,
        int minInduMonths,
        boolean retainedFraud,
        long minRappelCents,
        int appealMonths,
        int censoringMonths)
        implements Serializable {

    static CaseFold of(String month, Thresholds thresholds) {
        Thresholds.Target target = thresholds.target();
        return new CaseFold(
                YearMonth.parse(month),
                Math.round(target.minInduEur() * 100),
                target.minInduMonths(),
                target.retainedFraud(),
                Math.round(target.minRappelEur() * 100),
                thresholds.maturity().appealMonths(),
                thresholds.maturity().censoringMonths());
    }

    /** @param received at least one act, in any order, with any repetition */
    Case fold(Collection<Act> received, Optional<Fraud> corali) {
        List<Act> acts = distinct(received);
        LocalDate end = month.atEndOfMonth();
        Optional<Fraud> fraud = corali.filter(row -> row.isKnown(end));
        Optional<YearMonth> decision = decision(acts, fraud, end);
        Optional<YearMonth> maturity = decision.map(when -> when.plusMonths(appealMonths));
        Case.State state = state(acts, decision, maturity);
        boolean outcome = state == Case.State.DECIDE || state == Case.State.MUR;
        long indu = sum(acts, Act.INDU);
        int months = acts.stream()
                .filter(act -> act.is(Act.INDU))
                .mapToInt(Act::duration)
                .max()
                .orElse(0);
        boolean retained = state == Case.State.MUR && fraud.isPresent();
        long rappel = sum(acts, Act.RAPPEL);
        boolean positive = (indu >= minInduCents && months >= minInduMonths)
                || (retainedFraud && retained)
                || rappel >= minRappelCents;
        return new Case(
                first(acts, Act::dossier),
                first(acts, Act::origin),
                first(acts, Act::kind),
                acts.stream().mapToLong(Act::hoursE2).sum(),
                first(acts, Act::probability),
                first(acts, Act::selection),
                outcome ? decision.map(YearMonth::toString).orElse(null) : null,
                outcome ? maturity.map(YearMonth::toString).orElse(null) : null,
                state,
                outcome ? (Long) indu : null,
                outcome ? (Integer) months : null,
                outcome ? (Long) rappel : null,
                retained ? fraud.get().code() : null,
                state == Case.State.MUR ? (Boolean) positive : null);
    }

    /** One act for each event, the newest; the act that opened the case first. */
    static List<Act> distinct(Collection<Act> received) {
        Map<String, Act> newest = new HashMap<>();
        received.forEach(act ->
                newest.merge(act.identity(), act, (one, other) -> Act.ORDER.compare(one, other) >= 0 ? one : other));
        List<Act> acts = new ArrayList<>(newest.values());
        acts.sort(java.util.Comparator.comparingInt(CaseFold::rank).thenComparing(Act.ORDER));
        return acts;
    }

    private static int rank(Act act) {
        return act.is(Act.OUVERT) ? 0 : act.is(Act.ECARTE) ? 1 : 2;
    }

    private static String first(List<Act> acts, Function<Act, String> part) {
        return acts.stream().map(part).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static long sum(List<Act> acts, String nature) {
        return acts.stream()
                .filter(act -> act.is(nature))
                .mapToLong(Act::amountCents)
                .sum();
    }

    private static boolean has(List<Act> acts, String nature) {
        return acts.stream().anyMatch(act -> act.is(nature));
    }

    /** The month of the last decision, empty while there is no outcome. */
    private static Optional<YearMonth> decision(List<Act> acts, Optional<Fraud> fraud, LocalDate end) {
        if (!has(acts, Act.FAIT)
                || !has(acts, Act.CLOS)
                || fraud.filter(row -> row.isOpen(end)).isPresent()) {
            return Optional.empty();
        }
        Stream<LocalDate> acted = acts.stream()
                .filter(act -> act.is(Act.CLOS) || act.is(Act.INDU))
                .map(Act::day);
        Stream<LocalDate> director = fraud.stream().map(Fraud::decided);
        return Stream.concat(acted, director)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .map(YearMonth::from);
    }

    private Case.State state(List<Act> acts, Optional<YearMonth> decision, Optional<YearMonth> maturity) {
        if (decision.isPresent()) {
            return maturity.filter(when -> !when.isAfter(month)).isPresent() ? Case.State.MUR : Case.State.DECIDE;
        }
        boolean done = has(acts, Act.FAIT) && has(acts, Act.CLOS);
        if (has(acts, Act.ECARTE) && !done) {
            return Case.State.ECARTE;
        }
        return opened(acts)
                        .filter(when -> when.plusMonths(censoringMonths).isBefore(month))
                        .isPresent()
                ? Case.State.CENSURE
                : Case.State.OUVERT;
    }

    /** The month in which the case was opened, or that of its first act. */
    private static Optional<YearMonth> opened(List<Act> acts) {
        Optional<LocalDate> opening = acts.stream()
                .filter(act -> act.is(Act.OUVERT))
                .map(Act::day)
                .filter(Objects::nonNull)
                .min(LocalDate::compareTo);
        return opening.or(() ->
                        acts.stream().map(Act::day).filter(Objects::nonNull).min(LocalDate::compareTo))
                .map(YearMonth::from);
    }
}

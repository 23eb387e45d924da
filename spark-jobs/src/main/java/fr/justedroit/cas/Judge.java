package fr.justedroit.cas;

import fr.justedroit.cas.Judgement.Refusal;
import fr.justedroit.cas.Judgement.Why;
import fr.justedroit.config.Procedure;
import fr.justedroit.config.Procedure.Requirement;
import fr.justedroit.config.Procedure.Transition;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Judges the acts of one control by the procedure in force on the day of each. Pure: the result depends on the set of acts
 * alone, not on the order in which they came nor on how often. Acts that contradict each other are set apart, none of them
 * is guessed. It does not check who an author is, only the role that the act bears.
 *
 * @param procedure what may be done
 */
record Judge(Procedure procedure) implements Serializable {
    private static final String INFORM = "informer";
    private static final String NOTIFY = "notifier";
    private static final String OPINION = "donner_avis";
    private static final Set<String> OPINIONS = Set.of("RETENIR", "NE_PAS_RETENIR", "NON_LIVRE");

    /**
     * @param proposed day of the proposal, where it is known
     * @param received any acts, in any order, with any repetition
     */
    Judgement judge(Optional<LocalDate> proposed, Collection<Step> received) {
        List<Refusal> refused = new ArrayList<>();
        List<Step> steps = withoutContradictions(newest(received, refused), refused);
        steps.sort(order());
        Run run = new Run(procedure.start(), proposed);
        for (Step step : steps) {
            Optional<Why> why = run.judge(step);
            why.ifPresent(found -> refused.add(new Refusal(step, found)));
        }
        refused.sort(Comparator.comparing(Refusal::step, Step.CONTENT).thenComparing(Refusal::why));
        return new Judgement(run.state, Optional.ofNullable(run.since), run.accepted, refused, run.erases);
    }

    /** By day, then in the order of the procedure, then by content: nothing depends on how acts came. */
    private Comparator<Step> order() {
        List<String> acts = procedure.acts();
        return Comparator.comparing(Step::day, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
                .thenComparingInt(step -> acts.indexOf(step.act()))
                .thenComparing(Step.CONTENT);
    }

    /** Of each event its newest version; two that are equally new and differ contradict each other. */
    private static List<Step> newest(Collection<Step> received, List<Refusal> refused) {
        Map<String, Map<Step, Step>> byEvent = new TreeMap<>();
        for (Step step : received) {
            byEvent.computeIfAbsent(step.identity(), identity -> new HashMap<>())
                    .merge(step.unversioned(), step, (one, two) -> Step.CONTENT.compare(one, two) >= 0 ? one : two);
        }
        List<Step> newest = new ArrayList<>();
        for (Map<Step, Step> versions : byEvent.values()) {
            Comparator<Step> byKnown =
                    Comparator.comparing(Step::known, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()));
            Step last = versions.values().stream().max(byKnown).orElseThrow();
            List<Step> lasts = versions.values().stream()
                    .filter(step -> byKnown.compare(step, last) == 0)
                    .toList();
            if (lasts.size() == 1) {
                newest.add(last);
            } else {
                lasts.forEach(step -> refused.add(new Refusal(step, Why.CONTRADICTION)));
            }
        }
        return newest;
    }

    private List<Step> withoutContradictions(List<Step> steps, List<Refusal> refused) {
        Map<String, Map<Step, Step>> byName = new LinkedHashMap<>();
        List<Step> kept = new ArrayList<>();
        for (Step step : steps) {
            Optional<String> once = step.act() == null ? Optional.empty() : procedure.once(step.act());
            if (once.isPresent()) {
                byName.computeIfAbsent(once.get(), name -> new HashMap<>())
                        .merge(step.unversioned(), step, (one, two) -> Step.CONTENT.compare(one, two) >= 0 ? one : two);
            } else {
                kept.add(step);
            }
        }
        byName.values().forEach(versions -> {
            if (versions.size() == 1) {
                kept.addAll(versions.values());
            } else {
                versions.values().forEach(step -> refused.add(new Refusal(step, Why.CONTRADICTION)));
            }
        });
        return kept;
    }

    /** One replay. */
    private final class Run {
        private final Optional<LocalDate> proposed;
        private final List<Step> accepted = new ArrayList<>();
        private String state;
        private LocalDate since;
        private boolean erases;

        Run(String start, Optional<LocalDate> proposed) {
            this.state = start;
            this.proposed = proposed;
        }

        /** Does an act, or says why not. */
        Optional<Why> judge(Step step) {
            if (step.role() == null || step.role().isEmpty()) {
                return Optional.of(Why.AUTEUR);
            }
            if (step.day() == null) {
                return Optional.of(Why.DATE);
            }
            List<Transition> found = procedure.transitions().stream()
                    .filter(one -> one.act().equals(step.act()))
                    .toList();
            if (found.isEmpty()) {
                return Optional.of(Why.ACTE);
            }
            found = found.stream().filter(one -> one.isInForce(step.day())).toList();
            if (found.isEmpty()) {
                return Optional.of(Why.HORS_DATE);
            }
            found = found.stream().filter(one -> one.from().contains(state)).toList();
            if (found.isEmpty()) {
                return Optional.of(Why.ETAT);
            }
            Optional<Transition> transition = found.stream()
                    .filter(one -> one.roles().contains(step.role()))
                    .findFirst();
            if (transition.isEmpty()) {
                return Optional.of(Why.ROLE);
            }
            return act(step, transition.get());
        }

        private Optional<Why> act(Step step, Transition transition) {
            for (Requirement requirement : transition.requires()) {
                Optional<Why> why = unmet(step, requirement);
                if (why.isPresent()) {
                    return why;
                }
            }
            String after = transition.after(state);
            if (!after.equals(state)) {
                since = step.day();
            }
            state = after;
            erases |= transition.erases();
            accepted.add(step);
            return Optional.empty();
        }

        private Optional<Why> unmet(Step step, Requirement requirement) {
            return switch (requirement.condition()) {
                case MOTIF, ORDRE -> isGiven(step.reason()) ? Optional.empty() : why(requirement);
                case AVIS -> OPINIONS.contains(String.valueOf(step.opinion())) ? Optional.empty() : why(requirement);
                case CODE -> isCode(step) ? Optional.empty() : why(requirement);
                case OPTIONS -> isAllowed(step) ? Optional.empty() : why(requirement);
                case INFORMATION -> information().isPresent() ? Optional.empty() : why(requirement);
                case OBSERVATIONS -> hasRun("observations", information(), step) ? Optional.empty() : why(requirement);
                case AVIS_COMMISSION -> opinion().isPresent() ? Optional.empty() : why(requirement);
                case AUTRE_PERSONNE -> isSomebodyElse(step) ? Optional.empty() : why(requirement);
                case DELAI -> hasRun(requirement.of(), proposed, step) ? Optional.empty() : why(requirement);
                case PRESTATION ->
                    step.benefits() != null && step.benefits().contains(requirement.of())
                            ? Optional.empty()
                            : why(requirement);
            };
        }

        private static Optional<Why> why(Requirement requirement) {
            return Optional.of(Why.valueOf(requirement.condition().name()));
        }

        private static boolean isGiven(String text) {
            return text != null && !text.isBlank();
        }

        /** A code of the procedure; where its benefits are known, one of those that it is of. */
        private boolean isCode(Step step) {
            Procedure.Code code = step.code() == null ? null : procedure.codes().get(step.code());
            return code != null
                    && Procedure.FRAUD_CODES.contains(step.code())
                    && (code.benefits().isEmpty()
                            || step.benefits() == null
                            || code.benefits().stream().anyMatch(step.benefits()::contains));
        }

        /** At least one option, each in force, each allowed beside each other. */
        private boolean isAllowed(Step step) {
            Set<String> chosen = new TreeSet<>(step.options());
            return !chosen.isEmpty()
                    && chosen.stream().allMatch(name -> {
                        Procedure.Choice choice = procedure.options().get(name);
                        return choice != null
                                && choice.isInForce(step.day())
                                && chosen.stream()
                                        .allMatch(other -> other.equals(name)
                                                || choice.with().contains(other));
                    });
        }

        /** The last notification of what is held against the person, or else the last time that the person was told. */
        private Optional<LocalDate> information() {
            return last(NOTIFY).or(() -> last(INFORM)).map(Step::day);
        }

        private Optional<Step> opinion() {
            return last(OPINION);
        }

        private Optional<Step> last(String act) {
            return accepted.stream().filter(step -> step.act().equals(act)).reduce((one, later) -> later);
        }

        private boolean hasRun(String delay, Optional<LocalDate> from, Step step) {
            Optional<Integer> months = procedure.months(delay, step.day());
            return from.isPresent()
                    && months.isPresent()
                    && !step.day().isBefore(from.get().plusMonths(months.get()));
        }

        /** Not who gave the opinion; where the source does not name persons, their roles differ already. */
        private boolean isSomebodyElse(Step step) {
            String other = opinion().map(Step::author).orElse(null);
            return other == null || step.author() == null || !other.equals(step.author());
        }
    }
}

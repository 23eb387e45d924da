package fr.justedroit.config;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may be done after the list, by whom and on which conditions ({@code conf/procedure.yaml}).
 *
 * @param states words of each state, in the order of the file
 * @param start the state in which a proposal begins
 * @param roles words of each role
 * @param delays by name
 * @param codes of a retained fraud
 * @param options of a decision that retains
 * @param reasons for which an agent may set a proposal aside, with their words
 * @param transitions in the order of the file
 */
public record Procedure(
        Map<String, String> states,
        String start,
        Map<String, String> roles,
        Map<String, Delay> delays,
        Map<String, Code> codes,
        Map<String, Choice> options,
        Map<String, String> reasons,
        List<Transition> transitions)
        implements Serializable {

    /** The codes of deliberation 2010-086, closed in the code whatever a configuration says (E07). */
    public static final Set<String> FRAUD_CODES = Set.of("641", "642", "643", "644");

    /** The state after a transition that changes none. */
    public static final String SAME = "=";

    /** The role of the software. */
    public static final String SYSTEM = "systeme";

    /** Keeps its own, ordered copies. */
    public Procedure {
        states = ordered(states);
        roles = ordered(roles);
        delays = ordered(delays);
        codes = ordered(codes);
        options = ordered(options);
        reasons = ordered(reasons);
        transitions = List.copyOf(transitions);
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** A procedure in which nothing may be done: of a configuration whose sources know no fraud. */
    public static Procedure none() {
        return new Procedure(Map.of(), "", Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of());
    }

    /**
     * Where a rule comes from.
     *
     * @param article as it is cited; {@code projet} for a rule of this project
     * @param verified the source in which it was read; {@code ""} when it is to be checked by a lawyer, or is the project's
     */
    public record Text(String article, String verified) implements Serializable {
        /** Was it not read in any source, though it is not the project's own. */
        public boolean isToVerify() {
            return verified.isEmpty() && !article.equals("projet");
        }
    }

    /**
     * A delay in force for a time.
     *
     * @param months how long
     * @param label in French
     * @param since first day
     * @param until last day, {@link LocalDate#MAX} when it has none
     */
    public record Delay(int months, String label, Text text, LocalDate since, LocalDate until)
            implements Serializable {}

    /**
     * A code of a retained fraud.
     *
     * @param label in French
     * @param benefits one of which must be paid; empty when the code is of any benefit
     */
    public record Code(String label, List<String> benefits, Text text) implements Serializable {}

    /**
     * An option of a decision that retains.
     *
     * @param label in French
     * @param with options that it may be combined with
     * @param since first day
     * @param until last day, {@link LocalDate#MAX} when it has none
     */
    public record Choice(String label, List<String> with, Text text, LocalDate since, LocalDate until)
            implements Serializable {
        /** Is it in force on a day. */
        public boolean isInForce(LocalDate day) {
            return !day.isBefore(since) && !day.isAfter(until);
        }
    }

    /** What an act must bring, or what must have been done before it. */
    public enum Condition {
        MOTIF,
        AVIS,
        CODE,
        OPTIONS,
        INFORMATION,
        OBSERVATIONS,
        AVIS_COMMISSION,
        AUTRE_PERSONNE,
        DELAI,
        ORDRE,
        PRESTATION
    }

    /**
     * A condition and what it is about.
     *
     * @param condition which
     * @param of name of the delay or of the benefit, {@code ""} for the others
     */
    public record Requirement(Condition condition, String of) implements Serializable {}

    /**
     * Who may do an act, from which states, towards which.
     *
     * @param act its name
     * @param from states in which it may be done
     * @param to the state after it, {@link #SAME} when it stays
     * @param roles who may do it
     * @param requires its conditions
     * @param once two different acts of one such name contradict each other; {@code ""} when the act may be repeated
     * @param erases is the suspicion erased after it
     * @param since first day in force
     * @param until last day in force, if it has one
     */
    public record Transition(
            String act,
            List<String> from,
            String to,
            List<String> roles,
            List<Requirement> requires,
            String once,
            boolean erases,
            Text text,
            LocalDate since,
            LocalDate until)
            implements Serializable {
        /** Is it in force on a day. */
        public boolean isInForce(LocalDate day) {
            return !day.isBefore(since) && !day.isAfter(until);
        }

        /** The state after it. */
        public String after(String state) {
            return to.equals(SAME) ? state : to;
        }
    }

    /** Names of the acts, in the order of the file. */
    public List<String> acts() {
        return transitions.stream().map(Transition::act).distinct().toList();
    }

    /** The name under which two different acts contradict each other, or empty. */
    public Optional<String> once(String act) {
        return transitions.stream()
                .filter(one -> one.act().equals(act))
                .map(Transition::once)
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    /** What judging depends on: rules without their words. */
    public String rules() {
        StringBuilder text = new StringBuilder(start);
        delays.forEach((name, delay) -> text.append('\n')
                .append(name)
                .append(delay.months())
                .append(delay.since())
                .append(delay.until()));
        codes.forEach((name, code) -> text.append('\n').append(name).append(code.benefits()));
        options.forEach((name, option) -> text.append('\n')
                .append(name)
                .append(option.with())
                .append(option.since())
                .append(option.until()));
        transitions.forEach(one -> text.append('\n')
                .append(one.act())
                .append(one.from())
                .append(one.to())
                .append(one.roles())
                .append(one.requires())
                .append(one.once())
                .append(one.erases())
                .append(one.since())
                .append(one.until()));
        return text.toString();
    }

    /** Months of a delay on a day, or empty when none is in force. */
    public Optional<Integer> months(String delay, LocalDate day) {
        return Optional.ofNullable(delays.get(delay))
                .filter(one -> !day.isBefore(one.since()) && !day.isAfter(one.until()))
                .map(Delay::months);
    }
}

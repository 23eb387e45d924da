package fr.justedroit.variable;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One variable of the dictionary. Codes run from 1 to {@link #codes()}, at most 31; 0 is unknown.
 *
 * @param name snake_case
 * @param label in French
 * @param category of deliberation 2010-086
 * @param role what it may serve for
 * @param argument never, argued or free
 * @param unit of the value, {@code ""} for categories
 * @param value SQL expression over the columns of {@code etat_mois}, empty for events
 * @param event name of the events counted, empty for a value
 * @param window months of the window, 1 for the month alone
 * @param delay newest months left out of the window
 * @param aggregate how the window becomes one value
 * @param arrival what a window knows of months before the dossier came from another CAF
 * @param codesInOrder bands or categories, code 1 first
 * @param reference code that stands in for unknown, 1 to {@link #codes()}
 * @param sentence of a reason, with {@code {mots}} for the code's words
 * @param stance why it is what it is, whose data it is, and who may be told
 */
public record Variable(
        String name,
        String label,
        Category category,
        Role role,
        Argument argument,
        String unit,
        Optional<String> value,
        Optional<String> event,
        int window,
        int delay,
        Aggregate aggregate,
        Arrival arrival,
        List<Code> codesInOrder,
        int reference,
        String sentence,
        Stance stance) {

    /** Most codes that a variable may have, so that a split is a mask of 32 bits. */
    public static final int MAX_CODES = 31;

    /**
     * What people decided about it.
     *
     * @param why the argument for its class, one line
     * @param cnaf what the CNAF's own models do with it, where a published source says so
     * @param concerns whose data it is, at least one
     * @param told to whom it may be told as a reason
     * @param reveals why it stays although it tells groups of audited attributes: the argument in French by group,
     *     {@code attribute=code}
     */
    public record Stance(
            String why, Optional<String> cnaf, List<Concern> concerns, Told told, Map<String, String> reveals) {
        /** Keeps its own copy, groups sorted. */
        public Stance {
            concerns = List.copyOf(concerns);
            reveals = Collections.unmodifiableMap(new TreeMap<>(reveals));
        }

        /** That tells no group. */
        public Stance(String why, Optional<String> cnaf, List<Concern> concerns, Told told) {
            this(why, cnaf, concerns, told, Map.of());
        }

        /** Data of the allocataire that the person may be told of; for a variable that nobody argued. */
        public static Stance plain() {
            return new Stance("", Optional.empty(), List.of(Concern.ALLOCATAIRE), Told.PERSONNE);
        }
    }

    /**
     * One code: a band with an upper limit, or a category with its value.
     *
     * @param upTo upper limit of a band, inclusive; empty for the last band and for a category
     * @param category value of a category; empty for a band
     * @param words in French, with limits and unit
     */
    public record Code(Optional<Double> upTo, Optional<String> category, String words) {}

    /** Highest code. */
    public int codes() {
        return codesInOrder.size();
    }

    /** Are its codes categories without order. */
    public boolean isCategorical() {
        return codesInOrder.get(0).category().isPresent();
    }

    /** The code of a number: the first band whose limit is not below it. */
    public int codeOf(double number) {
        for (int i = 0; i < codesInOrder.size(); i++) {
            Optional<Double> limit = codesInOrder.get(i).upTo();
            if (limit.isEmpty() || number <= limit.get()) {
                return i + 1;
            }
        }
        throw new IllegalStateException("the last band of " + name + " is not open");
    }

    /** The code of a category, 0 when the dictionary does not know the value. */
    public int codeOf(String text) {
        for (int i = 0; i < codesInOrder.size(); i++) {
            if (codesInOrder.get(i).category().orElse("").equals(text)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The words of a code; unknown has its own. */
    public String words(int code) {
        return code == 0 ? "information inconnue" : codesInOrder.get(code - 1).words();
    }

    /** The reason's sentence for a code. */
    public String reason(int code) {
        return code == 0 ? label + " : information inconnue" : sentence.replace("{mots}", words(code));
    }

    /** A group of this attribute, as settings and reports name it. */
    public String group(int code) {
        return name + "=" + code;
    }

    /**
     * The argument for staying in models although it tells a group; of an attribute with two codes either names both.
     *
     * @param code of the attribute, 1 or more
     */
    public Optional<String> argumentFor(Variable attribute, int code) {
        Optional<String> own = Optional.ofNullable(stance.reveals().get(attribute.group(code)));
        return own.isPresent() || attribute.codes() != 2
                ? own
                : Optional.ofNullable(stance.reveals().get(attribute.group(3 - code)));
    }

    /** What a learner and a compiled model need to know of it. */
    public FeatureSource source() {
        return new FeatureSource(
                name,
                isCategorical() ? FeatureSource.Kind.CATEGORICAL : FeatureSource.Kind.ORDERED,
                codes(),
                reference);
    }

    /** The definition as text: two variables with the same one give the same codes. */
    public String definition() {
        StringBuilder text = new StringBuilder(name);
        text.append('|').append(value.orElse("")).append('|').append(event.orElse(""));
        text.append('|').append(window).append('|').append(delay).append('|').append(aggregate);
        text.append('|').append(reference);
        if (arrival == Arrival.REPART) {
            text.append('|').append(arrival);
        }
        codesInOrder.forEach(code -> text.append('|')
                .append(code.upTo().map(String::valueOf).orElse(""))
                .append('~')
                .append(code.category().orElse("")));
        return text.toString();
    }
}

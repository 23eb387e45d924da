package fr.justedroit.source;

import fr.justedroit.source.ContractPlan.ExtractPlan;
import fr.justedroit.source.Refusal.Rule;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks the values of one row against its contract and turns them into the engine's own types (UTF8String, Integer,
 * Decimal, days since 1970). Keys and parents are not its business. Not thread-safe.
 */
final class RowCheck {
    /** What a decoder puts in the place of bytes that are no text. */
    private static final char UNDECODED = '\uFFFD';

    private final ValueCheck[] columns;
    private final int[] before;
    private final List<Condition> conditions = new ArrayList<>();

    /**
     * A column that must be given where another is.
     *
     * @param column that must be
     * @param other that makes it so
     * @param value that the other must have, {@code ""} for any
     */
    private record Condition(int column, int other, String value) {
        boolean isBroken(String[] texts) {
            return texts[column].isEmpty()
                    && !texts[other].isEmpty()
                    && (value.isEmpty() || value.equals(texts[other]));
        }
    }

    /**
     * @param decimal separator of decimals
     * @param lastDay days since 1970 of the last day of the delivered month
     */
    RowCheck(ExtractPlan extract, String decimal, int lastDay) {
        this.columns = extract.columns().stream()
                .map(contract -> new ValueCheck(contract, decimal, lastDay))
                .toArray(ValueCheck[]::new);
        this.before = extract.columns().stream()
                .mapToInt(column -> extract.position(column.notBefore()))
                .toArray();
        for (int i = 0; i < columns.length; i++) {
            for (String condition : columns[i].contract().requiredBy()) {
                int equals = condition.indexOf('=');
                String other = equals < 0 ? condition : condition.substring(0, equals);
                String value = equals < 0 ? "" : condition.substring(equals + 1);
                conditions.add(new Condition(i, extract.position(other), value));
            }
        }
    }

    /**
     * Fills {@code values} from {@code texts}, both in the contract's order; an empty text is unknown (null).
     *
     * @return the first rule broken, empty when the row is good
     */
    Optional<Refusal> check(String[] texts, Object[] values) {
        for (int i = 0; i < columns.length; i++) {
            String text = texts[i];
            if (!columns[i].contract().read()) {
                values[i] = null;
                continue;
            }
            if (text.isEmpty()) {
                if (columns[i].contract().required()) {
                    return Optional.of(
                            new Refusal(Rule.OBLIGATOIRE, columns[i].contract().name(), ""));
                }
                values[i] = null;
                continue;
            }
            values[i] = columns[i].value(text);
            if (values[i] instanceof Rule rule) {
                Rule told = text.indexOf(UNDECODED) >= 0 ? Rule.ENCODAGE : rule;
                return Optional.of(Refusal.ofValue(told, columns[i].contract().name(), text));
            }
        }
        for (Condition condition : conditions) {
            if (condition.isBroken(texts)) {
                String name = columns[condition.column()].contract().name();
                return Optional.of(new Refusal(Rule.INCOMPLET, name, ""));
            }
        }
        return order(texts, values);
    }

    private Optional<Refusal> order(String[] texts, Object[] values) {
        for (int i = 0; i < before.length; i++) {
            if (before[i] >= 0
                    && values[i] instanceof Integer day
                    && values[before[i]] != null
                    && day < first(values[before[i]])) {
                return Optional.of(
                        Refusal.ofValue(Rule.AVANT_DEBUT, columns[i].contract().name(), texts[i]));
            }
        }
        return Optional.empty();
    }

    /** The day that a date is, or the last one of a month: what follows a list is done once the list can be there. */
    private static int first(Object value) {
        return value instanceof Integer day
                ? day
                : (int) YearMonth.parse(value.toString()).atEndOfMonth().toEpochDay();
    }
}

package fr.justedroit.source;

import fr.justedroit.source.ContractPlan.ExtractPlan;
import fr.justedroit.source.Refusal.Rule;
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
    }

    /**
     * Fills {@code values} from {@code texts}, both in the contract's order; an empty text is unknown (null).
     *
     * @return the first rule broken, empty when the row is good
     */
    Optional<Refusal> check(String[] texts, Object[] values) {
        for (int i = 0; i < columns.length; i++) {
            String text = texts[i];
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
        return order(texts, values);
    }

    private Optional<Refusal> order(String[] texts, Object[] values) {
        for (int i = 0; i < before.length; i++) {
            if (before[i] >= 0
                    && values[i] instanceof Integer day
                    && values[before[i]] instanceof Integer first
                    && day < first) {
                return Optional.of(
                        Refusal.ofValue(Rule.AVANT_DEBUT, columns[i].contract().name(), texts[i]));
            }
        }
        return Optional.empty();
    }
}

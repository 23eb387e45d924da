package fr.justedroit.source;

import fr.justedroit.config.Contracts;
import fr.justedroit.config.Contracts.ColumnContract;
import fr.justedroit.config.Contracts.Extract;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The contracts as tasks carry them, the extract of dossiers first, and an extract before those whose parent it is.
 *
 * @param encoding of CSV files
 * @param separator of CSV values
 * @param quote of CSV values
 * @param decimal separator of decimals
 * @param tolerances by extract, share of refused rows above which the delivery is refused whole
 * @param extracts in the order in which they are read
 */
record ContractPlan(
        String encoding,
        String separator,
        String quote,
        String decimal,
        Map<String, Double> tolerances,
        List<ExtractPlan> extracts)
        implements Serializable {

    /** Name of the column that says which dossier a row is of. */
    static final String DOSSIER_ID = "dossier_id";

    /**
     * @param name of the extract
     * @param key columns that identify a row
     * @param parent extract that must hold the row's dossier, {@code ""} when none must
     * @param columns in the contract's order
     */
    record ExtractPlan(String name, List<String> key, String parent, List<ColumnPlan> columns) implements Serializable {

        static ExtractPlan of(Extract extract) {
            return new ExtractPlan(
                    extract.name(),
                    new ArrayList<>(extract.key()),
                    extract.parent().orElse(""),
                    new ArrayList<>(
                            extract.columns().stream().map(ColumnPlan::of).toList()));
        }

        List<String> names() {
            return columns.stream().map(ColumnPlan::name).toList();
        }

        /** Position of a column, -1 when the contract has none of that name. */
        int position(String column) {
            return names().indexOf(column);
        }
    }

    /**
     * @param name of the column
     * @param type of its values
     * @param required is an empty value refused
     * @param values closed list of texts, empty when open
     * @param min smallest number, null when unbounded
     * @param max largest number, null when unbounded
     * @param pattern that a text matches whole, {@code ""} when any
     * @param notAfterMonth is a date after the delivered month refused
     * @param notBefore column whose date, or last day of month, this one may not be before, {@code ""} when none
     * @param requiredBy columns, or {@code column=VALUE}, that make an empty value refused where they are given
     * @param read is it read at all
     */
    record ColumnPlan(
            String name,
            Contracts.Type type,
            boolean required,
            List<String> values,
            BigDecimal min,
            BigDecimal max,
            String pattern,
            boolean notAfterMonth,
            String notBefore,
            List<String> requiredBy,
            boolean read)
            implements Serializable {

        static ColumnPlan of(ColumnContract column) {
            return new ColumnPlan(
                    column.name(),
                    column.type(),
                    column.required(),
                    new ArrayList<>(column.values()),
                    column.min().map(BigDecimal::valueOf).orElse(null),
                    column.max().map(BigDecimal::valueOf).orElse(null),
                    column.pattern().orElse(""),
                    column.notAfterMonth(),
                    column.notBefore().orElse(""),
                    new ArrayList<>(column.requiredBy()),
                    column.read());
        }
    }

    static ContractPlan of(Contracts contracts) {
        List<ExtractPlan> left = new ArrayList<>(
                contracts.extracts().values().stream().map(ExtractPlan::of).toList());
        List<ExtractPlan> ordered = new ArrayList<>();
        String dossier = contracts.roles().get(Contracts.Part.DOSSIER);
        move(left, ordered, extract -> extract.name().equals(dossier));
        while (!left.isEmpty()) {
            Set<String> waiting = left.stream().map(ExtractPlan::name).collect(Collectors.toSet());
            if (!move(left, ordered, extract -> !waiting.contains(extract.parent()))) {
                throw new IllegalStateException("extracts are each other's parents");
            }
        }
        Map<String, Double> tolerances = new HashMap<>();
        ordered.forEach(extract -> tolerances.put(extract.name(), contracts.toleranceOf(extract.name())));
        return new ContractPlan(
                contracts.encoding(),
                contracts.separator(),
                contracts.quote(),
                contracts.decimal(),
                tolerances,
                ordered);
    }

    private static boolean move(List<ExtractPlan> from, List<ExtractPlan> to, Predicate<ExtractPlan> which) {
        List<ExtractPlan> moved = from.stream().filter(which).toList();
        to.addAll(moved);
        return from.removeAll(moved);
    }

    /** Does a row of this extract decide which dossiers exist for others. */
    boolean isParent(String extract) {
        return extracts.stream().anyMatch(other -> other.parent().equals(extract));
    }
}

package fr.justedroit.registre;

import fr.justedroit.mesure.Estimate;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.Zone;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The newest figures that {@code audit} published on a model.
 *
 * @param month of the evaluation, or {@code ""} when there is none
 * @param byName figures over everyone, with their intervals
 * @param byGroup figures of groups, by name and then group
 */
record Measures(String month, Map<String, Estimate> byName, Map<String, Map<String, Estimate>> byGroup) {
    private static final String EVERYONE = "tous";

    /** Without groups. */
    Measures(String month, Map<String, Estimate> byName) {
        this(month, byName, Map.of());
    }

    static Measures of(Door door, Access access, String modelId) {
        Read read = Read.national(Zone.ALLNAT, "mesure")
                .columns("mois", "modele_id", "mesure", "groupe", "valeur", "bas", "haut", "effectif");
        String month = "";
        Map<String, Map<String, Estimate>> figures = new TreeMap<>();
        for (Row row : door.open(access, read)
                .where(functions.col("modele_id").equalTo(modelId))
                .orderBy("mois", "mesure", "groupe")
                .collectAsList()) {
            if (!row.getString(0).equals(month)) {
                month = row.getString(0);
                figures.clear();
            }
            estimate(row).ifPresent(estimate -> figures.computeIfAbsent(row.getString(2), name -> new TreeMap<>())
                    .put(row.getString(3), estimate));
        }
        Map<String, Estimate> everyone = new TreeMap<>();
        figures.forEach((name, groups) ->
                Optional.ofNullable(groups.remove(EVERYONE)).ifPresent(estimate -> everyone.put(name, estimate)));
        return new Measures(month, Map.copyOf(everyone), figures);
    }

    /** A figure without an interval, or with one that it is not in, proves nothing. */
    private static Optional<Estimate> estimate(Row row) {
        if (row.isNullAt(4) || row.isNullAt(5) || row.isNullAt(6)) {
            return Optional.empty();
        }
        double value = row.getDouble(4);
        double low = row.getDouble(5);
        double high = row.getDouble(6);
        return low <= value && value <= high
                ? Optional.of(new Estimate(value, low, high, row.isNullAt(7) ? 0 : row.getLong(7), "mesure"))
                : Optional.empty();
    }

    /** Figures of groups of a name, with the jackknife's interval where there is one. */
    Map<String, Estimate> groups(String name) {
        Map<String, Estimate> groups = new TreeMap<>(byGroup.getOrDefault(name, Map.of()));
        groups.putAll(byGroup.getOrDefault(name + "_jackknife", Map.of()));
        return groups;
    }

    Optional<Estimate> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}

package fr.justedroit.registre;

import fr.justedroit.mesure.Estimate;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The figures of protected groups that {@code evaluate} published of the model in force, for those who read the report of a
 * month: they have left through the release step, and nothing here looks at a person's attributes.
 */
public final class PublishedGroups {
    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("part_liste", "part proposée");
        WORDS.put("rapport_liste", "proposé tant de fois plus souvent que le reste");
        WORDS.put("precision_liste", "part des contrôles ciblés qui trouvent");
        WORDS.put("fausses_alertes", "part des dossiers en règle qui sont ciblés");
        WORDS.put("rapport_fausses_alertes", "en règle et ciblé tant de fois plus souvent que le reste");
        WORDS.put("fraude_rendement_ciblage", "part des contrôles ciblés qui trouvent une fraude retenue");
        WORDS.put("dette_rendement_ciblage", "part des contrôles ciblés qui trouvent une dette sans fraude");
    }

    private final Door door;

    public PublishedGroups(Door door) {
        this.door = door;
    }

    /**
     * A figure of a group.
     *
     * @param group attribute and code, such as {@code sexe=1}
     * @param words the figure in French
     * @param value with its interval
     */
    public record Line(String group, String words, Estimate value) {}

    /**
     * What was published last.
     *
     * @param modelId the model in force
     * @param month of its newest evaluation
     * @param lines by group, then in the order in which they are read
     */
    public record Result(String modelId, String month, List<Line> lines) {
        public Result {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Reads them.
     *
     * @return empty where no model is in force, or the one that is was not evaluated
     */
    public Optional<Result> execute(Access access) {
        return new Registry(door).inForce(access).flatMap(inForce -> {
            Measures measures = Measures.of(door, access, inForce.modelId());
            if (measures.month().isEmpty()) {
                return Optional.empty();
            }
            List<Line> lines = new ArrayList<>();
            Set<String> groups = new TreeSet<>();
            WORDS.keySet()
                    .forEach(name -> groups.addAll(
                            measures.byGroup().getOrDefault(name, Map.of()).keySet()));
            groups.forEach(group -> WORDS.forEach((name, words) -> Optional.ofNullable(
                            measures.byGroup().getOrDefault(name, Map.of()).get(group))
                    .ifPresent(value -> lines.add(new Line(group, words, value)))));
            return Optional.of(new Result(inForce.modelId(), measures.month(), lines));
        });
    }
}

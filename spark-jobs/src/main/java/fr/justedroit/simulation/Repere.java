package fr.justedroit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A public figure that the base scenario is held against, a line of {@code conf/simulation/reperes.yaml}.
 *
 * @param cle name of the marginal
 * @param valeur a share from 0 to 1, or euros
 * @param unite {@code part} or {@code eur}
 * @param sur what the share is out of
 * @param annee the year of the figure
 * @param lu where the figure was read
 * @param tolerance in the unit of the figure
 * @param note why the tolerance is not three points; empty where it is
 */
public record Repere(
        String cle,
        double valeur,
        String unite,
        String sur,
        int annee,
        String editeur,
        String titre,
        String lu,
        double tolerance,
        String note) {
    private static final double USUAL = 0.03;

    /**
     * Reads the lines of the file.
     *
     * @throws IllegalArgumentException if a key is missing, or a tolerance is not the usual one and no note says why
     */
    public static List<Repere> parse(String yaml) {
        Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        List<Repere> reperes = new ArrayList<>();
        for (Object line : (List<?>) root) {
            Map<?, ?> keys = (Map<?, ?>) line;
            Repere repere = new Repere(
                    text(keys, "cle"),
                    number(keys, "valeur"),
                    text(keys, "unite"),
                    text(keys, "sur"),
                    (int) number(keys, "annee"),
                    text(keys, "editeur"),
                    text(keys, "titre"),
                    text(keys, "lu"),
                    number(keys, "tolerance"),
                    text(keys, "note"));
            if (repere.tolerance != USUAL && repere.note.isEmpty()) {
                throw new IllegalArgumentException(repere.cle + ": a tolerance of its own needs a note");
            }
            reperes.add(repere);
        }
        return List.copyOf(reperes);
    }

    private static String text(Map<?, ?> keys, String name) {
        Object value = keys.get(name);
        if (value == null) {
            throw new IllegalArgumentException("A public figure without " + name);
        }
        return value.toString();
    }

    private static double number(Map<?, ?> keys, String name) {
        if (keys.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("A public figure without the number " + name);
    }

    /** A value of this marginal in French: percent with one decimal, or euros. */
    public String written(double value) {
        return isShare() ? French.percent(value) : French.euros(Math.round(100 * value));
    }

    /** The tolerance in French. */
    public String writtenTolerance() {
        return isShare() ? French.number(100 * tolerance, 0) + " pt" : French.number(tolerance, 0) + " €";
    }

    private boolean isShare() {
        return "part".equals(unite);
    }
}

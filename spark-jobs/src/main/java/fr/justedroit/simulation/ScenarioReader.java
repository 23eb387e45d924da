package fr.justedroit.simulation;

import java.lang.reflect.RecordComponent;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a {@link Scenario}: one group of the file for each component, one key for each parameter, {@code snake_case}.
 *
 * <p>All problems are collected and reported together. Maps keep the closed lists of their parameter: a missing or
 * unknown entry is a problem too. A scenario may lean on another one ({@code herite_de}).
 */
final class ScenarioReader {
    private static final List<String> ACTIVITES = List.of("SAL", "IND", "CHO", "ETU", "SAN");
    private static final List<String> NATURES = List.of("ERREUR", "RESSOURCES", "VIE_COMMUNE", "FAUX", "ESCROQUERIE");

    /** Entries that each map must have, by the key of the map. */
    private static final Map<String, List<String>> ENTRIES = Map.of(
            "part_initiale_jeune", ACTIVITES,
            "part_initiale", ACTIVITES,
            "transitions", List.of("SAL_STABLE", "SAL_INSTABLE", "IND", "CHO", "ETU", "SAN"),
            "parts", List.of("LOCATAIRE", "ACCEDANT", "PROPRIETAIRE", "HEBERGE", "FOYER"),
            "natures", NATURES,
            "part_indu", List.of("ERREUR", "RESSOURCES", "VIE_COMMUNE", "FAUX", "ESCROQUERIE", "SEJOUR"),
            "croisements", Arrays.stream(Crossing.values()).map(Enum::name).toList(),
            "sanctions", List.of("AVERTISSEMENT", "PENALITE", "SUSPENSION_AL", "PARQUET", "PLAINTE"));

    /** The key that names the scenario leant on. */
    private static final String PARENT = "herite_de";

    private final List<String> problems = new ArrayList<>();

    private ScenarioReader() {}

    static Scenario read(String yaml, UnaryOperator<String> others) {
        ScenarioReader reader = new ScenarioReader();
        Object scenario = reader.toRecord(Scenario.class, load(yaml, others), "scenario");
        if (!reader.problems.isEmpty()) {
            throw new IllegalArgumentException("The scenario has " + reader.problems.size() + " problem(s): "
                    + String.join("; ", reader.problems));
        }
        return (Scenario) scenario;
    }

    private static Object load(String yaml, UnaryOperator<String> others) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object root;
        try {
            root = new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("The scenario is not readable YAML: " + e.getMessage(), e);
        }
        if (!(root instanceof Map<?, ?> own) || own.get(PARENT) == null) {
            return root;
        }
        return load(others.apply(own.get(PARENT).toString()), others) instanceof Map<?, ?> parent
                ? over(parent, own)
                : root;
    }

    /** The parent's groups, with the keys of the heir in their place; a list or a map of entries is replaced whole. */
    private static Map<Object, Object> over(Map<?, ?> parent, Map<?, ?> own) {
        Map<Object, Object> merged = new LinkedHashMap<>(parent);
        own.forEach((group, keys) -> {
            if (PARENT.equals(group)) {
                return;
            }
            Map<Object, Object> both = new LinkedHashMap<>();
            if (parent.get(group) instanceof Map<?, ?> before) {
                both.putAll(before);
            }
            if (keys instanceof Map<?, ?> after) {
                both.putAll(after);
                merged.put(group, both);
            } else {
                merged.put(group, keys);
            }
        });
        return merged;
    }

    private Object toRecord(Class<?> type, Object node, String path) {
        if (!(node instanceof Map<?, ?> map)) {
            problems.add(path + ": missing, or not a group of keys");
            return null;
        }
        Set<Object> unknown = new LinkedHashSet<>(map.keySet());
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        int before = problems.size();
        for (int i = 0; i < components.length; i++) {
            String key = toKey(components[i].getName());
            types[i] = components[i].getType();
            values[i] = toValue(components[i], map.get(key), path + "." + key);
            unknown.remove(key);
        }
        unknown.forEach(key -> problems.add(path + "." + key + ": unknown key"));
        if (problems.size() > before) {
            return null;
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Scenario record " + type.getSimpleName() + " cannot be built", e);
        }
    }

    private Object toValue(RecordComponent component, Object node, String path) {
        Class<?> type = component.getType();
        if (type.isRecord()) {
            return toRecord(type, node, path);
        }
        if (node == null) {
            problems.add(path + ": missing");
            return null;
        }
        if (type == int.class) {
            if (node instanceof Integer n && n >= 0) {
                return n;
            }
            problems.add(path + ": not a whole number of 0 or more");
            return null;
        }
        if (type == double.class) {
            return toNumber(node, component.isAnnotationPresent(Part.class) ? 1.0 : Double.MAX_VALUE, path);
        }
        if (type == YearMonth.class) {
            try {
                return YearMonth.parse(node.toString());
            } catch (DateTimeParseException e) {
                problems.add(path + ": not a month (yyyy-MM)");
                return null;
            }
        }
        String key = toKey(component.getName());
        return "transitions".equals(key)
                ? toEntries(node, ENTRIES.get(key), path, (value, at) -> toEntries(value, null, at, this::toPart))
                : toEntries(node, ENTRIES.get(key), path, "croisements".equals(key) ? this::toLogit : this::toPart);
    }

    private Double toLogit(Object node, String path) {
        return toNumber(node, Double.MAX_VALUE, path);
    }

    private Double toPart(Object node, String path) {
        return toNumber(node, 1.0, path);
    }

    /** Logits may be negative; shares are from 0 to {@code max}, every number is finite. */
    private Double toNumber(Object node, double max, String path) {
        if (!(node instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            problems.add(path + ": not a number");
            return null;
        }
        double value = number.doubleValue();
        if (max == 1.0 && (value < 0 || value > 1)) {
            problems.add(path + ": not a share between 0 and 1");
            return null;
        }
        return value;
    }

    private <V> Map<String, V> toEntries(Object node, List<String> expected, String path, EntryReader<V> reader) {
        if (!(node instanceof Map<?, ?> map)) {
            problems.add(path + ": not a group of entries");
            return null;
        }
        // Serializable and of a fixed order, whatever the order in the file.
        TreeMap<String, V> entries = new TreeMap<>();
        List<String> allowed = expected == null ? ACTIVITES : expected;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (!allowed.contains(name)) {
                problems.add(path + "." + name + ": unknown entry");
                continue;
            }
            V value = reader.read(entry.getValue(), path + "." + name);
            if (value != null) {
                entries.put(name, value);
            }
        }
        if (expected != null) {
            for (String name : expected) {
                if (!map.containsKey(name)) {
                    problems.add(path + "." + name + ": missing");
                }
            }
        }
        return Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    private static String toKey(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** Reads one entry of a map. */
    private interface EntryReader<V> {
        V read(Object node, String path);
    }
}

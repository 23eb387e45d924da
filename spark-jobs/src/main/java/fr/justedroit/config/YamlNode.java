package fr.justedroit.config;

import fr.justedroit.errors.Problems;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A value of a YAML file that knows its file and line. Every misuse becomes a problem at that line, with a value that
 * lets the reading go on, so that all problems of all files are reported together. Scalars are read as text: a CAF
 * {@code "031"} and a flag {@code N} stay what was written.
 */
public final class YamlNode {
    private final String file;
    private final Node node;
    private final Problems problems;

    private YamlNode(String file, Node node, Problems problems) {
        this.file = file;
        this.node = node;
        this.problems = problems;
    }

    /** Reads a file; an unreadable one is a problem and gives an empty mapping. */
    public static YamlNode read(Path path, Problems problems) {
        String name = "conf/" + path.getFileName();
        try {
            return parse(name, Files.readString(path, StandardCharsets.UTF_8), problems);
        } catch (IOException e) {
            problems.add(name, "the file cannot be read (" + e.getClass().getSimpleName() + ")");
            return new YamlNode(name, null, problems);
        }
    }

    /** Reads a text. */
    public static YamlNode parse(String name, String text, Problems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            return new YamlNode(name, new Yaml(options).compose(new StringReader(text)), problems);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            problems.add(name + ":" + line, "not YAML: " + e.getProblem());
            return new YamlNode(name, null, problems);
        }
    }

    /** File and line, as messages name them. */
    public String place() {
        return node == null ? file : file + ":" + (node.getStartMark().getLine() + 1);
    }

    /** Notes a problem here. */
    public void problem(String text) {
        problems.add(place(), text);
    }

    /** The gatherer of problems. */
    public Problems problems() {
        return problems;
    }

    /** Does a mapping hold this key. */
    public boolean has(String key) {
        return entries().containsKey(key);
    }

    /** The value of a key that must be there. */
    public YamlNode at(String key) {
        YamlNode value = entries().get(key);
        if (value == null) {
            problem("'" + key + "' is missing");
            return new YamlNode(file, null, problems);
        }
        return value;
    }

    /** The value of a key, if there. */
    public Optional<YamlNode> find(String key) {
        return Optional.ofNullable(entries().get(key));
    }

    /** Keys and values in the order of the file; a problem and empty when this is no mapping. */
    public Map<String, YamlNode> entries() {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                if (entries.put(key, new YamlNode(file, tuple.getValueNode(), problems)) != null) {
                    problems.add(
                            file + ":" + (tuple.getKeyNode().getStartMark().getLine() + 1),
                            "'" + key + "' is given twice");
                }
            }
        } else if (node != null) {
            problem("a mapping is expected");
        }
        return entries;
    }

    /** Elements of a list; a problem and empty when this is no list. */
    public List<YamlNode> items() {
        List<YamlNode> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> items.add(new YamlNode(file, item, problems)));
        } else if (node != null) {
            problem("a list is expected");
        }
        return items;
    }

    /** Notes a problem for each key that is not among these. */
    public void allow(String... keys) {
        Set<String> known = new TreeSet<>(List.of(keys));
        entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                value.problem("'" + key + "' is not known here; known: " + String.join(", ", known));
            }
        });
    }

    /** The text of a scalar, {@code ""} with a problem otherwise. */
    public String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        if (node != null) {
            problem("a text is expected");
        }
        return "";
    }

    /** A whole number, 0 with a problem otherwise. */
    public int integer() {
        try {
            return Integer.parseInt(text().replace("_", ""));
        } catch (NumberFormatException e) {
            if (node != null) {
                problem("a whole number is expected");
            }
            return 0;
        }
    }

    /** A finite number, 0 with a problem otherwise. */
    public double number() {
        try {
            double value = Double.parseDouble(text().replace("_", ""));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            if (node == null) {
                return 0;
            }
        }
        problem("a number is expected");
        return 0;
    }

    /** {@code true} or {@code false}, false with a problem otherwise. */
    public boolean flag() {
        String text = text();
        if (node != null && !text.equals("true") && !text.equals("false")) {
            problem("true or false is expected");
        }
        return text.equals("true");
    }

    /** One of these words, the first of them with a problem otherwise. */
    public String oneOf(String... words) {
        String text = text();
        if (List.of(words).contains(text)) {
            return text;
        }
        if (node != null) {
            problem("'" + text + "' is not one of " + String.join(", ", words));
        }
        return words[0];
    }

    /** A constant of an enum by its name in lower case, the first with a problem otherwise. */
    public <E extends Enum<E>> E constant(Class<E> type) {
        String text = text();
        E[] constants = type.getEnumConstants();
        for (E constant : constants) {
            if (constant.name().toLowerCase(java.util.Locale.ROOT).equals(text.toLowerCase(java.util.Locale.ROOT))) {
                return constant;
            }
        }
        if (node != null) {
            problem("'" + text + "' is not one of "
                    + java.util.Arrays.stream(constants)
                            .map(constant -> constant.name().toLowerCase(java.util.Locale.ROOT))
                            .collect(java.util.stream.Collectors.joining(", ")));
        }
        return constants[0];
    }
}

package fr.justedroit.ensemble;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The one text of a model: JSON with sorted keys, no space, and each double written with the fewest digits that read
 * back as the same double, in the form of {@code Double.toString}. The same model has the same text, and so the same
 * SHA-256, on any machine; a changed bit changes it.
 *
 * <p>The text names columns by index only. An identifier of a model must therefore also hold {@link
 * fr.justedroit.variable.FeatureLayout#digest()}.
 */
public final class CanonicalForm {

    private static final String LINEAR = "lineaire";
    private static final String TREES = "arbres";
    private static final ObjectMapper JSON = new ObjectMapper();

    private CanonicalForm() {}

    /** Returns the canonical text of a model, in ASCII, without a final line feed. */
    public static String toJson(PlainModel model) {
        StringBuilder out = new StringBuilder();
        if (model instanceof TreeEnsemble ensemble) {
            out.append("{\"colonnes\":").append(ensemble.columns());
            out.append(",\"genre\":\"").append(TREES).append("\",\"trees\":[");
            List<Tree> trees = ensemble.trees();
            for (int t = 0; t < trees.size(); t++) {
                out.append(t == 0 ? "" : ",");
                write(out, trees.get(t));
            }
            return out.append("]}").toString();
        }
        LinearModel linear = (LinearModel) model;
        out.append("{\"coefficients\":");
        array(out, linear.columns(), c -> out.append(CanonicalNumber.text(linear.coefficient(c))));
        out.append(",\"genre\":\"").append(LINEAR).append("\",\"intercept\":");
        return out.append(CanonicalNumber.text(linear.intercept())).append('}').toString();
    }

    private static void write(StringBuilder out, Tree tree) {
        int n = tree.size();
        out.append("{\"feature\":");
        array(out, n, i -> out.append(tree.feature(i)));
        out.append(",\"left\":");
        array(out, n, i -> out.append(tree.left(i)));
        out.append(",\"poids\":");
        array(out, n, i -> out.append(CanonicalNumber.text(tree.nodeWeight(i))));
        out.append(",\"prediction\":");
        array(out, n, i -> out.append(CanonicalNumber.text(tree.prediction(i))));
        out.append(",\"right\":");
        array(out, n, i -> out.append(tree.right(i)));
        out.append(",\"threshold\":");
        array(out, n, i -> out.append(CanonicalNumber.text(tree.threshold(i))));
        out.append(",\"weight\":").append(CanonicalNumber.text(tree.weight())).append('}');
    }

    private static void array(StringBuilder out, int length, IntConsumer element) {
        out.append('[');
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                out.append(',');
            }
            element.accept(i);
        }
        out.append(']');
    }

    /**
     * Reads a model back, every number with the bits it was written from.
     *
     * @param json a text that {@link #toJson} wrote
     * @throws IllegalArgumentException if the text is not JSON, holds no valid model, or is not the canonical text of
     *     the model it holds (a space, another order of keys, a digit too many, a key unknown): the digest of a file is
     *     then not the digest of its model. The message quotes nothing of the text.
     */
    public static PlainModel parse(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "model is not JSON, near character " + e.getLocation().getCharOffset());
        }
        String kind = root.path("genre").asText();
        PlainModel model =
                switch (kind) {
                    case TREES -> trees(root);
                    case LINEAR -> linear(root);
                    default -> throw new IllegalArgumentException("model has no known 'genre'");
                };
        if (!toJson(model).equals(json)) {
            throw new IllegalArgumentException("model is not in its canonical form: write it again with toJson");
        }
        return model;
    }

    private static TreeEnsemble trees(JsonNode root) {
        List<Tree> trees = new ArrayList<>();
        for (JsonNode tree : list(root, "trees")) {
            Tree.Nodes nodes = new Tree.Nodes(
                    ints(tree, "feature"),
                    doubles(tree, "threshold"),
                    doubles(tree, "prediction"),
                    ints(tree, "left"),
                    ints(tree, "right"),
                    doubles(tree, "poids"));
            trees.add(Tree.of(number(tree.path("weight"), "weight"), nodes));
        }
        return new TreeEnsemble(root.path("colonnes").asInt(), trees);
    }

    private static LinearModel linear(JsonNode root) {
        return new LinearModel(number(root.path("intercept"), "intercept"), doubles(root, "coefficients"));
    }

    private static JsonNode list(JsonNode node, String key) {
        JsonNode list = node.path(key);
        if (!list.isArray()) {
            throw new IllegalArgumentException("model has no list '" + key + "'");
        }
        return list;
    }

    private static double number(JsonNode node, String key) {
        if (!node.isNumber()) {
            throw new IllegalArgumentException("model has no number in '" + key + "'");
        }
        return node.doubleValue();
    }

    private static int[] ints(JsonNode node, String key) {
        JsonNode list = list(node, key);
        int[] values = new int[list.size()];
        for (int i = 0; i < values.length; i++) {
            if (!list.get(i).isInt()) {
                throw new IllegalArgumentException("model has no integer in '" + key + "'");
            }
            values[i] = list.get(i).intValue();
        }
        return values;
    }

    private static double[] doubles(JsonNode node, String key) {
        JsonNode list = list(node, key);
        double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(list.get(i), key);
        }
        return values;
    }

    /** Returns the SHA-256 of the canonical text, in lower-case hexadecimal. */
    public static String sha256(PlainModel model) {
        try {
            byte[] text = toJson(model).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

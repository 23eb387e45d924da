package fr.justedroit.allnat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.table.ExecutionId;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A binary partition of vectors of codes. A node sends left the codes of one variable that its mask holds. Nodes are
 * numbered from 0 (the root) in depth-first order, leaves likewise, so that the leaves below a node are a range. A tree
 * without nodes has one leaf. Immutable.
 */
final class CellTree implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArrayList<String> variables;
    private final int[] variable;
    private final int[] mask;
    /** A node, or {@code -1 - leaf}. */
    private final int[] left;

    private final int[] right;
    private final int[] firstLeaf;
    private final int[] endLeaf;

    private CellTree(List<String> variables, List<int[]> nodes) {
        this.variables = new ArrayList<>(variables);
        int size = nodes.size();
        this.variable = new int[size];
        this.mask = new int[size];
        this.left = new int[size];
        this.right = new int[size];
        this.firstLeaf = new int[size];
        this.endLeaf = new int[size];
        for (int i = 0; i < size; i++) {
            variable[i] = nodes.get(i)[0];
            mask[i] = nodes.get(i)[1];
            left[i] = nodes.get(i)[2];
            right[i] = nodes.get(i)[3];
        }
        for (int i = size - 1; i >= 0; i--) {
            firstLeaf[i] = left[i] < 0 ? -1 - left[i] : firstLeaf[left[i]];
            endLeaf[i] = right[i] < 0 ? -right[i] : endLeaf[right[i]];
        }
    }

    /** Gathers nodes in depth-first order; used by {@link CellTreeGrower}. */
    static final class Builder {
        private final List<String> variables;
        private final List<int[]> nodes = new ArrayList<>();
        private int leaves;

        Builder(List<String> variables) {
            this.variables = variables;
        }

        int node(int variable, int mask) {
            nodes.add(new int[] {variable, mask, 0, 0});
            return nodes.size() - 1;
        }

        int leaf() {
            return -1 - leaves++;
        }

        void children(int node, int left, int right) {
            nodes.get(node)[2] = left;
            nodes.get(node)[3] = right;
        }

        CellTree build() {
            return new CellTree(variables, nodes);
        }
    }

    /** Names of the variables of a vector, in order. */
    List<String> variables() {
        return List.copyOf(variables);
    }

    int leaves() {
        return variable.length + 1;
    }

    /** The leaf of a vector. */
    int route(byte[] codes) {
        int at = variable.length == 0 ? -1 : 0;
        while (at >= 0) {
            at = (mask[at] >>> codes[variable[at]] & 1) != 0 ? left[at] : right[at];
        }
        return -1 - at;
    }

    // Walking. A place is a node, or -1 - leaf.

    int root() {
        return variable.length == 0 ? -1 : 0;
    }

    boolean isLeaf(int place) {
        return place < 0;
    }

    int left(int place) {
        return left[place];
    }

    int right(int place) {
        return right[place];
    }

    int firstLeaf(int place) {
        return place < 0 ? -1 - place : firstLeaf[place];
    }

    /** One past the last leaf below a place. */
    int endLeaf(int place) {
        return place < 0 ? -place : endLeaf[place];
    }

    /** Nodes from the root to the parent of a leaf. */
    List<Integer> path(int leaf) {
        List<Integer> path = new ArrayList<>();
        int at = root();
        while (at >= 0) {
            path.add(at);
            at = leaf < endLeaf(left[at]) ? left[at] : right[at];
        }
        return path;
    }

    // Storing.

    String toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.put("forme", 1);
        ArrayNode names = json.putArray("variables");
        variables.forEach(names::add);
        ArrayNode nodes = json.putArray("noeuds");
        for (int i = 0; i < variable.length; i++) {
            nodes.addArray().add(variable[i]).add(mask[i]).add(left[i]).add(right[i]);
        }
        return json.toString();
    }

    static CellTree parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            List<String> names = new ArrayList<>();
            json.get("variables").forEach(name -> names.add(name.asText()));
            List<int[]> nodes = new ArrayList<>();
            json.get("noeuds")
                    .forEach(node -> nodes.add(new int[] {
                        node.get(0).asInt(),
                        node.get(1).asInt(),
                        node.get(2).asInt(),
                        node.get(3).asInt()
                    }));
            return new CellTree(names, nodes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a partition is not JSON", e);
        }
    }

    String digest() {
        return ExecutionId.sha256(toJson());
    }
}

package fr.justedroit.allnat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.justedroit.config.Keys;
import fr.justedroit.variable.Dictionary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the published cell that a dossier fell into, from the secret cuts and the keys: what nothing stores and no reader
 * of the published tables can do. For the page that follows one synthetic dossier.
 */
public final class DossierCell {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DossierCell() {}

    /** Did the secret draw of the month take the dossier. */
    public static boolean isDrawn(Keys keys, String month, String caf, String dossier, double share) {
        return new DossierDraw(keys).drawn(month, caf, dossier) < share;
    }

    /**
     * The number of the dossier's cell in {@code allnat/cellule_population}, if its leaf is published.
     *
     * @param secret the folder {@code secret/} of the root
     * @param codes the dossier's code by variable
     */
    public static Optional<Integer> number(
            Path secret, Keys keys, Dictionary dictionary, String month, Map<String, Integer> codes) {
        CellLayout layout = new CellLayout(dictionary.layout());
        byte[] vector = new byte[layout.variables()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = codes.get(layout.sources().get(i).name()).byteValue();
        }
        int leaf = CellTree.parse(read(secret.resolve("population-" + month.substring(0, 4) + ".json")))
                .route(vector);
        List<List<Integer>> cells = cells(read(secret.resolve(PopulationMonths.file(month))));
        DossierDraw draw = new DossierDraw(keys);
        List<List<Integer>> ordered = new ArrayList<>(cells);
        ordered.sort(Comparator.comparingLong(
                leaves -> draw.order(month, leaves.get(0).toString())));
        return ordered.stream()
                .filter(leaves -> leaves.contains(leaf))
                .findFirst()
                .map(leaves -> ordered.indexOf(leaves) + 1);
    }

    private static List<List<Integer>> cells(String text) {
        try {
            List<List<Integer>> cells = new ArrayList<>();
            for (JsonNode cell : JSON.readTree(text).get("cellules")) {
                List<Integer> leaves = new ArrayList<>();
                cell.forEach(leaf -> leaves.add(leaf.asInt()));
                cells.add(leaves);
            }
            return cells;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package fr.justedroit.allnat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.justedroit.config.Keys;
import fr.justedroit.config.Thresholds;
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
import java.util.TreeMap;

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
        int leaf = CellTree.parse(read(secret.resolve("population-" + month.substring(0, 4) + ".json")))
                .route(vector(layout, codes));
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

    /**
     * What the cell of these dossiers publishes by the keys: its size under {@code effectif}, and its shares of categories.
     * A record that has these very figures is theirs.
     *
     * @param members codes by variable, by number of dossier
     */
    public static Map<String, Double> published(
            Keys keys,
            Dictionary dictionary,
            String month,
            String caf,
            Map<String, Map<String, Integer>> members,
            Thresholds.Anonymity bounds) {
        CellLayout layout = new CellLayout(dictionary.layout());
        DossierDraw draw = new DossierDraw(keys);
        Sums sums = new Sums(layout.size());
        members.forEach((dossier, codes) -> {
            sums.size++;
            sums.addKey(draw.recordKey(month.substring(0, 4), caf, dossier));
            layout.add(vector(layout, codes), sums.columns);
        });
        CellNoise noise = new CellNoise(keys.of(Keys.Use.BRUIT), bounds.noiseDeviation());
        CellTree one = new CellTree.Builder(List.of()).build();
        CellPublisher.Published record = CellPublisher.perturbed(layout, bounds.populationK(), noise)
                .publish(one, List.of(Cell.of(0, sums)))
                .get(0);
        Map<String, Double> figures = new TreeMap<>(Map.of("effectif", (double) record.size()));
        List<String> names = dictionary.layout().columnNames();
        for (int column = 0; column < names.size(); column++) {
            if (names.get(column).matches(".*__[0-9]+")) {
                figures.put(names.get(column), record.values().get(column));
            }
        }
        return figures;
    }

    private static byte[] vector(CellLayout layout, Map<String, Integer> codes) {
        byte[] vector = new byte[layout.variables()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = codes.get(layout.sources().get(i).name()).byteValue();
        }
        return vector;
    }

    private static List<List<Integer>> cells(String text) {
        try {
            List<List<Integer>> cells = new ArrayList<>();
            for (JsonNode cell : JSON.readTree(text).get(PopulationMonths.LEAVES)) {
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

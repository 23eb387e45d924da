package fr.justedroit.dossier;

import fr.justedroit.table.Unit;
import java.util.List;
import java.util.Set;

/**
 * What to take in.
 *
 * @param months YYYY-MM, oldest first
 * @param cafs three-digit codes
 * @param forced units to write again even if they are in force
 */
public record IngestRequest(List<String> months, List<String> cafs, Set<Unit> forced) {
    /** Keeps its own copies. */
    public IngestRequest {
        months = months.stream().distinct().sorted().toList();
        cafs = cafs.stream().distinct().sorted().toList();
        forced = Set.copyOf(forced);
    }

    /** Takes in what is not in force. */
    public static IngestRequest of(List<String> months, List<String> cafs) {
        return new IngestRequest(months, cafs, Set.of());
    }
}

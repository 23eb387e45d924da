package fr.justedroit.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.LocalFiles;
import fr.justedroit.table.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The path of each CAF's newest certificate of erasure, kept beside the keystore and so outside the root: a root that has
 * not got it was put back from a copy, and what was erased since may be in it again.
 */
final class Witness {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    /** @param keystore of the root */
    Witness(Path keystore) {
        this.file = keystore.resolveSibling(keystore.getFileName() + ".effacements.json");
    }

    private Map<String, String> read() {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        try {
            return new TreeMap<>(JSON.readValue(file.toFile(), new TypeReference<Map<String, String>>() {}));
        } catch (IOException e) {
            throw failed("reading the witness of erasures", e);
        }
    }

    /** Notes a CAF's newest certificate. */
    synchronized void note(String caf, String certificate) {
        Map<String, String> newest = read();
        newest.put(caf, certificate);
        write(newest);
    }

    /** Forgets CAFs whose root was reconciled. */
    synchronized void forget(List<String> cafs) {
        Map<String, String> newest = read();
        newest.keySet().removeAll(cafs);
        write(newest);
    }

    private void write(Map<String, String> newest) {
        try {
            Path aside = file.resolveSibling(file.getFileName() + ".tmp");
            Files.write(aside, JSON.writeValueAsBytes(newest));
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed("writing the witness of erasures", e);
        }
    }

    /** CAFs whose newest certificate is not under the root. */
    List<String> missing(Root root) {
        return read().entrySet().stream()
                .filter(entry -> !root.holds(entry.getValue(), LocalFiles.settings()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Refuses a root that is older than its certificates. */
    void check(Root root) {
        List<String> missing = missing(root);
        if (!missing.isEmpty()) {
            throw ErrorCode.ROOT_RESTORED.with(
                    "racine", root.uri(), "nombre", missing.size(), "liste", String.join(", ", missing));
        }
    }

    private static RuntimeException failed(String what, IOException e) {
        return ErrorCode.STORAGE.with("quoi", what, "raison", e.getClass().getSimpleName() + ".");
    }
}

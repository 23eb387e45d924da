package fr.justedroit.model;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Keys;
import fr.justedroit.table.Access;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.FileDoor;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The SHA-256 of every file of a bundle as it lies, MLlib's among them, and the signature over them. Two writings of
 * one model have different sums, because MLlib writes timestamps, random names and table versions differ; "the same
 * model" is judged on the identifier, which comes from the canonical forms alone. What {@code audit} adds under
 * {@code evaluation/} is signed apart.
 */
final class Sums {
    /** All models lie in this folder. */
    static final TableId BUNDLE = TableId.national(Zone.MODELE, "bundle");

    static final String FILE = "SOMMES.sha256";
    static final String SIGNATURE = "SIGNATURE";
    private static final String EVALUATION = "evaluation/";

    private final FileDoor files;
    private final KeyedHash key;

    Sums(FileDoor files, Keys keys) {
        this.files = files;
        this.key = keys.of(Keys.Use.SIGNATURE);
    }

    /** Signs, then writes the sums: the last file, without which there is no bundle. */
    void seal(Access access, String id) {
        String text = text(measure(access, id));
        files.write(
                access, BUNDLE, id + "/" + SIGNATURE, (signature(id, text) + "\n").getBytes(StandardCharsets.UTF_8));
        files.write(access, BUNDLE, id + "/" + FILE, text.getBytes(StandardCharsets.UTF_8));
    }

    /** What is wrong with a bundle that has sums, in words, or empty when nothing is. */
    Optional<String> problem(Access access, String id, String text) {
        String signature =
                files.readText(access, BUNDLE, id + "/" + SIGNATURE).orElse("").strip();
        byte[] expected = signature(id, text).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
            return Optional.of("Its signature is not the one that this root's key gives for " + FILE + ".");
        }
        Map<String, String> now = measure(access, id);
        Map<String, String> then = parse(text);
        for (Map.Entry<String, String> file : then.entrySet()) {
            if (!now.containsKey(file.getKey())) {
                return Optional.of("File " + file.getKey() + " is missing.");
            }
            if (!now.get(file.getKey()).equals(file.getValue())) {
                return Optional.of("File " + file.getKey() + " is not what was signed.");
            }
        }
        now.keySet().removeAll(then.keySet());
        return now.isEmpty()
                ? Optional.empty()
                : Optional.of("File " + now.keySet().iterator().next() + " was added.");
    }

    private Map<String, String> measure(Access access, String id) {
        Map<String, String> sums = new TreeMap<>();
        for (String name : files.walk(access, BUNDLE, id)) {
            if (!name.equals(FILE) && !name.equals(SIGNATURE) && !name.startsWith(EVALUATION)) {
                files.checksum(access, BUNDLE, id + "/" + name).ifPresent(sum -> sums.put(name, sum.sha256()));
            }
        }
        return sums;
    }

    private static String text(Map<String, String> sums) {
        StringBuilder text = new StringBuilder();
        sums.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
        return text.toString();
    }

    private static Map<String, String> parse(String text) {
        Map<String, String> sums = new TreeMap<>();
        text.lines().forEach(line -> {
            int gap = line.indexOf("  ");
            sums.put(gap < 0 ? line : line.substring(gap + 2), gap < 0 ? "" : line.substring(0, gap));
        });
        return sums;
    }

    private String signature(String id, String text) {
        return HexFormat.of().formatHex(key.hash("modele", id, text));
    }

    /** SHA-256 of the sums: the one number that stands for every byte of a bundle. */
    static String checksum(String text) {
        return ExecutionId.sha256(text);
    }
}

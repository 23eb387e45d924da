package fr.justedroit.dossier;

import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What each variable meant when a run first used its name, in small files that are only ever added: a line a variable with
 * the SHA-256 of its definition. Two runs that add at once take two numbers, and the second sees what the first wrote.
 */
final class Definitions {
    private static final TableId TABLE = TableId.national(Zone.JOURNAL, "definition");

    private final Door door;
    private final Dictionary dictionary;

    Definitions(Door door, Dictionary dictionary) {
        this.door = door;
        this.dictionary = dictionary;
    }

    /**
     * Fails if a variable is not what it was.
     *
     * @throws fr.justedroit.errors.DataminingException DEFINITION_CHANGED with every name
     */
    void check(String execution) {
        check(known(files(execution), execution));
    }

    private void check(Map<String, String> known) {
        List<String> changed = dictionary.definitions().entrySet().stream()
                .filter(entry ->
                        !known.getOrDefault(entry.getKey(), entry.getValue()).equals(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!changed.isEmpty()) {
            throw ErrorCode.DEFINITION_CHANGED.with("nombre", changed.size(), "liste", String.join(", ", changed));
        }
    }

    /** Notes the variables that have no definition yet, before the first row that is coded with them is written. */
    void note(String execution) {
        boolean isWritten = false;
        while (!isWritten) {
            List<String> files = files(execution);
            Map<String, String> known = known(files, execution);
            check(known);
            Map<String, String> added = new TreeMap<>(dictionary.definitions());
            added.keySet().removeAll(known.keySet());
            if (added.isEmpty()) {
                return;
            }
            String text = added.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                    .collect(Collectors.joining());
            isWritten = door.files()
                    .create(
                            UnitTables.access(execution).of(AccessKind.CREATION),
                            TABLE,
                            String.format("%06d.txt", files.size() + 1),
                            text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private List<String> files(String execution) {
        return door.files().list(access(execution), TABLE, "");
    }

    private Map<String, String> known(List<String> files, String execution) {
        Map<String, String> known = new TreeMap<>();
        for (String file : files) {
            door.files()
                    .readText(access(execution), TABLE, file)
                    .orElse("")
                    .lines()
                    .forEach(line -> known.putIfAbsent(
                            line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
        }
        return known;
    }

    private static Access access(String execution) {
        return UnitTables.access(execution).of(AccessKind.CONSULTATION);
    }
}

package fr.justedroit.model;

import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.FileDoor;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/**
 * What the candidates of a search were measured at, kept while it runs, so that one that was cut goes on: a file for each
 * fit, under the execution that it belongs to. Areas alone: nothing that was learnt is kept. Thread-safe.
 */
final class SearchNotes {
    static final TableId TABLE = TableId.national(Zone.MODELE, "recherche");

    private final FileDoor files;
    private final Access access;
    private final String execution;

    /** @param execution of the training: another window, dictionary or setting has notes of its own */
    SearchNotes(FileDoor files, Access access, ExecutionId execution) {
        this.files = files;
        this.access = access;
        this.execution = execution.value();
    }

    private String path(String candidate, Split split) {
        return execution + "/" + ExecutionId.sha256(candidate + "|" + split).substring(0, 16) + ".txt";
    }

    /** The area noted of a fit; empty when there is none, or none that can be read. */
    OptionalDouble find(String candidate, Split split) {
        String text = files.readText(access, TABLE, path(candidate, split)).orElse("");
        try {
            double area = Double.parseDouble(text.strip());
            return area >= 0 && area <= 1 ? OptionalDouble.of(area) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    void note(String candidate, Split split, double area) {
        byte[] text = (area + "\n").getBytes(StandardCharsets.UTF_8);
        files.write(access.of(AccessKind.CREATION), TABLE, path(candidate, split), text);
    }

    /** The search is over: what it chose is on the card. */
    void forget() {
        for (String name : files.list(access, TABLE, execution)) {
            files.delete(access.of(AccessKind.EFFACEMENT), TABLE, execution + "/" + name);
        }
    }
}

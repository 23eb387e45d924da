package fr.justedroit.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessListener;
import fr.justedroit.table.ForcedLines;
import fr.justedroit.table.TableId;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Writes each access ahead: one line, forced to a file of this process, before the data are handed out. A line that
 * cannot be written stops the access. The file is created at the first access, so that a command that reads nothing
 * writes nothing. Thread-safe.
 */
public final class AccessTrail implements AccessListener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<ForcedLines> file;
    private final Clock clock;
    private final String run;
    private final AtomicLong number = new AtomicLong();
    private ForcedLines lines;

    /**
     * @param file creates the file of this process
     * @param clock of the lines
     * @param run random name of the run
     */
    public AccessTrail(Supplier<ForcedLines> file, Clock clock, String run) {
        this.file = file;
        this.clock = clock;
        this.run = run;
    }

    @Override
    public void opening(Access access, List<TableId> tables, List<String> columns) {
        ObjectNode line = line(access, tables);
        line.put("colonnes", String.join(" ", columns));
        write(line);
    }

    @Override
    public void committed(Access access, TableId table, long version, long rows, long files) {
        ObjectNode line = line(access, List.of(table));
        line.put("colonnes", "version " + version);
        line.put("lignes_nb", rows);
        write(line);
    }

    private ObjectNode line(Access access, List<TableId> tables) {
        TreeSet<String> paths = new TreeSet<>();
        tables.forEach(table -> paths.add(table.path()));
        ObjectNode line = JSON.createObjectNode();
        line.put("instant", clock.instant().toString());
        line.put("run", run);
        line.put("numero", number.incrementAndGet());
        line.put("identite", access.identity());
        line.put("piece", access.room().folder());
        line.put("finalite", access.purpose().word());
        line.put("genre", access.kind().word());
        line.put("execution", access.execution());
        line.put("tables", String.join(" ", paths));
        return line;
    }

    private synchronized void write(ObjectNode line) {
        if (lines == null) {
            lines = file.get();
        }
        try {
            lines.write(JSON.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (lines != null) {
            lines.close();
        }
    }
}

package fr.justedroit.journal;

import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.Identity;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Appends the events of a run to {@code journal/execution}, a batch a step. Thread-safe. */
public final class Journal {
    private static final TableId EXECUTION = TableId.national(Zone.JOURNAL, "execution");

    private final Door door;
    private final Clock clock;
    private final String run;
    private int number;
    private final List<Row> waiting = new ArrayList<>();

    /** @param run random name of the run */
    public Journal(Door door, Clock clock, String run) {
        this.door = door;
        this.clock = clock;
        this.run = run;
    }

    /** Notes that a command starts; written with the next batch. */
    public synchronized void started(String command, String months, String detail) {
        add("debut", command, months, "", "", new long[4], "", detail);
    }

    /** Notes how a step's units ended, and writes everything noted so far in one commit. */
    public synchronized void finished(String command, String step, List<UnitOutcome> outcomes) {
        for (UnitOutcome outcome : outcomes) {
            add(
                    outcome.state().name().toLowerCase(Locale.ROOT),
                    command,
                    outcome.unit().month(),
                    outcome.unit().caf(),
                    outcome.execution().map(Object::toString).orElse(""),
                    new long[] {outcome.rowsIn(), outcome.rowsOut(), outcome.rowsRefused(), outcome.millis()},
                    step + "|" + outcome.versions(),
                    outcome.detail());
        }
        flush();
    }

    /** Notes that a command failed as a whole, and writes it. */
    public synchronized void failed(String command, String months, String detail) {
        add("echec", command, months, "", "", new long[4], "", detail);
        flush();
    }

    /** Writes what waits. */
    public synchronized void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        Access access = new Access(
                Identity.current(), Room.JOURNAL, Purpose.EXPLOITATION, AccessKind.CREATION, "journal [" + run + "]");
        door.append(
                access,
                EXECUTION,
                door.spark()
                        .createDataFrame(
                                List.copyOf(waiting),
                                door.catalogue().spec(EXECUTION).schema()));
        waiting.clear();
        door.journalWritten();
    }

    private void add(
            String event,
            String command,
            String month,
            String caf,
            String execution,
            long[] figures,
            String stepAndVersions,
            String detail) {
        int bar = stepAndVersions.indexOf('|');
        waiting.add(RowFactory.create(
                Timestamp.from(clock.instant()),
                run,
                ++number,
                event,
                command,
                month,
                caf,
                bar < 0 ? "" : stepAndVersions.substring(0, bar),
                execution,
                figures[0],
                figures[1],
                figures[2],
                figures[3],
                bar < 0 ? "" : stepAndVersions.substring(bar + 1),
                detail,
                Identity.current()));
    }
}

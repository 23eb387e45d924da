package fr.justedroit.registre;

import fr.justedroit.config.Keys;
import fr.justedroit.config.Settings;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Findings;
import fr.justedroit.table.Inspector;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The command {@code verify}: is everything there that should be, and is it what was written. First logs and files of every
 * table, without a row; then what tables, journal, models and reports say of one another, from those that are sound. It
 * changes nothing. It does not judge whether a result is right: a run that computed wrongly and wrote well is sound.
 */
public final class VerifyJob {
    private final Door door;
    private final Settings settings;
    private final Keys keys;
    private final Consumer<String> progress;

    public VerifyJob(Door door, Settings settings, Keys keys, Consumer<String> progress) {
        this.door = door;
        this.settings = settings;
        this.keys = keys;
        this.progress = progress;
    }

    /**
     * How one check ended.
     *
     * @param check which
     * @param looked things that it looked at
     * @param damaged damages that it found
     * @param unknown things that it could not judge
     */
    public record Line(StoredCheck check, long looked, long damaged, long unknown) {}

    /**
     * How everything stored stands.
     *
     * @param lines one a check, in their order
     * @param damages what is damaged
     * @param doubts what could not be judged
     * @param withoutChecksum data files that another writer made (OPTIMIZE), whose bytes cannot be compared
     */
    public record Result(
            List<Line> lines, List<Findings.Damage> damages, List<Findings.Doubt> doubts, long withoutChecksum) {
        public Result {
            lines = List.copyOf(lines);
            damages = List.copyOf(damages);
            doubts = List.copyOf(doubts);
        }

        /** Is nothing damaged. */
        public boolean isSound() {
            return damages.isEmpty();
        }
    }

    /** Verifies what is national, and what is these CAFs'. */
    public Result execute(Collection<String> cafs) {
        Access access = Access.consultation(Room.REGISTRE, Purpose.INTEGRITE, "verify");
        Inspector.Inspection inspection = door.inspector().inspect(access, cafs, progress);
        Findings found = new Findings();
        TableId journal = TableId.national(Zone.JOURNAL, "execution");
        if (inspection.unsound().contains(journal)) {
            List.of(StoredCheck.HISTORY, StoredCheck.COUNTS, StoredCheck.DELIVERIES)
                    .forEach(check -> found.doubt(check.word(), journal.toString(), "The journal is damaged."));
        } else {
            RunEvents events = RunEvents.read(door, access);
            new MonthChecks(
                            door,
                            access,
                            settings.thresholds().retention(),
                            settings.contracts().period(),
                            events,
                            inspection,
                            found)
                    .check(cafs);
            progress.accept("months compared with the journal");
        }
        new ListChecks(door, access, inspection, found).check(cafs);
        progress.accept("rankings and lists read");
        new ModelChecks(door, keys, access, inspection, found).check();
        progress.accept("models, reports and cuts read");
        return result(inspection, found);
    }

    private static Result result(Inspector.Inspection inspection, Findings found) {
        Findings files = inspection.findings();
        List<Findings.Damage> damages = Stream.concat(files.damages().stream(), found.damages().stream())
                .distinct()
                .toList();
        List<Findings.Doubt> doubts = Stream.concat(files.doubts().stream(), found.doubts().stream())
                .distinct()
                .toList();
        List<Line> lines = Stream.of(StoredCheck.values())
                .map(check -> new Line(
                        check,
                        files.lookedAt(check.word()) + found.lookedAt(check.word()),
                        damages.stream()
                                .filter(one -> Objects.equals(one.check(), check.word()))
                                .count(),
                        doubts.stream()
                                .filter(one -> Objects.equals(one.check(), check.word()))
                                .count()))
                .toList();
        return new Result(lines, damages, doubts, inspection.withoutChecksum());
    }
}

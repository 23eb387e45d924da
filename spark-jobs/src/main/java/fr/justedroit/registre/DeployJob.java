package fr.justedroit.registre;

import fr.justedroit.config.Keys;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.model.Bundles;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The command {@code deploy [--status]}: the bundle in force, the same bytes, for every CAF that exists now (E04). */
public final class DeployJob {
    private static final TableId TABLE = TableId.national(Zone.MODELE, "deploiement");

    private final Door door;
    private final Settings settings;
    private final Clock clock;
    private final Consumer<String> progress;
    private final Bundles bundles;
    private final Registry registry;

    public DeployJob(Door door, Settings settings, Keys keys, Clock clock, Consumer<String> progress) {
        this.door = door;
        this.settings = settings;
        this.clock = clock;
        this.progress = progress;
        this.bundles = new Bundles(door, keys);
        this.registry = new Registry(door);
    }

    /**
     * What a deployment did.
     *
     * @param modelId the model in force
     * @param checksum SHA-256 of its sums: the same for every CAF
     * @param outcomes one a CAF
     */
    public record Result(String modelId, String checksum, List<UnitOutcome> outcomes) {
        public Result {
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * What a CAF runs.
     *
     * @param caf its code
     * @param modelId the model, or {@code ""} when none was ever deployed
     * @param checksum SHA-256 of the bundle's sums when it was deployed
     * @param since when, UTC; empty when none was
     * @param isInForce is it the bundle in force, byte for byte
     */
    public record Status(String caf, String modelId, String checksum, Optional<Instant> since, boolean isInForce) {}

    /**
     * Deploys to each CAF that runs something else; the bundle is checked whole first.
     *
     * @throws fr.justedroit.errors.DataminingException STATE_MISSING when nothing is in force, GATE_REFUSED when the
     *     bundle is not what was signed
     */
    public Result execute() {
        long start = System.nanoTime();
        Access access = access();
        Lease lease = door.lease(Zone.MODELE, "");
        try {
            String modelId = registry.inForce(access)
                    .map(InForce::modelId)
                    .orElseThrow(() -> ErrorCode.STATE_MISSING.with(
                            "quoi",
                            "No model is in force.",
                            "raison",
                            "Only a promoted model is deployed.",
                            "remede",
                            "Run 'juste-droit promote --modele ID --visa FILE'."));
            bundles.read(access, modelId);
            String checksum = bundles.checksum(access, modelId);
            return deploy(access, modelId, checksum, start);
        } finally {
            door.release(lease);
        }
    }

    private Result deploy(Access access, String modelId, String checksum, long start) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<String, Deployments.Deployed> before = Deployments.newest(door, access);
        List<Row> rows = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (String caf : cafs()) {
            Deployments.Deployed last = before.get(caf);
            if (last == null || !last.isOf(modelId, checksum)) {
                rows.add(RowFactory.create(Timestamp.from(now), caf, modelId, checksum));
                changed.add(caf);
            }
        }
        String version = "";
        if (!rows.isEmpty()) {
            version = TABLE + "@"
                    + door.append(
                            access.of(AccessKind.CREATION),
                            TABLE,
                            door.spark()
                                    .createDataFrame(
                                            rows, Columns.of(door.catalogue().spec(TABLE), Deployments.COLUMNS)));
        }
        progress.accept("deploy: " + modelId + " to " + changed.size() + " of " + cafs().size() + " CAF(s)");
        long millis = (System.nanoTime() - start) / 1_000_000;
        List<UnitOutcome> outcomes = new ArrayList<>();
        for (String caf : cafs()) {
            boolean done = changed.contains(caf);
            outcomes.add(new UnitOutcome(
                    Unit.ofCaf(caf),
                    done ? UnitOutcome.State.FAIT : UnitOutcome.State.DEJA_FAIT,
                    Optional.empty(),
                    0,
                    done ? 1 : 0,
                    0,
                    millis,
                    done ? version : "",
                    "modele=" + modelId));
        }
        return new Result(modelId, checksum, outcomes);
    }

    /** What each CAF runs, in the order of their codes. */
    public List<Status> status() {
        Access access = access();
        Optional<String> inForce = registry.inForce(access).map(InForce::modelId);
        Optional<String> checksum = inForce.map(id -> bundles.checksum(access, id));
        Map<String, Deployments.Deployed> deployed = Deployments.newest(door, access);
        List<Status> status = new ArrayList<>();
        for (String caf : cafs()) {
            Deployments.Deployed last = deployed.get(caf);
            status.add(
                    last == null
                            ? new Status(caf, "", "", Optional.empty(), false)
                            : new Status(
                                    caf,
                                    last.modelId(),
                                    last.checksum(),
                                    Optional.of(last.since()),
                                    inForce.equals(Optional.of(last.modelId()))
                                            && checksum.equals(Optional.of(last.checksum()))));
        }
        return List.copyOf(status);
    }

    private static Access access() {
        return Access.consultation(Room.REGISTRE, Purpose.EXPLOITATION, "deploy");
    }

    private List<String> cafs() {
        return settings.cafs()
                .in(YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).toString());
    }
}

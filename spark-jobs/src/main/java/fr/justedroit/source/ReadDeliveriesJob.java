package fr.justedroit.source;

import fr.justedroit.config.Contracts;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;

/** Reads the manifests of many units; no file of rows is opened. */
public final class ReadDeliveriesJob {
    static final TableId DEPOT = TableId.national(Zone.DEPOT, "livraison");
    private static final String MANIFEST = "manifest.json";

    private final Door door;
    private final Contracts contracts;

    public ReadDeliveriesJob(Door door, Contracts contracts) {
        this.door = door;
        this.contracts = contracts;
    }

    /**
     * @param found deliveries whose manifest can be used
     * @param failed why the others cannot: DELIVERY_ABSENT or DELIVERY_MANIFEST
     */
    public record Result(Map<Unit, Delivery> found, Map<Unit, DataminingException> failed) {
        /** Keeps its own, ordered copies. */
        public Result {
            found = Collections.unmodifiableMap(new TreeMap<>(found));
            failed = Collections.unmodifiableMap(new TreeMap<>(failed));
        }
    }

    /** Reads the manifest of each unit. */
    public Result execute(Collection<Unit> units) {
        Map<Unit, Delivery> found = new TreeMap<>();
        Map<Unit, DataminingException> failed = new TreeMap<>();
        for (Unit unit : units) {
            try {
                found.put(unit, read(unit));
            } catch (DataminingException e) {
                failed.put(unit, e);
            }
        }
        return new Result(found, failed);
    }

    private Delivery read(Unit unit) {
        Access access = access(unit.month());
        String folder = Delivery.folder(unit);
        String text = door.files()
                .readText(access, DEPOT, folder + "/" + MANIFEST)
                .orElseThrow(() -> ErrorCode.DELIVERY_ABSENT.with("mois", unit.month(), "caf", unit.caf()));
        return ManifestReader.read(
                unit, contracts, text, new HashSet<>(door.files().list(access, DEPOT, folder)));
    }

    static Access access(String month) {
        return Access.consultation(Room.SOURCE, Purpose.CHARGEMENT, "ingest " + month);
    }
}

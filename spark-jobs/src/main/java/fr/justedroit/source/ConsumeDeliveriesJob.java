package fr.justedroit.source;

import fr.justedroit.source.Delivery.DeliveredFile;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import java.util.Collection;

/**
 * Deletes the files of deliveries that are in force; their manifests stay. That every table of the unit carries the
 * delivery's execution id is the caller's to check first.
 */
public final class ConsumeDeliveriesJob {
    private final Door door;

    public ConsumeDeliveriesJob(Door door) {
        this.door = door;
    }

    /** @param files deleted */
    public record Result(int files) {}

    /** Deletes what is still there of each delivery. */
    public Result execute(Collection<Delivery> deliveries) {
        int deleted = 0;
        for (Delivery delivery : deliveries) {
            Access access = ReadDeliveriesJob.access(delivery.unit().month())
                    .of(AccessKind.EFFACEMENT)
                    .forPurpose(Purpose.EFFACEMENT);
            for (DeliveredFile file : delivery.files()) {
                if (delivery.present().contains(file.name())) {
                    door.files()
                            .delete(
                                    access,
                                    ReadDeliveriesJob.DEPOT,
                                    Delivery.folder(delivery.unit()) + "/" + file.name());
                    deleted++;
                }
            }
        }
        return new Result(deleted);
    }
}

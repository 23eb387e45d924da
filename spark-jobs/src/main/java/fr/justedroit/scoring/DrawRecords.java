package fr.justedroit.scoring;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.FileDoor;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.Optional;

/** Records of draws, one file a CAF and month under {@code preuve/tirage/}. */
final class DrawRecords {
    private static final TableId TABLE = TableId.national(Zone.PREUVE, "tirage");

    private final FileDoor files;
    private final Access access;

    DrawRecords(FileDoor files, Access access) {
        this.files = files;
        this.access = access;
    }

    private static String path(Unit unit) {
        return unit.month() + "/" + unit.caf() + ".bin";
    }

    void write(DrawRecord record, KeyedHash key) {
        files.write(
                access.of(AccessKind.CREATION), TABLE, path(Unit.of(record.caf(), record.month())), record.seal(key));
    }

    /** In a dry run: that it would be written. */
    void foresee(Unit unit) {
        files.write(access.of(AccessKind.CREATION), TABLE, path(unit), new byte[0]);
    }

    /** The bytes of a unit's record. */
    Optional<byte[]> read(Unit unit) {
        return files.read(access, TABLE, path(unit));
    }

    void delete(Unit unit) {
        files.delete(access, TABLE, path(unit));
    }
}

package fr.justedroit.table;

import fr.justedroit.errors.ErrorCode;
import java.util.List;
import java.util.Set;

/**
 * The first policy: the catalogue's one writer and its readers with their purposes; everything else is denied. The room
 * {@code registre} may measure the files of any Delta table for its integrity; a column of it needs its own line there.
 */
public final class CataloguePolicy implements AccessPolicy {
    private final Catalogue catalogue;

    public CataloguePolicy(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public void check(Access access, List<TableId> tables, List<String> columns) {
        for (TableId id : tables) {
            TableSpec spec = catalogue.find(id.zone(), id.name()).orElse(null);
            if (spec == null || !(isAllowed(access, spec) || isMeasure(access, spec, columns))) {
                throw ErrorCode.ACCESS_DENIED.with(
                        "table",
                        id,
                        "piece",
                        access.room().folder(),
                        "genre",
                        access.kind().word(),
                        "finalite",
                        access.purpose().word());
            }
        }
    }

    private static boolean isMeasure(Access access, TableSpec spec, List<String> columns) {
        return access.room() == Room.REGISTRE
                && access.purpose() == Purpose.INTEGRITE
                && access.kind() == AccessKind.CONSULTATION
                && spec.form() != Form.FILES
                && columns.isEmpty();
    }

    private static boolean isAllowed(Access access, TableSpec spec) {
        return switch (access.kind()) {
            case CONSULTATION ->
                access.room() == spec.writer()
                        || spec.readers().getOrDefault(access.room(), Set.of()).contains(access.purpose());
            case CREATION, MODIFICATION -> access.room() == spec.writer();
            case EFFACEMENT -> access.room() == spec.writer() || access.purpose() == Purpose.EFFACEMENT;
        };
    }
}

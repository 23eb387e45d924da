package fr.justedroit.scoring;

import fr.justedroit.config.Settings;
import fr.justedroit.config.Thresholds;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.List;

/** Purges what a newer month makes useless: older rankings, and draws that no delay looks back to. */
final class Retention {
    /** Draws are kept as long as the cool-down, and at least so many months (design, section 3). */
    private static final int DRAW_MONTHS = 36;

    private final Door door;
    private final Access access;
    private final Settings settings;
    private final String month;

    Retention(Door door, Access access, Settings settings, String month) {
        this.door = door;
        this.access = access;
        this.settings = settings;
        this.month = month;
    }

    void purge(List<String> cafs) {
        for (String caf : cafs) {
            int rankings = settings.thresholds().retention().classement();
            purge(TableId.ofCaf(Zone.RESULTAT, caf, "classement"), rankings);
            int delay = settings.cafs().caf(caf, month).monthsBetweenDraws();
            List<String> draws = purge(TableId.ofCaf(Zone.LOCAL, caf, "tirage"), Math.max(delay, DRAW_MONTHS));
            draws.forEach(draw -> new DrawRecords(door.files(), access).delete(Unit.of(caf, draw)));
        }
    }

    private List<String> purge(TableId table, int monthsKept) {
        String oldest = Thresholds.Retention.oldestKept(month, monthsKept);
        List<String> months = door.inForce(table.zone(), table.name(), List.of(table.caf())).keySet().stream()
                .map(Unit::month)
                .filter(old -> old.compareTo(oldest) < 0)
                .sorted()
                .toList();
        if (!months.isEmpty()) {
            door.purge(access, table, months);
        }
        return months;
    }
}

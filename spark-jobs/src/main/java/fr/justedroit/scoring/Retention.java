package fr.justedroit.scoring;

import fr.justedroit.config.Settings;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Predicate;

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
        int rankings = settings.thresholds().retention().classement();
        purge(cafs, Zone.RESULTAT, "classement", unit -> unit.month().compareTo(before(rankings)) <= 0);
        purge(cafs, Zone.LOCAL, "tirage", unit -> {
            int delay = settings.cafs().caf(unit.caf(), month).monthsBetweenDraws();
            return unit.month().compareTo(before(Math.max(delay, DRAW_MONTHS))) <= 0;
        });
    }

    private String before(int months) {
        return YearMonth.parse(month).minusMonths(months).toString();
    }

    private void purge(List<String> cafs, Zone zone, String name, Predicate<Unit> isOver) {
        for (Unit unit : door.inForce(zone, name, cafs).keySet()) {
            if (isOver.test(unit)) {
                door.purge(access, TableId.ofCaf(zone, unit.caf(), name), List.of(unit.month()));
                if (name.equals("tirage")) {
                    new DrawRecords(door.files(), access).delete(unit);
                }
            }
        }
    }
}

package fr.justedroit.scoring;

import fr.justedroit.config.Cafs;
import fr.justedroit.dossier.Lineage;
import fr.justedroit.table.Door;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Lists that tell their team how each dossier was chosen (setting {@code choix_visible} of {@code caf.yaml}). {@code score}
 * marks them in {@code liste_visible} and nothing takes the mark away: who was told cannot be untold. Their controls are
 * measured apart, since a team that knows who was drawn may look at those less closely (decision 0046).
 */
public final class VisibleLists {
    static final String TABLE = "liste_visible";

    private final Map<String, Set<String>> months;

    private VisibleLists(Map<String, Set<String>> months) {
        this.months = months;
    }

    /** The marks of these CAFs; a list of a CAF whose place one took marks the month for it too. */
    public static VisibleLists of(Door door, Cafs cafs, Collection<String> own) {
        Map<String, Set<String>> months = new TreeMap<>();
        for (Unit unit :
                door.inForce(Zone.LOCAL, TABLE, new Lineage(cafs).bases(own)).keySet()) {
            for (String caf : own) {
                if (caf.equals(unit.caf()) || cafs.ancestors(caf).contains(unit.caf())) {
                    months.computeIfAbsent(caf, one -> new TreeSet<>()).add(unit.month());
                }
            }
        }
        return new VisibleLists(months);
    }

    /** Does a CAF's list of a month tell how each dossier was chosen. */
    public boolean holds(String caf, String month) {
        return months.getOrDefault(caf, Set.of()).contains(month);
    }

    /** True of rows with {@code caf, mois_selection} that have no such list; never null. */
    public Column isNone() {
        return functions.not(isOne());
    }

    /** True of rows with {@code caf, mois_selection} that have such a list; never null. */
    Column isOne() {
        List<String> marked = new ArrayList<>();
        months.forEach((code, marks) -> marks.forEach(month -> marked.add(code + ' ' + month)));
        return functions.coalesce(
                functions
                        .concat_ws(" ", functions.col("caf"), functions.col("mois_selection"))
                        .isInCollection(marked),
                functions.lit(false));
    }
}

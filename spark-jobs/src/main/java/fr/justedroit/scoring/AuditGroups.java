package fr.justedroit.scoring;

import fr.justedroit.variable.FeatureSource;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * The groups that a row belongs to: everyone, then one for each audit variable, one at a time, {@code variable=code};
 * unknown is a group too. Immutable.
 */
final class AuditGroups implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String[][] names;
    private final int first;

    /**
     * @param variables audit variables, in the order of the rows
     * @param first place of the first one in a row
     */
    AuditGroups(List<String> variables, int first) {
        this.first = first;
        this.names = new String[variables.size()][FeatureSource.MAX_CODE + 1];
        for (int a = 0; a < names.length; a++) {
            for (int code = 0; code < names[a].length; code++) {
                names[a][code] = variables.get(a) + "=" + code;
            }
        }
    }

    /** Place of what follows the audit variables in a row. */
    int next() {
        return first + names.length;
    }

    List<String> of(Row row) {
        List<String> groups = new ArrayList<>(names.length + 1);
        groups.add(CountTable.ALL);
        for (int a = 0; a < names.length; a++) {
            groups.add(names[a][row.isNullAt(first + a) ? 0 : row.getByte(first + a)]);
        }
        return groups;
    }
}

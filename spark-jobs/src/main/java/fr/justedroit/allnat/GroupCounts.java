package fr.justedroit.allnat;

import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.Zone;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * Dossiers of a month by every pair of audited variables, and the sums of their record keys: who they are never reaches the
 * driver. Code 0 is unknown. Immutable once counted.
 */
final class GroupCounts implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int CODES = CodeTable.CODES;

    private final List<String> variables;
    private final long[][] counts;
    private final long[][] contributors;

    private GroupCounts(List<String> variables) {
        this.variables = new ArrayList<>(variables);
        this.counts = new long[variables.size() * variables.size()][];
        this.contributors = new long[counts.length][];
        for (int first = 0; first < variables.size(); first++) {
            for (int second = first; second < variables.size(); second++) {
                counts[place(first, second)] = new long[CODES * CODES];
                contributors[place(first, second)] = new long[CODES * CODES];
            }
        }
    }

    private int place(int first, int second) {
        return first * variables.size() + second;
    }

    /**
     * Counts a month.
     *
     * @param access for the purpose of audit
     * @param variables audited, at least one, each a column of {@code audit_mois}
     */
    static GroupCounts of(
            Door door,
            Access access,
            Collection<String> cafs,
            String month,
            List<String> variables,
            Broadcast<DossierDraw> draw) {
        List<String> columns = new ArrayList<>(List.of("caf", "dossier_id"));
        columns.addAll(variables);
        List<String> names = new ArrayList<>(variables);
        String year = month.substring(0, 4);
        return door.open(
                        access,
                        Read.of(Zone.LOCAL, "audit_mois", cafs)
                                .months(List.of(month))
                                .columns(columns.toArray(String[]::new)))
                .toJavaRDD()
                .mapPartitions(rows -> List.of(counted(rows, names, year, draw)).iterator())
                .fold(new GroupCounts(names), GroupCounts::plus);
    }

    private static GroupCounts counted(
            Iterator<Row> rows, List<String> variables, String year, Broadcast<DossierDraw> draw) {
        GroupCounts table = new GroupCounts(variables);
        int[] codes = new int[variables.size()];
        while (rows.hasNext()) {
            Row row = rows.next();
            for (int v = 0; v < codes.length; v++) {
                codes[v] = row.isNullAt(v + 2) ? 0 : row.getByte(v + 2);
            }
            table.add(codes, draw.value().recordKey(year, row.getString(0), row.getString(1)) & 0xffffffffL);
        }
        return table;
    }

    /** Adds one dossier. */
    private void add(int[] codes, long key) {
        for (int first = 0; first < codes.length; first++) {
            for (int second = first; second < codes.length; second++) {
                int cell = codes[first] * CODES + codes[second];
                counts[place(first, second)][cell]++;
                contributors[place(first, second)][cell] += key;
            }
        }
    }

    private GroupCounts plus(GroupCounts other) {
        GroupCounts sum = new GroupCounts(variables);
        for (int pair = 0; pair < counts.length; pair++) {
            for (int cell = 0; counts[pair] != null && cell < counts[pair].length; cell++) {
                sum.counts[pair][cell] = counts[pair][cell] + other.counts[pair][cell];
                sum.contributors[pair][cell] =
                        (contributors[pair][cell] + other.contributors[pair][cell]) & 0xffffffffL;
            }
        }
        return sum;
    }

    /** Made of dossiers given one by one, for those who have no table. */
    static GroupCounts ofCodes(List<String> variables, List<int[]> dossiers) {
        GroupCounts table = new GroupCounts(variables);
        for (int i = 0; i < dossiers.size(); i++) {
            table.add(dossiers.get(i), i);
        }
        return table;
    }

    List<String> variables() {
        return List.copyOf(variables);
    }

    /** Codes that some dossier has, smallest first. */
    List<Integer> codes(int variable) {
        List<Integer> codes = new ArrayList<>();
        for (int code = 0; code < CODES; code++) {
            if (tally(variable, code, variable, code).count() > 0) {
                codes.add(code);
            }
        }
        return codes;
    }

    /** How many have a code of one variable and a code of another, in any order. */
    long both(int one, int oneCode, int other, int otherCode) {
        return one <= other
                ? tally(one, oneCode, other, otherCode).count()
                : tally(other, otherCode, one, oneCode).count();
    }

    /**
     * Dossiers of a code of one variable and a code of another, or of one code of one variable twice.
     *
     * @param second not before the first
     */
    CaseCounts.Tally tally(int first, int firstCode, int second, int secondCode) {
        int cell = firstCode * CODES + secondCode;
        return new CaseCounts.Tally(
                counts[place(first, second)][cell], contributors[place(first, second)][cell] & 0xffffffffL);
    }
}

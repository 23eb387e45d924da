package fr.justedroit.allnat;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The leaves that {@link JointReconstruction} is tried on: who was in some of them in each month of a year, drawn or not, and
 * what each would have published by itself. No key of a person reaches the driver but the year's record key.
 */
final class ReconstructionSampler implements Serializable {
    private static final long serialVersionUID = 1L;
    /** A leaf that more have passed through is left out: the attacker has least to gain there, and it costs most. */
    private static final int MOST_MEMBERS = 60;

    private final Broadcast<DossierDraw> draw;
    private final CellTree tree;
    private final CellLayout layout;
    private final double share;

    ReconstructionSampler(Broadcast<DossierDraw> draw, CellTree tree, CellLayout layout, double share) {
        this.draw = draw;
        this.tree = tree;
        this.layout = layout;
        this.share = share;
    }

    /** A dossier of a month in one of the leaves. */
    static final class Member implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String month;
        private final int leaf;
        private final long key;
        private final boolean isDrawn;
        private final byte[] codes;

        Member(String month, int leaf, long key, boolean isDrawn, byte[] codes) {
            this.month = month;
            this.leaf = leaf;
            this.key = key;
            this.isDrawn = isDrawn;
            this.codes = codes;
        }

        String month() {
            return month;
        }
    }

    /** Leaves spread over the tree, at most so many. */
    Set<Integer> leaves(int most) {
        Set<Integer> leaves = new TreeSet<>();
        int step = Math.max(1, tree.leaves() / most);
        for (int leaf = 0; leaf < tree.leaves() && leaves.size() < most; leaf += step) {
            leaves.add(leaf);
        }
        return leaves;
    }

    /** @param dossiers of months of one year: mois, caf, dossier_id, then the codes */
    List<Member> members(Dataset<Row> dossiers, Set<Integer> leaves) {
        Set<Integer> wanted = new HashSet<>(leaves);
        JavaRDD<Member> members =
                dossiers.queryExecution().toRdd().toJavaRDD().mapPartitions(rows -> pick(rows, wanted));
        return members.collect();
    }

    private Iterator<Member> pick(Iterator<InternalRow> rows, Set<Integer> wanted) {
        List<Member> picked = new ArrayList<>();
        byte[] codes = new byte[layout.variables()];
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            CodeVector.read(row, 3, codes);
            int leaf = tree.route(codes);
            if (wanted.contains(leaf)) {
                String month = row.getUTF8String(0).toString();
                String caf = row.getUTF8String(1).toString();
                String dossier = row.getUTF8String(2).toString();
                picked.add(new Member(
                        month,
                        leaf,
                        draw.value().recordKey(month.substring(0, 4), caf, dossier),
                        draw.value().drawn(month, caf, dossier) < share,
                        codes.clone()));
            }
        }
        return picked.iterator();
    }

    /**
     * What the attacker sees of each leaf.
     *
     * @param outside variables that the attacker knows
     * @param secret variable of two codes: the attribute is the second one
     * @param noise of the release
     */
    List<JointReconstruction.Cell> cells(List<Member> members, int[] outside, int secret, CellNoise noise) {
        List<String> months =
                List.copyOf(new TreeSet<>(members.stream().map(Member::month).toList()));
        Map<Integer, List<Member>> byLeaf = new TreeMap<>();
        members.forEach(member ->
                byLeaf.computeIfAbsent(member.leaf, leaf -> new ArrayList<>()).add(member));
        int[] columns = columns(outside);
        int attribute = layout.firstColumn(secret) + (layout.isOrdered(secret) ? 0 : 1);
        List<JointReconstruction.Cell> cells = new ArrayList<>();
        for (List<Member> ofLeaf : byLeaf.values()) {
            long[] keys = ofLeaf.stream()
                    .mapToLong(member -> member.key)
                    .sorted()
                    .distinct()
                    .toArray();
            if (keys.length >= 2 && keys.length <= MOST_MEMBERS) {
                cells.add(new View(months, keys, columns, secret, attribute).of(ofLeaf, noise));
            }
        }
        return cells;
    }

    private int[] columns(int[] outside) {
        return Arrays.stream(outside)
                .flatMap(variable -> java.util.stream.IntStream.rangeClosed(
                        layout.firstColumn(variable), layout.unknownColumn(variable)))
                .toArray();
    }

    /** Builds one leaf's view. */
    private final class View {
        private final List<String> months;
        private final long[] keys;
        private final int[] columns;
        private final int secret;
        private final int attribute;

        View(List<String> months, long[] keys, int[] columns, int secret, int attribute) {
            this.months = months;
            this.keys = keys;
            this.columns = columns;
            this.secret = secret;
            this.attribute = attribute;
        }

        JointReconstruction.Cell of(List<Member> members, CellNoise noise) {
            int count = months.size();
            boolean[][] present = new boolean[count][keys.length];
            int[][][] known = new int[count][keys.length][columns.length];
            Sums[] drawn = new Sums[count];
            Arrays.setAll(drawn, month -> new Sums(layout.size()));
            boolean[] truth = new boolean[keys.length];
            for (Member member : members) {
                int month = months.indexOf(member.month());
                int at = Arrays.binarySearch(keys, member.key);
                present[month][at] = true;
                truth[at] |= member.codes[secret] == 2;
                long[] own = new long[layout.size()];
                layout.add(member.codes, own);
                for (int column = 0; column < columns.length; column++) {
                    known[month][at][column] = (int) own[columns[column]];
                }
                if (member.isDrawn) {
                    Sums one = new Sums(layout.size());
                    one.size = 1;
                    one.recordKey = member.key & 0xffffffffL;
                    System.arraycopy(own, 0, one.columns, 0, own.length);
                    drawn[month].add(one);
                }
            }
            return published(present, known, drawn, truth, noise);
        }

        private JointReconstruction.Cell published(
                boolean[][] present, int[][][] known, Sums[] drawn, boolean[] truth, CellNoise noise) {
            double[] sizes = new double[drawn.length];
            double[][] sums = new double[drawn.length][columns.length];
            double[] secrets = new double[drawn.length];
            for (int month = 0; month < drawn.length; month++) {
                int[] error = noise.of(drawn[month].recordKey, 1 + layout.size());
                sizes[month] = drawn[month].size + error[0];
                // An ordered attribute adds its code less the reference: the attacker takes the reference back.
                long shift = layout.isOrdered(secret)
                        ? (layout.source(secret).referenceCode() - 1)
                                * (drawn[month].size - drawn[month].columns[layout.unknownColumn(secret)])
                        : 0;
                secrets[month] = drawn[month].columns[attribute] + shift + error[1 + attribute];
                for (int column = 0; column < columns.length; column++) {
                    sums[month][column] = drawn[month].columns[columns[column]] + error[1 + columns[column]];
                }
            }
            return new JointReconstruction.Cell(present, known, sizes, sums, secrets, truth);
        }
    }
}

package fr.justedroit.allnat;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * G2 for cells: what a record says exactly of the variables that outsiders know (a share of 0 or of 1) describes a class of
 * dossiers of the whole population; how many are in the smallest one. A mean says nothing exactly. A class that the noise
 * has emptied describes nobody and is left out.
 */
final class OutsiderClasses implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int FIRST_CODE = 3;

    private final CellLayout layout;
    private final int[] outside;

    /** @param outside variables that outsiders know */
    OutsiderClasses(CellLayout layout, int[] outside) {
        this.layout = layout;
        this.outside = outside.clone();
    }

    /** Codes that each variable may have, as bits, for the records that say most; no class twice. */
    List<int[]> classes(List<double[]> records, int most) {
        return records.stream()
                .map(this::allowed)
                .map(masks -> Arrays.stream(masks).boxed().toList())
                .distinct()
                .sorted(Comparator.comparingInt(OutsiderClasses::freedom))
                .limit(most)
                .map(masks -> masks.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private static int freedom(List<Integer> masks) {
        return masks.stream().mapToInt(Integer::bitCount).sum();
    }

    private int[] allowed(double[] record) {
        int[] masks = new int[outside.length];
        for (int i = 0; i < masks.length; i++) {
            int variable = outside[i];
            int codes = layout.source(variable).codes();
            double unknown = record[layout.unknownColumn(variable)];
            int known = 0;
            for (int code = 1; code <= codes; code++) {
                boolean possible = layout.isOrdered(variable) || record[layout.firstColumn(variable) + code - 1] > 0;
                known |= possible ? 1 << code : 0;
            }
            masks[i] = (unknown > 0 ? 1 : 0) | (unknown < 1 ? known : 0);
        }
        return masks;
    }

    private boolean holds(int[] masks, byte[] codes) {
        for (int i = 0; i < masks.length; i++) {
            if ((masks[i] >>> codes[outside[i]] & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Dossiers in each class; the iterator may give the same vector again and again. */
    long[] count(List<int[]> classes, Iterator<byte[]> dossiers) {
        int[][] masks = classes.toArray(int[][]::new);
        long[] counts = new long[masks.length];
        while (dossiers.hasNext()) {
            byte[] codes = dossiers.next();
            for (int i = 0; i < counts.length; i++) {
                counts[i] += holds(masks[i], codes) ? 1 : 0;
            }
        }
        return counts;
    }

    /** The same over a month: mois, caf, dossier_id, then the codes. */
    long[] count(List<int[]> classes, Dataset<Row> dossiers) {
        List<int[]> shipped = new ArrayList<>(classes);
        long[] total = new long[classes.size()];
        for (long[] part : dossiers.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(rows -> List.of(count(shipped, new Vectors(rows, layout.variables())))
                        .iterator())
                .collect()) {
            for (int i = 0; i < total.length; i++) {
                total[i] += part[i];
            }
        }
        return total;
    }

    /** Codes of rows, all in the same vector. */
    private static final class Vectors implements Iterator<byte[]> {
        private final Iterator<InternalRow> rows;
        private final byte[] codes;

        Vectors(Iterator<InternalRow> rows, int variables) {
            this.rows = rows;
            this.codes = new byte[variables];
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public byte[] next() {
            CodeVector.read(rows.next(), FIRST_CODE, codes);
            return codes;
        }
    }

    /** The smallest class that somebody is in, or 0 without one. */
    static long smallest(long[] counts) {
        return Arrays.stream(counts).filter(count -> count > 0).min().orElse(0);
    }
}

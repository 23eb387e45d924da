package fr.justedroit.allnat;

import java.util.List;

/**
 * The published record that is nearest to a dossier on some variables, by Gower's distance (J. C. Gower, "A general
 * coefficient of similarity and some of its properties", Biometrics 27, 1971), taken on average over the record: the
 * share that has another category, or the distance of the mean code over the range of codes, and 1 where one is known and
 * the other is not. Immutable.
 */
final class Nearest {
    private final int[] variables;
    /** By variable and code, the distance of each record. */
    private final float[][][] distance;

    private final int records;

    /**
     * @param records published values of the learner's columns; at least one
     * @param variables those that the attacker knows
     */
    Nearest(CellLayout layout, List<double[]> records, int[] variables) {
        this.variables = variables.clone();
        this.records = records.size();
        this.distance = new float[variables.length][][];
        for (int v = 0; v < variables.length; v++) {
            int codes = layout.source(variables[v]).codes();
            distance[v] = new float[codes + 1][this.records];
            for (int code = 0; code <= codes; code++) {
                for (int r = 0; r < this.records; r++) {
                    distance[v][code][r] = (float) distance(layout, variables[v], code, records.get(r));
                }
            }
        }
    }

    private static double distance(CellLayout layout, int variable, int code, double[] record) {
        double unknown = record[layout.unknownColumn(variable)];
        if (code == 0) {
            return 1 - unknown;
        }
        int first = layout.firstColumn(variable);
        if (!layout.isOrdered(variable)) {
            return 1 - record[first + code - 1];
        }
        double range = Math.max(1, layout.source(variable).codes() - 1);
        return unknown + (1 - unknown) * Math.abs(record[first] - code) / range;
    }

    /** Distance of each record, summed over the variables; {@code codes} of all variables. */
    float[] distances(byte[] codes) {
        float[] total = new float[records];
        for (int v = 0; v < variables.length; v++) {
            float[] own = distance[v][codes[variables[v]]];
            for (int r = 0; r < records; r++) {
                total[r] += own[r];
            }
        }
        return total;
    }

    /** The place of the least, the first one of several. */
    static int least(float[] distances) {
        int best = 0;
        for (int r = 1; r < distances.length; r++) {
            if (distances[r] < distances[best]) {
                best = r;
            }
        }
        return best;
    }
}

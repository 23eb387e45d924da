package fr.justedroit.allnat;

import fr.justedroit.config.KeyedHash;

/**
 * The cell-key method of official statistics (G. Thompson, S. Broadfoot, D. Elazar, "Methodology for the automatic
 * confidentialisation of statistical outputs from remote servers at the Australian Bureau of Statistics", UNECE 2013):
 * an integer error that depends on the contributors and the column alone, so that asking again gives the same and
 * nothing averages it away. Drawn from a discrete normal law of at least the deviation asked for, cut at 5 deviations.
 */
final class CellNoise {
    private static final int COLUMNS_PER_HASH = 16;
    private static final int STEPS = 1 << 16;

    private final KeyedHash hash;
    /** Value of each of the 65,536 draws. */
    private final byte[] table;

    /** @param deviation at most 20 */
    CellNoise(KeyedHash hash, double deviation) {
        this.hash = hash;
        this.table = table(deviation * 1.02);
    }

    private static byte[] table(double deviation) {
        int reach = (int) Math.ceil(5 * deviation);
        double[] weights = new double[2 * reach + 1];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = StrictMath.exp(-0.5 * (i - reach) * (i - reach) / (deviation * deviation));
            total += weights[i];
        }
        byte[] table = new byte[STEPS];
        double below = 0;
        int at = 0;
        for (int i = 0; i < weights.length; i++) {
            below += weights[i];
            int end = i == weights.length - 1 ? STEPS : (int) Math.round(STEPS * below / total);
            while (at < end) {
                table[at++] = (byte) (i - reach);
            }
        }
        return table;
    }

    /** Errors of all columns of one group of contributors. */
    int[] of(long recordKey, int columns) {
        int[] errors = new int[columns];
        byte[] bytes = new byte[0];
        for (int i = 0; i < columns; i++) {
            int within = i % COLUMNS_PER_HASH;
            if (within == 0) {
                bytes = hash.hash("cellule", Long.toString(recordKey), Integer.toString(i / COLUMNS_PER_HASH));
            }
            errors[i] = table[(bytes[2 * within] & 0xff) << 8 | (bytes[2 * within + 1] & 0xff)];
        }
        return errors;
    }
}

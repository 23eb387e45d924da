package fr.justedroit.allnat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Dossiers that attacks are tried on, as vectors of codes: some that the month published, and as many that it did not,
 * whose success an attack owes to what is true of everybody.
 *
 * @param released published
 * @param controls not published
 */
record AttackSample(List<byte[]> released, List<byte[]> controls) {
    AttackSample {
        released = List.copyOf(released);
        controls = List.copyOf(controls);
    }

    /**
     * The rarest of each side: those whose codes fewest others have, one variable by the other.
     *
     * @param variables that count
     * @param share kept of each side, 0 to 1
     */
    AttackSample rarest(int[] variables, double share) {
        double[][] surprise = surprise(variables);
        return new AttackSample(
                rarest(released, variables, surprise, share), rarest(controls, variables, surprise, share));
    }

    /** Minus the logarithm of each code's share among all, by variable. */
    private double[][] surprise(int[] variables) {
        double[][] surprise = new double[variables.length][32];
        for (int v = 0; v < variables.length; v++) {
            for (List<byte[]> side : List.of(released, controls)) {
                for (byte[] codes : side) {
                    surprise[v][codes[variables[v]]]++;
                }
            }
            for (int code = 0; code < 32; code++) {
                surprise[v][code] =
                        -StrictMath.log((surprise[v][code] + 0.5) / (released.size() + controls.size() + 0.5));
            }
        }
        return surprise;
    }

    private static List<byte[]> rarest(List<byte[]> side, int[] variables, double[][] surprise, double share) {
        List<byte[]> sorted = new ArrayList<>(side);
        sorted.sort(Comparator.comparingDouble((byte[] codes) -> -total(codes, variables, surprise)));
        return sorted.subList(0, (int) Math.round(share * sorted.size()));
    }

    private static double total(byte[] codes, int[] variables, double[][] surprise) {
        double total = 0;
        for (int v = 0; v < variables.length; v++) {
            total += surprise[v][codes[variables[v]]];
        }
        return total;
    }
}

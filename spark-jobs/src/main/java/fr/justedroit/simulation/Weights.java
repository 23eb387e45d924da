package fr.justedroit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A choice among names in proportion to weights; a draw from 0 to 1 gives one name. */
final class Weights {
    private final List<String> names;
    private final double[] cumulated;

    Weights(Map<String, Double> weights) {
        this.names = new ArrayList<>(weights.keySet());
        this.cumulated = new double[names.size()];
        double sum = 0;
        for (int i = 0; i < cumulated.length; i++) {
            sum += weights.get(names.get(i));
            cumulated[i] = sum;
        }
    }

    double total() {
        return cumulated[cumulated.length - 1];
    }

    /** The name at a share of the total weight. */
    String at(double share) {
        double target = share * total();
        for (int i = 0; i < cumulated.length; i++) {
            if (target < cumulated[i]) {
                return names.get(i);
            }
        }
        return names.get(names.size() - 1);
    }
}

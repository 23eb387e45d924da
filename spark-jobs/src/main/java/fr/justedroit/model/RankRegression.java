package fr.justedroit.model;

import fr.justedroit.ensemble.PlainModel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * How much of a model's order some rules explain: the weighted least squares of the cells' places on which rules cover them,
 * rules added one by one (orthogonal matching pursuit: Y. Pati, R. Rezaiifar and P. Krishnaprasad, Asilomar 1993). What each
 * explains is what the whole explains with it, less without it; all together at most 1.
 */
final class RankRegression {
    /** Far below a cell's weight, so that two rules that cover the same cells do not divide by nothing. */
    private static final double RIDGE = 1e-9;

    private final double[] weights;
    private final double[] places;
    private final double total;
    private final double spread;
    private final List<BitSet> taken = new ArrayList<>();
    private double[] residuals;
    private double explained;

    RankRegression(CaseCells cells, PlainModel model) {
        CellRanks ranks = new CellRanks(cells, model);
        this.weights = cells.list().stream().mapToDouble(CaseCells.Cell::weight).toArray();
        this.total = cells.weight();
        this.places = new double[weights.length];
        double squares = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = ranks.at(i) - 0.5;
            squares += weights[i] * places[i] * places[i];
        }
        this.spread = squares;
        this.residuals = places.clone();
    }

    /** Share of the weight that a rule covers. */
    double share(BitSet covered) {
        return sum(covered, null) / total;
    }

    /** Mean place of what a rule covers, from the middle of the order; 0 for nothing. */
    double mean(BitSet covered) {
        double weight = sum(covered, null);
        return weight == 0 ? 0 : sum(covered, places) / weight;
    }

    private double sum(BitSet covered, double[] values) {
        double sum = 0;
        for (int i = covered.nextSetBit(0); i >= 0; i = covered.nextSetBit(i + 1)) {
            sum += values == null ? weights[i] : weights[i] * values[i];
        }
        return sum;
    }

    /** About what a rule would explain next, if it raises places; 0 otherwise. */
    double promise(BitSet covered) {
        double weight = sum(covered, null);
        double with = sum(covered, residuals);
        double rest = weight * (1 - weight / total);
        return with <= 0 || rest <= 0 || spread == 0 ? 0 : with * with / rest / spread;
    }

    /** Takes a rule; what it explains beyond those before it. */
    double take(BitSet covered) {
        taken.add(covered);
        double before = explained;
        refit();
        return Math.max(0, explained - before);
    }

    /** The best of some rules by its promise, if that is at least so much. */
    Optional<Integer> best(List<BitSet> rules, double least) {
        int best = -1;
        double most = least;
        for (int r = 0; r < rules.size(); r++) {
            double promise = taken.contains(rules.get(r)) ? 0 : promise(rules.get(r));
            if (promise > most) {
                most = promise;
                best = r;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(best);
    }

    private void refit() {
        int size = taken.size() + 1;
        double[][] normal = new double[size][size];
        double[] right = new double[size];
        for (int i = 0; i < weights.length; i++) {
            for (int a = 0; a < size; a++) {
                if (!isIn(a, i)) {
                    continue;
                }
                right[a] += weights[i] * places[i];
                for (int b = 0; b < size; b++) {
                    normal[a][b] += isIn(b, i) ? weights[i] : 0;
                }
            }
        }
        for (int a = 0; a < size; a++) {
            normal[a][a] += RIDGE * total;
        }
        double[] beta = new CholeskyDecomposition(new Array2DRowRealMatrix(normal, false), 1e-9, 1e-18)
                .getSolver()
                .solve(new ArrayRealVector(right, false))
                .toArray();
        double left = 0;
        residuals = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            double fitted = 0;
            for (int a = 0; a < size; a++) {
                fitted += isIn(a, i) ? beta[a] : 0;
            }
            residuals[i] = places[i] - fitted;
            left += weights[i] * residuals[i] * residuals[i];
        }
        explained = spread == 0 ? 0 : 1 - left / spread;
    }

    private boolean isIn(int rule, int cell) {
        return rule == 0 || taken.get(rule - 1).get(cell);
    }
}

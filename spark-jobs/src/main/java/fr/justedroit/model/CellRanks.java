package fr.justedroit.model;

import fr.justedroit.ensemble.PlainModel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Where a model puts each cell, from 0 (last) to 1 (first), by weight, ties in their middle; and how much of the spread of
 * these places a partition of the cells explains (between groups over all, as in an analysis of variance).
 */
final class CellRanks {
    private final double[] weights;
    private final double[] ranks;
    private final double total;
    private final double spread;

    CellRanks(CaseCells cells, PlainModel model) {
        List<CaseCells.Cell> list = cells.list();
        this.weights = list.stream().mapToDouble(CaseCells.Cell::weight).toArray();
        double[] scores =
                list.stream().mapToDouble(cell -> model.raw(cell.features())).toArray();
        this.total = cells.weight();
        this.ranks = new double[scores.length];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble((Integer i) -> scores[i]).thenComparing(i -> i));
        double below = 0;
        double squares = 0;
        for (int from = 0; from < order.size(); ) {
            int to = from;
            double here = 0;
            for (; to < order.size() && scores[order.get(to)] == scores[order.get(from)]; to++) {
                here += weights[order.get(to)];
            }
            for (; from < to; from++) {
                ranks[order.get(from)] = (below + here / 2) / total;
            }
            below += here;
        }
        for (int i = 0; i < ranks.length; i++) {
            squares += weights[i] * (ranks[i] - 0.5) * (ranks[i] - 0.5);
        }
        this.spread = squares;
    }

    double weight(BitSet cells) {
        double sum = 0;
        for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
            sum += weights[i];
        }
        return sum;
    }

    /** The place of a cell. */
    double at(int cell) {
        return ranks[cell];
    }

    double total() {
        return total;
    }

    /** Mean place of some cells; 0.5 for none, as for all. */
    double mean(BitSet cells) {
        double sum = 0;
        double weight = 0;
        for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
            sum += weights[i] * ranks[i];
            weight += weights[i];
        }
        return weight == 0 ? 0.5 : sum / weight;
    }

    /** What taking some cells out of a group explains, 0 to 1: both parts by their own means instead of one. */
    double explained(BitSet group, BitSet taken) {
        double all = weight(group);
        double out = weight(taken);
        double left = all - out;
        if (out <= 0 || left <= 1e-12 * all || spread == 0) {
            return 0;
        }
        double mean = mean(group);
        double meanOut = mean(taken);
        double meanLeft = (mean * all - meanOut * out) / left;
        return (out * (meanOut - mean) * (meanOut - mean) + left * (meanLeft - mean) * (meanLeft - mean)) / spread;
    }
}

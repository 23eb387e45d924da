package fr.justedroit.model;

import fr.justedroit.ensemble.PlainModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where a model puts each cell, from 0 (last) to 1 (first), by weight, ties in their middle.
 */
final class CellRanks {
    private final double[] ranks;

    CellRanks(CaseCells cells, PlainModel model) {
        List<CaseCells.Cell> list = cells.list();
        double[] weights = list.stream().mapToDouble(CaseCells.Cell::weight).toArray();
        double[] scores =
                list.stream().mapToDouble(cell -> model.raw(cell.features())).toArray();
        double total = cells.weight();
        this.ranks = new double[scores.length];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble((Integer i) -> scores[i]).thenComparing(i -> i));
        double below = 0;
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
    }

    /** The place of a cell. */
    double at(int cell) {
        return ranks[cell];
    }
}

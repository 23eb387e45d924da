package fr.justedroit.model;

import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.ensemble.PlainModel;
import fr.justedroit.mesure.Estimate;
import java.util.Optional;

/**
 * Learns the regression of retained frauds from their own cells (decision 0041). A regression and no trees: these cells are
 * fewer and larger than those of cases and their counts are perturbed, and trees were not seen to be better on them (decision
 * 0023). The same split as the model that ranks, so that both are measured on months that neither has seen.
 */
final class FraudRegression {
    private final CaseCells cells;
    private final Hyperparameters hyperparameters;

    /**
     * @param cells of frauds, maybe none
     * @param hyperparameters of a regression on as many cells
     */
    FraudRegression(CaseCells cells, Hyperparameters hyperparameters) {
        this.cells = cells;
        this.hyperparameters = hyperparameters;
    }

    /**
     * What was learnt.
     *
     * @param found what the card shows
     * @param model on all cells; empty where they are too few, or of one outcome
     */
    record Learnt(Frauds found, Optional<LinearModel> model) {
        /** Where there is nothing to learn from. */
        static Learnt none() {
            return new Learnt(Frauds.none(), Optional.empty());
        }
    }

    /** The regression on all cells; empty where they are too few, or of one outcome. */
    Optional<LinearModel> model() {
        return canLearn() ? Optional.of(learn(cells)) : Optional.empty();
    }

    private boolean canLearn() {
        return cells.list().size() >= Training.MIN_CELLS && Training.canLearn(cells);
    }

    private LinearModel learn(CaseCells of) {
        return MllibConversion.linear(Learner.regression(of, hyperparameters));
    }

    /**
     * Learns, and measures beside the model that ranks.
     *
     * @param split of the training
     * @param ranking the form that is to rank, learnt on the cells of cases that the split lets teach; empty when there is none
     */
    Learnt learn(Split split, Optional<PlainModel> ranking) {
        Optional<LinearModel> model = model();
        Optional<Estimate> area = Optional.empty();
        Optional<Estimate> beside = Optional.empty();
        Optional<Estimate> gap = Optional.empty();
        CaseCells seen = split.seen(cells);
        CellAreas areas = new CellAreas(split.unseen(cells));
        if (model.isPresent() && Training.canLearn(seen) && areas.canMeasure()) {
            double[] scores = areas.scores(learn(seen));
            area = areas.area(scores);
            // Halves of the same months: the model that ranks has learnt cells whose cases measure here.
            Optional<double[]> others =
                    ranking.filter(form -> !split.isHalves()).map(areas::scores);
            beside = others.flatMap(areas::area);
            gap = others.flatMap(other -> areas.gap(scores, other));
        }
        return new Learnt(
                new Frauds(
                        cells.list().size(),
                        cells.cases(),
                        cells.positives(),
                        model.isPresent() ? hyperparameters.l2() : 0,
                        model.isPresent(),
                        area,
                        beside,
                        gap),
                model);
    }
}

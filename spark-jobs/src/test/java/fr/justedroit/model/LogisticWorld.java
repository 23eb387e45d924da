package fr.justedroit.model;

import java.util.Optional;
import java.util.Random;

/** Rows with columns of unlike sizes, two that go together, and one that does not vary. */
final class LogisticWorld {
    final double[][] columns;
    final double[] weights;
    final double[] labels;

    LogisticWorld(int rows, long seed) {
        Random random = new Random(seed);
        columns = new double[rows][6];
        weights = new double[rows];
        labels = new double[rows];
        for (int i = 0; i < rows; i++) {
            double base = random.nextGaussian();
            columns[i] = new double[] {
                base,
                1000 + 300 * random.nextGaussian(),
                base + 0.05 * random.nextGaussian(),
                4.25,
                random.nextInt(5) == 0 ? 1 : 0,
                1e-4 * random.nextGaussian()
            };
            weights[i] = 0.5 + 40 * random.nextDouble();
            double margin = 0.8 * base + 0.002 * (columns[i][1] - 1000) - 1;
            labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
        }
    }

    LogisticFit.Fitted fit(double ridge) {
        return new LogisticFit(columns, weights, labels, Optional.empty(), ridge, 100).fit();
    }

    LogisticFit.Fitted fit(double ridge, double[] spreads) {
        return new LogisticFit(columns, weights, labels, Optional.of(spreads), ridge, 100).fit();
    }
}

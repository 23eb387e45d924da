package fr.justedroit.mesure;

import java.util.Optional;

/**
 * A figure with the two intervals of its replicates, where there are some.
 *
 * @param value the figure, finite
 * @param bootstrap interval of the bootstrap over clusters
 * @param jackknife interval of the jackknife over clusters, beside it
 * @param n how many cases it rests on
 */
public record Ranged(double value, Optional<Estimate> bootstrap, Optional<Estimate> jackknife, long n) {}

package fr.justedroit.scoring;

import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Turns a score into the share of cases that had the target at about that score: an isotonic regression of the outcome
 * on the score's bin by pooling adjacent violators (R. E. Barlow et al., "Statistical Inference under Order
 * Restrictions", 1972), with design weights. Each step rests on at least {@link #MIN_CASES} cases and is rounded to
 * three decimals, so that it may leave the zones that it was computed in. It says nothing of one person: of those at
 * this score, how many. Immutable.
 *
 * @param steps by growing bin, growing risk; the last one goes to the last bin
 */
public record Calibration(List<Step> steps) implements Serializable {
    /** Fewest cases of a step, as for any cell that holds an outcome (G1). */
    public static final int MIN_CASES = 22;

    /** Bins of a score: 0 to 999. */
    public static final int BINS = 1000;

    /**
     * @param lastBin the last bin of the step
     * @param risk share of positives, 0 to 1
     */
    public record Step(int lastBin, double risk) implements Serializable {}

    public Calibration {
        steps = Collections.unmodifiableList(new ArrayList<>(steps));
        if (steps.isEmpty() || steps.get(steps.size() - 1).lastBin() != BINS - 1) {
            throw new IllegalArgumentException("a calibration goes to the last bin");
        }
    }

    /** The bin of a probability. */
    public static int bin(double probability) {
        return Math.max(0, Math.min(BINS - 1, (int) (probability * BINS)));
    }

    /** The risk at a score. */
    public double risk(double probability) {
        int bin = bin(probability);
        for (Step step : steps) {
            if (bin <= step.lastBin()) {
                return step.risk();
            }
        }
        throw new IllegalStateException("no step for bin " + bin);
    }

    /** A run of bins that has one risk. */
    private record Block(int lastBin, long cases, double positive, double weight) {
        double risk() {
            return weight > 0 ? positive / weight : 0;
        }

        Block with(Block next) {
            return new Block(next.lastBin, cases + next.cases, positive + next.positive, weight + next.weight);
        }
    }

    /**
     * Fits a calibration.
     *
     * @param counts of decided cases, in {@link #BINS} bins, at least {@link #MIN_CASES} of them
     */
    public static Calibration fit(ScoreCounts counts) {
        if (counts.bins() != BINS || counts.count() < MIN_CASES) {
            throw new IllegalArgumentException(counts.count() + " cases in " + counts.bins() + " bins");
        }
        Deque<Block> blocks = new ArrayDeque<>();
        Block open = null;
        for (int bin = 0; bin < BINS; bin++) {
            Block here = block(counts, bin);
            open = open == null ? here : open.with(here);
            if (open.cases() >= MIN_CASES) {
                push(blocks, open);
                open = null;
            }
        }
        if (open != null) {
            push(blocks, blocks.removeLast().with(open));
        }
        return new Calibration(blocks.stream()
                .map(block -> new Step(block.lastBin(), Math.round(block.risk() * 1000) / 1000.0))
                .toList());
    }

    private static Block block(ScoreCounts counts, int bin) {
        double positive = (double) counts.weight(bin, Outcome.POSITIVE) / ScoreCounts.WEIGHT_UNIT;
        double negative = (double) counts.weight(bin, Outcome.NEGATIVE) / ScoreCounts.WEIGHT_UNIT;
        long cases = counts.count(bin, Outcome.POSITIVE) + counts.count(bin, Outcome.NEGATIVE);
        return new Block(bin, cases, positive, positive + negative);
    }

    /** Adds a block, pooled with those before it that are not below it. */
    private static void push(Deque<Block> blocks, Block block) {
        Block pooled = block;
        while (!blocks.isEmpty() && blocks.peekLast().risk() >= pooled.risk()) {
            pooled = blocks.removeLast().with(pooled);
        }
        blocks.addLast(pooled);
    }

    /** One line per step: last bin, space, risk. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        steps.forEach(step ->
                text.append(step.lastBin()).append(' ').append(step.risk()).append('\n'));
        return text.toString();
    }

    /** Reads what {@link #toText()} wrote. */
    public static Calibration parse(String text) {
        return new Calibration(text.lines()
                .map(line -> line.split(" ", -1))
                .map(parts -> new Step(Integer.parseInt(parts[0]), Double.parseDouble(parts[1])))
                .toList());
    }
}

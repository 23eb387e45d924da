package fr.justedroit.allnat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The one step through which national counts leave: it sees all tables together. Lines on fewer than k are hidden, and as
 * many more as it takes for no hidden count to follow from what is published by adding and subtracting lines, nor the rest
 * of a total to be fewer than k. What is published is perturbed by line.
 */
final class CountRelease {
    /** Arithmetic of the check is exact, modulo a prime. */
    private static final long PRIME = 2_147_483_647L;

    private final long k;

    /** @param k fewest contributors of a published line */
    CountRelease(long k) {
        this.k = k;
    }

    /**
     * A line that may be published.
     *
     * @param table where it would stand
     * @param key its dimensions
     * @param atoms which of the finest counts it adds up
     */
    record Line(String table, List<String> key, BitSet atoms) {
        String text() {
            return table + " " + String.join("|", key);
        }
    }

    private static long count(BitSet atoms, List<Long> counts) {
        return atoms.stream().mapToLong(counts::get).sum();
    }

    /**
     * Lines to publish, in their order.
     *
     * @param counts exact finest counts
     */
    List<Line> published(List<Line> lines, List<Long> counts) {
        List<Line> published = new ArrayList<>(
                lines.stream().filter(line -> count(line.atoms(), counts) >= k).toList());
        Optional<BitSet> leak = leak(lines, published, counts);
        while (leak.isPresent()) {
            BitSet hidden = leak.get();
            Line victim = published.stream()
                    .filter(line -> line.atoms().intersects(near(hidden, published)))
                    .min(Comparator.comparingLong((Line line) -> count(line.atoms(), counts))
                            .thenComparing(Line::text))
                    .orElseThrow(() -> new IllegalStateException("a leak from nothing"));
            published.remove(victim);
            leak = leak(lines, published, counts);
        }
        return List.copyOf(published);
    }

    /** Everything that a published line adds up together with some of these. */
    private static BitSet near(BitSet atoms, List<Line> published) {
        BitSet near = new BitSet();
        published.stream().filter(line -> line.atoms().intersects(atoms)).forEach(line -> near.or(line.atoms()));
        return near;
    }

    /** Something on 1 to k - 1 contributors that follows from what is published. */
    Optional<BitSet> leak(List<Line> lines, List<Line> published, List<Long> counts) {
        Space known = new Space(counts.size());
        for (int atom = 0; atom < counts.size(); atom++) {
            if (counts.get(atom) == 0) {
                BitSet zero = new BitSet();
                zero.set(atom);
                known.add(zero);
            }
        }
        published.forEach(line -> known.add(line.atoms()));
        List<BitSet> sought = new ArrayList<>();
        lines.forEach(line -> sought.add(line.atoms()));
        for (Line total : published) {
            sought.add(rest(total, published));
        }
        return sought.stream()
                .filter(atoms -> isFew(count(atoms, counts)) && known.holds(atoms))
                .findFirst();
    }

    private boolean isFew(long count) {
        return count > 0 && count < k;
    }

    /** What a published line adds up beyond the published lines within it that overlap no other one taken before. */
    private static BitSet rest(Line total, List<Line> published) {
        BitSet rest = (BitSet) total.atoms().clone();
        published.stream()
                .filter(line -> !line.equals(total))
                .sorted(Comparator.comparingInt(line -> line.atoms().cardinality()))
                .forEach(line -> {
                    BitSet outside = (BitSet) line.atoms().clone();
                    outside.andNot(rest);
                    if (outside.isEmpty()) {
                        rest.andNot(line.atoms());
                    }
                });
        return rest;
    }

    /** All sums and differences of some lines. */
    private static final class Space {
        private final int size;
        private final List<long[]> rows = new ArrayList<>();
        private final List<Integer> pivots = new ArrayList<>();

        Space(int size) {
            this.size = size;
        }

        void add(BitSet atoms) {
            long[] row = reduced(atoms);
            for (int i = 0; i < size; i++) {
                if (row[i] != 0) {
                    long inverse = power(row[i], PRIME - 2);
                    for (int j = 0; j < size; j++) {
                        row[j] = row[j] * inverse % PRIME;
                    }
                    rows.add(row);
                    pivots.add(i);
                    return;
                }
            }
        }

        boolean holds(BitSet atoms) {
            return Arrays.stream(reduced(atoms)).allMatch(value -> value == 0);
        }

        private long[] reduced(BitSet atoms) {
            long[] row = new long[size];
            atoms.stream().forEach(atom -> row[atom] = 1);
            for (int r = 0; r < rows.size(); r++) {
                long factor = row[pivots.get(r)];
                for (int i = 0; factor != 0 && i < size; i++) {
                    row[i] = Math.floorMod(row[i] - factor * rows.get(r)[i], PRIME);
                }
            }
            return row;
        }

        private static long power(long base, long exponent) {
            long result = 1;
            long square = base;
            for (long left = exponent; left > 0; left >>= 1) {
                result = (left & 1) == 1 ? result * square % PRIME : result;
                square = square * square % PRIME;
            }
            return result;
        }
    }
}

package fr.justedroit.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What each fact weighs in the score of one dossier, for one reader. The lines and {@code base} add up to {@code raw}
 * within 1e-9: what may not be told is one line, and another adult's situation, told to the person, is one.
 *
 * @param base what the model answers for the dossiers compared with, on average
 * @param raw what it answers for this one
 * @param lines by weight, the largest first, whatever its sign
 */
public record Sheet(double base, double raw, List<Line> lines) {
    /** Told to the person in the place of what is another adult's. */
    public static final String OTHER_ADULT = "La situation d'un autre adulte du foyer";

    /** Told in the place of what may not be told. */
    public static final String UNTOLD = "Des éléments qui ne peuvent pas être dits ici";

    public Sheet {
        lines = List.copyOf(lines);
    }

    /** A fact, or what stands for several, and what it adds to the raw score. */
    public record Line(String sentence, double contribution) {}

    /** A fact and its part, in whole units; parts of a group add up to the group's. */
    public record Part(String sentence, long units) {}

    /** What each variable adds, and what may be said of it. */
    record Told(Telling telling, String sentence, double contribution) {}

    static Sheet of(double base, double raw, List<Told> variables) {
        List<Line> lines = new ArrayList<>();
        double adult = 0;
        double untold = 0;
        for (Told one : variables) {
            switch (one.telling()) {
                case WORDS -> {
                    if (one.contribution() != 0) {
                        lines.add(new Line(one.sentence(), one.contribution()));
                    }
                }
                case OTHER_ADULT -> adult += one.contribution();
                case NOTHING -> untold += one.contribution();
            }
        }
        if (adult != 0) {
            lines.add(new Line(OTHER_ADULT, adult));
        }
        if (untold != 0) {
            lines.add(new Line(UNTOLD, untold));
        }
        lines.sort(Comparator.comparingDouble((Line line) -> -Math.abs(line.contribution()))
                .thenComparing(Line::sentence));
        return new Sheet(base, raw, lines);
    }

    /** The lines in thousandths, rounded so that with the base's they add up to the raw score's. */
    public List<Part> thousandths() {
        List<Line> all = new ArrayList<>(lines);
        all.add(new Line("", base));
        List<Part> parts = rounded(all, Line::contribution, 1000, Math.round(raw * 1000));
        return parts.subList(0, lines.size());
    }

    /** {@code base} in thousandths, as {@link #thousandths} needs it. */
    public long baseThousandths() {
        return Math.round(raw * 1000)
                - thousandths().stream().mapToLong(Part::units).sum();
    }

    /**
     * What raises the score, or what lowers it, as shares of 100: the {@code most} largest, then the rest in one line. So
     * the sheet of any dossier has the same shape, and tells neither its score nor how it was chosen.
     *
     * @param direction 1 for what raises, -1 for what lowers
     * @param rest what the last line is called
     */
    public List<Part> shares(int direction, int most, String rest) {
        List<Line> side = lines.stream()
                .filter(line -> line.contribution() * direction > 0)
                .toList();
        List<Line> shown = new ArrayList<>(side.subList(0, Math.min(most, side.size())));
        if (side.size() > most) {
            double others = 0;
            for (Line line : side.subList(most, side.size())) {
                others += line.contribution();
            }
            shown.add(new Line(rest, others));
        }
        double all = side.stream().mapToDouble(Line::contribution).sum();
        return shown.isEmpty() ? List.of() : rounded(shown, Line::contribution, 100 / all, 100);
    }

    /** Largest remainders: each part is its value times the scale, one unit off at most, and they add up to the total. */
    private static List<Part> rounded(List<Line> lines, ToDoubleFunction<Line> value, double scale, long total) {
        long[] units = new long[lines.size()];
        List<Integer> byRemainder = new ArrayList<>();
        long left = total;
        for (int i = 0; i < units.length; i++) {
            units[i] = (long) Math.floor(value.applyAsDouble(lines.get(i)) * scale);
            left -= units[i];
            byRemainder.add(i);
        }
        byRemainder.sort(
                Comparator.comparingDouble((Integer i) -> units[i] - value.applyAsDouble(lines.get(i)) * scale));
        for (int i = 0; i < left && i < units.length; i++) {
            units[byRemainder.get(i)]++;
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < units.length; i++) {
            parts.add(new Part(lines.get(i).sentence(), units[i]));
        }
        return parts;
    }
}

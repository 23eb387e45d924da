package fr.justedroit.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** Facts told each by itself, on either side. */
    static final int FACTS = 5;

    /** Subjects that smaller facts are gathered by, on either side. */
    static final int SUBJECTS = 3;

    /** Begins the line of smaller facts of one subject. */
    private static final String OTHERS_ABOUT = "D'autres faits, sur ";

    public Sheet {
        lines = List.copyOf(lines);
    }

    /**
     * A fact, or what stands for several, and what it adds to the raw score.
     *
     * @param about what the fact is about, in a few words; empty for what stands for several
     */
    public record Line(String sentence, String about, double contribution) {}

    /** A fact and its part, in whole units; parts of a group add up to the group's. */
    public record Part(String sentence, long units) {}

    /** What each variable adds, and what may be said of it. */
    record Told(Telling telling, String sentence, String about, double contribution) {}

    static Sheet of(double base, double raw, List<Told> variables) {
        List<Line> lines = new ArrayList<>();
        double adult = 0;
        double untold = 0;
        for (Told one : variables) {
            switch (one.telling()) {
                case WORDS -> {
                    if (one.contribution() != 0) {
                        lines.add(new Line(one.sentence(), one.about(), one.contribution()));
                    }
                }
                case OTHER_ADULT -> adult += one.contribution();
                case NOTHING -> untold += one.contribution();
            }
        }
        if (adult != 0) {
            lines.add(new Line(OTHER_ADULT, "", adult));
        }
        if (untold != 0) {
            lines.add(new Line(UNTOLD, "", untold));
        }
        lines.sort(Comparator.comparingDouble((Line line) -> -Math.abs(line.contribution()))
                .thenComparing(Line::sentence));
        return new Sheet(base, raw, lines);
    }

    /** The lines in thousandths, rounded so that with the base's they add up to the raw score's. */
    public List<Part> thousandths() {
        List<Line> all = new ArrayList<>(lines);
        all.add(new Line("", "", base));
        List<Part> parts = rounded(all, Line::contribution, 1000, Math.round(raw * 1000));
        return parts.subList(0, lines.size());
    }

    /** {@code base} in thousandths, as {@link #thousandths} needs it. */
    public long baseThousandths() {
        return Math.round(raw * 1000)
                - thousandths().stream().mapToLong(Part::units).sum();
    }

    /**
     * What raises the score, or what lowers it, as shares of 100: the {@link #FACTS} largest, then what the smaller ones
     * are about, the {@link #SUBJECTS} heaviest subjects, then the rest in one line. Every dossier with facts enough has a
     * sheet of this shape, which tells neither its score nor how it was chosen.
     *
     * @param direction 1 for what raises, -1 for what lowers
     * @param rest what the last line is called
     */
    public List<Part> shares(int direction, String rest) {
        List<Line> side = lines.stream()
                .filter(line -> line.contribution() * direction > 0)
                .toList();
        int shownNb = Math.min(FACTS, side.size());
        List<Line> shown = new ArrayList<>(side.subList(0, shownNb));
        Map<String, Double> bySubject = new TreeMap<>();
        for (Line line : side.subList(shownNb, side.size())) {
            bySubject.merge(line.about(), line.contribution() * direction, Double::sum);
        }
        double others = bySubject.getOrDefault("", 0.0);
        bySubject.remove("");
        List<Map.Entry<String, Double>> heaviest = bySubject.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .toList();
        for (int i = 0; i < heaviest.size(); i++) {
            double weight = heaviest.get(i).getValue();
            if (i < SUBJECTS) {
                shown.add(new Line(OTHERS_ABOUT + heaviest.get(i).getKey(), "", weight * direction));
            } else {
                others += weight;
            }
        }
        if (others > 0) {
            shown.add(new Line(rest, "", others * direction));
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

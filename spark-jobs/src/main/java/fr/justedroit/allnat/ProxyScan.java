package fr.justedroit.allnat;

import fr.justedroit.mesure.Auc;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;
import fr.justedroit.variable.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How well each variable of the learner, the strongest pairs of them and all together tell each group of the audited
 * attributes. One half of a sample orders codes and fits, the other is ranked by them: what only repeats chance has an area
 * of one half there.
 */
final class ProxyScan {
    /** Fewest dossiers of a group, and of the rest, in each half. */
    static final int FEWEST = 30;

    private static final double LEVEL = 0.95;
    /** Variables whose pairs are tried: the strongest of the half that teaches. */
    private static final int STRONG = 12;

    private static final int MOST_PAIRS = 3;

    private final List<Variable> variables;
    private final List<Variable> attributes;
    private final int fewest;

    /**
     * @param variables of role modele, in the order of the codes
     * @param attributes audited variables of class jamais, whose codes follow
     * @param k fewest dossiers that a figure may be on
     */
    ProxyScan(List<Variable> variables, List<Variable> attributes, int k) {
        this.variables = List.copyOf(variables);
        this.attributes = List.copyOf(attributes);
        this.fewest = Math.max(FEWEST, k);
    }

    ProxyFigures figures(AttributeSample sample) {
        List<ProxyFigures.Group> groups = new ArrayList<>();
        List<ProxyFigures.Rare> rare = new ArrayList<>();
        for (int a = 0; a < attributes.size(); a++) {
            int place = variables.size() + a;
            Variable attribute = attributes.get(a);
            Half teaching = half(sample.teaching(), place);
            Half measuring = half(sample.measuring(), place);
            List<Optional<ProxyFigures.Group>> measured = codes(attribute)
                    .parallel()
                    .mapToObj(code -> group(attribute, code, teaching.of(code), measuring.of(code)))
                    .toList();
            int[] codes = codes(attribute).toArray();
            for (int i = 0; i < codes.length; i++) {
                if (measured.get(i).isPresent()) {
                    groups.add(measured.get(i).get());
                } else {
                    rare.add(new ProxyFigures.Rare(
                            attribute.group(codes[i]), share(teaching.of(codes[i]), measuring.of(codes[i]))));
                }
            }
        }
        return new ProxyFigures(sample.teaching().size() + sample.measuring().size(), groups, rare);
    }

    private static IntStream codes(Variable attribute) {
        return IntStream.rangeClosed(1, attribute.codes())
                .filter(code -> attribute.codes() != 2 || code != attribute.reference());
    }

    /** Dossiers whose attribute is known: codes by variable, then dossier. */
    private static final class Half {
        private final byte[][] codes;
        private final byte[] attribute;

        Half(byte[][] codes, byte[] attribute) {
            this.codes = codes;
            this.attribute = attribute;
        }

        Told of(int code) {
            boolean[] isInGroup = new boolean[attribute.length];
            for (int i = 0; i < isInGroup.length; i++) {
                isInGroup[i] = attribute[i] == code;
            }
            return new Told(codes, isInGroup);
        }
    }

    /** The same, with who is in the group. */
    private static final class Told {
        private final byte[][] codes;
        private final boolean[] isInGroup;

        Told(byte[][] codes, boolean[] isInGroup) {
            this.codes = codes;
            this.isInGroup = isInGroup;
        }

        CodeTable table(int variable) {
            CodeTable table = new CodeTable(CodeTable.CODES);
            for (int i = 0; i < isInGroup.length; i++) {
                table.add(codes[variable][i], isInGroup[i]);
            }
            return table;
        }

        CodeTable table(int first, int second, int width) {
            CodeTable table = new CodeTable(CodeTable.CODES * width);
            for (int i = 0; i < isInGroup.length; i++) {
                table.add(codes[first][i] * width + codes[second][i], isInGroup[i]);
            }
            return table;
        }

        int inGroup() {
            return (int) IntStream.range(0, isInGroup.length)
                    .filter(i -> isInGroup[i])
                    .count();
        }

        boolean hasEnough(int fewest) {
            return inGroup() >= fewest && isInGroup.length - inGroup() >= fewest;
        }
    }

    private Half half(List<byte[]> dossiers, int place) {
        List<byte[]> known = dossiers.stream().filter(codes -> codes[place] > 0).toList();
        byte[][] codes = new byte[variables.size()][known.size()];
        byte[] attribute = new byte[known.size()];
        for (int i = 0; i < known.size(); i++) {
            byte[] dossier = known.get(i);
            for (int v = 0; v < codes.length; v++) {
                codes[v][i] = dossier[v];
            }
            attribute[i] = dossier[place];
        }
        return new Half(codes, attribute);
    }

    private static double share(Told teaching, Told measuring) {
        int known = teaching.isInGroup.length + measuring.isInGroup.length;
        return (double) (teaching.inGroup() + measuring.inGroup()) / Math.max(1, known);
    }

    private Optional<ProxyFigures.Group> group(Variable attribute, int code, Told teaching, Told measuring) {
        if (!teaching.hasEnough(fewest) || !measuring.hasEnough(fewest)) {
            return Optional.empty();
        }
        List<ProxyFigures.Single> singles = new ArrayList<>();
        double[] strength = new double[variables.size()];
        for (int v = 0; v < variables.size(); v++) {
            CodeTable taught = teaching.table(v);
            strength[v] = taught.area(taught, LEVEL).orElseThrow().value();
            singles.add(new ProxyFigures.Single(
                    variables.get(v).name(),
                    measuring.table(v).area(taught, LEVEL).orElseThrow(),
                    variables.get(v).argumentFor(attribute, code)));
        }
        singles.sort(Comparator.comparingDouble(single -> -single.area().value()));
        return Optional.of(new ProxyFigures.Group(
                attribute.group(code),
                attribute.label() + " : " + attribute.words(code),
                share(teaching, measuring),
                together(teaching, measuring),
                singles,
                pairs(strength, teaching, measuring)));
    }

    private static Estimate together(Told teaching, Told measuring) {
        double[] odds = AdditiveScore.odds(teaching.codes, teaching.isInGroup, measuring.codes);
        return Auc.estimate(List.of(ranked(odds, measuring.isInGroup)), Auc.Weighting.CASES, LEVEL)
                .orElseThrow();
    }

    /** Dossiers ranked by a score, one bin for each value. */
    static ScoreCounts ranked(double[] scores, boolean[] isInGroup) {
        double[] values = Arrays.stream(scores).sorted().distinct().toArray();
        ScoreCounts.Builder counts = new ScoreCounts.Builder(values.length);
        for (int i = 0; i < scores.length; i++) {
            counts.add(Arrays.binarySearch(values, scores[i]), isInGroup[i] ? Outcome.POSITIVE : Outcome.NEGATIVE);
        }
        return counts.build();
    }

    private List<ProxyFigures.Pair> pairs(double[] strength, Told teaching, Told measuring) {
        int[] strong = IntStream.range(0, variables.size())
                .boxed()
                .sorted(Comparator.comparingDouble(v -> -strength[v]))
                .limit(STRONG)
                .mapToInt(Integer::intValue)
                .toArray();
        List<ProxyFigures.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < strong.length; i++) {
            for (int j = i + 1; j < strong.length; j++) {
                int width = variables.get(strong[j]).codes() + 1;
                CodeTable taught = teaching.table(strong[i], strong[j], width);
                Estimate area = measuring
                        .table(strong[i], strong[j], width)
                        .area(taught, LEVEL)
                        .orElseThrow();
                pairs.add(new ProxyFigures.Pair(
                        variables.get(strong[i]).name(),
                        variables.get(strong[j]).name(),
                        area));
            }
        }
        pairs.sort(Comparator.comparingDouble(pair -> -pair.area().value()));
        return pairs.subList(0, Math.min(MOST_PAIRS, pairs.size()));
    }
}

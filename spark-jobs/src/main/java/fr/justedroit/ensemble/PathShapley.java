package fr.justedroit.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Exact Shapley values of trees, those that Lundberg, Erion and Lee (2018) call TreeSHAP with path-dependent
 * perturbation: a column that is not known sends a row to both sides of a split, in the shares of the training rows.
 * The players are the learner's columns; the columns of one variable are added up.
 *
 * <p>A leaf is a product of conditions. Its share for column j, which is met (o = 1) or not (o = 0) and has share z, is
 * {@code value (o_j - z_j)} times the integral over t from 0 to 1 of the product over the other columns of {@code z + t
 * (o - z)}: a polynomial, integrated exactly by {@link Quadrature}.
 *
 * <p>It depends on the row through a few yes or no only. So neighbouring leaves are bunched as long as they ask at most
 * {@link #TABLE_QUESTIONS} questions together, and a bunch is a table: for each pattern of answers, what each variable
 * gets. A bunch that would need a larger table is worked out for each row.
 *
 * <p>Immutable, and safe to use from several threads.
 */
final class PathShapley {

    /** A table has two to the power of this many lines at most: 3 kB, and the tables of 100 trees fit a cache. */
    private static final int TABLE_QUESTIONS = 6;

    /** All tables together, in doubles (64 MB); bunches that come after are worked out. */
    private static final int MOST_ENTRIES = 1 << 23;

    private final Ways ways;
    private final Quadrature[] byLength;

    /** Each question once: the variable, and the codes that answer yes. */
    private final int[] questionVariable;

    private final int[] questionCodes;

    /** By table: the first of its questions, of its variables and of its entries; one more entry ends the last. */
    private final int[] firstQuestion;

    private final int[] firstVariable;
    private final int[] firstEntry;
    private final int[] question;
    private final int[] variable;
    private final double[] entry;

    /** The leaves that are in no table. */
    private final int[] workedOut;

    PathShapley(Ways ways) {
        this.ways = ways;
        this.byLength = new Quadrature[ways.longest() + 1];
        for (int m = 1; m < byLength.length; m++) {
            byLength[m] = m % 2 == 0 ? byLength[m - 1] : new Quadrature((m + 1) / 2);
        }
        Bunching bunching = new Bunching();
        bunching.run();
        this.questionVariable =
                bunching.questions.stream().mapToInt(Question::variable).toArray();
        this.questionCodes =
                bunching.questions.stream().mapToInt(Question::codes).toArray();
        this.workedOut = bunching.workedOut.stream().mapToInt(Integer::intValue).toArray();
        int tables = bunching.bunches.size();
        this.firstQuestion = new int[tables + 1];
        this.firstVariable = new int[tables + 1];
        this.firstEntry = new int[tables + 1];
        for (int b = 0; b < tables; b++) {
            Bunch bunch = bunching.bunches.get(b);
            firstQuestion[b + 1] = firstQuestion[b] + bunch.questions.length;
            firstVariable[b + 1] = firstVariable[b] + bunch.variables.length;
            firstEntry[b + 1] = firstEntry[b] + bunch.entries();
        }
        this.question = new int[firstQuestion[tables]];
        this.variable = new int[firstVariable[tables]];
        this.entry = new double[firstEntry[tables]];
        for (int b = 0; b < tables; b++) {
            Bunch bunch = bunching.bunches.get(b);
            System.arraycopy(bunch.questions, 0, question, firstQuestion[b], bunch.questions.length);
            System.arraycopy(bunch.variables, 0, variable, firstVariable[b], bunch.variables.length);
            fill(bunch, bunching, firstEntry[b]);
        }
    }

    /** A question and its contrary are one. */
    private record Question(int variable, int codes) {
        static Question of(Ways ways, int condition) {
            int codes = ways.codes[condition];
            return new Question(ways.variable[condition], isContrary(codes) ? ~codes : codes);
        }

        static boolean isContrary(int codes) {
            return (codes & 1) == 0;
        }
    }

    /** Neighbouring leaves, and what they ask. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier: never compared
    private record Bunch(int firstLeaf, int endLeaf, int[] questions, int[] variables) {
        int entries() {
            return variables.length << questions.length;
        }
    }

    private final class Bunching {
        private final List<Question> questions = new ArrayList<>();
        private final Map<Question, Integer> numbers = new HashMap<>();
        private final List<Bunch> bunches = new ArrayList<>();
        private final List<Integer> workedOut = new ArrayList<>();
        private int entries;

        void run() {
            int start = 0;
            Set<Question> asked = new LinkedHashSet<>();
            for (int l = 0; l < ways.leaves(); l++) {
                Set<Question> own = new LinkedHashSet<>();
                for (int c = ways.first[l]; c < ways.first[l + 1]; c++) {
                    own.add(Question.of(ways, c));
                }
                Set<Question> more = new LinkedHashSet<>(asked);
                more.addAll(own);
                if (more.size() > TABLE_QUESTIONS && l > start) {
                    close(start, l, asked);
                    start = l;
                    more = own;
                }
                asked = more;
            }
            close(start, ways.leaves(), asked);
        }

        private void close(int start, int end, Set<Question> asked) {
            int[] variables = asked.stream()
                    .mapToInt(Question::variable)
                    .distinct()
                    .sorted()
                    .toArray();
            int[] own = new int[asked.size()];
            Bunch bunch = new Bunch(start, end, own, variables);
            if (asked.size() > TABLE_QUESTIONS || entries + bunch.entries() > MOST_ENTRIES) {
                for (int l = start; l < end; l++) {
                    workedOut.add(l);
                }
                return;
            }
            int n = 0;
            for (Question one : asked) {
                own[n++] = numbers.computeIfAbsent(one, q -> {
                    questions.add(q);
                    return questions.size() - 1;
                });
            }
            entries += bunch.entries();
            bunches.add(bunch);
        }
    }

    /** Works out a table: lines by pattern of answers, the first question's in the highest bit. */
    private void fill(Bunch bunch, Bunching bunching, int start) {
        double[] gets = new double[byLength.length];
        boolean[] met = new boolean[byLength.length];
        int n = bunch.questions.length;
        int width = bunch.variables.length;
        for (int l = bunch.firstLeaf; l < bunch.endLeaf; l++) {
            int from = ways.first[l];
            int m = ways.length(l);
            int[] bit = new int[m];
            int[] place = new int[m];
            for (int j = 0; j < m; j++) {
                int number = bunching.numbers.get(Question.of(ways, from + j));
                bit[j] = n - 1 - indexOf(bunch.questions, number);
                place[j] = Arrays.binarySearch(bunch.variables, ways.variable[from + j]);
            }
            for (int pattern = 0; pattern < 1 << n; pattern++) {
                for (int j = 0; j < m; j++) {
                    met[j] = ((pattern >>> bit[j] & 1) == 1) != Question.isContrary(ways.codes[from + j]);
                }
                share(l, met, gets);
                for (int j = 0; j < m; j++) {
                    entry[start + pattern * width + place[j]] += gets[j];
                }
            }
        }
    }

    private static int indexOf(int[] numbers, int number) {
        int i = 0;
        while (numbers[i] != number) {
            i++;
        }
        return i;
    }

    /** Shares a leaf's value among the columns of its way. */
    private void share(int leaf, boolean[] met, double[] gets) {
        int m = ways.length(leaf);
        if (m == 0) {
            return;
        }
        int from = ways.first[leaf];
        Quadrature rule = byLength[m];
        double[] sum = new double[m];
        for (int p = 0; p < rule.point.length; p++) {
            double t = rule.point[p];
            double product = rule.weight[p];
            for (int j = 0; j < m; j++) {
                gets[j] = product;
                product *= factor(from + j, met[j], t);
            }
            product = 1;
            for (int j = m - 1; j >= 0; j--) {
                sum[j] += gets[j] * product;
                product *= factor(from + j, met[j], t);
            }
        }
        for (int j = 0; j < m; j++) {
            gets[j] = ways.value[leaf] * ((met[j] ? 1 : 0) - ways.share[from + j]) * sum[j];
        }
    }

    private double factor(int condition, boolean met, double t) {
        double z = ways.share[condition];
        return met ? z + t * (1 - z) : z - t * z;
    }

    /** Adds what each variable gets to {@code credit}. */
    void addTo(byte[] codes, double[] credit) {
        byte[] yes = new byte[questionCodes.length];
        for (int q = 0; q < yes.length; q++) {
            yes[q] = (byte) (questionCodes[q] >>> codes[questionVariable[q]] & 1);
        }
        int q = 0;
        for (int b = 0; b + 1 < firstEntry.length; b++) {
            int pattern = 0;
            for (int end = firstQuestion[b + 1]; q < end; q++) {
                pattern = pattern << 1 | yes[question[q]];
            }
            int start = firstVariable[b];
            int width = firstVariable[b + 1] - start;
            int line = firstEntry[b] + pattern * width;
            for (int i = 0; i < width; i++) {
                credit[variable[start + i]] += entry[line + i];
            }
        }
        if (workedOut.length > 0) {
            workOut(codes, credit);
        }
    }

    private void workOut(byte[] codes, double[] credit) {
        double[] gets = new double[byLength.length];
        boolean[] met = new boolean[byLength.length];
        for (int l : workedOut) {
            int from = ways.first[l];
            int m = ways.length(l);
            for (int j = 0; j < m; j++) {
                met[j] = ways.meets(from + j, codes[ways.variable[from + j]]) == 1;
            }
            share(l, met, gets);
            for (int j = 0; j < m; j++) {
                credit[ways.variable[from + j]] += gets[j];
            }
        }
    }
}

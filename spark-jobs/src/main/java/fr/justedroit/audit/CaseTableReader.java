package fr.justedroit.audit;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import fr.justedroit.audit.CaseTable.Arm;
import fr.justedroit.audit.CaseTable.Case;
import fr.justedroit.audit.CaseTable.Grouping;
import fr.justedroit.audit.CaseTable.Known;
import fr.justedroit.errors.Problems;
import fr.justedroit.mesure.ScoreCounts;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Reads a table of cases from CSV, by a mapping. Every row that is not understood is a problem, by its number and its
 * column, never by what stands in it.
 */
final class CaseTableReader {
    /** More values than this are no groups. */
    static final int MAX_VALUES = 40;

    /** Longer than this is no name of a group. */
    static final int MAX_NAME = 40;

    /** Random groups that rows without a cluster are dealt into. */
    static final int RANDOM_GROUPS = 200;

    private static final int MAX_PROBLEMS = 50;
    private static final int MAX_CHARACTERS = 4096;

    private final CaseMapping mapping;
    private final Problems problems;
    private final Map<String, Integer> place = new HashMap<>();
    private int untold;
    private int told;
    private int rows;

    CaseTableReader(CaseMapping mapping, Problems problems) {
        this.mapping = mapping;
        this.problems = problems;
    }

    /** What is read of one row. */
    private record Line(double score, Known outcome, Arm arm, long weight, String cluster, List<String> groups) {}

    /** Reads everything; the problems say whether it can be used. */
    CaseTable read(Reader text) {
        List<Line> lines = new ArrayList<>();
        CsvParserSettings settings = new CsvParserSettings();
        settings.getFormat().setDelimiter(mapping.separator());
        settings.setMaxCharsPerColumn(MAX_CHARACTERS);
        settings.setErrorContentLength(0);
        settings.setNullValue("");
        settings.setEmptyValue("");
        CsvParser parser = new CsvParser(settings);
        try {
            parser.beginParsing(text);
            String[] header = parser.parseNext();
            if (header != null && isComplete(header)) {
                for (String[] row = parser.parseNext(); row != null; row = parser.parseNext()) {
                    rows++;
                    read("row " + rows, row, header.length, lines);
                }
            } else if (header == null) {
                problems.add("header", "the table is empty");
            }
        } catch (TextParsingException e) {
            // Its message and cause can quote the row.
            problems.add("row " + (rows + 1), "it cannot be read as CSV");
        } finally {
            parser.stopParsing();
        }
        if (untold > 0) {
            problems.add("rows", untold + " more problem(s)");
        }
        return table(lines);
    }

    private boolean isComplete(String[] header) {
        boolean isComplete = true;
        for (String column : mapping.columns()) {
            int found = Arrays.asList(header).indexOf(column);
            if (found < 0 || found != Arrays.asList(header).lastIndexOf(column)) {
                problems.add("header", "column '" + column + "' is " + (found < 0 ? "not there" : "there twice"));
                isComplete = false;
            }
            place.put(column, found);
        }
        return isComplete;
    }

    private void read(String where, String[] row, int width, List<Line> lines) {
        if (row.length != width) {
            problem(where, "it has not as many values as the header");
            return;
        }
        double score = mapping.score().map(column -> score(where, column, row)).orElse(Double.NaN);
        lines.add(new Line(
                score,
                mapping.outcome().map(choice -> outcome(where, choice, row)).orElse(Known.UNKNOWN),
                arm(where, row, score),
                mapping.weight().map(column -> weight(where, column, row)).orElse(ScoreCounts.WEIGHT_UNIT),
                mapping.cluster().map(column -> present(where, column, row)).orElse(""),
                mapping.groups().stream()
                        .map(column -> value(column, row).orElse("?"))
                        .toList()));
    }

    private Optional<String> value(String column, String[] row) {
        String text = row[place.get(column)].strip();
        return mapping.missing().contains(text) ? Optional.empty() : Optional.of(text);
    }

    private String present(String where, String column, String[] row) {
        return value(column, row).orElseGet(() -> {
            problem(where, "column '" + column + "' is empty");
            return "";
        });
    }

    /** A score may be missing: the case then has no place in the ranking. */
    private double score(String where, String column, String[] row) {
        return value(column, row).map(text -> number(where, column, text)).orElse(Double.NaN);
    }

    private double number(String where, String column, String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number that is not finite is; the exception quotes the value.
        }
        problem(where, "column '" + column + "' is no number");
        return Double.NaN;
    }

    private Known outcome(String where, CaseMapping.Choice choice, String[] row) {
        return value(choice.column(), row)
                .map(text -> choice.of(text).orElseGet(() -> {
                    problem(where, "column '" + choice.column() + "' is none of the outcomes of the mapping");
                    return false;
                }))
                .map(isPositive -> isPositive ? Known.POSITIVE : Known.NEGATIVE)
                .orElse(Known.UNKNOWN);
    }

    private Arm arm(String where, String[] row, double score) {
        if (mapping.arms().isPresent()) {
            CaseMapping.Arms arms = mapping.arms().get();
            String text = present(where, arms.column(), row);
            if (arms.random().contains(text)) {
                return Arm.RANDOM;
            }
            if (arms.targeted().contains(text)) {
                return Arm.TARGETED;
            }
            if (!arms.outside().contains(text) && !text.isEmpty()) {
                problem(where, "column '" + arms.column() + "' is none of the arms of the mapping");
            }
            return Arm.OUTSIDE;
        }
        if (mapping.selection().isEmpty()) {
            return Arm.LEFT;
        }
        CaseMapping.Selection selection = mapping.selection().get();
        if (selection.column().isEmpty()) {
            return score >= selection.threshold() ? Arm.CHOSEN : Arm.LEFT;
        }
        CaseMapping.Choice choice = selection.column().get();
        boolean isChosen = choice.of(present(where, choice.column(), row)).orElseGet(() -> {
            problem(where, "column '" + choice.column() + "' is neither chosen nor left by the mapping");
            return false;
        });
        return isChosen ? Arm.CHOSEN : Arm.LEFT;
    }

    private long weight(String where, String column, String[] row) {
        String text = present(where, column, row);
        try {
            BigDecimal units = new BigDecimal(text).movePointRight(6).setScale(0, RoundingMode.HALF_EVEN);
            if (units.signum() > 0 && units.compareTo(BigDecimal.valueOf(ScoreCounts.MAX_WEIGHT)) <= 0) {
                return units.longValueExact();
            }
        } catch (NumberFormatException e) {
            // Told below; the exception may quote the value.
        }
        problem(where, "column '" + column + "' is no weight, above 0 and at most a million");
        return ScoreCounts.WEIGHT_UNIT;
    }

    private void problem(String where, String text) {
        if (told < MAX_PROBLEMS) {
            problems.add(where, text);
            told++;
        } else {
            untold++;
        }
    }

    private CaseTable table(List<Line> lines) {
        Map<String, Grouping> groups = new TreeMap<>();
        for (int g = 0; g < mapping.groups().size(); g++) {
            int column = g;
            groups.put(
                    mapping.groups().get(g),
                    grouping(lines.stream()
                            .map(line -> line.groups().get(column))
                            .toList()));
        }
        groups.forEach((column, grouping) -> check(column, grouping));
        Grouping given = grouping(lines.stream().map(Line::cluster).toList());
        boolean isDealt = mapping.cluster().isEmpty();
        List<Integer> cluster = isDealt ? dealt(lines.size()) : given.of();
        List<Case> cases = new ArrayList<>();
        for (int row = 0; row < lines.size(); row++) {
            Line line = lines.get(row);
            cases.add(new Case(line.score(), line.outcome(), line.arm(), line.weight(), cluster.get(row)));
        }
        int clusters =
                isDealt ? Math.min(RANDOM_GROUPS, lines.size()) : given.values().size();
        return new CaseTable(cases, clusters, groups);
    }

    private void check(String column, Grouping grouping) {
        if (grouping.values().size() > MAX_VALUES) {
            problems.add("column '" + column + "'", "it has more than " + MAX_VALUES + " values: these are no groups");
        } else if (grouping.values().stream().anyMatch(value -> value.length() > MAX_NAME)) {
            problems.add(
                    "column '" + column + "'", "a value is longer than " + MAX_NAME + " characters: it names no group");
        }
    }

    private static Grouping grouping(List<String> texts) {
        List<String> values = texts.stream().distinct().sorted().toList();
        Map<String, Integer> places = new HashMap<>();
        values.forEach(value -> places.put(value, places.size()));
        return new Grouping(values, texts.stream().map(places::get).toList());
    }

    /**
     * Deals rows at random into groups of the same size (P. S. Kott, "The delete-a-group jackknife", Journal of Official
     * Statistics 17, 2001); the seed is fixed, so that an audit made again gives the same figures.
     */
    private static List<Integer> dealt(int rows) {
        int[] cluster = new int[rows];
        SplittableRandom random = new SplittableRandom(rows);
        for (int row = 0; row < rows; row++) {
            int other = random.nextInt(row + 1);
            cluster[row] = cluster[other];
            cluster[other] = row % RANDOM_GROUPS;
        }
        return Arrays.stream(cluster).boxed().toList();
    }
}

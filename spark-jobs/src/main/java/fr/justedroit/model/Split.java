package fr.justedroit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which cells teach and which measure, drawn before anything is learnt from the number of cells of each month and from
 * nothing else: the last months that hold a quarter of the cells measure, those before them teach. Where one month holds
 * too much of them, every second cell measures instead, and the card says so.
 *
 * @param learnt months of the cells that teach, oldest first
 * @param measured months of the cells that measure, oldest first; the same months when halves are taken
 */
public record Split(List<String> learnt, List<String> measured) {
    private static final double MEASURED_SHARE = 0.25;
    private static final double LEARNT_SHARE = 0.5;

    public Split {
        learnt = List.copyOf(learnt);
        measured = List.copyOf(measured);
    }

    /**
     * The split of some months.
     *
     * @param months of the window, oldest first
     * @param cells by month; a month without any is none
     */
    static Split of(List<String> months, Map<String, Long> cells) {
        long all = months.stream()
                .mapToLong(month -> cells.getOrDefault(month, 0L))
                .sum();
        long late = 0;
        int from = months.size();
        while (from > 0 && late < MEASURED_SHARE * all) {
            from--;
            late += cells.getOrDefault(months.get(from), 0L);
        }
        List<String> filled = months.stream()
                .filter(month -> cells.getOrDefault(month, 0L) > 0)
                .toList();
        if (all - late < LEARNT_SHARE * all) {
            return new Split(filled, filled);
        }
        int first = from;
        return new Split(
                filled.stream().filter(month -> months.indexOf(month) < first).toList(),
                filled.stream().filter(month -> months.indexOf(month) >= first).toList());
    }

    /**
     * The splits that a search chooses by: inside the months that teach, so that the months that measure have chosen
     * nothing. Oldest first, at most two; none when there are too few months.
     */
    List<Split> inner(Map<String, Long> cells) {
        List<Split> inner = new ArrayList<>();
        if (isHalves()) {
            return inner;
        }
        Split last = of(learnt, cells);
        if (!last.isHalves()) {
            Split before = of(last.learnt(), cells);
            if (!before.isHalves()) {
                inner.add(before);
            }
            inner.add(last);
        }
        return List.copyOf(inner);
    }

    /** Does every second cell measure, for want of months. */
    public boolean isHalves() {
        return learnt.equals(measured);
    }

    CaseCells seen(CaseCells cells) {
        return isHalves() ? cells.half(0) : cells.ofMonths(learnt);
    }

    CaseCells unseen(CaseCells cells) {
        return isHalves() ? cells.half(1) : cells.ofMonths(measured);
    }

    /** In French, as a card says it. */
    public String words() {
        return isHalves()
                ? "une cellule sur deux de " + span(learnt)
                : "appris sur " + span(learnt) + ", mesuré sur " + span(measured);
    }

    private static String span(List<String> months) {
        if (months.isEmpty()) {
            return "aucun mois";
        }
        String first = months.get(0);
        String last = months.get(months.size() - 1);
        return first.equals(last) ? first : first + " à " + last;
    }
}

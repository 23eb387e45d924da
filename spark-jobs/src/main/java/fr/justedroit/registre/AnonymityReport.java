package fr.justedroit.registre;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.model.Card;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the anonymity gate said of the base that a model read: each bound by its newest verdict among the months of the
 * window and the year that follows it. A closed month keeps its own report and the attacks run on the last month of a
 * refresh, so that no single report need hold every bound; a bound that no report holds is one that nobody measured.
 *
 * @param verdict exceeded if a month of the window exceeds a bound or the newest verdict on one does, else unable to
 *     conclude if one bound could not be, or was not, judged
 * @param text bounds and months
 */
record AnonymityReport(Verdict verdict, String text) {
    /** Every bound that a first promotion needs a verdict on. */
    static final List<String> BOUNDS = List.of(
            "G1",
            "G2",
            "G3",
            "G4",
            "G5a",
            "G5b",
            "G6",
            "G7",
            "G8",
            "G9",
            "G10",
            "G12",
            "G13",
            "appartenance",
            "copie",
            "proxy");

    private static final int MONTHS_AFTER = 12;
    private static final TableId REPORTS = TableId.national(Zone.ALLNAT, "rapport");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param argued what has been argued since, or concerns another model */
    static AnonymityReport of(Door door, Access access, Card card, ArguedProxies argued) {
        List<String> window = card.months().stream().map(Card.Month::month).toList();
        NavigableMap<String, String> reports = new TreeMap<>();
        List<String> months = new ArrayList<>(window);
        YearMonth last = YearMonth.parse(card.asOf());
        for (int i = 1; i <= MONTHS_AFTER; i++) {
            months.add(last.plusMonths(i).toString());
        }
        for (String month : months) {
            door.files().readText(access, REPORTS, month + "/rapport.json").ifPresent(text -> reports.put(month, text));
        }
        return of(reports, Set.copyOf(window), argued);
    }

    /**
     * As {@link #of(Door, Access, Card, ArguedProxies)}, on texts.
     *
     * @param reports reports by month
     * @param window months that the model read
     */
    static AnonymityReport of(NavigableMap<String, String> reports, Set<String> window, ArguedProxies argued) {
        Set<String> exceeded = new TreeSet<>();
        Set<String> open = new TreeSet<>();
        Map<String, Judged> newest = new TreeMap<>();
        reports.forEach((month, text) -> {
            List<Judged> judged = read(month, text, argued);
            if (judged.isEmpty() && window.contains(month)) {
                open.add(month + ": the report judges nothing or cannot be read");
            }
            for (Judged one : judged) {
                newest.merge(one.bound(), one, Judged::after);
                if (window.contains(month) && one.verdict() == Verdict.DEPASSE) {
                    exceeded.add(one.text());
                }
            }
        });
        for (String bound : BOUNDS) {
            Judged judged = newest.get(bound);
            if (judged == null) {
                open.add(bound + " was judged in no report");
            } else if (judged.verdict() == Verdict.DEPASSE) {
                exceeded.add(judged.text());
            } else if (judged.verdict() == Verdict.NE_PEUT_PAS_CONCLURE) {
                open.add(judged.text());
            }
        }
        if (!exceeded.isEmpty()) {
            return new AnonymityReport(Verdict.DEPASSE, String.join(", ", exceeded));
        }
        if (!open.isEmpty()) {
            return new AnonymityReport(Verdict.NE_PEUT_PAS_CONCLURE, String.join(", ", open));
        }
        return new AnonymityReport(
                Verdict.TENU, newest.values().stream().map(Judged::text).collect(Collectors.joining(", ")));
    }

    /** One line of a report. */
    private record Judged(String bound, String month, Verdict verdict, String remedy) {
        /** The later of two, the worse within a month; a month where a bound has no object says nothing new of it. */
        Judged after(Judged later) {
            if (later.verdict == Verdict.SANS_OBJET) {
                return this;
            }
            boolean sameMonth = later.month.equals(month);
            return sameMonth && severity(verdict) > severity(later.verdict) ? this : later;
        }

        private static int severity(Verdict verdict) {
            return switch (verdict) {
                case SANS_OBJET -> 0;
                case TENU -> 1;
                case NE_PEUT_PAS_CONCLURE -> 2;
                case DEPASSE -> 3;
            };
        }

        String text() {
            return bound + " (" + month + remedy + ")";
        }
    }

    private static List<Judged> read(String month, String text, ArguedProxies argued) {
        List<Judged> judged = new ArrayList<>();
        try {
            JsonNode report = JSON.readTree(text);
            for (JsonNode line : report.path("bornes")) {
                String bound = line.path("borne").asText();
                Verdict verdict = verdict(line.path("verdict").asText());
                judged.add(
                        bound.equals(ArguedProxies.BOUND)
                                ? proxies(month, verdict, report.path("proxy"), argued)
                                : new Judged(bound, month, verdict, ""));
            }
        } catch (JsonProcessingException e) {
            return List.of();
        }
        return judged;
    }

    private static Judged proxies(String month, Verdict reported, JsonNode figures, ArguedProxies argued) {
        List<String> left = argued.left(figures);
        String remedy = left.isEmpty() ? "" : ", to be argued in variables.yaml (revele): " + String.join(", ", left);
        return new Judged(ArguedProxies.BOUND, month, argued.judge(reported, figures), remedy);
    }

    /** A word that is not of the closed list is no verdict. */
    private static Verdict verdict(String label) {
        for (Verdict verdict : Verdict.values()) {
            if (verdict.label().equals(label)) {
                return verdict;
            }
        }
        return Verdict.NE_PEUT_PAS_CONCLURE;
    }
}

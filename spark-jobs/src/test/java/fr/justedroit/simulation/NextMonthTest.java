package fr.justedroit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

public class NextMonthTest {
    private static final String CAF = "031";
    private static final YearMonth LISTED = Simulated.FIRST.plusMonths(1);
    private final NextMonth next = new NextMonth(Simulated.base(), Simulated.SEED);

    private static List<Proposal> proposals(YearMonth mois, int from, int count) {
        List<String[]> dossiers =
                Simulated.rows(CAF, 1000, mois, mois, List.of()).get(mois + "/cristal_dossier");
        List<Proposal> made = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            made.add(
                    i % 10 == 0
                            ? new Proposal(mois, CAF, dossiers.get(i)[0], "aleatoire", "0.004")
                            : new Proposal(mois, CAF, dossiers.get(i)[0], "ciblage", ""));
        }
        return made;
    }

    @Test
    public void answer_proposalsInAnotherOrder_isTheSame() {
        List<Proposal> made = proposals(LISTED, 0, 150);
        List<Proposal> shuffled = new ArrayList<>(made);
        Collections.shuffle(shuffled, new Random(3));
        for (int later = 1; later < 8; later++) {
            List<NextMonth.Row> rows = next.answer(made, LISTED.plusMonths(later));
            assertThat(next.answer(shuffled, LISTED.plusMonths(later))).isEqualTo(rows);
        }
    }

    @Test
    public void answer_monthOfTheProposalItself_isEmpty() {
        assertThat(next.answer(proposals(LISTED, 0, 50), LISTED)).isEmpty();
    }

    @Test
    public void answer_fewMonthsLater_everyProposalHasBeenAnswered() {
        List<Proposal> made = proposals(LISTED, 0, 150);
        Map<String, Set<String>> acts = new HashMap<>();
        for (int later = 1; later < 14; later++) {
            for (NextMonth.Row row : next.answer(made, LISTED.plusMonths(later))) {
                if (row.extract().equals(Extracts.CONTROLE)) {
                    acts.computeIfAbsent(row.values().get(2), id -> new HashSet<>())
                            .add(row.values().get(3));
                    assertThat(row.values().get(6)).isEqualTo(LISTED.toString());
                }
            }
        }
        Set<String> expected = new HashSet<>();
        made.forEach(p -> expected.add(NextMonth.controleId(p.caf(), p.dossierId(), p.mois())));
        // A dossier that left in the month of its proposal has no answer; none does here.
        assertThat(acts.keySet()).isEqualTo(expected);
        assertThat(acts.values()).anyMatch(each -> each.equals(Set.of("ECARTE")));
        assertThat(acts.values()).anyMatch(each -> each.equals(Set.of("OUVERT", "INFORME", "FAIT", "CLOS")));
    }

    @Test
    public void answer_rows_areThoseOfTheWholeDelivery() {
        List<Proposal> made = proposals(LISTED, 100, 120);
        YearMonth month = LISTED.plusMonths(4);
        Map<String, List<String[]>> delivery = Simulated.rows(CAF, 1000, month, month, made);
        Set<List<String>> delivered = new HashSet<>();
        delivery.values().forEach(rows -> rows.forEach(row -> delivered.add(List.of(row))));
        List<NextMonth.Row> answer = next.answer(made, month);
        assertThat(answer).isNotEmpty().allMatch(row -> delivered.contains(row.values()));
    }

    @Test
    public void answer_monthsWithProposals_oldRulesAreSilentAndReportsGoOn() {
        List<Proposal> made = proposals(LISTED, 0, 20);
        Set<String> proposed = new HashSet<>();
        made.forEach(p -> proposed.add(NextMonth.controleId(p.caf(), p.dossierId(), p.mois())));
        YearMonth end = LISTED.plusMonths(4);
        Set<String> origins = new HashSet<>();
        Set<String> before = new HashSet<>();
        Simulated.rows(CAF, 6000, LISTED, end, made).forEach((key, rows) -> {
            if (key.endsWith(Extracts.CONTROLE)) {
                for (String[] row : rows) {
                    if (row[6].equals(LISTED.toString()) && !proposed.contains(row[2])) {
                        origins.add(row[4]);
                    } else if (row[6].compareTo(LISTED.toString()) < 0) {
                        before.add(row[4]);
                    }
                }
            }
        });
        assertThat(origins).isNotEmpty().doesNotContain("ciblage", "aleatoire");
        assertThat(before).contains("ciblage", "aleatoire");
    }

    @Test
    public void answer_picturesOfTheMonth_doNotDependOnProposals() {
        List<Proposal> made = proposals(LISTED, 0, 200);
        YearMonth month = LISTED.plusMonths(5);
        Map<String, List<String[]>> with = Simulated.rows(CAF, 400, month, month, made);
        Map<String, List<String[]>> without = Simulated.rows(CAF, 400, month, month, List.of());
        for (String extract : List.of(Extracts.DOSSIER, Extracts.ACTIVITE, Extracts.PRESTATION, Extracts.CONTACT)) {
            assertThat(with.get(month + "/" + extract))
                    .usingRecursiveComparison()
                    .isEqualTo(without.get(month + "/" + extract));
        }
    }

    @Test
    public void answer_overTheYears_commissionsGiveOpinionsDirectorsDecideAppealsOverturn() {
        List<String[]> dossiers =
                Simulated.rows(CAF, 3500, LISTED, LISTED, List.of()).get(LISTED + "/cristal_dossier");
        List<Proposal> made = dossiers.stream()
                .map(row -> new Proposal(LISTED, CAF, row[0], "ciblage", ""))
                .toList();
        Map<String, List<String>> states = new HashMap<>();
        int months = 34;
        for (int later = 2; later <= months; later += 2) {
            Map<String, String> now = new HashMap<>();
            for (NextMonth.Row row : next.answer(made, LISTED.plusMonths(later))) {
                if (row.extract().equals(Extracts.FRAUDE)) {
                    now.put(row.values().get(0), row.values().get(2));
                    assertThat(row.values().get(6).isEmpty())
                            .isEqualTo(!"RETENUE".equals(row.values().get(2)));
                }
            }
            now.keySet().forEach(id -> states.computeIfAbsent(id, key -> new ArrayList<>()));
            states.forEach((id, seen) -> seen.add(now.getOrDefault(id, "")));
        }
        List<String> ways = states.values().stream()
                .map(seen -> String.join(">", seen.stream().distinct().toList()))
                .toList();
        // Suspicion, opinion of the commission, then: retained; not retained and erased; retained and overturned.
        List<String> order = List.of("SUSPICION", "AVIS", "RETENUE", "");
        assertThat(states.values()).allSatisfy(seen -> assertThat(seen.stream().map(order::indexOf))
                .isSorted());
        assertThat(ways).contains("SUSPICION>AVIS>RETENUE", "SUSPICION>AVIS>", "SUSPICION>AVIS>RETENUE>");
    }
}

package fr.justedroit.cas;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.cas.Judgement.Why;
import fr.justedroit.config.Procedure;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.Problems;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

/** The shipped procedure against a table written by hand from deliberation 2010-086, and against each condition. */
public final class JudgeTest {
    static final Procedure SHIPPED = shipped();
    private static final Judge JUDGE = new Judge(SHIPPED);
    private static final LocalDate PROPOSED = LocalDate.of(2026, 1, 1);
    private static final List<String> ROLES = List.of(
            "agent",
            "controleur",
            "commission",
            "directeur",
            "president_departement",
            "allocataire",
            "juridiction",
            "systeme",
            "inconnu");

    /**
     * By hand, from the deliberation: a state, then each act that may be done in it, who may, and the state after. What is
     * not here is refused. Agents control and suspect; the commission proposes; the director decides; nobody else.
     */
    private static final String BY_HAND =
            """
            propose   ecarter agent ecarte | expirer systeme expire | ouvrir agent,controleur ouvert
            ecarte
            expire
            ouvert    informer agent,controleur informe | faire agent,controleur controle
            informe   informer agent,controleur informe | faire agent,controleur controle
            controle  informer agent,controleur controle | constater_rappel agent,controleur controle \
            | constater_indu agent,controleur controle | clore agent,controleur clos | soupconner agent,controleur soupcon
            clos      informer agent,controleur clos | constater_rappel agent,controleur clos \
            | constater_indu agent,controleur clos | soupconner agent,controleur soupcon
            soupcon   informer agent,controleur soupcon | constater_rappel agent,controleur soupcon \
            | constater_indu agent,controleur soupcon | clore agent,controleur soupcon | notifier directeur soupcon \
            | donner_avis commission avis | effacer systeme clos
            avis      informer agent,controleur avis | constater_rappel agent,controleur avis \
            | constater_indu agent,controleur avis | clore agent,controleur avis | notifier directeur avis \
            | retenir directeur,president_departement retenu | ne_pas_retenir directeur clos | effacer systeme clos
            retenu    constater_rappel agent,controleur retenu | constater_indu agent,controleur retenu \
            | clore agent,controleur retenu | contester allocataire recours | annuler directeur,juridiction clos \
            | effacer systeme clos
            recours   constater_rappel agent,controleur recours | constater_indu agent,controleur recours \
            | clore agent,controleur recours | confirmer directeur,juridiction confirme \
            | annuler directeur,juridiction clos | effacer systeme clos
            confirme  constater_rappel agent,controleur confirme | constater_indu agent,controleur confirme \
            | clore agent,controleur confirme | annuler directeur,juridiction clos | effacer systeme clos
            """;

    private static Procedure shipped() {
        Problems problems = new Problems();
        Procedure procedure = Settings.read(Path.of("../conf"), problems).procedure();
        problems.check();
        return procedure;
    }

    static Step step(String act, String role, int day) {
        return new Step(
                act + day,
                act,
                role,
                role + "-1",
                PROPOSED.plusDays(day),
                PROPOSED.plusDays(day),
                "motif",
                "RETENIR",
                "641",
                List.of("PENALITE"),
                List.of("RSA", "RSAM"));
    }

    /** The acts that lead to each state, a hundred days apart from the decision on. */
    private static final Map<String, List<Step>> WAYS = ways();

    private static Map<String, List<Step>> ways() {
        Map<String, List<Step>> ways = new LinkedHashMap<>();
        ways.put("propose", List.of());
        ways.put("ecarte", List.of(step("ecarter", "agent", 1)));
        ways.put("expire", List.of(step("expirer", "systeme", 200)));
        add(ways, "ouvert", "propose", step("ouvrir", "agent", 1));
        add(ways, "informe", "ouvert", step("informer", "agent", 2));
        add(ways, "controle", "informe", step("faire", "controleur", 3));
        add(ways, "clos", "controle", step("clore", "agent", 4));
        add(ways, "soupcon", "controle", step("soupconner", "agent", 5));
        add(ways, "avis", "soupcon", step("donner_avis", "commission", 20));
        add(ways, "retenu", "avis", step("retenir", "directeur", 60));
        add(ways, "recours", "retenu", step("contester", "allocataire", 70));
        add(ways, "confirme", "recours", step("confirmer", "juridiction", 80));
        return ways;
    }

    private static void add(Map<String, List<Step>> ways, String state, String before, Step step) {
        List<Step> way = new ArrayList<>(ways.get(before));
        way.add(step);
        ways.put(state, way);
    }

    private static Judgement judge(List<Step> steps) {
        return JUDGE.judge(Optional.of(PROPOSED), steps);
    }

    private static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        for (String line : BY_HAND.lines().toList()) {
            String state = line.split(" ", -1)[0];
            for (String entry : line.substring(state.length()).split("\\|", -1)) {
                String[] words = entry.strip().split(" ", -1);
                if (words.length == 3) {
                    Arrays.stream(words[1].split(",", -1))
                            .forEach(role -> table.put(state + " " + words[0] + " " + role, words[2]));
                }
            }
        }
        return table;
    }

    @Test
    @Exigence({"E01", "E06", "E08", "E09"})
    public void judge_everyStateActAndRole_isAsTheTableByHandSays() {
        Map<String, String> table = table();
        Set<String> found = new TreeSet<>();
        assertThat(WAYS.keySet()).isEqualTo(SHIPPED.states().keySet());
        List<String> acts = new ArrayList<>(SHIPPED.acts());
        acts.add("inconnu");
        int tried = 0;
        for (Map.Entry<String, List<Step>> way : WAYS.entrySet()) {
            assertThat(judge(way.getValue()).state()).isEqualTo(way.getKey());
            for (String act : acts) {
                for (String role : ROLES) {
                    List<Step> steps = new ArrayList<>(way.getValue());
                    // What may be done once was done, if it led here: another is a contradiction, tried elsewhere.
                    steps.removeIf(
                            step -> step.act().equals(act) && SHIPPED.once(act).isPresent());
                    Step tested = step(act, role, 400);
                    boolean isRepeated = steps.size() < way.getValue().size();
                    steps.add(tested);
                    Judgement judgement = judge(steps);
                    String key = way.getKey() + " " + act + " " + role;
                    boolean isAccepted = judgement.accepted().contains(tested);
                    tried++;
                    if (!isRepeated) {
                        assertThat(isAccepted).as(key).isEqualTo(table.containsKey(key));
                        if (isAccepted) {
                            assertThat(judgement.state()).as(key).isEqualTo(table.get(key));
                            found.add(key);
                        }
                    }
                }
            }
        }
        Set<String> missed = new TreeSet<>(table.keySet());
        missed.removeAll(found);
        // The states that an act done once leads to or past cannot try the same act again.
        assertThat(missed).allMatch(key -> SHIPPED.once(key.split(" ", -1)[1]).isPresent());
        assertThat(tried).isEqualTo(12 * 18 * 9);
    }

    private static Why why(Step decision, Step... others) {
        List<Step> steps = new ArrayList<>(WAYS.get("avis"));
        steps.addAll(List.of(others));
        steps.add(decision);
        return judge(steps).refused().stream()
                .filter(refusal -> refusal.step().equals(decision))
                .map(Judgement.Refusal::why)
                .findFirst()
                .orElse(null);
    }

    private static Step decision(String code, List<String> benefits, int day, String... options) {
        return new Step(
                "dec",
                "retenir",
                "directeur",
                "directeur-1",
                PROPOSED.plusDays(day),
                PROPOSED.plusDays(day),
                null,
                null,
                code,
                List.of(options),
                benefits);
    }

    @Test
    @Exigence("E07")
    public void judge_codeOfADecision_isOneOfFourAnd642OfLoneParentsAlone() {
        for (String code : List.of("641", "643", "644")) {
            assertThat(why(decision(code, List.of("AL"), 60, "PENALITE"))).isNull();
        }
        assertThat(why(decision("642", List.of("AL"), 60, "PENALITE"))).isEqualTo(Why.CODE);
        assertThat(why(decision("642", List.of("AL", "RSAM"), 60, "PENALITE"))).isNull();
        assertThat(why(decision("642", null, 60, "PENALITE")))
                .as("not delivered")
                .isNull();
        for (String code : Arrays.asList("640", "645", "", null, "641 ")) {
            assertThat(why(decision(code, null, 60, "PENALITE"))).as(code).isEqualTo(Why.CODE);
        }
    }

    @Test
    @Exigence("E09")
    public void judge_optionsOfADecision_areOneOfFourWithOrWithoutAComplaint() {
        List<String> all = List.of("AVERTISSEMENT", "PARQUET", "PENALITE", "SUSPENSION_AL", "PLAINTE");
        for (int mask = 0; mask < 1 << all.size(); mask++) {
            List<String> chosen = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                if ((mask & (1 << i)) != 0) {
                    chosen.add(all.get(i));
                }
            }
            long first = chosen.stream().filter(one -> !one.equals("PLAINTE")).count();
            boolean isAllowed = !chosen.isEmpty() && first <= 1;
            assertThat(why(decision("641", null, 60, chosen.toArray(String[]::new))))
                    .as("" + chosen)
                    .isEqualTo(isAllowed ? null : Why.OPTIONS);
        }
        assertThat(why(decision("641", null, 60, "AMENDE"))).isEqualTo(Why.OPTIONS);
    }

    @Test
    @Exigence("E09")
    public void judge_decisionBeforeTheDelayToAnswer_isRefused() {
        // Informed on day 2, 3 January: a decision may be taken from 3 February on.
        assertThat(why(decision("641", null, 32, "PENALITE"))).isEqualTo(Why.OBSERVATIONS);
        assertThat(why(decision("641", null, 33, "PENALITE"))).isNull();
        Step notified = step("notifier", "directeur", 21);
        assertThat(why(decision("641", null, 33, "PENALITE"), notified)).isEqualTo(Why.OBSERVATIONS);
        assertThat(why(decision("641", null, 52, "PENALITE"), notified)).isNull();
        List<Step> steps = new ArrayList<>(WAYS.get("avis"));
        steps.removeIf(step -> step.act().equals("informer"));
        Step decided = decision("641", null, 300, "PENALITE");
        steps.add(decided);
        assertThat(judge(steps).refused()).containsExactly(new Judgement.Refusal(decided, Why.INFORMATION));
        assertThat(judge(steps).state()).isEqualTo("avis");
    }

    @Test
    @Exigence("E09")
    public void judge_opinionAndDecisionByOnePerson_isRefused() {
        List<Step> steps = new ArrayList<>(WAYS.get("soupcon"));
        steps.add(new Step(
                "a", "donner_avis", "commission", "X", PROPOSED.plusDays(9), null, null, "RETENIR", null, null, null));
        Step same = new Step(
                "d",
                "retenir",
                "directeur",
                "X",
                PROPOSED.plusDays(90),
                null,
                null,
                null,
                "641",
                List.of("PARQUET"),
                null);
        steps.add(same);
        assertThat(judge(steps).refused()).containsExactly(new Judgement.Refusal(same, Why.AUTRE_PERSONNE));
    }

    @Test
    public void judge_actWithoutRoleDayReasonOrLaw_isRefused() {
        Step noRole = new Step("1", "ouvrir", null, null, PROPOSED, PROPOSED, null, null, null, null, null);
        Step noDay = new Step("2", "ouvrir", "agent", null, null, PROPOSED, null, null, null, null, null);
        Step noReason = new Step("3", "ecarter", "agent", null, PROPOSED, PROPOSED, " ", null, null, null, null);
        Step before = new Step(
                "4", "ouvrir", "agent", null, LocalDate.of(2009, 12, 31), PROPOSED, null, null, null, null, null);
        assertThat(judge(List.of(noRole)).refused())
                .extracting(Judgement.Refusal::why)
                .containsExactly(Why.AUTEUR);
        assertThat(judge(List.of(noDay)).refused())
                .extracting(Judgement.Refusal::why)
                .containsExactly(Why.DATE);
        assertThat(judge(List.of(noReason)).refused())
                .extracting(Judgement.Refusal::why)
                .containsExactly(Why.MOTIF);
        assertThat(judge(List.of(before)).refused())
                .extracting(Judgement.Refusal::why)
                .containsExactly(Why.HORS_DATE);
    }

    @Test
    public void judge_proposalNotTakenUp_expiresOnlyAfterItsDelay() {
        assertThat(judge(List.of(step("expirer", "systeme", 180))).state()).isEqualTo("propose");
        assertThat(judge(List.of(step("expirer", "systeme", 181))).state()).isEqualTo("expire");
    }

    @Test
    public void judge_twoDifferentDecisions_areBothSetApartAndReported() {
        Step kept = decision("641", null, 60, "PENALITE");
        Step dropped = step("ne_pas_retenir", "directeur", 61);
        List<Step> steps = new ArrayList<>(WAYS.get("avis"));
        steps.addAll(List.of(kept, dropped));
        for (int turn = 0; turn < 4; turn++) {
            Collections.rotate(steps, 1);
            Judgement judgement = judge(steps);
            assertThat(judgement.state()).isEqualTo("avis");
            assertThat(judgement.refused())
                    .extracting(Judgement.Refusal::why)
                    .containsExactly(Why.CONTRADICTION, Why.CONTRADICTION);
        }
    }

    @Test
    @Exigence("E10")
    public void judge_notRetainedOrOverturned_asksForErasure() {
        List<Step> steps = new ArrayList<>(WAYS.get("avis"));
        steps.add(step("ne_pas_retenir", "directeur", 61));
        assertThat(judge(steps).erases()).isTrue();
        List<Step> appealed = new ArrayList<>(WAYS.get("recours"));
        appealed.add(step("annuler", "juridiction", 90));
        assertThat(judge(appealed).erases()).isTrue();
        assertThat(judge(WAYS.get("confirme")).erases()).isFalse();
    }
}

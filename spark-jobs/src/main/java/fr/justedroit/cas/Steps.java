package fr.justedroit.cas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What CRISTAL, CORALI and lists of teams deliver, in the acts of the procedure. CORALI says days and not persons: the role is that of the
 * column. It does not say which way the commission's opinion went, nor which benefit is concerned: both stay unknown.
 */
final class Steps {
    /** The name of the act that sets a proposal aside. */
    static final String SET_ASIDE = "ecarter";

    /** The opinion of which only the day is delivered. */
    static final String NOT_DELIVERED = "NON_LIVRE";

    /** The director's decision that retains. */
    static final String RETAIN = "retenir";

    private static final Map<String, String> NAMES = Map.of(
            "ECARTE", SET_ASIDE,
            "OUVERT", "ouvrir",
            "INFORME", "informer",
            "FAIT", "faire",
            "CLOS", "clore",
            "INDU", "constater_indu",
            "RAPPEL", "constater_rappel");

    private Steps() {}

    static List<Step> of(Collection<Act> acts, Optional<Fraud> corali) {
        List<Step> steps = new ArrayList<>();
        acts.forEach(act -> steps.add(step(act)));
        corali.ifPresent(fraud -> steps.addAll(steps(fraud)));
        return steps;
    }

    static Step step(Act act) {
        // An indu or a rappel is written by the agency's agents: CRISTAL delivers no role with it.
        boolean isSum = act.is(Act.INDU) || act.is(Act.RAPPEL);
        String role = isSum ? "agent" : act.role() == null ? null : act.role().toLowerCase(Locale.ROOT);
        String name = act.nature() == null ? "" : NAMES.getOrDefault(act.nature(), act.nature());
        // CRISTAL delivers that a proposal was set aside, and keeps the reason; a team's list gives it.
        String reason = !act.is(Act.ECARTE) ? null : act.reason() == null ? NOT_DELIVERED : act.reason();
        return new Step(act.event(), name, role, null, act.day(), act.known(), reason, null, null, List.of(), null);
    }

    private static List<Step> steps(Fraud fraud) {
        List<Step> steps = new ArrayList<>();
        if (fraud.suspected() != null) {
            steps.add(new Step(
                    null, "soupconner", "agent", null, fraud.suspected(), null, null, null, null, List.of(), null));
        }
        if (fraud.advised() != null) {
            steps.add(new Step(
                    null,
                    "donner_avis",
                    "commission",
                    null,
                    fraud.advised(),
                    null,
                    null,
                    NOT_DELIVERED,
                    null,
                    List.of(),
                    null));
        }
        if (fraud.isRetained() && fraud.decided() != null) {
            List<String> options = fraud.sanction() == null ? List.of() : List.of(fraud.sanction());
            steps.add(new Step(
                    null, RETAIN, "directeur", null, fraud.decided(), null, null, null, fraud.code(), options, null));
        }
        return steps;
    }
}

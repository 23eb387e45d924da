package fr.justedroit.cas;

import fr.justedroit.cas.Judgement.Refusal;
import fr.justedroit.cas.Judgement.Why;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The acts of one control that count, those of CRISTAL and those that a team wrote on its list together. An act that both
 * tell of is one act. What a control found, and that there is one, is CRISTAL's: a team's word that one was done or closed
 * waits until CRISTAL knows the control, and a result that CRISTAL's sums do not bear out closes nothing. What does not
 * count is said with its reason; nothing is guessed. Pure: the result depends on the set of acts alone.
 *
 * @param acts that count so far, to be folded or judged
 * @param refused acts of the team that do not count, in a fixed order
 */
record TeamActs(List<Act> acts, List<Refusal> refused) {
    private static final Comparator<Act> BY_KNOWN =
            Comparator.comparing(Act::known, Comparator.nullsFirst(Comparator.naturalOrder()));

    TeamActs {
        acts = List.copyOf(acts);
        refused = List.copyOf(refused);
    }

    /** @param received any acts of one control, in any order, with any repetition */
    static TeamActs of(Collection<Act> received) {
        List<Act> own = new ArrayList<>();
        Map<String, List<Act>> written = new TreeMap<>();
        for (Act act : received) {
            if (act.team()) {
                written.computeIfAbsent(act.event(), event -> new ArrayList<>()).add(act);
            } else {
                own.add(act);
            }
        }
        if (written.isEmpty()) {
            return new TeamActs(own, List.of());
        }
        List<Refusal> refused = new ArrayList<>();
        List<Act> newest = newest(written, refused);
        List<Act> acts = new Merge(own, refused).with(newest);
        refused.sort(Comparator.comparing(Refusal::step, Step.CONTENT).thenComparing(Refusal::why));
        return new TeamActs(acts, refused);
    }

    /** Of each line its newest version; two that are equally new and differ contradict each other. */
    private static List<Act> newest(Map<String, List<Act>> written, List<Refusal> refused) {
        List<Act> newest = new ArrayList<>();
        for (List<Act> versions : written.values()) {
            Act last = versions.stream().max(BY_KNOWN).orElseThrow();
            List<Act> lasts = versions.stream()
                    .filter(act -> BY_KNOWN.compare(act, last) == 0)
                    .distinct()
                    .toList();
            if (lasts.size() == 1) {
                newest.add(last);
            } else {
                lasts.forEach(act -> refused.add(new Refusal(Steps.step(act), Why.CONTRADICTION)));
            }
        }
        newest.sort(Act.ORDER);
        return newest;
    }

    /** One control: what CRISTAL says of it, beside which a team's acts are put. */
    private static final class Merge {
        private final List<Act> own;
        private final List<Act> ownNewest;
        private final List<Refusal> refused;
        private final boolean isKnown;
        private final boolean hasHours;

        Merge(List<Act> own, List<Refusal> refused) {
            this.own = own;
            this.ownNewest = own.isEmpty() ? List.of() : CaseFold.distinct(own);
            this.refused = refused;
            this.isKnown = ownNewest.stream().anyMatch(act -> !act.is(Act.INDU) && !act.is(Act.RAPPEL));
            this.hasHours = ownNewest.stream().anyMatch(act -> act.hoursE2() > 0);
        }

        List<Act> with(List<Act> team) {
            List<Act> acts = new ArrayList<>(own);
            for (Act act : team) {
                Act counted = hasHours ? act.withHours(0) : act;
                Optional<Act> same = ownNewest.stream().filter(act::isSameActAs).findFirst();
                boolean isOutcome = act.is(Act.FAIT) || act.is(Act.CLOS);
                if (!isKnown && isOutcome) {
                    refused.add(new Refusal(Steps.step(act), Why.ATTENTE));
                } else if (act.is(Act.CLOS) && !isBorneOut(act.result())) {
                    refused.add(new Refusal(Steps.step(act), Why.RESULTAT));
                } else if (same.isPresent()) {
                    acts.set(acts.indexOf(same.get()), same.get().completedBy(counted));
                } else {
                    acts.add(counted);
                }
            }
            return acts;
        }

        /** Do the sums that CRISTAL delivered say what the team says. */
        private boolean isBorneOut(String result) {
            boolean isIndu = ownNewest.stream().anyMatch(act -> act.is(Act.INDU) && act.amountCents() > 0);
            boolean isRappel = ownNewest.stream().anyMatch(act -> act.is(Act.RAPPEL) && act.amountCents() > 0);
            String found = isIndu ? isRappel ? "INDU_ET_RAPPEL" : "INDU" : isRappel ? "RAPPEL" : "RIEN";
            return result == null || found.equals(result);
        }
    }
}

package fr.justedroit.allnat;

import fr.justedroit.config.Period;
import fr.justedroit.config.Thresholds;
import fr.justedroit.table.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** When a month is complete enough to be published, from committed counts alone. */
final class ClosingRule {
    /**
     * @param present CAFs that have the month
     * @param missing CAFs that have not
     * @param dossiers of the month
     * @param before dossiers of the month before, 0 when there is none any more
     * @param isMet may the month close
     */
    record State(List<String> present, List<String> missing, long dossiers, long before, boolean isMet) {
        String text() {
            return present.size() + " CAF sur " + (present.size() + missing.size())
                    + (missing.isEmpty() ? "" : ", absentes : " + String.join(", ", missing)) + " ; " + dossiers
                    + " dossiers" + (before == 0 ? "" : ", " + before + " le mois précédent");
        }
    }

    private ClosingRule() {}

    /** @param rows rows of {@code dossier_mois} in force, by CAF and month: 0 where a CAF has nobody */
    static State of(String month, List<String> cafs, Map<Unit, Long> rows, Thresholds.Closing closing, Period period) {
        List<String> present = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        String previous = period.before(month);
        long dossiers = 0;
        long before = 0;
        for (String caf : cafs) {
            (rows.containsKey(Unit.of(caf, month)) ? present : missing).add(caf);
            dossiers += rows.getOrDefault(Unit.of(caf, month), 0L);
            before += rows.getOrDefault(Unit.of(caf, previous), 0L);
        }
        boolean met = !present.isEmpty()
                && present.size() >= closing.minCafs() * cafs.size()
                && dossiers >= closing.minDossiers() * before;
        return new State(List.copyOf(present), List.copyOf(missing), dossiers, before, met);
    }
}

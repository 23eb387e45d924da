package fr.justedroit.suivi;

import fr.justedroit.config.Procedure;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.errors.Problems;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Orders of erasure as a file gives them: {@code caf;controle_id;acte;role;auteur;date;motif}, with that header. An order is
 * an act of a person that the procedure provides for on its day, and after which it erases; never one of the software. A
 * problem names its line, never what stands in it.
 */
public final class ErasureActs {
    private static final String HEADER = "caf;controle_id;acte;role;auteur;date;motif";
    private static final Pattern CONTROL = Pattern.compile("[A-Z0-9-]{4,40}");

    private final Procedure procedure;
    private final Collection<String> cafs;

    /** @param cafs that exist */
    public ErasureActs(Procedure procedure, Collection<String> cafs) {
        this.procedure = procedure;
        this.cafs = cafs;
    }

    /** Controls by CAF, or ORDERS_REFUSED with every problem. */
    public Map<String, List<String>> parse(List<String> lines) {
        Problems problems = new Problems();
        if (lines.isEmpty() || !lines.get(0).strip().equals(HEADER)) {
            problems.add("line 1", "the header is not " + HEADER);
        }
        Map<String, Set<String>> controls = new TreeMap<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                parse("line " + (i + 1), lines.get(i).strip().split(";", -1), controls, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw ErrorCode.ORDERS_REFUSED.with(
                    "nombre", problems.lines().size(), "liste", "  " + String.join("\n  ", problems.lines()));
        }
        Map<String, List<String>> sorted = new TreeMap<>();
        controls.forEach((caf, numbers) -> sorted.put(caf, new ArrayList<>(numbers)));
        return sorted;
    }

    private void parse(String place, String[] values, Map<String, Set<String>> controls, Problems problems) {
        if (values.length != HEADER.split(";", -1).length) {
            problems.add(place, "it has not seven values");
            return;
        }
        if (!cafs.contains(values[0])) {
            problems.add(place, "there is no such CAF");
        }
        if (!CONTROL.matcher(values[1]).matches()) {
            problems.add(place, "this is no number of a control");
        }
        if (values[4].isBlank()) {
            problems.add(place, "it has no author");
        }
        if (values[6].isBlank()) {
            problems.add(place, "it has no reason");
        }
        try {
            LocalDate day = LocalDate.parse(values[5]);
            if (!isProvided(values[2], values[3], day)) {
                problems.add(place, "the procedure of that day knows no such act of that role after which it erases");
            }
        } catch (DateTimeParseException e) {
            problems.add(place, "its date is not YYYY-MM-DD");
        }
        controls.computeIfAbsent(values[0], caf -> new TreeSet<>()).add(values[1]);
    }

    private boolean isProvided(String act, String role, LocalDate day) {
        return !role.equals(Procedure.SYSTEM)
                && procedure.transitions().stream()
                        .anyMatch(one -> one.act().equals(act)
                                && one.erases()
                                && one.roles().contains(role)
                                && one.isInForce(day));
    }
}

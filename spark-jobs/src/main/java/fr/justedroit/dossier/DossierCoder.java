package fr.justedroit.dossier;

import fr.justedroit.dossier.MonthState.Occurred;
import fr.justedroit.variable.Dictionary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Goes over rows sorted by dossier, gathers a dossier's months and controls, and gives its coded rows; one dossier is in
 * memory at a time. Input columns are those of {@link CodeMonths}.
 */
final class DossierCoder implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private static final int CAF = 0;
    private static final int DOSSIER = 1;
    private static final int MOIS = 2;
    private static final int CONTROLE = 3;
    private static final int SELECTION = 4;
    private static final int EVENEMENT = 5;
    private static final int SLOTS = 6;

    private final WindowCoder coder;
    private final int window;
    private final HashMap<String, TreeSet<Integer>> wanted = new HashMap<>();
    private final HashMap<String, Integer> kinds = new HashMap<>();
    private final int slots;

    /** @param wanted months by CAF, as months since year 0 */
    DossierCoder(Dictionary dictionary, int window, Map<String, ? extends Set<Integer>> wanted) {
        this.coder = new WindowCoder(Coding.all(dictionary));
        this.window = window;
        wanted.forEach((caf, months) -> this.wanted.put(caf, new TreeSet<>(months)));
        this.slots = EtatValues.slots(dictionary).size();
        dictionary.events().forEach(event -> kinds.put(event.name(), kinds.size()));
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Coded(rows);
    }

    /** A control opened by a month's delivery. */
    private record Opened(String mois, int month, String controle, String selection) {}

    /** Rows of one dossier after another. */
    private final class Coded implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final Deque<Row> ready = new ArrayDeque<>();
        private Row pending;

        Coded(Iterator<Row> rows) {
            this.rows = rows;
            this.pending = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && pending != null) {
                dossier();
            }
            return !ready.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.poll();
        }

        private void dossier() {
            String caf = pending.getString(CAF);
            String dossier = pending.getString(DOSSIER);
            List<MonthState> states = new ArrayList<>();
            List<String> months = new ArrayList<>();
            List<Opened> opened = new ArrayList<>();
            while (pending != null
                    && pending.getString(DOSSIER).equals(dossier)
                    && pending.getString(CAF).equals(caf)) {
                String mois = pending.getString(MOIS);
                if (pending.isNullAt(CONTROLE)) {
                    states.add(state(pending));
                    months.add(mois);
                } else {
                    opened.add(new Opened(
                            mois, Windows.index(mois), pending.getString(CONTROLE), pending.getString(SELECTION)));
                }
                pending = rows.hasNext() ? rows.next() : null;
            }
            TreeSet<Integer> asked = wanted.getOrDefault(caf, new TreeSet<>());
            for (int i = 0; i < states.size(); i++) {
                int month = states.get(i).month();
                if (asked.contains(month)) {
                    byte[] codes = coder.code(known(states, month), month, month);
                    ready.add(row(months.get(i), caf, dossier, null, null, codes));
                }
            }
            controls(caf, dossier, states, opened, asked);
        }

        /** One row a control, by its first opening in a delivery. */
        private void controls(
                String caf, String dossier, List<MonthState> states, List<Opened> opened, Set<Integer> asked) {
            Set<String> seen = new HashSet<>();
            for (Opened control : opened) {
                if (asked.contains(control.month()) && seen.add(control.mois() + control.controle())) {
                    byte[] codes =
                            coder.codeSelection(known(states, control.month()), Windows.index(control.selection()));
                    ready.add(row(control.mois(), caf, dossier, control.controle(), control.selection(), codes));
                }
            }
        }
    }

    /** The months that a run for this month may know, of months in their order. */
    private List<MonthState> known(List<MonthState> states, int month) {
        int from = 0;
        while (from < states.size() && states.get(from).month() <= month - window) {
            from++;
        }
        int to = from;
        while (to < states.size() && states.get(to).month() <= month) {
            to++;
        }
        return states.subList(from, to);
    }

    private MonthState state(Row row) {
        Object[] values = new Object[slots];
        for (int i = 0; i < slots; i++) {
            values[i] = row.get(SLOTS + i);
        }
        List<Row> delivered = row.isNullAt(EVENEMENT) ? List.of() : row.getList(EVENEMENT);
        List<Occurred> events = new ArrayList<>(delivered.size());
        for (Row event : delivered) {
            Integer kind = kinds.get(event.getString(0));
            if (kind != null) {
                long cents = event.isNullAt(2)
                        ? 0
                        : event.getDecimal(2).movePointRight(2).longValueExact();
                events.add(new Occurred(kind, Windows.index(event.getString(1)), cents));
            }
        }
        return new MonthState(Windows.index(row.getString(MOIS)), Arrays.asList(values), events);
    }

    private static Row row(String mois, String caf, String dossier, String controle, String selection, byte[] codes) {
        Object[] values = new Object[5 + codes.length];
        values[0] = mois;
        values[1] = caf;
        values[2] = dossier;
        values[3] = controle;
        values[4] = selection;
        for (int i = 0; i < codes.length; i++) {
            values[5 + i] = codes[i];
        }
        return RowFactory.create(values);
    }
}

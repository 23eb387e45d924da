package fr.justedroit.dossier;

import fr.justedroit.dossier.History.Rows;
import fr.justedroit.variable.Dictionary;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Goes over rows sorted by dossier, gathers a dossier's months and controls, and gives its coded rows; one dossier is in
 * memory at a time. Input columns are those of {@link CodeMonths}.
 */
final class DossierCoder implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int CAF = 0;
    private static final int DOSSIER = 1;
    private static final int MOIS = 2;
    private static final int CONTROLE = 3;
    private static final int SELECTION = 4;
    private static final int ARRIVEE = 5;
    private static final int EVENEMENT = 6;
    private static final int EVENT_FIELDS = 4;
    private static final int AMOUNT_SCALE = 2;

    private final WindowCoder coder;
    private final EtatValues ofWindows;
    private final EtatValues ofMonths;
    private final int window;
    private final HashMap<String, TreeSet<Integer>> wanted = new HashMap<>();
    private final HashMap<UTF8String, Integer> kinds = new HashMap<>();

    /**
     * @param ofWindows values of a row of the input that windows read
     * @param ofMonths those that are read of one month
     * @param wanted months by CAF, as months since year 0
     */
    DossierCoder(
            Dictionary dictionary,
            EtatValues ofWindows,
            EtatValues ofMonths,
            int window,
            Map<String, ? extends Set<Integer>> wanted) {
        this.coder = new WindowCoder(
                Coding.all(dictionary),
                Slot.ofWindows(dictionary).size(),
                dictionary.events().size());
        this.ofWindows = ofWindows;
        this.ofMonths = ofMonths;
        this.window = window;
        wanted.forEach((caf, months) -> this.wanted.put(caf, new TreeSet<>(months)));
        dictionary.events().forEach(event -> kinds.put(UTF8String.fromString(event.name()), kinds.size()));
    }

    Iterator<InternalRow> code(Iterator<InternalRow> rows) {
        return new Coded(rows);
    }

    /** A control opened by a month's delivery. */
    private record Opened(UTF8String mois, int month, UTF8String controle, UTF8String selection) {}

    /** Rows of one dossier after another. */
    private final class Coded implements Iterator<InternalRow> {
        private final Iterator<InternalRow> rows;
        private final EtatValues.Running running = ofWindows.start();
        private final LateValues late = new LateValues(ofMonths.start());
        private final History history = coder.newHistory();
        private final Deque<InternalRow> ready = new ArrayDeque<>();
        private InternalRow pending;

        Coded(Iterator<InternalRow> rows) {
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
        public InternalRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.poll();
        }

        private void dossier() {
            UTF8String caf = pending.getUTF8String(CAF).clone();
            UTF8String dossier = pending.getUTF8String(DOSSIER).clone();
            List<Opened> opened = new ArrayList<>();
            history.clear();
            late.clear();
            while (pending != null
                    && pending.getUTF8String(DOSSIER).equals(dossier)
                    && pending.getUTF8String(CAF).equals(caf)) {
                UTF8String mois = pending.getUTF8String(MOIS).clone();
                if (pending.isNullAt(CONTROLE)) {
                    late.month(pending, mois);
                    history.month(Windows.index(mois.toString()));
                    if (pending.getBoolean(ARRIVEE)) {
                        history.arrived();
                    }
                    running.into(history, pending, mois);
                    events();
                } else {
                    opened.add(new Opened(
                            mois,
                            Windows.index(mois.toString()),
                            pending.getUTF8String(CONTROLE).clone(),
                            pending.getUTF8String(SELECTION).clone()));
                }
                pending = rows.hasNext() ? rows.next() : null;
            }
            history.close();
            TreeSet<Integer> asked = wanted.getOrDefault(caf.toString(), new TreeSet<>());
            for (int row = 0; row < history.size(); row++) {
                int month = history.monthOf(row);
                if (asked.contains(month)) {
                    byte[] codes = coder.code(history, late, known(month), month, month);
                    ready.add(row(late.monthOf(row), caf, dossier, null, null, codes));
                }
            }
            controls(caf, dossier, opened, asked);
        }

        private void events() {
            if (pending.isNullAt(EVENEMENT)) {
                return;
            }
            ArrayData delivered = pending.getArray(EVENEMENT);
            for (int i = 0; i < delivered.numElements(); i++) {
                InternalRow event = delivered.getStruct(i, EVENT_FIELDS);
                Integer kind = kinds.get(event.getUTF8String(0));
                if (kind != null) {
                    long cents = event.isNullAt(3)
                            ? 0
                            : event.getDecimal(3, DossierColumns.SUM_PRECISION, AMOUNT_SCALE)
                                    .toUnscaledLong();
                    int month = Windows.index(event.getUTF8String(1).toString());
                    history.events(kind, month, event.getInt(2), cents);
                }
            }
        }

        /** The months that a run for this month may know. */
        private Rows known(int month) {
            return new Rows(history.firstNotBefore(month - window + 1), history.firstNotBefore(month + 1));
        }

        /** One row a control, by its first opening in a delivery. */
        private void controls(UTF8String caf, UTF8String dossier, List<Opened> opened, Set<Integer> asked) {
            Set<String> seen = new HashSet<>();
            for (Opened control : opened) {
                if (asked.contains(control.month()) && seen.add(control.mois() + " " + control.controle())) {
                    byte[] codes = coder.codeSelection(
                            history,
                            late,
                            known(control.month()),
                            Windows.index(control.selection().toString()));
                    ready.add(row(control.mois(), caf, dossier, control.controle(), control.selection(), codes));
                }
            }
        }
    }

    private static InternalRow row(
            UTF8String mois,
            UTF8String caf,
            UTF8String dossier,
            UTF8String controle,
            UTF8String selection,
            byte[] codes) {
        Object[] values = new Object[5 + codes.length];
        values[0] = mois;
        values[1] = caf;
        values[2] = dossier;
        values[3] = controle;
        values[4] = selection;
        for (int i = 0; i < codes.length; i++) {
            values[5 + i] = codes[i];
        }
        return new GenericInternalRow(values);
    }
}

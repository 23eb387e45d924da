package fr.justedroit.dossier;

import fr.justedroit.source.Delivery;
import fr.justedroit.source.RowFold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** States of the dossiers of one share of a delivery, being folded. Not thread-safe. */
final class EtatPart implements RowFold.Part {
    private final EtatFold fold;
    private final UTF8String delivery;
    private final Object[] context;
    private final Map<String, Integer> number = new HashMap<>();
    private final Map<String, AggregateProgram.Running> programs = new LinkedHashMap<>();
    private final Map<String, List<EventProgram.Running>> events = new HashMap<>();
    private final Map<String, GenericInternalRow> inputs = new HashMap<>();
    private final Map<String, Dossier> dossiers = new LinkedHashMap<>();
    private final List<InternalRow> acts = new ArrayList<>();
    private final List<InternalRow> suspicions = new ArrayList<>();
    private final List<InternalRow> listed = new ArrayList<>();

    EtatPart(EtatFold fold, Delivery delivery) {
        this.fold = fold;
        this.delivery = UTF8String.fromString(delivery.digest());
        this.context = fold.context(delivery.unit().month());
        fold.programs().forEach((extract, program) -> {
            number.put(extract, number.size());
            programs.put(extract, program.start());
        });
        fold.events().forEach(event -> events.computeIfAbsent(event.extract(), extract -> new ArrayList<>())
                .add(event.start()));
    }

    /** What is known of a dossier: a state for each extract that has rows of it, and its events. */
    private static final class Dossier {
        private final InternalRow[] states;
        private final Object cafOrigin;
        private final Object dossierOrigin;
        private List<EventProgram.Event> events = List.of();

        Dossier(int extracts, Object cafOrigin, Object dossierOrigin) {
            this.states = new InternalRow[extracts];
            this.cafOrigin = cafOrigin;
            this.dossierOrigin = dossierOrigin;
        }
    }

    @Override
    public void row(String extract, String dossier, Object[] values) {
        if (extract.equals(fold.baseExtract())) {
            dossiers.put(dossier, new Dossier(programs.size(), fold.cafOrigin(values), fold.dossierOrigin(values)));
        }
        copy(fold.acts(), extract, values, acts);
        copy(fold.suspicions(), extract, values, suspicions);
        copy(fold.listed(), extract, values, listed);
        Dossier known = dossiers.get(dossier);
        if (known == null) {
            return;
        }
        AggregateProgram.Running program = programs.get(extract);
        List<EventProgram.Running> kinds = events.getOrDefault(extract, List.of());
        if (program == null && kinds.isEmpty()) {
            return;
        }
        InternalRow row = input(extract, values);
        if (program != null) {
            int place = number.get(extract);
            if (known.states[place] == null) {
                known.states[place] = program.begin();
            }
            program.update(known.states[place], row);
        }
        for (EventProgram.Running kind : kinds) {
            if (known.events.isEmpty()) {
                known.events = new ArrayList<>(1);
            }
            kind.addTo(known.events, row);
        }
    }

    private static void copy(List<RowCopy> copies, String extract, Object[] values, List<InternalRow> into) {
        for (RowCopy copy : copies) {
            if (copy.extract().equals(extract)) {
                copy.copy(values).ifPresent(into::add);
            }
        }
    }

    /** The row with what every row of the month has; the same object each time. */
    private InternalRow input(String extract, Object[] values) {
        GenericInternalRow row = inputs.computeIfAbsent(extract, name -> {
            Object[] wide = new Object[values.length + context.length];
            System.arraycopy(context, 0, wide, values.length, context.length);
            return new GenericInternalRow(wide);
        });
        System.arraycopy(values, 0, row.values(), 0, values.length);
        return row;
    }

    @Override
    public Iterator<InternalRow> finish() {
        Stream<Object[]> states = dossiers.entrySet().stream()
                .map(entry -> new Object[] {state(entry.getKey(), entry.getValue()), null, null, null});
        Stream<Object[]> ofActs = acts.stream().map(act -> new Object[] {null, act, null, null});
        Stream<Object[]> ofSuspicions = suspicions.stream().map(row -> new Object[] {null, null, row, null});
        Stream<Object[]> ofLists = listed.stream().map(act -> new Object[] {null, null, null, act});
        return EtatFold.wrap(Stream.of(states, ofActs, ofSuspicions, ofLists)
                .flatMap(rows -> rows)
                .iterator());
    }

    private InternalRow state(String number, Dossier dossier) {
        Object[] columns = fold.defaultValues();
        int extract = 0;
        for (Map.Entry<String, AggregateProgram.Running> program : programs.entrySet()) {
            InternalRow state = dossier.states[extract++];
            if (state != null) {
                int[] places = fold.places(program.getKey());
                Object[] values = new Object[places.length];
                program.getValue().finish(state, values, 0);
                for (int i = 0; i < places.length; i++) {
                    columns[places[i]] = values[i];
                }
            }
        }
        Object[] row = new Object[columns.length + 5];
        row[0] = UTF8String.fromString(number);
        System.arraycopy(columns, 0, row, 1, columns.length);
        row[columns.length + 1] = new GenericArrayData(
                dossier.events.stream().sorted().map(EventProgram.Event::toRow).toArray());
        row[columns.length + 2] = delivery;
        row[columns.length + 3] = dossier.cafOrigin;
        row[columns.length + 4] = dossier.dossierOrigin;
        return new GenericInternalRow(row);
    }
}

package fr.justedroit.table;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds a {@link TableSpec} in the order in which a reader wants to know it. */
final class Specs {
    private final Zone zone;
    private final String name;
    private final String comment;
    private final Room writer;
    private final Map<Room, Set<Purpose>> readers = new EnumMap<>(Room.class);
    private final List<Column> columns = new ArrayList<>();
    private List<String> key = List.of();
    private Form form = Form.MONTHLY;
    private boolean keepsHistory;
    private String retention = "";
    private boolean suspicion;
    private boolean marksEmpty;

    private Specs(Zone zone, String name, Room writer, String comment) {
        this.zone = zone;
        this.name = name;
        this.writer = writer;
        this.comment = comment;
    }

    static Specs table(Zone zone, String name, Room writer, String comment) {
        return new Specs(zone, name, writer, comment);
    }

    Specs readBy(Room room, Purpose first, Purpose... more) {
        readers.put(room, Set.copyOf(new ArrayList<>(List.of(concat(first, more)))));
        return this;
    }

    Specs column(String column, String type, String text) {
        columns.add(new Column(column, type, text));
        return this;
    }

    Specs key(String... names) {
        key = List.of(names);
        return this;
    }

    Specs form(Form other) {
        form = other;
        return this;
    }

    Specs keepingHistory() {
        keepsHistory = true;
        return this;
    }

    Specs kept(String words) {
        retention = words;
        return this;
    }

    Specs holdingSuspicions() {
        suspicion = true;
        return this;
    }

    Specs markingEmptyUnits() {
        marksEmpty = true;
        return this;
    }

    TableSpec build() {
        return new TableSpec(
                zone,
                name,
                comment,
                writer,
                readers,
                key,
                columns,
                form,
                keepsHistory,
                retention,
                suspicion,
                marksEmpty);
    }

    private static Purpose[] concat(Purpose first, Purpose[] more) {
        Purpose[] all = new Purpose[more.length + 1];
        all[0] = first;
        System.arraycopy(more, 0, all, 1, more.length);
        return all;
    }
}

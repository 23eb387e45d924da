package fr.justedroit.allnat;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/** Maps rows one at a time, leaving out those that give null. */
final class Filtered implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Function<Row, Row> map;
    private Row next;

    Filtered(Iterator<Row> rows, Function<Row, Row> map) {
        this.rows = rows;
        this.map = map;
    }

    @Override
    public boolean hasNext() {
        while (next == null && rows.hasNext()) {
            next = map.apply(rows.next());
        }
        return next != null;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row found = next;
        next = null;
        return found;
    }
}

package fr.justedroit.source;

import fr.justedroit.source.ShareReader.Reading;
import fr.justedroit.source.ShareReader.RefusedRow;
import fr.justedroit.source.ShareReader.Tally;
import fr.justedroit.table.Unit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a task gives back as rows of one schema: {@code mois, caf}, then either a refused row, or a tally, or what the
 * fold made.
 */
final class ShareRows {
    /** Column of tallies. */
    static final String BILAN = "bilan";

    private static final int LEADING = 4;

    private final UTF8String month;
    private final UTF8String caf;
    private final int width;

    /** @param width columns of the fold */
    ShareRows(Unit unit, int width) {
        this.month = UTF8String.fromString(unit.month());
        this.caf = UTF8String.fromString(unit.caf());
        this.width = width;
    }

    static StructType schema(StructType fold) {
        StructType schema = StructType.fromDDL("mois STRING, caf STRING, " + CheckedRows.QUARANTAINE
                + " STRUCT<extrait: STRING, ligne_nb: BIGINT, colonne: STRING, regle: STRING, forme: STRING>, "
                + BILAN
                + " STRUCT<extrait: STRING, lignes: BIGINT, refus: BIGINT, octets: BIGINT, sha256: STRING,"
                + " probleme: STRING, premiere_ligne: BIGINT, premiere_regle: STRING, premiere_colonne: STRING>");
        return new StructType(schema.fields()).merge(fold, true);
    }

    Iterator<InternalRow> of(Reading reading, Iterator<InternalRow> folded) {
        List<InternalRow> own = new ArrayList<>();
        for (RefusedRow row : reading.refused()) {
            own.add(leading(refused(row), null));
        }
        for (Tally tally : reading.tallies()) {
            own.add(leading(null, tally(tally, reading.refused())));
        }
        Iterator<InternalRow> made =
                CollectionConverters.asJava(CollectionConverters.asScala(folded).map(this::joined));
        return new Chained(own.iterator(), made);
    }

    private InternalRow leading(Object refused, Object tally) {
        Object[] row = new Object[LEADING + width];
        row[0] = month;
        row[1] = caf;
        row[2] = refused;
        row[3] = tally;
        return new GenericInternalRow(row);
    }

    private InternalRow joined(InternalRow folded) {
        Object[] row = new Object[LEADING + width];
        row[0] = month;
        row[1] = caf;
        System.arraycopy(((GenericInternalRow) folded).values(), 0, row, LEADING, width);
        return new GenericInternalRow(row);
    }

    private static InternalRow refused(RefusedRow row) {
        return new GenericInternalRow(new Object[] {
            UTF8String.fromString(row.extract()),
            row.line(),
            UTF8String.fromString(row.refusal().column()),
            UTF8String.fromString(row.refusal().rule().word()),
            UTF8String.fromString(row.refusal().shape())
        });
    }

    private static InternalRow tally(Tally tally, List<RefusedRow> refused) {
        RefusedRow first = refused.stream()
                .filter(row -> row.extract().equals(tally.extract()))
                .findFirst()
                .orElse(null);
        return new GenericInternalRow(new Object[] {
            UTF8String.fromString(tally.extract()),
            tally.rows(),
            tally.refused(),
            tally.bytes(),
            UTF8String.fromString(tally.sha256()),
            UTF8String.fromString(tally.problem()),
            first == null ? null : (Object) first.line(),
            first == null ? null : UTF8String.fromString(first.refusal().rule().word()),
            first == null ? null : UTF8String.fromString(first.refusal().column())
        });
    }

    private record Chained(Iterator<InternalRow> first, Iterator<InternalRow> then) implements Iterator<InternalRow> {
        @Override
        public boolean hasNext() {
            return first.hasNext() || then.hasNext();
        }

        @Override
        public InternalRow next() {
            return first.hasNext() ? first.next() : then.next();
        }
    }
}

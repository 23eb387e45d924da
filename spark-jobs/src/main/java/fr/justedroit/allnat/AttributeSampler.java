package fr.justedroit.allnat;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Draws dossiers of a month with their audited attributes, at most about so many, and deals them in two halves, both by the
 * keyed hash: the same ones whatever the partitions. Codes alone reach the driver, without a key, sorted.
 */
final class AttributeSampler implements Serializable {
    private static final long serialVersionUID = 1L;
    /** Dossiers drawn, about. */
    static final int MOST = 20_000;

    private static final String PURPOSE = "attribut";
    private static final String HALVES = "attribut, moitie";
    private static final List<String> KEY = List.of("caf", "dossier_id");

    private final Broadcast<DossierDraw> draw;

    AttributeSampler(Broadcast<DossierDraw> draw) {
        this.draw = draw;
    }

    /**
     * Draws the sample.
     *
     * @param dossiers of one month: caf, dossier_id and the variables by name
     * @param audit of the same month: caf, dossier_id and the attributes by name
     * @param names of the variables, then of the attributes
     * @param count dossiers of the month
     */
    AttributeSample draw(Dataset<Row> dossiers, Dataset<Row> audit, List<String> names, long count) {
        double share = (double) MOST / Math.max(MOST, count);
        Column[] columns = new Column[KEY.size() + names.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = functions.col(i < KEY.size() ? KEY.get(i) : names.get(i - KEY.size()));
        }
        int codes = names.size();
        MapPartitionsFunction<Row, byte[]> deal = rows -> deal(rows, codes);
        List<byte[]> dealt = new ArrayList<>(drawn(dossiers, share)
                .join(drawn(audit, share), CollectionConverters.asScala(KEY).toSeq())
                .select(columns)
                .mapPartitions(deal, Encoders.BINARY())
                .collectAsList());
        dealt.sort(Arrays::compare);
        return new AttributeSample(half(dealt, 0), half(dealt, 1));
    }

    private Dataset<Row> drawn(Dataset<Row> rows, double share) {
        FilterFunction<Row> isDrawn =
                row -> draw.value().sampled(PURPOSE, row.getAs("caf"), row.getAs("dossier_id")) < share;
        return share < 1 ? rows.filter(isDrawn) : rows;
    }

    private Iterator<byte[]> deal(Iterator<Row> rows, int codes) {
        List<byte[]> dealt = new ArrayList<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            byte[] line = new byte[1 + codes];
            line[0] = (byte) (draw.value().sampled(HALVES, row.getString(0), row.getString(1)) < 0.5 ? 0 : 1);
            System.arraycopy(CodeVector.of(row, KEY.size(), codes), 0, line, 1, codes);
            dealt.add(line);
        }
        return dealt.iterator();
    }

    private static List<byte[]> half(List<byte[]> dealt, int half) {
        return dealt.stream()
                .filter(line -> line[0] == half)
                .map(line -> Arrays.copyOfRange(line, 1, line.length))
                .toList();
    }
}

package fr.justedroit.allnat;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Draws the dossiers that a month's attacks are tried on, at most so many of each side, by the keyed hash: the same ones
 * whatever the partitions. Codes alone reach the driver, without a key, sorted.
 */
final class AttackSampler implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String PURPOSE = "attaque";

    private final Broadcast<DossierDraw> draw;
    private final double share;
    private final int variables;

    /** @param share of the dossiers that the month published */
    AttackSampler(Broadcast<DossierDraw> draw, double share, int variables) {
        this.draw = draw;
        this.share = share;
        this.variables = variables;
    }

    /**
     * Draws the sample.
     *
     * @param dossiers of one month: mois, caf, dossier_id, then the codes
     * @param count how many there are
     * @param most of each side
     */
    AttackSample draw(Dataset<Row> dossiers, long count, int most) {
        double released = Math.min(1, most / Math.max(1, share * count));
        double controls = Math.min(1, most / Math.max(1, (1 - share) * count));
        MapPartitionsFunction<Row, byte[]> pick = rows -> pick(rows, released, controls);
        List<byte[]> picked =
                new ArrayList<>(dossiers.mapPartitions(pick, Encoders.BINARY()).collectAsList());
        picked.sort(Arrays::compare);
        return new AttackSample(side(picked, 1), side(picked, 0));
    }

    private Iterator<byte[]> pick(Iterator<Row> rows, double released, double controls) {
        List<byte[]> picked = new ArrayList<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            String caf = row.getString(1);
            String dossier = row.getString(2);
            boolean isReleased = draw.value().drawn(row.getString(0), caf, dossier) < share;
            if (draw.value().sampled(PURPOSE, caf, dossier) < (isReleased ? released : controls)) {
                byte[] line = new byte[1 + variables];
                line[0] = (byte) (isReleased ? 1 : 0);
                System.arraycopy(CodeVector.of(row, 3, variables), 0, line, 1, variables);
                picked.add(line);
            }
        }
        return picked.iterator();
    }

    private static List<byte[]> side(List<byte[]> picked, int side) {
        return picked.stream()
                .filter(line -> line[0] == side)
                .map(line -> Arrays.copyOfRange(line, 1, line.length))
                .toList();
    }
}

package fr.justedroit.scoring;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Who is left out of a month's lists, as eight bytes each: a hash of the dossier, sorted by CAF. Two dossiers of a CAF
 * have the same one by chance once in some 10^9 CAFs and months. What it takes on the driver grows with the controls of a
 * year and the draws of three, which capacity bounds: some 11 MB for 13.7 million dossiers.
 */
@FunctionalInterface
interface LeftOut extends Serializable {
    /** Those of one CAF. */
    @FunctionalInterface
    interface OfCaf {
        boolean has(UTF8String dossier);
    }

    OfCaf in(String caf);

    /** @param leftOut {@code caf, dossier_id}, as {@link Eligibility#leftOut} gives them */
    static LeftOut of(Dataset<Row> leftOut) {
        Map<String, long[]> byCaf = new TreeMap<>();
        Dataset<Row> packed = leftOut.mapPartitions(
                (MapPartitionsFunction<Row, Row>) LeftOut::packed,
                Encoders.row(StructType.fromDDL("caf STRING, empreintes BINARY")));
        for (Row row : packed.collectAsList()) {
            ByteBuffer bytes = ByteBuffer.wrap(row.<byte[]>getAs(1));
            long[] more = new long[bytes.remaining() / Long.BYTES];
            bytes.asLongBuffer().get(more);
            byCaf.merge(row.getString(0), more, (a, b) -> LongStream.concat(Arrays.stream(a), Arrays.stream(b))
                    .toArray());
        }
        byCaf.values().forEach(Arrays::sort);
        return caf -> {
            long[] hashes = byCaf.getOrDefault(caf, new long[0]);
            return dossier -> Arrays.binarySearch(hashes, hash(dossier)) >= 0;
        };
    }

    private static Iterator<Row> packed(Iterator<Row> rows) {
        Map<String, LongStream.Builder> byCaf = new TreeMap<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            byCaf.computeIfAbsent(row.getString(0), caf -> LongStream.builder())
                    .add(hash(UTF8String.fromString(row.getString(1))));
        }
        return byCaf.entrySet().stream()
                .map(entry -> {
                    long[] hashes = entry.getValue().build().toArray();
                    ByteBuffer bytes = ByteBuffer.allocate(hashes.length * Long.BYTES);
                    bytes.asLongBuffer().put(hashes);
                    return RowFactory.create(entry.getKey(), bytes.array());
                })
                .iterator();
    }

    private static long hash(UTF8String dossier) {
        return XXH64.hashUnsafeBytes(
                dossier.getBaseObject(), dossier.getBaseOffset(), dossier.numBytes(), 0x6A09E667F3BCC908L);
    }
}

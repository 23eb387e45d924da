package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.scoring.DossierBlocks.Block;
import fr.justedroit.table.Access;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.Test;

/** The batches of the scan against Spark's rows. */
public final class DossierBlocksSparkTest extends ScoringFixture {
    private static final long serialVersionUID = 1L;
    private static final List<String> CAFS = List.of("001", "002");
    private static final int CODES = 3;

    private Dataset<Row> dossiersOfTheDoor() {
        dossiers("001", MONTH, spread(5000, 0));
        dossiers("002", MONTH, spread(700, 3));
        return door.open(
                Access.consultation(Room.SCORING, Purpose.NOTATION, "test"),
                Read.of(Zone.LOCAL, "dossier_mois", CAFS)
                        .months(List.of(MONTH))
                        .columns(List.of("caf", "dossier_id", "c", "a", "d")));
    }

    private static List<String> texts(JavaRDD<Block> blocks) {
        return blocks.mapPartitions(DossierBlocksSparkTest::read).collect();
    }

    private static Iterator<String> read(Iterator<Block> blocks) {
        List<String> texts = new ArrayList<>();
        while (blocks.hasNext()) {
            Block block = blocks.next();
            byte[][] codes = new byte[CODES][];
            for (int v = 0; v < CODES; v++) {
                codes[v] = block.codes(v);
            }
            for (int r = 0; r < block.rows(); r++) {
                texts.add(block.caf(r) + " " + block.dossier(r) + " " + codes[0][r] + " " + codes[1][r] + " "
                        + codes[2][r]);
            }
        }
        return texts.iterator();
    }

    @Test
    public void scanned_dossiersOfTheDoor_areTheRowsThatSparkGives() {
        Dataset<Row> read = dossiersOfTheDoor();
        assertThat(ColumnarBlocks.scanned(read)).isPresent();
        List<String> rows = texts(new RowBlocks().of(read));
        assertThat(rows).hasSize(5700).doesNotHaveDuplicates().contains("001 D00007 3 7 2");
        assertThat(texts(ColumnarBlocks.scanned(read).orElseThrow().blocks())).isEqualTo(rows);
        assertThat(texts(DossierBlocks.fastest(read))).isEqualTo(rows);
    }

    @Test
    public void scanned_moreThanAScan_isLeftToRows() {
        Dataset<Row> read = dossiersOfTheDoor();
        List<Dataset<Row>> others = List.of(
                read.where("a > 3"),
                read.limit(10),
                read.withColumn("d", functions.expr("cast(a + 1 as tinyint)")),
                read.distinct(),
                read.union(read));
        for (Dataset<Row> other : others) {
            assertThat(ColumnarBlocks.scanned(other)).isEmpty();
        }
        assertThat(texts(DossierBlocks.fastest(read.where("a > 3")))).hasSize(3420);
        assertThat(texts(DossierBlocks.fastest(others.get(2)))).contains("001 D00007 3 7 8");
    }

    @Test
    public void codes_noneStored_isZeroInBoth() {
        Dataset<Row> some = spark.range(100)
                .selectExpr(
                        "'001' as caf",
                        "cast(id as string) as dossier_id",
                        "cast(if(id % 3 = 0, null, id % 7) as tinyint) as a",
                        "cast(null as tinyint) as b",
                        "cast(id % 5 as tinyint) as c");
        String file = root() + "codes.parquet";
        some.write().parquet(file);
        Dataset<Row> read = spark.read().parquet(file);
        List<String> rows = texts(new RowBlocks().of(read));
        assertThat(rows).hasSize(100).contains("001 9 0 0 4", "001 8 1 0 3");
        assertThat(texts(ColumnarBlocks.scanned(read).orElseThrow().blocks()))
                .containsExactlyInAnyOrderElementsOf(rows);
    }
}

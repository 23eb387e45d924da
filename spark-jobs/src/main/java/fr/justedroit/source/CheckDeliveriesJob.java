package fr.justedroit.source;

import fr.justedroit.config.Contracts;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.source.CheckedRows.Balance;
import fr.justedroit.table.Door;
import fr.justedroit.table.FileDoor;
import fr.justedroit.table.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Reads and checks the files of many deliveries in one Spark job. A task reads deliveries, or shares of large ones, each
 * from the first line to the last, so that nothing is shuffled; what the fold makes of the rows is kept until the result
 * is closed.
 */
public final class CheckDeliveriesJob {
    private static final long SHARE_BYTES = 32L << 20;
    /** A task reads share after share: one for each of hundreds of small deliveries would cost more than the reading. */
    private static final int TASKS_A_CORE = 8;

    private final Door door;
    private final Contracts contracts;
    private final Consumer<String> progress;

    public CheckDeliveriesJob(Door door, Contracts contracts, Consumer<String> progress) {
        this.door = door;
        this.contracts = contracts;
        this.progress = progress;
    }

    /** Reads the files of these deliveries. */
    public CheckedRows execute(Collection<Delivery> deliveries, RowFold fold) {
        List<DeliveryShare> shares = shares(deliveries);
        long bytes = deliveries.stream().mapToLong(Delivery::bytes).sum();
        progress.accept("reading " + deliveries.size() + " deliveries, " + (bytes >> 20) + " MiB");
        String months = deliveries.stream()
                .map(delivery -> delivery.unit().month())
                .distinct()
                .sorted()
                .findFirst()
                .orElse("");
        FileDoor.Intake intake = door.files().intake(ReadDeliveriesJob.access(months), ReadDeliveriesJob.DEPOT);
        Dataset<Row> rows = rows(shares, intake, fold).persist(StorageLevel.MEMORY_AND_DISK());
        Map<Unit, Tallies> tallies = tallies(rows);
        progress.accept("read " + deliveries.size() + " deliveries");
        Map<Unit, Balance> accepted = new TreeMap<>();
        Map<Unit, DataminingException> failed = new TreeMap<>();
        for (Delivery delivery : deliveries) {
            Tallies found = tallies.getOrDefault(delivery.unit(), new Tallies());
            try {
                accepted.put(delivery.unit(), found.check(delivery, contracts));
            } catch (DataminingException e) {
                failed.put(delivery.unit(), e);
            }
        }
        return new CheckedRows(rows, accepted, failed);
    }

    /** Shares that fit in a task's memory; the largest deliveries first, so that no task is left alone at the end. */
    private static List<DeliveryShare> shares(Collection<Delivery> deliveries) {
        List<Delivery> sorted = new ArrayList<>(deliveries);
        sorted.sort(
                java.util.Comparator.comparingLong(Delivery::bytes).reversed().thenComparing(Delivery::unit));
        List<DeliveryShare> shares = new ArrayList<>();
        for (Delivery delivery : sorted) {
            int of = (int) Math.max(1, (delivery.bytes() + SHARE_BYTES - 1) / SHARE_BYTES);
            for (int i = 0; i < of; i++) {
                shares.add(new DeliveryShare(delivery, i, of));
            }
        }
        return shares;
    }

    private Dataset<Row> rows(List<DeliveryShare> shares, FileDoor.Intake intake, RowFold fold) {
        SparkSession spark = door.spark();
        ShareReader reader = new ShareReader(intake, ContractPlan.of(contracts));
        int width = fold.columns().size();
        int tasks = Math.max(
                1, Math.min(shares.size(), TASKS_A_CORE * spark.sparkContext().defaultParallelism()));
        JavaRDD<InternalRow> read = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(dealt(shares, tasks), tasks)
                .flatMap(share -> read(reader, fold, width, share));
        return ((org.apache.spark.sql.classic.SparkSession) spark)
                .internalCreateDataFrame(read.rdd(), ShareRows.schema(fold.columns()), false);
    }

    /** Deals shares to tasks like cards, largest first: each task gets as many, and about as many bytes. */
    private static List<DeliveryShare> dealt(List<DeliveryShare> shares, int tasks) {
        List<DeliveryShare> dealt = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            for (int i = task; i < shares.size(); i += tasks) {
                dealt.add(shares.get(i));
            }
        }
        return dealt;
    }

    private static Iterator<InternalRow> read(ShareReader reader, RowFold fold, int width, DeliveryShare share) {
        RowFold.Part part = fold.start(share.delivery());
        ShareReader.Reading reading = reader.read(share, part);
        return new ShareRows(share.delivery().unit(), width).of(reading, part.finish());
    }

    /** One pass over everything, which also fills the cache. */
    private static Map<Unit, Tallies> tallies(Dataset<Row> rows) {
        Map<Unit, Tallies> tallies = new TreeMap<>();
        List<Row> found =
                new ArrayList<>(rows.where(functions.col(ShareRows.BILAN).isNotNull())
                        .select("caf", "mois", ShareRows.BILAN + ".*")
                        .collectAsList());
        for (Row row : found) {
            tallies.computeIfAbsent(Unit.of(row.getString(0), row.getString(1)), unit -> new Tallies())
                    .add(row);
        }
        return Collections.unmodifiableMap(tallies);
    }
}

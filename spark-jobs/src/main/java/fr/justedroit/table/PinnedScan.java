package fr.justedroit.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BasePredicate;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.Predicate$;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.FileStatusWithMetadata;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.PartialFunction$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One scan over pinned files of many tables of the same name: the files are those of the versions that were read, so a
 * later commit changes nothing, and a hundred CAFs are one plan. The month comes from the log, as a partition value.
 */
final class PinnedScan {
    private PinnedScan() {}

    /**
     * @param files pinned files with their full paths
     * @param schema the table's schema
     * @param spec says whether {@code mois} comes from the log
     */
    static Dataset<Row> over(SparkSession spark, Map<Path, DataFile> files, StructType schema, TableSpec spec) {
        StructType partition = new StructType();
        List<StructField> data = new ArrayList<>();
        for (StructField field : schema.fields()) {
            if (spec.partitionColumns().contains(field.name())) {
                partition = partition.add(field);
            } else {
                data.add(field);
            }
        }
        StructType dataSchema = new StructType(data.toArray(StructField[]::new));
        HadoopFsRelation relation = new HadoopFsRelation(
                new PinnedFiles(files, partition),
                partition,
                dataSchema,
                Option.empty(),
                new ParquetFileFormat(),
                scala.collection.immutable.Map$.MODULE$.empty(),
                spark);
        Dataset<Row> rows = ((org.apache.spark.sql.classic.SparkSession) spark).baseRelationToDataFrame(relation);
        return rows.select(java.util.Arrays.stream(schema.fieldNames())
                .map(rows::col)
                .toArray(org.apache.spark.sql.Column[]::new));
    }

    /** The pinned files as Spark asks for them. */
    private static final class PinnedFiles implements FileIndex {
        private final StructType partitionSchema;
        private final List<PartitionDirectory> directories = new ArrayList<>();
        private final List<Path> paths;
        private final long bytes;

        PinnedFiles(Map<Path, DataFile> files, StructType partitionSchema) {
            this.partitionSchema = partitionSchema;
            this.paths = List.copyOf(files.keySet());
            this.bytes = files.values().stream().mapToLong(DataFile::bytes).sum();
            Map<String, List<FileStatusWithMetadata>> byMonth = new TreeMap<>();
            files.forEach((path, file) -> byMonth.computeIfAbsent(file.month(), month -> new ArrayList<>())
                    .add(new FileStatusWithMetadata(
                            new FileStatus(file.bytes(), false, 1, 128L << 20, file.modified(), path),
                            scala.collection.immutable.Map$.MODULE$.empty())));
            byMonth.forEach((month, found) -> directories.add(new PartitionDirectory(
                    values(month), CollectionConverters.asScala(found).toSeq())));
        }

        private InternalRow values(String month) {
            return partitionSchema.isEmpty()
                    ? InternalRow.empty()
                    : new GenericInternalRow(new Object[] {UTF8String.fromString(month)});
        }

        @Override
        public scala.collection.immutable.Seq<Path> rootPaths() {
            return CollectionConverters.asScala(paths).toSeq();
        }

        @Override
        public scala.collection.immutable.Seq<PartitionDirectory> listFiles(
                scala.collection.immutable.Seq<Expression> partitionFilters,
                scala.collection.immutable.Seq<Expression> dataFilters) {
            // Spark does not look at these again: a filter on the month alone is this index's to keep.
            List<BasePredicate> kept = CollectionConverters.asJava(partitionFilters).stream()
                    .map(PinnedFiles::bound)
                    .toList();
            List<PartitionDirectory> wanted = directories.stream()
                    .filter(directory -> kept.stream().allMatch(filter -> filter.eval(directory.values())))
                    .toList();
            return CollectionConverters.asScala(wanted).toSeq();
        }

        /** A filter over the only partition column there is, ready for the values of a directory. */
        private static BasePredicate bound(Expression filter) {
            Expression onValues = filter.transform(PartialFunction$.MODULE$.fromFunction(node ->
                    node instanceof AttributeReference month ? new BoundReference(0, month.dataType(), true) : node));
            return Predicate$.MODULE$.createInterpreted(onValues);
        }

        @Override
        public String[] inputFiles() {
            return paths.stream().map(Path::toString).toArray(String[]::new);
        }

        @Override
        public void refresh() {
            // The files are pinned: there is nothing to look at again.
        }

        @Override
        public long sizeInBytes() {
            return bytes;
        }

        @Override
        public StructType partitionSchema() {
            return partitionSchema;
        }
    }
}

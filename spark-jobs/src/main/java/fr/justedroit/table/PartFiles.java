package fr.justedroit.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.datasources.FileFormatWriter;
import org.apache.spark.sql.execution.datasources.FileFormatWriter$;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport$;
import org.apache.spark.sql.execution.datasources.parquet.SparkToParquetSchemaConverter;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Writes the rows of many units in one Spark job: one sorted file for each unit, in the folder of its CAF's table. The
 * files are invisible until {@link Door} commits them.
 */
final class PartFiles {
    /** Where the rows of a unit are. */
    enum Rows {
        /** Anywhere: they are brought together. */
        SCATTERED,
        /** In one partition already. */
        GATHERED
    }

    private static final String DESCRIPTION = "spark.job.description";

    private final SparkSession spark;
    private final String root;

    PartFiles(SparkSession spark, String root) {
        this.spark = spark;
        this.root = root;
    }

    /**
     * @param rows with every column of the spec but {@code execution_id}; a zone of CAFs needs a {@code caf} column
     * @param executions the units to write and their execution ids; rows of other units are left out
     * @return the files written; where the table marks empty units, one for each unit
     */
    List<WrittenFile> write(TableSpec spec, Dataset<Row> rows, Rows where, Map<Unit, String> executions) {
        Dataset<Row> routed = route(spec, rows, where, executions);
        DirectCommitProtocol protocol = new DirectCommitProtocol(root, spec.zone(), spec.name());
        described(spec, executions, () -> write(spec, routed, protocol));
        List<WrittenFile> written = new ArrayList<>(protocol.committed());
        if (where == Rows.GATHERED
                && written.stream().map(WrittenFile::unit).distinct().count() < written.size()) {
            throw new IllegalStateException("the rows of a unit of " + spec.name() + " were not in one partition");
        }
        if (spec.marksEmpty()) {
            Set<Unit> empty = new TreeSet<>(executions.keySet());
            written.forEach(file -> empty.remove(file.unit()));
            empty.forEach(unit -> written.add(mark(spec, unit)));
        }
        return written;
    }

    /** Names the job, as an operator sees it in Spark's pages: the table, and the unit or how many there are. */
    private void described(TableSpec spec, Map<Unit, String> executions, Runnable work) {
        String before = spark.sparkContext().getLocalProperty(DESCRIPTION);
        String units = executions.size() == 1
                ? String.valueOf(executions.keySet().iterator().next())
                : executions.size() + " units";
        spark.sparkContext().setJobDescription(spec.zone().folder() + "/" + spec.name() + " " + units);
        try {
            work.run();
        } finally {
            spark.sparkContext().setJobDescription(before);
        }
    }

    /** A data file without a row, for a unit that has none. */
    private WrittenFile mark(TableSpec spec, Unit unit) {
        StructType schema = new StructType();
        for (StructField field : spec.schema().fields()) {
            if (!spec.partitionColumns().contains(field.name())) {
                schema = schema.add(field);
            }
        }
        org.apache.spark.sql.classic.SparkSession session = (org.apache.spark.sql.classic.SparkSession) spark;
        MessageType type =
                new SparkToParquetSchemaConverter(session.sessionState().conf()).convert(schema);
        String name = DirectCommitProtocol.newName(unit, ".parquet");
        Path path = new Path(root, new TableId(spec.zone(), unit.caf(), spec.name()).path() + "/" + name);
        try {
            Configuration hadoop = session.sessionState().newHadoopConf();
            ExampleParquetWriter.builder(HadoopOutputFile.fromPath(path, hadoop))
                    .withType(type)
                    .withExtraMetaData(Map.of(ParquetReadSupport$.MODULE$.SPARK_METADATA_KEY(), schema.json()))
                    .build()
                    .close();
            FileSystem storage = path.getFileSystem(hadoop);
            FileStatus status = storage.getFileStatus(path);
            String sha256 = DirectCommitProtocol.sha256(storage, path);
            return new WrittenFile(name, unit, status.getLen(), status.getModificationTime(), 0, sha256);
        } catch (IOException e) {
            throw RootFiles.unavailable("writing the mark of an empty unit", e);
        }
    }

    private Dataset<Row> route(TableSpec spec, Dataset<Row> rows, Rows where, Map<Unit, String> executions) {
        Column caf = spec.zone().isOfCaf() ? rows.col("caf") : functions.lit("-");
        Column month = spec.form() == Form.MONTHLY ? rows.col(TableSpec.MOIS) : functions.lit("");
        Dataset<Row> routed = rows.withColumn(DirectCommitProtocol.ROUTE, caf);
        if (spec.isReplaced()) {
            Column id = functions
                    .udf(new Lookup(Map.copyOf(executions)), DataTypes.StringType)
                    .apply(functions.col(DirectCommitProtocol.ROUTE), month);
            routed = routed.withColumn(TableSpec.EXECUTION_ID, id)
                    .where(functions.col(TableSpec.EXECUTION_ID).isNotNull());
        }
        List<Column> columns = new ArrayList<>();
        for (String name : spec.schema().fieldNames()) {
            columns.add(functions.col(name));
        }
        columns.add(functions.col(DirectCommitProtocol.ROUTE));
        routed = routed.select(columns.toArray(Column[]::new));
        List<Column> order = new ArrayList<>();
        order.add(functions.col(DirectCommitProtocol.ROUTE));
        spec.partitionColumns().forEach(name -> order.add(functions.col(name)));
        if (where == Rows.SCATTERED) {
            int units = Math.max(1, executions.size());
            int tasks = Math.min(units, Integer.parseInt(spark.conf().get("spark.sql.shuffle.partitions")));
            routed = routed.repartition(tasks, order.toArray(Column[]::new));
        }
        spec.key().forEach(name -> order.add(functions.col(name)));
        return routed.sortWithinPartitions(order.toArray(Column[]::new));
    }

    /** The execution id of a unit; rows come unit after unit, so the last answer is nearly always the next. */
    private static final class Lookup implements UDF2<String, String, String> {
        private static final long serialVersionUID = 1L;
        private final Map<Unit, String> ids;
        private transient Answer last;

        /** Immutable, so that threads that share this object can only look up once more. */
        private record Answer(String caf, String month, String id) {}

        Lookup(Map<Unit, String> ids) {
            this.ids = ids;
        }

        @Override
        public String call(String caf, String month) {
            Answer known = last;
            if (known == null || !known.caf().equals(caf) || !known.month().equals(month)) {
                known = new Answer(caf, month, ids.get(new Unit(caf.equals("-") ? "" : caf, month)));
                last = known;
            }
            return known.id();
        }
    }

    private void write(TableSpec spec, Dataset<Row> rows, DirectCommitProtocol protocol) {
        org.apache.spark.sql.classic.SparkSession session = (org.apache.spark.sql.classic.SparkSession) spark;
        QueryExecution execution = ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
        SQLExecution.withNewExecutionId(execution, Option.apply("write " + spec.name()), () -> {
            SparkPlan plan = execution.executedPlan();
            List<Attribute> output = CollectionConverters.asJava(plan.output());
            List<Attribute> partition = output.stream()
                    .filter(column -> column.name().equals(DirectCommitProtocol.ROUTE)
                            || spec.partitionColumns().contains(column.name()))
                    .sorted(java.util.Comparator.comparing(
                            column -> column.name().equals(DirectCommitProtocol.ROUTE) ? 0 : 1))
                    .toList();
            return FileFormatWriter$.MODULE$.write(
                    session,
                    plan,
                    new ParquetFileFormat(),
                    protocol,
                    new FileFormatWriter.OutputSpec(
                            root, scala.collection.immutable.Map$.MODULE$.empty(), plan.output()),
                    session.sessionState().newHadoopConf(),
                    CollectionConverters.asScala(partition).toSeq(),
                    Option.empty(),
                    CollectionConverters.<org.apache.spark.sql.execution.datasources.WriteJobStatsTracker>asScala(
                                    List.of())
                            .toSeq(),
                    scala.collection.immutable.Map$.MODULE$.empty(),
                    0);
        });
    }
}

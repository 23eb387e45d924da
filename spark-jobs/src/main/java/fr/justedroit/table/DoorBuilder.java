package fr.justedroit.table;

import java.time.Clock;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Gathers what a {@link Door} needs; nothing has a default but the fail points, which do nothing, and writes. */
public final class DoorBuilder {
    SparkSession spark;
    Catalogue catalogue;
    AccessPolicy policy;
    AccessListener listener;
    FailPoint.Hook failPoints = FailPoint.Hook.NONE;
    Clock clock;
    RootFiles files;
    String holder;
    Writes writes = Writes.all();

    private DoorBuilder() {}

    /** @param root URI of the root */
    public static DoorBuilder on(SparkSession spark, String root) {
        DoorBuilder builder = new DoorBuilder();
        builder.spark = spark;
        builder.files = new RootFiles(new Path(root), spark.sparkContext().hadoopConfiguration());
        return builder;
    }

    public DoorBuilder catalogue(Catalogue value) {
        this.catalogue = value;
        return this;
    }

    public DoorBuilder policy(AccessPolicy value) {
        this.policy = value;
        return this;
    }

    public DoorBuilder listener(AccessListener value) {
        this.listener = value;
        return this;
    }

    public DoorBuilder failPoints(FailPoint.Hook value) {
        this.failPoints = value;
        return this;
    }

    public DoorBuilder clock(Clock value) {
        this.clock = value;
        return this;
    }

    /** @param value what a run that finds the lease held is told: host, process and command */
    public DoorBuilder holder(String value) {
        this.holder = value;
        return this;
    }

    /** @param value what the run may change; everything that the policy allows, unless said */
    public DoorBuilder writes(Writes value) {
        this.writes = value;
        return this;
    }

    public Door build() {
        return new Door(this);
    }
}

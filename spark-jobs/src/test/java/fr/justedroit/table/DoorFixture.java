package fr.justedroit.table;

import com.holdenkarau.spark.testing.SharedJavaSparkContext;
import fr.justedroit.config.PinnedSettings;
import java.io.Serializable;
import java.time.Clock;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** A door on an empty root, in the one session that the tests of a JVM share. */
public abstract class DoorFixture extends SharedJavaSparkContext implements Serializable {
    private static final long serialVersionUID = 1L;

    @Rule
    public final transient TemporaryFolder folder = new TemporaryFolder();

    protected transient SparkSession spark;
    protected transient RecordingListener listener;
    protected transient Door door;

    @Override
    public SparkConf conf() {
        SparkConf conf = super.conf().setMaster("local[2]");
        PinnedSettings.of("local[2]").forEach(pinned -> conf.set(pinned.key(), pinned.value()));
        PinnedSettings.tuning().forEach(conf::set);
        conf.set("spark.eventLog.enabled", "false");
        // Only so that Delta's own Spark reader can check what the door wrote.
        conf.set("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
        conf.set("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        return conf;
    }

    @Before
    public void openDoor() {
        spark = SparkSession.builder().sparkContext(jsc().sc()).getOrCreate();
        listener = new RecordingListener();
        door = newDoor().build();
    }

    @After
    public void closeDoor() {
        door.close();
    }

    /** URI of the test's root. */
    protected String root() {
        return folder.getRoot().toURI().toString();
    }

    /** A new door on the same root, as another run would open it. */
    protected DoorBuilder newDoor() {
        Catalogue catalogue = Catalogue.standard();
        return DoorBuilder.on(spark, root())
                .catalogue(catalogue)
                .policy(new CataloguePolicy(catalogue))
                .listener(listener)
                .clock(Clock.systemUTC())
                .holder("test");
    }
}

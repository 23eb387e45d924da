package fr.justedroit.dossier;

import fr.justedroit.config.Cafs;
import fr.justedroit.config.Contracts;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.Problems;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.source.DeliveryFixture;
import fr.justedroit.table.Access;
import fr.justedroit.table.Catalogue;
import fr.justedroit.table.CataloguePolicy;
import fr.justedroit.table.DoorBuilder;
import fr.justedroit.table.DoorFixture;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.DictionaryReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.Before;

/** A door whose catalogue has the dictionary's columns, and deliveries to take in; the configuration is the real one. */
public abstract class IngestFixture extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final List<String> TABLES = List.of(
            "quarantaine",
            "etat_mois",
            "acte",
            "acte_liste",
            "suspicion",
            "cas_selection",
            "cas_audit",
            "audit_mois",
            "effectif_code",
            "dossier_mois");

    protected transient Settings settings;
    protected transient Dictionary dictionary;
    protected transient DeliveryFixture deliveries;

    @Before
    public void readConfiguration() {
        deliveries = new DeliveryFixture(folder.getRoot().toPath(), settings().contracts());
    }

    private Settings settings() {
        if (settings == null) {
            Problems problems = new Problems();
            Path conf = Path.of("..", "conf");
            settings = Settings.read(conf, problems);
            dictionary = DictionaryReader.read(conf, settings.contracts(), problems);
            problems.check();
        }
        return settings;
    }

    @Override
    protected DoorBuilder newDoor() {
        settings();
        Catalogue catalogue = DossierColumns.extend(Catalogue.standard(), dictionary);
        return super.newDoor().catalogue(catalogue).policy(new CataloguePolicy(catalogue));
    }

    /** From now on, this share of refused rows is let through. */
    protected void tolerate(double share) {
        Contracts old = settings.contracts();
        settings = new Settings(
                settings.folder(),
                new Contracts(
                        old.separator(),
                        old.quote(),
                        old.encoding(),
                        old.decimal(),
                        old.period(),
                        share,
                        old.roles(),
                        old.extracts()),
                settings.cafs(),
                settings.thresholds(),
                settings.scale());
    }

    /** From now on, these CAFs are as given. */
    protected void cafs(Cafs.Caf... others) {
        Map<String, Cafs.Caf> byCode = new TreeMap<>(settings.cafs().byCode());
        for (Cafs.Caf caf : others) {
            byCode.put(caf.code(), caf);
        }
        settings = new Settings(
                settings.folder(), settings.contracts(), new Cafs(byCode), settings.thresholds(), settings.scale());
    }

    protected IngestJob.Result ingest(List<String> months, String... cafs) {
        return ingest(IngestRequest.of(months, List.of(cafs)));
    }

    protected IngestJob.Result ingest(IngestRequest request) {
        return new IngestJob(door, settings, dictionary, line -> {}).execute(request);
    }

    protected static UnitOutcome.State state(IngestJob.Result result, String caf, String month) {
        return result.outcomes().stream()
                .filter(outcome -> outcome.unit().equals(Unit.of(caf, month)))
                .findFirst()
                .orElseThrow()
                .state();
    }

    /** A table of CAFs through the door, all columns. */
    protected Dataset<Row> table(String name, String... cafs) {
        Room room = name.equals("quarantaine") ? Room.SOURCE : Room.DOSSIER;
        return door.open(
                Access.consultation(room, Purpose.CODAGE, "test"),
                Read.of(Zone.LOCAL, name, List.of(cafs))
                        .columns(
                                door.catalogue().spec(Zone.LOCAL, name).schema().fieldNames()));
    }

    /** Rows of a table as text, sorted; execution ids apart. */
    protected List<String> content(String name, String... cafs) {
        return table(name, cafs).drop("execution_id").collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    /** A code of a dossier. */
    protected int code(String table, String caf, String month, String dossier, String variable) {
        Row row = table(table, caf)
                .where("mois = '" + month + "' and dossier_id = '" + dossier + "'")
                .select(variable)
                .head();
        return row.getByte(0);
    }

    /** Versions of every local table of CAFs, absent ones left out. */
    protected Map<String, Long> versions(String... cafs) {
        Map<String, Long> versions = new TreeMap<>();
        for (String caf : cafs) {
            for (String table : TABLES) {
                TableId id = TableId.ofCaf(Zone.LOCAL, caf, table);
                door.version(id).ifPresent(version -> versions.put(id.path(), version));
            }
        }
        return versions;
    }

    /** A delivery of so many dossiers: the first has a child and this income, the second a debt of 120.50. */
    void deliver(String caf, String month, int dossiers, String euros) {
        deliveries
                .of(caf, month)
                .dossiers(dossiers)
                .income("D-0001", euros)
                .row("cristal_enfant", "dossier_id=D-0001", "enfant_rang=1", "date_naissance=2020-05-04", "a_charge=O")
                .indu("I-" + month, "D-0002", "", "120.50", month + "-05")
                .write();
    }
}

package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.cli.CommandProbe.Ended;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.Problems;
import fr.justedroit.source.DeliveryFixture;
import fr.justedroit.table.DoorFixture;
import fr.justedroit.table.RawBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.junit.Test;

/** Orders of erasure as an operator gives them, and a root put back from a copy. */
public final class EraseCommandLongTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final String CAF = "031";
    private static final String MARKER = "ZQXCTL-MARK-77";
    private static final String KEPT = "C-KEPT-0001";

    private Path path(String name) {
        return folder.getRoot().toPath().resolve(name);
    }

    private Ended run(String... command) {
        return new CommandProbe(path("racine"), Path.of("../conf"), path("cles/k.p12")).run(command);
    }

    private void deliver(String month, int number, String... suspected) {
        DeliveryFixture.Delivered delivery = new DeliveryFixture(
                        path("racine"),
                        Settings.read(Path.of("../conf"), new Problems()).contracts())
                .of(CAF, month)
                .number(number)
                .dossiers(5)
                .opened("EV-" + month, "D-0001", KEPT, "2025-12", month + "-02");
        for (String control : suspected) {
            delivery.suspicion(control, "D-0001", "2026-01-21");
        }
        delivery.write();
    }

    private static void done(Ended ended) {
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    private List<String> suspected() {
        return spark.read()
                .format("delta")
                .load(path("racine/local/031/suspicion").toString())
                .select("controle_id")
                .as(org.apache.spark.sql.Encoders.STRING())
                .collectAsList();
    }

    @Test
    @Exigence({"E10", "E28"})
    public void erase_onOrder_leavesNothingAndARestoredCopyBringsNothingBack() throws IOException {
        done(run("init", "--env", "essai"));
        deliver("2026-01", 1, KEPT, MARKER);
        done(run("ingest", "--mois", "2026-01", "--caf", CAF));
        done(run("follow-up", "--mois", "2026-01", "--caf", CAF));
        assertThat(RawBytes.find(path("racine"), MARKER)).isNotEmpty();
        FileUtils.copyDirectory(path("racine").toFile(), path("copie").toFile());
        Path orders = Files.writeString(
                path("ordres.csv"),
                "caf;controle_id;acte;role;auteur;date;motif\n031;" + MARKER
                        + ";ne_pas_retenir;directeur;D7;2026-02-01;bonne foi\n");
        Ended erased = run("erase", "--acts", orders.toString());
        done(erased);
        assertThat(erased.out() + erased.err()).doesNotContain(MARKER);
        assertThat(RawBytes.find(path("racine"), MARKER)).isEmpty();
        assertThat(suspected()).containsExactly(KEPT);
        done(run("erase", "--acts", orders.toString()));

        FileUtils.deleteDirectory(path("racine").toFile());
        FileUtils.copyDirectory(path("copie").toFile(), path("racine").toFile());
        assertThat(RawBytes.find(path("racine"), MARKER))
                .as("the copy brings it back")
                .isNotEmpty();
        for (String[] command : new String[][] {
            {"status"}, {"follow-up", "--mois", "2026-01", "--caf", CAF}, {"erase", "--acts", orders.toString()}
        }) {
            Ended refused = run(command);
            assertThat(refused.code()).as(command[0]).isEqualTo(2);
            assertThat(refused.err()).contains("ROOT_RESTORED", "reconcile");
        }
        Ended reconciled = run("reconcile");
        done(reconciled);
        assertThat(RawBytes.find(path("racine"), MARKER)).isEmpty();
        assertThat(suspected()).isEmpty();
        // The next picture is taken as the first: what stands is there again under its own date.
        deliver("2026-02", 1, KEPT);
        done(run("ingest", "--mois", "2026-02", "--caf", CAF));
        assertThat(suspected()).containsExactly(KEPT);
        done(run("status"));

        Path request = Files.writeString(path("demande.csv"), "caf;dossier_id\n031;D-0001\n");
        Ended told = run("acces", "--demande", request.toString());
        done(told);
        assertThat(told.out().replaceAll("\\s+", " "))
                .contains("Ce qui est tenu sur votre foyer", "OUVERT", "nature : ")
                .doesNotContain("SUSPICION", MARKER, "D-0002");
        assertThat(run("acces", "--demande", orders.toString()).code()).isEqualTo(2);
        Ended due = run("follow-up", "--mois", "2026-02", "--caf", CAF, "--due", "--graph", "--report");
        done(due);
        assertThat(due.out()).contains("stateDiagram-v2", "en attente", "la règle d'arrêt est nationale");
    }
}

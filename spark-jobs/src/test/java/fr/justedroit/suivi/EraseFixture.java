package fr.justedroit.suivi;

import fr.justedroit.cas.FoldCasesJob;
import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Keys;
import fr.justedroit.dossier.Erasures;
import fr.justedroit.dossier.IngestFixture;
import fr.justedroit.dossier.IngestJob;
import fr.justedroit.dossier.IngestRequest;
import fr.justedroit.source.DeliveryFixture;
import fr.justedroit.table.Door;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** CAF 031 with three controls, of which some raise a suspicion; one suspicion bears a marker that nothing else bears. */
abstract class EraseFixture extends IngestFixture {
    private static final long serialVersionUID = 1L;
    static final String CAF = "031";
    static final String M1 = "2026-01";
    static final String M2 = "2026-02";
    /** A suspicion of a control that no act tells of: nothing but the suspicion holds it. */
    static final String MARKER = "ZQXCTL-MARK-77";

    static final String KEPT = "C-KEPT-0001";
    static final String DROPPED = "C-DROP-0001";

    protected transient List<String> said;

    static Keys keys() {
        return use -> {
            byte[] key = new byte[32];
            key[1] = (byte) use.name().charAt(0);
            return new KeyedHash(key);
        };
    }

    EraseJob job(Door on) {
        return job(on, (caf, path) -> {});
    }

    EraseJob job(Door on, BiConsumer<String, String> certified) {
        return new EraseJob(on, settings, keys(), Clock.systemUTC(), line -> said.add(line), certified);
    }

    Erasures bound(Door on) {
        EraseJob job = job(on);
        return new Erasures() {
            @Override
            public void resume(Collection<String> cafs) {
                job.resume(cafs);
            }

            @Override
            public void overturned(String month, Map<String, List<String>> controls) {
                job.execute(month, ErasureRule.NON_RETENUE, controls);
            }

            @Override
            public void moved(String month, Map<String, List<String>> controls) {
                job.execute(month, ErasureRule.FUSION, controls);
            }
        };
    }

    @Override
    protected IngestJob.Result ingest(IngestRequest request) {
        return ingest(door, request);
    }

    IngestJob.Result ingest(Door on, IngestRequest request) {
        return new IngestJob(on, settings, dictionary, line -> said.add(line), bound(on)).execute(request);
    }

    void follow(Door on, String month) {
        new FoldCasesJob(on, settings, line -> {}).execute(month, List.of(CAF));
    }

    @org.junit.Before
    public void listen() {
        said = new ArrayList<>();
    }

    DeliveryFixture fixture(Path root) {
        return new DeliveryFixture(root, settings.contracts());
    }

    /** January: three controls done and closed; these have a suspicion. */
    void january(Path root, String... suspected) {
        DeliveryFixture.Delivered delivery = fixture(root).of(CAF, M1).dossiers(6);
        controls(delivery);
        for (String control : suspected) {
            delivery.suspicion(control, dossier(control), "2026-01-21");
        }
        delivery.write();
    }

    /** February: nothing new but these suspicions. */
    void february(Path root, String... suspected) {
        DeliveryFixture.Delivered delivery = fixture(root).of(CAF, M2).dossiers(6);
        for (String control : suspected) {
            delivery.suspicion(control, dossier(control), "2026-01-21");
        }
        delivery.write();
    }

    private static String dossier(String control) {
        return control.equals(DROPPED) ? "D-0002" : control.equals(KEPT) ? "D-0001" : "D-0003";
    }

    private static void controls(DeliveryFixture.Delivered delivery) {
        for (String control : List.of(KEPT, DROPPED, "C-NONE-0001")) {
            int day = 2;
            for (String act : List.of("OUVERT", "INFORME", "FAIT", "CLOS")) {
                delivery.row(
                        "cristal_controle",
                        "evenement_id=" + control + "-" + act.charAt(0),
                        "dossier_id=" + dossier(control),
                        "controle_id=" + control,
                        "acte=" + act,
                        "origine=ciblage",
                        "genre=PIECES",
                        "mois_selection=2025-12",
                        "role=AGENT",
                        "date_acte=2026-01-" + String.format("%02d", day),
                        "date_connaissance=2026-01-" + String.format("%02d", day));
                day += 6;
            }
        }
    }
}

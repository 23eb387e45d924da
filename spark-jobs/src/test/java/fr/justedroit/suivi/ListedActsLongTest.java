package fr.justedroit.suivi;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.cas.FoldCasesJob;
import fr.justedroit.config.Contracts;
import fr.justedroit.config.Settings;
import fr.justedroit.dossier.IngestRequest;
import fr.justedroit.journal.UnitOutcome.State;
import fr.justedroit.source.DeliveryFixture.Delivered;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.Test;

/** A team's list comes back with a delivery: checked, folded with the others, reported, and never more than agents did. */
public final class ListedActsLongTest extends EraseFixture {
    private static final long serialVersionUID = 1L;
    private static final String LIST = "2025-12";
    private static final String NAME = "Jeanne MARTIN";

    private static void line(Delivered delivery, int number, String... values) {
        List<String> all = new ArrayList<>(List.of(
                "numero=" + number,
                "mois_liste=" + LIST,
                "dossier_id=D-000" + number,
                "cible=irregularite_confirmee",
                "motifs=\"Une phrase ; et une autre\"",
                "agent=" + NAME));
        all.addAll(List.of(values));
        delivery.row("liste_equipe", all.toArray(String[]::new));
    }

    private static Delivered did(Delivered delivery, int number, String acte, String day, String... more) {
        List<String> all = new ArrayList<>(List.of("acte=" + acte, "role=AGENT", "date_acte=" + day));
        all.addAll(List.of(more));
        line(delivery, number, all.toArray(String[]::new));
        return delivery;
    }

    /** January: CRISTAL has opened a control of D-0001 alone. */
    private Delivered cristal() {
        return fixture(folder.getRoot().toPath())
                .of(CAF, M1)
                .dossiers(8)
                .opened("E-0001", "D-0001", "C-0001", LIST, "2026-01-05");
    }

    private void january(boolean isCorrected) {
        Delivered delivery = cristal();
        did(delivery, 1, "OUVERT", "2026-01-05");
        did(delivery, 1, "FAIT", "2026-01-14", "heures=3.50");
        did(delivery, 1, "CLOS", "2026-01-20", "resultat=RIEN");
        if (isCorrected) {
            delivery.number(2);
            line(delivery, 2);
        } else {
            did(delivery, 2, "ECARTE", "2026-01-10", "motif_ecart=DEJA_VU");
        }
        line(delivery, 3);
        did(delivery, 4, "FAIT", "2026-01-12");
        line(delivery, 5, "acte=ECARTE", "date_acte=2026-01-12", "motif_ecart=DEJA_VU");
        did(delivery, 6, "FAIT", "2025-12-30");
        did(delivery, 7, "FAIT", "2026-02-01");
        did(delivery, 8, "ECARTE", "2026-01-12", "motif_ecart=PARCE_QUE");
        delivery.write();
    }

    /** The same configuration, with a tolerance, and with or without a contract of lists. */
    private void configure(boolean hasList) {
        Contracts old = settings.contracts();
        Map<Contracts.Part, String> roles = new EnumMap<>(old.roles());
        Map<String, Contracts.Extract> extracts = new LinkedHashMap<>(old.extracts());
        if (!hasList) {
            extracts.remove(roles.remove(Contracts.Part.LISTE));
        }
        settings = new Settings(
                settings.folder(),
                new Contracts(
                        old.separator(), old.quote(), old.encoding(), old.decimal(), old.period(), 1, roles, extracts),
                settings.cafs(),
                settings.thresholds(),
                settings.scale(),
                settings.procedure(),
                settings.learning());
    }

    private void proposed(String dossier, String origin) {
        Map<Unit, ExecutionId> plan = Map.of(
                Unit.of(CAF, LIST),
                ExecutionId.of("score", LIST).with("caf", CAF).build());
        Lease lease = door.lease(Zone.RESULTAT, CAF);
        door.replace(
                new Access("someone", Room.SCORING, Purpose.NOTATION, AccessKind.CREATION, "test"),
                Zone.RESULTAT,
                "proposition",
                plan,
                () -> spark.createDataFrame(
                        List.of(RowFactory.create(
                                LIST, CAF, 1, dossier, 0.5, 0.5, origin, 0.1, null, "irregularite_confirmee", "m")),
                        StructType.fromDDL("mois STRING, caf STRING, rang INT, dossier_id STRING, score DOUBLE,"
                                + " risque DOUBLE, origine STRING, proba_inclusion DOUBLE,"
                                + " motifs ARRAY<STRUCT<code:STRING,libelle:STRING,contribution:DOUBLE>>,"
                                + " cible STRING, modele_id STRING")));
        door.release(lease);
    }

    private State fold(String month) {
        return new FoldCasesJob(door, settings, line -> {})
                .execute(month, List.of(CAF))
                .outcomes()
                .get(0)
                .state();
    }

    private List<String> cases() {
        return door
                .open(
                        Access.consultation(Room.CAS, Purpose.SUIVI, "test"),
                        Read.of(Zone.LOCAL, "cas", List.of(CAF)).columns("controle_id", "etat", "heures"))
                .collectAsList()
                .stream()
                .map(row -> row.mkString(", "))
                .sorted()
                .toList();
    }

    private State ingestState(String month) {
        return state(ingest(IngestRequest.of(List.of(month), List.of(CAF))), CAF, month);
    }

    @Test
    @Exigence({"E06", "E08"})
    public void list_filledInByATeam_isCheckedFoldedReportedAndReplaced() throws IOException {
        configure(true);
        january(false);
        assertThat(ingestState(M1)).isEqualTo(State.FAIT);
        assertThat(content("quarantaine", CAF))
                .hasSize(4)
                .anyMatch(row -> row.contains("role,incomplet"))
                .anyMatch(row -> row.contains("date_acte,avant_debut,9999-99-99"))
                .anyMatch(row -> row.contains("date_acte,apres_fin_de_mois,9999-99-99"))
                .anyMatch(row -> row.contains("motif_ecart,domaine,"));
        assertThat(table("acte_liste", CAF).count()).isEqualTo(5);
        assertThat(content("acte_liste", CAF)).noneMatch(row -> row.contains("MARTIN"));
        assertThat(found(NAME)).isEmpty();

        assertThat(fold(M1)).isEqualTo(State.FAIT);
        assertThat(cases()).containsExactly("C-0001, decide, 3.50", "liste 2025-12 D-0002, ecarte, 0.00");
        assertThat(fold(M1)).isEqualTo(State.DEJA_FAIT);
        proposed("D-0002", "aleatoire");
        ReportJob.Result report = new ReportJob(door, settings).execute(M1, List.of(CAF));
        assertThat(report.reasons()).isEqualTo(Map.of("dossier déjà contrôlé ou vu récemment", 1L));
        assertThat(report.refused()).isEqualTo(Map.of("faire attente", 1L));
        assertThat(report.lines())
                .extracting(line -> line.origin() + " " + line.setAside() + " " + line.done())
                .containsExactly("aleatoire 1 0", "ciblage 0 1", "hors_liste 0 0");

        january(false);
        assertThat(ingestState(M1)).isEqualTo(State.DEJA_FAIT);
        january(true);
        assertThat(ingestState(M1)).isEqualTo(State.FAIT);
        assertThat(fold(M1)).isEqualTo(State.FAIT);
        assertThat(cases()).containsExactly("C-0001, decide, 3.50");

        fixture(folder.getRoot().toPath())
                .of(CAF, M2)
                .dossiers(8)
                .opened("E-0004", "D-0004", "C-0004", LIST, "2026-01-11")
                .write();
        assertThat(ingestState(M2)).isEqualTo(State.FAIT);
        assertThat(fold(M2)).isEqualTo(State.FAIT);
        assertThat(cases()).containsExactly("C-0001, decide, 3.50", "C-0004, ouvert, 0.00");
        assertThat(new ReportJob(door, settings).execute(M2, List.of(CAF)).refused())
                .isEmpty();
    }

    @Test
    public void contractOfLists_thatNoDeliveryUses_changesNothingThatIsInForce() {
        configure(false);
        cristal().write();
        ingestState(M1);
        fold(M1);
        List<String> before = cases();
        configure(true);
        cristal().write();
        assertThat(ingestState(M1)).isEqualTo(State.DEJA_FAIT);
        assertThat(fold(M1)).isEqualTo(State.DEJA_FAIT);
        assertThat(cases()).isEqualTo(before);
    }

    @Test
    public void slipOfATeam_isSetApart_andOnlyAFifthHoldsTheMonthUp() {
        Delivered one = cristal();
        Delivered two = cristal().number(2);
        for (int number = 1; number <= 6; number++) {
            did(one, number, "ECARTE", number == 6 ? "2025-12-30" : "2026-01-10", "motif_ecart=DROIT_CLOS");
            did(two, number, "ECARTE", number >= 5 ? "2025-12-30" : "2026-01-10", "motif_ecart=DROIT_CLOS");
        }
        one.write();
        assertThat(ingestState(M1)).isEqualTo(State.FAIT);
        assertThat(content("quarantaine", CAF)).hasSize(1);
        assertThat(table("acte_liste", CAF).count()).isEqualTo(5);
        two.write();
        assertThat(ingest(IngestRequest.of(List.of(M1), List.of(CAF)))
                        .failures()
                        .get(Unit.of(CAF, M1))
                        .getMessage())
                .contains("2 of 6 rows of liste_equipe are refused, more than 0.2");
        assertThat(table("acte_liste", CAF).count()).isEqualTo(5);
    }

    /** Files under the root that hold a text as it is; the files of tables are not encrypted in this fixture. */
    private List<String> found(String text) throws IOException {
        try (var files = Files.walk(folder.getRoot().toPath())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, text))
                    .map(Path::toString)
                    .toList();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

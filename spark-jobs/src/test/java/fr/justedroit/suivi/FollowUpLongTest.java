package fr.justedroit.suivi;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.cas.JudgeCasesJob;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.Test;

/** Where controls stand, what is due, and the figures of a year, from acts that were delivered. */
public final class FollowUpLongTest extends EraseFixture {
    private static final long serialVersionUID = 1L;

    @Test
    @Exigence({"E06", "E08", "E09"})
    public void situationsDueAndReport_ofThreeControls_areWhatTheirActsSay() {
        january(folder.getRoot().toPath(), KEPT);
        ingest(List.of(M1), CAF);
        List<Row> situations = new JudgeCasesJob(door, settings)
                .execute(M1, List.of(CAF))
                .situations()
                .select("controle_id", "etat", "origine", "refus")
                .orderBy("controle_id")
                .collectAsList();
        assertThat(situations)
                .extracting(row -> row.getString(0) + " " + row.getString(1))
                .containsExactly(DROPPED + " clos", KEPT + " soupcon", "C-NONE-0001 clos");
        assertThat(situations).allSatisfy(row -> assertThat(row.getList(3)).isEmpty());

        DueJob.Result due = new DueJob(door, settings).execute(M1, List.of(CAF));
        assertThat(due.due()).singleElement().satisfies(one -> {
            assertThat(one.state()).isEqualTo("soupcon");
            assertThat(one.holder()).contains("commission");
            assertThat(one.late()).isZero();
        });
        assertThat(new DueJob(door, settings).execute("2026-08", List.of(CAF)).due())
                .singleElement()
                .satisfies(one -> assertThat(one.late()).isEqualTo(1));

        ReportJob.Result report = new ReportJob(door, settings).execute(M1, List.of(CAF));
        assertThat(report.lines()).singleElement().satisfies(line -> {
            assertThat(line.done()).isEqualTo(3);
            assertThat(line.nothing()).isEqualTo(3);
            assertThat(line.daysToDo()).isEqualTo(12);
        });
        assertThat(report.again()).isEqualTo(new ReportJob.Again(3, 0));
        assertThat(report.erased()).isEqualTo(new ErasureCounts(0, 0));
        assertThat(report.suspicions()).isEqualTo(1);
        assertThat(report.retained()).isEmpty();
        assertThat(report.warnings()).anyMatch(line -> line.contains("trop peu de contrôles clos"));

        // The same dossier a month later, and a dossier that was never controlled.
        fixture(folder.getRoot().toPath())
                .of(CAF, M2)
                .dossiers(6)
                .suspicion(KEPT, "D-0001", "2026-01-21")
                .opened("E-0004", "D-0002", "C-AGAIN-001", M1, "2026-02-10")
                .opened("E-0005", "D-0005", "C-OTHER-001", M1, "2026-02-10")
                .write();
        ingest(List.of(M2), CAF);
        assertThat(new ReportJob(door, settings).execute(M2, List.of(CAF)).again())
                .isEqualTo(new ReportJob.Again(5, 1));
    }

    @Test
    public void graph_ofTheShippedProcedure_hasEveryStateAndEveryErasure() {
        String graph = ProcedureGraph.text(settings.procedure());
        settings.procedure().states().keySet().forEach(state -> assertThat(graph)
                .contains(" as " + state + "\n"));
        assertThat(graph).contains("avis --> clos : ne_pas_retenir (directeur) efface");
        assertThat(ProcedureGraph.table(settings.procedure())).contains("**à vérifier**", "règle du projet");
    }
}

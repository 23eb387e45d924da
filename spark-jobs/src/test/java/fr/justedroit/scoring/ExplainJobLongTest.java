package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.Exigence;
import fr.justedroit.config.Cafs.Caf;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.model.Bundle;
import fr.justedroit.model.Form;
import fr.justedroit.scoring.ExplainJob.Named;
import fr.justedroit.table.Access;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Aggregate;
import fr.justedroit.variable.Argument;
import fr.justedroit.variable.Arrival;
import fr.justedroit.variable.Category;
import fr.justedroit.variable.Concern;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Told;
import fr.justedroit.variable.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.Test;

public final class ExplainJobLongTest extends ScoringFixture {
    private static final long serialVersionUID = 1L;
    private static final Bundle TREES = bundle(Form.ARBRES);

    private static Variable variable(String name, Told told, Concern concern) {
        return new Variable(
                name,
                name,
                Category.RESSOURCES,
                Role.MODELE,
                Argument.LIBRE,
                "",
                Optional.of(name),
                Optional.empty(),
                1,
                0,
                Aggregate.DERNIER,
                Arrival.INCONNU,
                List.of(),
                1,
                name,
                new Variable.Stance("", Optional.empty(), List.of(concern), told));
    }

    /** {@code a} may be told, {@code b} is another adult's, {@code c} may not be told. */
    private ExplainJob job() {
        Dictionary dictionary = new Dictionary(
                List.of(),
                List.of(),
                List.of(
                        variable("a", Told.PERSONNE, Concern.ALLOCATAIRE),
                        variable("b", Told.AGENT, Concern.CONJOINT),
                        variable("c", Told.AUCUN, Concern.ALLOCATAIRE)));
        return new ExplainJob(door, keys(1), settings(caf("001", 0.5, 400)).cafs(), dictionary, id -> TREES);
    }

    private void scored() {
        dossiers("001", MONTH, spread(600, 0));
        new ScoreJob(door, settings(caf("001", 0.5, 400)), TREES, keys(1), line -> {}).execute(MONTH, List.of("001"));
    }

    private List<Row> list() {
        return door.open(
                        Access.consultation(Room.SCORING, Purpose.NOTATION, "test"),
                        Read.of(Zone.RESULTAT, "proposition", List.of("001"))
                                .columns("rang", "dossier_id", "score", "origine"))
                .orderBy("rang")
                .collectAsList();
    }

    @Test
    @Exigence({"E05", "E08"})
    public void execute_eachProposal_addsUpToItsScoreForBothReaders() {
        scored();
        List<Integer> numbers = new ArrayList<>();
        for (int number : new int[] {1, 2, 12, 24}) {
            ExplainJob.Result result = job().execute("001", MONTH, Named.NUMERO, number);
            assertThat(result.background()).isEqualTo(ExplainJob.BACKGROUND);
            assertThat(result.chosen()).isEmpty();
            for (Audience audience : Audience.values()) {
                Sheet sheet = result.sheets().get(audience);
                double sum = sheet.base();
                for (Sheet.Line line : sheet.lines()) {
                    sum += line.contribution();
                }
                assertThat(sum).isCloseTo(sheet.raw(), within(1e-9));
                assertThat(sheet.lines()).noneMatch(line -> line.sentence().startsWith("Variable c"));
                assertThat(sheet.lines()).anyMatch(line -> line.sentence().startsWith("Variable a"));
            }
            assertThat(result.sheets().get(Audience.PERSONNE).lines())
                    .noneMatch(line -> line.sentence().startsWith("Variable b"));
            numbers.add(result.number());
        }
        assertThat(numbers).doesNotHaveDuplicates();
        assertThatThrownBy(() -> job().execute("001", MONTH, Named.NUMERO, 25)).hasMessageContaining("24 proposals");
    }

    @Test
    @Exigence("E05")
    public void execute_rank_isToldOnceTheControlIsClosedAndNotBefore() {
        scored();
        Row proposal = list().get(3);
        int rank = proposal.getInt(0);
        int dossier = Integer.parseInt(proposal.getString(1).substring(1));
        String unknown = refused(rank);
        assertThat(unknown).isEqualTo(refused(599)).contains("once the control is closed");
        cases("001", List.of(control("001", dossier, MONTH, null, "ouvert")), "v1");
        assertThat(refused(rank)).isEqualTo(unknown);
        cases("001", List.of(control("001", dossier, MONTH, "2026-02", "decide")), "v2");
        ExplainJob.Result result = job().execute("001", MONTH, Named.RANG, rank);
        assertThat(result.chosen()).hasValueSatisfying(chosen -> {
            assertThat(chosen.rank()).isEqualTo(rank);
            assertThat(chosen.score()).isEqualTo(proposal.getDouble(2));
            assertThat(chosen.origin()).isEqualTo(proposal.getString(3));
        });
        assertThat(job().execute("001", MONTH, Named.NUMERO, result.number()).chosen())
                .isPresent();
    }

    @Test
    @Exigence("E05")
    public void execute_listThatIsMarkedVisible_tellsRanksForGood_andNoOther() {
        Caf hidden = caf("001", 0.5, 400);
        Caf visible = caf("001", 0.5, 400, true);
        dossiers("001", MONTH, spread(600, 0));
        score(visible);
        assertThat(job().execute("001", MONTH, Named.NUMERO, 1).chosen()).isPresent();
        int rank = list().get(3).getInt(0);
        assertThat(job().execute("001", MONTH, Named.RANG, rank).chosen()).isPresent();
        // The setting is taken back and the list made again: its team has seen it all the same.
        score(hidden);
        assertThat(job().execute("001", MONTH, Named.NUMERO, 1).chosen()).isPresent();
        assertThat(VisibleLists.of(door, settings(hidden).cafs(), List.of("001"))
                        .holds("001", "2025-12"))
                .isFalse();
    }

    private void score(Caf caf) {
        ScoreJob.Result result = new ScoreJob(door, settings(caf), TREES, keys(1), line -> {})
                .execute(MONTH, List.of("001"), ScoreJob.Delivered.REPLACED);
        assertThat(result.outcomes()).extracting(UnitOutcome::state).containsExactly(UnitOutcome.State.FAIT);
        // What the journal says is what the list shows, not what the setting asks.
        assertThat(result.outcomes().get(0).detail()).contains("choix visible");
    }

    private String refused(int rank) {
        try {
            job().execute("001", MONTH, Named.RANG, rank);
        } catch (fr.justedroit.errors.DataminingException e) {
            return e.getMessage();
        }
        return "not refused";
    }

    @Test
    public void execute_codesThatChangedSince_areNotExplainedAsIfTheyHadBeenScored() {
        scored();
        List<byte[]> other = new ArrayList<>();
        spread(600, 0).forEach(codes -> other.add(new byte[] {(byte) (9 - codes[0]), codes[1], codes[2], codes[3]}));
        write(Room.DOSSIER, Zone.LOCAL, "dossier_mois", "001", MONTH, CODES, rows(MONTH, "001", other), "v2");
        assertThatThrownBy(() -> {
                    for (int number = 1; number <= 24; number++) {
                        job().execute("001", MONTH, Named.NUMERO, number);
                    }
                })
                .hasMessageContaining("other codes");
    }
}

package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.model.Bundle;
import fr.justedroit.model.Form;
import fr.justedroit.scoring.ReplayDrawsJob.Replay;
import fr.justedroit.scoring.ReplayDrawsJob.Verdict;
import fr.justedroit.table.Room;
import fr.justedroit.table.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.Test;

public final class ReplayDrawsJobLongTest extends ScoringFixture {
    private static final long serialVersionUID = 1L;
    private static final Bundle TREES = bundle(Form.ARBRES);
    private static final List<String> CAFS = List.of("001", "031");

    private ScoreJob scoring() {
        return new ScoreJob(door, settings(caf("001", 0.2, 400), caf("031", 0.5, 300)), TREES, keys(1), line -> {});
    }

    private List<Replay> replays(int key) {
        return new ReplayDrawsJob(door, settings(caf("001", 0.2, 400), caf("031", 0.5, 300)), keys(key), line -> {})
                .execute(CAFS)
                .replays();
    }

    private void scored() {
        dossiers("001", MONTH, spread(500, 0));
        dossiers("031", MONTH, spread(300, 7));
        cases("001", List.of(control("001", 3, "2025-12", null, "ouvert")), "v1");
        scoring().execute(MONTH, CAFS);
    }

    @Test
    @Exigence("E05")
    public void execute_draws_areReplayedFromTheRecordAndFromData() throws IOException {
        scored();
        assertThat(replays(1)).hasSize(2).allSatisfy(replay -> {
            assertThat(replay.record()).as(replay.why()).isEqualTo(Verdict.SAME);
            assertThat(replay.data()).as(replay.why()).isEqualTo(Verdict.SAME);
        });
        assertThat(replays(1)).extracting(Replay::eligible).containsExactly(499L, 300L);
        assertThat(replays(1)).extracting(Replay::drawn).containsExactly(4L, 5L);
        assertThat(replays(2)).allSatisfy(replay -> assertThat(replay.record()).isEqualTo(Verdict.OTHER));

        // Cases known since: today's data no longer tell, the record does.
        cases("001", List.of(), "v2");
        assertThat(replays(1).get(0)).satisfies(replay -> {
            assertThat(replay.record()).isEqualTo(Verdict.SAME);
            assertThat(replay.data()).isEqualTo(Verdict.UNKNOWN);
            assertThat(replay.why()).contains("500 would be eligible");
        });

        // Months whose codes are purged are replayed from the record alone; a record with a byte edited is seen.
        Path record = folder.getRoot().toPath().resolve("preuve/tirage/" + MONTH + "/031.bin");
        byte[] bytes = Files.readAllBytes(record);
        bytes[bytes.length - 1] ^= 1;
        Files.write(record, bytes);
        assertThat(replays(1).get(1).record()).isEqualTo(Verdict.OTHER);
        Files.delete(record);
        assertThat(replays(1).get(1)).satisfies(replay -> {
            assertThat(replay.record()).isEqualTo(Verdict.UNKNOWN);
            assertThat(replay.data()).isEqualTo(Verdict.SAME);
        });
    }

    @Test
    @Exigence("E05")
    public void execute_listWithAnotherDossierInThePlaceOfADrawnOne_isSeen() {
        scored();
        String ddl = "mois STRING, caf STRING, dossier_id STRING";
        List<Row> others = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            others.add(org.apache.spark.sql.RowFactory.create(MONTH, "031", dossier(290 + i)));
        }
        write(Room.SCORING, Zone.LOCAL, "tirage", "031", MONTH, ddl, others);
        assertThat(replays(1).get(1).record()).isEqualTo(Verdict.OTHER);
    }

    @Test
    @Exigence("E05")
    public void score_dossierDeliveredTwice_isRefusedForItsCafAlone() {
        dossiers("001", MONTH, spread(200, 0));
        List<Row> twice = new ArrayList<>(rows(MONTH, "031", spread(200, 0)));
        twice.add(rows(MONTH, "031", spread(1, 4)).get(0));
        write(Room.DOSSIER, Zone.LOCAL, "dossier_mois", "031", MONTH, CODES, twice);
        ScoreJob.Result result = scoring().execute(MONTH, CAFS);
        assertThat(result.failures()).containsOnlyKeys("031");
        assertThat(result.failures().get("031").what()).contains("cannot be ranked");
        assertThat(door.inForce(Zone.RESULTAT, "proposition", CAFS)).hasSize(1);
        assertThat(door.inForce(Zone.RESULTAT, "classement", CAFS)).hasSize(1);
    }

    @Test
    @Exigence({"E04", "E27"})
    public void score_cafThatACheckRefused_isAFailureOfItsOwn() {
        dossiers("001", MONTH, spread(100, 0));
        dossiers("031", MONTH, spread(100, 0));
        DataminingException refused = ErrorCode.STATE_MISSING.with("quoi", "x", "raison", "y", "remede", "z");
        ScoreJob.Result result =
                scoring().execute(MONTH, CAFS, ScoreJob.Delivered.KEPT, Set.of(), Map.of("031", refused));
        assertThat(result.failures()).containsExactly(Map.entry("031", refused));
        assertThat(result.lists()).extracting(ScoreJob.CafList::caf).containsExactly("001");
        assertThat(door.inForce(Zone.RESULTAT, "proposition", CAFS)).hasSize(1);
    }
}

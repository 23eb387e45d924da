package fr.justedroit.suivi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.Exigence;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.Problems;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/** An order of erasure is an act of a person that the procedure knows; a problem names its line and no value. */
public final class ErasureActsTest {
    private static final String HEADER = "caf;controle_id;acte;role;auteur;date;motif";
    private final ErasureActs acts =
            new ErasureActs(Settings.read(Path.of("../conf"), new Problems()).procedure(), List.of("031", "974"));

    @Test
    @Exigence("E10")
    public void parse_ordersOfDirectorAndJudge_areControlsByCaf() {
        assertThat(acts.parse(List.of(
                        HEADER,
                        "974;CTL-2;annuler;juridiction;tribunal;2026-02-03;jugement",
                        "",
                        "031;CTL-1;ne_pas_retenir;directeur;D7;2026-02-01;bonne foi",
                        "031;CTL-1;ne_pas_retenir;directeur;D7;2026-02-01;bonne foi")))
                .containsEntry("031", List.of("CTL-1"))
                .containsEntry("974", List.of("CTL-2"))
                .hasSize(2);
    }

    @Test
    @Exigence({"E01", "E10"})
    public void parse_problems_areAllReportedWithoutAValue() {
        assertThatThrownBy(() -> acts.parse(List.of(
                        HEADER,
                        "999;ZQX-1;annuler;juridiction;t;2026-02-03;m",
                        "031;zqx 1;annuler;juridiction;t;2026-02-03;m",
                        "031;ZQX-3;effacer;systeme;t;2026-02-03;m",
                        "031;ZQX-4;annuler;agent;t;2026-02-03;m",
                        "031;ZQX-5;annuler;directeur;;2026-02-30;",
                        "031;ZQX-6")))
                .isInstanceOf(DataminingException.class)
                .hasMessageContaining("8 problem(s)")
                .hasMessageContaining("line 2", "line 7")
                .hasMessageNotContaining("ZQX")
                .hasMessageNotContaining("zqx");
    }
}

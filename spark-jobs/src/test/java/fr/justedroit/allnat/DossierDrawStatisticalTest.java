package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Keys;
import fr.justedroit.table.ExecutionId;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.Test;

/**
 * Who knows the code, the journal and the tables, but not the key, predicts the month's draw no better than by saying
 * "drawn" of everybody. With 40,000 dossiers a guess that is right as often as chance is within 0.008 of it but once in
 * 25,000 tries; the secrets are fixed, so the test always ends alike.
 */
public final class DossierDrawStatisticalTest {
    private static final int DOSSIERS = 40_000;
    private static final double SHARE = 0.8;
    private static final double CHANCE = 0.008;
    private static final String MONTH = "2026-02";
    private static final DossierDraw SECRET = new DossierDraw(AllnatFixture.KEYS);

    private static boolean isDrawn(DossierDraw draw, String month, long dossier) {
        return draw.drawn(month, AllnatFixture.caf(dossier), AllnatFixture.id(dossier)) < SHARE;
    }

    /** Share of those that a guess names who are drawn, less the share of all who are. */
    private static double gain(Predicate<Long> guess) {
        long all = LongStream.range(0, DOSSIERS)
                .filter(dossier -> isDrawn(SECRET, MONTH, dossier))
                .count();
        long named = LongStream.range(0, DOSSIERS).filter(guess::test).count();
        long hits = LongStream.range(0, DOSSIERS)
                .filter(dossier -> guess.test(dossier) && isDrawn(SECRET, MONTH, dossier))
                .count();
        return Math.abs((double) hits / named - (double) all / DOSSIERS);
    }

    @Test
    @Exigence("E11")
    public void drawn_withoutTheKey_isPredictedNoBetterThanChance() {
        Keys journal = use ->
                new KeyedHash(ExecutionId.sha256("refresh-allnat " + MONTH).getBytes(StandardCharsets.UTF_8));
        DossierDraw guessed = new DossierDraw(journal);
        assertThat(gain(dossier -> isDrawn(guessed, MONTH, dossier))).isLessThan(CHANCE);
        assertThat(gain(dossier -> isDrawn(SECRET, "2026-01", dossier))).isLessThan(CHANCE);
        assertThat(gain(dossier -> isDrawn(SECRET, "2026-01", dossier) && isDrawn(SECRET, "2025-02", dossier)))
                .isLessThan(CHANCE);
        assertThat(gain(dossier -> (AllnatFixture.id(dossier).hashCode() & 1) == 0))
                .isLessThan(CHANCE);
        assertThat(gain(dossier -> SECRET.recordKey("2026", AllnatFixture.caf(dossier), AllnatFixture.id(dossier)) > 0))
                .isLessThan(CHANCE);
    }

    @Test
    public void drawn_withTheKey_isFoundAgain() {
        DossierDraw same = new DossierDraw(AllnatFixture.KEYS);
        assertThat(gain(dossier -> isDrawn(same, MONTH, dossier))).isGreaterThan(0.15);
    }
}

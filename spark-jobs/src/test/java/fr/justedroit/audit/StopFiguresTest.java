package fr.justedroit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.StopRule;
import java.util.Optional;
import org.junit.Test;

/** Which quarters count for the stop rule, what they are compared with, and when two of them stop targeting. */
public final class StopFiguresTest {
    private final Release release = new Release(new Perturbation(new KeyedHash(new byte[16])), "m1", 1.25);
    private final StopFigures.Quarters quarters = new StopFigures.Quarters();

    private void arm(String month, String caf, boolean isTargeted, long positive, long negative, long open) {
        quarters.add(month, caf, isTargeted, "positif", positive);
        quarters.add(month, caf, isTargeted, "negatif", negative);
        quarters.add(month, caf, isTargeted, "ouvert", open);
    }

    /** 900 targeted, of which so many found; of 300 drawn, 30. */
    private void quarter(String month, long found) {
        arm(month, "001", true, found, 900 - found, 0);
        arm(month, "001", false, 30, 270, 0);
    }

    private Optional<String> stop(String month) {
        return new StopFigures(StopRule.SHIPPED).release(quarters, month, release);
    }

    private double value(String name, String group) {
        return Released.value(release, name, group);
    }

    @Test
    public void twoWeakQuartersRunning_stop_andStayStopped() {
        quarter("2025-02", 250);
        quarter("2025-05", 110);
        quarter("2025-08", 110);
        quarter("2025-11", 250);
        assertThat(stop("2026-01")).contains("2025-T3");
        assertThat(value("arret_ciblage", "tous")).isEqualTo(1);
        assertThat(value("rendement_cible", "trimestre=2025-T2")).isBetween(0.11, 0.135);
        assertThat(value("rendement_hasard", "trimestre=2025-T2")).isBetween(0.09, 0.11);
        assertThat(value("rapport_rendement", "trimestre=2025-T2")).isBetween(1.0, 1.5);
    }

    @Test
    public void weakQuartersApart_doNot() {
        quarter("2025-02", 110);
        quarter("2025-05", 250);
        quarter("2025-08", 110);
        assertThat(stop("2026-01")).isEmpty();
        assertThat(value("arret_ciblage", "tous")).isZero();
    }

    @Test
    public void quarterThatSaysNothing_neitherCountsNorBreaksTheRun() {
        quarter("2025-02", 110);
        arm("2025-05", "001", true, 500, 400, 0);
        arm("2025-05", "001", false, 20, 160, 0);
        quarter("2025-08", 110);
        assertThat(stop("2026-01")).contains("2025-T3");
        assertThat(release.figures()).noneMatch(figure -> figure.group().contains("2025-T2"));
    }

    @Test
    public void quarterStillSelectedFromOrMostlyOpen_isLeftOut() {
        quarter("2025-02", 110);
        quarter("2025-05", 110);
        arm("2025-05", "001", false, 0, 0, 100);
        quarter("2025-08", 110);
        assertThat(stop("2025-09")).isEmpty();
        assertThat(release.figures()).noneMatch(figure -> figure.group().contains("2025-T2"));
        assertThat(release.figures()).noneMatch(figure -> figure.group().contains("2025-T3"));
    }

    @Test
    public void chance_isThatOfTheSamePlacesInTheSameCafs() {
        // Most of those drawn are in a CAF where half are positive, most of those chosen in one where a tenth are.
        arm("2025-02", "001", true, 280, 620, 0);
        arm("2025-02", "001", false, 20, 180, 0);
        arm("2025-02", "031", true, 60, 40, 0);
        arm("2025-02", "031", false, 900, 900, 0);
        stop("2026-01");
        assertThat(value("rendement_hasard", "trimestre=2025-T1")).isBetween(0.12, 0.16);
        assertThat(value("rapport_rendement", "trimestre=2025-T1")).isGreaterThan(2);
    }

    @Test
    public void nothingFound_isAsWeakAsCanBe() {
        quarter("2025-02", 0);
        quarter("2025-05", 0);
        assertThat(stop("2025-08")).contains("2025-T2");
        assertThat(stop("2025-03")).isEmpty();
    }
}

package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.mesure.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/**
 * A copy is found, under other codes and with errors; what is only related is not. On samples of 2,000, each seed errs with a
 * chance under one in a million: none of 100 may.
 */
public final class NearCopyScanTest {
    private static final int SEEDS = 100;
    private static final NearCopyScan SCAN = new NearCopyScan(List.of("un", "deux"), List.of("attribut"));

    /** An attribute of four codes, a variable that has nothing to do with it, and one that repeats it so often. */
    private static List<byte[]> sample(Random random, int size, double repeats) {
        int[] names = {7, 3, 0, 5};
        List<byte[]> sample = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int attribute = Math.min(3, (int) Math.abs(2 * random.nextGaussian()));
            int repeated = random.nextDouble() < repeats ? attribute : random.nextInt(4);
            sample.add(new byte[] {(byte) random.nextInt(32), (byte) names[repeated], (byte) attribute});
        }
        return sample;
    }

    private static long exceeded(double repeats) {
        long exceeded = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            BoundCheck check = SCAN.judge(sample(new Random(seed), 2_000, repeats));
            exceeded += check.verdict() == Verdict.DEPASSE ? 1 : 0;
        }
        return exceeded;
    }

    @Test
    @Exigence("E12")
    public void judge_copyUnderOtherCodesWithErrors_isExceeded() {
        assertThat(exceeded(1)).isEqualTo(SEEDS);
        assertThat(exceeded(0.95)).isEqualTo(SEEDS);
        assertThat(SCAN.judge(sample(new Random(1), 2_000, 1)).detail()).startsWith("deux pour attribut : 1.0000");
    }

    @Test
    public void judge_variableThatIsOnlyRelatedOrHasNothingToDoWithIt_isHeld() {
        assertThat(exceeded(0)).isZero();
        assertThat(exceeded(0.6)).isZero();
    }

    @Test
    public void judge_rareAttribute_isNotTriedAndNamed() {
        List<byte[]> sample = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            byte code = (byte) (i < 29 ? 1 : 2);
            sample.add(new byte[] {code, code, code});
        }
        BoundCheck check = SCAN.judge(sample);
        assertThat(check.verdict()).isEqualTo(Verdict.SANS_OBJET);
        assertThat(check.detail()).contains("attribut");
        sample.add(new byte[] {1, 1, 1});
        assertThat(SCAN.judge(sample).verdict()).isEqualTo(Verdict.DEPASSE);
    }

    @Test
    public void judge_noDossier_cannotConclude() {
        assertThat(SCAN.judge(List.of()).verdict()).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(new NearCopyScan(List.of("un"), List.of()).judge(List.of()).verdict())
                .isEqualTo(Verdict.SANS_OBJET);
    }
}

package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.Keys;
import fr.justedroit.mesure.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/**
 * Twelve months of frozen cells, attacked together. It works on exact sums and where each sum is asked for sixteen times
 * with an error of its own each time; it gains nothing where asking again gives the same error.
 */
public final class JointReconstructionLongTest {
    private static final int CELLS = 400;
    /** What is found to gain nothing is tried on more, so that the interval is narrow. */
    private static final int MORE_CELLS = 1_000;

    private static final int MONTHS = 12;
    private static final int COLUMNS = 20;
    private static final int ASKED = 16;
    private static final double SHARE = 0.8;
    private static final double DEVIATION = 2;
    private static final CellNoise NOISE = new CellNoise(AllnatFixture.KEYS.of(Keys.Use.BRUIT), DEVIATION);

    /** How the error of a published sum is drawn. */
    private enum Release {
        EXACT,
        FRESH,
        OURS
    }

    /** Errors of the size, the attribute and the columns, on average over as many askings. */
    private static double[] errors(Release release, long key, Random random) {
        double[] errors = new double[2 + COLUMNS];
        for (int time = 0; time < ASKED && release != Release.EXACT; time++) {
            int[] one = NOISE.of(release == Release.OURS ? key : random.nextLong() >>> 32, errors.length);
            Arrays.setAll(errors, i -> errors[i] + (double) one[i] / ASKED);
        }
        return errors;
    }

    private static List<JointReconstruction.Cell> cells(Release release, double rate, long seed) {
        Random random = new Random(seed);
        List<JointReconstruction.Cell> cells = new ArrayList<>();
        for (int i = 0; i < (release == Release.OURS ? MORE_CELLS : CELLS); i++) {
            cells.add(cell(release, rate, random));
        }
        return cells;
    }

    private static JointReconstruction.Cell cell(Release release, double rate, Random random) {
        int members = 14 + random.nextInt(10);
        boolean[] truth = new boolean[members];
        int[][] codes = new int[members][COLUMNS];
        long[] keys = new long[members];
        for (int member = 0; member < members; member++) {
            truth[member] = random.nextDouble() < rate;
            keys[member] = random.nextLong() & 0xffffffffL;
            Arrays.setAll(codes[member], column -> random.nextInt(column % 2 == 0 ? 6 : 2) - 1);
        }
        boolean[][] present = new boolean[MONTHS][members];
        int[][][] known = new int[MONTHS][members][];
        double[] sizes = new double[MONTHS];
        double[][] sums = new double[MONTHS][COLUMNS];
        double[] secrets = new double[MONTHS];
        for (int month = 0; month < MONTHS; month++) {
            long key = 0;
            for (int member = 0; member < members; member++) {
                present[month][member] = random.nextDouble() < 0.95;
                known[month][member] = codes[member];
                if (present[month][member] && random.nextDouble() < SHARE) {
                    key = (key + keys[member]) & 0xffffffffL;
                    sizes[month]++;
                    secrets[month] += truth[member] ? 1 : 0;
                    for (int column = 0; column < COLUMNS; column++) {
                        sums[month][column] += codes[member][column];
                    }
                }
            }
            double[] errors = errors(release, key, random);
            sizes[month] += errors[0];
            secrets[month] += errors[1];
            for (int column = 0; column < COLUMNS; column++) {
                sums[month][column] += errors[2 + column];
            }
        }
        return new JointReconstruction.Cell(present, known, sizes, sums, secrets, truth);
    }

    private static BoundCheck attack(Release release, double rate, long seed) {
        double deviation = release == Release.OURS ? DEVIATION : release == Release.FRESH ? DEVIATION / 4 : 0;
        return MeasureGate.reconstruction(
                JointReconstruction.attack(cells(release, rate, seed), SHARE, deviation, seed), MONTHS, MONTHS, "x");
    }

    @Test
    public void attack_exactSumsAndErrorsDrawnAfresh_succeeds() {
        for (double rate : new double[] {0.1, 0.2}) {
            assertThat(attack(Release.EXACT, rate, 1).verdict()).isEqualTo(Verdict.DEPASSE);
            assertThat(attack(Release.FRESH, rate, 2).verdict()).isEqualTo(Verdict.DEPASSE);
        }
    }

    /** At one in ten nothing is gained; at one in five the attack comes near the bound, and does not pass it. */
    @Test
    public void attack_errorsThatAskingAgainGivesAgain_gainsNothing() {
        BoundCheck check = attack(Release.OURS, 0.1, 3);
        assertThat(check.verdict()).as(check.detail()).isEqualTo(Verdict.TENU);
        assertThat(attack(Release.OURS, 0.2, 3).verdict()).isNotEqualTo(Verdict.DEPASSE);
    }

    @Test
    public void reconstruction_tooFewMonthsOrClaims_cannotConclude() {
        JointReconstruction.Result few = new JointReconstruction.Result(40, 4, 0.1);
        assertThat(MeasureGate.reconstruction(few, 12, 12, "x").verdict()).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(MeasureGate.reconstruction(few, 1, 12, "x").verdict()).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(MeasureGate.reconstruction(few, 1, 1, "x").verdict()).isEqualTo(Verdict.SANS_OBJET);
    }
}

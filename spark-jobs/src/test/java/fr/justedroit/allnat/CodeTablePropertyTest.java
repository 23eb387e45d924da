package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.mesure.Auc;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.ScoreCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** Areas from counts, against every pair of dossiers one by one. */
public final class CodeTablePropertyTest {
    private static final int SEEDS = 200;
    private static final double LEVEL = 0.95;

    /** A code and whether the dossier is in the group. */
    private record Dossier(int code, boolean isInGroup) {}

    private static List<Dossier> dossiers(Random random, int codes) {
        List<Dossier> dossiers = new ArrayList<>(
                List.of(new Dossier(random.nextInt(codes), true), new Dossier(random.nextInt(codes), false)));
        double lean = random.nextDouble();
        int count = random.nextInt(120);
        for (int i = 0; i < count; i++) {
            int code = random.nextInt(codes);
            dossiers.add(new Dossier(code, random.nextDouble() < (code % 3 == 0 ? lean : 0.3)));
        }
        return dossiers;
    }

    private static CodeTable table(List<Dossier> dossiers, int codes) {
        CodeTable table = new CodeTable(codes);
        dossiers.forEach(dossier -> table.add(dossier.code(), dossier.isInGroup()));
        return table;
    }

    /** The chance that one of the group has a higher place than one who is not, equal places counting half. */
    private static double overPairs(List<Dossier> dossiers, double[] places) {
        double won = 0;
        long pairs = 0;
        for (Dossier one : dossiers) {
            for (Dossier other : dossiers) {
                if (one.isInGroup() && !other.isInGroup()) {
                    pairs++;
                    won += 0.5 + 0.5 * Math.signum(places[one.code()] - places[other.code()]);
                }
            }
        }
        return won / pairs;
    }

    private static double[] places(int[] order) {
        double[] places = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            places[order[i]] = i;
        }
        return places;
    }

    @Test
    public void area_orderOfAnotherHalf_isThatOfEveryPair() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int codes = 2 + random.nextInt(31);
            List<Dossier> measuring = dossiers(random, codes);
            CodeTable taught = table(dossiers(random, codes), codes);
            Estimate area = table(measuring, codes).area(taught, LEVEL).orElseThrow();
            assertThat(area.value()).isCloseTo(overPairs(measuring, places(taught.order())), within(1e-12));
            assertThat(area.n()).isEqualTo(measuring.size());
        }
    }

    @Test
    public void order_ofTheSameDossiers_noOtherOrderIsAbove() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int codes = 2 + random.nextInt(8);
            CodeTable table = table(dossiers(random, codes), codes);
            double best = table.area(table, LEVEL).orElseThrow().value();
            List<Integer> order = new ArrayList<>();
            for (int code = 0; code < codes; code++) {
                order.add(code);
            }
            for (int i = 0; i < 50; i++) {
                Collections.shuffle(order, random);
                ScoreCounts other =
                        table.ranked(order.stream().mapToInt(Integer::intValue).toArray());
                assertThat(Auc.value(other, Auc.Weighting.CASES).orElseThrow()).isLessThanOrEqualTo(best + 1e-12);
            }
        }
    }

    @Test
    public void ranked_scores_isThatOfEveryPair() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Dossier> dossiers = dossiers(random, 20);
            double[] values = random.doubles(20).toArray();
            values[random.nextInt(20)] = values[random.nextInt(20)];
            double[] scores = dossiers.stream()
                    .mapToDouble(dossier -> values[dossier.code()])
                    .toArray();
            boolean[] isInGroup = new boolean[scores.length];
            for (int i = 0; i < scores.length; i++) {
                isInGroup[i] = dossiers.get(i).isInGroup();
            }
            assertThat(Auc.value(ProxyScan.ranked(scores, isInGroup), Auc.Weighting.CASES)
                            .orElseThrow())
                    .isCloseTo(overPairs(dossiers, values), within(1e-12));
        }
    }
}

package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.Exigence;
import fr.justedroit.scoring.Sheet.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public final class SheetTest {

    private static List<Told> told(long seed) {
        Random random = new Random(seed);
        List<Told> told = new ArrayList<>();
        for (int v = 0; v < 40; v++) {
            int kind = random.nextInt(10);
            Telling telling = kind < 8 ? Telling.WORDS : kind < 9 ? Telling.OTHER_ADULT : Telling.NOTHING;
            told.add(new Told(telling, "fait " + v, random.nextInt(6) == 0 ? 0 : random.nextGaussian()));
        }
        return told;
    }

    private static Sheet sheet(long seed) {
        List<Told> told = told(seed);
        double raw = -1.25;
        for (Told one : told) {
            raw += one.contribution();
        }
        return Sheet.of(-1.25, raw, told);
    }

    @Test
    @Exigence("E08")
    public void of_whatMayNotBeTold_isOneLineAndTheSumIsTheScore() {
        for (int seed = 0; seed < 200; seed++) {
            Sheet sheet = sheet(seed);
            double sum = sheet.base();
            for (Sheet.Line line : sheet.lines()) {
                sum += line.contribution();
            }
            assertThat(sum).isCloseTo(sheet.raw(), within(1e-9));
            List<String> sentences =
                    sheet.lines().stream().map(Sheet.Line::sentence).toList();
            assertThat(sentences).doesNotHaveDuplicates();
            told(seed).stream().filter(one -> one.telling() != Telling.WORDS).forEach(one -> assertThat(sentences)
                    .doesNotContain(one.sentence()));
        }
    }

    @Test
    public void thousandths_ofAnySheet_addUpAsTheyArePrinted() {
        for (int seed = 0; seed < 200; seed++) {
            Sheet sheet = sheet(seed);
            List<Sheet.Part> parts = sheet.thousandths();
            long sum = sheet.baseThousandths();
            for (int i = 0; i < parts.size(); i++) {
                sum += parts.get(i).units();
                assertThat(parts.get(i).units() / 1000.0)
                        .isCloseTo(sheet.lines().get(i).contribution(), within(0.001));
            }
            assertThat(sum).isEqualTo(Math.round(sheet.raw() * 1000));
            assertThat(sheet.baseThousandths() / 1000.0).isCloseTo(sheet.base(), within(0.001));
        }
    }

    @Test
    @Exigence("E05")
    public void shares_ofAnySheet_haveOneShapeAndTellNoScore() {
        for (int seed = 0; seed < 200; seed++) {
            for (int direction : new int[] {1, -1}) {
                List<Sheet.Part> parts = sheet(seed).shares(direction, 3, "autres");
                assertThat(parts).hasSize(4);
                assertThat(parts.stream().mapToLong(Sheet.Part::units).sum()).isEqualTo(100);
                assertThat(parts).allSatisfy(part -> assertThat(part.units()).isNotNegative());
                assertThat(parts.get(3).sentence()).isEqualTo("autres");
            }
        }
        // Twice as far from the base: another score, the same shares.
        List<Told> twice = told(1).stream()
                .map(one -> new Told(one.telling(), one.sentence(), 2 * one.contribution()))
                .toList();
        assertThat(Sheet.of(0, 0, twice).shares(1, 3, "autres")).isEqualTo(sheet(1).shares(1, 3, "autres"));
    }

    @Test
    public void shares_ofADossierThatNothingRaises_areNone() {
        Sheet sheet = Sheet.of(0, -1, List.of(new Told(Telling.WORDS, "un fait", -1)));
        assertThat(sheet.shares(1, 3, "autres")).isEmpty();
        assertThat(sheet.shares(-1, 3, "autres")).containsExactly(new Sheet.Part("un fait", 100));
    }
}

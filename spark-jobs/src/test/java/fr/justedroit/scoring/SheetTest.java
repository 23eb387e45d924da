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
    private static final List<String> SUBJECTS = List.of(
            "la famille",
            "les enfants",
            "l'activité",
            "les ressources",
            "le logement",
            "les indus",
            "la vie",
            "la CAF");

    private static List<Told> told(long seed) {
        Random random = new Random(seed);
        List<Told> told = new ArrayList<>();
        for (int v = 0; v < 120; v++) {
            int kind = random.nextInt(10);
            Telling telling = kind < 8 ? Telling.WORDS : kind < 9 ? Telling.OTHER_ADULT : Telling.NOTHING;
            told.add(new Told(
                    telling,
                    "fait " + v,
                    SUBJECTS.get(v % SUBJECTS.size()),
                    random.nextInt(6) == 0 ? 0 : random.nextGaussian()));
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
                List<Sheet.Part> parts = sheet(seed).shares(direction, "autres");
                assertThat(parts).hasSize(Sheet.FACTS + Sheet.SUBJECTS + 1);
                assertThat(parts.stream().mapToLong(Sheet.Part::units).sum()).isEqualTo(100);
                assertThat(parts).allSatisfy(part -> assertThat(part.units()).isNotNegative());
                assertThat(parts.subList(Sheet.FACTS, Sheet.FACTS + Sheet.SUBJECTS))
                        .allSatisfy(part -> assertThat(part.sentence()).startsWith("D'autres faits, sur "));
                assertThat(parts.get(Sheet.FACTS + Sheet.SUBJECTS).sentence()).isEqualTo("autres");
            }
        }
        // Twice as far from the base: another score, the same shares.
        List<Told> twice = told(1).stream()
                .map(one -> new Told(one.telling(), one.sentence(), one.about(), 2 * one.contribution()))
                .toList();
        assertThat(Sheet.of(0, 0, twice).shares(1, "autres")).isEqualTo(sheet(1).shares(1, "autres"));
    }

    @Test
    public void shares_ofADossierThatNothingRaises_areNone() {
        Sheet sheet = Sheet.of(0, -1, List.of(new Told(Telling.WORDS, "un fait", "la famille", -1)));
        assertThat(sheet.shares(1, "autres")).isEmpty();
        assertThat(sheet.shares(-1, "autres")).containsExactly(new Sheet.Part("un fait", 100));
    }

    @Test
    @Exigence("E08")
    public void shares_ofManySmallFacts_sayWhatTheyAreAbout_andNothingOfWhatIsUntold() {
        List<Told> told = new ArrayList<>();
        for (int v = 0; v < Sheet.FACTS; v++) {
            told.add(new Told(Telling.WORDS, "grand fait " + v, "la famille", 4));
        }
        for (int v = 0; v < 20; v++) {
            told.add(new Told(Telling.WORDS, "petit fait " + v, "les ressources", 3));
            told.add(new Told(Telling.NOTHING, "fait tu " + v, "la fraude", 1));
        }
        List<Sheet.Part> parts = Sheet.of(0, 100, told).shares(1, "autres");
        // 20 for the untold, the largest line; 16 for four facts; 4 for the fifth and 60 for the small, by subject.
        assertThat(parts)
                .containsExactly(
                        new Sheet.Part(Sheet.UNTOLD, 20),
                        new Sheet.Part("grand fait 0", 4),
                        new Sheet.Part("grand fait 1", 4),
                        new Sheet.Part("grand fait 2", 4),
                        new Sheet.Part("grand fait 3", 4),
                        new Sheet.Part("D'autres faits, sur les ressources", 60),
                        new Sheet.Part("D'autres faits, sur la famille", 4));
        Sheet untoldIsSmall = Sheet.of(
                0,
                0,
                List.of(
                        new Told(Telling.WORDS, "a", "la famille", 9), new Told(Telling.WORDS, "b", "la famille", 9),
                        new Told(Telling.WORDS, "c", "la famille", 9), new Told(Telling.WORDS, "d", "la famille", 9),
                        new Told(Telling.WORDS, "e", "la famille", 9),
                                new Told(Telling.NOTHING, "tu", "la fraude", 5)));
        assertThat(untoldIsSmall.shares(1, "autres")).last().isEqualTo(new Sheet.Part("autres", 10));
    }
}

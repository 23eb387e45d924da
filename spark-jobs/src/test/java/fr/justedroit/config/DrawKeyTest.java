package fr.justedroit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.Exigence;
import fr.justedroit.errors.DataminingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The key of a year's draws is that of the year, and of nothing else. */
public final class DrawKeyTest {
    private static final Keys KEYS =
            use -> new KeyedHash(("test-" + use + "-0123456789abcdef").getBytes(StandardCharsets.UTF_8));

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    @Exigence("E05")
    public void opened_yearsKey_isThatOfItsMonthsAlone() {
        Path file = folder.getRoot().toPath().resolve("cle");
        DrawKey.open(KEYS, "2026", file);
        DrawKey opened = DrawKey.read(file);
        for (String month : new String[] {"2026-01", "2026-12"}) {
            assertThat(opened.of(month).orElseThrow().hash64(month, "001", "D"))
                    .isEqualTo(KEYS.draw(month).hash64(month, "001", "D"));
        }
        assertThat(opened.of("2025-12")).isEmpty();
        assertThat(opened.of("2027-01")).isEmpty();
    }

    @Test
    public void draw_keysOfYearsAndOfOtherUses_areAllDifferent() {
        Set<Long> marks = new HashSet<>();
        for (Keys.Use use : Keys.Use.values()) {
            marks.add(KEYS.of(use).hash64("m"));
        }
        for (int year = 2020; year < 2040; year++) {
            marks.add(KEYS.draw(year + "-06").hash64("m"));
        }
        assertThat(marks).hasSize(Keys.Use.values().length + 20);
    }

    @Test
    public void read_anythingElse_isRefusedWithoutQuotingIt() throws IOException {
        Path file = Files.writeString(folder.getRoot().toPath().resolve("autre"), "tirage 2026 abcdef\n");
        assertThatThrownBy(() -> DrawKey.read(file))
                .isInstanceOfSatisfying(
                        DataminingException.class, e -> assertThat(e.why()).doesNotContain("abcdef"));
        assertThatThrownBy(() -> DrawKey.read(file.resolveSibling("absent"))).isInstanceOf(DataminingException.class);
        assertThatThrownBy(() -> DrawKey.open(KEYS, "2026", file)).isInstanceOf(DataminingException.class);
    }
}

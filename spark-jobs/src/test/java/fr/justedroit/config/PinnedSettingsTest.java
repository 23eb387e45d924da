package fr.justedroit.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.errors.DataminingException;
import java.util.Map;
import org.junit.Test;

/** A pinned setting cannot be given another value. */
public final class PinnedSettingsTest {
    @Test
    public void check_twoOverridden_namesBoth() {
        Map<String, String> given = Map.of("spark.io.encryption.enabled", "false", "spark.sql.ansi.enabled", "false");
        assertThatThrownBy(() -> PinnedSettings.checkNotOverridden(given::get))
                .isInstanceOf(DataminingException.class)
                .hasMessageContaining("spark.io.encryption.enabled")
                .hasMessageContaining("spark.sql.ansi.enabled");
    }

    @Test
    public void check_sameValueOrAbsent_passes() {
        Map<String, String> given = Map.of("spark.sql.ansi.enabled", "TRUE");
        assertThatCode(() -> PinnedSettings.checkNotOverridden(given::get)).doesNotThrowAnyException();
    }
}

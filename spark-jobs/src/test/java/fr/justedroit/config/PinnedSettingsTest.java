package fr.justedroit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.Exigence;
import fr.justedroit.errors.DataminingException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    @Exigence("E21")
    public void check_authenticationOrEncryptionOff_isRefused() {
        for (String key : List.of("spark.authenticate", "spark.network.crypto.enabled")) {
            assertThatThrownBy(() -> PinnedSettings.checkNotOverridden(Map.of(key, "false")::get))
                    .isInstanceOf(DataminingException.class)
                    .hasMessageContaining(key);
        }
    }

    @Test
    public void check_sameValueOrAbsent_passes() {
        Map<String, String> given = Map.of("spark.sql.ansi.enabled", "TRUE");
        assertThatCode(() -> PinnedSettings.checkNotOverridden(given::get)).doesNotThrowAnyException();
    }

    @Test
    @Exigence("E21")
    public void of_betweenMachines_authenticatesAndEncrypts() {
        assertThat(values("spark://host:7077"))
                .containsEntry("spark.authenticate", "true")
                .containsEntry("spark.network.crypto.enabled", "true")
                .containsEntry("spark.io.encryption.enabled", "true");
        assertThat(values("yarn")).containsEntry("spark.authenticate", "true");
    }

    @Test
    public void of_oneProcess_encryptsItsDiskAndDoesNotAuthenticateAgainstItself() {
        assertThat(values("local[2]"))
                .containsEntry("spark.io.encryption.enabled", "true")
                .doesNotContainKeys("spark.authenticate", "spark.network.crypto.enabled");
    }

    @Test
    public void check_eventLogElsewhere_isRefused() {
        assertThatThrownBy(() -> PinnedSettings.checkNotOverridden(Map.of("spark.eventLog.dir", "file:/tmp")::get))
                .isInstanceOf(DataminingException.class)
                .hasMessageContaining("spark.eventLog.dir");
        assertThat(values("local[2]")).doesNotContainKey("spark.eventLog.dir");
    }

    private static Map<String, String> values(String master) {
        return PinnedSettings.of(master).stream()
                .collect(Collectors.toMap(PinnedSettings.Pinned::key, PinnedSettings.Pinned::value));
    }
}

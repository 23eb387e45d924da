package fr.justedroit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.errors.DataminingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The keystore opens for its owner only, and gives one independent key a purpose. */
public final class SecretsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path made() {
        Path keystore = folder.getRoot().toPath().resolve("cles/essai.p12");
        Secrets.create(keystore, new SecureRandom());
        return keystore;
    }

    @Test
    public void open_made_givesTheSameKeysEachTimeAndOneAPurpose() {
        Path keystore = made();
        Secrets one = Secrets.open(keystore);
        Secrets two = Secrets.open(keystore);
        for (Keys.Use use : Keys.Use.values()) {
            assertThat(one.of(use).hash64("a")).isEqualTo(two.of(use).hash64("a"));
        }
        assertThat(one.of(Keys.Use.TIRAGE).hash64("a"))
                .isNotEqualTo(one.of(Keys.Use.BRUIT).hash64("a"));
    }

    @Test
    public void open_readableByOthers_isRefused() throws IOException {
        Path keystore = made();
        Files.setPosixFilePermissions(keystore, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Secrets.open(keystore))
                .isInstanceOf(DataminingException.class)
                .hasMessageContaining("0600");
    }

    @Test
    public void keyedHash_text_withholdsTheKey() {
        assertThat(new KeyedHash(new byte[16]).toString()).doesNotContain("0000");
    }

    @Test
    public void keyedHash_partsAreSeparated() {
        KeyedHash hash = new KeyedHash(new byte[16]);
        assertThat(hash.hash64("ab", "c")).isNotEqualTo(hash.hash64("a", "bc"));
    }
}

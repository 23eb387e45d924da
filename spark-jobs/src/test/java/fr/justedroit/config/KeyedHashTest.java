package fr.justedroit.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Test;

public final class KeyedHashTest {

    private static byte[] expected(byte[] key, String... parts) throws GeneralSecurityException, IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            text.write(ByteBuffer.allocate(4).putInt(bytes.length).array());
            text.write(bytes);
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.toByteArray());
    }

    @Test
    public void hash_anyKeyAndParts_isTheHmacThatJavaGives() throws GeneralSecurityException, IOException {
        Random random = new Random(3);
        for (int length = 16; length <= 130; length += 19) {
            byte[] key = new byte[length];
            random.nextBytes(key);
            KeyedHash hash = new KeyedHash(key);
            for (String last : new String[] {"", "SYN-1", "é".repeat(300)}) {
                byte[] expected = expected(key, "2026-01", "031", last);
                assertThat(hash.hash("2026-01", "031", last)).isEqualTo(expected);
                long first = ByteBuffer.wrap(expected).getLong();
                assertThat(hash.hash64("2026-01", "031", last)).isEqualTo(first);
                assertThat(hash.hash64(KeyedHash.framed("2026-01", "031"), last.getBytes(StandardCharsets.UTF_8)))
                        .isEqualTo(first);
            }
        }
    }

    @Test
    public void hash_partsThatJoinAlike_differ() {
        KeyedHash hash = new KeyedHash(new byte[32]);
        assertThat(hash.hash("ab", "c")).isNotEqualTo(hash.hash("a", "bc")).isNotEqualTo(hash.hash("abc"));
    }
}

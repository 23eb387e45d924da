package fr.justedroit.table;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** The search that certificates rest on finds each form at any place, and nothing else. */
public final class TraceSearchTest {
    private static final String MARKER = "ZQXCTL-MARK-77";

    @Test
    @Exigence("E10")
    public void areIn_eachFormOfATextAtAnyPlace_isFound() {
        ByteNeedles needles = new ByteNeedles(TraceForms.of(MARKER));
        Random random = new Random(5);
        for (byte[] form : RawBytes.forms(MARKER).values().stream().limit(12).toList()) {
            for (int before = 0; before < 9; before++) {
                byte[] content = new byte[before + form.length + 5];
                random.nextBytes(content);
                System.arraycopy(form, 0, content, before, form.length);
                boolean isCutBase64 =
                        form.length < 20 && new String(form, StandardCharsets.ISO_8859_1).matches("[A-Za-z0-9+/]+");
                if (!isCutBase64) {
                    assertThat(needles.areIn(content)).isTrue();
                }
            }
        }
    }

    @Test
    public void areIn_base64OfALongerText_isFoundWhereverItBegins() {
        ByteNeedles needles = new ByteNeedles(TraceForms.of(MARKER));
        for (String before : List.of("", "a", "ab", "abc", "abcd")) {
            String text = java.util.Base64.getEncoder()
                    .encodeToString((before + MARKER + "xyz").getBytes(StandardCharsets.UTF_8));
            assertThat(needles.areIn(text.getBytes(StandardCharsets.US_ASCII)))
                    .as(before)
                    .isTrue();
        }
    }

    @Test
    public void areIn_otherBytes_isNot() {
        ByteNeedles needles = new ByteNeedles(TraceForms.of(List.of(MARKER, "C-0001")));
        byte[] content = new byte[1 << 20];
        new Random(7).nextBytes(content);
        assertThat(needles.areIn(content)).isFalse();
        assertThat(needles.areIn("ZQXCTL-MARK-7".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(new ByteNeedles(List.of()).areIn(content)).isFalse();
    }
}

package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.config.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.Test;

public final class DrawRecordTest {
    private static final KeyedHash KEY = key(1);

    private static KeyedHash key(int number) {
        byte[] key = new byte[32];
        key[0] = (byte) number;
        return new KeyedHash(key);
    }

    private static DrawRecord record(int eligible) {
        long[] hashes = new Random(3).longs(eligible).toArray();
        return new DrawRecord("2026-01", "031", "e1", 30, 0.1, hashes);
    }

    @Test
    @Exigence("E05")
    public void open_sealedRecord_givesTheDrawBack() {
        DrawRecord record = record(1000);
        DrawRecord opened =
                DrawRecord.open(record.seal(KEY), "2026-01", "031", KEY).orElseThrow();
        assertThat(opened.hashes()).isEqualTo(record.hashes()).isSorted();
        assertThat(opened.execution()).isEqualTo("e1");
        assertThat(opened.drawn()).isEqualTo(Arrays.copyOf(record.hashes(), 3));
        assertThat(record.seal(KEY)).isEqualTo(record(1000).seal(KEY));
        assertThat(record(20).draws()).isEqualTo(2);
        assertThat(record(0).drawn()).isEmpty();
    }

    @Test
    @Exigence("E05")
    public void open_otherKeyUnitOrByte_isRefused() {
        byte[] sealed = record(1000).seal(KEY);
        assertThat(DrawRecord.open(sealed, "2026-01", "031", key(2))).isEmpty();
        assertThat(DrawRecord.open(sealed, "2026-02", "031", KEY)).isEmpty();
        assertThat(DrawRecord.open(sealed, "2026-01", "001", KEY)).isEmpty();
        assertThat(DrawRecord.open(new byte[0], "2026-01", "031", KEY)).isEmpty();
        for (int at : new int[] {22, 40, 60, sealed.length / 2, sealed.length - 1}) {
            byte[] edited = sealed.clone();
            edited[at] ^= 1;
            assertThat(DrawRecord.open(edited, "2026-01", "031", KEY))
                    .as("byte " + at)
                    .isEmpty();
        }
    }

    @Test
    public void seal_anyRecord_showsNoHash() {
        DrawRecord record = new DrawRecord("2026-01", "031", "e1", 30, 0.1, new long[] {0x4142434445464748L});
        assertThat(new String(record.seal(KEY), StandardCharsets.ISO_8859_1)).doesNotContain("ABCDEFGH");
    }
}

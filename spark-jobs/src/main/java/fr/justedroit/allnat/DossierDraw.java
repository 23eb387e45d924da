package fr.justedroit.allnat;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Keys;
import java.io.Serializable;
import java.nio.ByteBuffer;

/** What depends on the secret keys for one dossier; goes to executors inside a broadcast only. */
final class DossierDraw implements Serializable {
    private static final long serialVersionUID = 1L;

    private final KeyedHash sample;
    private final KeyedHash noise;

    DossierDraw(Keys keys) {
        this.sample = keys.of(Keys.Use.ECHANTILLON);
        this.noise = keys.of(Keys.Use.BRUIT);
    }

    /** In [0, 1): below the share drawn, the month publishes the dossier. */
    double drawn(String month, String caf, String dossier) {
        return sample.uniform("tirage", month, caf, dossier);
    }

    /** In [0, 1): which dossiers a bounded sample holds. */
    double sampled(String purpose, String caf, String dossier) {
        return sample.uniform("mesure", purpose, caf, dossier);
    }

    /** The record key of a year, 64 bits of which the noise uses the lower half. */
    long recordKey(String year, String caf, String dossier) {
        return noise.hash64("dossier", year, caf, dossier);
    }

    /** Orders cells without meaning. */
    long order(String month, String cell) {
        return ByteBuffer.wrap(sample.hash("ordre", month, cell)).getLong();
    }
}

package fr.justedroit.config;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.config.Contracts.Part;
import fr.justedroit.errors.Problems;
import java.nio.file.Path;
import org.junit.Test;

/** The contracts shipped for the CNAF's extracts. */
public final class ContractsTest {
    private final Contracts contracts =
            Settings.read(Path.of("../conf"), new Problems()).contracts();

    @Test
    @Exigence("E13")
    public void shipped_fraudComesFromCoraliAndAllElseFromCristal() {
        assertThat(contracts.playing(Part.FRAUDE).orElseThrow().source()).isEqualTo("CORALI");
        assertThat(contracts.playing(Part.INDU).orElseThrow().source()).isEqualTo("CRISTAL");
        String fraud = contracts.playing(Part.FRAUDE).orElseThrow().name();
        assertThat(contracts.extracts().values()).allSatisfy(extract -> assertThat(extract.source())
                .isEqualTo(extract.name().equals(fraud) ? "CORALI" : "CRISTAL"));
    }

    @Test
    @Exigence("E07")
    public void shipped_codesOfAFraud_areTheFour() {
        assertThat(contracts
                        .playing(Part.FRAUDE)
                        .orElseThrow()
                        .column("code_fraude")
                        .orElseThrow()
                        .values())
                .containsExactlyInAnyOrder("641", "642", "643", "644");
    }
}

package fr.justedroit.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/** Every error says what, why and the remedy in whole sentences, and carries no cause. */
public final class ErrorCodeTest {
    @Test
    public void texts_areWholeSentences() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(code.what()).as(code.name()).isNotBlank();
            assertThat(code.why()).as(code.name()).isNotBlank();
            assertThat(code.remedy()).as(code.name()).isNotBlank();
        }
    }

    @Test
    public void with_arguments_fillsEveryText() {
        DataminingException exception =
                ErrorCode.CAF_UNKNOWN.with("caf", "999", "mois", "2026-01", "connues", "001, 031");
        assertThat(exception.getMessage())
                .contains("999", "2026-01", "001, 031")
                .doesNotContain("{");
        assertThat(exception.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(exception.getCause()).isNull();
    }

    @Test
    public void exitCodes_areThePublicNumbers() {
        assertThat(ErrorCode.DELIVERY_ABSENT.exit().number()).isEqualTo(3);
        assertThat(ErrorCode.GATE_REFUSED.exit().number()).isEqualTo(4);
        assertThat(ErrorCode.ACCESS_DENIED.exit().number()).isEqualTo(5);
        assertThat(ErrorCode.PARTIAL.exit().number()).isEqualTo(6);
        assertThat(ErrorCode.LEASE_HELD.exit().number()).isEqualTo(7);
    }
}

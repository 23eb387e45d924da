package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.table.FailPoint;
import fr.justedroit.table.Unit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.Test;

/** A failure is said once, as what, why and remedy. */
public final class FailuresTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);

    private static DataminingException absent(String caf) {
        return ErrorCode.DELIVERY_ABSENT.with("mois", "2026-01", "caf", caf);
    }

    private String printed() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    public void print_causesOfTheirOwn_oneBlockEach() {
        Map<String, DataminingException> failures = new TreeMap<>();
        failures.put("CAF 001 2026-01", absent("001"));
        failures.put("CAF 031 2026-01", absent("031"));
        Failures.print(stream, failures);
        assertThat(printed().lines()).hasSize(6);
        assertThat(printed()).containsOnlyOnce("failed CAF 001 2026-01: DELIVERY_ABSENT: No delivery of 2026-01");
    }

    @Test
    public void print_oneCauseOfManyUnits_oneBlockForAll() {
        DataminingException cause = absent("001");
        Map<String, DataminingException> failures = new TreeMap<>();
        failures.put("2026-01", cause);
        failures.put("2026-02", cause);
        Failures.print(stream, failures);
        assertThat(printed().lines()).hasSize(3);
        assertThat(printed()).startsWith("failed 2026-01, 2026-02: DELIVERY_ABSENT: ");
    }

    @Test
    public void exitOf_failedUnits_givesTheCodeAndPrintsNothing() {
        Host host = new Host(stream, stream, Map.of(), Clock.systemUTC(), new SecureRandom(), FailPoint.Hook.NONE);
        UnitOutcome failed = new UnitOutcome(
                Unit.of("001", "2026-01"),
                UnitOutcome.State.ECHEC,
                Optional.empty(),
                0,
                0,
                0,
                0,
                "",
                absent("001").getMessage());
        assertThat(new IngestCommand(host).exitOf(List.of(failed))).isEqualTo(3);
        assertThat(printed()).isEmpty();
    }
}

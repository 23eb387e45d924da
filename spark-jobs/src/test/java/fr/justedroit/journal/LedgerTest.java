package fr.justedroit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.errors.ExitCode;
import fr.justedroit.journal.Ledger.Event;
import fr.justedroit.journal.Ledger.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

/** What an operator reads at 3 a.m.: the newest state of each unit, how long it usually takes, and what to type. */
public final class LedgerTest {
    private static final Instant START = Instant.parse("2026-02-01T03:00:00Z");

    private static Event event(int minute, String run, String state, String command, String caf, long millis) {
        String detail = state.equals("echec") ? "DELIVERY_ABSENT" : "";
        String step = command.equals("ingest") ? "ingest" : "proposition";
        return new Event(START.plusSeconds(60L * minute), run, 1, state, command, "2026-01", caf, step, millis, detail);
    }

    private static List<Line> lines(Event... events) {
        return new Ledger(List.of(events)).lines(START.plus(Duration.ofHours(3)));
    }

    @Test
    public void lines_keepTheNewestOfEachUnit_whateverTheOrder() {
        List<Line> lines = lines(
                event(9, "b", "fait", "ingest", "031", 4000),
                event(1, "a", "echec", "ingest", "031", 0),
                event(2, "a", "fait", "ingest", "001", 2000),
                event(3, "a", "debut", "ingest", "", 0));
        assertThat(lines)
                .extracting(line -> line.event().caf() + " " + line.event().state())
                .containsExactly("001 fait", "031 fait");
        assertThat(lines.get(1).age()).isEqualTo(Duration.ofMinutes(171));
    }

    @Test
    public void usual_isTheMedianOfWhatWasDone_notOfWhatWasInForce() {
        List<Line> lines = lines(
                event(1, "a", "fait", "ingest", "001", 1000),
                event(2, "a", "fait", "ingest", "031", 3000),
                event(3, "a", "fait", "ingest", "974", 90_000),
                event(4, "b", "deja_fait", "ingest", "001", 5));
        assertThat(lines).extracting(line -> line.usual().orElseThrow()).containsOnly(3000L);
        assertThat(lines(event(4, "b", "deja_fait", "ingest", "001", 5)).get(0).usual())
                .isEmpty();
    }

    @Test
    public void failure_hasItsCauseAndTheExactCommand() {
        Line line = lines(event(1, "a", "echec", "score", "031", 0)).get(0);
        assertThat(line.cause()).isEqualTo("delivery absent");
        assertThat(line.resume()).isEqualTo("juste-droit score --mois 2026-01 --caf 031");
    }

    @Test
    public void failureOfAWholeCommand_isOverOnceAUnitWasDoneAfterIt() {
        Event whole = new Event(START, "a", 1, "echec", "ingest", "2026-01", "", "", 0, "ROOT_UNWRITABLE");
        assertThat(lines(whole)).hasSize(1);
        assertThat(lines(whole, event(5, "b", "fait", "ingest", "031", 10)))
                .extracting(line -> line.event().state())
                .containsExactly("fait");
        assertThat(lines(whole, event(-5, "b", "fait", "ingest", "031", 10))).hasSize(2);
    }

    @Test
    public void ended_givesTheExitCodeOfTheNewestRunSince() {
        Ledger ledger = new Ledger(List.of(
                event(1, "a", "fait", "ingest", "001", 10),
                event(5, "b", "echec", "ingest", "001", 10),
                event(5, "b", "fait", "ingest", "031", 10),
                event(9, "c", "echec", "ingest", "001", 10)));
        assertThat(ledger.ended("ingest", "2026-01", START)).contains(ExitCode.DELIVERY);
        assertThat(ledger.ended("ingest", "2026-01", START.plusSeconds(600))).isEmpty();
        assertThat(ledger.ended("score", "2026-01", START)).isEmpty();
        Ledger before = new Ledger(List.of(
                event(1, "a", "fait", "ingest", "001", 10),
                event(5, "b", "echec", "ingest", "001", 10),
                event(5, "b", "fait", "ingest", "031", 10)));
        assertThat(before.ended("ingest", "2026-01", START)).contains(ExitCode.PARTIAL);
        Ledger done = new Ledger(List.of(event(1, "a", "fait", "ingest", "001", 10)));
        assertThat(done.ended("ingest", "2026-01", START)).contains(ExitCode.DONE);
    }
}

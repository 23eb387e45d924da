package fr.justedroit.journal;

import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Unit;
import java.util.Optional;

/**
 * How a unit of work ended.
 *
 * @param unit CAF and month
 * @param state what happened
 * @param execution what the unit computes, empty when it failed before that was known
 * @param rowsIn rows read, from manifests or committed files
 * @param rowsOut rows committed
 * @param rowsRefused rows refused
 * @param millis duration
 * @param versions tables and versions written, as {@code WriteResult.versionsText()} prints them
 * @param detail error code or figures, without personal value
 */
public record UnitOutcome(
        Unit unit,
        State state,
        Optional<ExecutionId> execution,
        long rowsIn,
        long rowsOut,
        long rowsRefused,
        long millis,
        String versions,
        String detail) {

    /** States of an event in the journal. */
    public enum State {
        FAIT,
        DEJA_FAIT,
        ECHEC
    }
}

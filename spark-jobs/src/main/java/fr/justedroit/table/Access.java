package fr.justedroit.table;

import java.util.Objects;

/**
 * Who asks for data, and why. Nothing of it may come from a command's arguments but the execution's month: the identity
 * is the process's own.
 *
 * @param identity operating-system or Kerberos user, from {@link Identity}
 * @param room the room that asks
 * @param purpose why
 * @param kind what will be done
 * @param execution label of the run in the journal, such as {@code ingest 2026-01 [run]}; no identifier of a person
 */
public record Access(String identity, Room room, Purpose purpose, AccessKind kind, String execution) {
    public Access {
        Objects.requireNonNull(identity);
        Objects.requireNonNull(room);
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(execution);
    }

    /** A consultation by a room. */
    public static Access consultation(Room room, Purpose purpose, String execution) {
        return new Access(Identity.current(), room, purpose, AccessKind.CONSULTATION, execution);
    }

    /** The same access of another kind. */
    public Access of(AccessKind other) {
        return new Access(identity, room, purpose, other, execution);
    }

    /** The same access for another purpose. */
    public Access forPurpose(Purpose other) {
        return new Access(identity, room, other, kind, execution);
    }
}

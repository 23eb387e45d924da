package fr.justedroit.table;

/** The places where a run may be cut; tests cut it there and run again. */
public enum FailPoint {
    BEFORE_WRITE,
    FILES_WRITTEN,
    COMMITTED,
    JOURNAL_WRITTEN,
    BETWEEN_TABLES,
    ERASING;

    /** What happens at a point: nothing, but in tests. */
    @FunctionalInterface
    public interface Hook {
        void reached(FailPoint point);

        /** The hook of every real run. */
        Hook NONE = point -> {};
    }
}

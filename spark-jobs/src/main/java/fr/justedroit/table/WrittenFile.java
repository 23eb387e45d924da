package fr.justedroit.table;

import java.io.Serializable;

/** A file that a task closed: where, of which unit, how large, how many rows its footer says, and its SHA-256. */
record WrittenFile(String name, Unit unit, long bytes, long modified, long rows, String sha256)
        implements Serializable {}

package fr.justedroit.table;

import java.io.Serializable;

/** A file that a task closed: where, of which unit, how large, and how many rows its footer says. */
record WrittenFile(String name, Unit unit, long bytes, long modified, long rows) implements Serializable {}

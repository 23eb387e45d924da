/**
 * What ran, and who looked.
 *
 * <p>Enters: outcomes of units, and accesses told by the door. Leaves: rows of {@code journal/execution} in one batch a
 * step, and lines forced to a file before data are handed out, later folded into {@code journal/acces}. Must never
 * happen: a personal value in a line, an access without one; {@code KillLongTest} shows that an access without its line is stopped.
 */
package fr.justedroit.journal;

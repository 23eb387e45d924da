/**
 * The only door to stored data.
 *
 * <p>Enters: a call that says who, which table and CAF, which columns, why, and which kind of access. Leaves: a Dataset
 * over pinned files, or a new version of a table written atomically and once. The catalogue names each table's writer
 * and readers; {@link fr.justedroit.table.AccessPolicy} is asked and {@link fr.justedroit.table.AccessListener} told
 * before anything is handed out. Must never happen: data without a trace, a write by a run that lost its lease, a
 * half-written month that a reader can see, a data file without the checksum that it was closed with, a write by a dry
 * run or by a command that only reads, a query that reads what is no view. {@code DoorSparkTest}, {@code
 * DryDoorSparkTest}, {@code LeaseSparkTest}, {@code SqlViewsSparkTest}, {@code KillLongTest} and {@code VerifyLongTest}
 * would catch it.
 */
package fr.justedroit.table;

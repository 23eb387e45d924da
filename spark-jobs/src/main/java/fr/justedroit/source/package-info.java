/**
 * Deliveries, read once and checked against their contracts.
 *
 * <p>Enters: {@code depot/<mois>/<caf>/} with its manifest. Leaves: rows in the contract's types, handed to whoever folds
 * them inside the task that reads the files; refused rows in {@code local/<caf>/quarantaine}, their values masked by
 * shape; the files deleted once everything of the unit is in force. Must never happen: a row that is neither kept nor
 * quarantined, a refused value stored or printed, one bad delivery stopping another CAF's, a file deleted before its
 * rows are in force. {@code RowCheckTest}, {@code IngestLongTest} and {@code IngestRefusalLongTest} would catch it.
 */
package fr.justedroit.source;

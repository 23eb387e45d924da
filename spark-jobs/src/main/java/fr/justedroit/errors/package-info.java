/**
 * What can go wrong, in words.
 *
 * <p>Enters: a stable code and safe arguments (counts, codes of CAFs, months, column names). Leaves: an exception whose
 * text says what, why and the remedy. Must never happen: a personal value in a message; arguments are only ever written
 * by our own code from safe things, and {@code ErrorCodeTest} holds the texts; no test searches the outputs yet.
 */
package fr.justedroit.errors;

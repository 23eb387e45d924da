/**
 * The dictionary: what a dossier may be described by, in codes and in words.
 *
 * <p>Enters: {@code conf/variables.yaml}. Leaves: variables with at most 31 codes and 0 for unknown, each with its French
 * words; the columns that a learner sees. Must never happen: a variable of a category that deliberation 2010-086 does
 * not list, a protected ground as an input of a model, a definition that changes under its name;
 * {@code DictionaryReader} refuses the first two at start, {@code ingest} the third ({@code IngestAgainLongTest}).
 * Known to all rooms, without storage or session.
 */
package fr.justedroit.variable;

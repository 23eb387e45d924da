/**
 * The command line: what operators type, and where rooms are bound together.
 *
 * <p>Enters: arguments, the environment, Spark's settings. Leaves: exit codes, one clear error at a time on standard
 * error, results on standard output. It alone ends the process, imports every room, and knows the files of a run. Must
 * never happen: a stack trace without {@code --debug}, a Spark message (they quote values) on a terminal, a command that
 * writes to a root without its lease, one that opens more than it says, a dry run that changes something; {@code
 * CommandLineTest}, {@code EveryCommandLongTest} and {@code ChainIT} would catch it.
 */
package fr.justedroit.cli;

/**
 * Acts folded into cases, by a pure state machine.
 *
 * <p>Enters: {@code local/<caf>/acte} and {@code acte_liste} of the months up to the one asked for, and {@code local/<caf>/suspicion}. Leaves:
 * {@code local/<caf>/cas}, one row for each control that has an act. Must never happen: an open case, an open suspicion
 * or a censored case counted as a negative; an outcome that depends on the order in which acts arrived or on how often
 * they were delivered; a suspicion that is not retained, or that an appeal can still overturn, written into a case.
 * An outcome that a team's list alone tells. {@code TeamActsTest}, {@code CaseFoldPropertyTest}, {@code CaseFoldTest} and {@code FoldCasesLongTest} would catch it.
 */
package fr.justedroit.cas;

/**
 * What comes after the list: erasure with its proof, what is due, figures for the commission and the director, notices.
 *
 * <p>Enters: {@code local/<caf>/suspicion, acte, cas, sortie}, {@code resultat/<caf>/proposition}, orders of erasure. Leaves:
 * certificates in {@code preuve/effacement/}, notices in {@code local/<caf>/notice}, and figures that are printed. Must
 * never happen: an act written by the software; a suspicion that is not retained anywhere under the root once its run has
 * ended, whatever failed after; a certificate that is not true, or that holds an identifier; an identifier in a plan, a log
 * or a message. {@code EraseLongTest}, {@code EraseKillLongTest} and {@code FollowUpLongTest} would catch it.
 */
package fr.justedroit.suivi;

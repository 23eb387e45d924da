package fr.justedroit.allnat;

import fr.justedroit.mesure.Verdict;

/**
 * What the gate says on one bound of a month; holds no figure on fewer dossiers than a cell.
 *
 * @param bound name of the goal, such as G1
 * @param text what is measured, in French
 * @param verdict what it says
 * @param measured figure
 * @param limit the bound
 * @param detail in French: interval, numbers behind it, what would be needed
 */
public record BoundCheck(String bound, String text, Verdict verdict, double measured, double limit, String detail) {}

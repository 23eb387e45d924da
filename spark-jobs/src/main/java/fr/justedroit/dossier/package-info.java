/**
 * Local bases: each dossier's state by month, its history, and its byte codes.
 *
 * <p>Enters: rows that {@code source} has checked, in memory; {@code local/<caf>/etat_mois} of earlier months. Leaves:
 * {@code etat_mois, acte, acte_liste, suspicion, cas_selection, cas_audit, audit_mois,
 * effectif_code} and, last, {@code dossier_mois}, which says
 * that a unit is complete. Must never happen: a run for a month that reads what was known later; a control's own findings
 * among its variables; a range that differs from its months one by one; a CAF that changes another's result.
 * {@code WindowCoderTest}, {@code IngestLongTest} and {@code IngestHistoryLongTest} would catch it.
 */
package fr.justedroit.dossier;

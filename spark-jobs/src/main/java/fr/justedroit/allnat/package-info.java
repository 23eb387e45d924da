/**
 * The anonymised national base: cells, behind a gate.
 *
 * <p>Enters: byte codes of dossiers and of cases as of their selection, and mature outcomes, from every CAF. Leaves:
 * {@code allnat/cellule_population}, {@code allnat/cellule_cas} and {@code allnat/cellule_fraude}, whose records are counts
 * and means of at least k dossiers; {@code allnat/delai}, {@code allnat/fraude} and {@code
 * allnat/audit}, counts of at least k; the gate's report; in {@code local/<caf>/sortie} which cases have left; in {@code secret/} the cuts. Must
 * never happen: a row of a person, a key or a date in a published table; a cell short of k; a mean, or a difference of
 * two, that rests on fewer than 11 dossiers; a case that leaves twice for one target; two tables whose difference is a case; a published month that changes; a gate that opens
 * on what it cannot measure. {@code AnonymityGateTest}, {@code NearestAttacksTest} and {@code PlantedLeaksTest} plant each leak, {@code
 * JointReconstructionLongTest} attacks twelve months together, {@code KnownPoolsTest} the means, {@code CountReleaseTest} and {@code GroupTableTest} the counts, {@code FraudCellsTest}
 * and {@code PerturbationTableTest} the cells of frauds, and
 * {@code RefreshAllnatLongTest} holds the rest. What a variable tells of an audited group is measured here too, where
 * codes leave their CAF, and keeps no month back ({@code ProxyScanTest}, {@code ProxyLongTest}).
 */
package fr.justedroit.allnat;

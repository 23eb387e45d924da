/**
 * A synthetic France: lives of dossiers, what a CAF would deliver of them, and the truth under it.
 *
 * <p>What enters: a scenario ({@code conf/simulation/*.yaml}), a seed, the CAFs and their sizes, and the proposals made
 * so far. What leaves: the eleven extracts of {@code conf/sources.yaml} with their manifests through a
 * {@link fr.justedroit.simulation.DeliveryTarget}, and the truth through a separate
 * {@link fr.justedroit.simulation.TruthTarget}. The room opens no file and no table itself.
 *
 * <p>What must never happen, and the test that would catch it:
 *
 * <ul>
 *   <li>bytes that depend on how months, CAFs or tasks are split: {@code CafSimulationTest}, {@code SimulateJobSparkTest};
 *   <li>a row that breaks its contract, or knows something after its month: {@code DeliveryContractLongTest};
 *   <li>a life that forgets: a child that vanishes or grows younger, spells that overlap: {@code LifeTest};
 *   <li>an answer to a proposal that depends on the order of the proposals: {@code NextMonthTest};
 *   <li>a truth that cannot be learnt, or that is learnt perfectly: {@code LifeStatisticalTest};
 *   <li>a number of dossier that repeats or lets the caller read the rank under it: {@code DossierNumberTest};
 *   <li>a fact of the truth in a delivered extract: only the columns of the contract can be written
 *       ({@code DeliveryContractLongTest}).
 * </ul>
 */
package fr.justedroit.simulation;

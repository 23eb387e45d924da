/**
 * What is in force, since when, on whose word, and who runs it; and whether all that is stored is what was written.
 *
 * <p>Enters: a sealed bundle, the figures that {@code audit} published on it, the report of the anonymity gate, and a
 * visa. Leaves: rows appended to {@code modele/registre} and {@code modele/deploiement}, never changed.
 *
 * <p>Must never happen: a model in force that exceeds a bound, or whose gate could not conclude without a visa that
 * names it; a visa used twice, late, or for other bytes than those it names ({@code PromoteJobLongTest}); a bundle
 * deployed with an edited byte ({@code DeployJobLongTest}); a model whose targeting was stopped that targets again ({@code
 * TargetingStopLongTest}); a damage to what is stored that {@code verify} does not name, or
 * a byte that it changes ({@code VerifyLongTest}). What is deployed decides nothing: a score is an indication
 * (E08).
 */
package fr.justedroit.registre;

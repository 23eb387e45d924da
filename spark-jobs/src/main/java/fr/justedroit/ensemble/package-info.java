/**
 * Models as plain data: their canonical form, and the same model compiled to run on codes.
 *
 * <p><b>Enters:</b> a learnt model copied into {@link fr.justedroit.ensemble.TreeEnsemble} or {@link
 * fr.justedroit.ensemble.LinearModel}, the layout of its columns, and rows of codes (one byte per variable).
 *
 * <p><b>Leaves:</b> the canonical JSON and its SHA-256, raw scores, probabilities, and what each variable contributed.
 *
 * <p><b>Must never happen:</b> the compiled trees send a dossier to another leaf than the plain ones, or add in
 * another order ({@code CompiledTreesTest} and {@code CompiledTreesLongTest} compare bits over random ensembles, the
 * latter with MLlib's own trees); two texts for one model, or a number
 * that does not come back as itself ({@code CanonicalFormTest}); contributions that do not add up to the score, or
 * are not the Shapley values that the definition gives ({@code ShapleyTest}, {@code CompiledLinearTest}).
 *
 * <p>Nothing here reads storage, opens a session, draws a number or looks at a clock.
 */
package fr.justedroit.ensemble;

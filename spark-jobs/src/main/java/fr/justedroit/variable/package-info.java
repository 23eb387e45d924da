/**
 * What a variable of the dictionary is, as codes, and which columns a learner sees of it.
 *
 * <p><b>Enters:</b> the definition of each variable (name, kind, highest code, reference code), and codes 0 to 31,
 * where 0 always means unknown.
 *
 * <p><b>Leaves:</b> the columns of the learner, the value of each for a code, and for a threshold the set of codes
 * under it.
 *
 * <p><b>Must never happen:</b> a code counted as a number when it means "unknown", or two definitions that share a
 * digest. {@code FeatureLayoutTest} would catch it: it compares every mask with the values it stands for, code by
 * code, and changes each part of a definition in turn.
 */
package fr.justedroit.variable;

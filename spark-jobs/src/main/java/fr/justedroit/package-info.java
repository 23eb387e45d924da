/** juste-droit: the open, accountable choice of the benefit dossiers to control. */
package fr.justedroit;

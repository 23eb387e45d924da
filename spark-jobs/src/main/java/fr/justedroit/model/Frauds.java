package fr.justedroit.model;

import fr.justedroit.mesure.Estimate;
import java.util.Optional;

/**
 * What a training learnt of retained frauds alone, beside the model that ranks: frauds are the purpose that the deliberation
 * authorises, and a target that also counts debts without intent must show what it finds of them. The regression of frauds is
 * scored and counted on decided cases; it orders no list and is shown to no agent.
 *
 * @param cells cells of {@code allnat/cellule_fraude} in the window
 * @param cases decided cases in them
 * @param frauds retained frauds among these, as published: perturbed
 * @param ridge that the regression was learnt with, 0 when there is none
 * @param isLearnt were there cells of both outcomes to learn from
 * @param area of a regression learnt on the split's cells, on those that it has not seen
 * @param ranking on the same cells, the area of the form that the training proposes to rank with, learnt before them too
 * @param gap the first less the second, paired
 */
public record Frauds(
        long cells,
        long cases,
        long frauds,
        double ridge,
        boolean isLearnt,
        Optional<Estimate> area,
        Optional<Estimate> ranking,
        Optional<Estimate> gap) {
    /** How these figures are to be read. */
    public static final String READING =
            "Appris de allnat/cellule_fraude : le nombre de fraudes de chaque cellule y porte une"
                    + " erreur, de moyenne nulle. Ce modèle ne classe personne et n'est montré à aucun agent ; il dit ce que le"
                    + " classement en vigueur vaut pour les seules fraudes retenues.";

    /** Of a window without cells of frauds, or a model sealed before they were learnt from. */
    public static Frauds none() {
        return new Frauds(0, 0, 0, 0, false, Optional.empty(), Optional.empty(), Optional.empty());
    }
}

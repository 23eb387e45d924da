package fr.justedroit.model;

import fr.justedroit.mesure.Estimate;
import java.util.List;
import java.util.Optional;

/**
 * The typical profiles of a model (E03).
 *
 * @param split which cells taught the trees that they come from, and which gave their rates
 * @param everyone share of positives of all cells that gave rates; empty when nothing was measured
 * @param list at most {@value #MOST}
 */
public record Profiles(Split split, Optional<Estimate> everyone, List<Profile> list) {
    /** More would not be read. */
    public static final int MOST = 20;

    /** Redraws of the cells that each was looked for in. */
    public static final int REDRAWS = 20;

    /** How they are to be read. */
    public static final String READING =
            "Ce que déclarent les dossiers que le modèle classe haut : une information sur le"
                    + " modèle, qui ne dit rien d'une personne. Tirés des arbres et comptés sur les cellules d'Allnat, qui sont des"
                    + " moyennes d'au moins 22 dossiers ; les taux viennent de cellules qui n'ont rien appris à ces arbres.";

    public Profiles {
        list = List.copyOf(list);
    }

    static Profiles none(Split split) {
        return new Profiles(split, Optional.empty(), List.of());
    }
}

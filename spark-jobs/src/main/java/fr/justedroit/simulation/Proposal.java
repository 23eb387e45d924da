package fr.justedroit.simulation;

import java.io.Serializable;
import java.time.YearMonth;

/**
 * A proposal made to a CAF, as {@code resultat/<caf>/proposition} holds it.
 *
 * @param mois the month whose picture was scored, which becomes the month of selection of the control
 * @param caf three digits
 * @param dossierId number of the dossier in that CAF
 * @param origine {@code ciblage} or {@code aleatoire}
 * @param probaInclusion as the contract writes it; empty where it is not known by design
 */
public record Proposal(YearMonth mois, String caf, String dossierId, String origine, String probaInclusion)
        implements Serializable {

    @Override
    public String toString() {
        return "Proposal[" + mois + ", " + caf + "]"; // no number of a dossier in a message
    }
}

package fr.justedroit.audit;

import fr.justedroit.mesure.FairnessGate;
import java.util.List;

/**
 * A bound and what it says of the primary groups that could be measured.
 *
 * @param gate the bound
 * @param judgements one for each group: the smallest effect that could be seen, and the verdict; figures are released apart
 */
public record JudgedBound(FairnessGate gate, List<FairnessGate.Judgement> judgements) {
    public JudgedBound {
        judgements = List.copyOf(judgements);
    }
}

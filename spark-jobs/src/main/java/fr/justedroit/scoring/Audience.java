package fr.justedroit.scoring;

import fr.justedroit.variable.Variable;
import java.util.Optional;

/** Who a sheet is for. */
public enum Audience {
    /** The agent who controls. */
    AGENT,
    /** The person whose dossier it is. */
    PERSONNE;

    /** What a list or a sheet says of a variable to this reader: its sentence, or what stands for it. */
    public String told(Optional<Variable> variable, String sentence) {
        return switch (Telling.of(variable, this)) {
            case WORDS -> sentence;
            case OTHER_ADULT -> Sheet.OTHER_ADULT;
            case NOTHING -> Sheet.UNTOLD;
        };
    }
}

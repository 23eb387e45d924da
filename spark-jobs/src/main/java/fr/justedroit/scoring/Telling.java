package fr.justedroit.scoring;

import fr.justedroit.variable.Category;
import fr.justedroit.variable.Concern;
import fr.justedroit.variable.Told;
import fr.justedroit.variable.Variable;
import java.util.Optional;
import java.util.Set;

/**
 * What may be told of a variable to whom. The dictionary says it ({@code dit}); two things are here and in no
 * configuration: guardianship, fraud and what only an audit reads are told to nobody, and what is another adult's is told
 * to the person only as such.
 */
enum Telling {
    /** In the dictionary's words. */
    WORDS,
    /** That another adult's situation counts, and nothing of it. */
    OTHER_ADULT,
    /** Nothing but its part of the whole. */
    NOTHING;

    private static final Set<Category> NEVER = Set.of(Category.TUTELLE, Category.FRAUDE, Category.AUDIT_SEULEMENT);

    /** @param variable of today's dictionary; one that it has no longer is not told */
    static Telling of(Optional<Variable> variable, Audience audience) {
        if (variable.isEmpty() || NEVER.contains(variable.get().category())) {
            return NOTHING;
        }
        Variable.Stance stance = variable.get().stance();
        if (stance.told() == Told.AUCUN) {
            return NOTHING;
        }
        if (audience == Audience.AGENT || stance.told() == Told.PERSONNE) {
            return isAnothers(stance) && audience == Audience.PERSONNE ? OTHER_ADULT : WORDS;
        }
        return stance.concerns().contains(Concern.CONJOINT)
                        && !stance.concerns().contains(Concern.TIERS)
                ? OTHER_ADULT
                : NOTHING;
    }

    /** Is it the other adult's alone, whatever the dictionary says. */
    private static boolean isAnothers(Variable.Stance stance) {
        return stance.concerns().stream().allMatch(concern -> concern == Concern.CONJOINT);
    }
}

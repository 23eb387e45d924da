package fr.justedroit.registre;

import fr.justedroit.config.Keys;
import fr.justedroit.config.Settings;
import fr.justedroit.table.Door;
import fr.justedroit.variable.Dictionary;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * The command {@code model rollback --visa FILE ID}: a model that was in force before comes back, in the form that ranked
 * then, through the same gates as a promotion and on a visa of its own.
 */
public final class RollbackJob {
    private final PromoteJob promotion;

    public RollbackJob(
            Door door, Settings settings, Dictionary dictionary, Keys keys, Clock clock, Consumer<String> progress) {
        this.promotion = new PromoteJob(door, settings, dictionary, keys, clock, progress);
    }

    /**
     * Goes back.
     *
     * @param modelId a model that the registry names and that is not in force
     * @param visaText the visa, as YAML
     * @throws fr.justedroit.errors.DataminingException as {@link PromoteJob#execute}, and STATE_MISSING when the model was
     *     never in force or is
     */
    public PromoteJob.Result execute(String modelId, String visaText) {
        return promotion.rollback(modelId, visaText);
    }
}

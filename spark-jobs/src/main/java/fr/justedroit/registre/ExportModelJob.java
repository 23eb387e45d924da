package fr.justedroit.registre;

import fr.justedroit.config.Keys;
import fr.justedroit.model.Bundle;
import fr.justedroit.model.Bundles;
import fr.justedroit.model.Form;
import fr.justedroit.model.Pmml;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import java.util.Optional;

/** The command {@code model export}: a model as a document that other software evaluates. */
public final class ExportModelJob {
    private final Bundles bundles;
    private final Registry registry;

    public ExportModelJob(Door door, Keys keys) {
        this.bundles = new Bundles(door, keys);
        this.registry = new Registry(door);
    }

    /**
     * Exports a model after checking it whole.
     *
     * @param modelId its identifier; empty for the one in force
     * @param form which of its two models; empty for the one that ranks if it is in force, and the one proposed otherwise
     * @return PMML 4.4
     */
    public String execute(Optional<String> modelId, Optional<Form> form) {
        Access access = Access.consultation(Room.REGISTRE, Purpose.EXPLOITATION, "model export");
        String id = registry.idOrInForce(access, modelId, bundles);
        Bundle bundle = bundles.read(access, id);
        Form wanted = form.or(() -> registry.inForce(access)
                        .filter(now -> now.modelId().equals(id))
                        .map(InForce::form))
                .orElse(bundle.form());
        return Pmml.of(bundle, wanted, bundles.card(access, id).codeVersion());
    }
}

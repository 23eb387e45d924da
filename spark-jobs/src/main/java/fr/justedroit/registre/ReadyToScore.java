package fr.justedroit.registre;

import fr.justedroit.config.Keys;
import fr.justedroit.ensemble.CompiledModel;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.model.Bundle;
import fr.justedroit.model.BundleVariable;
import fr.justedroit.model.Bundles;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each CAF checks before it scores (E04): that the bytes of the model in force are those deployed to it, and that each
 * variable the model uses still has the definition that was frozen with it. A CAF that fails is stopped alone. The seal
 * itself is checked where the bundle is read.
 */
public final class ReadyToScore {
    private static final int SHOWN = 12;

    private final Door door;
    private final Bundles bundles;
    private final Dictionary dictionary;

    /** @param dictionary that codes are made with today */
    public ReadyToScore(Door door, Keys keys, Dictionary dictionary) {
        this.door = door;
        this.bundles = new Bundles(door, keys);
        this.dictionary = dictionary;
    }

    /** Why some of these CAFs may not score with this model, by CAF. */
    public Map<String, DataminingException> refused(Bundle bundle, Collection<String> cafs) {
        Access access = Access.consultation(Room.REGISTRE, Purpose.EXPLOITATION, "score");
        String checksum = bundles.checksum(access, bundle.id());
        Map<String, Deployments.Deployed> deployed = Deployments.newest(door, access);
        List<String> changed = changed(bundle, dictionary);
        Map<String, DataminingException> refused = new TreeMap<>();
        for (String caf : cafs) {
            Deployments.Deployed last = deployed.get(caf);
            if (last == null || !last.isOf(bundle.id(), checksum)) {
                refused.put(caf, notDeployed(caf, bundle.id(), checksum, last));
            } else if (!changed.isEmpty()) {
                refused.put(caf, redefined(caf, bundle.id(), changed));
            }
        }
        return refused;
    }

    /** Each variable that the model uses and whose digest is not the frozen one: {@code name (frozen d1, now d2)}. */
    static List<String> changed(Bundle bundle, Dictionary dictionary) {
        Map<String, String> today = new TreeMap<>();
        for (Variable variable : dictionary.variables()) {
            today.put(variable.name(), digest(variable.definition()));
        }
        CompiledModel model = bundle.compiled();
        List<String> changed = new ArrayList<>();
        for (int used : model.variablesUsed()) {
            BundleVariable frozen = bundle.variables().get(used);
            String name = frozen.source().name();
            String then = digest(frozen.definition());
            String now = today.getOrDefault(name, "absent");
            if (!then.equals(now)) {
                changed.add(name + " (frozen " + then + ", now " + now + ")");
            }
        }
        return changed;
    }

    private static String digest(String definition) {
        return ExecutionId.sha256(definition).substring(0, SHOWN);
    }

    private static DataminingException notDeployed(
            String caf, String modelId, String checksum, Deployments.Deployed last) {
        return ErrorCode.STATE_MISSING.with(
                "quoi",
                "CAF " + caf + " cannot be scored with model " + modelId + ".",
                "raison",
                last == null
                        ? "No model was ever deployed to it."
                        : "It runs " + last.modelId() + " (" + last.checksum().substring(0, SHOWN)
                                + "), and the one in force is " + checksum.substring(0, SHOWN) + ".",
                "remede",
                "Run 'juste-droit deploy', then score this CAF again; the others are not concerned.");
    }

    private static DataminingException redefined(String caf, String modelId, List<String> changed) {
        return ErrorCode.STATE_MISSING.with(
                "quoi",
                "CAF " + caf + " cannot be scored with model " + modelId + ".",
                "raison",
                changed.size() + " variable(s) that it uses are not what they were when it was learnt: "
                        + String.join(", ", changed) + ".",
                "remede",
                "Put the frozen definitions back in conf/variables.yaml (another banding is another variable), or promote"
                        + " a model learnt on the new ones.");
    }
}

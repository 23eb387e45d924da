package fr.justedroit.registre;

import com.fasterxml.jackson.databind.JsonNode;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a report of the gate found unargued, in the light of today's dictionary and of the model at hand: a published month
 * keeps its report, and the remedy is a line in the dictionary or a variable that leaves.
 *
 * @param read variables that the model reads
 * @param dictionary of today
 */
record ArguedProxies(Set<String> read, Dictionary dictionary) {
    static final String BOUND = "proxy";

    ArguedProxies {
        read = Set.copyOf(read);
    }

    /**
     * The verdict of the bound.
     *
     * @param reported verdict of the report
     * @param proxy the figures of the same report
     */
    Verdict judge(Verdict reported, JsonNode proxy) {
        if (proxy.path("a_argumenter").isEmpty() || !left(proxy).isEmpty()) {
            return reported;
        }
        return proxy.path("non_juges").isEmpty() ? Verdict.TENU : Verdict.NE_PEUT_PAS_CONCLURE;
    }

    /** Variables of the model with the groups that they are still to be argued for. */
    List<String> left(JsonNode proxy) {
        List<String> left = new ArrayList<>();
        for (JsonNode pair : proxy.path("a_argumenter")) {
            String variable = pair.path("variable").asText();
            String group = pair.path("groupe").asText();
            if (!isSettled(variable, group)) {
                left.add(variable + " for " + group);
            }
        }
        return left;
    }

    private boolean isSettled(String variable, String group) {
        if (!read.contains(variable)) {
            return true;
        }
        String[] parts = group.split("=", 2);
        Optional<Variable> attribute = named(parts[0]);
        return parts.length == 2
                && parts[1].matches("[0-9]{1,2}")
                && attribute.isPresent()
                && named(variable)
                        .flatMap(one -> one.argumentFor(attribute.get(), Integer.parseInt(parts[1])))
                        .isPresent();
    }

    private Optional<Variable> named(String name) {
        return dictionary.variables().stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst();
    }
}

package fr.justedroit.registre;

import com.fasterxml.jackson.databind.JsonNode;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Variable;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

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
        JsonNode open = proxy.path("a_argumenter");
        boolean settled = !open.isEmpty()
                && StreamSupport.stream(open.spliterator(), false)
                        .allMatch(pair -> isSettled(
                                pair.path("variable").asText(),
                                pair.path("groupe").asText()));
        if (!settled) {
            return reported;
        }
        return proxy.path("non_juges").isEmpty() ? Verdict.TENU : Verdict.NE_PEUT_PAS_CONCLURE;
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

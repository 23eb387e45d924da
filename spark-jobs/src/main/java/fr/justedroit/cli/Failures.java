package fr.justedroit.cli;

import fr.justedroit.errors.DataminingException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Says why units failed: one block of what, why and remedy for each cause, under the names of all units that it stopped. */
final class Failures {
    private Failures() {}

    /** @param failures by the name of the unit; units that one cause stopped hold the same exception */
    static void print(PrintStream err, Map<String, DataminingException> failures) {
        IdentityHashMap<DataminingException, List<String>> units = new IdentityHashMap<>();
        failures.forEach((unit, failure) ->
                units.computeIfAbsent(failure, cause -> new ArrayList<>()).add(unit));
        failures.forEach((unit, failure) -> {
            List<String> stopped = units.get(failure);
            if (stopped.get(0).equals(unit)) {
                err.println("failed " + String.join(", ", stopped) + ": " + failure.code() + ": " + failure.what());
                err.println("  why: " + failure.why());
                err.println("  remedy: " + failure.remedy());
            }
        });
    }
}

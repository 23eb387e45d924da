package fr.justedroit.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Dated scales ({@code conf/bareme.yaml}): a value by month.
 *
 * @param byName steps of each scale, oldest first
 */
public record Scale(Map<String, List<Step>> byName) {

    /** From this month on, this value. */
    public record Step(String since, double value) {}

    /** The value in force in a month; the first step's before it. */
    public double value(String name, String month) {
        List<Step> steps = byName.get(name);
        double value = steps.get(0).value();
        for (Step step : steps) {
            if (step.since().compareTo(month) <= 0) {
                value = step.value();
            }
        }
        return value;
    }

    static Scale read(YamlNode file) {
        Map<String, List<Step>> scales = new LinkedHashMap<>();
        file.entries().forEach((name, node) -> {
            List<Step> steps = new ArrayList<>();
            for (YamlNode item : node.items()) {
                item.allow("depuis", "valeur");
                Step step = new Step(item.at("depuis").text(), item.at("valeur").number());
                if (!steps.isEmpty() && steps.get(steps.size() - 1).since().compareTo(step.since()) >= 0) {
                    item.problem("steps go from the oldest to the newest");
                }
                steps.add(step);
            }
            if (steps.isEmpty()) {
                node.problem("a scale needs a step");
                steps.add(new Step("0000-00", 1));
            }
            scales.put(name, List.copyOf(steps));
        });
        return new Scale(Collections.unmodifiableMap(scales));
    }
}

package fr.justedroit.allnat;

import fr.justedroit.config.YamlNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says that a month may be published although the gate cannot conclude on a bound: never that it may be exceeded.
 *
 * @param bounds such as G3
 * @param months YYYY-MM, or {@code *} for any
 * @param author who answers for it
 * @param reason why
 */
public record Visa(Set<String> bounds, Set<String> months, String author, String reason) {
    public Visa {
        bounds = Set.copyOf(bounds);
        months = Set.copyOf(months);
    }

    /** Reads {@code bornes}, {@code mois}, {@code auteur} and {@code raison}; what is wrong becomes a problem at its line. */
    public static Visa read(YamlNode file) {
        file.allow("bornes", "mois", "auteur", "raison");
        Set<String> bounds = texts(file.at("bornes"));
        bounds.stream().filter(bound -> !AnonymityGate.BOUNDS.contains(bound)).forEach(bound -> file.at("bornes")
                .problem("'" + bound + "' is no bound of the gate"));
        Set<String> months = texts(file.at("mois"));
        months.stream()
                .filter(month -> !month.equals("*") && !month.matches("[0-9]{4}-(0[1-9]|1[0-2])"))
                .forEach(month -> file.at("mois").problem("'" + month + "' is not a month"));
        for (String key : List.of("auteur", "raison")) {
            if (file.at(key).text().isBlank()) {
                file.problem("a visa needs '" + key + "'");
            }
        }
        return new Visa(
                bounds, months, file.at("auteur").text(), file.at("raison").text());
    }

    private static Set<String> texts(YamlNode list) {
        Set<String> texts = new TreeSet<>();
        list.items().forEach(item -> texts.add(item.text()));
        return texts;
    }

    boolean covers(String bound, String month) {
        return bounds.contains(bound) && (months.contains("*") || months.contains(month));
    }
}

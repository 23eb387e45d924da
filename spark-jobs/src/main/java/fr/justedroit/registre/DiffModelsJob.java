package fr.justedroit.registre;

import fr.justedroit.config.Keys;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.model.Bundle;
import fr.justedroit.model.BundleVariable;
import fr.justedroit.model.Bundles;
import fr.justedroit.model.Card;
import fr.justedroit.model.Profile;
import fr.justedroit.model.Rival;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The command {@code model diff}: what two models have that the other has not, and their figures beside each other. */
public final class DiffModelsJob {
    private final Door door;
    private final Bundles bundles;
    private final Registry registry;

    public DiffModelsJob(Door door, Keys keys) {
        this.door = door;
        this.bundles = new Bundles(door, keys);
        this.registry = new Registry(door);
    }

    /**
     * What differs.
     *
     * @param first a model
     * @param second another
     * @param isSame are both forms and the dictionary the same
     * @param lines in French
     */
    public record Result(String first, String second, boolean isSame, List<String> lines) {
        public Result {
            lines = List.copyOf(lines);
        }
    }

    /** What is read of one model. */
    private record Side(Bundle bundle, Card card, List<Profile> profiles, Measures measures) {}

    /** Compares two models after checking both whole. */
    public Result execute(String first, String second) {
        Access access = Access.consultation(Room.REGISTRE, Purpose.EXPLOITATION, "model diff");
        Side one = side(access, first);
        Side two = side(access, second);
        List<String> lines = new ArrayList<>();
        String inForce = registry.inForce(access).map(InForce::modelId).orElse("");
        lines.add("Premier : " + first + (first.equals(inForce) ? " (en vigueur)" : ""));
        lines.add("Second  : " + second + (second.equals(inForce) ? " (en vigueur)" : ""));
        boolean same = one.bundle().trees().equals(two.bundle().trees())
                && one.bundle().logistic().equals(two.bundle().logistic())
                && one.bundle().variables().equals(two.bundle().variables());
        lines.add(same ? "Mêmes formes canoniques et même dictionnaire." : "Ce ne sont pas les mêmes modèles.");
        differing(lines, "arbres", one.bundle().trees().equals(two.bundle().trees()));
        differing(
                lines, "régression", one.bundle().logistic().equals(two.bundle().logistic()));
        texts(lines, one.card(), two.card());
        variables(lines, one.bundle(), two.bundle());
        numbers(lines, "Sur les cellules", one.card().figures(), two.card().figures());
        estimates(lines, "À côté de quoi", areas(one.card()), areas(two.card()));
        estimates(
                lines,
                "Évalués (" + month(one.measures()) + " ; " + month(two.measures()) + ")",
                one.measures().byName(),
                two.measures().byName());
        profiles(lines, one.profiles(), two.profiles());
        return new Result(first, second, same, lines);
    }

    private Side side(Access access, String id) {
        return new Side(
                bundles.read(access, id),
                bundles.card(access, id),
                bundles.profiles(access, id).list(),
                Measures.of(door, access, id));
    }

    private static String month(Measures measures) {
        return measures.month().isEmpty() ? "jamais" : measures.month();
    }

    private static void differing(List<String> lines, String what, boolean isSame) {
        lines.add("  " + what + " : " + (isSame ? "identiques" : "différents"));
    }

    private static void texts(List<String> lines, Card one, Card two) {
        text(lines, "cible", one.cible(), two.cible());
        text(lines, "dernier mois", one.asOf(), two.asOf());
        text(lines, "mois lus", months(one), months(two));
        text(lines, "cellules", "" + one.counts().cells(), "" + two.counts().cells());
        text(lines, "cas décidés", "" + one.counts().cases(), "" + two.counts().cases());
        text(lines, "forme proposée", one.proposed().word(), two.proposed().word());
        text(lines, "version du code", one.codeVersion(), two.codeVersion());
        Set<String> names = new TreeSet<>(one.hyperparameters().keySet());
        names.addAll(two.hyperparameters().keySet());
        names.forEach(name -> text(
                lines,
                "réglage " + name,
                one.hyperparameters().getOrDefault(name, "aucun"),
                two.hyperparameters().getOrDefault(name, "aucun")));
    }

    private static String months(Card card) {
        return card.months().stream().map(Card.Month::month).collect(Collectors.joining(" "));
    }

    private static void text(List<String> lines, String name, String one, String two) {
        if (!one.equals(two)) {
            lines.add("  " + name + " : " + one + " ; " + two);
        }
    }

    private static void variables(List<String> lines, Bundle one, Bundle two) {
        Map<String, BundleVariable> first = byName(one);
        Map<String, BundleVariable> second = byName(two);
        Set<String> names = new TreeSet<>(first.keySet());
        names.addAll(second.keySet());
        for (String name : names) {
            if (!second.containsKey(name)) {
                lines.add("  variable " + name + " : dans le premier seul");
            } else if (!first.containsKey(name)) {
                lines.add("  variable " + name + " : dans le second seul");
            } else if (!first.get(name).equals(second.get(name))) {
                lines.add("  variable " + name + " : n'a pas la même définition ou les mêmes mots");
            }
        }
    }

    private static Map<String, BundleVariable> byName(Bundle bundle) {
        return bundle.variables().stream()
                .collect(Collectors.toMap(
                        variable -> variable.source().name(), Function.identity(), (a, b) -> a, TreeMap::new));
    }

    private static Map<String, Estimate> areas(Card card) {
        return card.rivals().list().stream()
                .collect(Collectors.toMap(Rival::name, Rival::area, (a, b) -> a, TreeMap::new));
    }

    private static void numbers(List<String> lines, String title, Map<String, Double> one, Map<String, Double> two) {
        lines.add(title + " :");
        union(one, two)
                .forEach(name -> lines.add("  " + name + " : "
                        + Optional.ofNullable(one.get(name))
                                .map(value -> FoundLines.decimal(value, 3))
                                .orElse("pas mesuré")
                        + " ; "
                        + Optional.ofNullable(two.get(name))
                                .map(value -> FoundLines.decimal(value, 3))
                                .orElse("pas mesuré")));
    }

    private static void estimates(
            List<String> lines, String title, Map<String, Estimate> one, Map<String, Estimate> two) {
        lines.add(title + " :");
        union(one, two)
                .forEach(name -> lines.add("  " + name + " : "
                        + Optional.ofNullable(one.get(name))
                                .map(FoundLines::interval)
                                .orElse("pas mesuré")
                        + " ; "
                        + Optional.ofNullable(two.get(name))
                                .map(FoundLines::interval)
                                .orElse("pas mesuré")));
    }

    private static <T> Set<String> union(Map<String, T> one, Map<String, T> two) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(two.keySet());
        return names;
    }

    private static void profiles(List<String> lines, List<Profile> one, List<Profile> two) {
        Set<List<String>> first = one.stream().map(Profile::sentences).collect(Collectors.toSet());
        Set<List<String>> second = two.stream().map(Profile::sentences).collect(Collectors.toSet());
        long both = first.stream().filter(second::contains).count();
        lines.add("Profils types : " + first.size() + " ; " + second.size() + " ; les mêmes mots dans les deux : "
                + both + ".");
        one.stream()
                .filter(profile -> !second.contains(profile.sentences()))
                .forEach(profile -> lines.add("  premier seul : " + String.join(" ; ", profile.sentences())));
        two.stream()
                .filter(profile -> !first.contains(profile.sentences()))
                .forEach(profile -> lines.add("  second seul : " + String.join(" ; ", profile.sentences())));
    }
}
